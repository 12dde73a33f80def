"""What the document says of itself: title, number, issuers, dates, validity, repeals."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.metadata.days import find_days
from pipeline.link.metadata.history import find_history
from pipeline.link.metadata.issuers import find_issuers
from pipeline.link.metadata.number import find_number, find_repeals
from pipeline.link.metadata.pieces import Frame
from pipeline.link.metadata.place import find_place
from pipeline.link.metadata.title import find_kind, find_title
from pipeline.mentions import Time
from pipeline.normalize import Normalized
from pipeline.segment import Outline
from pipeline.types import Metadata


def link(normalized: Normalized, outline: Outline, times: Sequence[Time]) -> Metadata:
    """The document's metadata; what it does not state is None."""
    frame = Frame(normalized, outline)
    history = find_history(frame)
    title = find_title(frame)
    issuers = history.issuers if history else find_issuers(frame, title)
    place = find_place(frame, title, issuers)
    number = history.number if history else find_number(frame)
    days = find_days(frame, times, history)
    return Metadata(
        title=title,
        doc_number=number,
        issuers=list(issuers),
        kind=find_kind(frame, title),
        level=place.level,
        region=place.region,
        adcode=place.adcode,
        signed_on=days.signed,
        issued_on=days.issued,
        effective_from=days.effective,
        valid_until=days.until,
        repeals=find_repeals(frame, number),
    )
