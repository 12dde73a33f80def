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
        self._dates = [date for date in dates if date.role == "deadline" and date.end_date is not None]
        self._starts = [date.span.start for date in self._dates]

    def at(self, offset: int, sentence: Span) -> str | None:
        """The day by which what stands at `offset` is due, ISO, or None.

        It is the last deadline before `offset` in its sentence, else the last in its clause that holds on.
        """
        clause = self._outline.clause_at(offset)
        for index in range(bisect_left(self._starts, offset) - 1, -1, -1):
            date = self._dates[index]
            if date.span.start < clause.start:
                return None
            if date.span.start >= sentence.start or self._holds_on(date.span.start):
                return date.end_date
        return None

    def _holds_on(self, start: int) -> bool:
        """A deadline holds for the sentences after its own where it opens its sentence or follows 到."""
        if self._outline.text[max(0, start - 1) : start] in ("到", "至"):
            return True
        sentence = self._outline.sentence_at(start)
        opening = _OPENING.match(self._outline.text, sentence.start)
        return opening is not None and start <= opening.end()
