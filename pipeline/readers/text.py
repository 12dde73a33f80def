"""Plain text and Markdown in any Chinese encoding."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from pipeline.readers.encoding import decode
from pipeline.readers.raw import Raw, ReadError
from pipeline.types import Problem, Source

MAX_CHARACTERS = 20_000_000
"""Longer texts are refused; the longest plans have some hundred thousand characters."""

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, or a Word or Excel document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
)
_MARKDOWN = frozenset((".md", ".markdown"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile(r"[^\s\x00-\x1f\u200b-\u200f\ufeff]")


def read(data: bytes, path: str | None = None, encoding: str | None = None) -> Raw:
    """The text of plain-text bytes, line ends as they are, without a byte order mark.

    Without `encoding` the text's encoding is found. Single unreadable bytes in an otherwise readable text are
    replaced by � and reported in `problems`. Raises ReadError where no text can be had: text.empty,
    text.binary, text.undecodable, text.encoding-unknown, text.too-large.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(
                "text.binary",
                f"The file is {what}, not plain text. Give it its right ending, or extract its text first.",
            )
    if len(data) > 4 * MAX_CHARACTERS:
        raise _too_large()
    decoded = decode(data, encoding)
    if "\0" in decoded.text:
        raise ReadError("text.binary", "The file holds zero bytes: it is not text. Extract its text first.")
    problems: tuple[Problem, ...] = ()
    if decoded.damaged:
        message = (
            f"{decoded.damaged} places of the file could not be read as {decoded.encoding}; � stands there."
        )
        problems = (Problem(code="text.damaged", message=message),)
    return _raw(decoded.text, data, path, decoded.encoding, problems)


def from_text(text: str, path: str | None = None) -> Raw:
    """A text that is already in memory, as a reader would give it.

    A lone surrogate, which no encoding can hold, is replaced by �, so that every offset keeps its place. The
    source is the text's UTF-8 bytes. Raises ReadError: text.empty, text.too-large.
    """
    text = _SURROGATE.sub("\ufffd", text)
    return _raw(text, text.encode("utf-8"), path, "utf-8", ())


def _raw(text: str, data: bytes, path: str | None, encoding: str, problems: tuple[Problem, ...]) -> Raw:
    if len(text) > MAX_CHARACTERS:
        raise _too_large()
    if not _VISIBLE.search(text):
        raise ReadError("text.empty", "There is no text in it. Check that the file was saved completely.")
    markdown = path is not None and PurePath(path).suffix.lower() in _MARKDOWN
    source = Source(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/markdown" if markdown else "text/plain",
        encoding=encoding,
        bytes=len(data),
    )
    return Raw(text, source, problems)


def _too_large() -> ReadError:
    return ReadError(
        "text.too-large",
        f"The text is longer than {MAX_CHARACTERS:,} characters. Split it into one file a document.",
    )
