"""The printed history of a regulation of Taiwan: its last order that issued the whole text."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.link.metadata.pieces import Frame
from pipeline.rules import pattern
from pipeline.values.dates import parse_day


class History(NamedTuple):
    """The order that issued the whole text; its entry is text[start:end], `last` is the history's end."""

    number: str
    issuers: tuple[str, ...]
    issued: date | None
    start: int
    end: int
    last: int


def find_history(frame: Frame) -> History | None:
    """The last order of the history that issued the whole text, or None where there is no history."""
    clauses = frame.outline.clauses
    limit = next((c.start for c in clauses if c.number.startswith("第")), frame.head_end)
    entries = list(pattern("metadata", "metadata.history").find(frame.text, 0, limit))
    whole = [i for i, entry in enumerate(entries) if entry["whole"]]
    if not whole:
        return None
    chosen = entries[whole[-1]]
    end = entries[whole[-1] + 1].start() if whole[-1] + 1 < len(entries) else limit
    return History(
        number=frame.spelling(*chosen.span("number")).replace(" ", ""),
        issuers=(frame.spelling(*chosen.span("issuer")),),
        issued=parse_day(chosen["day"], republic=True),
        start=chosen.start(),
        end=end,
        last=limit,
    )
