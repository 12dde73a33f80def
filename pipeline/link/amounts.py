"""Money to amounts: the role of each, how often, and per what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from pipeline.link.retrospect import looks_back
from pipeline.mentions import Amount, Money, Span, Why
from pipeline.rules import cues
from pipeline.segment import Outline
from pipeline.types import AmountRole, Frequency

_AHEAD, _BEHIND = 200, 160
_ONCE = re.compile(r"一次性|一次")
_YEARLY = re.compile(
    r"每年|每个?年度|按年|逐年|年度?(?=补助|奖励|补贴|营业|产值|研发|销售|薪)|/年|每人年|同一年度"
)
_PER_BEFORE = re.compile(
    r"(每[^，。；、：\d]{1,8}?|单个[^，。；、：\d]{1,6}?|单家企业|同一企业|同一[^，。；、：\d]{1,5}?|亩均|生均|人均)"
    r"(?=每年|给予|补助|补贴|奖励|资助|一次性|最高|不超过|累计|按|奖补|发放|总额|年度|额外|\d|$|标准|新台币|颁发|贴息|补足)"
)
_PER_AFTER = re.compile(r"(?:/|每)([^，。；、：\d/的给]{1,4})")
_LIST = re.compile(r"(?:（[^（）]{0,6}）)?(?:以上|以下|以内)?[、和或及与，至](?:[^，。；、\d]{0,4})\Z")


def link(outline: Outline, money: Sequence[Money]) -> tuple[Amount, ...]:
    """One amount for each expression of money, in order."""
    result: list[Amount] = []
    for mention in money:
        sentence = outline.sentence_at(mention.span.start)
        role, why = _role(outline, mention, sentence)
        last = result[-1] if result else None
        if role == "other" and last is not None and _continues(outline.text, last.span, mention.span):
            role, why = last.role, last.why
        freq, per = _terms(outline.text, mention, sentence)
        result.append(
            Amount(
                mention.span,
                mention.min,
                mention.max,
                mention.bound,
                mention.currency,
                role,
                freq,
                per,
                why,
            )
        )
    return tuple(result)


def _role(outline: Outline, mention: Money, sentence: Span) -> tuple[AmountRole, Why]:
    start, end = mention.span.start, mention.span.end
    if looks_back(outline, start):
        return "other", Why("amount.other.past", 0.8)
    left = max(sentence.start, start - _BEHIND)
    right = min(max(sentence.end, end), end + _AHEAD)
    for rule in cues("amounts"):
        trigger = rule.fires(outline.text, start, end, left, right)
        if trigger is not None:
            return cast(AmountRole, rule.gives["role"]), Why(rule.id, rule.confidence, Span(*trigger))
    return "other", Why(mention.why.rule, 0.5, mention.why.trigger)


def _continues(text: str, last: Span, span: Span) -> bool:
    """Whether the sum goes on with the list that the last one stands in."""
    return span.start - last.end <= 12 and _LIST.match(text[last.end : span.start]) is not None


def _terms(text: str, mention: Money, sentence: Span) -> tuple[Frequency | None, str | None]:
    """How often the sum is given, and what each one gets it."""
    before = text[max(sentence.start, mention.span.start - 24) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 8]
    clause = re.split("[，。；：]", before)[-1]
    freq: Frequency | None = None
    if _ONCE.search(clause) or after.startswith(("一次性", "的一次性")):
        freq = "once"
    elif _YEARLY.search(clause) or after.startswith(("/年", "每年")):
        freq = "yearly"
    found = list(_PER_BEFORE.finditer(clause))
    per = found[-1].group(1) if found and found[-1].group(1) not in ("每年", "每个年度") else None
    if per is None and (match := _PER_AFTER.match(after)) and match.group(1) != "年":
        per = match.group(1)
    return freq, per
