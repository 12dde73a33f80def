"""Which deadline holds where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.mentions import Date, Span
from pipeline.segment import Outline

_OPENING = re.compile(r"[^，。；]{0,10}")
_AT_ONCE = 3
_JOINT = re.compile(r"[、和及与]|以及")
_VISION = 5
_PERIODS = ("duration", "other")


class Deadlines:
    """The deadlines of a document by their place, and the times that open a sentence instead of one."""

    def __init__(self, outline: Outline, dates: Sequence[Date]) -> None:
        self._outline = outline
        self._all = [date for date in dates if date.role == "deadline" and date.end_date is not None]
        self._dated = {date.span.end: date for date in dates if date.end_date is not None}
        self._soonest = min((date.end_date for date in self._all if date.end_date), default="9999")
        self._past = [
            date
            for date in dates
            if date.role == "other" and "" < str(date.end_date or "") < self._soonest and self._is_topic(date)
        ]
        self._holding = [date for date in self._all if self._holds_on(date.span)]
        self._periods = [
            date
            for date in dates
            if date.role in _PERIODS and date.end_date is not None and self._opens(date.span.start)
        ]

    def at(self, offset: int, sentence: Span, *, carried: bool = True) -> str | None:
        """The day by which what stands at `offset` is due, ISO, or None.

        It is the last deadline before `offset` in its sentence, else one in a cell of a table that holds for
        its row too, else, where one is `carried` on, the last in its clause that holds on, unless the
        sentence opens with a time of its own.
        """
        own = self.own(offset, sentence) or self._above(offset)
        if own is not None:
            return own.end_date
        held = self._held(offset) if carried else None
        if held is None or held.span.start < self._outline.clause_at(offset).start:
            return None
        return None if self.period(offset, sentence) else held.end_date

    def _held(self, offset: int) -> Date | None:
        """The last deadline that holds on, in later lines the plan's own end and not the vision behind it."""
        held = _last_before(self._holding, offset)
        earlier = None if held is None else _last_before(self._holding, held.span.start)
        if held is None or earlier is None or "\n" not in self._outline.text[held.span.end : offset]:
            return held
        within = earlier.span.start >= self._outline.clause_at(offset).start
        return earlier if within and _year(held) - _year(earlier) >= _VISION else held

    def own(self, offset: int, sentence: Span) -> Date | None:
        """The time whose value it is (2027年的30%), else the last deadline before `offset` in its sentence.

        Without either, it is one that stands apart behind it.
        """
        if self._outline.text.startswith("的", offset - 1) and offset - 1 in self._dated:
            return self._dated[offset - 1]
        own = _last_before(self._all, offset)
        if own is not None and own.span.start >= sentence.start:
            return own
        index = bisect_left(self._all, offset, key=lambda date: date.span.start)
        after = self._all[index] if index < len(self._all) else None
        return after if after is not None and after.span.end <= sentence.end and self._apart(after) else None

    def _above(self, offset: int) -> Date | None:
        """The deadline in a cell that is merged over the row of a table at `offset`."""
        cells = self._outline.clause_at(offset).above
        if not cells:
            return None
        return next((d for d in self._all for c in cells if c.start <= d.span.start < c.end), None)

    def _apart(self, date: Date) -> bool:
        """Whether a deadline stands apart behind what is due by it: in a cell of its own, in brackets, or as
        all that a label (完成时限：) has."""
        text, end = self._outline.text, date.span.end
        opened, closed = text[date.span.start - 1 : date.span.start], text[end : end + 1]
        if opened == "：" and closed in ("", "；", "\n"):
            return True
        return (opened == " " and closed in ("", " ", "\n")) or (
            opened == "（" and "）" in text[end : end + 6]
        )

    def period(self, offset: int, sentence: Span) -> Date | None:
        """The time, no deadline, with which the sentence or its part opens before `offset`."""
        found = _last_before(self._periods, offset)
        return found if found is not None and found.span.start >= sentence.start else None

    def is_past(self, offset: int, sentence: Span) -> bool:
        """Whether the sentence or its part opens with a time gone by, before any deadline: 2019年，…"""
        time = _last_before(self._past, offset)
        if time is None or time.span.start < sentence.start:
            return False
        due = _last_before(self._all, offset)
        return due is None or due.span.start < time.span.start

    def series(self, offset: int, sentence: Span) -> list[str]:
        """The days of the deadlines that 、 and 和 join (2026年、2027年), the last being that of `offset`."""
        days: list[str] = []
        later: Date | None = None
        at = bisect_left(self._all, offset, key=lambda date: date.span.start)
        for date in reversed(self._all[:at]):
            joined = later is None or _JOINT.fullmatch(self._outline.text, date.span.end, later.span.start)
            if date.span.start < sentence.start or not joined or date.end_date is None:
                break
            days.append(date.end_date)
            later = date
        return days[::-1]

    def _is_topic(self, date: Date) -> bool:
        """Whether a time opens a phrase and no comparison: 2019年，… or …，2019年建成…"""
        text, start = self._outline.text, date.span.start
        part = self._outline.part_at(start)
        return start - part.start <= _AT_ONCE or text[start - 1] in "，、："

    def _holds_on(self, span: Span) -> bool:
        """A deadline holds for later sentences where it follows 到, or is the topic that opens its own."""
        text = self._outline.text
        if text[max(0, span.start - 1) : span.start] in ("到", "至"):
            return True
        return text[span.end : span.end + 1] in ("，", "是") and self._opens(span.start)

    def _opens(self, start: int) -> bool:
        """Whether a time stands at the opening of its sentence or of a part of it."""
        part = self._outline.part_at(start)
        opening = _OPENING.match(self._outline.text, part.start)
        return opening is not None and start <= opening.end()


def _year(date: Date) -> int:
    return int((date.end_date or "0")[:4])


def _last_before(dates: Sequence[Date], offset: int) -> Date | None:
    index = bisect_left(dates, offset, key=lambda date: date.span.start)
    return dates[index - 1] if index else None
