"""Names to units: who has to act, in which role, and which clauses inherit it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.unit_lists import find_lists
from pipeline.link.unit_text import acting
from pipeline.mentions import Name, Unit
from pipeline.recognize.bodies import Home, home_of, official_name
from pipeline.recognize.names import groups
from pipeline.segment import Outline
from pipeline.types import Metadata


def link(outline: Outline, names: Sequence[Name], metadata: Metadata) -> tuple[Unit, ...]:
    """The bodies that have to act, in order."""
    text = outline.text
    home = home_of(metadata, text)
    units = []
    lists = find_lists(outline, home)
    for _, listed in lists:
        for item in listed:
            name = _name(text[item.span.start : item.span.end], home)
            applies = _below(outline, item.span.start)
            units.append(Unit(item.span, name, item.role, "list", applies, item.why))
    units += acting(outline, names, [span for span, _ in lists])
    return tuple(sorted(units, key=lambda u: u.span))


def _name(surface: str, home: Home) -> str | None:
    """The full official name of a unit in a list; None for a group."""
    return official_name(surface, home, any(b - a == len(surface) for a, b in groups(surface)))


def _below(outline: Outline, offset: int) -> tuple[int, ...]:
    """The clauses below the one at `offset`, which inherit what stands in its heading.

    A row of a table hands on only what stands in a cell that is merged with those of the rows below.
    """
    own = outline.clause_at(offset)
    if own.kind == "row":
        return tuple(
            clause.index
            for clause in outline.clauses[own.index + 1 :]
            if any(cell.start <= offset < cell.end for cell in clause.above)
        )
    above = {own.index}
    below = []
    for clause in outline.clauses[min(above) + 1 :]:
        if clause.parent not in above:
            break
        above.add(clause.index)
        below.append(clause.index)
    return tuple(below)
