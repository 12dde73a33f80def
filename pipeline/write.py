"""Records to the document: everything led back to the original text, with ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pipeline import mentions, types
from pipeline.combine.records import Records
from pipeline.normalize import Normalized
from pipeline.readers import Layout
from pipeline.segment import Outline

M = TypeVar("M", mentions.Amount, mentions.Date, mentions.Unit, mentions.Goal)

_TRUST_IN_OCR = 0.7
"""OCR gets 2 to 5 characters in 100 wrong: a sum of five and its rule are right in so many cases."""


class Writer:
    """Builds the document's parts from records in normalised offsets."""

    def __init__(self, normalized: Normalized, outline: Outline, layout: Layout | None = None) -> None:
        self._original = normalized.original
        self._edits = normalized.edits
        self._outline = outline
        self._layout = layout

    def span(self, span: mentions.Span | None) -> types.Span | None:
        """The original stretch of a normalised span; None where the original only separates cells there."""
        return None if span is None or not self._stands(span) else types.Span(**self._place(span))

    def clauses(self) -> list[types.Clause]:
        """The outline's clauses; each ends where the next begins."""
        outline, size = self._outline, len(self._original)
        starts = [0, *(self._opens(clause.start) for clause in outline.clauses[1:])]
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

    def _opens(self, at: int) -> int:
        """Where a clause begins that begins at `at` of the normalised text: no blank that a word replaced."""
        start, _ = self._edits.to_original(at, at + 1)
        rest = self._original[start:]
        return start + len(rest) - len(rest.lstrip())

    def amounts(self, records: Sequence[mentions.Amount]) -> list[types.Amount]:
        """Amounts, in the order of the text."""
        return [
            types.Amount(
                **self._item("a", i, r.why, r.span),
                **self._place(r.span),
                currency=r.currency,
                min=r.min,
                max=r.max,
                bound=r.bound,
                role=r.role,
                freq=r.freq,
                per=self._spelt(r.per),
            )
            for i, r in enumerate(self._standing(records))
        ]

    def dates(self, records: Sequence[mentions.Date]) -> list[types.Date]:
        """Dates, in the order of the text."""
        return [
            types.Date(
                **self._item("d", i, r.why, r.span),
                **self._place(r.span),
                role=r.role,
                start_date=r.start_date,
                end_date=r.end_date,
            )
            for i, r in enumerate(self._standing(records))
        ]

    def units(self, records: Sequence[mentions.Unit]) -> list[types.Unit]:
        """Units, in the order of the text."""
        return [
            types.Unit(
                **self._item("u", i, r.why, r.span),
                **self._place(r.span),
                role=r.role,
                name=r.name,
                place=r.place,
                applies_to=[_id("c", n) for n in r.applies_to],
            )
            for i, r in enumerate(self._standing(records))
        ]

    def goals(self, records: Sequence[mentions.Goal]) -> list[types.Goal]:
        """Goals, in the order of the text."""
        return [
            types.Goal(
                **self._item("g", i, r.why, r.span),
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
            for i, r in enumerate(self._standing(records))
        ]

    def supports(self, records: Sequence[mentions.Support]) -> list[types.Support]:
        """Supports, in the order of the text."""
        return [
            types.Support(
                **self._item("s", i, r.why, r.amount, r.cap, r.beneficiary, r.form)
                | {"clause": _id("c", r.clause)},
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

    def _standing(self, records: Iterable[M]) -> list[M]:
        """The records whose words stand in the original, unlike what is said again in each row of a table."""
        return [record for record in records if self._stands(record.span)]

    def _stands(self, span: mentions.Span) -> bool:
        start, end = self._edits.to_original(span.start, span.end)
        return not self._original[start:end].isspace()

    def _printed(self, span: mentions.Span, unit: str | None) -> str | None:
        """A unit at the end of a span, in the script of the original; ％ stays %."""
        if unit is None or unit == "%" or not self._outline.text.endswith(unit, span.start, span.end):
            return unit
        start, end = self._edits.to_original(span.end - len(unit), span.end)
        printed = self._original[start:end]
        return unit if any(map(str.isdigit, printed)) else printed  # it came from a table's head

    def _spelt(self, span: mentions.Span | None) -> str | None:
        """The words at a span as the original prints them, without the line breaks inside them."""
        if span is None:
            return None
        start, end = self._edits.to_original(span.start, span.end)
        return "".join(self._original[start:end].split("\n"))

    def _place(self, span: mentions.Span) -> dict[str, Any]:
        start, end = self._edits.to_original(span.start, span.end)
        return _place(self._original, self._layout, start, end)

    def _item(
        self, letter: str, index: int, why: mentions.Why, *spans: mentions.Span | None
    ) -> dict[str, Any]:
        first = next((span for span in spans if span is not None), None)
        ocr = any(self._read_by_ocr(span) for span in spans if span is not None)
        return {
            "id": _id(letter, index),
            "clause": None if first is None else _id("c", self._outline.clause_at(first.start).index),
            "found_by": why.rule if why.rule.startswith("model:") else f"rule:{why.rule}",
            "confidence": round(why.confidence * _TRUST_IN_OCR, 2) if ocr else why.confidence,
            "trigger": self.span(why.trigger),
            "ocr": ocr,
        }

    def _read_by_ocr(self, span: mentions.Span) -> bool:
        if self._layout is None:
            return False
        return self._layout.read_by_ocr(*self._edits.to_original(span.start, span.end))


def nothing_found(metadata: types.Metadata, records: Records) -> list[types.Problem]:
    """The problem of a text in which no policy was recognised: neither a title nor a single record."""
    if metadata.title is not None or records != Records():
        return []
    message = "no policy was recognised in it: neither a title nor anything promised; is it the right file?"
    return [types.Problem(code="document.nothing-found", message=message)]


def set_aside(normalized: Normalized, layout: Layout | None = None) -> list[types.SetAside]:
    """What was set aside, in offsets of the original."""
    return [
        types.SetAside(**_place(normalized.original, layout, a.start, a.end), reason=a.reason)
        for a in normalized.asides
    ]


def _place(text: str, layout: Layout | None, start: int, end: int) -> dict[str, Any]:
    """A span's fields; where a layout is known, also where it is printed."""
    page, boxes = (None, None) if layout is None else layout.boxes(start, end)
    return {"start": start, "end": end, "text": text[start:end], "page": page, "boxes": boxes or None}


def _id(letter: str, index: int) -> str:
    return f"{letter}{index + 1}"
