"""The items of a list of units: where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.mentions import Span, Why
from pipeline.recognize.bodies import Home, full_name
from pipeline.recognize.names import groups, is_body
from pipeline.types import UnitRole


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit in a list. `head` says that it stands first in a list that gives no lead."""

    span: Span
    role: UnitRole
    why: Why
    head: bool


OPEN, CLOSE = "([（〔【〈<", ")]）〕】〉>"
_PAIR = dict(zip(OPEN, CLOSE, strict=True))
_SEPARATOR = re.compile(r"[、，,；;/\s　:：.]+")
_LEVELS = re.compile(r"[(（〔][省市州县区旗乡镇街道园设辖直管、,，和及]{1,12}[)）〕]")
_LEADING = re.compile(r"^(?:以及|会同|联合|等|及其|及|和|与|由|请)+(?=.{2})")
_TRAILING = re.compile(
    r"(?:等(?:(?:相关|有关)?(?:部门|单位))?|为|按照?(?:各自)?职责(?:分工)?(?:负责|落实)?|负责|单独)$"
)
_AND_OTHERS = re.compile(r"等(?:和|及|与)?(?=各?(?:其他|有关|相关)|各)")
_AND = re.compile(r"(?:以及|会同|和|及|与|或)")
_LOST_COMMA = re.compile(r"(?<=[局厅委办部院会署府])(?=[省市区县州旗盟团各])")
_PLACE_END = re.compile(r"[省市州县区旗镇乡]$|街道$")
_GOVERNMENT_END = re.compile(r"(?:政府|管委会|办事处|财政|部门)$")
_SENTENCE_WORDS = re.compile(r"下同|含|以下|适用|范围|列[首第]|另有|不再|联系|电话|[。！？“”《》%\d]")
_MAX_ITEM = 40


def split_items(text: str, start: int, end: int, home: Home) -> list[Span]:
    """The names in text[start:end]; a head shared by several levels (各市、县人民政府) keeps its commas."""
    shared = [(a, b) for a, b in groups(text[start:end]) if _SEPARATOR.search(text, start + a, start + b)]
    pieces: list[Span] = []
    begin = start
    for stop, following in _cuts(text, start, end, [(start + a, start + b) for a, b in shared]):
        pieces += _pieces(text, begin, stop, home)
        begin = following
    pieces += _pieces(text, begin, end, home)
    return pieces


def _cuts(text: str, start: int, end: int, shared: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Separators of a list outside brackets and shared heads, as (where it begins, where it ends)."""
    closed = start
    for match in _SEPARATOR.finditer(text, start, end):
        if match.start() < closed or any(a < match.start() < b for a, b in shared):
            continue
        opened = next((i for i in range(closed, match.start()) if text[i] in OPEN), None)
        if opened is not None:
            close = text.find(_PAIR[text[opened]], opened, end)
            closed = close + 1 if close >= 0 else closed
            if match.start() < closed:
                continue
        yield match.span()
        closed = max(closed, match.end())


def _pieces(text: str, start: int, end: int, home: Home) -> Iterator[Span]:
    """The one name of a list item, or the several that its separator does not part."""
    start, end = _trim(text, start, end)
    if end - start < 2 or end - start > _MAX_ITEM or _SENTENCE_WORDS.search(text, start, end):
        return
    name = text[start:end]
    for cutter in (_AND_OTHERS, _AND, _LOST_COMMA):
        for match in cutter.finditer(name):
            left, right = name[: match.start()], name[match.end() :]
            if cutter is _AND_OTHERS and full_name(left, home) is None:
                continue
            if _two_bodies(left, right, home):
                yield from _pieces(text, start, start + match.start(), home)
                yield from _pieces(text, start + match.end(), end, home)
                return
    yield Span(start, end)


def _two_bodies(left: str, right: str, home: Home) -> bool:
    if _PLACE_END.search(left) and _GOVERNMENT_END.search(right):
        return False  # 园区和示范区管委会: the places share the head
    return len(left) > 2 and len(right) > 2 and is_body(left, home) and is_body(right, home)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The item without conjunctions, 等 and a bracket that explains the name."""
    while start < end and text[start] in " 　\n:：、，,":
        start += 1
    leading = _LEADING.match(text[start:end])
    if leading:
        start += leading.end()
    for offset in range(start, end):
        if text[offset] in OPEN and not _LEVELS.match(text, offset, end):
            end = offset
            break
        if text[offset] in CLOSE and not _LEVELS.search(text, start, offset + 1):
            end = offset
            break
    while True:
        trailing = _TRAILING.search(text, start, end)
        if trailing is None or trailing.start() <= start or trailing.end() != end:
            break
        end = trailing.start()
    while end > start and text[end - 1] in " 　\n:：、，,；;":
        end -= 1
    return start, end
