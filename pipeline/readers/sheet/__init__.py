"""Workbooks (.xlsx): each sheet a table, a row a line, cells as they are shown."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from pipeline.readers.composer import Composer, GridCell
from pipeline.readers.package import Package, refuse_entities
from pipeline.readers.raw import Options, Raw, ReadError, source_of
from pipeline.readers.sheet.shown import shown

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST = 40_000_000
"""XML of the whole workbook; as cells in memory it takes about fifteen times as much."""

_MOST_MERGED = 2_000_000


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of a workbook, its sheets in their order; hidden sheets, rows and columns are set aside.

    A formula gives the value that the file holds of it. Raises ReadError: sheet.damaged, sheet.empty,
    sheet.too-large, archive.damaged, archive.too-large, archive.encrypted.
    """
    composer = Composer()
    has_cells = False
    for sheet in _opened(data).worksheets:
        cells = _cells(sheet)
        if any(cell.text.strip() for cell in cells):
            has_cells = True
            hidden = None if sheet.sheet_state == "visible" else "hidden sheet"
            composer.paragraph([sheet.title], hidden or "sheet name")
            composer.table(cells, hidden)
    empty = ReadError("sheet.empty", "There is nothing in the workbook's cells. Is it the right file?")
    if not has_cells:
        raise empty
    return composer.done(source_of(data, path, MEDIA_TYPE), empty=empty)


def _opened(data: bytes) -> Workbook:
    _check(data)
    import openpyxl  # noqa: PLC0415  (slow to import)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and drawings that don't matter here
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        except Exception as error:  # openpyxl raises whatever comes up in a damaged file
            raise ReadError(
                "sheet.damaged",
                "The workbook is damaged or not quite in its format. Save it anew from Excel or WPS.",
            ) from error


def _check(data: bytes) -> None:
    """Refuse what would take too much memory, and XML that declares entities."""
    package = Package(data)
    parts = [member for member in package.members if member.filename.endswith((".xml", ".rels"))]
    whole = sum(member.file_size for member in parts)
    if whole > _LARGEST:
        raise ReadError(
            "sheet.too-large",
            f"The workbook holds {whole // 1_000_000} MB of XML; {_LARGEST // 1_000_000} are read. Split it.",
        )
    for member in parts:
        refuse_entities(package.read(member))


def _cells(sheet: Worksheet) -> list[GridCell]:
    """The cells from the first to the last value of each row; a merged cell stands at its first place."""
    values: dict[tuple[int, int], Any] = {
        place: cell for place, cell in sorted(sheet._cells.items()) if cell.value is not None
    }
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    bottom = max((row for row, _ in values), default=0)
    for area in sheet.merged_cells.ranges:
        rows, columns = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
        spans[area.min_row, area.min_col] = rows, columns
        if len(covered) < _MOST_MERGED:
            covered |= {
                (row, column)
                for row in range(area.min_row, min(area.max_row, bottom) + 1)
                for column in range(area.min_col, min(area.max_col, area.min_col + 1_000) + 1)
            }
    covered -= set(spans)
    by_row: dict[int, list[int]] = {}
    for row, column in values:
        by_row.setdefault(row, []).append(column)
    left = min((column for _, column in values), default=1)
    head = next((row for row, columns in by_row.items() if len(columns) > 1), 0)
    found: list[GridCell] = []
    for row, columns in by_row.items():
        for column in range(left, min(max(columns), left + 1_000) + 1):
            if (row, column) in covered:
                continue
            cell = values.get((row, column))
            text = "" if cell is None else shown(cell.value, cell.number_format)
            rows, wide = spans.get((row, column), (1, 1))
            hidden = "hidden cells" if _is_hidden(sheet, row, column) else None
            found.append(GridCell(text, row - 1, column - 1, rows, wide, row == head, hidden))
    return found


def _is_hidden(sheet: Worksheet, row: int, column: int) -> bool:
    if sheet.row_dimensions[row].hidden if row in sheet.row_dimensions else False:
        return True
    return any(
        dimension.hidden and (dimension.min or 0) <= column <= (dimension.max or 0)
        for dimension in sheet.column_dimensions.values()
    )
