"""Quantities to goals: indicator, comparison, value, deadline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.link import indicator
from pipeline.link.deadlines import Deadlines
from pipeline.link.figures import figures
from pipeline.link.readings import Place, Reading, place_of, read
from pipeline.link.refusals import refused
from pipeline.mentions import Amount, Date, Goal, Quantity, Span
from pipeline.segment import Outline

_YEARLY = re.compile(r"每年|年度|(?<!\d)年产(?![值业品])|每学年|每财年|全年(?=开展|举办|组织|培训)")
_RESPECTIVELY = re.compile("分别|依次")


def link(
    outline: Outline, quantities: Sequence[Quantity], amounts: Sequence[Amount], dates: Sequence[Date]
) -> tuple[Goal, ...]:
    """The quantified commitments, in order."""
    deadlines = Deadlines(outline, dates)
    goals: list[Goal] = []
    last: Reading | None = None
    before = 0
    for figure in figures(outline.text, quantities, amounts):
        sentence = outline.sentence_at(figure.span.start)
        if last is not None and last.figure.span.start < sentence.start:
            last = None
        place = place_of(outline, figure, sentence, max(before, sentence.start), last)
        reading = read(figure, place)
        before = figure.span.end
        if reading is None or deadlines.is_past(figure.span.start, sentence) or refused(reading, place):
            continue
        last = reading
        goals.append(_goal(reading, place, deadlines.at(figure.span.start, sentence)))
    return tuple(_respectively(outline.text, goals))


def _goal(reading: Reading, place: Place, by: str | None) -> Goal:
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
        reading.inherited and "力争" in lead,
        by,
        "yearly" if _YEARLY.search(lead) else None,
        reading.why,
    )


def _respectively(text: str, goals: Sequence[Goal]) -> list[Goal]:
    """Where 分别 stands between as many indicators as values, each value gets its own."""
    result: list[Goal] = []
    for whole, members in itertools.groupby(goals, key=lambda goal: goal.indicator):
        group = list(members)
        own: list[Span] = []
        if (
            whole is not None
            and len(group) > 1
            and _RESPECTIVELY.search(text, whole.end, group[0].span.start)
        ):
            own = indicator.members(text, whole, len(group))
        result += (
            [replace(goal, indicator=one) for goal, one in zip(group, own, strict=True)] if own else group
        )
    return result
