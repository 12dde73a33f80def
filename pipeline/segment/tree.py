"""Which numbers open clauses, and how they nest: a number is one where it fits the sequence.

The nesting is the document's own: a style stands below the one that it opened under. A stack holds the
sequences that are open; a number goes on with one of them, opens a new one, or goes on with one that was
closed (numbers that run through all sections). What fits nowhere has to stand at a line's start and be
followed by its successor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.segment.contents import contents_entries
from pipeline.segment.numbering import Marker, Place

# Used only where the document itself has not shown yet which of two styles stands above the other.
_RANKS = {
    style: rank
    for rank, style in enumerate(
        (
            "annex", "chapter", "section", "capital", "article", "cn", "stem", "cn-bracket",
            "decimal-2", "decimal-3", "digit", "digit-bracket", "digit-half", "circle",
        )
    )
}  # fmt: skip
_MAJOR = frozenset(("chapter", "section", "capital", "cn"))
_MINOR = frozenset(("digit", "digit-bracket", "digit-half", "circle"))
_FAMILIAR_GAP = 3
_LIST_REACH = 300
_ANNEX_REACH = 100
_HEADING_REACH = 60
_SENTENCE_ENDS = "。；：！？）】]”"

_ANNEX_LIST = re.compile(r"附(?:件|表|录)?[：:] ?\Z")


@dataclass(frozen=True, slots=True)
class Node:
    """A number that opens a clause. `parent` is the index of another node; `block` counts restarts."""

    marker: Marker
    parent: int | None
    depth: int
    block: int


@dataclass(slots=True)
class _Level:
    """An open sequence: its last number and the node that this opened."""

    marker: Marker
    node: int


class _Tree:
    def __init__(self, text: str, markers: Sequence[Marker]) -> None:
        self.text = text
        self.markers = markers
        self.nodes: list[Node] = []
        self.stack: list[_Level] = []
        self.last: dict[str, Marker] = {}
        self.below: set[tuple[str, str]] = set()
        self.block = 0
        self.following = _following(markers)
        self.hidden: Marker | None = None
        self.contents = contents_entries(text, markers)

    def build(self) -> list[Node]:
        for i, marker in enumerate(self.markers):
            if marker.start in self.contents or self._listed(marker):
                continue
            if marker.style == "annex":
                if self._opens_annex(i):
                    self._annex(marker)
                continue
            at = self._level_of(marker.style)
            if at is None:
                if self._may_open(i):
                    self._open(i)
            elif self._may_follow(i, self.stack[at]):
                self._follow(marker, at)
        return self.nodes

    # --- what fits -------------------------------------------------------------------------------

    def _may_open(self, i: int) -> bool:
        """Whether a style that is not open may open with this number."""
        marker, next_one = self.markers[i], self._next(i)
        before = self.last.get(marker.style)
        if marker.prefix:
            return self._opens_decimal(marker, next_one)
        if before is not None and marker.value == before.value + 1 and self.stack:
            return self._stands(marker)
        followed = next_one is not None and next_one.value == marker.value + 1
        if marker.value == 1:
            return marker.place is Place.LINE or (followed and self._stands(marker))
        if marker.place is not Place.LINE:
            return False
        if marker.style == "article" and before is not None and marker.value <= before.value:
            return False
        if marker.style in _MINOR:
            return followed
        return before is None or followed or 0 < marker.value - before.value <= _FAMILIAR_GAP

    def _may_follow(self, i: int, level: _Level) -> bool:
        """Whether this number goes on with an open sequence of its style."""
        marker, next_one = self.markers[i], self._next(i)
        if _succeeds(marker, level):
            return self._stands(marker)
        followed = next_one is not None and _continues(marker, next_one)
        if marker.prefix:
            return marker.place is Place.LINE and (marker.prefix == level.marker.prefix or followed)
        if marker.value == 1:
            return (marker.place is Place.LINE and marker.style != "article") or (
                followed and self._stands(marker)
            )
        gap = marker.value - level.marker.value
        if marker.place is not Place.LINE:
            return gap == 2 and followed and marker.place is Place.BLANK
        if marker.style == "article":
            at = marker.start + len(marker.number)
            return gap > 0 and (gap <= _FAMILIAR_GAP or followed or self.text[at : at + 1] in (" ", "\n"))
        if gap > 0:
            return gap <= _FAMILIAR_GAP or followed
        return followed or marker.style not in _MINOR

    def _opens_decimal(self, marker: Marker, next_one: Marker | None) -> bool:
        """7.1 opens below 7 or before 7.2; a decimal that does neither is a quantity."""
        if marker.place is not Place.LINE:
            return False
        before = self.last.get(marker.style)
        if before is not None and before.prefix == marker.prefix:
            return 0 < marker.value - before.value <= _FAMILIAR_GAP
        if any(
            level.marker.style.startswith("decimal") and level.marker.number == marker.prefix
            for level in self.stack
        ):
            return True
        return next_one is not None and _continues(marker, next_one)

    def _stands(self, marker: Marker) -> bool:
        """Whether a number can begin a clause where it stands, given that its value fits."""
        if marker.place is Place.LINE:
            return True
        if marker.place is Place.TIGHT:
            return marker.style not in ("chapter", "section", "article")
        if marker.style not in _MINOR or self.text[marker.start - 2] in _SENTENCE_ENDS:
            return True
        return bool(self.nodes) and marker.start - self.nodes[-1].marker.body <= _HEADING_REACH

    # --- what it does ----------------------------------------------------------------------------

    def _follow(self, marker: Marker, at: int) -> None:
        if at == 0 and marker.value == 1:
            self.block += 1
            self.last.clear()
        del self.stack[at:]
        self._push(marker)

    def _open(self, i: int) -> None:
        marker = self.markers[i]
        while self.stack and self._is_above(marker.style, i):
            self.stack.pop()
        if self.stack:
            self.below.add((marker.style, self.stack[-1].marker.style))
        self._push(marker)

    def _annex(self, marker: Marker) -> None:
        self.stack.clear()
        self.last.clear()
        self.block += 1
        self._push(marker)

    def _push(self, marker: Marker) -> None:
        parent = self.stack[-1].node if self.stack else None
        self.stack.append(_Level(marker, len(self.nodes)))
        self.last[marker.style] = marker
        self.nodes.append(Node(marker, parent, len(self.stack), self.block))

    def _is_above(self, style: str, i: int) -> bool:
        """Whether `style` stands above the innermost open sequence."""
        top = self.stack[-1].marker
        if (style, top.style) in self.below:
            return False
        if (top.style, style) in self.below:
            return True
        if _RANKS[style] > _RANKS[top.style] or top.style == "annex":
            return False
        if style in _MAJOR:
            return True
        following = next((m for m in self.markers[i + 1 : i + 40] if m.style == top.style), None)
        return following is None or following.value != top.value + 1

    # --- lists of attachments, tables of contents ------------------------------------------------

    def _listed(self, marker: Marker) -> bool:
        """Whether this number only counts attachments in their list."""
        if _ANNEX_LIST.search(self.text, max(0, marker.start - 4), marker.start):
            self.hidden = marker
            return True
        hidden = self.hidden
        if (
            hidden is not None
            and marker.style == hidden.style
            and marker.value == hidden.value + 1
            and marker.start - hidden.start < _LIST_REACH
        ):
            self.hidden = marker
            return True
        self.hidden = None
        return False

    def _opens_annex(self, i: int) -> bool:
        """Whether an attachment begins here: not in the list of them, and not before the first clause."""
        marker, next_one = self.markers[i], self._next(i)
        if not self.nodes or marker.place is not Place.LINE:
            return False
        before = self.markers[i - 1] if i else None
        near = [m for m in (before, next_one) if m is not None and m.style == "annex"]
        return not (marker.titled and any(abs(m.start - marker.start) < _ANNEX_REACH for m in near))

    def _level_of(self, style: str) -> int | None:
        return next((n for n, level in enumerate(self.stack) if level.marker.style == style), None)

    def _next(self, i: int) -> Marker | None:
        following = self.following[i]
        return None if following is None else self.markers[following]


def build_tree(text: str, markers: Sequence[Marker]) -> list[Node]:
    """The markers that open clauses, each with its parent, in the order of the text."""
    return _Tree(text, markers).build()


def _following(markers: Sequence[Marker]) -> list[int | None]:
    """For every marker the index of the next one of its style."""
    following: list[int | None] = [None] * len(markers)
    seen: dict[str, int] = {}
    for i in range(len(markers) - 1, -1, -1):
        following[i] = seen.get(markers[i].style)
        seen[markers[i].style] = i
    return following


def _succeeds(marker: Marker, level: _Level) -> bool:
    if marker.prefix != level.marker.prefix:
        return marker.value == 1
    if marker.value == level.marker.value:
        return marker.sub == level.marker.sub + 1
    return marker.value == level.marker.value + 1


def _continues(marker: Marker, next_one: Marker) -> bool:
    if marker.prefix != next_one.prefix:
        return next_one.value == 1
    return next_one.value == marker.value + 1 or (
        next_one.value == marker.value and next_one.sub == marker.sub + 1
    )
