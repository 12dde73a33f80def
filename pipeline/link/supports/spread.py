"""Spreading out 分别: the steps of a condition, one for each sum or rate of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.link.supports.phrases import HIDDEN, mask
from pipeline.mentions import Span
from pipeline.rules import pattern

_JOINT = pattern("steps", "step.joint").pattern
_NUMBER = pattern("steps", "step.number").pattern
_LEVEL = pattern("steps", "step.grade").pattern
_RANGE = pattern("steps", "step.range").pattern
_AND_OTHERS = pattern("steps", "step.and-others").pattern
_ENDS = pattern("steps", "step.ends").pattern
_LEADS = pattern("steps", "step.leads").pattern
_PRIZES = pattern("steps", "step.prizes").pattern
_BOUND = pattern("steps", "step.bound").pattern
_BOUNDS = pattern("steps", "step.bounds").pattern
_HOW_MANY = pattern("steps", "step.how-many").pattern
_BORDER = re.compile("[的，]")
_LONGEST = 30
_MOST = 6


def steps(text: str, span: Span, count: int) -> list[Span] | None:
    """The `count` coordinate steps in text[span], or None if it holds no such list.

    Numbers and grades are known by their form (50亿元、100亿元; 国家级和省级); other names are taken from the
    verb before the first to the noun after the last.
    """
    if count < 2:
        return None
    hidden = mask(text, span.start, span.end)
    if (one := _range(hidden, count)) is not None:
        return [Span(span.start + one.start, span.start + one.end)] * count
    if (prizes := _prizes(hidden, count)) is not None:
        return [Span(span.start + s.start, span.start + s.end) for s in prizes]
    joints = [(m.start(), m.end()) for m in _JOINT.finditer(hidden)]
    for form in (_NUMBER, _LEVEL):
        for first in range(len(joints) - count + 2):
            found = _alike(hidden, joints[first : first + count - 1], form)
            if found and not _goes_on(hidden, joints, first, count, form):
                return _unbounded(text, [_placed(text, span, hidden, s) for s in found])
    for named in _joints_of_names(hidden, joints):
        names = _names(hidden, named) if len(named) == count - 1 else []
        if names and all(s.start < s.end for s in names):
            return [Span(span.start + s.start, span.start + s.end) for s in names]
    return None


def _joints_of_names(hidden: str, joints: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The joints that may part the names: all, those with 、, and those of the last noun phrases."""
    yield joints
    yield [joint for joint in joints if hidden[joint[0]] == "、"]
    for border in reversed(list(_BORDER.finditer(hidden))):
        yield [joint for joint in joints if joint[0] >= border.end()]


def parallel(text: str, span: Span) -> list[Span] | None:
    """The names that are joined in text[span], all of which get the same sum; None if there are none."""
    hidden = mask(text, span.start, span.end)
    head = max((m.end() for m in _AND_OTHERS.finditer(hidden)), default=0)
    count = len(_JOINT.findall(hidden[head:])) + 1
    return steps(text, Span(span.start + head, span.end), count) if 2 <= count <= _MOST else None


def _unbounded(text: str, found: list[Span]) -> list[Span]:
    """The steps without a bound that stands behind the last and holds for all: 1亿元、5亿元、10亿元以上."""
    last = found[-1]
    bound = _BOUND.search(text, last.start, last.end)
    if bound is None or any(_BOUNDS.search(text, span.start, span.end) for span in found[:-1]):
        return found
    return [*found[:-1], Span(last.start, bound.start())]


def _placed(text: str, span: Span, hidden: str, item: Span) -> Span:
    end = item.start + len(hidden[item.start : item.end].rstrip(HIDDEN))
    if text.startswith("“", span.start + end) and not hidden.endswith("级", 0, end):
        end = item.end  # the grade of an award with a name of its own: 省“友谊奖”
    return Span(span.start + item.start, span.start + end)


def _range(hidden: str, count: int) -> Span | None:
    for match in _RANGE.finditer(hidden):
        if int(match[2]) - int(match[1]) + 1 == count:
            return Span(*match.span())
    return None


def _prizes(hidden: str, count: int) -> list[Span] | None:
    """The signs of the grades in 一、二、三等奖, if they are as many."""
    for match in _PRIZES.finditer(hidden):
        start, end = match.span("span")
        if (end - start + 1) // 2 == count:
            return [Span(at, at + 1) for at in range(start, end, 2)]
    return None


def _alike(hidden: str, joints: list[tuple[int, int]], form: re.Pattern[str]) -> list[Span] | None:
    """The items around `joints`, each of the given form, or None."""
    items = [first for first in [_ending_at(hidden, joints[0][0], form)] if first]
    for (_, start), (end, _) in pairwise(joints):
        if form is _NUMBER and not hidden[start].isdigit():
            return None
        if form.fullmatch(hidden, start, end) is None:
            return None
        items.append(Span(start, end))
    last = form.match(hidden, joints[-1][1])
    if last is None or last.end() == last.start():
        return None
    items.append(Span(*last.span()))
    return items if len(items) == len(joints) + 1 else None


def _goes_on(
    hidden: str, joints: list[tuple[int, int]], first: int, count: int, form: re.Pattern[str]
) -> bool:
    """Whether the list of alike items is longer than `count`, before the joint `first` or behind."""
    longer = [joints[first : first + count]]
    if first > 0:
        longer.append(joints[first - 1 : first + count - 1])
    return any(len(more) == count and _alike(hidden, more, form) is not None for more in longer)


def _ending_at(hidden: str, end: int, form: re.Pattern[str]) -> Span | None:
    """The longest item of the form that ends there."""
    for start in range(max(0, end - _LONGEST), end):
        inside = (
            hidden[start].isdigit() and start and (hidden[start - 1].isdigit() or hidden[start - 1] == ".")
        )
        if not inside and form.fullmatch(hidden, start, end):
            return Span(start, end)
    return None


def _names(hidden: str, joints: list[tuple[int, int]]) -> list[Span]:
    borders = [0, *(edge for joint in joints for edge in joint), len(hidden)]
    items = [Span(s, e) for s, e in zip(borders[::2], borders[1::2], strict=True)]
    leads = [m.end() for m in _LEADS.finditer(hidden, 0, items[0].end) if m.end() < items[0].end]
    if leads:
        items[0] = Span(leads[-1], items[0].end)
    last = items[-1]
    stop = _ENDS.search(hidden, last.start + 1)
    grade = _LEVEL.match(hidden, last.start)
    before = _ending_at(hidden, items[-2].end, _LEVEL)
    joined = before is not None and hidden[items[-2].start : before.start].endswith(("和", "及", "与"))
    if grade is not None and before is not None and not joined:
        items[-1] = Span(*grade.span())
    elif (end := _ends_alike(hidden, items[-2], last)) is not None:
        items[-1] = Span(last.start, end)
    elif stop is not None:
        items[-1] = Span(last.start, stop.start())
    counts = [_HOW_MANY.search(hidden, s.start, s.end) for s in items]
    return [Span(s.start, count.start()) if count else s for s, count in zip(items, counts, strict=True)]


def _ends_alike(hidden: str, before: Span, last: Span) -> int | None:
    """Where the last name ends that ends like the one before it: 部优、省优产品; None if it doesn't."""
    for length in (2, 1):
        ending = hidden[before.end - length : before.end]
        if before.end - before.start > length and not ending.isdigit() and HIDDEN not in ending:
            at = hidden.find(ending, last.start + 1, last.end)
            if at >= 0 and (length > 1 or at + 1 - last.start == before.end - before.start):
                return at + length
    return None
