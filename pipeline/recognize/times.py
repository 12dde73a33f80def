"""Finding expressions of time: at a numeral with a word of time, at a word of time, at an event."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.mentions import Span, Time, Why
from pipeline.rules.loader import PatternRule, patterns, table
from pipeline.values.lengths import read_length
from pipeline.values.periods import read_period

_NUMERAL = re.compile(
    r"[0-9〇一二三四五六七八九十百两半]"
    r"(?:[0-9〇○零O一二三四五六七八九十百两.、和至到第～~—–\-/ ]|个|多){0,12}?"
    r"(?:年|月|日|天|周|季|星期|小时|工作日|工作天|营业日|自然日|交易日|日历天|学期|学年|五[”\"’']|五时|五期|五末|五初|五收|五开)"
    r"|(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|\d{4})(?!\d)"
    r"|首年|首个年度"
)
_LEAD = re.compile(  # words before the numeral that belong to the expression
    r"(?:连 ?续|最近|近|(?<![一-龥])[前后]|(?<=年)前|未来|今后|过去的?|(?<!龙)头|这|提前|第|首|每隔?|逐"
    r"|[“‘\"']|[今明本] ?|(?:中华)?民国 ?)\Z"
)
_EDGE = re.compile(r"(?:(?:(?<=年)年)?[底末初])?(?:之前|以前|之后|以后|前|后|起|止|内)?\Z")
_EVENT_REACH = 60
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY_OF_YEAR = rf"{_SMALL}月(?:份|[上中下]旬|第[一二三四]个?(?:星期|周)[一二三四五六日]?|{_SMALL}[日号])?"
_LIMIT = r"[底末初]?(?:之前|以前|前|起)?"
_WORD_DAY = re.compile(
    rf" ?(?:{_DAY_OF_YEAR}(?:(?:[、及和]|[—–\-~～]{{1,2}}|至|到){_DAY_OF_YEAR}){{0,3}}{_LIMIT}"
    rf"|(?:第?[一二三四1-4](?:[、及和第一二三四1-4]{{1,6}})?季度|[上下]半年|年?[底末]|年初){_LIMIT})"
)
_AFTER_ITS_END = rf"(?:终了|结束)后{_SMALL}个?(?:工作)?[日天]内"
_DAY_OF_MONTH = re.compile(rf"{_AFTER_ITS_END}|{_SMALL}[日号](?:之前|以前|前|以?内)|月?[底末](?:之前|前)?|起")
_DAY_OF_QUARTER = re.compile(
    rf"{_AFTER_ITS_END}|(?:[首末]月|第[一二三]个?月)(?:{_SMALL}[日号])?{_LIMIT}|[末初](?:之前|前)?"
)
_SUFFIX = re.compile(
    rf"(?<=年)(?:{_SMALL}月?[—–\-~～至到]{{1,2}})?{_DAY_OF_YEAR}{_LIMIT}|(?<=[年度])同期"
    r"|(?:[上下]半年|第?[一二三四1-4]季度)?(?:[底末]|初(?!步|期|级|次))?(?:之前|以前|以来|以内|前|起|内|止)?"
)
_DAY_OF_WEEK = re.compile(r"[一二三四五六日](?:之前|以前|前|内)?")
_FOLLOWS = {
    "每年": _WORD_DAY,
    "每年度": _WORD_DAY,
    "每月": _DAY_OF_MONTH,
    "每季度": _DAY_OF_QUARTER,
    "每季": _DAY_OF_QUARTER,
    "每周": _DAY_OF_WEEK,
}
_NOTHING = re.compile("")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules sorted by how they are reached: at a numeral, at an anchor, at a word of the list."""

    numeral: tuple[PatternRule, ...]
    anchored: dict[str, list[PatternRule]]
    words: dict[str, str]
    scan: AhoCorasick
    needles: tuple[str, ...]


@functools.cache
def _rules() -> _Rules:
    rules = patterns("times")
    anchored: dict[str, list[PatternRule]] = {}
    for rule in rules:
        for anchor in rule.gives.get("anchors", ()):
            anchored.setdefault(anchor, []).append(rule)
    words = {row["word"]: row["kind"] for row in table("time_words")}
    needles = tuple(dict.fromkeys((*anchored, *words)))
    return _Rules(
        numeral=tuple(rule for rule in rules if "anchors" not in rule.gives),
        anchored=anchored,
        words=words,
        scan=AhoCorasick(needles, matchkind=MatchKind.LeftmostLongest),
        needles=needles,
    )


def recognize(text: str) -> tuple[Time, ...]:
    """All expressions of time in a normalised text, in order, not overlapping."""
    found = sorted(
        [*_at_numerals(text), *_at_words(text)], key=lambda time: (time.span.start, -time.span.end)
    )
    kept: list[Time] = []
    for time in found:
        if not kept or time.span.start >= kept[-1].span.end:
            kept.append(time)
        elif time.span.end - time.span.start > kept[-1].span.end - kept[-1].span.start:
            kept[-1] = time
    return tuple(time for time in kept if time.kind != "none")


def _at_numerals(text: str) -> Iterator[Time]:
    position = 0
    rules = _rules().numeral
    while (site := _NUMERAL.search(text, position)) is not None:
        position = site.start() + 1
        lead = _LEAD.search(text, max(0, site.start() - 5), site.start())
        for start in ([lead.start()] if lead else []) + [site.start()]:
            time = _first(rules, text, start)
            if time is not None:
                yield time
                position = time.span.end
                break
        else:
            while position < site.end() and text[position - 1] in "0123456789." and text[position].isdigit():
                position += 1


def _first(rules: tuple[PatternRule, ...], text: str, start: int) -> Time | None:
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is not None:
            return _time(text, match.start(), match.end(), rule.gives["kind"], rule.id, rule.confidence)
    return None


def _at_words(text: str) -> Iterator[Time]:
    rules = _rules()
    for index, start, end in rules.scan.find_matches_as_indexes(text):
        needle = rules.needles[index]
        for rule in rules.anchored.get(needle, ()):
            left = max(0, start - int(rule.gives["reach"]))
            match = rule.pattern.search(text, left, start + _EVENT_REACH)
            if match is not None:
                group = "span" if "span" in match.re.groupindex else 0
                yield _time(text, *match.span(group), rule.gives["kind"], rule.id, rule.confidence)
        if needle not in rules.words:
            continue
        kind = rules.words[needle]
        follow = _follow(needle, kind).match(text, end)
        yield _time(text, start, follow.end() if follow else end, kind, f"time.word.{kind}", 0.93)


def _follow(word: str, kind: str) -> re.Pattern[str]:
    """What may belong to a word of time behind it: 每年6月底前, 今年2月底前, 去年同期."""
    if kind == "recurrence":
        return _FOLLOWS.get(word, _NOTHING)
    return _DAY_OF_MONTH if word in {"次月", "当月", "本月"} else _SUFFIX


def _time(text: str, start: int, end: int, kind: str, rule: str, confidence: float) -> Time:
    said = text[start:end].rstrip()
    edge = _EDGE.search(said)
    bare = said[: edge.start()] if edge else said
    period = (
        read_period(bare, republic=True)
        if kind not in {"length", "recurrence", "relative", "event"}
        else None
    )
    length = read_length(said) if kind == "length" else None
    return Time(
        span=Span(start, start + len(said)),
        kind=kind,
        start=period.start if period else None,
        end=period.end if period else None,
        years=length.years if length else 0,
        months=length.months if length else 0,
        days=length.days if length else 0,
        edge=edge.group() or None if edge else None,
        why=Why(rule, confidence),
    )
