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
_MOST_MEETINGS = 100_000
_MOST_POINTS = 3_000
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


def tables_of(page: Any, frame: Frame) -> tuple[Table, ...]:
    """The tables of a page that have ruling lines across and down, from top to bottom."""
    edges: list[dict[str, Any]] = []
    across = 0
    for x0, top, x1, bottom in _strokes(page, frame):
        if bottom - top <= _THIN and x1 - x0 >= _SHORTEST:
            middle = (top + bottom) / 2
            edges.append(_edge("h", x0, middle, x1, middle))
            across += 1
        elif x1 - x0 <= _THIN and bottom - top >= _SHORTEST:
            middle = (x0 + x1) / 2
            edges.append(_edge("v", middle, top, middle, bottom))
        if len(edges) > _MOST_LINES:
            return ()
    if across < 2 or len(edges) - across < 2:
        return ()
    return tuple(sorted(_tables(edges), key=lambda table: table.box[1]))


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """A ruling line as pdfplumber has it."""
    size = {"width": x1 - x0, "height": bottom - top}
    return {"orientation": orientation, "x0": x0, "top": top, "x1": x1, "bottom": bottom, **size}


def _tables(edges: list[dict[str, Any]]) -> Iterator[Table]:
    """The grids that pdfplumber finds in ruling lines and that cells fill: drawings of boxes leave gaps."""
    from pdfplumber import table as finder  # noqa: PLC0415  (only pages with ruling lines need it)

    merged = finder.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    across = sum(edge["orientation"] == "h" for edge in merged)
    if across * (len(merged) - across) > _MOST_MEETINGS:
        return
    points = finder.edges_to_intersections(merged, _NEAR, _NEAR)
    if len(points) > _MOST_POINTS:
        return
    for boxes in finder.cells_to_tables(finder.intersections_to_cells(points)):
        table = _table(boxes)
        if len(table.owners) == (len(table.dividers) - 1) * (len(table.levels) - 1):
            yield table


def _table(boxes: list[Box]) -> Table:
    """The grid of some cells."""
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    columns = {x: i for i, x in enumerate(xs)}
    rows = {y: i for i, y in enumerate(ys)}
    fields = sorted(
        (
            Field(
                box,
                rows[box[1]],
                columns[box[0]],
                rows[box[3]] - rows[box[1]],
                columns[box[2]] - columns[box[0]],
            )
            for box in boxes
        ),
        key=lambda field: (field.row, field.column),
    )
    owners = {(f.row + i, f.column + j): f for f in fields for i in range(f.rows) for j in range(f.columns)}
    return Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(fields), owners)


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
