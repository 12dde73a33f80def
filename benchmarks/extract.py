"""How fast `extract` is on text in memory, on one core, and which stage takes which share.

    python benchmarks/extract.py [FOLDER …] [--characters N]

Reads every text below the folders (default: the shipped corpus), repeats them to at least N
characters (default 1,000,000) and prints characters a CPU-second: for the whole recipe, for each
stage, and, to judge the machine by, for a plain regular expression over the same text. Trust the
ratios more than the absolute figures.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.batch import collect
from pipeline.extract import extract_raw
from pipeline.readers import Raw, read

recipe = import_module("pipeline.extract")

STAGES: dict[str, tuple[Any, str]] = {
    "normalise": (recipe, "normalize"),
    "segment": (recipe, "segment"),
    "money": (recipe.money, "recognize"),
    "times": (recipe.times, "recognize"),
    "quantities": (recipe.quantities, "recognize"),
    "names": (recipe.names, "recognize"),
    "metadata": (recipe.metadata, "link"),
    "dates": (recipe.dates, "link"),
    "amounts": (recipe.amounts, "link"),
    "units": (recipe.units, "link"),
    "goals": (recipe.goals, "link"),
    "supports": (recipe.supports, "link"),
}


def timed(function: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    """`function`, its CPU seconds added to `spent[name]`."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - begin

    return wrapper


def measure(raws: list[Raw], rounds: int) -> tuple[float, dict[str, float]]:
    """CPU seconds of the whole recipe and of each stage."""
    spent: dict[str, float] = defaultdict(float)
    for name, (owner, attribute) in STAGES.items():
        setattr(owner, attribute, timed(getattr(owner, attribute), spent, name))
    begin = time.process_time()
    for _ in range(rounds):
        for raw in raws:
            extract_raw(raw)
    return time.process_time() - begin, spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("corpora/samples")])
    parser.add_argument("--characters", type=int, default=1_000_000)
    options = parser.parse_args()

    raws = [read(item.path.read_bytes(), str(item.path)) for item in collect(options.folders)]
    size = sum(len(raw.text) for raw in raws)
    begin = time.process_time()
    for raw in raws:
        extract_raw(raw)
    first = time.process_time() - begin
    rounds = max(1, -(-options.characters // size))

    plain = re.compile(r"\d+(?:\.\d+)?[万亿]?元")
    begin = time.process_time()
    for _ in range(rounds):
        for raw in raws:
            plain.findall(raw.text)
    reference = time.process_time() - begin

    total, spent = measure(raws, rounds)
    size *= rounds
    print(f"{len(raws)} documents × {rounds} = {size:,} characters; first round with loading {first:.2f} s")
    print(f"{'one plain pattern':20}{size / reference:14,.0f} characters/s")
    print(
        f"{'extract':20}{size / total:14,.0f} characters/s   1/{total / reference:.0f} of the pattern's speed"
    )
    spent["the rest, writing"] = total - sum(spent.values())
    for name, seconds in spent.items():
        print(f"  {name:18}{size / max(seconds, 1e-9):14,.0f} characters/s {seconds / total:7.1%}")


if __name__ == "__main__":
    main()
