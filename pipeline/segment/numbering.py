"""Where a clause's number may stand: candidates of every style, in the order of the text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import IntEnum

from pipeline.rules.loader import PatternRule, patterns
from pipeline.values.numerals import parse_numeral

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# What a number can begin with, after what can stand before it; the text's start is tried besides.
_ANCHOR = re.compile(
    r"[\n 。；：！？）\]】”](?=[第（\d一二三四五六七八九十附壹贰叁肆伍陆柒捌玖拾①-⑳参甲乙丙丁戊己庚辛壬癸])"
)
_SPACE = re.compile(r" *")


class Place(IntEnum):
    """How much speaks for a number where it stands."""

    TIGHT = 0
    """Behind a mark, without a blank."""
    BLANK = 1
    """Behind a blank, which may stand for a lost line break."""
    LINE = 2
    """At the start of a paragraph."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number that may open a clause.

    `value` is what it counts; `sub` the 1 of 第7-1条; `prefix` the 7 of 7.1; `body` is where its words begin.
    """

    start: int
    body: int
    number: str
    style: str
    value: int
    sub: int
    prefix: str
    place: Place
    titled: bool


@functools.cache
def _styles() -> dict[str, list[PatternRule]]:
    """The numbering patterns by the character that they begin with."""
    by_first: dict[str, list[PatternRule]] = {}
    firsts = {
        "chapter": "第",
        "section": "第",
        "article": "第",
        "capital": "壹贰叁参肆伍陆柒捌玖拾",
        "stem": _STEMS,
        "cn": "一二三四五六七八九十",
        "cn-bracket": "（",
        "digit-bracket": "（",
        "circle": _CIRCLES,
        "digit": "0123456789",
        "digit-half": "0123456789",
        "decimal": "0123456789",
        "annex": "附",
    }
    for rule in patterns("numbering"):
        for first in firsts.get(rule.gives.get("style", ""), ""):
            by_first.setdefault(first, []).append(rule)
    return by_first


def find_markers(text: str) -> list[Marker]:
    """Every number that may open a clause, in order."""
    positions = [m.end() for m in _ANCHOR.finditer(text)]
    if text and not text[0].isspace():
        positions.insert(0, 0)
    found = (_marker(text, position) for position in positions)
    return [marker for marker in found if marker is not None]


def _marker(text: str, start: int) -> Marker | None:
    for rule in _styles().get(text[start], ()):
        match = rule.pattern.match(text, start)
        if match is None:
            continue
        groups = match.groupdict()
        printed = groups.get("value") or groups.get("titled")
        value = _value(printed) if printed else 0
        if value is None:
            continue
        sub = next((groups[name] for name in ("sub", "sub2", "sub3") if groups.get(name)), None)
        prefix = groups.get("prefix") or ""
        printed_depth = prefix.count(".") + 2 if prefix else 1
        before = text[start - 1] if start else "\n"
        space = _SPACE.match(text, match.end())
        return Marker(
            start=start,
            body=space.end() if space else match.end(),
            number=match.group().rstrip("、.：: "),
            style=f"decimal-{printed_depth}" if printed_depth > 1 else rule.gives["style"],
            value=value,
            sub=int(_value(sub) or 0) if sub else 0,
            prefix=prefix,
            place=Place.LINE if before == "\n" else Place.BLANK if before == " " else Place.TIGHT,
            titled=bool(groups.get("titled")),
        )
    return None


def _value(printed: str) -> int | None:
    for row in (_STEMS, _CIRCLES):
        if printed in row:
            return row.index(printed) + 1
    value = parse_numeral(printed.replace("参", "叁"))
    return int(value) if value is not None and 0 < value < 1000 else None
