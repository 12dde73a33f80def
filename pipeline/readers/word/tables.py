"""Tables of a Word document as a grid of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.readers.composer import GridCell
from pipeline.readers.word.parts import W, children, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WIDEST = 1_000


@dataclass
class _Cell:
    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1
    header: bool = False


def rows_of(table: Element) -> Iterator[Element]:
    """The rows that are shown: a row whose deletion is recorded is not."""
    for row in children(table):
        if row.tag == W + "tr":
            properties = row.find(W + "trPr")
            if properties is None or (
                properties.find(W + "del") is None and not is_on(properties.find(W + "hidden"))
            ):
                yield row


def only_cell(table: Element) -> Element | None:
    """The cell of a table that has one: a frame around paragraphs."""
    cells = [cell for row in rows_of(table) for cell in children(row) if cell.tag == W + "tc"]
    return cells[0] if len(cells) == 1 else None


def grid_of(table: Element, text_of: Callable[[Element], str]) -> list[GridCell]:
    """The cells; `text_of` gives the text of each, asked for once and in order."""
    found: list[_Cell] = []
    above: dict[int, _Cell] = {}
    rows = list(rows_of(table))
    heads = 0
    for index, row in enumerate(rows):
        properties = row.find(W + "trPr")
        if heads == index and properties is not None and is_on(properties.find(W + "tblHeader")):
            heads += 1
        column = 0 if properties is None else _width(properties.find(W + "gridBefore"), 0)
        here: dict[int, _Cell] = {}
        for element in children(row):
            if element.tag != W + "tc":
                continue
            told = element.find(W + "tcPr")
            if told is not None and told.find(W + "cellDel") is not None:
                continue
            columns = 1 if told is None else _width(told.find(W + "gridSpan"), 1)
            merged = None if told is None else told.find(W + "vMerge")
            goes_on = merged is not None and value(merged) != "restart" and column in above
            cell = above[column] if goes_on else _Cell(element, index, column, columns)
            if goes_on:
                cell.rows = index - cell.row + 1
            else:
                found.append(cell)
            if merged is not None:
                here[column] = cell
            column += columns
        above = here
    for cell in found:
        cell.header = cell.row < (heads or (1 if len(rows) > 1 else 0))
    return [GridCell(text_of(c.element), c.row, c.column, c.rows, c.columns, header=c.header) for c in found]


def _width(element: Element | None, default: int) -> int:
    return min(max(number(value(element), default), default), _WIDEST)
