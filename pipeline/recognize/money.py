"""Finding expressions of money."""

from __future__ import annotations

from pipeline.mentions import Money


def recognize(text: str) -> tuple[Money, ...]:
    """All expressions of money in a normalised text, in order, not overlapping."""
    return ()
