"""Which documents a list of paths names, and what each one's output is called."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read and the name of its output, relative to the output folder, without a suffix."""

    path: Path
    output: str


def collect(paths: Iterable[Path]) -> list[Input]:
    """The inputs under `paths`, in a fixed order: files as given, a folder's files sorted by path.

    Hidden files and folders are passed over. In a folder the output keeps the path below it. Two inputs
    that would share an output are told apart by a number (`a`, `a~2`): none overwrites another. A
    path that doesn't exist is an input too, so that its failure is reported like any other.
    """
    inputs: list[Input] = []
    taken: set[str] = set()
    for path, below in _files(paths):
        stem = str(below.with_suffix("")) if below.suffix else str(below)
        name, number = stem, 2
        while _folded(name) in taken:
            name, number = f"{stem}~{number}", number + 1
        taken.add(_folded(name))
        inputs.append(Input(path, name))
    return inputs


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
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(files, key=lambda file: file.relative_to(folder).as_posix())


def _folded(name: str) -> str:
    """The name as file systems that ignore case and Unicode form see it."""
    return unicodedata.normalize("NFC", name).casefold()
