"""Money to amounts: the role of each, how often, and per what."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Amount, Money
from pipeline.segment import Outline


def link(outline: Outline, money: Sequence[Money]) -> tuple[Amount, ...]:
    """One amount for each expression of money, in order."""
    return ()
