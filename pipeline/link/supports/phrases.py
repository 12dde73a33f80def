"""Pieces of a sentence: what stands between its commas, brackets counted as one."""

from __future__ import annotations

import re

from pipeline.mentions import Span
from pipeline.rules import pattern

AGENT = pattern("beneficiary", "beneficiary.agent").pattern
"""Ends with a noun for one who can get money: an enterprise, a person, a project, a place."""

HIDDEN = "\0"
"""Stands for every character between brackets in a masked text."""

_BRACKETS = re.compile(
    r"（[^（）]{0,200}(?:（[^（）]{0,60}）[^（）]{0,200}){0,3}）|〔[^〔〕]{0,100}〕|《[^《》]{0,80}》|“[^“”]{0,60}”"
)
_COMMA = re.compile("[，：]")
_EDGE = " ，、：；。\n"


def mask(text: str, start: int, end: int) -> str:
    """text[start:end], of the same length, with everything between a pair of brackets hidden."""
    return _BRACKETS.sub(lambda m: HIDDEN * len(m.group()), text[start:end])


def pieces(text: str, start: int, end: int) -> list[Span]:
    """What stands between the commas and colons of text[start:end]; commas in brackets don't count."""
    found: list[Span] = []
    at = start
    for match in _COMMA.finditer(mask(text, start, end)):
        found.append(Span(at, start + match.start()))
        at = start + match.end()
    found.append(Span(at, end))
    return [trimmed for span in found if (trimmed := _unremarked(text, trim(text, span))).start < trimmed.end]


def _unremarked(text: str, piece: Span) -> Span:
    """The piece without a bracket behind the 的 that closes a condition: 租用厂房的（不含仓库）."""
    if not text.startswith("）", piece.end - 1):
        return piece
    at = mask(text, piece.start, piece.end).rstrip(HIDDEN)
    return Span(piece.start, piece.start + len(at)) if at.endswith("的") else piece


def trim(text: str, span: Span, extra: str = "") -> Span:
    """The span without blanks and punctuation at its ends, nor `extra` characters at its right end."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + extra:
        end -= 1
    return Span(start, end)


def brackets(text: str, start: int, end: int) -> list[Span]:
    """The insides of the outermost round brackets in text[start:end], in order."""
    return [
        Span(m.start() + 1, m.end() - 1)
        for m in _BRACKETS.finditer(text, start, end)
        if text[m.start()] == "（"
    ]
