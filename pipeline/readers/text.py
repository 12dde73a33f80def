"""Plain text and Markdown in any Chinese encoding."""

from __future__ import annotations

import re
from pathlib import PurePath

from pipeline.readers.encoding import decode
from pipeline.readers.raw import Options, Raw, ReadError, source_of
from pipeline.readers.text_tables import find_tables
from pipeline.types import Problem

MAX_CHARACTERS = 20_000_000
"""Longer texts are refused; the longest plans have some hundred thousand characters."""

_MARKDOWN = frozenset((".md", ".markdown"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile(r"[^\s\x00-\x1f\u200b-\u200f\ufeff]")


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of plain-text bytes, line ends as they are, without a byte order mark.

    Single unreadable bytes in an otherwise readable text are replaced by � and reported in `problems`. Raises
    ReadError where no text can be had: text.empty, text.binary, text.undecodable, text.encoding-unknown,
    text.too-large.
    """
    if len(data) > 4 * MAX_CHARACTERS:
        raise _too_large()
    decoded = decode(data, options.encoding)
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
    media_type = "text/markdown" if markdown else "text/plain"
    tables, asides = find_tables(text)
    source = source_of(data, path, media_type, encoding=encoding)
    return Raw(text, source, problems, asides, tables)


def _too_large() -> ReadError:
    return ReadError(
        "text.too-large",
        f"The text is longer than {MAX_CHARACTERS:,} characters. Split it into one file a document.",
    )
