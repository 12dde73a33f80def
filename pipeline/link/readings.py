"""What the phrase around a figure says of it: its indicator, its comparison, its kind.

Each reader knows one way of writing a commitment; the first that can read the phrase decides.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.link import indicator, phrases
from pipeline.link.figures import MEASURES, SHARES, Figure
from pipeline.link.indicator import Phrase
from pipeline.link.places import Place, Reading, compared
from pipeline.link.portions import cell, fulfilled, portion
from pipeline.link.reached import reached
from pipeline.rules import decide

_GAP = 40
_ASSURES = re.compile("确保|力争|争取|努力")
_MEASURE = re.compile(
    r"(?:产量|总量|数量|规模|面积|产值|总额|里程|装机|人数|户数|增加值|销售额|容量|出栏量?|保有量)\Z"
)
_EACH = re.compile(
    r"每(?:年|季度|月|学期|半年|\d+年|[两三四五]年)(?:至少|应|应当|不少于)?[^，。；]{0,8}\Z"
    r"|(?:至少|不少于|不低于)[^，。；]{0,4}\Z"
)
_HOW_OFTEN = re.compile(r"每(?:年|月|季度|学期|学年|半年|[\d一二两三四五]{1,2}年)")
_NAMES = 4
# What is done so many times, or to so many, may be named by its verb alone.
_TIMES = ("次", "场次", "人次", "人")
# Measure words that count objects, never aspects or tasks.
_OBJECTS = frozenset("家人户所座台套辆架艘头株间吨亩") | {
    "人次",
    "平方公里",
    "平方米",
    "公里",
    "公顷",
    "千瓦",
}
_SCHEME = re.compile(r"(?:计划|工程|行动)\Z")
_FLOOR = re.compile(r"至少|不少于|不低于")
_LIST = re.compile(r"(?:及|或)?(?:以上|以下|以内|左右)?(?:、|和|及|以及|，)?(?:其中)?(?:、|和|及)?")


def read(figure: Figure, place: Place) -> Reading | None:
    """The reading of a figure, or None where its phrase does not make it a commitment."""
    for reader in (cell, portion, fulfilled, reached, _counted, _listed, _named, _quota):
        reading = reader(figure, place)
        if reading is not None and _plausible(reading, place):
            return reading
    return None


def _counted(figure: Figure, place: Place) -> Reading | None:
    """A verb whose object is counted, behind the number or before it: 打造20个样板, 新建驿站30个."""
    vague = figure.rule == "quantity.vague"
    if (figure.kind in SHARES and not vague) or figure.unit in MEASURES:
        return None
    where = place.text, place.start, figure.span, place.phrase.end
    found = (
        indicator.counted_after(*where)
        or indicator.composed(*where[:3])
        or indicator.served(*where)
        or indicator.of_event(*where)
        or indicator.counted_before(*where)
    )
    if found is None:
        left = place.outline.sentence_at(figure.span.start).start
        found = indicator.taken_up(place.text, left, *where[1:])
    if found is None:
        return None
    op = compared(figure, place) or ("ge" if vague else "eq")
    return Reading(figure, found, op, found.counts or "level", decide("goals", "goal.counted", found.span))


def _listed(figure: Figure, place: Place) -> Reading | None:
    """The next member of a list: it shares its verb, or its indicator, with the one before."""
    if place.last is None:
        return None
    last, text, span = place.last, place.text, figure.span
    gap = text[last.figure.span.end : span.start].replace("（其中：", "、").replace("（其中", "、")
    if len(gap) > _GAP or any(mark in gap for mark in "。；："):
        return None
    op = compared(figure, place)
    reading = Reading(figure, last.phrase, op or "eq", last.kind, decide("goals", "goal.listed"))
    joint = _LIST.match(gap)
    if joint is not None and joint.end() == len(gap):
        same = gap and "，" not in gap and figure.kind == last.figure.kind
        return replace(reading, op=op or last.op, inherited=True) if same else None
    if last.phrase.after:
        found = phrases.noun_after(text, span.end, place.phrase.end)
        if op is None and last.op == "ge" and _FLOOR.search(text, place.phrase.start, last.figure.span.start):
            reading = replace(reading, op="ge")
        joined = gap.endswith(("、", "和", "及", "与")) and last.phrase.span.end <= span.start
        return replace(reading, phrase=Phrase(found, None, True)) if found and joined else None
    found = phrases.noun_before(text, place.start, span, place.phrase.end)
    if found is None or not gap.lstrip("以上下内左右及）").startswith(("、", "和", "，其中", "及")):
        return None
    kind = "level" if last.kind == "growth" and figure.kind != last.figure.kind else last.kind
    return replace(reading, phrase=Phrase(found, None, False), kind=kind)


def _named(figure: Figure, place: Place) -> Reading | None:
    """An indicator right before its value, no word between: 粮食产量730亿斤以上."""
    text, span = place.text, figure.span
    found = phrases.noun_before(text, place.start, span, place.phrase.end)
    if found is None or found.end != span.start:
        return None
    op = compared(figure, place)
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
    counts = figure.kind == "count" and figure.unit not in MEASURES and found.end - found.start >= _NAMES
    goes_on = counts and place.last is not None and place.last.figure.kind == "count"
    if (assured and (op or measure)) or (measure and (place.last is not None or op)) or goes_on:
        return Reading(figure, Phrase(found, None, False), op or "eq", "level", decide("goals", "goal.named"))
    return None


def _quota(figure: Figure, place: Place) -> Reading | None:
    """A numbered item that opens with what is chosen and how many: （一）优秀团队三名，…"""
    span, phrase = figure.span, place.phrase
    opens = phrase.start <= place.outline.clause_at(span.start).body + 1
    if (
        not opens
        or not phrases.closes(place.text, span.end, phrase.end)
        or figure.unit not in ("名", "家", "个", "项", "人")
    ):
        return None
    noun = phrases.noun_before(place.text, phrase.start, span, phrase.end)
    if noun is None or noun.end < span.start:
        return None
    op = compared(figure, place) or "eq"
    return Reading(figure, Phrase(noun, None, False), op, "level", decide("goals", "goal.quota"))


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
    if figure.unit in _TIMES and _HOW_OFTEN.search(place.text, place.phrase.start, figure.span.start):
        return True
    return _EACH.search(place.text, place.phrase.start, figure.span.start) is not None
