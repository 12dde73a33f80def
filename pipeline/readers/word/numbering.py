"""Automatic numbers: what Word prints before a paragraph of a list, counted as it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.readers.numerals import numeral
from pipeline.readers.word.parts import MC, W, is_on, number, value
from pipeline.readers.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_OWN_GAP = "、）)．：:"
"""Behind these marks no blank is needed to set a number off."""


class _Level(NamedTuple):
    """A level of a list: from where it counts, in which style, and how the number is printed."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    gap: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass
class _List:
    """A list as a paragraph names it: its levels, whose counters it shares, where it begins anew."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]

    def start(self, depth: int) -> int:
        """From where a level counts."""
        return self.starts.get(depth, self.levels.get(depth, _Level()).start)


class Numbering:
    """Counts through a document. `label` has to be called for every numbered paragraph in their order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str | None, Element] = {}
        self._nums: dict[str | None, Element] = {}
        if part is not None:
            self._abstract = {value(a, "abstractNumId"): a for a in part.findall(W + "abstractNum")}
            self._nums = {value(n, "numId"): n for n in part.findall(W + "num")}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph, with the blank behind it; "" where it has none."""
        place = self._place(properties)
        if place is None:
            return ""
        name, depth = place
        if name not in self._lists:
            self._lists[name] = self._list(name)
        found = self._lists[name]
        if found is None or depth not in found.levels:
            return ""
        counts = self._count(found, name, depth)
        level = found.levels[depth]
        if level.style == "bullet":
            mark = level.text.strip()
            return (mark if mark and not "\ue000" <= mark[0] <= "\uf8ff" else _BULLET) + " "

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at, _Level())
            style = "decimal" if level.legal and other.style != "decimalZero" else other.style
            count = counts[at]
            return numeral(found.start(at) if count is None else count, style)

        text = _PLACE.sub(printed, level.text)
        return text + ("" if not text or text[-1] in _OWN_GAP else level.gap)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """Which list and level a paragraph is in, by itself or by its style."""
        if properties is None:
            style = None
        else:
            style = value(properties.find(W + "pStyle"))
            own = properties.find(W + "numPr")
            if own is not None and own.find(W + "numId") is not None:
                name = value(own.find(W + "numId")) or "0"
                return None if name == "0" else (name, self._depth(value(own.find(W + "ilvl"))))
        own_depth = None if properties is None else value(properties.find(f"{W}numPr/{W}ilvl"))
        for id, each in self._styles.chain(style):
            told = each.find(f"{W}pPr/{W}numPr")
            if told is None or told.find(W + "numId") is None:
                continue
            name = value(told.find(W + "numId")) or "0"
            if name == "0":
                return None
            depth = own_depth or value(told.find(W + "ilvl"))
            return name, self._depth(depth) if depth else self._depth_of_style(name, id)
        return None

    def _depth(self, text: str | None) -> int:
        return min(max(number(text), 0), _LEVELS - 1)

    def _depth_of_style(self, name: str, style: str) -> int:
        """The level that a list links with a style."""
        abstract = self._abstract_of(self._nums.get(name))
        for level in [] if abstract is None else abstract.findall(W + "lvl"):
            if value(level.find(W + "pStyle")) == style:
                return self._depth(value(level, "ilvl"))
        return 0

    def _abstract_of(self, num: Element | None) -> Element | None:
        """The definition of a list; one that names a style of lists is where that style's list is defined."""
        for _ in range(4):
            if num is None:
                return None
            abstract = self._abstract.get(value(num.find(W + "abstractNumId")))
            link = None if abstract is None else value(abstract.find(W + "numStyleLink"))
            if link is None:
                return abstract
            chain = self._styles.chain(link)
            told = chain[0][1].find(f"{W}pPr/{W}numPr/{W}numId") if chain else None
            num = self._nums.get(value(told))
        return None

    def _list(self, name: str) -> _List | None:
        num = self._nums.get(name)
        abstract = self._abstract_of(num)
        if num is None or abstract is None:
            return None
        levels = {number(value(level, "ilvl")): _level(level) for level in abstract.findall(W + "lvl")}
        starts: dict[int, int] = {}
        for override in num.findall(W + "lvlOverride"):
            depth = number(value(override, "ilvl"))
            own = override.find(W + "lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[depth] = number(value(start), 1)
        return _List(value(abstract, "abstractNumId") or "", levels, starts)

    def _count(self, found: _List, name: str, depth: int) -> list[int | None]:
        counts = self._counts.setdefault(found.counters, [None] * _LEVELS)
        if depth in found.starts and (name, depth) not in self._begun:
            self._begun.add((name, depth))
            counts[depth] = None
        before = counts[depth]
        counts[depth] = found.start(depth) if before is None else before + 1
        for at in range(depth + 1, _LEVELS):
            restart = found.levels.get(at, _Level()).restart
            if restart is None or (restart != 0 and depth < restart):
                counts[at] = None
        return counts


def _level(level: Element) -> _Level:
    style = level.find(W + "numFmt")
    if style is None:
        style = level.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    restart = level.find(W + "lvlRestart")
    return _Level(
        start=number(value(level.find(W + "start")), 1 if level.find(W + "start") is not None else 0),
        style=value(style) or "decimal",
        text=value(level.find(W + "lvlText")) or "",
        gap="" if value(level.find(W + "suff")) == "nothing" else " ",
        legal=bool(is_on(level.find(W + "isLgl"))),
        restart=None if restart is None else number(value(restart)),
    )
