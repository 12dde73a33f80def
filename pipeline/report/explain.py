"""Why each item is there: the rule that found it, its trigger, its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.context import Context, place
from pipeline.rules import reasons
from pipeline.types import Document, Item, Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """One item with what decided it. `start` is its offset in the document's text."""

    label: str
    start: int
    text: str
    found_by: str
    reason: str
    confidence: float | None
    trigger: str
    sentence: str


_BY_MODEL = (
    "so the model reads its sentence; the rules left it open, or the policy lets the model overrule them"
)


def explanations(document: Document, at: int | None = None) -> Iterator[Explanation]:
    """What decided each item, in the order of the text; only of those that cover offset `at`, if given."""
    context = Context(document)
    why = reasons()
    labelled: list[tuple[str, Span, Item]] = []
    for label in ("amounts", "dates", "units", "goals", "supports"):
        for item in getattr(document, label):
            span = place(item)
            if span is not None and (at is None or span.start <= at < span.end):
                labelled.append((label.removesuffix("s"), span, item))
    for label, span, item in sorted(labelled, key=lambda entry: (entry[1].start, entry[0])):
        found_by = item.found_by or "a human"
        yield Explanation(
            label=label,
            start=span.start,
            text=span.text,
            found_by=found_by,
            reason=why.get(found_by.removeprefix("rule:"), _BY_MODEL if "model:" in found_by else ""),
            confidence=item.confidence,
            trigger=" ".join(item.trigger.text.split()) if item.trigger else "",
            sentence="".join(context.sentence(span.start, span.end).text.splitlines()),
        )
