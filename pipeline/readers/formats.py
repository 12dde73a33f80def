"""Which format some bytes are in, by their signature first, then by the file's ending."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from pipeline.readers.raw import ReadError


class Format(NamedTuple):
    """A format that can be read: by which module of this package, and how it is told."""

    module: str
    signatures: tuple[bytes, ...] = ()
    endings: tuple[str, ...] = ()


TEXT = Format("text")
FORMATS = (Format("pdf", (b"%PDF-",), (".pdf",)),)
"""Every format but plain text, which is what remains."""

_REFUSED = (
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


def format_of(data: bytes, path: str | None) -> Format:
    """The format of the bytes. Raises ReadError (text.binary) for one that can't be read."""
    for known in FORMATS:
        if data.startswith(known.signatures):
            return known
    for signature, what in _REFUSED:
        if data.startswith(signature):
            raise ReadError(
                "text.binary",
                f"The file is {what}, not plain text. Give it its right ending, or extract its text first.",
            )
    ending = PurePath(path).suffix.lower() if path else ""
    return next((known for known in FORMATS if ending in known.endings), TEXT)
