"""Where the closing part without a number begins: 施行日期, 解释权, 落款, 附件 list, 抄送, 印发."""

from __future__ import annotations

import re

from pipeline.rules.loader import patterns

# A piece begins at a line's start or behind a blank, where line breaks are lost.
_PIECE = re.compile(r"(?:(?<=\n)|(?<=[^\x00-\x7f] )|(?<=\] ))(?=\S)")
_ENDED = "\n。）！；”]"
_DATE_LINE = re.compile(
    r"（?(?P<name>[^\s，。；：、！？《》\d（）]{2,30})?"
    r"(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[一二〇○零九八]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
    r"(?:印发)?）?(?=\n|\Z| )"
)
_NAME_LINE = re.compile(
    r"(?:中共|中华|国|全)?[^\s，。；：、！？《》\d（）]{2,40}(?:（?(?:代章|印章?|章)）?)?"
)
_LAST = 4_000


def find_closing(text: str, body: int, end: int, *, articles: bool, final: bool) -> int | None:
    """Start of the closing part inside the last clause's words text[body:end], or None.

    `articles` says that the clause is an article, whose paragraphs belong to it whatever they say;
    `final` that no further clauses follow.
    """
    pieces = [m.start() for m in _PIECE.finditer(text, max(body, end - _LAST), end)]
    signature = _signature(text, pieces, body, end)
    if not final:
        return signature
    for start in pieces:
        if signature is not None and start >= signature:
            break
        if text[max(0, start - 2) : start].rstrip(" ")[-1:] not in _ENDED or not _has_words(
            text, body, start
        ):
            continue
        kind = _kind(text, start, end)
        if kind is not None and not (articles and kind == "text"):
            return start
    return signature


def _kind(text: str, start: int, end: int) -> str | None:
    for rule in patterns("closing"):
        if rule.pattern.match(text, start, end):
            return str(rule.gives["closing"])
    return None


def _has_words(text: str, body: int, start: int) -> bool:
    """Whether the clause says something before `start`: more than its bare heading."""
    last = start - 1
    while last > body and text[last].isspace():
        last -= 1
    return text[last] in _ENDED or text.find("\n", body, last) >= 0


def _signature(text: str, starts: list[int], body: int, end: int) -> int | None:
    """Start of the issuers' names above a date that stands on a line of its own."""
    last = len(text.rstrip())
    for n, start in enumerate(starts):
        dated = _DATE_LINE.match(text, start, end)
        if dated is None:
            continue
        if dated["name"]:
            return start
        first = n
        while first and _is_name(text, starts[first - 1], starts[first]):
            first -= 1
        if (first < n or dated.end() >= last) and starts[first] > body:
            return starts[first]
    return None


def _is_name(text: str, start: int, end: int) -> bool:
    return bool(_NAME_LINE.fullmatch(text, start, start + len(text[start:end].rstrip())))
