"""Spreading out 分别: the steps of a condition, one for each sum or rate of a list."""

from __future__ import annotations

import re

from pipeline.link.phrases import mask
from pipeline.mentions import Span

_JOINT = re.compile("、|和|以及|及(?!以)|与|或者?|，(?:以及|及|和|或)")
_AMOUNT = (
    r"[\d.]+(?:[-—~至][\d.]+)?[十百千]?[万亿]?\0{0,20}(?:元|美元|家|人次?|户|个|项|件|亩|吨|平方米|[%‰]|批次|床位?|张|年|岁|级|星|[A-Z]|[^\d，。；、和及与的]{1,3})?"
    r"\0{0,20}(?:及?以上|及?以下|以内|之间)?\0{0,20}"
)
_NUMBER = re.compile(rf"{_AMOUNT}(?:[至到—~-]{{1,2}}{_AMOUNT})?")
_LEVEL = re.compile(
    r"(?:世界|国际|国家|全国|中国|部|省部?|自治区|市|区县?|县|乡镇?|镇|村)(?:级|性)?(?:及?以上|标准)?\0{0,40}"
    r"|[高中初](?:级|等)|[金银铜]奖|[冠亚季]军"
    r"|[\dA-F一二三四五六特甲乙丙]{1,2}(?:星级|等奖|类人才|级|类|等|档|星|[A-Z](?![A-Za-z])级?)?"
)
_RANGE = re.compile(r"([1-9])[-—~至]([1-9])[A\w]?[星级类档A]{1,2}")
_AND_OTHERS = re.compile(r"等(?![级次奖])[^，、和及]{0,6}")
_ENDS = re.compile("[的，每]|[两二三四五六七八九]个")
_LEADS = re.compile(
    r".*(?:，(?:其中)?|根据|按照?|认定为|评定为|评为|获评|获得|获批|取得|列入|入选|纳入|晋升为|升级为|成为|通过|达到|创建|新建|建设|建成|引进|制定|完成|购置|认定|评定|对|首次|新|为|在|到|赴|是)(?:的)?"
)


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
    joints = [(m.start(), m.end()) for m in _JOINT.finditer(hidden)]
    for form in (_NUMBER, _LEVEL):
        for first in range(len(joints) - count + 2):
            found = _alike(hidden, joints[first : first + count - 1], form)
            if found and not _goes_on(hidden, joints, first, count, form):
                return [_placed(span, hidden, s) for s in found]
    for named in (joints, [joint for joint in joints if hidden[joint[0]] == "、"]):
        if len(named) == count - 1:
            return [Span(span.start + s.start, span.start + s.end) for s in _names(hidden, named)]
    return None


def parallel(text: str, span: Span) -> list[Span] | None:
    """The names that are joined in text[span], all of which get the same sum; None if there are none."""
    hidden = mask(text, span.start, span.end)
    head = max((m.end() for m in _AND_OTHERS.finditer(hidden)), default=0)
    count = len(_JOINT.findall(hidden[head:])) + 1
    return steps(text, Span(span.start + head, span.end), count) if 2 <= count <= 6 else None


def _placed(span: Span, hidden: str, item: Span) -> Span:
    end = item.start + len(hidden[item.start : item.end].rstrip("\0"))
    return Span(span.start + item.start, span.start + end)


def _range(hidden: str, count: int) -> Span | None:
    for match in _RANGE.finditer(hidden):
        if int(match[2]) - int(match[1]) + 1 == count:
            return Span(*match.span())
    return None


def _alike(hidden: str, joints: list[tuple[int, int]], form: re.Pattern[str]) -> list[Span] | None:
    """The items around `joints`, each of the given form, or None."""
    items = [first for first in [_ending_at(hidden, joints[0][0], form)] if first]
    for (_, start), (end, _) in zip(joints, joints[1:], strict=False):
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
    """Whether the list of alike items is longer than `count`."""
    more = joints[first : first + count]
    return len(more) == count and _alike(hidden, more, form) is not None


def _ending_at(hidden: str, end: int, form: re.Pattern[str]) -> Span | None:
    """The longest item of the form that ends there."""
    for start in range(max(0, end - 30), end):
        inside = (
            hidden[start].isdigit() and start and (hidden[start - 1].isdigit() or hidden[start - 1] == ".")
        )
        if not inside and form.fullmatch(hidden, start, end):
            return Span(start, end)
    return None


def _names(hidden: str, joints: list[tuple[int, int]]) -> list[Span]:
    borders = [0, *(edge for joint in joints for edge in joint), len(hidden)]
    items = [Span(s, e) for s, e in zip(borders[::2], borders[1::2], strict=True)]
    lead = _LEADS.match(hidden, 0, items[0].end - 1)
    if lead is not None:
        items[0] = Span(lead.end(), items[0].end)
    last = items[-1]
    stop = _ENDS.search(hidden, last.start + 1)
    grade = _LEVEL.match(hidden, last.start)
    if grade is not None and _ending_at(hidden, items[-2].end, _LEVEL) is not None:
        items[-1] = Span(*grade.span())
    elif stop is not None:
        items[-1] = Span(last.start, stop.start())
    return items
