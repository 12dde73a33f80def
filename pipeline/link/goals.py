"""Quantities to goals: indicator, comparison, value, deadline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.link import phrases
from pipeline.link.deadlines import Deadlines
from pipeline.link.figures import figures
from pipeline.link.places import Place, Reading, place_of
from pipeline.link.readings import read
from pipeline.link.refusals import refused
from pipeline.link.retrospect import year_of_document
from pipeline.mentions import Amount, Date, Goal, Quantity
from pipeline.segment import Outline
from pipeline.types import Metadata

_YEARLY = re.compile(
    r"每年|(?<!完成)年度|(?<!\d)年产(?![值业品])|每学年|每财年|全年(?=开展|举办|组织|培训)"
    r"|(?<![\d今去当上每全近连前后])年(?=接待|培训|服务|举办|开展|处理|加工|新增)"
)
_YEARLY_ON = re.compile(r"每年(?!度)")
_YEARLY_STEP = re.compile(r"年均|年平均|逐年")
_EACH = re.compile(r"每(?:年|月|季度|学年|学期|半年|[周日天]|[\d两三四五]{1,2}年)")
_RESPECTIVELY = re.compile("分别|依次")


def link(
    outline: Outline,
    quantities: Sequence[Quantity],
    amounts: Sequence[Amount],
    dates: Sequence[Date],
    metadata: Metadata | None = None,
) -> tuple[Goal, ...]:
    """The quantified commitments, in order; by the document's `metadata` one knows which times are over."""
    year = year_of_document(metadata) if metadata else None
    deadlines = Deadlines(outline, dates)
    goals: list[Goal] = []
    last: Reading | None = None
    before = 0
    for figure in figures(outline.text, quantities, amounts):
        at = figure.span.start
        sentence = outline.sentence_at(at)
        if last is not None and last.figure.span.start < sentence.start:
            last = None
        place = place_of(outline, figure, sentence, max(before, sentence.start), last)
        reading = read(figure, place)
        due = deadlines.own(at, sentence)
        if reading is None or deadlines.is_past(at, sentence):
            continue
        if refused(reading, place, due=due is not None, year=year):
            continue
        last, before = reading, figure.span.end
        recurs = _EACH.search(outline.text, place.phrase.start, at) is not None
        by = deadlines.at(at, sentence, carried=not recurs)
        goals.append(_goal(reading, place, by, due.span.end if due is not None and due.span.end < at else 0))
    return tuple(_respectively(outline, goals, deadlines))


def _goal(reading: Reading, place: Place, by: str | None, since: int) -> Goal:
    figure = reading.figure
    lead = place.text[place.phrase.start : figure.span.start]
    return Goal(
        figure.span,
        reading.phrase.span,
        figure.value,
        figure.value_max,
        figure.unit,
        reading.op,
        reading.kind,
        "力争" in lead and (reading.inherited or _has_firm_value(reading, place)),
        by,
        "yearly" if _is_yearly(reading, place, since) else None,
        reading.why,
    )


def _has_firm_value(reading: Reading, place: Place) -> bool:
    """Whether the value before is one of the same indicator, named again: 装机达到30万千瓦，其中装机力争…"""
    last = place.last
    if last is None or last.figure.unit != reading.figure.unit:
        return False
    one, other = last.phrase.span, reading.phrase.span
    return place.text[one.start : one.end].endswith(place.text[other.start : other.end])


def _is_yearly(reading: Reading, place: Place, since: int) -> bool:
    """Whether the phrase says so, or, where an object is counted, the phrases before it from `since` on."""
    start, text = reading.figure.span.start, place.text
    if _YEARLY.search(text, place.phrase.start, start):
        return True
    if reading.kind == "increment" and _YEARLY_STEP.search(text, place.phrase.start, start):
        return True
    return (
        reading.phrase.counts is not None
        and reading.figure.kind == "count"
        and _YEARLY_ON.search(text, max(place.outline.part_at(start).start, since), start) is not None
    )


def _respectively(outline: Outline, goals: Sequence[Goal], deadlines: Deadlines) -> list[Goal]:
    """Where 分别 stands between as many indicators, or years, as values, each value gets its own."""
    result: list[Goal] = []
    for whole, members in itertools.groupby(goals, key=lambda goal: goal.indicator):
        group = list(members)
        if whole is not None and len(group) > 1:
            text, first = outline.text, group[0].span.start
            if _RESPECTIVELY.search(text, min(whole.end, first), first):
                own = phrases.members(text, whole, len(group))
                if own:
                    group = [replace(goal, indicator=one) for goal, one in zip(group, own, strict=True)]
                days = deadlines.series(first, outline.sentence_at(first))
                if len(days) == len(group):
                    group = [replace(goal, by=day) for goal, day in zip(group, days, strict=True)]
        result += group
    return result
