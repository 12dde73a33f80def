"""ZIP archives: the documents in them, and in archives in them, each by its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import ZipInfo

from pipeline.readers.encoding import decode
from pipeline.readers.formats import format_of
from pipeline.readers.package import MOST_MEMBERS, Package
from pipeline.readers.raw import Options, Raw, ReadError

INSIDE = "!/"
"""Stands between an archive's path and a member's: notices.zip!/2024/a.docx."""

_DEEPEST = 3
_UTF8 = 0x800
_SIGNATURE = b"PK"


class Member(NamedTuple):
    """A file in an archive: its name there (inner archives by `!/`), and its place in each of them."""

    name: str
    places: tuple[int, ...]


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """Raises ReadError: an archive holds documents and is none (archive.documents), or can't be opened."""
    found = members(data)
    if not found:
        raise ReadError(
            "archive.empty", "There is no file in the archive. Check that it was saved completely."
        )
    raise ReadError(
        "archive.documents",
        f"The file is an archive of {len(found)} file{'' if len(found) == 1 else 's'}, "
        "each a document of its own. Save it and name it to `zhengce`, or unpack it first.",
    )


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive and not a Word document or a workbook."""
    try:
        return data.startswith(_SIGNATURE) and format_of(data, None).module == "archive"
    except ReadError:
        return False


def members(data: bytes) -> list[Member]:
    """The files in an archive in its order, with those of archives inside it; hidden ones are passed over.

    Raises ReadError where the archive can't be opened. An archive inside that can't is a member itself.
    """
    found: list[Member] = []
    for member in _members(data, "", (), 1):
        found.append(member)
        if len(found) > MOST_MEMBERS:
            raise ReadError(
                "archive.too-large",
                f"The archive holds more than {MOST_MEMBERS:,} files. Unpack it and name the folder.",
            )
    return found


def member_bytes(data: bytes, places: tuple[int, ...]) -> bytes:
    """The bytes of a member. Raises ReadError where it can't be unpacked."""
    for place in places:
        package = Package(data)
        if place >= len(package.members):
            raise ReadError("archive.damaged", "The archive has changed while it was read. Try again.")
        data = package.read(package.members[place])
    return data


def _members(data: bytes, before: str, above: tuple[int, ...], depth: int) -> Iterator[Member]:
    package = Package(data)
    names = _names(package.members)
    folders = {
        PurePosixPath(name).with_suffix("")
        for name in names
        if PurePosixPath(name).suffix in (".htm", ".html")
    }
    for place, (info, name) in enumerate(zip(package.members, names, strict=True)):
        if _is_hidden(name) or _belongs_to_a_page(PurePosixPath(name), folders):
            continue
        member = Member(before + name, (*above, place))
        inner = _inner(package, info) if depth < _DEEPEST else None
        try:
            yield from (
                [member]
                if inner is None
                else list(_members(inner, f"{member.name}{INSIDE}", member.places, depth + 1))
            )
        except ReadError:
            yield member


def _inner(package: Package, info: ZipInfo) -> bytes | None:
    """The bytes of a member that is an archive itself."""
    if not info.filename.lower().endswith(".zip"):
        return None
    try:
        data = package.read(info)
    except ReadError:
        return None
    return data if is_archive(data) else None


def _names(infos: list[ZipInfo]) -> list[str]:
    """The members' names; those that don't say that they are UTF-8 are in what all of them prove to be in."""
    raw = [None if info.flag_bits & _UTF8 else info.filename.encode("cp437", "replace") for info in infos]
    unknown = b"\n".join(name for name in raw if name is not None)
    try:
        encoding = decode(unknown).encoding if unknown else "utf-8"
    except ReadError:
        encoding = "cp437"
    return [
        info.filename if name is None else name.decode(encoding, "replace")
        for info, name in zip(infos, raw, strict=True)
    ]


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)


def _belongs_to_a_page(path: PurePosixPath, pages: set[PurePosixPath]) -> bool:
    """Whether a file lies in the folder that a browser made beside a page that it saved."""
    return any(is_of_page(folder, pages) for folder in path.parents)


def is_of_page(folder: PurePosixPath, pages: set[PurePosixPath]) -> bool:
    """Whether a folder is the one with a saved page's pictures and scripts; `pages` have no endings."""
    for ending in ("_files", ".files", "_文件"):
        if (
            folder.name.endswith(ending)
            and folder.with_name(folder.name.removesuffix(ending) or "_") in pages
        ):
            return True
    return False
