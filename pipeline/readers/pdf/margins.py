"""Between which margins the lines of a page run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.readers.pdf.furniture import Mark
from pipeline.readers.pdf.lines import Line, em_of, lines_of
from pipeline.readers.pdf.pages import Print, Run
from pipeline.readers.pdf.rulings import Table

ENOUGH = 15
"""So many lines show their margins; of fewer the outermost are taken."""


_HANGING = "，。；：、）》”！？"
"""Marks that may stand beyond the margin."""


class Margins(NamedTuple):
    """Where lines begin and end, the width of a character, the height, distance and number of the lines."""

    left: float
    right: float
    em: float
    height: float
    pitch: float
    lines: int


Sides = dict[tuple[int, int, int], Margins]
"""Margins by width, height and side of a page: 0 and 1 by its number, 2 for both."""


def margins_of(prints: Sequence[Print], marks: Sequence[Sequence[Mark]]) -> Sides:
    """The margins of pages of one size and side: a book's left pages may have others than the right ones."""
    lines: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    ems: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    for page, found in zip(prints, marks, strict=True):
        runs = body_of(page, found)
        if runs:
            em = em_of(page, runs)
            for side in (page.number % 2, 2):
                key = (round(page.width), round(page.height), side)
                lines[key] += lines_of(page, runs, em)
                ems[key].append(em)
    return {key: margins_in(found, median(ems[key])) for key, found in lines.items()}


def margins_in(lines: Sequence[Line], em: float) -> Margins:
    """The margins of some lines."""
    fewest = max(2, len(lines) // 25) if len(lines) >= ENOUGH else 1
    lefts = Counter(round(line.x0 / 3) for line in lines)
    firm = [line for line in lines if line.text[-1] not in _HANGING]
    rights = Counter(round(line.x1 / 3) for line in (firm if len(firm) >= ENOUGH else lines))
    common_left = [x for x in lefts if lefts[x] + lefts[x + 1] >= fewest]
    common_right = [x for x in rights if rights[x] + rights[x - 1] >= fewest]
    pitches = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < 4 * em]
    return Margins(
        3.0 * min(common_left) if common_left else min(line.x0 for line in lines),
        3.0 * max(common_right) if common_right else max(line.x1 for line in lines),
        em,
        median(line.height for line in lines),
        median(pitches) if pitches else 2 * em,
        len(lines),
    )


def body_of(page: Print, marks: Iterable[Mark]) -> list[Run]:
    """The runs of a page outside furniture and tables."""
    taken = {run.start for mark in marks for run in mark.line.runs}
    return [
        run
        for run in page.runs
        if run.start not in taken and not any(inside(run, table) for table in page.tables)
    ]


def inside(run: Run, table: Table) -> bool:
    """Whether a run stands in a table."""
    x0, top, x1, bottom = table.box
    return x0 - 2 <= (run.x0 + run.x1) / 2 <= x1 + 2 and top - 2 <= (run.top + run.bottom) / 2 <= bottom + 2
