"""Quotation marks that were typed straight or the wrong way round, paired."""

from __future__ import annotations

import re
from itertools import cycle

_WRONG = re.compile(r'"|“[^“”\n。]*“|”[^“”\n。]*”')
_STRETCH = re.compile(r"[^\n。]*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def pair(text: str) -> str:
    """The text, of the same length, with “ and ” in turn wherever a sentence's marks are wrong but even.

    Marks of an uneven number are left: the other one may stand on the next line.
    """
    pieces: list[str] = []
    at = 0
    for match in _WRONG.finditer(text):
        if match.start() < at:
            continue
        start = max(text.rfind("\n", at, match.start()), text.rfind("。", at, match.start())) + 1
        stretch = _STRETCH.match(text, max(start, at))
        if stretch is None:
            continue
        pieces += (text[at : stretch.start()], _paired(stretch.group()))
        at = stretch.end()
    return "".join((*pieces, text[at:])) if pieces else text


def _paired(stretch: str) -> str:
    straight, opening, closing = (stretch.count(mark) for mark in '"“”')
    if (straight + opening + closing) % 2 or (not straight and opening == closing):
        return stretch
    if not _HAN.search(stretch):
        return stretch
    turn = cycle("“”")
    return "".join(next(turn) if char in '"“”' else char for char in stretch)
