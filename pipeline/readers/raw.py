"""What a reader gives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.mentions import Aside, Table
from pipeline.readers.layout import Layout
from pipeline.types import Problem, Source, Status


class ReadError(Exception):
    """An input that gives no text. `problem` says what is wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code=code, message=message)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants of every reader; each takes what concerns it."""

    encoding: str | None = None
    boxes: bool = True


@dataclass(frozen=True, slots=True)
class Raw:
    """A document's text, and where it came from.

    `asides` are stretches of the text that are no part of the document, such as page furniture, sorted. With
    `paragraphs` each line of the text is a paragraph as the format gives it: none is joined to another.
    """

    text: str
    source: Source
    problems: tuple[Problem, ...] = ()
    asides: tuple[Aside, ...] = ()
    tables: tuple[Table, ...] = ()
    layout: Layout | None = None
    paragraphs: bool = False

    @property
    def doc_id(self) -> str:
        """The document's id: the same bytes have the same id."""
        return (self.source.sha256 or "")[:16]

    @property
    def status(self) -> Status:
        """`partial` where something was given up while reading."""
        return "partial" if self.problems else "success"


def source_of(
    data: bytes,
    path: str | None,
    media_type: str,
    *,
    encoding: str | None = None,
    pages: int | None = None,
    ocr: list[int] | None = None,
) -> Source:
    """Where a document came from that was read from `data`."""
    return Source(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=encoding,
        bytes=len(data),
        pages=pages,
        ocr=ocr,
    )
