"""Finding expressions of time."""

from __future__ import annotations

from pipeline.mentions import Time


def recognize(text: str) -> tuple[Time, ...]:
    """All expressions of time in a normalised text, in order, not overlapping."""
    return ()
