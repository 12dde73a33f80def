"""Tables of a page: which hold data and which only its layout, and the grid of the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.readers.composer import GridCell

_CELLS = ("td", "th")
_LONGEST_CELL = 1_500
"""A cell with so much in it is a column of a page."""

_MOST_COLUMNS = 200
_MOST_PLACES = 500_000


class Tables:
    """Tells a page's tables apart."""

    def __init__(self, root: Any) -> None:
        self._outer: set[int] = set()
        for table in root.css("table"):
            above = table.parent
            while above is not None and above.tag != "table" and above.mem_id != root.mem_id:
                above = above.parent
            if above is not None and above.tag == "table":
                self._outer.add(above.mem_id)

    def is_data(self, table: Any) -> bool:
        """Whether it holds data: more than one cell, no table inside, no cell as long as a page's column."""
        if table.mem_id in self._outer or table.attributes.get("role") == "presentation":
            return False
        cells = [cell for row in table.css("tr") for cell in _cells(row)]
        return len(cells) > 1 and all(len(cell.text(deep=True) or "") <= _LONGEST_CELL for cell in cells)

    def grid_of(self, table: Any, text_of: Callable[[Any], str]) -> list[GridCell]:
        """The cells by their place, what spans rows and columns taken into account."""
        rows = table.css("tr")
        taken: set[tuple[int, int]] = set()
        found: list[GridCell] = []
        for index, row in enumerate(rows):
            column = 0
            for cell in _cells(row):
                while (index, column) in taken:
                    column += 1
                high = _span(cell, "rowspan", len(rows) - index) or len(rows) - index
                wide = _span(cell, "colspan", _MOST_COLUMNS) or 1
                if len(taken) < _MOST_PLACES:
                    taken |= {(index + i, column + j) for i in range(high) for j in range(wide)}
                header = cell.tag == "th" or row.parent.tag == "thead" or (index == 0 and len(rows) > 1)
                found.append(GridCell(text_of(cell), index, column, high, wide, header))
                column += wide
        return found


def _cells(row: Any) -> list[Any]:
    found = []
    cell = row.child
    while cell is not None:
        if cell.tag in _CELLS:
            found.append(cell)
        cell = cell.next
    return found


def _span(cell: Any, name: str, most: int) -> int:
    told = (cell.attributes.get(name) or "").strip()
    return min(int(told), most) if told.isdecimal() and len(told) < 6 else 1
