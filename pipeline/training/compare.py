"""Rules and model side by side on labelled documents: where each of them helps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.annotate import gold as labels
from pipeline.annotate.gold import Unavailable
from pipeline.combine.records import kind
from pipeline.extract import extract_text
from pipeline.normalize import normalize
from pipeline.recognize.model import Tagger
from pipeline.recognize.tags import Tag
from pipeline.training.examples import sentences, tags
from pipeline.training.measure import Counts, measure
from pipeline.types import Document, UnitPlace

SURE: Final = 0.9
COLUMNS: Final = (
    "label",
    "labelled",
    "rules found",
    "rules exact",
    "rules half",
    "model found",
    "model exact",
    "model half",
    "model alone",
    "right",
    "sure alone",
    "sure right",
)
"""F1 of the same spans (exact) and of those that overlap by half; then what the model finds where the rules
find nothing of the kind, how much of it touches a label, and the same for a probability from SURE on."""


@dataclass(frozen=True, slots=True)
class Sides:
    """One document's tags: labelled, by the rules, by the model; in offsets of its normalised text."""

    gold: list[Tag]
    rules: list[Tag]
    model: list[Tag]
    places: dict[UnitPlace, list[Tag]]
    """The labelled units by where they stand."""


def sides(gold: Path, docs: Path | None, tagger: Tagger) -> Iterator[Sides]:
    """The labelled documents of a folder that can be had. Raises LabelError."""
    for _, labelled in labels.load(gold, docs):
        if isinstance(labelled, Unavailable):
            continue
        places: dict[UnitPlace, list[Tag]] = {}
        for place in ("list", "text"):
            only = labelled.model_copy(update={"units": [u for u in labelled.units if u.place == place]})
            places[place] = [tag for tag in tags(only) if kind(tag.label) == "unit"]
        rules = tags(extract_text(labelled.text))
        yield Sides(tags(labelled), rules, tag_document(labelled, tagger), places)


def tag_document(document: Document, tagger: Tagger) -> list[Tag]:
    """The model's tags of a document, in offsets of its normalised text."""
    cut = sentences(normalize(document.text).text)
    return [
        Tag(tag.start + start, tag.end + start, tag.label, tag.probability)
        for start, found in zip(cut.starts, tagger.tag(cut.texts), strict=True)
        for tag in found
    ]


def compare(found: Iterable[Sides]) -> list[list[str]]:
    """A row a label, cells as in COLUMNS; units by place have a recall (by half) instead of an F1."""
    every = list(found)
    gold = [side.gold for side in every]
    rules = measure(gold, [side.rules for side in every]).rows()
    model = measure(gold, [side.model for side in every]).rows()
    rows = []
    for name in dict.fromkeys((*rules, *model)):
        r, m = rules.get(name, Counts()), model.get(name, Counts())
        rows.append([name, str(r.gold), *_cells(r), *_cells(m), *map(str, _alone(every, name))])
    for place in ("list", "text"):
        wanted = [[_kind_only(tag) for tag in side.places[place]] for side in every]
        cells = [f"units in {place}, recall", str(sum(map(len, wanted)))]
        for system in ([side.rules for side in every], [side.model for side in every]):
            got = [[_kind_only(tag) for tag in some if kind(tag.label) == "unit"] for some in system]
            hits = measure(wanted, got).all
            share = hits.close / hits.gold if hits.gold else 1.0
            cells += [str(hits.close), "", f"{share:.3f}"]
        rows.append([*cells, "", "", "", ""])
    return rows


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows with their columns' names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *rows])
    return text.getvalue()


def _cells(counts: Counts) -> list[str]:
    return [str(counts.predicted), f"{counts.f1:.3f}", f"{counts.close_f1:.3f}"]


def _alone(every: Sequence[Sides], name: str) -> list[int]:
    """How much the model finds where the rules find nothing of the kind, and how much of it is right."""
    counts = [0, 0, 0, 0]
    for side in every:
        for tag in side.model:
            if name not in ("all", tag.label, kind(tag.label)) or any(
                _meets(tag, other) for other in side.rules
            ):
                continue
            right = any(_meets(tag, other) for other in side.gold)
            sure = tag.probability >= SURE
            for i, counted in enumerate((True, right, sure, sure and right)):
                counts[i] += counted
    return counts


def _kind_only(tag: Tag) -> Tag:
    return Tag(tag.start, tag.end, kind(tag.label), tag.probability)


def _meets(a: Tag, b: Tag) -> bool:
    """Whether two tags of one kind overlap at all, whatever their roles."""
    return kind(a.label) == kind(b.label) and a.start < b.end and b.start < a.end
