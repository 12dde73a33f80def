"""The outline of a text: its clauses, sentences and parts, in normalised offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.mentions import Span
from pipeline.types import ClauseKind


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: text[start:end], its number at `start`, its words from `body` on."""

    index: int
    parent: int | None
    number: str
    depth: int
    kind: ClauseKind
    start: int
    body: int
    end: int
    heading: Span | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A normalised text cut up. Clauses, sentences and parts each follow one another in order.

    A sentence ends at 。！？ or a paragraph's end and never crosses a clause's border; a part
    is a piece of a sentence between ； marks. Neither holds the clause's number.
    """

    text: str
    clauses: tuple[Clause, ...]
    sentences: tuple[Span, ...]
    parts: tuple[Span, ...]
    _starts: tuple[tuple[int, ...], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = (
            tuple(c.start for c in self.clauses),
            tuple(s.start for s in self.sentences),
            tuple(p.start for p in self.parts),
        )
        object.__setattr__(self, "_starts", starts)

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds the character at `offset`."""
        return self.clauses[max(0, bisect_right(self._starts[0], offset) - 1)]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the character at `offset` (the nearest before it, if none does)."""
        return self.sentences[max(0, bisect_right(self._starts[1], offset) - 1)]

    def part_at(self, offset: int) -> Span:
        """The part that holds the character at `offset` (the nearest before it, if none does)."""
        return self.parts[max(0, bisect_right(self._starts[2], offset) - 1)]


_NUMBER = re.compile(
    r"^[ \t#]*(?P<number>[一二三四五六七八九十]+(?=、)|[(（][一二三四五六七八九十]+[)）]|\d{1,2}(?=[.、](?!\d)))[、.]?",
    re.M,
)


def segment(text: str) -> Outline:
    """The outline of a normalised text."""
    starts = [(0, "0", 0)] + [(m.start("number"), m["number"], m.end()) for m in _NUMBER.finditer(text)]
    clauses = tuple(
        Clause(i, None, number, 0 if number == "0" else 1, "section", start, body, following, None)
        for i, ((start, number, body), following) in enumerate(
            zip(starts, [s for s, _, _ in starts[1:]] + [len(text)], strict=True)
        )
    )
    sentences = [
        Span(m.start(), m.end())
        for c in clauses
        for m in re.compile(r"[^。！？\n]+[。！？]?").finditer(text, c.body, c.end)
    ]
    parts = [
        Span(s.start + m.start(), s.start + m.end())
        for s in sentences
        for m in re.finditer(r"[^；;]+[；;]?", text[s.start : s.end])
    ]
    return Outline(
        text, clauses, tuple(sentences) or (Span(0, len(text)),), tuple(parts) or (Span(0, len(text)),)
    )
