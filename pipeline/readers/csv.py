"""Tables in plain text (.csv, .tsv): which mark stands between the cells is found out."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from pipeline.readers.composer import Composer, GridCell
from pipeline.readers.encoding import decode
from pipeline.readers.raw import Options, Raw, ReadError, source_of
from pipeline.readers.text import MAX_CHARACTERS
from pipeline.types import Problem

_MARKS = ",\t;|，"
_SAMPLE = 60
_MOST_CELLS = 1_000_000
_LONGEST_LINE = 100_000


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The rows of a table in text. Raises ReadError: text.empty, text.undecodable, text.too-large …"""
    if len(data) > 4 * MAX_CHARACTERS:
        raise _too_large()
    decoded = decode(data, options.encoding)
    text = decoded.text.replace("\0", "")
    if sum(text.count(mark) for mark in (*_MARKS, "\n")) > _MOST_CELLS:
        raise _too_large()
    tabs = path is not None and PurePath(path).suffix.lower() == ".tsv"
    rows = _rows(text, "\t" if tabs else _mark(text))
    composer = Composer()
    head = next((i for i, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), -1)
    composer.table(
        [
            GridCell(cell, i, j, header=i == head)
            for i, row in enumerate(rows)
            for j, cell in enumerate(_trimmed(row))
        ]
    )
    problems: tuple[Problem, ...] = ()
    if decoded.damaged:
        message = (
            f"{decoded.damaged} places of the file could not be read as {decoded.encoding}; � stands there."
        )
        problems = (Problem(code="text.damaged", message=message),)
    empty = ReadError("text.empty", "There is no text in it. Check that the file was saved completely.")
    return composer.done(source_of(data, path, "text/csv", encoding=decoded.encoding), problems, empty=empty)


def _too_large() -> ReadError:
    return ReadError(
        "text.too-large", f"The table has more than {_MOST_CELLS:,} cells. Split it into several files."
    )


def _mark(text: str) -> str:
    """The mark that cuts most of the first lines into the same number of cells."""
    lines = "\n".join(line[:_LONGEST_LINE] for line in text.splitlines()[:_SAMPLE])

    def agreement(mark: str) -> tuple[int, int]:
        sizes = [len(row) for row in _rows(lines, mark) if row]
        many = [size for size in sizes if size > 1]
        common = max(set(many), key=lambda size: (many.count(size), size), default=0)
        return many.count(common), common

    return max(_MARKS, key=agreement)


def _rows(text: str, mark: str) -> list[list[str]]:
    csv.field_size_limit(4 * MAX_CHARACTERS)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        return [line.split(mark) for line in text.splitlines()]


def _trimmed(row: list[str]) -> list[str]:
    """The row without the empty cells at its end."""
    while row and not row[-1].strip():
        row = row[:-1]
    return row
