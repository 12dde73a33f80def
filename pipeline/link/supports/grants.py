"""Grants: sums and rates that are given, in lists as they stand together.

A sum is given where its role says so; a share is judged by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.mentions import Amount, Quantity, Span
from pipeline.rules import CueRule, PatternRule, cues, pattern, patterns
from pipeline.segment import Outline

_LINK = re.compile(
    r"(?:/[^，。；、和]{1,6})?(?:以上|以下|以内|左右)?(?:（[^（）]{0,10}）)?(?:、(?:每[^，。；、最不至\d]{1,3})?|，?和|，?以及|及|与|或|，)(?:人民币|新台币)?"
)
_MIXED = re.compile("、(?P<basis>[^，。；、]{2,16}?)的?")
_TO = re.compile("(?:及?以上)?(?:、|至|到)?(?<=[上至到])")
_SHORT = re.compile(r"(?:\d+(?:\.\d+)?[、和]){1,6}\Z")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LIST = pattern("supports", "support.list")
_MONTHS = pattern("supports", "support.months")
_SCALE = {"permille": 0.1, "ratio": 100}
_SHARES = ("percent", "permille", "points", "ratio")


@dataclass(frozen=True, slots=True)
class Value:
    """One sum (`amount`) or one rate in per cent."""

    span: Span
    amount: Amount | None = None
    rate: float | None = None
    rate_max: float | None = None
    basis: Span | None = None
    rule: str = "support.sum"
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Grant:
    """Sums or rates that stand in one list: 100万元、50万元和30万元.

    A list of sums may end with a share, which then has its own basis: 20万元、实到外资额的5‰.
    """

    kind: Literal["sum", "rate"]
    values: tuple[Value, ...]

    @property
    def start(self) -> int:
        """Where the first value begins."""
        return self.values[0].span.start

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.values[-1].span.end


def values(outline: Outline, amounts: Sequence[Amount], quantities: Sequence[Quantity]) -> list[Value]:
    """All sums and rates that somebody can get, in the order of the text."""
    found = [
        Value(a.span, amount=a, rule=a.why.rule, confidence=a.why.confidence)
        for a in amounts
        if a.role == "award"
    ]
    last: Quantity | None = None
    for quantity in quantities:
        if quantity.kind in _SHARES:
            rates = _rates(outline, quantity, last)
            last = quantity if rates else None
            found.extend(rates)
    found.extend(_words(outline.text))
    found.extend(_months(outline.text))
    return sorted(found, key=lambda v: v.span)


def grants(text: str, found: Iterable[Value]) -> list[Grant]:
    """The values of one scope, those of a list together."""
    result: list[Grant] = []
    for value in found:
        kind: Literal["sum", "rate"] = "rate" if value.amount is None else "sum"
        last = result[-1] if result else None
        if (
            last is not None
            and last.kind == kind == "sum"
            and _TO.fullmatch(text[last.end : value.span.start])
        ):
            result[-1] = Grant(kind, (*last.values[:-1], _range(last.values[-1], value)))
        elif (
            last is not None
            and last.values[0].amount is not None
            and value.amount is None
            and (share := _MIXED.fullmatch(text, last.end, value.span.start))
        ):
            basis = Span(*share.span("basis"))
            result[-1] = Grant("sum", (*last.values, replace(value, basis=basis)))
        elif last is not None and last.kind == kind and _LINK.fullmatch(text[last.end : value.span.start]):
            result[-1] = Grant(kind, (*last.values, value))
        else:
            result.append(Grant(kind, (value,)))
    return result


def _range(low: Value, high: Value) -> Value:
    """One sum from its two ends: 20万元以上30万元(以下)."""
    if low.amount is None or high.amount is None:
        return high
    span = Span(low.span.start, high.span.end)
    return replace(high, span=span, amount=replace(high.amount, span=span, min=low.amount.min))


def _rates(outline: Outline, quantity: Quantity, given: Quantity | None) -> list[Value]:
    """The rate, if it is given; `given` is the share before it, if that was."""
    text, span = outline.text, quantity.span
    sentence = outline.sentence_at(span.start)
    left, right = max(sentence.start, span.start - 80), min(sentence.end, span.end + 80)
    for rule in cues("supports"):
        if "support" in rule.gives and rule.fires(text, span.start, span.end, left, right):
            return _read(text, left, quantity, rule) if rule.gives["support"] else []
    goes_on = given is not None and _LINK.fullmatch(text, given.span.end, span.start) is not None
    return _read(text, left, quantity, _LIST) if goes_on or _announced(outline, span.start) else []


def _read(text: str, left: int, quantity: Quantity, rule: CueRule | PatternRule) -> list[Value]:
    scale = _SCALE.get(quantity.kind, 1)
    high = None if quantity.value_max is None else round(quantity.value_max * scale, 6)
    last = Value(
        quantity.span,
        rate=round(quantity.value * scale, 6),
        rate_max=high,
        rule=rule.id,
        confidence=rule.confidence,
    )
    return [*_before(text, left, last), last]


def _announced(outline: Outline, offset: int) -> bool:
    """Whether the clause at `offset` is an item of a list that a giving announces."""
    words = outline.lead_in(outline.clause_at(offset))
    if words is None:
        return False
    return _LIST.pattern.search(outline.text, max(words.start, words.end - 80), words.end) is not None


def _before(text: str, left: int, last: Value) -> list[Value]:
    """The bare numbers that share the unit of the last: 3、2、1个百分点."""
    short = _SHORT.search(text, left, last.span.start)
    if short is None:
        return []
    return [
        Value(Span(*m.span()), rate=float(m.group()), rule=last.rule, confidence=last.confidence)
        for m in _NUMBER.finditer(text, short.start(), short.end())
    ]


def _months(text: str) -> list[Value]:
    """So many months of a sum that is known elsewhere: they are what the record has as its basis."""
    spans = [Span(*match.span("span")) for match in _MONTHS.find(text)]
    return [Value(span, basis=span, rule=_MONTHS.id, confidence=_MONTHS.confidence) for span in spans]


def _words(text: str) -> list[Value]:
    return [
        Value(Span(*m.span()), rate=float(rule.gives["rate"]), rule=rule.id, confidence=rule.confidence)
        for rule in patterns("supports")
        if "rate" in rule.gives
        for m in rule.find(text)
    ]
