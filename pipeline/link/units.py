"""Names to units: who has to act, in which role, and which clauses inherit it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Name, Unit
from pipeline.segment import Outline


def link(outline: Outline, names: Sequence[Name]) -> tuple[Unit, ...]:
    """The bodies that have to act, in order."""
    return ()
