"""Labels written as quotes, and the document that they mean: quotes to offsets."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from pipeline.annotate.labels import ClauseLabel, LabelFile, SupportLabel
from pipeline.normalize import normalize
from pipeline.readers import Raw
from pipeline.types import Amount, Clause, ClauseKind, Date, Document, Goal, Span, Support, Unit


class LabelError(ValueError):
    """A label file that is wrong or doesn't fit its text; the message names the clause and the quote."""


def parse(labels: dict[str, Any]) -> LabelFile:
    """The label file in parsed JSON. Raises LabelError."""
    try:
        return LabelFile.model_validate(labels)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, e['loc']))}: {e['msg']}, not {e['input']!r}" for e in error.errors()[:5]
        )
        raise LabelError(told) from error


def resolve(labels: LabelFile, raw: Raw) -> Document:
    """The labelled document of a label file and its text. Raises LabelError where a quote isn't there."""
    return _Converter(labels, raw).document()


class _Converter:
    """Builds a document: quotes to offsets, clauses in the order of the text, ids as the writer has them."""

    def __init__(self, labels: LabelFile, raw: Raw) -> None:
        self._meta = labels.meta
        self._raw = raw
        self._text = text = raw.text
        starts = [self._find(c.at, c.at_nth, 0, len(text), f"clause {c.number}") for c in labels.clauses]
        order = sorted(range(len(starts)), key=starts.__getitem__)
        self._labels = [labels.clauses[i] for i in order]
        self._starts = [starts[i] for i in order]
        self._ends = [*self._starts[1:], len(text)]
        self._items: dict[str, list[Any]] = {
            "amounts": [], "dates": [], "units": [], "goals": [], "supports": [],
        }  # fmt: skip

    def document(self) -> Document:
        clauses = self._clauses()
        for index in range(len(self._labels)):
            self._clause(index)
        return Document(
            doc_id=self._raw.doc_id,
            status="success",
            source=self._raw.source,
            script=normalize(self._text).script,
            text=self._text,
            metadata=self._meta,
            clauses=clauses,
            **self._items,
        )

    def _clauses(self) -> list[Clause]:
        clauses: list[Clause] = []
        for i, label in enumerate(self._labels):
            parent = self._parent(label, i)
            outside = label.number in ("0", "end")
            kind: ClauseKind = "section"
            if outside:
                kind = "preamble" if label.number == "0" else "closing"
            clauses.append(
                Clause(
                    id=f"c{i + 1}",
                    parent=None if parent is None else f"c{parent + 1}",
                    number=label.number,
                    depth=0 if outside else 1 if parent is None else clauses[parent].depth + 1,
                    kind=kind,
                    heading=label.heading,
                    start=self._starts[i],
                    end=self._ends[i],
                )
            )
        return clauses

    def _parent(self, label: ClauseLabel, index: int) -> int | None:
        """The nearest clause before this one that begins with the quote."""
        if label.parent is None:
            return None
        for i in range(index - 1, -1, -1):
            at = self._labels[i].at
            if at.startswith(label.parent) or label.parent.startswith(at):
                return i
        raise LabelError(f"clause {label.number}: no clause before it begins with {label.parent!r}")

    def _clause(self, index: int) -> None:
        label = self._labels[index]
        for amount in label.amounts:
            values = amount.model_dump(exclude={"q", "nth"})
            self._add("amounts", Amount, index, amount.q, amount.nth, values)
        for date in label.dates:
            values = {"role": date.role, "start_date": date.start, "end_date": date.end}
            self._add("dates", Date, index, date.q, date.nth, values)
        for unit in label.units:
            values = {"role": unit.role, "name": unit.name, "place": unit.place}
            self._add("units", Unit, index, unit.q, unit.nth, values)
        for goal in label.goals:
            values = goal.model_dump(exclude={"q", "nth", "indicator", "indicator_nth"})
            values["indicator"] = self._span(index, goal.indicator, goal.indicator_nth, "goals.indicator")
            self._add("goals", Goal, index, goal.q, goal.nth, values)
        for support in label.supports:
            self._support(index, support)

    def _add(
        self, table: str, kind: type[Any], index: int, quote: str, nth: int, values: dict[str, Any]
    ) -> None:
        span = self._span(index, quote, nth, f"{table}.q")
        items = self._items[table]
        identity = {"id": f"{table[0]}{len(items) + 1}", "clause": f"c{index + 1}"}
        items.append(kind(**identity, **(span.model_dump() if span else {}), **values))

    def _support(self, index: int, label: SupportLabel) -> None:
        spans = {
            key: self._span(index, getattr(label, key), getattr(label, f"{key}_nth"), f"supports.{key}")
            for key in ("beneficiary", "tier", "amount", "cap", "basis", "form")
        }
        money = spans["amount"] or spans["cap"]
        known = next((a for a in self._items["amounts"] if money and a.start == money.start), None)
        values = {"freq": known.freq, "per": known.per} if known else {}
        if known and spans["amount"]:
            values |= {"min": known.min, "max": known.max, "currency": known.currency}
        supports = self._items["supports"]
        supports.append(
            Support(
                id=f"s{len(supports) + 1}",
                clause=f"c{index + 1}",
                rate=label.rate,
                rate_max=label.rate_max,
                **spans,
                **values,
            )
        )

    def _span(self, index: int, quote: str | None, nth: int, what: str) -> Span | None:
        if quote is None:
            return None
        where = f"clause {self._labels[index].number}, {what}"
        start = self._find(quote, nth, self._starts[index], self._ends[index], where)
        return Span(start=start, end=start + len(quote), text=quote)

    def _find(self, quote: str, nth: int, start: int, end: int, where: str) -> int:
        at = start - 1
        for _ in range(nth):
            at = self._text.find(quote, at + 1, end)
            if at < 0:
                raise LabelError(f"{where}: {quote!r} is not there {nth} time{'s' if nth > 1 else ''}")
        if quote[0].isdigit() and at and (self._text[at - 1].isdigit() or self._text[at - 1] == "."):
            raise LabelError(f"{where}: {quote!r} is found inside a longer number; say which by nth")
        return at
