"""Amounts and rates to supports: who gets how much, on what condition."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Amount, Quantity, Support
from pipeline.segment import Outline


def link(outline: Outline, amounts: Sequence[Amount], quantities: Sequence[Quantity]) -> tuple[Support, ...]:
    """One record for each sum or rate that somebody can get, in order."""
    return ()
