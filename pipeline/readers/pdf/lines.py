"""Runs to printed lines, and lines to the columns in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.readers.pdf.pages import Print, Run

_NARROW = re.compile(r"[\x20-\x7e]")
_WORD_GAP, _FIELD_GAP = 0.22, 1.6
"""Gaps in em: between two words in letters, and between things that only share a line."""

_FEWEST_LINES = 6
_CENTRAL = 0.3
_GUTTER = 8.0
_FILLED = 0.55


class Line(NamedTuple):
    """A printed line: its runs from left to right, what stands between them, its text and its place."""

    runs: tuple[Run, ...]
    between: tuple[str, ...]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """That of its characters, which tells the size of its font."""
        return self.bottom - self.top


def em_of(page: Print, runs: Iterable[Run]) -> float:
    """The width of a Chinese character on a page."""
    shares = [_em(page.text[run.start : run.end], run) for run in runs if run.upright]
    return max(median(shares), 1.0) if shares else 10.0


def _em(text: str, run: Run) -> float:
    """The width of a Chinese character by one run; a letter or a figure takes half of it."""
    return (run.x1 - run.x0) / (len(text) - 0.5 * len(_NARROW.findall(text)))


def lines_of(page: Print, runs: Iterable[Run], em: float) -> list[Line]:
    """The lines that runs make, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: ((run.top + run.bottom) / 2, run.x0)):
        middle = (run.top + run.bottom) / 2
        for row in rows[-1:-4:-1]:
            if row[0].top <= middle <= row[0].bottom and _overlap(row[0], run):
                row.append(run)
                break
        else:
            rows.append([run])
    return sorted((_line(page, row, em) for row in rows), key=lambda line: (line.top, line.x0))


def _overlap(a: Run, b: Run) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared >= 0.5 * min(a.bottom - a.top, b.bottom - b.top)


def _line(page: Print, row: list[Run], em: float) -> Line:
    runs = sorted(row, key=lambda run: (run.x0, run.start))
    between: list[str] = []
    text = page.text[runs[0].start : runs[0].end]
    for a, b in pairwise(runs):
        gap = (b.x0 - a.x1) / em
        left, right = page.text[a.end - 1], page.text[b.start]
        if gap >= _FIELD_GAP:
            made = "   "
        elif gap >= _WORD_GAP and left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
            made = " "
        else:
            made = " " if gap >= 0.8 else ""
        between.append(made)
        text += made + page.text[b.start : b.end]
    tall = [run for run in runs if run.bottom - run.top >= 0.6 * max(r.bottom - r.top for r in runs)]
    return Line(
        tuple(runs),
        tuple(between),
        text,
        runs[0].x0,
        min(run.top for run in tall),
        max(run.x1 for run in runs),
        max(run.bottom for run in tall),
    )


def columns_of(page: Print, runs: Sequence[Run], em: float) -> list[list[Line]]:
    """The lines in the order of reading: one list a column, cut where a line goes across both."""
    gutter = _gutter(page, runs, em)
    if gutter is None:
        return [lines_of(page, runs, em)]
    sides: dict[str, list[Run]] = {"left": [], "right": [], "across": []}
    for run in runs:
        side = "left" if run.x1 <= gutter + 1 else "right" if run.x0 >= gutter - 1 else "across"
        sides[side].append(run)
    left, right = lines_of(page, sides["left"], em), lines_of(page, sides["right"], em)
    across = lines_of(page, sides["across"], em)
    found: list[list[Line]] = []
    for line in [*across, None]:
        limit = float("inf") if line is None else line.top
        for column in (left, right):
            above = [each for each in column if each.top < limit]
            del column[: len(above)]
            if above:
                found.append(above)
        if line is not None:
            if found and found[-1][-1] in across:
                found[-1].append(line)
            else:
                found.append([line])
    return found


def _gutter(page: Print, runs: Sequence[Run], em: float) -> float | None:
    """The middle of the gap between two columns of prose, or None."""
    if len(runs) < 2 * _FEWEST_LINES:
        return None
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    low, high = x0 + _CENTRAL * (x1 - x0), x1 - _CENTRAL * (x1 - x0)
    steps = max(int((high - low) / 2), 1)
    crossed = [0] * (steps + 1)
    for run in runs:
        first, last = int((run.x0 - low) / 2), int((run.x1 - low) / 2)
        for i in range(max(first, 0), min(last, steps) + 1):
            crossed[i] += 1
    fewest = min(crossed)
    best = max(_stretches(crossed, fewest), key=lambda s: s[1] - s[0])
    if (best[1] - best[0]) * 2 < min(_GUTTER, em * 0.8) or fewest > len(runs) // 4:
        return None
    at = low + best[0] + best[1]
    left = lines_of(page, [run for run in runs if run.x1 <= at + 1], em)
    right = lines_of(page, [run for run in runs if run.x0 >= at - 1], em)
    if min(len(left), len(right)) < _FEWEST_LINES:
        return None
    filled = all(
        median(line.x1 - line.x0 for line in column)
        >= _FILLED * (max(x.x1 for x in column) - min(x.x0 for x in column))
        and max(x.x1 for x in column) - min(x.x0 for x in column) >= 0.6 * width
        for column, width in ((left, at - x0), (right, x1 - at))
    )
    beside = sum(any(a.top < b.bottom and b.top < a.bottom for b in right) for a in left)
    return at if filled and beside * 2 >= min(len(left), len(right)) else None


def _stretches(crossed: Sequence[int], fewest: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i, count in enumerate(crossed):
        if count == fewest:
            if found and found[-1][1] == i:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
    return found
