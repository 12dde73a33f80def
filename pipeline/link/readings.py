"""What the phrase around a figure says of it: its indicator, its comparison, its kind.

Each reader knows one way of writing a commitment; the first that can read the phrase decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.link import indicator
from pipeline.link.figures import SHARES, Figure, concerns
from pipeline.link.indicator import Phrase
from pipeline.mentions import Span, Why
from pipeline.rules import CueRule, cues, decide
from pipeline.segment import Outline
from pipeline.types import GoalKind, Operator

_REACH = cues("goals", "goal.reach.")
_COMPARE = cues("goals", "goal.op.")
_WINDOW = 24
_GAP = 40
_GROWTH = re.compile(r"增长|增速|增幅|递增")
_ASSURES = re.compile("确保|力争|争取|努力")
_MEASURE = re.compile(
    r"(?:产量|总量|数量|规模|面积|产值|总额|里程|装机|人数|户数|增加值|销售额|容量|出栏量?|保有量)\Z"
)
_SHARE_NOUN = re.compile(r"(?:率|比|比例|比重|占比|份额)\Z")
_FROM = re.compile(r"(?:由|从)[^，。；：]{0,10}\d[^，。；：]{0,6}\Z")
_EACH = re.compile(
    r"每(?:年|季度|月|学期|半年|\d+年|[两三四五]年)(?:至少|应|应当|不少于)?[^，。；]{0,8}\Z"
    r"|(?:至少|不少于|不低于)[^，。；]{0,4}\Z"
)
# How a table of indicators goes on behind a value, and what stands before it.
_BINDS = re.compile(r"(?:以[上内下]|左右)?[ \n]{1,3}[［\[]?(?:约束性|预期性)")
_NAME_CELL = re.compile(
    r"(?P<name>[\u4e00-\u9fff][^\n 。，；：]{2,38})(?:[ \n]+[\d.,%]+){0,2}[ \n]{1,3}"
    r"(?P<sign>下降|降低|提高|增长|累计|[<>≤≥＜＞])?[ ]?\Z"
)
_NAMES = 4
# What is done so many times, or to so many, may be named by its verb alone.
_TIMES = ("次", "场次", "人次", "人")
_CELL_REACH = 60
_CHANGES = ("下降", "降低", "提高")
_SIGNS = {"<": "lt", ">": "gt", "＜": "lt", "＞": "gt", "≤": "le", "≥": "ge"}
_COMPLETES = re.compile("(?:全年|全面|累计|力争)?(?:完成|实施|开展|推进)")
# A group that a share is of, and what stands before the share.
_OF_GROUP = re.compile(
    r"(?:以上|及以上)?的(?P<group>[^，。；、：\d的]{2,14}?)(?=[，。；、]|和\d|与|通过|实现|建[立成有]|达到|完成|用于|支持|实施|开展|参[加与]|纳入|$)"
)
_OPENS_PORTION = re.compile(r"(?:覆盖|抽查|检查|安排|遴选|确保|力争|实现|推动|全[省市县区国]|[前底内、和及到])(?:不少于|不低于|至少)?\Z")
# What a share is of stands between the word that leads to the value and the value: 不低于工资总额的2%.
_BASIS = re.compile(
    r"(?P<word>不(?:得)?(?:低于|少于|高于|超过|大于|小于)|达到|达|控制在|占(?!比)|超过|低于|高于)"
    r"[^，。；：、\d达于在占过]{1,18}?的?\Z"
)
_MEASURED_BY = ("percent", "permille", "ratio", "multiple")
# Units that measure an indicator and count no objects.
_MEASURES = frozenset(("岁", "小时", "分钟", "个基点", "基点"))
# Measure words that count objects, never aspects or tasks.
_OBJECTS = frozenset(
    ("人次", "平方公里", "平方米", "公里", "公顷", "千瓦", "家", "人", "户", "所", "座", "台", "套", "辆", "架", "艘")
    + ("头", "株", "间", "吨", "亩")
)
_SCHEME = re.compile(r"(?:计划|工程|行动)\Z")
_FLOOR = re.compile(r"至少|不少于|不低于")
_LIST = re.compile(r"(?:及|或)?(?:以上|以下|以内|左右)?(?:、|和|及|以及|，)?(?:其中)?(?:、|和|及)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure's phrase says of it. `inherited`: the indicator is that of the figure before."""

    figure: Figure
    phrase: Phrase
    op: Operator
    kind: GoalKind
    why: Why
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its `phrase` between two marks, and where in it its own words begin."""

    outline: Outline
    phrase: Span
    start: int
    last: Reading | None

    @property
    def text(self) -> str:
        """The whole text."""
        return self.outline.text


def place_of(outline: Outline, figure: Figure, sentence: Span, before: int, last: Reading | None) -> Place:
    """The place of a figure; `before` is the end of the figure before it, `last` the goal before it."""
    span = figure.span
    phrase = indicator.phrase_around(outline.text, span, sentence.start, max(sentence.end, span.end))
    start = max(phrase.start, before)
    if last is not None and last.phrase.after and last.phrase.span.end < span.start:
        start = max(start, last.phrase.span.end)
    return Place(outline, phrase, start, last)


def read(figure: Figure, place: Place) -> Reading | None:
    """The reading of a figure, or None where its phrase does not make it a commitment."""
    for reader in (_cell, _portion, _reached, _counted, _listed, _named, _quota):
        reading = reader(figure, place)
        if reading is not None:
            return reading if _plausible(reading, place) else None
    return None


def _cell(figure: Figure, place: Place) -> Reading | None:
    """The value of a table of indicators: its name in the cell before, behind it whether it binds."""
    text, span = place.text, figure.span
    if _BINDS.match(text, span.end) is None or " " in text[span.start : span.end]:
        return None
    name = _NAME_CELL.search(text, max(0, span.start - _CELL_REACH), span.start)
    if name is None:
        return None
    sign, op = name["sign"], cast(Operator, _SIGNS.get(name["sign"], "eq"))
    kind: GoalKind = "increment" if sign in _CHANGES else "growth" if sign == "增长" else "level"
    phrase = Phrase(Span(*name.span("name")), None, False)
    return Reading(figure, phrase, _compared(figure, place) or op, kind, decide("goals", "goal.cell", phrase.span))


def _portion(figure: Figure, place: Place) -> Reading | None:
    """A share of a group that stands behind it: 覆盖80%以上的村, 抽查不少于30%的农户."""
    if figure.kind not in ("percent", "ratio"):
        return None
    text, span = place.text, figure.span
    behind = _OF_GROUP.match(text, span.end, place.phrase.end)
    op = _compared(figure, place)
    if behind is None or op not in ("ge", "gt"):
        return None
    opens = span.start == place.phrase.start
    if not opens and not _OPENS_PORTION.search(text, place.phrase.start, span.start):
        return None
    group = Span(*behind.span("group"))
    return Reading(figure, Phrase(group, None, True), op, "level", decide("goals", "goal.portion", group))


def _reached(figure: Figure, place: Place) -> Reading | None:
    """An indicator, a word that leads to its value, and the value: 覆盖率达到90%."""
    text, span = place.text, figure.span
    rules = [rule for rule in _REACH if concerns(rule, figure)]
    left = max(place.start, span.start - _WINDOW)
    rule, trigger = _first(rules, text, span, left, place.phrase.end)
    if rule is None and figure.kind in _MEASURED_BY:
        of = _BASIS.search(text, left, span.start)
        if of is not None:
            rule, trigger = _first(rules, text, Span(of.end("word"), span.end), left, place.phrase.end)
    if rule is None or trigger is None or _counts_more(figure, rule, place):
        return None
    whole = rule.gives.get("edge") == "figure" or trigger.start >= span.start
    start, edge = place.start, span.start if whole else trigger.start
    risen = _FROM.search(text, place.phrase.start, edge)
    if risen is not None:
        start, edge = place.phrase.start, risen.start()
    found, inherited = indicator.leading(text, start, edge, figure.kind in SHARES), False
    if figure.kind in SHARES and (found is None or not _is_share(text, found.span)):
        topic = _topic(place)
        found = topic if topic is not None else found
    if found is None:
        found, inherited = _elsewhere(figure, place)
    if found is None:
        return None
    op, kind = _terms(figure, rule, text, place.phrase.end)
    if kind == "level" and found.counts == "increment":
        kind = "increment"
    if kind == "level" and figure.kind == "percent" and _GROWTH.search(text, place.start, span.start):
        kind = "growth"
    return Reading(figure, found, op, kind, Why(rule.id, 0.85, trigger), inherited)


def _counts_more(figure: Figure, rule: CueRule, place: Place) -> bool:
    """Whether a verb of change is no predicate: 完成林地改造提升20万亩, 提升30个小区 count what stands there."""
    if rule.id != "goal.reach.move" or figure.kind != "count":
        return False
    where = place.text, place.start, figure.span, place.phrase.end
    if not indicator.closes(place.text, figure.span.end, place.phrase.end):
        return indicator.counted_after(*where) is not None
    return indicator.counted_before(*where) is not None and _COMPLETES.match(place.text, place.start) is not None


def _is_share(text: str, noun: Span) -> bool:
    return _SHARE_NOUN.search(text, noun.start, noun.end) is not None


def _topic(place: Place) -> Phrase | None:
    """The share that stands before the phrase, set off by a comma: 缴存比例，单位不低于5%."""
    text, sentence = place.text, place.outline.sentence_at(place.phrase.start)
    pause = place.phrase.start - 1
    last = place.last
    if last is not None and _SHARE_NOUN.search(text, last.phrase.span.start, last.phrase.span.end):
        if text[last.phrase.span.end : last.phrase.span.end + 1] == "，":
            return last.phrase
    if pause < sentence.start or text[pause] != "，":
        return None
    found = indicator.before_pause(text, sentence.start, pause)
    return found if found is not None and _is_share(text, found.span) else None


def _elsewhere(figure: Figure, place: Place) -> tuple[Phrase | None, bool]:
    """The indicator of a value that has none before it: behind it, or that of the value before."""
    text, span, right = place.text, figure.span, place.phrase.end
    found = indicator.counted_after(text, place.start, span, right)
    counts = figure.kind == "count" and figure.unit not in _MEASURES
    if found is None and counts and not indicator.closes(text, span.end, right):
        noun = indicator.noun_after(text, span.end, right)
        found = None if noun is None else Phrase(noun, None, True)
    if found is None and place.last is not None:
        return place.last.phrase, True
    return found, False


def _counted(figure: Figure, place: Place) -> Reading | None:
    """A verb whose object is counted, behind the number or before it: 打造20个样板, 新建驿站30个."""
    vague = figure.rule == "quantity.vague"
    if (figure.kind in SHARES and not vague) or figure.unit in _MEASURES:
        return None
    where = place.text, place.start, figure.span, place.phrase.end
    found = indicator.counted_after(*where) or indicator.counted_before(*where)
    if found is None:
        left = place.outline.sentence_at(figure.span.start).start
        found = indicator.taken_up(place.text, left, *where[1:])
    if found is None:
        return None
    op = _compared(figure, place) or ("ge" if vague else "eq")
    return Reading(figure, found, op, found.counts or "level", decide("goals", "goal.counted", found.span))


def _listed(figure: Figure, place: Place) -> Reading | None:
    """The next member of a list: it shares its verb, or its indicator, with the one before."""
    if place.last is None:
        return None
    last, text, span = place.last, place.text, figure.span
    gap = text[last.figure.span.end : span.start].replace("（其中：", "、").replace("（其中", "、")
    if len(gap) > _GAP or any(mark in gap for mark in "。；："):
        return None
    op = _compared(figure, place)
    reading = Reading(figure, last.phrase, op or "eq", last.kind, decide("goals", "goal.listed"))
    joint = _LIST.match(gap)
    if joint is not None and joint.end() == len(gap):
        same = gap and "，" not in gap and figure.kind == last.figure.kind
        return replace(reading, op=op or last.op, inherited=True) if same else None
    if last.phrase.after:
        found = indicator.noun_after(text, span.end, place.phrase.end)
        if op is None and last.op == "ge" and _FLOOR.search(text, place.phrase.start, last.figure.span.start):
            reading = replace(reading, op="ge")
        joined = gap.endswith(("、", "和", "及", "与")) and last.phrase.span.end <= span.start
        return replace(reading, phrase=Phrase(found, None, True)) if found and joined else None
    found = indicator.noun_before(text, place.start, span, place.phrase.end)
    if found is None or not gap.lstrip("以上下内左右及）").startswith(("、", "和", "，其中", "及")):
        return None
    kind = "level" if last.kind == "growth" and figure.kind != last.figure.kind else last.kind
    return replace(reading, phrase=Phrase(found, None, False), kind=kind)


def _named(figure: Figure, place: Place) -> Reading | None:
    """An indicator right before its value, no word between: 粮食产量730亿斤以上."""
    text, span = place.text, figure.span
    found = indicator.noun_before(text, place.start, span, place.phrase.end)
    if found is None or found.end != span.start:
        return None
    op = _compared(figure, place)
    done = indicator.verb_before(text, place.start, span)
    if done is not None:
        goes_on = figure.unit in _TIMES and (op is not None or place.last is not None)
        return (
            Reading(figure, Phrase(done, None, False), op or "eq", "level", decide("goals", "goal.named"))
            if goes_on
            else None
        )
    assured = _ASSURES.search(text, place.phrase.start, span.start) is not None
    measure = _MEASURE.search(text, found.start, found.end) is not None
    counts = figure.kind == "count" and figure.unit not in _MEASURES and found.end - found.start >= _NAMES
    goes_on = counts and place.last is not None and place.last.figure.kind == "count"
    if (assured and (op or measure)) or (measure and (place.last is not None or op)) or goes_on:
        return Reading(figure, Phrase(found, None, False), op or "eq", "level", decide("goals", "goal.named"))
    return None


def _quota(figure: Figure, place: Place) -> Reading | None:
    """A numbered item that opens with what is chosen and how many: （一）优秀团队三名，…"""
    span, phrase = figure.span, place.phrase
    opens = phrase.start <= place.outline.clause_at(span.start).body + 1
    if not opens or span.end != phrase.end or figure.unit not in ("名", "家", "个", "项", "人"):
        return None
    noun = indicator.noun_before(place.text, phrase.start, span, phrase.end)
    if noun is None or noun.end < span.start:
        return None
    return Reading(figure, Phrase(noun, None, False), "eq", "level", decide("goals", "goal.quota"))


def _plausible(reading: Reading, place: Place) -> bool:
    """Whether a number in words, which often only counts the document's own words, is meant as a figure."""
    figure, rule = reading.figure, reading.why.rule
    if figure.rule != "quantity.count.words" or rule in ("goal.quota", "goal.reach.floor"):
        return True
    value, noun = figure.value or 0, reading.phrase.span
    if rule.startswith("goal.reach.") and value >= 10:
        return True
    many = value >= 10 or figure.value_max is not None or (value > 1 and figure.unit in _OBJECTS)
    if many and not _SCHEME.search(place.text, noun.start, noun.end):
        return True
    return _EACH.search(place.text, place.phrase.start, figure.span.start) is not None


def _terms(figure: Figure, rule: CueRule, text: str, right: int) -> tuple[Operator, GoalKind]:
    """The comparison and the kind that a leading word gives, corrected by the figure and what follows it."""
    kind, op = cast(GoalKind, rule.gives["kind"]), cast(Operator, rule.gives["op"])
    if kind in ("increment", "level") and figure.kind == "multiple":
        kind = "multiple"
    if kind in ("level", "growth") and figure.kind == "points":
        kind = "increment"
    after, _ = _first(_COMPARE, text, figure.span, figure.span.start, right)
    return (op if after is None else cast(Operator, after.gives["op"])), kind


def _compared(figure: Figure, place: Place) -> Operator | None:
    """The comparison that stands right before or behind the figure."""
    left = max(place.start, figure.span.start - 6)
    rule, _ = _first(_COMPARE, place.text, figure.span, left, place.phrase.end)
    return None if rule is None else cast(Operator, rule.gives["op"])


def _first(
    rules: Sequence[CueRule], text: str, span: Span, left: int, right: int
) -> tuple[CueRule | None, Span | None]:
    for rule in rules:
        trigger = rule.fires(text, span.start, span.end, left, right)
        if trigger is not None:
            return rule, Span(*trigger)
    return None, None
