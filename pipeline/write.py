"""Records to the document: everything led back to the original text, with ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline import mentions, types
from pipeline.normalize import Normalized
from pipeline.segment import Outline


class Writer:
    """Builds the document's parts from records in normalised offsets."""

    def __init__(self, normalized: Normalized, outline: Outline) -> None:
        self._original = normalized.original
        self._edits = normalized.edits
        self._outline = outline

    def span(self, span: mentions.Span | None) -> types.Span | None:
        """The original stretch of a normalised span."""
        return None if span is None else types.Span(**self._place(span))

    def clauses(self) -> list[types.Clause]:
        """The outline's clauses; each ends where the next begins."""
        outline, size = self._outline, len(self._original)
        starts = [0] + [self._edits.to_original(c.start, c.start + 1)[0] for c in outline.clauses[1:]]
        return [
            types.Clause(
                id=_id("c", c.index),
                parent=None if c.parent is None else _id("c", c.parent),
                number=c.number,
                depth=c.depth,
                kind=c.kind,
                heading=None if c.heading is None else outline.text[c.heading.start : c.heading.end],
                start=start,
                end=end,
            )
            for c, start, end in zip(outline.clauses, starts, [*starts[1:], size], strict=True)
        ]

    def amounts(self, records: Sequence[mentions.Amount]) -> list[types.Amount]:
        """Amounts, in the order of the text."""
        return [
            types.Amount(
                **self._item("a", i, r.span.start, r.why),
                **self._place(r.span),
                currency=r.currency,
                min=r.min,
                max=r.max,
                bound=r.bound,
                role=r.role,
                freq=r.freq,
                per=self._spelt(r.per),
            )
            for i, r in enumerate(records)
        ]

    def dates(self, records: Sequence[mentions.Date]) -> list[types.Date]:
        """Dates, in the order of the text."""
        return [
            types.Date(
                **self._item("d", i, r.span.start, r.why),
                **self._place(r.span),
                role=r.role,
                start_date=r.start_date,
                end_date=r.end_date,
            )
            for i, r in enumerate(records)
        ]

    def units(self, records: Sequence[mentions.Unit]) -> list[types.Unit]:
        """Units, in the order of the text."""
        return [
            types.Unit(
                **self._item("u", i, r.span.start, r.why),
                **self._place(r.span),
                role=r.role,
                name=r.name,
                place=r.place,
                applies_to=[_id("c", n) for n in r.applies_to],
            )
            for i, r in enumerate(records)
        ]

    def goals(self, records: Sequence[mentions.Goal]) -> list[types.Goal]:
        """Goals, in the order of the text."""
        return [
            types.Goal(
                **self._item("g", i, r.span.start, r.why),
                **self._place(r.span),
                indicator=self.span(r.indicator),
                value=r.value,
                value_max=r.value_max,
                unit=self._printed(r.span, r.unit),
                op=r.op,
                kind=r.kind,
                stretch=r.stretch,
                by=r.by,
                freq="yearly" if r.freq == "yearly" else None,
            )
            for i, r in enumerate(records)
        ]

    def supports(self, records: Sequence[mentions.Support]) -> list[types.Support]:
        """Supports, in the order of the text."""
        return [
            types.Support(
                **self._item("s", i, None, r.why) | {"clause": _id("c", r.clause)},
                beneficiary=self.span(r.beneficiary),
                tier=self.span(r.tier),
                amount=self.span(r.amount),
                cap=self.span(r.cap),
                min=r.min,
                max=r.max,
                currency=r.currency,
                rate=r.rate,
                rate_max=r.rate_max,
                basis=self.span(r.basis),
                form=self.span(r.form),
                freq=r.freq,
                per=self._spelt(r.per),
            )
            for i, r in enumerate(records)
        ]

    def _printed(self, span: mentions.Span, unit: str | None) -> str | None:
        """A unit at the end of a span, in the script of the original; ％ stays %."""
        if unit is None or unit == "%" or not self._outline.text.endswith(unit, span.start, span.end):
            return unit
        start, end = self._edits.to_original(span.end - len(unit), span.end)
        return self._original[start:end]

    def _spelt(self, span: mentions.Span | None) -> str | None:
        """The words at a span as the original prints them, without the line breaks inside them."""
        if span is None:
            return None
        start, end = self._edits.to_original(span.start, span.end)
        return "".join(self._original[start:end].split("\n"))

    def _place(self, span: mentions.Span) -> dict[str, Any]:
        start, end = self._edits.to_original(span.start, span.end)
        return {"start": start, "end": end, "text": self._original[start:end]}

    def _item(self, letter: str, index: int, offset: int | None, why: mentions.Why) -> dict[str, Any]:
        clause = None if offset is None else _id("c", self._outline.clause_at(offset).index)
        return {
            "id": _id(letter, index),
            "clause": clause,
            "found_by": f"rule:{why.rule}",
            "confidence": why.confidence,
            "trigger": self.span(why.trigger),
        }


def nothing_found(metadata: types.Metadata, *tables: Sequence[object]) -> list[types.Problem]:
    """The problem of a text in which no policy was recognised: neither a title nor a single record."""
    if metadata.title is not None or any(tables):
        return []
    message = "no policy was recognised in it: neither a title nor anything promised; is it the right file?"
    return [types.Problem(code="document.nothing-found", message=message)]


def set_aside(normalized: Normalized) -> list[types.SetAside]:
    """What was set aside, in offsets of the original."""
    return [
        types.SetAside(start=a.start, end=a.end, text=normalized.original[a.start : a.end], reason=a.reason)
        for a in normalized.asides
    ]


def _id(letter: str, index: int) -> str:
    return f"{letter}{index + 1}"
