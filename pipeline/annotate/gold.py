"""Labels in whichever shape they are kept, laid on their documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.annotate import offsets, quotes
from pipeline.annotate.quotes import LabelError
from pipeline.readers import Raw, ReadError, read
from pipeline.types import Document


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Labels whose document can't be had; `reason` says why and what to do."""

    name: str
    reason: str


def load(
    gold: Path, docs: Path | None = None, names: frozenset[str] | None = None
) -> Iterator[tuple[str, Document | Unavailable]]:
    """Every NAME.json in `gold`, or those in `names`, sorted, as the labelled document that it means.

    A file may hold quotes or offsets, whose text is NAME.* in `docs` (for offsets any file with the
    right sha256), or a whole document. Raises LabelError, naming the file, for labels that are wrong, and
    where there are none.
    """
    files = label_files(gold, names)
    folder = Docs(docs)
    for file in files:
        yield file.stem, load_file(file, folder)


def label_files(gold: Path, names: frozenset[str] | None = None) -> list[Path]:
    """The label files of a folder, or those in `names`, sorted. Raises LabelError where there are none."""
    files = sorted(file for file in gold.glob("*.json") if names is None or file.stem in names)
    if not files:
        which = "" if names is None else " of these documents"
        raise LabelError(f"{gold}: there are no labels (NAME.json){which} in it")
    return files


def load_file(file: Path, docs: Docs) -> Document | Unavailable:
    """One label file as the labelled document. Raises LabelError, naming the file."""
    try:
        return _load(file, docs)
    except (ReadError, OSError, ValueError) as error:  # a LabelError is a ValueError
        raise LabelError(f"{file}: {error}") from error


def _load(file: Path, docs: Docs) -> Document | Unavailable:
    labels: dict[str, Any] = json.loads(file.read_bytes())
    if "text" in labels:
        return whole_document(file.read_bytes())
    if "format" in labels:
        parsed = offsets.parse(labels)
        raw = docs.by_content(file.stem, parsed.sha256)
        return offsets.with_text(parsed, raw) if isinstance(raw, Raw) else raw
    quoted = quotes.parse(labels)
    raw = docs.by_name(file.stem)
    return quotes.resolve(quoted, raw) if isinstance(raw, Raw) else raw


def whole_document(data: bytes) -> Document:
    """The document in the bytes of a JSON file, labelled or extracted. Raises LabelError where it is none."""
    try:
        return Document.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise LabelError(f"is no document of version 1.0 ({where}: {first['msg']})") from error


class Docs:
    """The documents of a folder, by name and by content; none where there is no folder."""

    def __init__(self, docs: Path | None) -> None:
        self._docs = docs
        found = docs.iterdir() if docs else ()
        self._files = sorted(f for f in found if f.is_file() and f.suffix != ".json")  # labels may lie there
        self._by_sha256: dict[str, Raw] | None = None

    def by_name(self, name: str) -> Raw | Unavailable:
        """The document NAME.*. Raises ReadError where it can't be read."""
        file = next((file for file in self._files if file.stem == name), None)
        if file is None:
            return Unavailable(name, self._missing(name))
        return read(file.read_bytes(), str(file))

    def by_content(self, name: str, sha256: str) -> Raw | Unavailable:
        """The document with these bytes, whatever it is called."""
        if self._by_sha256 is None:
            self._by_sha256 = {raw.source.sha256 or "": raw for raw in self._read_all()}
        if sha256 in self._by_sha256:
            return self._by_sha256[sha256]
        named = next((file for file in self._files if file.stem == name), None)
        if named is None:
            return Unavailable(name, self._missing(name))
        return Unavailable(
            name, f"{named} differs from the labelled document (sha256 {sha256[:12]}… is wanted)"
        )

    def _read_all(self) -> Iterable[Raw]:
        for file in self._files:
            try:
                yield read(file.read_bytes(), str(file))
            except (ReadError, OSError):
                continue  # not a text: it can't be a labelled one

    def _missing(self, name: str) -> str:
        if self._docs is None:
            return "its text is not among the labels; name the folder of the documents with --docs"
        return f"there is no {name}.* in {self._docs}"
