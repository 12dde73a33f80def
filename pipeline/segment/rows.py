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
    stands in, and is counted there: "row 2". What follows a table stays with its last row.
    """
    starts = [clause.start for clause in clauses]
    numbered = {row.start: row for row in rows}
    opened = {row: bisect_right(starts, row.start) - 1 for row in rows}
    drafts: list[Clause] = []
    index_of: dict[int, int] = {}
    waiting = [row for row, within in opened.items() if clauses[within].start != row.start or not within]
    counted: dict[int, int] = {}
    for old in clauses:
        row_here = numbered.get(old.start) if old.kind == "section" else None
        index_of[old.index] = len(drafts)
        parent = None if old.parent is None else index_of[old.parent]
        kept = replace(old, index=len(drafts), parent=parent)
        drafts.append(replace(kept, kind="row", above=row_here.above) if row_here else kept)
        while waiting and waiting[0].start < old.end:
            row = waiting.pop(0)
            counted[old.index] = counted.get(old.index, 0) + 1
            drafts.append(_opened(len(drafts), drafts[index_of[old.index]], row, counted[old.index]))
    ends = [*(clause.start for clause in drafts[1:]), clauses[-1].end]
    return tuple(replace(clause, end=end) for clause, end in zip(drafts, ends, strict=True))


def _opened(index: int, within: Clause, row: Row, number: int) -> Clause:
    """The clause of a row without a number of its own."""
    inside = within.kind not in ("preamble", "closing")
    return Clause(
        index=index,
        parent=within.index if inside else None,
        number=f"row {number}",
        depth=within.depth + 1 if inside else 1,
        kind="row",
        start=row.start,
        body=row.start,
        end=0,
        heading=None,
        above=row.above,
    )
