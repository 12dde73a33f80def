"""Telling a table of contents from the clauses that it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.segment.numbering import Marker, Place

_CONTENTS = re.compile(r"目 ?[录次]$", re.M)
_LEADER = re.compile(r"[^\n]{0,80}?(?:\.{4}|…{2}|·{4})")


def contents_entries(text: str, markers: Sequence[Marker]) -> frozenset[int]:
    """Starts of the numbers in a table of contents.

    An entry has dots that lead to its page; besides, a table goes from its heading to where its first
    number comes again.
    """
    lines = [m for m in markers if m.place is Place.LINE]
    entries = {m.start for m in lines if _LEADER.match(text, m.start)}
    heading = _CONTENTS.search(text)
    if heading is not None:
        inside = [m for m in lines if m.start > heading.end()]
        again = next(
            (m for m in inside[1:] if (m.style, m.value) == (inside[0].style, inside[0].value)), None
        )
        if again is not None:
            entries.update(m.start for m in inside if m.start < again.start)
    return frozenset(entries)
