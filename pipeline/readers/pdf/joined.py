"""Tables that go on from page to page as one: rows joined, repeated heads told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import NamedTuple

from pipeline.readers.pdf.blocks import Block, Grid, Paragraph
from pipeline.readers.pdf.furniture import Mark
from pipeline.readers.pdf.lines import Line
from pipeline.readers.pdf.rulings import Field

_NEAR = 6.0
_FINAL = "。！？；!?;"
_LONGEST_HEAD = 20
_MOST_HEAD_ROWS = 3


class Part(NamedTuple):
    """What of a cell is on one page."""

    page: int
    lines: tuple[Line, ...]
    right: float
    em: float

    def fills(self, line: Line) -> bool:
        """Whether a line goes to the cell's right side, so that the next one goes on with it."""
        return line.x1 >= self.right - 2.2 * self.em

    @property
    def open_end(self) -> bool:
        """Whether the last line fills the cell."""
        return bool(self.lines) and self.fills(self.lines[-1])

    @property
    def text(self) -> str:
        """Its words without blanks."""
        return "".join("".join(line.text.split()) for line in self.lines)


class TableCell(NamedTuple):
    """A cell and its parts, one a page."""

    field: Field
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Its words without blanks."""
        return "".join(part.text for part in self.parts)


@dataclass(slots=True)
class Row:
    """A row. A repeated head has no index of its own."""

    index: int
    cells: list[TableCell]
    header: bool = False
    repeated: bool = False

    @property
    def texts(self) -> list[str]:
        """The words of its cells."""
        return [cell.text for cell in self.cells]


@dataclass(slots=True)
class Joined:
    """A whole table."""

    page: int
    dividers: tuple[float, ...]
    rows: list[Row] = dataclass_field(default_factory=list)


def grids(blocks: Sequence[Block]) -> list[Paragraph | Joined | Mark]:
    """The blocks with tables that go on joined; furniture between their pages comes behind them."""
    found: list[Paragraph | Joined | Mark] = []
    table: Joined | None = None
    last_page = 0
    for block in blocks:
        if isinstance(block, Grid):
            if table is not None and block.page == last_page + 1 and _same(table, block):
                _append(table, _rows(block))
            else:
                table = Joined(block.page, block.table.dividers)
                _append(table, _rows(block))
                found.append(table)
            last_page = block.page
            continue
        if isinstance(block, Paragraph):
            table = None
        found.append(block)
    return found


def _same(table: Joined, grid: Grid) -> bool:
    mine, theirs = table.dividers, grid.table.dividers
    return len(mine) == len(theirs) and all(abs(a - b) <= _NEAR for a, b in zip(mine, theirs, strict=True))


def _rows(grid: Grid) -> list[Row]:
    rows: dict[int, list[TableCell]] = {}
    for cell, lines in grid.cells:
        part = Part(grid.page, lines, cell.box[2], grid.em)
        rows.setdefault(cell.row, []).append(TableCell(cell, (part,)))
    return [Row(index, cells) for index, cells in sorted(rows.items())]


def _append(table: Joined, rows: list[Row]) -> None:
    """Add a page's rows: heads that are repeated are marked, a row cut by the page's end is put together."""
    if not table.rows:
        table.rows = rows
        rows[0].header = _looks_like_a_head(rows)
        return
    heads = 0
    own = [row for row in table.rows if not row.repeated]
    while heads < min(_MOST_HEAD_ROWS, len(rows) - 1, len(own)) and rows[heads].texts == own[heads].texts:
        if not any(rows[heads].texts):
            break
        heads += 1
    for i in range(heads):
        rows[i].repeated = True
        own[i].header = True
    body = rows[heads:]
    if body and _goes_on(own[-1], body[0]):
        _join(own[-1], body.pop(0))
    for index, row in enumerate(body, own[-1].index + 1):
        row.index = index
    table.rows += [*rows[:heads], *body]


def _looks_like_a_head(rows: list[Row]) -> bool:
    texts = rows[0].texts
    return (
        len(rows) > 1
        and len(texts) > 1
        and all(0 < len(text) <= _LONGEST_HEAD and not any(char.isdigit() for char in text) for text in texts)
    )


def _goes_on(last: Row, first: Row) -> bool:
    """Whether a row at a page's beginning is the rest of the one before; its first cell is empty then."""
    if len(last.cells) != len(first.cells) or first.cells[0].text or not last.cells[0].text:
        return False
    pairs = zip(last.cells, first.cells, strict=True)
    return any(
        after.text and before.text and before.text[-1] not in _FINAL and before.parts[-1].open_end
        for before, after in pairs
    )


def _join(last: Row, first: Row) -> None:
    last.cells = [
        TableCell(a.field, a.parts + tuple(part for part in b.parts if part.lines))
        for a, b in zip(last.cells, first.cells, strict=True)
    ]
