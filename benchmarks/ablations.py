"""What each part of training brings: the same fine-tuning without it, and with less of the labels.

    python benchmarks/ablations.py --weak out/weak.jsonl --gold DIR --docs DIR [--params FILE] [--csv FILE]

Every run fine-tunes anew (minutes each on two cores) and is measured on the labelled documents of --gold,
from which none of them has learnt. Prints F1 of spans that overlap by half and of the same spans, all labels
together.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.recognize.characters import read as read_characters
from pipeline.recognize.characters import write as write_characters
from pipeline.recognize.model import VOCABULARY
from pipeline.recognize.tags import Scheme
from pipeline.training import examples
from pipeline.training.classifier import Classifier
from pipeline.training.classifier import load as load_classifier
from pipeline.training.examples import Example
from pipeline.training.finetune import finetune, fit
from pipeline.training.frameworks import torch, transformers
from pipeline.training.measure import measure
from pipeline.training.settings import Finetuning, Labelled, load


def untrained(base: Path, out: Path) -> Path:
    """An encoder of the same shape with random weights."""
    torch().manual_seed(1)
    hugging = transformers()
    hugging.BertModel(hugging.BertConfig.from_pretrained(base)).save_pretrained(out)
    write_characters(read_characters(base / VOCABULARY).entries, out / VOCABULARY)
    return out


def variants(settings: Finetuning, random: Path) -> Iterator[tuple[str, Finetuning]]:
    """The runs by name."""
    without = {"weak_sentences": 0}
    yield "everything", settings
    yield "no weak labels", settings.model_copy(update=without)
    yield "no pre-training", settings.model_copy(update={"base_model": str(random)})
    yield "labels only", settings.model_copy(update={"base_model": str(random), **without})
    for share in (0.3, 0.1):
        yield f"{share:.0%} of the labels", settings.model_copy(update={"gold_share": share})


def main() -> None:
    """Run all of them and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weak", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--params", type=Path, default=Path("params.yaml"))
    parser.add_argument("--csv", type=Path)
    given = parser.parse_args()
    settings = load(given.params).finetune
    weak = examples.read(given.weak)
    held_out = [
        example
        for document in examples.documents([Labelled(gold=given.gold, docs=given.docs)])
        for example in examples.examples(document)
    ]
    rows: list[tuple[str, str, str, str]] = [("run", "dev", "held out, half", "held out, exact")]
    with tempfile.TemporaryDirectory() as folder:
        random = untrained(Path(settings.base_model), Path(folder, "random"))
        for name, chosen in variants(settings, random):
            out = Path(folder, name)
            dev = finetune(chosen, weak if chosen.weak_sentences else [], out).all.close_f1
            found = score(load_classifier(str(out), Scheme()), held_out)
            rows.append((name, f"{dev:.3f}", f"{found[0]:.3f}", f"{found[1]:.3f}"))
            print("  ".join(f"{cell:18}" for cell in rows[-1]), flush=True)
    if given.csv:
        with given.csv.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def score(classifier: Classifier, held_out: list[Example]) -> tuple[float, float]:
    """F1 by half an overlap and exact."""
    fitted = fit(held_out, classifier.positions - 2)
    found = measure([example.tags for example in fitted], classifier.tag(fitted)).all
    return found.close_f1, found.f1


if __name__ == "__main__":
    main()
