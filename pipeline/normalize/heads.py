"""Where the head of a table ends: readers know of its first row, or of the rows that the format marks."""

from __future__ import annotations

from dataclasses import replace

from pipeline.mentions import Cell, Table


def headed(table: Table) -> Table:
    """The table with every row of its head marked as such.

    A row with one cell, the table's title, has the heads of columns below it. A head that is merged over rows
    reaches as far down (指标 beside 目标, which stands over 2025年 and 2030年), and a row whose cells all
    stand below heads that are merged over columns is one of heads, too.
    """
    last = max((cell.row for cell in table.cells if cell.header), default=None)
    if last is None:
        return table
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.end > cell.start:
            rows.setdefault(cell.row, []).append(cell)
    below = min((row for row in rows if row > last), default=last)
    if is_title(table, last) and len(rows[below]) > 1:
        last = below
    most = max(rows, default=last)
    reach = max((cell.row + cell.rows - 1 for cell in rows.get(last, ())), default=last)
    wide = {column for cell in rows.get(last, ()) if cell.columns > 1 for column in _columns(cell)}
    if wide and reach == last < most:
        below = min(row for row in rows if row > last)
        reach = below if len(rows[below]) > 1 and all(c.column in wide for c in rows[below]) else last
    last = reach if wide and reach < most else last
    return Table(
        tuple(replace(cell, header=True) if cell.row <= last else cell for cell in table.cells), table.page
    )


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.columns)


def is_title(table: Table, row: int) -> bool:
    """Whether a row is one cell that stands over several columns."""
    told = [cell for cell in table.cells if cell.row == row and cell.end > cell.start]
    return len(told) == 1 and (told[0].columns > 1 or all(c.row != row or c is told[0] for c in table.cells))
