"""What is compared, label by label: the attributes of an item, and what each level asks for.

*found*: the spans overlap by half. *loose*: and the main attributes agree. *strict*: and the spans are the
same and the attributes that matter most agree. *record*: every attribute is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.align import overlap
from pipeline.types import Amount, Date, Goal, Span, Support, Unit

HALF = 0.5
NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of item. `spans` and `values` name its attributes; the tests take the labelled item first."""

    name: str
    spans: tuple[str, ...]
    values: tuple[str, ...]
    is_loose: Callable[[Any, Any], bool]
    is_strict: Callable[[Any, Any], bool]

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes."""
        return (*self.spans, *self.values)

    def same(self, name: str, gold: object, predicted: object) -> bool:
        """Whether an attribute is the same: a span to the character."""
        a, b = getattr(gold, name), getattr(predicted, name)
        return _place(a) == _place(b) if name in self.spans else bool(a == b)

    def wrong(self, gold: object, predicted: object) -> tuple[str, ...]:
        """The names of the attributes that are not the same."""
        return tuple(name for name in self.attributes if not self.same(name, gold, predicted))

    def close(self, name: str, gold: object, predicted: object) -> bool:
        """Whether an attribute is nearly the same: a span that overlaps by half is."""
        a, b = getattr(gold, name), getattr(predicted, name)
        return self.same(name, gold, predicted) or (name in self.spans and overlap(a, b) >= HALF)


def _place(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _meets(gold: Span | None, predicted: Span | None) -> bool:
    """Whether the spans overlap by half; a label without a span asks for nothing."""
    return gold is None or overlap(gold, predicted) >= HALF


def _amount_loose(g: Amount, p: Amount) -> bool:
    return g.min == p.min and g.max == p.max


def _amount_strict(g: Amount, p: Amount) -> bool:
    return g.role == p.role


def _date_loose(g: Date, p: Date) -> bool:
    return g.role == p.role


def _date_strict(g: Date, p: Date) -> bool:
    return g.end_date == p.end_date


def _unit_loose(g: Unit, p: Unit) -> bool:
    return g.role == p.role


def _goal_loose(g: Goal, p: Goal) -> bool:
    return g.value == p.value and g.unit == p.unit and overlap(g.indicator, p.indicator) >= HALF


def _goal_strict(g: Goal, p: Goal) -> bool:
    return (g.op, g.kind, g.by, g.freq, g.stretch) == (p.op, p.kind, p.by, p.freq, p.stretch)


def _support_loose(g: Support, p: Support) -> bool:
    return _meets(g.beneficiary, p.beneficiary)


def _support_strict(g: Support, p: Support) -> bool:
    return (
        overlap(g.beneficiary, p.beneficiary) >= NEARLY_ALL
        and (g.tier is None) == (p.tier is None)
        and _meets(g.tier, p.tier)
        and _meets(g.basis, p.basis)
    )


AMOUNTS = Label(
    "amounts", (), ("min", "max", "currency", "bound", "role", "freq", "per"), _amount_loose, _amount_strict
)
DATES = Label("dates", (), ("role", "start_date", "end_date"), _date_loose, _date_strict)
UNITS = Label("units", (), ("role", "name", "place"), _unit_loose, _unit_loose)
GOALS = Label(
    "goals",
    ("indicator",),
    ("value", "value_max", "unit", "op", "kind", "stretch", "by", "freq"),
    _goal_loose,
    _goal_strict,
)
SUPPORTS = Label(
    "supports",
    ("beneficiary", "tier", "amount", "cap", "basis", "form"),
    ("rate", "rate_max"),
    _support_loose,
    _support_strict,
)
CLAUSES = Label("clauses", (), ("number", "heading", "depth"), lambda g, p: True, lambda g, p: True)
LABELS = (AMOUNTS, DATES, UNITS, GOALS, SUPPORTS)
