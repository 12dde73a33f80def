"""Blocks of all pages to one text, with what was set aside, the tables and the layout."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.mentions import Aside, Cell, Table
from pipeline.readers.layout import Layout, Page
from pipeline.readers.pdf import joined
from pipeline.readers.pdf.blocks import NUMBERED, Block, Paragraph, are_indented, continues, is_unfinished
from pipeline.readers.pdf.furniture import Mark
from pipeline.readers.pdf.lines import Line
from pipeline.readers.pdf.pages import Print


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with what belongs to it."""

    text: str
    asides: tuple[Aside, ...]
    tables: tuple[Table, ...]
    numbers: array[int]
    edges: array[float] | None

    def layout(self, pages: tuple[Page, ...]) -> Layout:
        """The layout of the text on these pages."""
        return Layout(pages, self.numbers, self.edges)


def compose(prints: Sequence[Print], blocks: Sequence[Sequence[Block]], *, boxes: bool) -> Composed:
    """The text of all pages: a paragraph or a table's row a line, furniture behind what it interrupts."""
    composer = _Composer(prints, boxes=boxes)
    indented = are_indented(block for page in blocks for block in page if isinstance(block, Paragraph))
    before: Paragraph | None = None
    marks: list[Mark] = []
    for block in joined.grids([block for page in blocks for block in page]):
        if isinstance(block, Mark):
            marks.append(block)
            continue
        goes_on = (
            isinstance(block, Paragraph)
            and before is not None
            and (block.page != before.page or block.lines[0].top < before.lines[-1].top)
            and continues(before, block, indented=indented)
        )
        if not goes_on:
            composer.furniture(marks)
            marks = []
        if isinstance(block, Paragraph):
            composer.paragraph(block, before if goes_on else None)
            before = block
        else:
            composer.table(block)
            before = None
    composer.furniture(marks)
    return composer.done()


class _Composer:
    """Puts the text together, character by character with its page and box."""

    def __init__(self, prints: Sequence[Print], *, boxes: bool) -> None:
        self._prints = prints
        self._pieces: list[str] = []
        self._size = 0
        self._numbers = array("L")
        self._edges = array("f") if boxes else None
        self._asides: list[Aside] = []
        self._tables: list[Table] = []

    def done(self) -> Composed:
        """What was put together."""
        asides = tuple(sorted(self._asides, key=lambda aside: aside.start))
        return Composed("".join(self._pieces), asides, tuple(self._tables), self._numbers, self._edges)

    def furniture(self, marks: Sequence[Mark]) -> None:
        """Furniture on lines of its own."""
        for mark in marks:
            self._new_line()
            start = self._size
            self._line(mark.line, mark.page)
            self._asides.append(Aside(start, self._size, mark.reason))

    def paragraph(self, block: Paragraph, before: Paragraph | None) -> None:
        """A paragraph; with `before` it goes on from there."""
        last = None if before is None else before.lines[-1]
        if last is None:
            self._new_line()
        self._lines(block.lines, block.page, last)

    def table(self, grid: joined.Joined) -> None:
        """A table, a row a line; a cell that stands over several rows is in the first."""
        cells: list[Cell] = []
        for row in grid.rows:
            self._new_line()
            start = self._size
            for i, cell in enumerate(row.cells):
                if i:
                    self._make("\t")
                begin = self._size
                for j, part in enumerate(cell.parts):
                    if j and part.lines and self._size > begin and not cell.parts[j - 1].open_end:
                        self._make(" ")
                    self._cell_lines(part)
                if not row.repeated:
                    field = cell.field
                    cells.append(
                        Cell(
                            begin,
                            self._size,
                            row.index,
                            field.column,
                            field.rows,
                            field.columns,
                            row.header,
                        )
                    )
            if row.repeated:
                self._asides.append(Aside(start, self._size, "repeated table head"))
        self._tables.append(Table(tuple(cells), grid.page))

    def _cell_lines(self, part: joined.Part) -> None:
        last: Line | None = None
        for line in part.lines:
            if last is not None:
                goes_on = part.fills(last) and not _words(last, line)
                self._make("" if goes_on and not _begins(last, line) else " ")
            self._line(line, part.page)
            last = line

    def _lines(self, lines: Iterable[Line], page: int, last: Line | None) -> None:
        for line in lines:
            if last is not None:
                self._joint(last, line)
            self._line(line, page)
            last = line

    def _joint(self, last: Line, line: Line) -> None:
        """Between two lines of a paragraph: a blank between words, a hyphen at a line's end set aside."""
        if (
            last.text[-1] == "-"
            and last.text[-2:-1].isalpha()
            and last.text.isascii()
            and line.text[0].islower()
        ):
            self._asides.append(Aside(self._size - 1, self._size, "hyphen"))
        elif _words(last, line):
            self._make(" ")

    def _line(self, line: Line, page: int) -> None:
        for i, run in enumerate(line.runs):
            if i:
                self._make(line.between[i - 1])
            self._print(page, run.start, run.end)

    def _print(self, number: int, start: int, end: int) -> None:
        page = self._prints[number - 1]
        self._pieces.append(page.text[start:end])
        self._size += end - start
        self._numbers.extend([number] * (end - start))
        if self._edges is not None and page.boxes is not None:
            for box in page.boxes[start:end]:
                self._edges.extend(box)

    def _make(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._size += len(text)
            self._numbers.extend([0] * len(text))
            if self._edges is not None:
                self._edges.extend([0.0] * (4 * len(text)))

    def _new_line(self) -> None:
        if self._size and self._pieces[-1] != "\n":
            self._make("\n")


def _begins(last: Line, line: Line) -> bool:
    """Whether a numbered item begins after a finished one."""
    return NUMBERED.match(line.text) is not None and not is_unfinished(last.text)


def _words(last: Line, line: Line) -> bool:
    left, right = last.text[-1], line.text[0]
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
