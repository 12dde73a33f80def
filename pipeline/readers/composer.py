"""Paragraphs and tables of a format without pages to one text, with what was set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.mentions import Aside, Cell, Table
from pipeline.readers.raw import Raw, ReadError
from pipeline.readers.text import MAX_CHARACTERS
from pipeline.types import Problem, Source

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANKS = "".join(
    map(
        chr,
        (
            *range(9, 14),
            32,
            0x85,
            0xA0,
            0x1680,
            *range(0x2000, 0x200C),
            0x2028,
            0x2029,
            0x202F,
            0x205F,
            0x3000,
        ),
    )
)
_SPACES = re.compile(r"[ \t\n\xa0]+")


class Piece(NamedTuple):
    """A stretch of a paragraph, and why it is set aside, if it is."""

    text: str
    reason: str | None = None


class GridCell(NamedTuple):
    """A cell of a table by its place in the grid."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    reason: str | None = None


class Composer:
    """Puts a text together: a paragraph a line, a row of a table a line with tabs between its cells."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._asides: list[Aside] = []
        self._tables: list[Table] = []

    def paragraph(self, pieces: Iterable[Piece | str], reason: str | None = None) -> None:
        """A paragraph, without the blanks around it; with `reason` all of it is set aside. May be empty."""
        found = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
        found = [Piece(clean(text).replace("\n", " "), why) for text, why in found]
        if not "".join(text for text, _ in found).strip(_BLANKS):
            return
        self._new_line()
        start, last = self._size, len(found) - 1
        for i, (text, why) in enumerate(found):
            text = text.lstrip(_BLANKS) if self._size == start else text
            text = text.rstrip(_BLANKS) if i == last else text
            self._piece(text, None if reason else why)
        if reason:
            self._asides.append(Aside(start, self._size, reason))

    def table(self, cells: Sequence[GridCell], reason: str | None = None) -> None:
        """A table; a merged cell stands in the line of its first row. May have no text."""
        rows: dict[int, list[GridCell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        kept: list[Cell] = []
        for _, row in sorted(rows.items()):
            row.sort(key=lambda cell: cell.column)
            texts = [_SPACES.sub(" ", clean(cell.text)).strip(_BLANKS) for cell in row]
            if not any(texts):
                continue
            self._new_line()
            begin = self._size
            for i, (cell, text) in enumerate(zip(row, texts, strict=True)):
                if i:
                    self._piece("\t", None if reason else cell.reason)
                start = self._size
                self._piece(text, None if reason else cell.reason)
                place = cell.row, cell.column, cell.rows, cell.columns, cell.header
                kept.append(Cell(start, self._size, *place))
            if reason:
                self._asides.append(Aside(begin, self._size, reason))
        if kept and not reason:
            self._tables.append(Table(tuple(kept)))

    def done(self, source: Source, problems: Sequence[Problem] = (), *, empty: ReadError) -> Raw:
        """What was put together. Raises `empty` where there is nothing, and ReadError: text.too-large."""
        text = "".join(self._pieces)
        if not text:
            raise empty
        return Raw(text, source, tuple(problems), tuple(self._asides), tuple(self._tables), paragraphs=True)

    def _new_line(self) -> None:
        if self._size:
            self._piece("\n", None)

    def _piece(self, text: str, reason: str | None) -> None:
        if not text:
            return
        self._pieces.append(text)
        if reason:
            self._asides.append(Aside(self._size, self._size + len(text), reason))
        self._size += len(text)
        if self._size > MAX_CHARACTERS:
            message = (
                f"The text is longer than {MAX_CHARACTERS:,} characters. Split it into one file a document."
            )
            raise ReadError("text.too-large", message)


def clean(text: str) -> str:
    """The text without control characters; line ends of any kind are line feeds."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
