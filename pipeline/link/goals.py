"""Quantities to goals: indicator, comparison, value, deadline."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.link import indicator
from pipeline.link.indicator import Phrase
from pipeline.link.retrospect import looks_back
from pipeline.mentions import Amount, Date, Goal, Quantity, Span, Why
from pipeline.rules import CueRule, cues
from pipeline.segment import Outline
from pipeline.types import GoalKind, Operator
from pipeline.values.numerals import NUMERAL

_SHARES = ("percent", "permille", "ratio", "points", "plain")
_WINDOW = 24
_SCOPE = 60
_YEARLY = re.compile(r"每年|年度|年产(?!值)|每学年|每财年|全年(?=开展|举办|组织|培训)")
_GROWTH = re.compile(r"增长|增速|增幅|递增")
_OPENING = re.compile(r"[^，。；]{0,10}")
_NUMBER = re.compile(rf"[-—–~～至]|{NUMERAL}")
_AHEAD = re.compile(r"确保|力争|争取|努力|目标|到20\d\d年|到“")
_RESPECTIVELY = re.compile("分别|依次")
_ASSURES = re.compile("确保|力争|争取|努力")
_MEASURE = re.compile(
    r"(?:产量|总量|数量|规模|面积|产值|总额|里程|装机|人数|户数|增加值|销售额|容量|出栏量?|保有量)\Z"
)
_FROM = re.compile(r"(?:由|从)[^，。；：]{0,10}\d[^，。；：]{0,6}\Z")
_EACH = re.compile(
    r"每(?:年|季度|月|学期|半年|\d+年|[两三四五]年)(?:至少|应|应当|不少于)?[^，。；]{0,8}\Z|(?:至少|不少于|不低于)[^，。；]{0,4}\Z"
)
_LIST = re.compile(r"(?:及|或)?(?:以上|以下|以内|左右)?(?:、|和|及|以及|，)?(?:其中)?(?:、|和|及)?")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number that may be a goal: a quantity, or money whose role is goal."""

    span: Span
    value: float | None
    value_max: float | None
    unit: str | None
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a figure's phrase says of it."""

    phrase: Phrase
    op: Operator
    kind: GoalKind
    why: Why
    inherited: bool = False


def link(
    outline: Outline, quantities: Sequence[Quantity], amounts: Sequence[Amount], dates: Sequence[Date]
) -> tuple[Goal, ...]:
    """The quantified commitments, in order."""
    deadlines = _Deadlines(outline, dates)
    goals: list[Goal] = []
    last: tuple[_Figure, _Reading] | None = None
    before = 0
    for figure in sorted(_figures(outline.text, quantities, amounts), key=lambda f: f.span):
        sentence = outline.sentence_at(figure.span.start)
        if last is not None and last[0].span.start < sentence.start:
            last = None
        reading = _read(outline, figure, max(before, sentence.start), sentence, last)
        before = figure.span.end
        if reading is None:
            continue
        last = (figure, reading)
        goals.append(_goal(outline, figure, reading, sentence, deadlines))
    return tuple(_respectively(outline.text, goals))


def _respectively(text: str, goals: list[Goal]) -> list[Goal]:
    """Where 分别 stands between as many indicators as values, each value gets its own."""
    result: list[Goal] = []
    for _, members in itertools.groupby(goals, key=lambda g: g.indicator):
        group = list(members)
        whole, first = group[0].indicator, group[0].span.start
        parts: list[Span] = []
        if whole is not None and len(group) > 1 and whole.end < first:
            if _RESPECTIVELY.search(text, whole.end, first):
                parts = indicator.members(text, whole, len(group))
        result += [replace(g, indicator=p) for g, p in zip(group, parts, strict=True)] if parts else group
    return result


