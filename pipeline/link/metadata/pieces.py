"""The pieces of a document's head and tail: its lines, and what blanks keep apart where lines are lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalize import Normalized
from pipeline.rules import pattern
from pipeline.segment import Outline

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^ ]+(?:(?<=[\x00-\x7f]) (?![\u4e00-\u9fff]{4}|【)[^ ]+)*")
# A number may stand right behind the title's last word, where a line's end was lost.
_NUMBERED = re.compile(
    r"(?<=[公通]告)(?=(?:[\u4e00-\u9fff]{2,16}公告)?(?:19|20)\d\d年第\d{1,4}号\Z)"
    r"|(?<=[通公]知|[意批]见|[措实]施|[办方]法|方案|规定|细则|批复|[公通]告)"
    r"(?=[\u4e00-\u9fff]{1,10}[〔\[（](?:19|20)\d\d[〕\]）]第?\d{1,5}号\Z)"
)
# A line with blanks is cut at them where it is too long for a title, or holds a salutation or a sentence.
_LONG_LINE = 90
_HEAD = 6_000
_TAIL = 2_500


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
        size = len(self.text)
        closing = [(c.start, min(c.end, c.start + _TAIL)) for c in outline.clauses if c.kind == "closing"]
        ranges = [*closing, (max(self.head_end, size - _TAIL), size)]
        self.tails = tuple(r for i, r in enumerate(ranges) if r[0] < r[1] and r not in ranges[:i])
        self.tail = [p for start, end in self.tails for p in _pieces(self.text, start, end, every_blank=True)]

    def is_near(self, offset: int) -> bool:
        """Whether the offset lies in the head or the tail."""
        return offset < self.head_end or any(start <= offset < end for start, end in self.tails)

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
        words = list(_WORD.finditer(text, line.start(), line.end()))
        if every_blank or _is_many(line.group(), [w.group() for w in words]):
            pieces += [Piece(w.start(), w.end(), w.group()) for w in words]
        else:
            pieces.append(Piece(line.start(), line.end(), line.group().strip()))
    return [part for piece in pieces for part in _apart(piece)]


def _apart(piece: Piece) -> list[Piece]:
    """A title and the number behind it are two pieces; the number that the issuer's name opens is one."""
    cut = _NUMBERED.search(piece.text)
    if cut is None or "关于" not in piece.text[: cut.start()]:
        return [piece]
    at = piece.start + cut.start()
    return [
        Piece(piece.start, at, piece.text[: cut.start()]),
        Piece(at, piece.end, piece.text[cut.start() :]),
    ]


def _is_many(line: str, words: list[str]) -> bool:
    """Whether a line holds several pieces that blanks keep apart, and not one with a blank inside."""
    if len(words) < 2:
        return False
    if len(line) > _LONG_LINE or "。" in line or line.endswith(("：", ":")):
        return True
    alone = [pattern("metadata", f"metadata.{id}").pattern for id in ("number", "day", "web-label")]
    kind = pattern("metadata", "metadata.kind").pattern
    return (
        any(p.match(word) for p in alone for word in words)
        or any(kind.search(word) for word in words[:-1])
        or words[0].startswith("（此件")
    )
