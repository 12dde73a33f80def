"""What is printed on the pages of a PDF: runs of characters with their boxes, and ruling lines."""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.readers.layout import Box
from pipeline.readers.pdf.frame import Frame
from pipeline.readers.pdf.rulings import Table, tables_of
from pipeline.readers.raw import ReadError
from pipeline.readers.text import MAX_CHARACTERS
from pipeline.types import Problem

MAX_PAGES = 5_000
MAX_PAGE_CHARACTERS = 200_000
_SECONDS, _SECONDS_A_PAGE = 20.0, 0.5
_HYPHEN = "\ufffe"
"""pdfium's sign for a hyphen at a line's end; the next line follows it at once."""

_WORDS = re.compile(rf"[^\x00-\x1f\x7f{_HYPHEN}\uffff]+{_HYPHEN}?")
_UPRIGHT = math.radians(4)
_MOST_OBJECTS = 50_000
"""A page with more of them would take too long to be drawn."""

_FEWEST_PATHS = 60
"""A page without text and with so many lines may have its letters drawn."""


class Run(NamedTuple):
    """Characters that stand together on one line: page.text[start:end], and where."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Print:
    """One page: its characters in the order of the file, its runs and its ruled tables.

    `boxes` has one box a character, or is None where nobody needs them.
    """

    number: int
    width: float
    height: float
    text: str
    runs: tuple[Run, ...]
    boxes: list[Box] | None = None
    tables: tuple[Table, ...] = ()
    is_picture: bool = False


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The open document. Raises ReadError: pdf.encrypted, pdf.damaged, pdf.too-large."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == c.FPDF_ERR_PASSWORD:
            raise ReadError(
                "pdf.encrypted",
                "The PDF is locked with a password. Save a copy of it without one, and read that.",
            ) from error
        raise _damaged() from error
    try:
        if len(document) > MAX_PAGES:
            message = f"The PDF has more than {MAX_PAGES:,} pages. Split it into one file a document."
            raise ReadError("pdf.too-large", message)
        if len(document) == 0:
            raise _damaged()
        yield document
    finally:
        document.close()


def _damaged() -> ReadError:
    return ReadError(
        "pdf.damaged",
        "The PDF is damaged or was saved incompletely: it can't be opened. Get it again.",
    )


class Recorder:
    """Records page after page. What had to be given up is in `problems` afterwards."""

    def __init__(self, document: Any, *, boxes: bool) -> None:
        self.problems: list[Problem] = []
        self._document = document
        self._boxes = boxes

    def pages(self) -> Iterator[Print]:
        """The pages in order; a page that can't be read is an empty one."""
        count = len(self._document)
        end = time.monotonic() + _SECONDS + _SECONDS_A_PAGE * count
        unread: list[int] = []
        size = 0
        for index in range(count):
            printed = None
            if time.monotonic() < end and size <= MAX_CHARACTERS:
                printed = self._page(index)
            if printed is None:
                unread.append(index + 1)
                printed = Print(index + 1, 0.0, 0.0, "", ())
            size += len(printed.text)
            yield printed
        if unread:
            told = ", ".join(map(str, unread[:10])) + (" …" if len(unread) > 10 else "")
            message = (
                f"Of its {count} pages these could not be read: {told}. Compare with the printed document."
            )
            self.problems.append(Problem(code="pdf.pages-unread", message=message))

    def _page(self, index: int) -> Print | None:
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            return None
        try:
            frame = Frame.of(page)
            words = page.get_textpage()
            try:
                return self._printed(index + 1, page, words, frame)
            finally:
                words.close()
        except pdfium.PdfiumError:
            return None
        finally:
            page.close()

    def _printed(self, number: int, page: Any, words: Any, frame: Frame) -> Print | None:
        count = words.count_chars()
        if count > MAX_PAGE_CHARACTERS:
            return None
        text = _characters(words, count)
        tables = tables_of(page, frame)
        boxes = _Boxes(words.raw, frame)
        pieces = _pieces(text, words.raw)
        every = boxes.every(pieces, count) if (self._boxes or tables) and pieces else None
        runs = _runs(text, pieces, words.raw, boxes, every, frame)
        picture = not runs and _shows_something(page)
        text = text.replace(_HYPHEN, "-")
        return Print(number, frame.width, frame.height, text, tuple(runs), every, tables, picture)


def _characters(words: Any, count: int) -> str:
    """One character an index."""
    if count == 0:
        return ""
    text: str = words.get_text_range(0, count, errors="replace")
    if len(text) != count:
        codes = [c.FPDFText_GetUnicode(words.raw, i) for i in range(count)]
        text = "".join(chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _pieces(text: str, raw: Any) -> list[tuple[int, int]]:
    """Stretches without line ends and without spaces that the file doesn't have, blanks at their ends cut."""
    found: list[tuple[int, int]] = []
    for match in _WORDS.finditer(text):
        start, stop = match.span()
        at = text.find(" ", start, stop)
        while at >= 0:
            if c.FPDFText_IsGenerated(raw, at) == 1:
                found.append((start, at))
                start = at + 1
            at = text.find(" ", at + 1, stop)
        found.append((start, stop))
    return [cut for piece in found if (cut := _cut(text, *piece))]


def _cut(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


class _Boxes:
    """The boxes of a page's characters, as the page is shown."""

    def __init__(self, raw: Any, frame: Frame) -> None:
        self._raw = raw
        self._frame = frame
        self._rect = c.FS_RECTF()
        self._ref = ctypes.byref(self._rect)

    def one(self, index: int) -> Box:
        """The box of a character."""
        rect = self._rect
        if not c.FPDFText_GetLooseCharBox(self._raw, index, self._ref):
            return (0.0, 0.0, 0.0, 0.0)
        return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def every(self, pieces: list[tuple[int, int]], count: int) -> list[Box]:
        """The boxes of all characters; of those outside the pieces none is asked for."""
        boxes: list[Box] = [(0.0, 0.0, 0.0, 0.0)] * count
        one = self.one
        for start, end in pieces:
            boxes[start:end] = [one(i) for i in range(start, end)]
        return boxes


def _runs(
    text: str,
    pieces: list[tuple[int, int]],
    raw: Any,
    boxes: _Boxes,
    every: list[Box] | None,
    frame: Frame,
) -> list[Run]:
    found: list[Run] = []
    for start, end in pieces:
        first = every[start] if every else boxes.one(start)
        last = every[end - 1] if every else boxes.one(end - 1)
        angle = c.FPDFText_GetCharAngle(raw, start) - frame.angle
        upright = abs(math.remainder(angle, 2 * math.pi)) < _UPRIGHT
        x0, x1 = min(first[0], last[0]), max(first[2], last[2])
        found.append(Run(start, end, x0, min(first[1], last[1]), x1, max(first[3], last[3]), upright))
    return found


def _shows_something(page: Any) -> bool:
    """Whether a page without text has a picture, or lines that may be letters."""
    paths, count = 0, c.FPDFPage_CountObjects(page.raw)
    if count > _MOST_OBJECTS:
        return False
    for i in range(min(count, 1_000)):
        kind = c.FPDFPageObj_GetType(c.FPDFPage_GetObject(page.raw, i))
        if kind in (c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_FORM):
            return True
        paths += kind == c.FPDF_PAGEOBJ_PATH
    return paths >= _FEWEST_PATHS
