"""Names to units: who has to act, in which role, and which clauses inherit it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.unit_lists import find_lists
from pipeline.mentions import Name, Span, Unit
from pipeline.recognize.bodies import Home, full_name, home_of
from pipeline.recognize.names import groups
from pipeline.segment import Outline
from pipeline.types import Metadata


def link(outline: Outline, names: Sequence[Name], metadata: Metadata) -> tuple[Unit, ...]:
    """The bodies that have to act, in order."""
    text = outline.text
    home = home_of(metadata, text)
    units = []
    for _, listed in find_lists(outline, home):
        for item in listed:
            name = official_name(text[item.span.start : item.span.end], home)
            applies = _below(outline, item.span.start)
            units.append(Unit(item.span, name, item.role, "list", applies, item.why))
    return tuple(sorted(units, key=lambda u: u.span))


def official_name(surface: str, home: Home) -> str | None:
    """The full official name; None for a group."""
    if any(b - a == len(surface) for a, b in groups(surface)) and not surface.endswith("部门"):
        return None
    return full_name(surface, home)


def _below(outline: Outline, offset: int) -> tuple[int, ...]:
    """The clauses below the one at `offset`, which inherit what stands in its heading."""
    above = {outline.clause_at(offset).index}
    below = []
    for clause in outline.clauses[min(above) + 1 :]:
        if clause.parent not in above:
            break
        above.add(clause.index)
        below.append(clause.index)
    return tuple(below)
