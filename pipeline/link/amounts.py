"""Money to amounts: the role of each sum, how often it is given, and per what.

Sums in a list (50万元、80万元和100万元) are judged together, by the words before the first and behind the
last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from pipeline.link.retrospect import looks_back, year_of_document
from pipeline.link.terms import terms
from pipeline.mentions import Amount, Money, Span, Why
from pipeline.rules import cues, decide
from pipeline.segment import Outline
from pipeline.types import AmountRole, Metadata

_AHEAD, _BEHIND = 160, 160
_BOUND = r"(?:（[^（）]{0,8}）)?(?:及?以上|及?以下|以内)?(?:（[^（）]{0,8}）)?(?:/[^，。；、\d/]{1,6}){0,2}"
_LIST = re.compile(rf"{_BOUND}(?:[、和或及与至]|或者|以及)?(?:近\d年)?(?:不超过|最高|新台币|人民币)?")
# 农业类项目20万元、社会类项目10万元: what a list goes on with names the next one who gets or does the same.
_GOES_ON = re.compile(rf"{_BOUND}(?:[、，；和或及与至])?[^，。；：、\d的]{{0,14}}")
# A sentence that breaks a budget up (按来源分：…), and what makes a sum in it more than a part.
_BY_SHARES = re.compile(r"[ \n]?按[^，。；：\d]{1,8}分[：，]")
_GRANTED = re.compile("每|给予|奖励|最高|达到|突破|的，")
_PART_REACH = 40
_YEAR = re.compile(r"((?:19|20)\d\d) ?年")
_AIMS = re.compile(r"力争|确保|争取|目标|到 ?(?:20|19)\d\d")
_SUBJECT = re.compile("奖励|奖补|补助|补贴|资助|津贴|救助|慰问|抚慰|奖金|扶持政策|支持政策")
_TITLE = 120
# 申请人应符合下列条件：, 有下列情形之一者，不予补助：
_CONDITIONS = re.compile(r"(?:条件|情形|情事|资格|之一)[^。；：]{0,24}：\s{0,4}\Z")
_OPENING = 60


def link(outline: Outline, money: Sequence[Money], metadata: Metadata | None = None) -> tuple[Amount, ...]:
    """One amount for each expression of money, in order."""
    year = year_of_document(metadata) if metadata else None
    result: list[Amount] = []
    for group in _lists(outline, money):
        span = Span(group[0].span.start, group[-1].span.end)
        sentence = outline.sentence_at(span.start)
        role, why = _role(outline, span, sentence, year)
        if result and _is_part(outline.text, result[-1], span, sentence):
            role, why = "budget", decide("amounts", "amount.budget.part")
        if why is None and result and _continues(outline.text, result[-1].span, span, sentence):
            role, why = result[-1].role, result[-1].why
        open_ended = group[0].bound != "exact" and (why is None or role == "goal")
        if open_ended and _is_condition(outline, span):
            role, why = "threshold", decide("amounts", "amount.threshold.listed")
        if why is None:
            role, why = _by_subject(outline, span)
        freq, per = terms(outline.text, span, sentence)
        result.extend(
            Amount(m.span, m.min, m.max, m.bound, m.currency, role, freq, per, why or m.why) for m in group
        )
    return tuple(result)


def _lists(outline: Outline, money: Sequence[Money]) -> Iterator[list[Money]]:
    group: list[Money] = []
    for mention in money:
        if group and not _LIST.fullmatch(outline.text, group[-1].span.end, mention.span.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _role(outline: Outline, span: Span, sentence: Span, year: int | None) -> tuple[AmountRole, Why | None]:
    if looks_back(outline, span.start, year):
        return "other", decide("amounts", "amount.other.past")
    left = max(sentence.start, span.start - _BEHIND)
    right = min(max(sentence.end, span.end), span.end + _AHEAD)
    for rule in cues("amounts"):
        trigger = rule.fires(outline.text, span.start, span.end, left, right)
        if trigger is not None:
            role = cast(AmountRole, rule.gives["role"])
            if role == "goal" and year and _is_past(outline.text, sentence.start, span.start, year):
                return "other", decide("amounts", "amount.other.past")
            return role, Why(rule.id, rule.confidence, Span(*trigger))
    return "other", None


def _is_past(text: str, start: int, end: int, year: int) -> bool:
    """Whether the last year that a sentence names before a sum was over, and it doesn't look ahead."""
    years = _YEAR.findall(text, start, end)
    return bool(years) and int(years[-1]) < year and _AIMS.search(text, start, end) is None


def _continues(text: str, last: Span, span: Span, sentence: Span) -> bool:
    """Whether a sum that nothing else decides goes on with the enumeration of the one before it."""
    return last.start >= sentence.start and _GOES_ON.fullmatch(text, last.end, span.start) is not None


def _is_part(text: str, last: Amount, span: Span, sentence: Span) -> bool:
    """Whether a sum is a part of the budget before it: 总投资3亿元，其中省级补助1亿元、市县配套2亿元."""
    if last.role != "budget" or span.start - max(last.span.end, sentence.start) > _PART_REACH:
        return False
    between = text[max(last.span.end, sentence.start) : span.start]
    if _GRANTED.search(between):
        return False
    if _BY_SHARES.match(text, sentence.start, span.start):
        return True
    inside = last.span.start >= sentence.start
    return inside and ("其中" in between or last.why.rule == "amount.budget.part")


def _is_condition(outline: Outline, span: Span) -> bool:
    """Whether a sum stands in an item of a list that is opened as one of conditions."""
    words = outline.lead_in(outline.clause_at(span.start))
    if words is None:
        return False
    return _CONDITIONS.search(outline.text, max(words.start, words.end - _OPENING), words.end) is not None


def _by_subject(outline: Outline, span: Span) -> tuple[AmountRole, Why | None]:
    """An award, where the heading of the clause or of one above it, or else the document's title, says so."""
    clause = outline.clause_at(span.start)
    while True:
        if clause.heading is not None:
            found = _SUBJECT.search(outline.text, clause.heading.start, clause.heading.end)
            if found:
                return "award", decide("amounts", "amount.award.heading", Span(*found.span()))
        if clause.parent is None:
            break
        clause = outline.clauses[clause.parent]
    found = _SUBJECT.search(outline.text, 0, min(_TITLE, outline.clauses[-1].end))
    if found:
        return "award", decide("amounts", "amount.award.title", Span(*found.span()))
    return "other", None