def _figures(text: str, quantities: Sequence[Quantity], amounts: Sequence[Amount]) -> Iterator[_Figure]:
    for q in quantities:
        yield _Figure(q.span, q.value, q.value_max, q.unit, q.kind, q.why.rule)
    for a in amounts:
        if a.role == "goal":
            value = a.min if a.min is not None else a.max
            high = a.max if a.max != value else None
            unit = _NUMBER.sub("", text[a.span.start : a.span.end]).strip("万亿兆 ") or "元"
            yield _Figure(a.span, value, high, unit, "money", a.why.rule)


def _read(
    outline: Outline,
    figure: _Figure,
    before: int,
    sentence: Span,
    last: tuple[_Figure, _Reading] | None,
) -> _Reading | None:
    text = outline.text
    phrase = indicator.phrase_around(text, figure.span, sentence.start, max(sentence.end, figure.span.end))
    start = max(phrase.start, before)
    if last is not None and last[1].phrase.after and last[1].phrase.span.end < figure.span.start:
        start = max(start, last[1].phrase.span.end)
    reading = (
        _reached(text, figure, start, phrase, last)
        or _counted(text, figure, start, phrase.end)
        or _listed(text, figure, start, phrase.end, last)
        or _named(text, figure, start, phrase, last)
        or _quota(outline, figure, phrase)
    )
    if reading is None or not _plausible(text, figure, reading, phrase):
        return None
    if looks_back(outline, figure.span.start) or _refused(
        text, figure, reading, phrase, outline.part_at(figure.span.start)
    ):
        return None
    return reading


def _reached(
    text: str, figure: _Figure, start: int, phrase: Span, last: tuple[_Figure, _Reading] | None
) -> _Reading | None:
    """An indicator, a word that leads to its value, and the value."""
    span, right = figure.span, phrase.end
    rules = [rule for rule in _CUES["goal.reach"] if _concerns(rule, figure)]
    rule, trigger = _first(rules, text, span, max(start, span.start - _WINDOW), right)
    if rule is None or trigger is None:
        return None
    edge = span.start if rule.id == "goal.reach.share" else max(trigger.start, start)
    if trigger.start >= span.start or rule.id == "goal.reach.zero":
        edge = span.start
    risen = _FROM.search(text, phrase.start, edge)
    if risen is not None:
        start, edge = phrase.start, risen.start()
    found = indicator.leading(text, start, edge)
    op, kind = _terms(text, figure, rule, right)
    inherited = False
    if found is None:
        found = indicator.counted_after(text, start, span, right)
        if found is None and figure.kind == "count" and not indicator.closes(text, span.end, right):
            noun = indicator.noun_after(text, span.end, right)
            found = None if noun is None else Phrase(noun, None, True)
        if found is None and last is not None:
            found, inherited = last[1].phrase, True
    if found is None:
        return None
    if kind == "level" and found.counts == "increment":
        kind = "increment"
    lead = text[start : span.start]
    if kind == "level" and figure.kind == "percent" and _GROWTH.search(lead):
        kind = "growth"
    return _Reading(found, op, kind, Why(rule.id, 0.85, trigger), inherited)


def _counted(text: str, figure: _Figure, start: int, right: int) -> _Reading | None:
    """A verb whose object is counted, the object behind the number or before it."""
    if figure.kind in _SHARES and figure.rule != "quantity.vague":
        return None
    span = figure.span
    found = indicator.counted_after(text, start, span, right) or indicator.counted_before(
        text, start, span, right
    )
    if found is None:
        return None
    op = _compared(text, span, start, right) or ("ge" if figure.rule == "quantity.vague" else "eq")
    return _Reading(found, op, found.counts or "level", Why("goal.counted", 0.8, found.span))


