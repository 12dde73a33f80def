"""The pieces of a document's head and tail: its lines, and what blanks keep apart where lines are lost."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.normalize import Normalized
from pipeline.rules.loader import CueRule, PatternRule, cues, patterns
from pipeline.segment import Outline

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^ ]+(?:(?<=[\x00-\x7f]) [^ ]+)*")
# A line with blanks is cut at them where it is too long for a title, or where a salutation or sentence is in it.
_LONG_LINE = 90
_HEAD = 6_000
_TAIL = 2_500


@functools.cache
def pattern(id: str) -> PatternRule:
    """The pattern rule of the metadata's rule file with this id."""
    return next(rule for rule in patterns("metadata") if rule.id == id)


@functools.cache
def cue(id: str) -> CueRule:
    """The cue rule of the metadata's rule file with this id."""
    return next(rule for rule in cues("metadata") if rule.id == id)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the normalised text, `text` without the blanks around it."""

    start: int
    end: int
    text: str


class Frame:
    """A document's head (before the first clause) and tail, cut into pieces."""

    def __init__(self, normalized: Normalized, outline: Outline) -> None:
        self.normalized = normalized
        self.outline = outline
        self.text = outline.text
        first = outline.clauses[0]
        self.head_end = min(first.end if first.kind == "preamble" else 0, _HEAD)
        self.head = _pieces(self.text, 0, self.head_end, every_blank=False)
        self.tail_start = max(self.head_end, len(self.text) - _TAIL)
        self.tail = _pieces(self.text, self.tail_start, len(self.text), every_blank=True)

    @property
    def head_text(self) -> str:
        """The text before the first clause."""
        return self.text[: self.head_end]

    def spelling(self, start: int, end: int) -> str:
        """text[start:end] as the original spells it, without the blanks that normalising took out."""
        edits, original = self.normalized.edits, self.normalized.original
        spelt: list[str] = []
        last = 0
        for offset in range(start, end):
            first, stop = edits.to_original(offset, offset + 1)
            if self.text[offset].isspace():
                spelt.append(" ")
            elif first >= last:
                spelt.append("".join(original[first:stop].split()))
            last = max(last, stop)
        return "".join(spelt).strip()


def _pieces(text: str, start: int, end: int, *, every_blank: bool) -> list[Piece]:
    pieces = []
    for line in _LINE.finditer(text, start, end):
        words = [line]
        content = line.group()
        if " " in content and (
            every_blank or len(content) > _LONG_LINE or "。" in content or content.endswith(("：", ":"))
        ):
            words = list(_WORD.finditer(text, line.start(), line.end()))
        pieces += [Piece(w.start(), w.end(), w.group().strip()) for w in words]
    return pieces
