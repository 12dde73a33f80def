"""Blanks inside a line: which stay, which go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.editmap import Change
from pipeline.normalize.fold import GONE
from pipeline.normalize.lines import PAUSES, Line, label_at

_RUN = re.compile(rf"[ \t{GONE}]+")
_TAB = 3
"""A tab sets words as far apart as so many blanks."""
_HAN = re.compile(r"[\u3400-\u9fff〇]")
_CLOSED = frozenset("”’》〕")
_BINDING = frozenset("+&×<>≤≥")
_CLOSING = frozenset("，。、；：！？）》”’】〕%‰")
_OPENING = frozenset("（《“‘【〔")
_SENTENCE_END = frozenset("。；：！？）》】]")
_MARKER_AHEAD = re.compile(
    r"(?:[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十\d]{1,4}）|\d{1,3}[.、](?!\d)"
    r"|第 ?[一二三四五六七八九十百\d]{1,5} ?[章节条]|[①-⑳]|附件|抄送)"
)
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d \-]{1,10}[章节编条]"
    r"|[一二三四五六七八九十]{1,4}、?|（[一二三四五六七八九十\d]{1,4}）"
    r"|\d{1,3}[.、]|\d{1,2}(?:\.\d{1,2}){1,3}|附件[一二三四五六七八九十\d]{0,3})$"
)
_DATE_AHEAD = re.compile(
    r"(?:\d{4}|[一二三四五六七八九〇]{4}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月"
    r" ?[\d一二三四五六七八九十]{1,3} ?日"
)
_SPREAD = re.compile(
    r"(?<![^ ])[\u3400-\u9fff〇](?: [\u3400-\u9fff〇]){2,40}(?![^ ])"
    r"|(?<![^ ])[\u3400-\u9fff] {1,20}[\u3400-\u9fff]$"
)
_SPLIT_ORDINAL = re.compile(
    r"第[ ]?\d[\d ]{0,6}[条章节款项]|〔 ?\d(?: ?\d){3} ?〕 ?(?:第 ?)?\d[\d ]{0,8}号"
    r"|\d(?: \d){3} ?年(?: ?\d[\d ]{0,3}月)?(?: ?\d[\d ]{0,3}日)?"
)
_SPLIT_DECIMAL = re.compile(r"\d [.]")
_LOST_BREAK = re.compile(
    r"[^ ] {1,20}(?:[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）|\d{1,2}[.、](?!\d)"
    r"|第[一二三四五六七八九十百]{1,4}条)"
)
_ISSUER_ENDS = frozenset("府厅室会局部院委署处办心")
_FLAT = ((300, 2), (80, 3))
"""A line is a whole document from so many characters and so many clauses after a blank on."""
_SHORT = 40
_SHORT_WRAPPED = 20


def changes(line: Line, *, wrapped: bool = False) -> Iterator[Change]:
    """The changes to a line's blanks and deleted characters, in offsets of the text.

    A line on which a whole document stands keeps its blanks between Chinese characters: they are all that is
    left of its paragraphs; two and more of them become a line feed.
    """
    text = line.text
    if not any(char in text for char in (" ", "\t", GONE)):
        return
    breaks = sum(1 for _ in _LOST_BREAK.finditer(text))
    flat = any(len(text) > size and breaks >= fewest for size, fewest in _FLAT)
    spread = {
        i for found in (_SPREAD, _SPLIT_ORDINAL) for m in found.finditer(text) for i in range(*m.span())
    }
    prose = len(text) > (_SHORT_WRAPPED if wrapped else _SHORT) or PAUSES.search(text) is not None
    for match in _RUN.finditer(text):
        start, end = match.span()
        blanks = match.group().count(" ") + _TAB * match.group().count("\t")
        if not blanks or (start in spread and end in spread):
            to = ""
        else:
            to = _kept(text, start, end, blanks, flat=flat, prose=prose)
        if to != match.group():
            yield Change(line.start + start, line.start + end, to)


def _kept(text: str, start: int, end: int, blanks: int, *, flat: bool, prose: bool) -> str:
    left, right = text[start - 1], text[end]
    space = "\n" if flat and blanks > 1 else " "
    if right in _CLOSING or left in _OPENING:
        return ""
    if label_at(text, end):
        return space
    if blanks == 1 and start > 1 and (left in _BINDING or right in _BINDING):
        return ""
    if start > 4 and left == "." and right.isdigit() and _SPLIT_DECIMAL.match(text, start - 3):
        return ""
    if left.isascii() and right.isascii():
        return "" if right in ".%," and left.isdigit() else space
    if left in "，、":
        return "" if blanks <= _TAB else space
    if left in _SENTENCE_END or right in _OPENING:
        return space if flat or blanks > 1 or _MARKER_AHEAD.match(text, end) or not prose else ""
    if left.isascii() or right.isascii():
        return _between_figure_and_word(text, start, end, blanks, space, flat=flat, prose=prose)
    if flat or not prose or blanks > 1:
        return space
    if _NUMBERED.search(text, max(0, start - 12), start) or not _HAN.match(right):
        return space
    return "" if left in _CLOSED or _HAN.match(left) else space


def _between_figure_and_word(
    text: str, start: int, end: int, blanks: int, space: str, *, flat: bool, prose: bool
) -> str:
    left = text[start - 1]
    if left in ".、-|*" or text[end] in "-|*#[" or left in "-]" or blanks > 2:
        return space
    if _MARKER_AHEAD.match(text, end) and not text[end - 1].isdigit() and (flat or left in _SENTENCE_END):
        return space
    if _opens(text, start):
        return space
    if left.isascii():
        return "" if left.isdigit() or (prose and not flat) or text[end] in "号条款项" else space
    if flat and text[end].isalpha():
        return space
    date = _DATE_AHEAD.match(text, end)
    return space if date and (flat or (date.end() == len(text) and left in _ISSUER_ENDS)) else ""


def _opens(text: str, start: int) -> bool:
    """Whether what stands before text[start] is the number that opens a line or a sentence."""
    found = _NUMBERED.search(text, max(0, start - 12), start)
    return found is not None and (found.start() == 0 or text[found.start() - 1] in "。；")
