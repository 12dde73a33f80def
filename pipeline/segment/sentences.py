"""Cutting a clause into sentences and sentences into parts."""

from __future__ import annotations

import re

from pipeline.mentions import Span

_MARKS = re.compile(r"[（）“”《》〔〕【】。！？\n]")
_ENDS = "。！？"
_PAIRS = {"）": "（", "”": "“", "》": "《", "〕": "〔", "】": "【"}
_CLOSERS = "）”》】’"
_PART = re.compile(r"[；;]")

# A bracket that is never closed, or much later, does not hold its sentence together.
_BRACKET_REACH = 300


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences of text[start:end], without the blanks around them. Never empty ones."""
    marks = [(m.start(), m.group()) for m in _MARKS.finditer(text, start, end)]
    closed_at = _bracket_ends(marks)
    found: list[Span] = []
    at, guarded = start, -1
    for offset, mark in marks:
        if mark == "\n":
            _add(found, text, at, offset)
            at, guarded = offset + 1, -1
        elif offset in closed_at:
            guarded = max(guarded, closed_at[offset])
        elif mark in _ENDS and offset >= at:
            stop = offset + 1
            while stop < end and text[stop] in _ENDS + _CLOSERS:
                stop += 1
            if stop > guarded:
                _add(found, text, at, stop)
                at = stop
    _add(found, text, at, end)
    return found


def parts(text: str, sentence: Span) -> list[Span]:
    """Pieces of a sentence between ； marks, each with its mark."""
    cuts = [m.end() for m in _PART.finditer(text, sentence.start, sentence.end)]
    found: list[Span] = []
    for start, end in zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True):
        _add(found, text, start, end)
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _bracket_ends(marks: list[tuple[int, str]]) -> dict[int, int]:
    """Where the bracket that opens at an offset closes, for pairs that are not too long."""
    ends: dict[int, int] = {}
    open_: dict[str, list[int]] = {opener: [] for opener in _PAIRS.values()}
    for offset, mark in marks:
        if mark == "\n":
            for offsets in open_.values():
                offsets.clear()
        elif mark in open_:
            open_[mark].append(offset)
        elif mark in _PAIRS and open_[_PAIRS[mark]]:
            start = open_[_PAIRS[mark]].pop()
            if offset - start <= _BRACKET_REACH:
                ends[start] = offset
    return ends
