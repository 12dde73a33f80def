"""Which format some bytes are in: by what they hold first, then by the file's ending."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from pipeline.readers.raw import ReadError

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096
_PAGE = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype html|html|head|body)\b",
    re.S | re.I,
)
_MESSAGE = re.compile(
    rb"(?:[\w-]{2,40}:.*\r?\n(?:[ \t].*\r?\n)*){0,30}?Content-Type:\s*multipart/related", re.I
)


class Format(NamedTuple):
    """A format that can be read: by which module of this package, and how it is told.

    The bytes have to begin with one of `signatures`, where there are any, and `holds` has to be true of
    them; else the ending decides.
    """

    module: str
    signatures: tuple[bytes, ...] = ()
    endings: tuple[str, ...] = ()
    holds: Callable[[bytes], bool] | None = None

    def is_sure(self, data: bytes) -> bool:
        """Whether the bytes alone tell that they are in this format."""
        if not self.signatures and self.holds is None:
            return False
        return (not self.signatures or data.startswith(self.signatures)) and (
            self.holds is None or self.holds(data)
        )


def _has_folder(name: str) -> Callable[[bytes], bool]:
    def holds(data: bytes) -> bool:
        try:
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        except Exception:  # a damaged file's reader says what is wrong
            return False
        return "[Content_Types].xml" in names and any(each.startswith(f"{name}/") for each in names)

    return holds


def _has_streams(*names: str) -> Callable[[bytes], bool]:
    marks = [name.encode("utf-16-le") for name in names]
    return lambda data: data.startswith(b"{\\rtf") or any(mark in data for mark in marks)


def _is_page(data: bytes) -> bool:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    return _PAGE.match(head) is not None


TEXT = Format("text")
FORMATS = (
    Format("pdf", (b"%PDF-",), (".pdf",)),
    Format("word", _ZIP, (".docx", ".docm", ".dotx"), _has_folder("word")),
    Format("sheet", _ZIP, (".xlsx", ".xlsm", ".xltx"), _has_folder("xl")),
    Format("archive", _ZIP, (".zip",)),
    Format(
        "legacy",
        (_OLE, b"{\\rtf"),
        (".doc", ".wps", ".rtf", ".xls", ".et"),
        _has_streams("WordDocument", "Workbook", "Book", "EncryptedPackage"),
    ),
    Format("mime", endings=(".mht", ".mhtml"), holds=lambda data: bool(_MESSAGE.match(data[:_HEAD]))),
    Format("html", endings=(".html", ".htm", ".shtml", ".xhtml", ".jhtml"), holds=_is_page),
    Format("csv", endings=(".csv", ".tsv")),
    Format("shortcut", (b"[InternetShortcut]", b"[{000214A0"), (".url", ".webloc")),
)
"""Every format but plain text, which is what remains."""

_REFUSED = (
    (_OLE, "an old office document of an unknown kind"),
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
        if known.is_sure(data):
            return known
    for signature, what in _REFUSED:
        if data.startswith(signature):
            raise ReadError(
                "text.binary",
                f"The file is {what}, which isn't read. Extract its text, or unpack it and name the folder.",
            )
    ending = PurePath(path).suffix.lower() if path else ""
    return next((known for known in FORMATS if ending in known.endings), TEXT)
