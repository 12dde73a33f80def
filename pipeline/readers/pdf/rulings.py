"""Ruling lines of a page, and the tables that they make."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as c

from pipeline.readers.layout import Box
from pipeline.readers.pdf.frame import Frame

_THIN = 3.0
_SHORTEST = 6.0
_NEAR = 3.0
_MOST_OBJECTS = 10_000
_MOST_SEGMENTS = 1_000
_MOST_LINES = 2_000
_MOST_SQUARES = 5_000
_DEEPEST = 3


class Field(NamedTuple):
    """A cell of a ruled table: its box, its place in the grid and how much of it it takes."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


class Table(NamedTuple):
    """A ruled table: its box, where its columns and its rows are divided, and its cells."""

    box: Box
    dividers: tuple[float, ...]
    levels: tuple[float, ...]
    fields: tuple[Field, ...]
    owners: dict[tuple[int, int], Field]

    def field_at(self, x: float, y: float) -> Field:
        """The cell around a point, or the nearest one."""
        row = min(max(bisect_right(self.levels, y) - 1, 0), len(self.levels) - 2)
        column = min(max(bisect_right(self.dividers, x) - 1, 0), len(self.dividers) - 2)
        return self.owners[row, column]


class _Line(NamedTuple):
    """A ruling line at `at` from `low` to `high`, the other coordinate."""

    at: float
    low: float
    high: float


