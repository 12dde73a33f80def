"""When the document was signed and issued, from when it holds and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.link.metadata.history import History
from pipeline.link.metadata.pieces import Frame, Piece, cue, pattern
from pipeline.mentions import Time
from pipeline.values.dates import last_day_of_validity, parse_day

_TERMS = ("metadata.valid.term", "metadata.valid.tentative", "metadata.valid.until")
# A sentence speaks of the document itself where one of these stands before the time.
_OWN = re.compile(r"本|此|该|以上|上述|现予|令|全文|\A自|\A.{0,12}日期")


class Days(NamedTuple):
    """ISO dates, None where the document does not state them."""

    signed: str | None
    issued: str | None
    effective: str | None
    until: str | None


def find_days(frame: Frame, times: Sequence[Time], history: History | None) -> Days:
    """The document's own dates."""
    signed = None if history else _signed(frame)
    issued = history.issued if history else _issued(frame)
    effective = _effective(frame, times, history, signed or issued)
    until = _until(frame, times, effective)
    return Days(_iso(signed), _iso(issued), _iso(effective), _iso(until))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _signed(frame: Frame) -> date | None:
    """The day of the signature, of the covering notice before it, or in brackets under the title."""
    alone = pattern("metadata.day").pattern
    for piece in (*frame.head, *reversed(frame.tail)):
        for id in ("metadata.signed-label", "metadata.report-day"):
            match = pattern(id).pattern.search(piece.text)
            if match:
                return parse_day(match["span"])
        match = alone.match(piece.text)
        if match and _is_signature(frame, piece):
            return parse_day(match["span"])
    return None


def _is_signature(frame: Frame, piece: Piece) -> bool:
    """Whether a day that stands alone is a signature's, and not the value of a web page's label."""
    pieces = frame.head if piece in frame.head else frame.tail
    at = pieces.index(piece)
    return not (at and pattern("metadata.web-label").pattern.search(pieces[at - 1].text))


def _issued(frame: Frame) -> date | None:
    for pieces in (frame.tail, frame.head):
        for piece in pieces:
            for id in ("metadata.issued", "metadata.issued-label"):
                match = pattern(id).pattern.search(piece.text)
                if match:
                    return parse_day(match["span"])
    return None


def _near(frame: Frame, times: Sequence[Time]) -> Iterator[tuple[Time, int, int]]:
    """The times of head and tail, each with the limits of its sentence."""
    for time in times:
        if frame.is_near(time.span.start):
            sentence = frame.outline.sentence_at(time.span.start)
            yield time, sentence.start, sentence.end


def _effective(
    frame: Frame, times: Sequence[Time], history: History | None, base: date | None
) -> date | None:
    if history:
        day = _told(frame, [t for t in times if history.start <= t.span.start < history.end], base)
        if day:
            return day
    near = [t for t, start, _ in _near(frame, times) if _OWN.search(frame.text[start : t.span.start])]
    day = _told(frame, [t for t in reversed(near) if not _in_history(frame, t, history)], base)
    return day or _labelled(frame, times)


def _in_history(frame: Frame, time: Time, history: History | None) -> bool:
    first = next((c.start for c in frame.outline.clauses if c.number.startswith("第")), 0)
    return history is not None and time.span.start < first


def _told(frame: Frame, times: Sequence[Time], base: date | None) -> date | None:
    for time in times:
        if cue("metadata.effective").fires(frame.text, time.span.start, time.span.end) is None:
            continue
        if time.kind == "relative":
            return base
        if time.start is not None:
            return time.start
    return None


def _labelled(frame: Frame, times: Sequence[Time]) -> date | None:
    for time, _, _ in _near(frame, times):
        if time.start and cue("metadata.effective.label").fires(frame.text, time.span.start, time.span.end):
            return time.start
    return None


def _until(frame: Frame, times: Sequence[Time], effective: date | None) -> date | None:
    """The last day of the validity."""
    for time, start, end in reversed(list(_near(frame, times))):
        if not _OWN.search(frame.text[start : time.span.start]):
            continue
        if not any(cue(id).fires(frame.text, time.span.start, time.span.end, start, end) for id in _TERMS):
            continue
        if time.kind == "length" and effective is not None:
            return last_day_of_validity(
                effective, years=int(time.years), months=int(time.months), days=int(time.days)
            )
        if time.kind in ("day", "month", "year", "period", "plan") and time.end is not None:
            return time.end
    return None
