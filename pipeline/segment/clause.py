"""What a clause is."""

from __future__ import annotations

from dataclasses import dataclass

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
    above: tuple[Span, ...] = ()
    """Of a row: the cells of rows above that hold for it too."""
