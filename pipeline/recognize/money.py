"""Finding expressions of money, with their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from pipeline.mentions import Money, Span, Why
from pipeline.rules import PatternRule, cues, patterns
from pipeline.types import Bound
from pipeline.values.money import COINS, CURRENCIES, coins_value, is_plausible, money_value

# A document that speaks of these means its own currency by a bare 元.
_TAIWAN = re.compile("新台币|中华民国")
_TAIWAN_SHARE = 3
_TAIWAN_HEAD = 2000
_ANY_MONEY = re.compile(r"[元镑币万角]|[\d一二三四五六七八九]分(?!之)")
_UNIT_BETWEEN = re.compile("元|镑|币")
_SCOPE = 24
_LIST = re.compile(r"(?:以上|以下|以内)?(?:、|和|或者|或|及|与|以及)(?:不超过|最高|新台币|人民币)?")


def recognize(text: str) -> tuple[Money, ...]:
    """All expressions of money in a normalised text, in order, not overlapping."""
    if not _ANY_MONEY.search(text):
        return ()
    local = _local_currency(text)
    found = (mention for rule in patterns("money") for mention in _matches(rule, text, local))
    mentions = _apart(sorted(found, key=lambda m: (m.span.start, -m.span.end)))
    return tuple(_share_bounds(text, [_bounded(text, mention) for mention in mentions]))


def _local_currency(text: str) -> str:
    taiwan = "新台币" in text[:_TAIWAN_HEAD] or len(_TAIWAN.findall(text)) >= _TAIWAN_SHARE
    return "TWD" if taiwan else "CNY"


def _apart(mentions: list[Money]) -> list[Money]:
    """Of mentions that overlap only the first, which is the longest where it begins."""
    kept: list[Money] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _matches(rule: PatternRule, text: str, local: str) -> Iterator[Money]:
    for match in rule.find(text):
        groups = match.groupdict()
        low = high = _value(groups)
        if "high" in groups:
            high = money_value(groups["high"], groups["highscale"])
            shared = groups["lowscale"] or (groups["highscale"] if _bare(match) else None)
            low = money_value(groups["low"], shared)
        if low is not None and groups.get("coins"):
            low = high = low + (coins_value(groups["coins"]) or 0)
        if not (is_plausible(low) and is_plausible(high)):
            continue
        span = Span(*match.span("span"))
        why = Why(rule.id, rule.confidence)
        money = Money(span, low, high, "exact", CURRENCIES.get(groups["unit"], local), why)
        more = "more" if groups.get("more") else "over" if groups.get("over") else None
        yield _with_bound(money, "min", replace(why, trigger=Span(*match.span(more)))) if more else money


def _value(groups: dict[str, str]) -> float | None:
    """The value of the first number: with its scale, or in coins."""
    if groups["unit"] in COINS:
        return coins_value(groups["low"] + groups["unit"])
    return money_value(groups["low"], groups.get("lowscale"))


def _bare(match: re.Match[str]) -> bool:
    """Whether a range's first number has no unit of its own, so that it shares the second's scale."""
    return not _UNIT_BETWEEN.search(match.string, match.start("low"), match.start("high"))


def _bounded(text: str, mention: Money) -> Money:
    start, end = mention.span.start, mention.span.end
    if mention.min != mention.max:
        return mention
    left, right = max(0, start - _SCOPE), min(len(text), end + _SCOPE)
    for rule in cues("money"):
        trigger = rule.fires(text, start, end, left, right)
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
    """In a list the word before the first (达到1亿元、2亿元) holds for all; so does 以上 behind the last."""
    result = list(mentions)
    for i in range(1, len(result)):
        giver, taker = result[i - 1], result[i]
        between = text[giver.span.end : taker.span.start]
        if _opens(giver) and taker.bound == "exact" and taker.min == taker.max and _LIST.fullmatch(between):
            result[i] = _with_bound(taker, giver.bound, giver.why)
    for i in range(len(result) - 1, 0, -1):
        taker, giver = result[i - 1], result[i]
        between = text[taker.span.end : giver.span.start]
        if _closes(giver) and taker.bound == "exact" and taker.min == taker.max and between == "、":
            result[i - 1] = _with_bound(taker, giver.bound, giver.why)
    return result


def _opens(mention: Money) -> bool:
    """Whether the bound stands before its sum, or before the list that has handed it on."""
    trigger = mention.why.trigger
    return mention.bound in ("min", "max") and trigger is not None and trigger.start < mention.span.start


def _closes(mention: Money) -> bool:
    """Whether a lower bound stands behind its sum, or behind the list that has handed it back."""
    trigger = mention.why.trigger
    return mention.bound == "min" and trigger is not None and trigger.start >= mention.span.end
