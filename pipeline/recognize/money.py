"""Finding expressions of money, with their bounds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from pipeline.mentions import Money, Span, Why
from pipeline.rules import PatternRule, cues, patterns
from pipeline.types import Bound
from pipeline.values.money import CURRENCIES, is_plausible, money_value

# A document that speaks of these means its own currency by a bare 元.
_TAIWAN = re.compile("新台币|中华民国")
_TAIWAN_SHARE = 3
_SCOPE = 24
_LIST = re.compile(r"(?:以上|以下|以内)?(?:、|和|或者|或|及|与|以及)(?:不超过|最高)?\Z")


def recognize(text: str) -> tuple[Money, ...]:
    """All expressions of money in a normalised text, in order, not overlapping."""
    if "元" not in text and "镑" not in text and "币" not in text and "万" not in text:
        return ()
    local = "TWD" if len(_TAIWAN.findall(text)) >= _TAIWAN_SHARE or "新台币" in text[:2000] else "CNY"
    end_of_last = 0
    mentions = sorted(
        (mention for rule in patterns("money") for mention in _matches(rule, text, local)),
        key=lambda m: (m.span.start, -m.span.end),
    )
    kept: list[Money] = []
    for mention in mentions:
        if mention.span.start >= end_of_last:
            kept.append(mention)
            end_of_last = mention.span.end
    return tuple(_share_bounds(text, [_bounded(text, mention) for mention in kept]))


def _matches(rule: PatternRule, text: str, local: str) -> list[Money]:
    result = []
    for match in rule.find(text):
        groups = match.groupdict()
        low = money_value(groups["low"], groups.get("lowscale"))
        high = low
        if "high" in groups:
            high = money_value(groups["high"], groups["highscale"])
            shared = groups["lowscale"] or (groups["highscale"] if _bare(match) else None)
            low = money_value(groups["low"], shared)
        if not (is_plausible(low) and is_plausible(high)):
            continue
        currency = CURRENCIES.get(groups["unit"], local)
        why = Why(rule.id, rule.confidence)
        result.append(Money(Span(*match.span("span")), low, high, "exact", currency, why))
    return result


def _bare(match: re.Match[str]) -> bool:
    """Whether a range's first number has no unit of its own, so that it shares the second's scale."""
    return not re.search("元|镑|币", match.string[match.start("low") : match.start("high")])


def _bounded(text: str, mention: Money) -> Money:
    start, end = mention.span.start, mention.span.end
    left = max(0, start - _SCOPE)
    if mention.min != mention.max:
        return mention
    for rule in cues("money"):
        trigger = rule.fires(text, start, end, left, end + _SCOPE)
        if trigger is not None:
            why = Why(rule.id, rule.confidence, Span(*trigger))
            return _with_bound(mention, cast(Bound, rule.gives["bound"]), why)
    return mention


def _with_bound(mention: Money, bound: Bound, why: Why) -> Money:
    value = mention.min if mention.min is not None else mention.max
    low = None if bound == "max" else value
    high = None if bound == "min" else value
    return replace(mention, min=low, max=high, bound=bound, why=why)


def _share_bounds(text: str, mentions: list[Money]) -> list[Money]:
    """In a list of sums (达到1亿元、2亿元), the word before the first holds for those after it."""
    result: list[Money] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last is not None and mention.bound == "exact" and last.bound in ("min", "max"):
            between = text[last.span.end : mention.span.start]
            trigger = last.why.trigger
            if trigger and trigger.start < last.span.start and _LIST.match(between):
                mention = _with_bound(mention, last.bound, Why(last.why.rule, last.why.confidence, trigger))
        result.append(mention)
    return result
