"""Rows of tables as clauses, among those that numbers open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.mentions import Row
from pipeline.segment.clause import Clause


def with_rows(clauses: Sequence[Clause], rows: Sequence[Row]) -> tuple[Clause, ...]:
    """The clauses with those that rows are, in the order of the text.

    A row that begins with a clause's number is that clause. Any other opens a clause below the one that it
    stands in, and is counted there: "row 2". What follows a table belongs to the clause that the table stands
    in, and is a clause of its own below that, with the same number.
    """
    numbered = {row.start: row for row in rows}
    drafts = [
        replace(clause, kind="row", above=numbered[clause.start].above)
        if clause.kind == "section" and clause.start in numbered
        else clause
        for clause in clauses
    ]
    starts = [clause.start for clause in clauses]
    counted: dict[int, int] = {}
    opened: list[Clause] = []
    for row in rows:
        within = drafts[bisect_right(starts, row.start) - 1]
        if within.start != row.start or within.kind != "row":
            counted[within.index] = counted.get(within.index, 0) + 1
            opened.append(_opened(within, row, counted[within.index]))
        after = row.end + 1
        last = bisect_right(starts, after) - 1
        if after not in numbered and starts[last] != after and after < clauses[last].end:
            opened.append(_rest(_around(drafts, within), after))
    return _in_order(drafts, opened)


def _around(drafts: Sequence[Clause], row: Clause) -> Clause:
    """The clause in which a table stands: the one above the row's number, or the row's surroundings."""
    if row.kind != "row":
        return row
    return drafts[0 if row.parent is None else row.parent]


def _in_order(drafts: Sequence[Clause], opened: Sequence[Clause]) -> tuple[Clause, ...]:
    """All clauses in the order of the text; a parent is still told by its index among `drafts`."""
    every = sorted((*drafts, *opened), key=lambda clause: clause.start)
    index_of = {clause.index: at for at, clause in enumerate(every) if clause.index >= 0}
    ends = [*(clause.start for clause in every[1:]), drafts[-1].end]
    return tuple(
        replace(
            clause,
            index=at,
            parent=None if clause.parent is None else index_of[clause.parent],
            end=end,
        )
        for at, (clause, end) in enumerate(zip(every, ends, strict=True))
    )


def _opened(within: Clause, row: Row, number: int) -> Clause:
    """The clause of a row without a number of its own."""
    return replace(_rest(within, row.start), number=f"row {number}", kind="row", above=row.above)


def _rest(within: Clause, start: int) -> Clause:
    """What follows a table in the clause that it stands in."""
    inside = within.kind not in ("preamble", "closing")
    return Clause(
        index=-1,
        parent=within.index if inside else None,
        number=within.number,
        depth=within.depth + 1 if inside else 1,
        kind="rest",
        start=start,
        body=start,
        end=0,
        heading=None,
    )
