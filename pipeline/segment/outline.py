"""The outline of a text: its clauses, sentences and parts, in normalised offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.mentions import Row, Span
from pipeline.segment.clause import Clause
from pipeline.segment.closing import find_closing
from pipeline.segment.headings import find_heading
from pipeline.segment.numbering import find_markers
from pipeline.segment.rows import with_rows
from pipeline.segment.sentences import parts
from pipeline.segment.sentences import sentences as split
from pipeline.segment.tree import Node, build_tree
from pipeline.types import ClauseKind


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

    def lead_in(self, clause: Clause) -> Span | None:
        """The words of the clause above that stand before its first item; None at the top level."""
        if clause.parent is None:
            return None
        return Span(self.clauses[clause.parent].body, self.clauses[clause.parent + 1].start)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the character at `offset` (the nearest before it, if none does)."""
        return self.sentences[max(0, bisect_right(self._starts[1], offset) - 1)]

    def part_at(self, offset: int) -> Span:
        """The part that holds the character at `offset` (the nearest before it, if none does)."""
        return self.parts[max(0, bisect_right(self._starts[2], offset) - 1)]


def segment(text: str, rows: Sequence[Row] = ()) -> Outline:
    """The outline of a normalised text; each of the rows of its tables is a clause."""
    clauses = _clauses(text)
    if rows:
        clauses = with_rows(clauses, rows)
    sentences = [s for c in clauses for s in _sentences(text, c)] or [Span(0, len(text))]
    pieces = [p for s in sentences for p in parts(text, s)] or [Span(0, len(text))]
    return Outline(text, clauses, tuple(sentences), tuple(pieces))


def _sentences(text: str, clause: Clause) -> list[Span]:
    if clause.heading is None:
        return split(text, clause.body, clause.end)
    border = clause.heading.end
    if border < clause.end and text[border] not in "\n ":
        return split(text, clause.body, clause.end)
    return split(text, clause.body, border) + split(text, border, clause.end)


def _clauses(text: str) -> tuple[Clause, ...]:
    nodes = build_tree(text, find_markers(text))
    closing = _closing(text, nodes)
    offset = 0 if nodes and nodes[0].marker.start == 0 else 1
    drafts: list[Clause] = []
    if offset:
        drafts.append(Clause(0, None, "0", 0, "preamble", 0, 0, 0, None))
    index_of: dict[int, int] = {}
    for n, node in enumerate(nodes):
        marker = node.marker
        index_of[n] = len(drafts)
        parent = None if node.parent is None else index_of[node.parent]
        kind: ClauseKind = "attachment" if marker.style == "annex" else "section"
        drafts.append(
            Clause(len(drafts), parent, marker.number, node.depth, kind, marker.start, marker.body, 0, None)
        )
        if n in closing:
            start = closing[n]
            drafts.append(Clause(len(drafts), None, "end", 0, "closing", start, start, 0, None))
    ends = [*(c.start for c in drafts[1:]), len(text)]
    parents = {c.parent for c in drafts}
    return tuple(
        replace(
            c,
            end=end,
            body=min(c.body, end),
            heading=find_heading(text, c.body, end, parent=c.index in parents)
            if c.kind in ("section", "attachment")
            else None,
        )
        for c, end in zip(drafts, ends, strict=True)
    )


def _closing(text: str, nodes: list[Node]) -> dict[int, int]:
    """The closing part of each block of numbers, by the index of the block's last node."""
    found: dict[int, int] = {}
    for n, node in enumerate(nodes):
        following = nodes[n + 1] if n + 1 < len(nodes) else None
        if following is not None and following.block == node.block:
            continue
        end = len(text) if following is None else following.marker.start
        start = find_closing(
            text,
            node.marker.body,
            end,
            articles=node.marker.style == "article",
            final=following is None or following.marker.style == "annex",
        )
        if start is not None:
            found[n] = start
    return found