def _listed(
    text: str, figure: _Figure, start: int, right: int, last: tuple[_Figure, _Reading] | None
) -> _Reading | None:
    """The next member of a list: it shares its verb, or its indicator, with the one before."""
    if last is None:
        return None
    span, (figure_before, reading) = figure.span, last
    gap = text[figure_before.span.end : span.start]
    gap = gap.replace("（其中：", "、").replace("（其中", "、")
    if len(gap) > 40 or any(mark in gap for mark in "。；："):
        return None
    op = _compared(text, span, start, right) or "eq"
    joint = _LIST.match(gap)
    if joint is not None and joint.end() == len(gap):
        if figure.kind != figure_before.kind or "，" in gap or not gap:
            return None
        if op == "eq":
            op = reading.op
        return _Reading(reading.phrase, op, reading.kind, Why("goal.listed", 0.75), True)
    if reading.phrase.after:
        found = indicator.noun_after(text, span.end, right)
        if (
            found is None
            or not gap.endswith(("、", "和", "及", "与"))
            or reading.phrase.span.end > span.start
        ):
            return None
        return _Reading(Phrase(found, None, True), op, reading.kind, Why("goal.listed", 0.75))
    if not gap.lstrip("以上下内左右及）").startswith(("、", "和", "，其中", "及")):
        return None
    found = indicator.listed_before(text, start, span, right)
    if found is None:
        return None
    kind = reading.kind if figure.kind == figure_before.kind or reading.kind != "growth" else "level"
    return _Reading(Phrase(found, None, False), op, kind, Why("goal.listed", 0.75))


def _named(
    text: str, figure: _Figure, start: int, phrase: Span, last: tuple[_Figure, _Reading] | None
) -> _Reading | None:
    """An indicator right before its value, no word between: 粮食产量730亿斤以上."""
    span = figure.span
    op = _compared(text, span, start, phrase.end)
    found = indicator.listed_before(text, start, span, phrase.end)
    if found is None or found.end != span.start:
        return None
    assured = _ASSURES.search(text, phrase.start, span.start) is not None
    measure = _MEASURE.search(text, found.start, found.end) is not None
    if (assured and (op or measure)) or (measure and (last is not None or op)):
        return _Reading(Phrase(found, None, False), op or "eq", "level", Why("goal.named", 0.6))
    return None


def _quota(outline: Outline, figure: _Figure, phrase: Span) -> _Reading | None:
    """A numbered item that opens with what is chosen and how many: （一）优秀团队三名，…"""
    clause = outline.clause_at(figure.span.start)
    if (
        phrase.start > clause.body + 1
        or figure.span.end != phrase.end
        or figure.unit not in ("名", "家", "个", "项", "人")
    ):
        return None
    noun = indicator.listed_before(outline.text, phrase.start, figure.span, phrase.end)
    if noun is None or figure.span.start - noun.end > 0:
        return None
    return _Reading(Phrase(noun, None, False), "eq", "level", Why("goal.quota", 0.7))


def _plausible(text: str, figure: _Figure, reading: _Reading, phrase: Span) -> bool:
    """Whether a number in words, which often only counts the document's own words, is meant as a figure."""
    if figure.rule == "quantity.count.words":
        if reading.why.rule == "goal.quota" or reading.why.rule == "goal.reach.floor":
            return True
        if reading.why.rule.startswith("goal.reach.") and (figure.value or 0) >= 10:
            return True
        if reading.why.rule == "goal.counted" and (figure.value or 0) >= 100:
            return True
        return _EACH.search(text, phrase.start, figure.span.start) is not None
    return True


def _refused(text: str, figure: _Figure, reading: _Reading, phrase: Span, part: Span) -> bool:
    """Whether a cue says that the figure is no commitment."""
    span = figure.span
    for rule in _CUES["goal.not"]:
        if not _concerns(rule, figure) or _exempt(rule, text, figure, reading, part):
            continue
        right = part.end if rule.gives.get("reach") == "part" else phrase.end + 1
        left = max(phrase.start - 1, span.start - _SCOPE, 0)
        if rule.gives.get("from") == "sentence":
            left = max(part.start, span.start - 2 * _SCOPE)
        if rule.fires(text, span.start, span.end, left, right):
            return True
    return False


