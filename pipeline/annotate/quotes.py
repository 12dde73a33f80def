"""Labels written as quotes: what an annotator writes by hand, and the document that it means.

A label file is JSON: `meta`, and `clauses`, each with the items that are stated in it. An item names
its words by a quote (`q`, or the name of the part) that is copied letter by letter from the document, and by
`nth` where the quote occurs more than once in the clause. Offsets are computed here, never written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.normalize import normalize
from pipeline.readers import Raw, ReadError, from_text, read
from pipeline.types import (
    Amount,
    AmountRole,
    Bound,
    Clause,
    ClauseKind,
    Date,
    DateRole,
    Document,
    Frequency,
    Goal,
    GoalKind,
    ISODate,
    Metadata,
    Number,
    Operator,
    Span,
    Support,
    Unit,
    UnitPlace,
    UnitRole,
)


class QuoteError(ValueError):
    """A label file that is wrong; the message names the clause and the quote."""


class _Label(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class AmountLabel(_Label):
    """An expression of money."""

    q: str
    nth: int = 1
    currency: str = "CNY"
    min: Number | None
    max: Number | None
    bound: Bound
    role: AmountRole
    freq: Frequency | None = None
    per: str | None = None


class DateLabel(_Label):
    """An expression of time."""

    q: str
    nth: int = 1
    role: DateRole
    start: ISODate | None = None
    end: ISODate | None = None


class UnitLabel(_Label):
    """A body that has to act."""

    q: str
    nth: int = 1
    role: UnitRole
    name: str | None = None
    place: UnitPlace = Field(alias="in")


class GoalLabel(_Label):
    """A quantified commitment."""

    q: str
    nth: int = 1
    indicator: str | None
    indicator_nth: int = 1
    value: Number | None
    value_max: Number | None = None
    unit: str | None = None
    op: Operator
    kind: GoalKind
    stretch: bool = False
    by: ISODate | None = None
    freq: Literal["yearly"] | None = None


class SupportLabel(_Label):
    """A sum or rate that somebody can get."""

    beneficiary: str | None
    beneficiary_nth: int = 1
    tier: str | None = None
    tier_nth: int = 1
    amount: str | None = None
    amount_nth: int = 1
    cap: str | None = None
    cap_nth: int = 1
    rate: Number | None = None
    rate_max: Number | None = None
    basis: str | None = None
    basis_nth: int = 1
    form: str | None = None
    form_nth: int = 1


class ClauseLabel(_Label):
    """A clause with what is stated in it; `at` is a quote that begins where the clause begins."""

    number: str
    at: str
    at_nth: int = 1
    parent: str | None = None
    heading: str | None = None
    units: tuple[UnitLabel, ...] = ()
    amounts: tuple[AmountLabel, ...] = ()
    dates: tuple[DateLabel, ...] = ()
    goals: tuple[GoalLabel, ...] = ()
    supports: tuple[SupportLabel, ...] = ()


class LabelFile(_Label):
    """The labels of one document."""

    meta: Metadata
    clauses: tuple[ClauseLabel, ...]


def convert_file(labels: Path, document: Path) -> Document:
    """The labelled document of a label file and its text. Raises QuoteError, naming the file."""
    try:
        raw = read(document.read_bytes(), document.name)
        return _convert(json.loads(labels.read_bytes()), raw)
    except (ReadError, ValueError) as error:
        raise QuoteError(f"{labels}: {error}") from error


def convert(labels: dict[str, Any], text: str) -> Document:
    """The labelled document of parsed labels and their text. Raises QuoteError."""
    return _convert(labels, from_text(text))


def _convert(labels: dict[str, Any], raw: Raw) -> Document:
    try:
        parsed = LabelFile.model_validate(labels)
    except ValidationError as error:
        raise QuoteError(str(error)) from error
    return _Converter(parsed, raw).document()


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
        raise QuoteError(f"clause {label.number}: no clause before it begins with {label.parent!r}")

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
                raise QuoteError(f"{where}: {quote!r} is not there {nth} time{'s' if nth > 1 else ''}")
        return at
