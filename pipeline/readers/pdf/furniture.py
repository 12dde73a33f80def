"""What is printed around the text: running heads and feet, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.readers.pdf.lines import Line, em_of, lines_of
from pipeline.readers.pdf.pages import Print, Run

_ZONE = 0.14
_OUTERMOST = 3
_NEAR = 8.0
_MARKED = re.compile(
    r"[-—–_·•~～<《〈\[【（(|]{1,3}\s*(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s*[-—–_·•~～>》〉\]】）)|]{1,3}"
    r"|第\s*\d{1,4}\s*[页頁](?:[\s,，/]{0,3}共\s*\d{1,4}\s*[页頁])?|\d{1,4}\s*/\s*\d{1,4}"
    r"|(?:[Pp]age\s*)\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_BARE = re.compile(r"\d{1,4}|[ivxlc]{1,6}")
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")


class Mark(NamedTuple):
    """A piece of furniture, why it is one, and whether it stands below the text."""

    page: int
    line: Line
    reason: str
    below: bool


def find(prints: Sequence[Print]) -> list[tuple[Mark, ...]]:
    """The furniture of each page, from top to bottom."""
    marks = [_watermarks(page) for page in prints]
    stamped = _stamped(prints)
    lines = []
    for page, found in zip(prints, marks, strict=True):
        taken = {run.start for mark in found for run in mark.line.runs}
        runs = [run for run in page.runs if run.upright and run.start not in taken]
        overprint = [run for run in runs if _place(page, run) in stamped]
        em = em_of(page, page.runs)
        found += [Mark(page.number, line, "watermark", False) for line in lines_of(page, overprint, em)]
        lines.append(_outside_tables(page, lines_of(page, [r for r in runs if r not in overprint], em)))
    edges = [list(_at_the_edge(page, found)) for page, found in zip(prints, lines, strict=True)]
    repeated = _repeated(edges)
    counted = _counted(edges)
    for index, (page, edge) in enumerate(zip(prints, edges, strict=True)):
        for line, below, order in edge:
            reason = None
            if _is_page_number(line, below, order, index in counted.get((below, line.text), ())):
                reason = "page number"
            elif any(abs(line.top - top) <= _NEAR for top in repeated.get((below, _key(line)), ())):
                reason = "running foot" if below else "running head"
            if reason is not None:
                marks[index].append(Mark(page.number, line, reason, below))
    return [tuple(sorted(found, key=lambda mark: mark.line.top)) for found in marks]


def _watermarks(page: Print) -> list[Mark]:
    """Runs that stand askew."""
    askew = [run for run in page.runs if not run.upright]
    lines = [Line((r,), (), page.text[r.start : r.end], r.x0, r.top, r.x1, r.bottom) for r in askew]
    return [Mark(page.number, line, "watermark", False) for line in lines]


def _place(page: Print, run: Run) -> tuple[str, int, int]:
    return page.text[run.start : run.end], round(run.x0 / 3), round(run.top / 3)


def _stamped(prints: Sequence[Print]) -> set[tuple[str, int, int]]:
    """What is printed over the text of page after page at one place."""
    counts: Counter[tuple[str, int, int]] = Counter()
    over: set[tuple[str, int, int]] = set()
    if len(prints) < 3:
        return over
    for page in prints:
        counts.update({_place(page, run) for run in page.runs})
    often = {place for place, count in counts.items() if count >= 3 and count * 2 >= len(prints)}
    for page in prints:
        for run in page.runs if often else ():
            place = _place(page, run)
            if place in often and place not in over and any(_covers(run, other) for other in page.runs):
                over.add(place)
    return over


def _covers(a: Run, b: Run) -> bool:
    """Whether two runs are printed over each other."""
    if a.start == b.start:
        return False
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > 4 and high > 0.4 * min(a.bottom - a.top, b.bottom - b.top)


def _outside_tables(page: Print, lines: list[Line]) -> list[Line]:
    return [
        line
        for line in lines
        if not any(
            t.box[1] - 2 <= (line.top + line.bottom) / 2 <= t.box[3] + 2
            and t.box[0] - 2 <= line.x0 <= t.box[2]
            for t in page.tables
        )
    ]


def _at_the_edge(page: Print, lines: list[Line]) -> Iterator[tuple[Line, bool, int]]:
    """The outermost lines above and below, each with whether it is below and how far inside it is."""
    above = [line for line in lines if line.bottom <= page.height * _ZONE][:_OUTERMOST]
    below = [line for line in lines if line.top >= page.height * (1 - _ZONE)][-_OUTERMOST:]
    yield from ((line, False, order) for order, line in enumerate(above))
    yield from ((line, True, len(below) - 1 - order) for order, line in enumerate(below) if line not in above)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", _BLANKS.sub("", line.text))


def _repeated(edges: Sequence[Sequence[tuple[Line, bool, int]]]) -> dict[tuple[bool, str], list[float]]:
    """Where the lines stand that are printed at the edge of three pages, or of both where there are two."""
    tops: dict[tuple[bool, str], list[float]] = defaultdict(list)
    for edge in edges:
        for line, below, _ in edge:
            tops[below, _key(line)].append(line.top)
    fewest = 2 if len(edges) <= 3 else 3
    return {
        key: [top for top in found if sum(abs(top - other) <= _NEAR for other in found) >= fewest]
        for key, found in tops.items()
        if len(found) >= fewest
    }


def _counted(edges: Sequence[Sequence[tuple[Line, bool, int]]]) -> dict[tuple[bool, str], set[int]]:
    """Bare numbers that count up with the pages: the pages on which they stand."""
    shifts: Counter[tuple[bool, int]] = Counter()
    bare: list[tuple[int, bool, str]] = []
    for index, edge in enumerate(edges):
        for line, below, _ in edge:
            if line.text.isdigit() and line.text.isascii() and len(line.text) <= 4:
                shifts[below, int(line.text) - index] += 1
                bare.append((index, below, line.text))
    found: dict[tuple[bool, str], set[int]] = defaultdict(set)
    for index, below, text in bare:
        if shifts[below, int(text) - index] >= 2:
            found[below, text].add(index)
    return found


def _is_page_number(line: Line, below: bool, order: int, counted: bool) -> bool:
    if _MARKED.fullmatch(line.text.strip()):
        return order <= 1
    if counted:
        return True
    return below and order == 0 and _BARE.fullmatch(line.text) is not None
