"""What the stages hand on to each other: spans, mentions and records in normalised offsets.

Everything here is immutable. A *mention* is a stretch of the normalised text with its value; a
*record* is a mention with its meaning in the document. Offsets count code points of the normalised
text; `pipeline.write` leads them back to the original. The attributes mean what the fields of the
same name in `pipeline.types` mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.types import (
    AmountRole,
    Bound,
    DateRole,
    Frequency,
    GoalKind,
    Operator,
    UnitPlace,
    UnitRole,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch [start, end) of the normalised text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Aside:
    """original[start:end] was set aside as no part of the policy, and why (offsets of the original)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text[start:end], at which row and column, and over how many of them."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. In the text a row is a line and a tab stands between cells; a merged cell stands there once.

    `page` is the page on which it begins, from 1; None in a format without pages.
    """

    cells: tuple[Cell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that has a head: its line, and the cells of rows above that hold for it too."""

    start: int
    end: int
    above: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Which rule found a thing, on what trigger words, and how sure it is (0 to 1).

    `rule` is model:NAME@VERSION where a model did.
    """

    rule: str
    confidence: float
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An expression of money with its value, before its role is known."""

    span: Span
    min: float | None
    max: float | None
    bound: Bound
    currency: str
    why: Why


@dataclass(frozen=True, slots=True)
class Amount:
    """Money with its role in the document."""

    span: Span
    min: float | None
    max: float | None
    bound: Bound
    currency: str
    role: AmountRole
    freq: Frequency | None
    per: Span | None
    why: Why


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time, as far as it can be read without its surroundings.

    `kind` is one of: day, month, year, season (quarter, half-year, third of a month), plan
    (a five-year plan), period (from-to), length (3年, 15个工作日), recurrence (每年), event
    (疫情防控期间), relative (自发布之日起, 次年). `start` and `end` are None where they need context;
    `years`, `months`, `days` hold a length. `edge` is the word after it: 底 末 前 内 起 止.
    """

    span: Span
    kind: str
    start: date | None
    end: date | None
    years: float
    months: float
    days: float
    edge: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class Date:
    """An expression of time with its role and, where they can be computed, its days."""

    span: Span
    role: DateRole
    start_date: str | None
    end_date: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit that is neither money nor time: 12%, 3万个, 前十位, 翻一番.

    `value` is in base units (3万个 is 30000, unit 个; 12% is 12, unit %); `kind` is one of: percent,
    permille, points (个百分点), count, rank, multiple, ratio, plain (a bare number).
    """

    span: Span
    value: float
    value_max: float | None
    unit: str | None
    kind: str
    why: Why


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a body in the text, with its full official name where it has one."""

    span: Span
    name: str | None
    group: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Unit:
    """A body with its role. `applies_to` holds indexes of clauses that inherit it."""

    span: Span
    name: str | None
    role: UnitRole
    place: UnitPlace
    applies_to: tuple[int, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Goal:
    """A quantified commitment."""

    span: Span
    indicator: Span | None
    value: float | None
    value_max: float | None
    unit: str | None
    op: Operator
    kind: GoalKind
    stretch: bool
    by: str | None
    freq: Frequency | None
    why: Why


@dataclass(frozen=True, slots=True)
class Support:
    """One sum or rate that somebody can get."""

    clause: int
    beneficiary: Span | None
    tier: Span | None
    amount: Span | None
    cap: Span | None
    min: float | None
    max: float | None
    currency: str | None
    rate: float | None
    rate_max: float | None
    basis: Span | None
    form: Span | None
    freq: Frequency | None
    per: Span | None
    why: Why
