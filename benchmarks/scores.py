"""The README's table of scores: each split of the shipped and, where at hand, the published documents.

    python benchmarks/scores.py [--published FOLDER] [--write]

FOLDER holds the published documents that `annotations/external` labels, anywhere below it. Prints
Markdown; with `--write` it goes into the READMEs and the model's card, between their marks.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pipeline import __version__, extract
from pipeline.annotate.splits import names_in
from pipeline.combine.systems import decider
from pipeline.evaluation import Scores, evaluate

ROOT = Path(__file__).parent.parent
LABELS = ROOT / "annotations"
MARKS = re.compile(r"(<!-- table of scores -->\n).*?(<!-- end of table -->)", re.DOTALL)
ROWS = (
    "metadata",
    "clauses",
    "amounts strict",
    "dates found",
    "dates strict",
    "units found",
    "units loose",
    "units name",
    "units recall in list",
    "units recall in text",
    "goals loose",
    "goals strict",
    "goals record",
    "supports loose",
    "supports strict",
    "supports record",
)


SYSTEMS = "rules", "model", "both"
COMPARED = ("amounts strict", "dates strict", "units found", "units loose", "units recall in text")
"""Rows in which the model has a say, or speaks for itself."""
UNSEEN = ("published, policy", "published, test", "ours, test")


def scores(folder: str, docs: Path, split: str, system: str = "both") -> Scores | None:
    """The scores of a split; None where none of its documents is at hand."""
    names = names_in(LABELS / "splits.yaml", folder, split)
    decide = decider(system)
    try:
        found = evaluate(
            LABELS / folder, docs, lambda _, gold: extract(str(gold.source.path), decide=decide), names
        )
    except ValueError:
        return None
    return found.scores


def gathered(folder: Path, into: Path) -> Path:
    """One folder with a link to every file below another."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not (into / file.name).exists():
            (into / file.name).symlink_to(file.resolve())
    return into


def table(columns: dict[str, Scores]) -> str:
    """The table in Markdown: F1 or share, and the 95 % interval on the test splits."""
    sizes = [f"{name} ({len(one.documents)})" for name, one in columns.items()]
    lines = [
        f"Version {__version__}, {datetime.now(UTC):%Y-%m-%d}, by rules and model:",
        "",
        f"| | {' | '.join(sizes)} |",
        f"| --- |{' ---: |' * len(columns)}",
    ]
    rows = {name: one.rows for name, one in columns.items()}
    limits = {name: one.intervals() for name, one in columns.items()}
    for measure in ROWS:
        cells = []
        for name in columns:
            cell = f"{rows[name][measure].score:.3f}"
            if name in UNSEEN:
                low, high = limits[name][measure]
                cell += f" ({low:.2f}–{high:.2f})"
            cells.append(cell)
        lines.append(f"| {measure} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def comparison(systems: dict[str, dict[str, Scores]]) -> str:
    """The same documents by rules, model and both, in the rows of COMPARED."""
    names = list(systems["both"])
    lines = [
        f"| | {' | '.join(f'{name}: {system}' for name in names for system in SYSTEMS)} |",
        f"| --- |{' ---: |' * (len(names) * len(SYSTEMS))}",
    ]
    for measure in COMPARED:
        cells = []
        for name in names:
            for system in SYSTEMS:
                low, high = systems[system][name].intervals()[measure]
                cells.append(f"{systems[system][name].rows[measure].score:.3f} ({low:.2f}–{high:.2f})")
        lines.append(f"| {measure} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--published", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    columns: dict[str, Scores | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        if options.published:
            docs = gathered(options.published, Path(folder))
            for split in ("test", "policy", "dev", "train"):
                columns[f"published, {split}"] = scores("external", docs, split)
        for split in ("test", "dev", "train"):
            columns[f"ours, {split}"] = scores("gold", ROOT / "corpora" / "samples", split)
        systems: dict[str, dict[str, Scores]] = {}
        for system in SYSTEMS:
            found = {"ours, test": scores("gold", ROOT / "corpora" / "samples", "test", system)}
            if options.published:
                found |= {f"published, {s}": scores("external", docs, s, system) for s in ("policy", "test")}
            systems[system] = {name: one for name, one in found.items() if one is not None}
    text = table({name: one for name, one in columns.items() if one is not None})
    compared = comparison(systems)
    print(text, compared, sep="\n")
    if options.write:
        card = ROOT / "models" / "README.md"
        page = card.read_text("utf-8")
        card.write_text(MARKS.sub(lambda m: m[1] + compared + m[2], page), encoding="utf-8")
        for file in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
            page = file.read_text("utf-8")
            file.write_text(MARKS.sub(lambda m: f"{m[1]}{text}\n{compared}{m[2]}", page), encoding="utf-8")


if __name__ == "__main__":
    main()