def tables_of(page: Any, frame: Frame) -> tuple[Table, ...]:
    """The tables of a page that have ruling lines across and down, from top to bottom."""
    across: list[_Line] = []
    down: list[_Line] = []
    for box in _strokes(page, frame):
        x0, top, x1, bottom = box
        if bottom - top <= _THIN and x1 - x0 >= _SHORTEST:
            across.append(_Line((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= _THIN and bottom - top >= _SHORTEST:
            down.append(_Line((x0 + x1) / 2, top, bottom))
        if len(across) + len(down) > _MOST_LINES:
            return ()
    if len(across) < 2 or len(down) < 2:
        return ()
    return tuple(sorted(_tables(_merged(across), _merged(down)), key=lambda table: table.box[1]))


def _strokes(page: Any, frame: Frame) -> Iterator[Box]:
    """The boxes of the straight strokes on a page, forms inside it included."""
    left = [_MOST_OBJECTS]
    for obj in _objects(page.raw, c.FPDFPage_CountObjects, c.FPDFPage_GetObject, left, 0, ()):
        yield from _straight(*obj, frame)


def _objects(
    owner: Any, count: Any, get: Any, left: list[int], depth: int, matrices: tuple[Any, ...]
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for i in range(count(owner)):
        left[0] -= 1
        if left[0] < 0:
            return
        obj = get(owner, i)
        kind = c.FPDFPageObj_GetType(obj)
        if kind == c.FPDF_PAGEOBJ_PATH:
            yield obj, matrices
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(
                obj,
                c.FPDFFormObj_CountObjects,
                c.FPDFFormObj_GetObject,
                left,
                depth + 1,
                (_matrix(obj), *matrices),
            )


def _matrix(obj: Any) -> Any:
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(obj, ctypes.byref(matrix)):
        matrix.a = matrix.d = 1.0
    return matrix


def _straight(obj: Any, matrices: tuple[Any, ...], frame: Frame) -> Iterator[Box]:
    """The straight parts of a path, as boxes: a thin rectangle is one, a wide one has four."""
    chain = (_matrix(obj), *matrices)
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(c.FPDFPath_CountSegments(obj), _MOST_SEGMENTS)):
        segment = c.FPDFPath_GetPathSegment(obj, i)
        kind = c.FPDFPathSegment_GetType(segment)
        if not c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = x.value, y.value
        for m in chain:
            point = m.a * point[0] + m.c * point[1] + m.e, m.b * point[0] + m.d * point[1] + m.f
        if kind == c.FPDF_SEGMENT_MOVETO:
            yield from _sides(corners, frame)
            corners = [point]
        elif kind == c.FPDF_SEGMENT_LINETO:
            corners.append(point)
            if c.FPDFPathSegment_GetClose(segment):
                corners.append(corners[0])
        else:
            corners = []
    yield from _sides(corners, frame)


def _sides(corners: list[tuple[float, float]], frame: Frame) -> Iterator[Box]:
    if len(corners) < 2:
        return
    xs, ys = zip(*corners, strict=True)
    if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
        yield frame.box(min(xs), min(ys), max(xs), max(ys))
        return
    for (ax, ay), (bx, by) in pairwise(corners):
        yield frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _merged(lines: list[_Line]) -> list[_Line]:
    """The lines with pieces of one line put together."""
    found: list[_Line] = []
    at = 0.0
    snapped: list[_Line] = []
    for line in sorted(lines):
        if not snapped or line.at - at > _NEAR:
            at = line.at
        snapped.append(_Line(at, line.low, line.high))
    for line in sorted(snapped):
        if found and found[-1].at == line.at and line.low <= found[-1].high + _NEAR:
            found[-1] = found[-1]._replace(high=max(found[-1].high, line.high))
        else:
            found.append(line)
    return found


def _tables(across: list[_Line], down: list[_Line]) -> Iterator[Table]:
    for rows, columns in _connected(across, down):
        ys = sorted({line.at for line in rows})
        xs = sorted({line.at for line in columns})
        squares = (len(ys) - 1) * (len(xs) - 1)
        if 2 <= squares <= _MOST_SQUARES:
            fields = _fields(xs, ys, rows, columns)
            if len(fields) > 1 and all(_is_closed(f, rows, columns) for f in fields):
                owners = {
                    (f.row + i, f.column + j): f
                    for f in fields
                    for i in range(f.rows)
                    for j in range(f.columns)
                }
                yield Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), fields, owners)


def _is_closed(field: Field, across: list[_Line], down: list[_Line]) -> bool:
    """Whether lines go all round a cell: in a drawing of boxes and arrows they don't."""
    x0, top, x1, bottom = field.box
    beside = [line for line in down if line.low - _NEAR <= top and bottom <= line.high + _NEAR]
    above = [line for line in across if line.low - _NEAR <= x0 and x1 <= line.high + _NEAR]
    return {x0, x1} <= {line.at for line in beside} and {top, bottom} <= {line.at for line in above}


def _connected(across: list[_Line], down: list[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that meet."""
    left_across, left_down = set(across), set(down)
    while left_across:
        todo: list[tuple[_Line, bool]] = [(left_across.pop(), True)]
        group: tuple[list[_Line], list[_Line]] = ([], [])
        while todo:
            line, is_across = todo.pop()
            group[0 if is_across else 1].append(line)
            others = left_down if is_across else left_across
            meeting = [other for other in others if _meet(line, other)]
            others.difference_update(meeting)
            todo += [(other, not is_across) for other in meeting]
        if len(group[0]) >= 2 and len(group[1]) >= 2:
            yield group


def _meet(a: _Line, b: _Line) -> bool:
    return a.low - _NEAR <= b.at <= a.high + _NEAR and b.low - _NEAR <= a.at <= b.high + _NEAR


def _fields(xs: list[float], ys: list[float], across: list[_Line], down: list[_Line]) -> tuple[Field, ...]:
    """The cells of a grid: squares with no line between them are one cell."""
    wide, high = len(xs) - 1, len(ys) - 1
    ruled_across = _ruled(across, ys, xs)
    ruled_down = _ruled(down, xs, ys)
    taken: set[tuple[int, int]] = set()
    fields: list[Field] = []
    for row in range(high):
        for column in range(wide):
            if (row, column) in taken:
                continue
            columns = 1
            while (
                column + columns < wide
                and (column + columns, row) not in ruled_down
                and (row, column + columns) not in taken
            ):
                columns += 1
            rows = 1
            while row + rows < high and all(
                (row + rows, i) not in ruled_across and (row + rows, i) not in taken
                for i in range(column, column + columns)
            ):
                rows += 1
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
            box = (xs[column], ys[row], xs[column + columns], ys[row + rows])
            fields.append(Field(box, row, column, rows, columns))
    return tuple(fields)


def _ruled(lines: list[_Line], positions: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """Which sides of squares are ruled: (index of the position, index of the step)."""
    index = {at: i for i, at in enumerate(positions)}
    return {
        (index[line.at], i)
        for line in lines
        for i in range(len(steps) - 1)
        if line.low - _NEAR <= (steps[i] + steps[i + 1]) / 2 <= line.high + _NEAR
    }
