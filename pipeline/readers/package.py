"""ZIP packages and the XML in them, opened within bounds: Word documents, workbooks, archives."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from pipeline.readers.raw import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_MEMBERS = 2_000
LARGEST_MEMBER = 100_000_000
LARGEST_WHOLE = 500_000_000
LARGEST_PART = 60_000_000
"""An XML part of a document; parsed it takes about eight times as much memory."""

_SURE_RATIO, _RATIO_FROM = 200, 5_000_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What reading a damaged, locked or strange ZIP file raises."""


class Package:
    """An open ZIP file. Raises ReadError: archive.damaged, archive.too-large."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.members = [info for info in self._zip.infolist() if not info.is_dir()]
        except (*DAMAGED, IndexError, KeyError) as error:
            raise damaged() from error
        whole = sum(info.file_size for info in self.members)
        if len(self.members) > MOST_MEMBERS or whole > LARGEST_WHOLE:
            message = (
                f"The archive holds {len(self.members):,} files, unpacked {whole // 1_000_000:,} MB; up to "
                f"{MOST_MEMBERS:,} files and {LARGEST_WHOLE // 1_000_000} MB are read. "
                "Unpack it yourself and name the folder."
            )
            raise ReadError("archive.too-large", message)

    @property
    def names(self) -> set[str]:
        """The names of the members as they stand in the file."""
        return {info.filename for info in self.members}

    def read(self, member: str | zipfile.ZipInfo, largest: int = LARGEST_MEMBER) -> bytes:
        """The bytes of a member. Raises ReadError: archive.damaged, archive.too-large, archive.encrypted."""
        try:
            info = self._zip.getinfo(member) if isinstance(member, str) else member
        except KeyError as error:
            raise damaged() from error
        packed = max(info.compress_size, 1)
        if info.file_size > largest or (
            info.file_size > _RATIO_FROM and info.file_size > _SURE_RATIO * packed
        ):
            message = (
                f"A part of it would unpack to {info.file_size // 1_000_000:,} MB "
                f"from {packed // 1_000:,} KB, which no document does. Unpack it yourself if you trust it."
            )
            raise ReadError("archive.too-large", message)
        if info.flag_bits & 1:
            raise ReadError(
                "archive.encrypted",
                "It is locked with a password. Unpack it with the password, and read that.",
            )
        try:
            return self._zip.read(info)
        except DAMAGED as error:
            raise damaged() from error


def damaged() -> ReadError:
    """The error of a ZIP file that can't be opened or unpacked."""
    return ReadError(
        "archive.damaged",
        "The file is damaged or was saved incompletely: it can't be unpacked. Get it again.",
    )


def parse(data: bytes) -> Element:
    """The root of an XML part; no entity is resolved. Raises ReadError: archive.damaged."""
    from lxml import etree  # noqa: PLC0415  (only documents in XML need it)

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    refuse_entities(data)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error


def refuse_entities(data: bytes) -> None:
    """Raises ReadError (archive.damaged) for XML that may declare entities, which no office document does."""
    head = data[:4_096]
    if any("<!DOCTYPE".encode(name) in head for name in ("ascii", "utf-16-le", "utf-16-be")):
        raise ReadError(
            "archive.damaged",
            "Its XML declares entities, which no office document does: it may be an attack. Don't open it.",
        )
