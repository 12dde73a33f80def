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

# How long something may take, which is a time only where nothing is measured: 办理时限压缩至3个工作日.
_DURATION = re.compile(
    r"(?:时间|时限|期限|周期|时长|用时|工期|耗时)[^，。；：\d\n]{0,12}(?:\d{1,3}个?(?:工作日|[天日月])[^，。；：\d\n]{0,6})?"
    r"(?:压缩|缩短|压减|缩减|压降|减少|降低|控制|降)(?:到|至|为|在)[^，。；：\d\n]{0,4}"
    r"(?P<span>(?P<value>\d{1,3})(?P<unit>个(?:工作日|自然日|月)|[天日]))"
)
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
    """All quantities, the amounts that may be goals, and how long something takes, in order."""
    found = [Figure(q.span, q.value, q.value_max, q.unit, q.kind, q.why.rule) for q in quantities]
    for amount in amounts:
        if amount.role in _OPEN_ROLES:
            value = amount.min if amount.min is not None else amount.max
            high = amount.max if amount.max != value else None
            unit = _NUMBER.sub("", text[amount.span.start : amount.span.end]).strip("万亿兆 ") or "元"
            found.append(Figure(amount.span, value, high, unit, "money", amount.why.rule))
    for lasts in _DURATION.finditer(text):
        value = float(lasts["value"])
        found.append(
            Figure(Span(*lasts.span("span")), value, None, lasts["unit"], "plain", "quantity.duration")
        )
    return sorted(found, key=lambda figure: figure.span)


def concerns(rule: CueRule, figure: Figure) -> bool:
    """Whether a rule is meant for such figures: its `only` is their kind, or share for all that measure."""
    only = rule.gives.get("only")
    return only is None or figure.kind == only or (only == "share" and figure.kind in SHARES)
