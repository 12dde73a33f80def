"""Figures: the numbers of a text that may be goals, quantities and money alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.mentions import Amount, Quantity, Span
from pipeline.rules import CueRule
from pipeline.values.numerals import NUMERAL

SHARES = ("percent", "permille", "ratio", "points", "plain")
"""The kinds of figures that measure and do not count."""

MEASURES = frozenset(("岁", "小时", "分钟", "个基点", "基点"))
"""Units that measure an indicator and count no objects."""

_OPEN_ROLES = ("goal", "other")
_NUMBER = re.compile(rf"[-—–~～至]|{NUMERAL}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may be a goal; `kind` as in `mentions.Quantity`, or money; `rule` is what found it."""

    span: Span
    value: float | None
    value_max: float | None
    unit: str | None
    kind: str
    rule: str


def figures(text: str, quantities: Sequence[Quantity], amounts: Sequence[Amount]) -> list[Figure]:
    """All quantities, and the amounts that may be goals, in order."""
    found = [Figure(q.span, q.value, q.value_max, q.unit, q.kind, q.why.rule) for q in quantities]
    for amount in amounts:
        if amount.role in _OPEN_ROLES:
            value = amount.min if amount.min is not None else amount.max
            high = amount.max if amount.max != value else None
            unit = _NUMBER.sub("", text[amount.span.start : amount.span.end]).strip("万亿兆 ") or "元"
            found.append(Figure(amount.span, value, high, unit, "money", amount.why.rule))
    return sorted(found, key=lambda figure: figure.span)


def concerns(rule: CueRule, figure: Figure) -> bool:
    """Whether a rule is meant for such figures: its `only` is their kind, or share for all that measure."""
    only = rule.gives.get("only")
    return only is None or figure.kind == only or (only == "share" and figure.kind in SHARES)
