"""Telling a clause's heading from its words."""

from __future__ import annotations

from pipeline.mentions import Span
from pipeline.rules import pattern

_LONGEST = 48


def find_heading(text: str, body: int, end: int, *, parent: bool) -> Span | None:
    """The heading of the clause with the words text[body:end], or None where it has none.

    A heading is its first line, or its first sentence where further text follows. `parent` says that
    the clause has sub-clauses.
    """
    while body < end and text[body].isspace():
        body += 1
    stop = pattern("headings", "heading.end").pattern.search(text, body, min(end, body + _LONGEST + 1))
    if stop is None:
        return Span(body, end) if parent and body < end <= body + _LONGEST else None
    heading = Span(body, stop.start())
    if heading.start == heading.end or pattern("headings", "heading.figure").pattern.search(
        text, heading.start, heading.end
    ):
        return None
    follows = _has_words(text, stop.end(), end)
    mark = stop.group()
    if mark in "。\n ":
        return heading if parent or follows else None
    if mark in "：:":
        return heading if parent and not follows else None
    return heading if mark in "（[【〔" else None


def _has_words(text: str, start: int, end: int) -> bool:
    while start < end and text[start].isspace():
        start += 1
    return start < end
