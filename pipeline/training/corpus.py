"""Raw text to learn from: read, cleared of held-out documents, normalised."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.normalize import normalize
from pipeline.training.settings import Source

_BLOCK = 200
"""Lines that are read, kept or left out together: a few pages of a law."""

_LINE = 2000
"""A line longer than this is a document of its own."""

_TOLD = 15
"""A sentence of so many characters tells its document from others, boilerplate apart."""

_SHARED = 3
"""A block with so many sentences of a held-out document is of that document."""

_SENTENCE = re.compile(r"[^。！？\n]+")


class CorpusError(ValueError):
    """A source of raw text without a file, or without text."""


def files(pattern: str) -> list[Path]:
    """The files that a glob names, sorted. Raises CorpusError where there are none."""
    root = Path(pattern).anchor
    relative = str(Path(pattern).relative_to(root))
    found = sorted(file for file in Path(root).glob(relative) if file.is_file())
    if not found:
        raise CorpusError(f"{pattern}: there is no such file")
    return found


class HeldOut:
    """The sentences of documents that must not be learnt from: a measure on them is worth nothing then."""

    def __init__(self, folders: Iterable[Path]) -> None:
        texts = (read(file) for folder in folders for file in files(f"{folder}/*.txt"))
        self._sentences = {s for text in texts for s in _sentences(normalize(text).text)}

    def __contains__(self, text: str) -> bool:
        """Whether the normalised text has sentences of a held-out document."""
        return sum(s in self._sentences for s in _sentences(text)) >= _SHARED


def read(file: Path) -> str:
    """The text of a UTF-8 file, .gz or plain."""
    data = file.read_bytes()
    return (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8", "replace")


def documents(pattern: str, held_out: HeldOut) -> Iterator[str]:
    """The normalised texts of the files' blocks, those of held-out documents left out."""
    for file in files(pattern):
        for block in _blocks(read(file)):
            text = normalize(block).text
            if text and text not in held_out:
                yield text


def load(source: Source, held_out: HeldOut) -> list[str]:
    """The texts of a source; where there are too many characters, every n-th block."""
    texts = list(documents(source.files, held_out))
    size = sum(map(len, texts))
    if not size:
        raise CorpusError(f"{source.files}: there is no text in it")
    if source.characters and size > source.characters:
        share = source.characters / size
        texts = [text for i, text in enumerate(texts) if int((i + 1) * share) > int(i * share)]
    return texts


def _blocks(text: str) -> Iterator[str]:
    block: list[str] = []
    for line in text.splitlines():
        if len(line) > _LINE:
            if block:
                yield "\n".join(block)
                block = []
            yield line
            continue
        block.append(line)
        if len(block) == _BLOCK:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _sentences(text: str) -> set[str]:
    return {s.strip() for s in _SENTENCE.findall(text) if len(s.strip()) >= _TOLD}
