"""The document's own number, and the documents that it repeals."""

from __future__ import annotations

import re

from pipeline.link.metadata.pieces import Frame
from pipeline.rules import pattern

# Between the documents that one verb repeals, and before it, stands little.
_APART = 16
_STOPS = re.compile(r"[。；]|按|依据|根据")


def find_number(frame: Frame) -> str | None:
    """The 发文字号 as printed, without blanks: alone in a piece of the head, or behind a label."""
    for id in ("metadata.number", "metadata.number.announcement"):
        printed = pattern("metadata", id).pattern
        for i, piece in enumerate(frame.head):
            if printed.fullmatch(piece.text.replace(" ", "").strip("（）()")):
                start = _joint(frame, i) if id == "metadata.number.announcement" else piece.start
                return _spelt(frame, start, piece.end).strip("（）()")
    labelled = next(pattern("metadata", "metadata.number.labelled").find(frame.head_text), None)
    if labelled:
        return _spelt(frame, *labelled.span("span"))
    promulgated = pattern("metadata", "metadata.number.promulgated").pattern
    for piece in frame.head:
        if match := promulgated.match(piece.text):
            return str(match["span"]).replace(" ", "")
    order = pattern("metadata", "metadata.number.order").pattern
    for i, piece in enumerate(frame.head):
        following = frame.head[i + 1].text if i + 1 < len(frame.head) else ""
        for text in (piece.text, piece.text + following):
            if order.match(text):
                return "".join(c for c in text if c not in "（） \n")
    return None


def _joint(frame: Frame, i: int) -> int:
    """Where the number of an announcement begins: with all who issue it, on the same line."""
    first = frame.head[i]
    while i and not first.text[0].isdigit():
        before = frame.head[i - 1]
        apart = frame.text[before.end : first.start]
        if "\n" in apart or not pattern("metadata", "metadata.name").pattern.match(before.text):
            break
        first, i = before, i - 1
    return first.start


def find_repeals(frame: Frame, number: str | None) -> list[str]:
    """Numbers, else titles, of the documents that this one repeals."""
    found: list[str] = []
    verb, cited = pattern("metadata", "metadata.repeals"), pattern("metadata", "metadata.cited")
    for sentence in frame.outline.sentences:
        if not frame.is_near(sentence.start):
            continue
        stops = [m.start() for m in verb.find(frame.text, sentence.start, sentence.end)]
        if not stops:
            continue
        at, names = stops[-1], list(cited.find(frame.text, sentence.start, stops[-1]))
        for match in reversed(names):
            if at - match.end() > _APART or _STOPS.search(frame.text, match.end(), at):
                break
            at = match.start()
            told = next(name for name in ("number", "title", "quoted") if match[name])
            name = _spelt(frame, *match.span(told))
            if name != number and name not in found:
                found.insert(0, name)
    return found


def _spelt(frame: Frame, start: int, end: int) -> str:
    return frame.spelling(start, end).replace(" ", "")
