"""Finding names of bodies and their full official names."""

from __future__ import annotations

from pipeline.mentions import Name
from pipeline.types import Metadata


def recognize(text: str, metadata: Metadata) -> tuple[Name, ...]:
    """All names of bodies in a normalised text, in order, not overlapping.

    The region and level of `metadata` say what 省, 市 and 县 stand for in names like 省经信厅.
    """
    return ()
