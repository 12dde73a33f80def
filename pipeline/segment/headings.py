"""Telling a clause's heading from its words."""

from __future__ import annotations

import re

from pipeline.mentions import Span

_LONGEST = 48
_STOP = re.compile(
    r"[。；：:！？\n ]|（(?=[^（）\n]{0,6}(?:牵头|责任|配合|负责|主管|分工|主办|参与|实施)[^（）\n]{0,8}[：:])|[\[【〔](?=[^\]】〕\n]{0,10}[：:])"
)
_FIGURE = re.compile(r"[0-9.]+ ?(?:[万亿]?元|%)|新台币")


def find_heading(text: str, body: int, end: int, *, parent: bool) -> Span | None:
    """The heading of the clause with the words text[body:end], or None where it has none.

    A heading is its first line, or its first sentence where further text follows. `parent` says that
    the clause has sub-clauses.
    """
    while body < end and text[body].isspace():
        body += 1
    stop = _STOP.search(text, body, min(end, body + _LONGEST + 1))
    if stop is None:
        return Span(body, end) if parent and body < end <= body + _LONGEST else None
    if stop.start() == body or _FIGURE.search(text, body, stop.start()):
        return None
    follows = text[stop.end() : end].strip()
    mark = stop.group()
    if mark in ("。", "\n", " ", "：", ":"):
        whole = parent or bool(follows)
        if mark in ("：", ":"):
            whole = parent and not follows
        return Span(body, stop.start()) if whole else None
    return Span(body, stop.start()) if mark in "（[【〔" else None
