"""The edit map: normalised offset ↔ original offset."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """original[start:end] was replaced by `length` characters of the normalised text."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class EditMap:
    """Where each normalised character came from. Edits are sorted and do not touch each other's text."""

    edits: tuple[Edit, ...]
    _original: tuple[int, ...] = field(init=False, repr=False)
    _normal: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shift, normal = 0, []
        for edit in self.edits:
            normal.append(edit.start + shift)
            shift += edit.length - (edit.end - edit.start)
        object.__setattr__(self, "_original", tuple(e.start for e in self.edits))
        object.__setattr__(self, "_normal", tuple(normal))

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a normalised span; a span that cuts an edit is widened to the whole edit."""
        first = self._back(start, at_end=False)
        return first, max(first, self._back(end, at_end=True))

    def _back(self, offset: int, *, at_end: bool) -> int:
        i = bisect_right(self._normal, offset - (1 if at_end else 0)) - 1
        if i < 0:
            return offset
        edit, begin = self.edits[i], self._normal[i]
        inside = offset - begin
        if inside < edit.length or (at_end and inside == edit.length and edit.length):
            return edit.end if at_end else edit.start
        return edit.end + inside - edit.length

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """The normalised span of an original span; an edit that is cut is taken in whole."""
        first = self._forth(start, at_end=False)
        return first, max(first, self._forth(end, at_end=True))

    def _forth(self, offset: int, *, at_end: bool) -> int:
        i = bisect_right(self._original, offset - (1 if at_end else 0)) - 1
        if i < 0:
            return offset
        edit, begin = self.edits[i], self._normal[i]
        if offset < edit.end:
            return begin + (edit.length if at_end else 0)
        return begin + edit.length + offset - edit.end