def _concerns(rule: CueRule, figure: _Figure) -> bool:
    """Whether the rule is meant for figures of this kind."""
    only = rule.gives.get("only")
    return only is None or figure.kind == only or (only == "share" and figure.kind in _SHARES)


def _exempt(rule: CueRule, text: str, figure: _Figure, reading: _Reading, part: Span) -> bool:
    """Whether what was read of the figure is stronger than the rule that would refuse it."""
    unless = rule.gives.get("unless")
    if unless == "zero":
        return figure.rule == "quantity.zero"
    if unless == "counted":
        return reading.why.rule in ("goal.counted", "goal.listed")
    if unless == "counted-after":
        return reading.why.rule == "goal.counted" and reading.phrase.after
    if unless == "assured":
        return _AHEAD.search(text, part.start, figure.span.start) is not None
    if unless == "led":
        return reading.why.rule not in ("goal.reach.share", "goal.reach.move", "goal.listed")
    return False


def _terms(text: str, figure: _Figure, rule: CueRule, right: int) -> tuple[Operator, GoalKind]:
    kind = cast(GoalKind, rule.gives["kind"])
    op = cast(Operator, rule.gives["op"])
    if figure.kind == "multiple" and kind in ("increment", "growth"):
        kind = "multiple"
    if kind == "level" and figure.kind == "points":
        kind = "increment"
    if kind == "growth" and figure.kind in ("count", "money", "points"):
        kind = "increment"
    after, _ = _first(_CUES["goal.op"], text, figure.span, figure.span.start, right)
    if after is not None:
        op = cast(Operator, after.gives["op"])
    return op, kind


def _compared(text: str, span: Span, start: int, right: int) -> Operator | None:
    rule, _ = _first(_CUES["goal.op"], text, span, max(start, span.start - 6), right)
    return None if rule is None else cast(Operator, rule.gives["op"])


def _first(
    rules: Sequence[CueRule], text: str, span: Span, left: int, right: int
) -> tuple[CueRule | None, Span | None]:
    for rule in rules:
        trigger = rule.fires(text, span.start, span.end, left, right)
        if trigger is not None:
            return rule, Span(*trigger)
    return None, None


def _goal(
    outline: Outline, figure: _Figure, reading: _Reading, sentence: Span, deadlines: _Deadlines
) -> Goal:
    text, span = outline.text, figure.span
    phrase = indicator.phrase_around(text, span, sentence.start, max(sentence.end, span.end))
    lead = text[phrase.start : span.start]
    return Goal(
        span,
        reading.phrase.span,
        figure.value,
        figure.value_max,
        figure.unit,
        reading.op,
        reading.kind,
        reading.inherited and "力争" in lead,
        deadlines.at(span.start, sentence),
        "yearly" if _YEARLY.search(lead) else None,
        reading.why,
    )


class _Deadlines:
    """The deadlines of a document, and which of them holds where."""

    def __init__(self, outline: Outline, dates: Sequence[Date]) -> None:
        self._outline = outline
        self._dates = [d for d in dates if d.role == "deadline" and d.end_date is not None]
        self._starts = [d.span.start for d in self._dates]

    def at(self, offset: int, sentence: Span) -> str | None:
        """The last deadline before `offset` in its sentence, else the last that opened a sentence of its clause."""
        clause = self._outline.clause_at(offset)
        for index in range(bisect_left(self._starts, offset) - 1, -1, -1):
            date = self._dates[index]
            if date.span.start < clause.start:
                return None
            if date.span.start >= sentence.start or self._opens(date.span.start):
                return date.end_date
        return None

    def _opens(self, start: int) -> bool:
        if self._outline.text[max(0, start - 1) : start] in ("到", "至"):
            return True
        sentence = self._outline.sentence_at(start)
        opening = _OPENING.match(self._outline.text, sentence.start)
        return opening is not None and start <= opening.end()


_CUES = {
    family: tuple(rule for rule in cues("goals") if rule.id.startswith(f"{family}."))
    for family in ("goal.not", "goal.reach", "goal.op")
}
