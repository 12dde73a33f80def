"""An evaluation as one self-contained page: figures, and every mistake in its text, both readings."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

import jinja2

from pipeline import __version__
from pipeline.context import Context, parts
from pipeline.evaluation import Difference, DocumentScores, Evaluation, Scores
from pipeline.report.differences import brief, fields, where
from pipeline.report.scores import strictest
from pipeline.types import Clause, Item, Span

_MARGIN = 40
"""Characters of context around a clause's border, which stands in no sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and the names of the parts that lie over it ("" is the item itself)."""

    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One side of a mistake: the sentence with its marks, and what it says attribute by attribute."""

    pieces: tuple[Piece, ...]
    values: Mapping[str, str]
    found_by: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Card:
    """One mistake as the page shows it."""

    system: str
    document: str
    sign: str
    label: str
    clause: str
    wrong: tuple[str, ...]
    gold: Reading | None
    predicted: Reading | None


def evaluation_page(systems: Mapping[str, Evaluation]) -> str:
    """The page of one system, or of several on the same documents, as HTML that needs no network."""
    scores = {name: evaluation.scores for name, evaluation in systems.items()}
    first = next(iter(scores.values()))
    return _template("evaluation.html").render(
        version=__version__,
        systems=scores,
        rows={name: one.rows for name, one in scores.items()},
        intervals={name: one.intervals() for name, one in scores.items()},
        attributes=_attributes(first),
        kinds=first.by_kind(),
        documents=first.documents,
        strict=strictest(first.rows),
        cards=[card for name, one in scores.items() for card in _cards(name, one)],
        unavailable=next(iter(systems.values())).unavailable,
    )


@functools.cache
def _template(name: str) -> jinja2.Template:
    source = (resources.files(__package__) / "templates" / name).read_text("utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source)


def _attributes(scores: Scores) -> dict[str, dict[str, tuple[int, int, float | None]]]:
    """By label and attribute: how many are the same, of how many, and the share that is close."""
    table: dict[str, dict[str, tuple[int, int, float | None]]] = {}
    attributes = scores.attributes
    for (label, name), row in attributes.items():
        if not name.endswith(" close"):
            close = attributes.get((label, f"{name} close"))
            table.setdefault(label, {})[name] = (row.hit, row.gold, close.score if close else None)
    return table


def _cards(system: str, scores: Scores) -> Iterator[Card]:
    for document in scores.documents:
        context = Context(document.gold)
        numbers = {clause.start: clause.number for clause in document.gold.clauses}
        for difference in document.mistakes:
            sentence = _sentence(difference, context, document)
            yield Card(
                system=system,
                document=document.name,
                sign=difference.sign,
                label=difference.label,
                clause=_clause(sentence, numbers),
                wrong=difference.wrong,
                gold=_reading(difference.gold, difference, sentence),
                predicted=_reading(difference.predicted, difference, sentence),
            )


def _sentence(difference: Difference, context: Context, document: DocumentScores) -> Span | None:
    """The sentences that hold every part of both readings; None for metadata."""
    spans = [
        span
        for item in (difference.gold, difference.predicted)
        if isinstance(item, Item)
        for span in parts(item).values()
    ]
    if spans:
        return context.sentence(min(s.start for s in spans), max(s.end for s in spans))
    at = where(difference)
    if at is None:
        return None
    text = document.gold.text
    start, end = max(0, at.start - _MARGIN), min(len(text), at.start + _MARGIN)
    return Span(start=start, end=end, text=text[start:end])


def _clause(sentence: Span | None, numbers: Mapping[int, str]) -> str:
    if sentence is None:
        return ""
    return numbers[max((start for start in numbers if start <= sentence.start), default=min(numbers))]


def _reading(item: object, difference: Difference, sentence: Span | None) -> Reading | None:
    if difference.label == "metadata":
        return Reading((), {difference.wrong[0]: brief(item) or "–"}, None, None)
    if isinstance(item, Clause) and sentence is not None:
        border = Span(
            start=item.start, end=item.start + 1, text=sentence.text[item.start - sentence.start][:1]
        )
        return Reading(_pieces(sentence, {"": border}), fields(item), None, None)
    if isinstance(item, Item) and sentence is not None:
        return Reading(_pieces(sentence, parts(item)), fields(item), item.found_by, item.confidence)
    return None


def _pieces(sentence: Span, marks: Mapping[str, Span]) -> tuple[Piece, ...]:
    """The sentence cut at every border of a mark."""
    borders = {sentence.start, sentence.end}
    for span in marks.values():
        borders |= {min(max(at, sentence.start), sentence.end) for at in (span.start, span.end)}
    return tuple(
        Piece(
            sentence.text[start - sentence.start : end - sentence.start],
            tuple(name for name, span in marks.items() if span.start <= start and end <= span.end),
        )
        for start, end in pairwise(sorted(borders))
    )
