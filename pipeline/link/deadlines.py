"""Which deadline holds where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.mentions import Date, Span
from pipeline.segment import Outline

_OPENING = re.compile(r"[^，。；]{0,10}")


class Deadlines:
    """The deadlines of a document by their place."""

    def __init__(self, outline: Outline, dates: Sequence[Date]) -> None:
        self._outline = outline
        self._all = [date for date in dates if date.role == "deadline" and date.end_date is not None]
        self._holding = [date for date in self._all if self._holds_on(date.span.start)]

    def at(self, offset: int, sentence: Span) -> str | None:
        """The day by which what stands at `offset` is due, ISO, or None.

        It is the last deadline before `offset` in its sentence, else the last in its clause that holds on.
        """
        own = _last_before(self._all, offset)
        if own is not None and own.span.start >= sentence.start:
            return own.end_date
        held = _last_before(self._holding, offset)
        if held is not None and held.span.start >= self._outline.clause_at(offset).start:
            return held.end_date
        return None

    def _holds_on(self, start: int) -> bool:
        """A deadline holds for the sentences after its own where it opens its sentence or follows 到."""
        if self._outline.text[max(0, start - 1) : start] in ("到", "至"):
            return True
        sentence = self._outline.sentence_at(start)
        opening = _OPENING.match(self._outline.text, sentence.start)
        return opening is not None and start <= opening.end()


def _last_before(dates: Sequence[Date], offset: int) -> Date | None:
    index = bisect_left(dates, offset, key=lambda date: date.span.start)
    return dates[index - 1] if index else None
