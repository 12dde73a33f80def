"""Labelled sentences: what the model learns from, and what it is measured on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate import gold
from pipeline.annotate.gold import Unavailable
from pipeline.annotate.splits import names_in
from pipeline.normalize import normalize
from pipeline.recognize.tags import Tag
from pipeline.segment import segment
from pipeline.training.settings import Labelled
from pipeline.types import Document, Span


@dataclass(frozen=True, slots=True)
class Example:
    """A normalised sentence with its tags, whose offsets count its characters.

    A tag's probability is how sure the labeller was. `weight` says how much the example counts.
    """

    text: str
    tags: tuple[Tag, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentences:
    """A document's normalised text cut up: sentences[i] begins at starts[i]."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]


def sentences(normalized: str) -> Sentences:
    """The sentences of a normalised text."""
    spans = [span for span in segment(normalized).sentences if span.end > span.start]
    return Sentences(
        tuple(normalized[span.start : span.end] for span in spans), tuple(span.start for span in spans)
    )


def tags(document: Document) -> list[Tag]:
    """What is labelled in a document, in offsets of its normalised text, sorted; each span once."""
    to_normalized = normalize(document.text).edits.to_normalized
    found: dict[tuple[int, int, str], float] = {}
    for span, label, confidence in _labels(document):
        if span is None:
            continue
        start, end = to_normalized(span.start, span.end)
        if end > start:
            key = start, end, label
            found[key] = max(found.get(key, 0.0), 1.0 if confidence is None else confidence)
    return sorted(Tag(*key, probability) for key, probability in found.items())


def _labels(document: Document) -> Iterator[tuple[Span | None, str, float | None]]:
    for unit in document.units:
        yield unit, f"unit:{unit.role}", unit.confidence
    for support in document.supports:
        yield support.beneficiary, "beneficiary", support.confidence
        yield support.basis, "basis", support.confidence
        yield support.tier, "condition", support.confidence
    for goal in document.goals:
        yield goal, "goal", goal.confidence
        yield goal.indicator, "indicator", goal.confidence
    for amount in document.amounts:
        yield amount, f"amount:{amount.role}", amount.confidence
    for day in document.dates:
        yield day, f"date:{day.role}", day.confidence


def examples(document: Document, weight: float = 1.0) -> list[Example]:
    """The sentences of a labelled document. A span that crosses a sentence's border is left out."""
    cut = sentences(normalize(document.text).text)
    waiting = tags(document)
    found = []
    for text, start in zip(cut.texts, cut.starts, strict=True):
        end = start + len(text)
        inside = tuple(
            Tag(tag.start - start, tag.end - start, tag.label, tag.probability)
            for tag in waiting
            if start <= tag.start and tag.end <= end
        )
        found.append(Example(text, inside, weight))
    return found


def documents(folders: Iterable[Labelled]) -> list[Document]:
    """The labelled documents of the folders that can be had. Raises LabelError, SplitError."""
    return [
        document
        for folder in folders
        for _, document in gold.load(folder.gold, folder.docs, _names(folder))
        if not isinstance(document, Unavailable)
    ]


def _names(folder: Labelled) -> frozenset[str] | None:
    """The documents of the folder's splits; None for all."""
    if not folder.splits:
        return None
    file = folder.gold.parent / "splits.yaml"
    return frozenset().union(*(names_in(file, folder.gold.name, split) for split in folder.splits))


def write(found: Iterable[Example], file: Path) -> None:
    """Write examples, one JSON a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for example in found:
            spans = [[tag.start, tag.end, tag.label, tag.probability] for tag in example.tags]
            line = {"text": example.text, "tags": spans, "weight": example.weight}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def read(file: Path) -> list[Example]:
    """The examples in a file that `write` wrote."""
    with file.open(encoding="utf-8") as lines:
        values = [json.loads(line) for line in lines]
    return [Example(v["text"], tuple(Tag(*tag) for tag in v["tags"]), v["weight"]) for v in values]
