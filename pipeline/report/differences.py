"""Differences between two readings in words: what each says, in which sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.context import Context, parts, place
from pipeline.evaluation import Difference, DocumentScores
from pipeline.types import Clause, Item, Span

_LEFT_OUT = {
    "id",
    "clause",
    "parent",
    "start",
    "end",
    "text",
    "page",
    "boxes",
    "ocr",
    "trigger",
    "confidence",
    "applies_to",
    "found_by",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A difference told: both readings in one line each, and the sentence that they are of."""

    sign: str
    document: str
    label: str
    wrong: tuple[str, ...]
    start: int | None
    gold: str
    predicted: str
    found_by: str | None
    sentence: str

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def told(document: DocumentScores) -> Iterator[Mistake]:
    """A document's mistakes in words, in the order of the labels."""
    context = Context(document.gold)
    for difference in document.mistakes:
        span = where(difference)
        sentence = context.sentence(span.start, span.end).text if span else ""
        yield Mistake(
            sign=difference.sign,
            document=document.name,
            label=difference.label,
            wrong=difference.wrong,
            start=span.start if span else None,
            gold=brief(difference.gold),
            predicted=brief(difference.predicted),
            found_by=getattr(difference.predicted, "found_by", None),
            sentence=on_one_line(sentence),
        )


def where(difference: Difference) -> Span | None:
    """The place of the labelled item, else of the extracted one; None for metadata."""
    for item in (difference.gold, difference.predicted):
        if isinstance(item, Item | Clause):
            return place(item)
    return None


def fields(item: Item | Clause) -> dict[str, str]:
    """What an item says, attribute by attribute, as text; what is not set is left out."""
    spans = {name: on_one_line(span.text) for name, span in parts(item).items() if name}
    values = item.model_dump(exclude=_LEFT_OUT | set(spans), exclude_defaults=True, by_alias=True)
    return spans | {name: _value(value) for name, value in values.items() if value is not None}


def brief(item: object) -> str:
    """An item in one line: its words first, then the values that are set."""
    if item is None:
        return ""
    if isinstance(item, Item | Clause):
        words = getattr(item, "text", "")
        values = " ".join(f"{name}={value}" for name, value in fields(item).items())
        return on_one_line(f"{words} {values}".strip())
    return on_one_line(_value(item))


def on_one_line(text: str) -> str:
    """The text without line ends; words in letters keep a blank between them."""
    return "".join(line if not line[-1:].isascii() else f"{line} " for line in text.splitlines()).strip()


def _value(value: object) -> str:
    return "；".join(map(str, value)) if isinstance(value, list) else f"{value}"
