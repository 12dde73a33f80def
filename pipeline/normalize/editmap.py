"""The edit map: normalised offset ↔ original offset.

An edit replaces a stretch of the original by so many normalised characters; everything outside the
edits is carried over one to one. A span that touches the inside of an edit is led to the whole of
it, so no span ever cuts an edit in half.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Edit(NamedTuple):
    """original[start:end] was replaced by `length` characters of the normalised text."""

    start: int
    end: int
    length: int


class Change(NamedTuple):
    """A replacement to be made: text[start:end] becomes `to`."""

    start: int
    end: int
    to: str


def apply(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made; they are sorted and do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, to in changes:
        pieces += (text[at:start], to)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def disjoint(changes: Iterable[Change]) -> list[Change]:
    """The changes sorted; of two that touch the same characters the one that begins first stays."""
    kept: list[Change] = []
    for change in sorted(changes):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept


@dataclass(frozen=True, slots=True)
class EditMap:
    """Where each normalised character came from. Raises ValueError for edits that overlap or are empty."""

    edits: tuple[Edit, ...]
    _originals: list[int] = field(init=False, repr=False, compare=False)
    _normals: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shift = at = 0
        normals = []
        for start, end, length in self.edits:
            if start < at or end <= start or length < 0:
                raise ValueError(f"edit {start}:{end} → {length} is empty, or overlaps the one before")
            normals.append(start + shift)
            shift += length - (end - start)
            at = end
        object.__setattr__(self, "_originals", [edit.start for edit in self.edits])
        object.__setattr__(self, "_normals", normals)

    @classmethod
    def of(cls, changes: Sequence[Change]) -> EditMap:
        """The map of changes that are sorted and do not overlap."""
        return cls(tuple(Edit(start, end, len(to)) for start, end, to in changes))

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a normalised span: from its first to its last character.

        What was deleted inside the span is in it, what was deleted at its borders is not.
        An empty span gives an empty span.
        """
        first = self._source(start)
        return (first[0], self._source(end - 1)[1]) if end > start else (first[0], first[0])

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """The normalised span of an original span; empty where all of it was deleted."""
        first = self._target(start)
        return (first[0], self._target(end - 1)[1]) if end > start else (first[0], first[0])

    def then(self, later: EditMap) -> EditMap:
        """The map of this one's edits followed by `later`, whose edits are in this one's output.

        Edits of the two that touch the same characters become one.
        """
        if not self.edits or not later.edits:
            return self if self.edits else later
        merged = [self._compose(group, later) for group in self._groups(later)]
        return EditMap(tuple(merged))

    def _source(self, offset: int) -> tuple[int, int]:
        i = bisect_right(self._normals, offset) - 1
        if i < 0:
            return offset, offset + 1
        edit, inside = self.edits[i], offset - self._normals[i]
        if inside < edit.length:
            return edit.start, edit.end
        at = edit.end + inside - edit.length
        return at, at + 1

    def _target(self, offset: int) -> tuple[int, int]:
        i = bisect_right(self._originals, offset) - 1
        if i < 0:
            return offset, offset + 1
        edit, begin = self.edits[i], self._normals[i]
        if offset < edit.end:
            return begin, begin + edit.length
        at = begin + edit.length + offset - edit.end
        return at, at + 1

    def _groups(self, later: EditMap) -> list[tuple[int, int, list[Edit], list[Edit]]]:
        """Stretches of the text between the two maps, each with its edits of this map and of `later`."""
        mine = [(n, n + e.length, e, True) for n, e in zip(self._normals, self.edits, strict=True)]
        theirs = [(e.start, e.end, e, False) for e in later.edits]
        groups: list[tuple[int, int, list[Edit], list[Edit]]] = []
        for start, end, edit, own in sorted(mine + theirs, key=lambda item: item[:2]):
            if not groups or start >= groups[-1][1]:
                groups.append((start, end, [], []))
            begin, stop, owns, others = groups.pop()
            (owns if own else others).append(edit)
            groups.append((begin, max(stop, end), owns, others))
        return groups

    def _compose(self, group: tuple[int, int, list[Edit], list[Edit]], later: EditMap) -> Edit:
        start, end, mine, theirs = group
        if start == end:
            return mine[0]
        first, last = self.to_original(start, end)
        return Edit(first, last, end - start + sum(e.length - (e.end - e.start) for e in theirs))
