"""Times to dates: the role of each, resolved against the document's own dates."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Date, Time
from pipeline.segment import Outline
from pipeline.types import Metadata


def link(outline: Outline, times: Sequence[Time], metadata: Metadata) -> tuple[Date, ...]:
    """The times that bear on the policy, in order."""
    return ()
