"""What the document says of itself: title, number, issuers, dates, validity, repeals."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Time
from pipeline.normalize import Normalized
from pipeline.segment import Outline
from pipeline.types import Metadata


def link(normalized: Normalized, outline: Outline, times: Sequence[Time]) -> Metadata:
    """The document's metadata; what it does not state is None."""
    return Metadata()
