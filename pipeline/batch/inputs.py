"""Which documents a list of paths names, and what each one's output is called."""

from __future__ import annotations

import functools
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.readers import ReadError
from pipeline.readers.archive import INSIDE, Member, is_archive, is_of_page, member_bytes, members

STDIN = Path("-")
_PAGES = (".htm", ".html")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f:*?"<>|\\]')
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read and the name of its output, relative to the output folder, without a suffix.

    With `member` it is a file in the archive at `path`.
    """

    path: Path
    output: str
    member: Member | None = None

    @property
    def name(self) -> str | None:
        """What the document's source is called; None for standard input."""
        if self.path == STDIN:
            return None
        return str(self.path) if self.member is None else f"{self.path}{INSIDE}{self.member.name}"

    def read(self) -> bytes:
        """Its bytes. Raises OSError, or ReadError where it can't be unpacked."""
        if self.path == STDIN:
            return sys.stdin.buffer.read()
        if self.member is None:
            return self.path.read_bytes()
        data = _archive(self.path, self.path.stat().st_mtime_ns)
        return member_bytes(data, self.member.places)


@functools.lru_cache(maxsize=1)
def _archive(path: Path, changed: int) -> bytes:
    """The bytes of an archive, kept while its members are read."""
    return path.read_bytes()


def collect(paths: Iterable[Path]) -> list[Input]:
    """The inputs under `paths`, in a fixed order: files as given, a folder's files sorted by path.

    Hidden files and folders are passed over, and what a browser saved beside a page. The files in a ZIP
    archive are inputs of their own, with outputs in a folder of its name. In a folder the output keeps the
    path below it. Two inputs that would share an output are told apart by a number (`a`, `a~2`): none
    overwrites another. A path that doesn't exist is an input too, so that its failure is reported.
    """
    inputs: list[Input] = []
    taken: set[str] = set()
    for path, below in _files(paths):
        for member in _members(path):
            place = below if member is None else below.with_suffix("") / _safe(member.name)
            stem = str(place.with_suffix("")) if place.suffix else str(place)
            name, number = stem, 2
            while _folded(name) in taken:
                name, number = f"{stem}~{number}", number + 1
            taken.add(_folded(name))
            inputs.append(Input(path, name, member))
    return inputs


def _members(path: Path) -> list[Member | None]:
    """The files in an archive; of any other file, and of an archive that can't be opened, the file itself."""
    try:
        if path == STDIN or not path.is_file():
            return [None]
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                return [None]
        data = path.read_bytes()
        return list(members(data)) or [None] if is_archive(data) else [None]
    except (OSError, ReadError):
        return [None]


def _safe(name: str) -> PurePosixPath:
    """A member's name as a path that leads nowhere but down, and that every file system takes."""
    parts = []
    for part in name.replace(INSIDE, "/").replace("\\", "/").split("/"):
        part = _UNSAFE.sub("_", part).strip(" ") if part.strip(". ") else ""
        if part:
            stem, dot, ending = part.rpartition(".")
            parts.append(f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" if dot else part[:_LONGEST_NAME])
    return PurePosixPath(*parts) if parts else PurePosixPath("member")


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, PurePosixPath]]:
    seen: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            found = [(path, PurePosixPath("stdin" if path == STDIN else path.name or "input"))]
        else:
            found = [(file, PurePosixPath(file.relative_to(path).as_posix())) for file in _walk(path)]
        for file, below in found:
            key = file.absolute()
            if key not in seen:
                seen.add(key)
                yield file, below


def _walk(folder: Path) -> list[Path]:
    """All files below a folder, sorted by path, hidden ones left out, links to folders not followed."""
    files = []
    for root, folders, names in os.walk(folder):
        pages = {PurePosixPath(name).with_suffix("") for name in names if Path(name).suffix.lower() in _PAGES}
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not is_of_page(PurePosixPath(name), pages)
        ]
        files += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(files, key=lambda file: file.relative_to(folder).as_posix())


def _folded(name: str) -> str:
    """The name as file systems that ignore case and Unicode form see it."""
    return unicodedata.normalize("NFC", name).casefold()
