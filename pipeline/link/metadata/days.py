"""When the document was signed and issued, from when it holds and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.link.metadata.history import History
from pipeline.link.metadata.pieces import Frame, Piece
from pipeline.mentions import Time
from pipeline.rules import cue, pattern
from pipeline.values.dates import last_day_of_validity, parse_day, shift
from pipeline.values.numerals import parse_numeral

_LATER = re.compile(r"(?P<days>\d{1,3}|[一二三四五六七八九十]{1,3})[日天]后")
_TERMS = ("metadata.valid.term", "metadata.valid.tentative", "metadata.valid.until")


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
    base = signed or issued
    own = _own(frame, times, history)
    term = _term(frame, own)
    effective = (
        (
            _told(frame, [t for t in times if history.start <= t.span.start < history.end], base)
            if history
            else None
        )
        or _told(frame, own, base)
        or _labelled(frame, times)
        or _begin_of(frame, own, term, base)
    )
    return Days(_iso(signed), _iso(issued), _iso(effective), _iso(_end_of(term, effective)))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _signed(frame: Frame) -> date | None:
    """The day of the signature, of the covering notice before it, or in brackets under the title."""
    alone = pattern("metadata", "metadata.day").pattern
    labelled = pattern("metadata", "metadata.signed-label").pattern.search(frame.head_text)
    if labelled:
        return parse_day(labelled["span"])
    for piece in (*frame.head, *reversed(frame.tail)):
        for id in ("metadata.signed-label", "metadata.report-day"):
            match = pattern("metadata", id).pattern.search(piece.text)
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
    return not (at and pattern("metadata", "metadata.web-label").pattern.search(pieces[at - 1].text))


def _issued(frame: Frame) -> date | None:
    for pieces in (frame.tail, frame.head):
        for piece in pieces:
            for id in ("metadata.issued", "metadata.issued-label"):
                match = pattern("metadata", id).pattern.search(piece.text)
                if match:
                    return parse_day(match["span"])
            if match := pattern("metadata", "metadata.number.promulgated").pattern.match(piece.text):
                return parse_day(match["day"])
    return None


def _own(frame: Frame, times: Sequence[Time], history: History | None) -> list[Time]:
    """The times of the closing part, and of head and tail behind the document's own name; the last first."""
    own = []
    for time in reversed(times):
        at = time.span.start
        if not frame.is_near(at) or (history is not None and at < history.last):
            continue
        begin = frame.outline.sentence_at(at).start
        alone = at - begin <= 1 or frame.outline.clause_at(at).kind == "closing"
        if alone or pattern("metadata", "metadata.this").pattern.search(frame.text, begin, at):
            own.append(time)
    return own


def _fires(frame: Frame, time: Time, *ids: str) -> bool:
    return any(cue("metadata", id).fires(frame.text, time.span.start, time.span.end) for id in ids)


def _told(frame: Frame, times: Sequence[Time], base: date | None) -> date | None:
    """The day from which a sentence says that the document holds."""
    for time in times:
        if not _fires(frame, time, "metadata.effective"):
            continue
        if time.kind == "relative":
            return _after(frame, time, base)
        if time.start is not None:
            return time.start
    return None


def _after(frame: Frame, time: Time, base: date | None) -> date | None:
    """The day that 自公布之日起 or 自公布之日起30日后 means; that of another law is not stated."""
    if time.why.rule == "time.law-day":
        return None
    later = _LATER.search(frame.text, time.span.start, time.span.end)
    days = parse_numeral(later["days"]) if later else None
    return base if base is None or days is None else shift(base, days=int(days))


def _labelled(frame: Frame, times: Sequence[Time]) -> date | None:
    for time in times:
        if time.start and frame.is_near(time.span.start) and _fires(frame, time, "metadata.effective.label"):
            return time.start
    return None


def _term(frame: Frame, own: Sequence[Time]) -> Time | None:
    """The time that tells how long, or until when, the document holds."""
    known = (t for t in own if t.kind == "length" or t.end is not None)
    return next((t for t in known if _fires(frame, t, *_TERMS)), None)


def _begin_of(frame: Frame, own: Sequence[Time], term: Time | None, base: date | None) -> date | None:
    """Where the term begins, if it says so: from one day to another, or 自发布之日起3个月."""
    if term is None:
        return None
    if term.kind == "period":
        return term.start
    if term.kind == "length":
        beside = (t for t in own if t.kind == "relative" and 0 <= term.span.start - t.span.end <= 1)
        return base if any(beside) else None
    return None


def _end_of(term: Time | None, effective: date | None) -> date | None:
    """The last day of the validity, inclusive."""
    if term is None:
        return None
    if term.kind != "length":
        return term.end
    if effective is None:
        return None
    return last_day_of_validity(
        effective, years=int(term.years), months=int(term.months), days=int(term.days)
    )
