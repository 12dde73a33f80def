"""The body of a Word document in its order: paragraphs with their numbers, tables, text boxes and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.readers.breaks import cuts, split
from pipeline.readers.composer import Composer, Piece
from pipeline.readers.word.numbering import Numbering
from pipeline.readers.word.parts import Parts, V, W, children, value
from pipeline.readers.word.runs import Content, Runs
from pipeline.readers.word.styles import Styles
from pipeline.readers.word.tables import grid_of, only_cell, rows_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARK = "footnote mark"


class Body:
    """Writes the blocks of a document into a composer."""

    def __init__(self, parts: Parts, composer: Composer) -> None:
        self._styles = Styles(parts.of_kind("styles"))
        self._numbering = Numbering(parts.of_kind("numbering"), self._styles)
        self._runs = Runs(self._styles)
        self._composer = composer
        self._notes = {
            (kind, value(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in _children_of(parts.of_kind(f"{kind}s"))
        }
        self._marks = 0

    def write(self, container: Element, reason: str | None = None) -> None:
        """The paragraphs and tables of a body, a frame, a text box, a header or a note."""
        content = Content()
        for block in children(container):
            if block.tag == W + "tbl":
                self._table(block, reason)
            elif block.tag == W + "p":
                self._runs.read(block, content)
                properties = block.find(W + "pPr")
                if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
                    continue  # its end was deleted: the next paragraph goes on in it
                self._paragraph(self._numbering.label(properties), content, reason)
                content = Content()
        if content.text:
            self._paragraph("", content, reason)

    def _paragraph(self, label: str, content: Content, reason: str | None) -> None:
        if content.text.strip():
            pieces = [(label, None), *content.pieces]
            for line in _lines(pieces):
                marked = [
                    Piece(f"[{self._marks + int(text)}]", _MARK) if why else Piece(text.replace("\n", ""))
                    for text, why in line
                ]
                self._composer.paragraph(marked, reason)
        for box in content.boxes:
            if box.tag == V + "textpath":
                self._composer.paragraph([box.get("string", "")], reason or "watermark")
            else:
                self.write(box, reason)
        notes, first = content.notes, self._marks + 1
        self._marks += len(notes)
        for mark, key in enumerate(notes, first):
            if key in self._notes:
                text = " ".join(self._texts(self._notes[key]))
                self._composer.paragraph([Piece(f"[{mark}]", _MARK), Piece(f" {text}")], reason)

    def _table(self, table: Element, reason: str | None) -> None:
        frame = only_cell(table)
        if frame is not None:
            self.write(frame, reason)
        else:
            self._composer.table(grid_of(table, lambda cell: " ".join(self._texts(cell))), reason)

    def _texts(self, container: Element) -> Iterator[str]:
        """The paragraphs of a cell or a note, one after the other, with what stands inside them."""
        for block in children(container):
            if block.tag == W + "tbl":
                for row in rows_of(block):
                    for cell in children(row):
                        if cell.tag == W + "tc":
                            yield from self._texts(cell)
            elif block.tag == W + "p":
                content = Content()
                self._runs.read(block, content)
                label = self._numbering.label(block.find(W + "pPr"))
                text = "".join(piece for piece, why in content.pieces if not why)
                if text.strip():
                    yield from split(label + text)
                for box in content.boxes:
                    yield from self._texts(box)


def _children_of(part: Element | None) -> Iterator[Element]:
    """The notes of a part; separators are none."""
    for note in () if part is None else children(part):
        if value(note, "type") in (None, "normal"):
            yield note


def _lines(pieces: list[tuple[str, str | None]]) -> Iterator[list[tuple[str, str | None]]]:
    """The paragraphs that soft breaks make of one; a line cut in mid-sentence goes on."""
    ends = cuts("".join(text for text, _ in pieces))
    line: list[tuple[str, str | None]] = []
    at = 0
    for text, why in pieces:
        end = at + len(text)
        while ends and ends[0] < end:
            line.append((text[: ends[0] - at], why))
            yield line
            line, text, at = [], text[ends[0] - at + 1 :], ends[0] + 1
            ends = ends[1:]
        line.append((text, why))
        at = end
    yield line
