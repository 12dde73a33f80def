"""Quantities to goals: indicator, comparison, value, deadline."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Amount, Date, Goal, Quantity
from pipeline.segment import Outline


def link(
    outline: Outline, quantities: Sequence[Quantity], amounts: Sequence[Amount], dates: Sequence[Date]
) -> tuple[Goal, ...]:
    """The quantified commitments, in order."""
    return ()
