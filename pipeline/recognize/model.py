"""The fine-tuned model: sentences in, tags with probabilities out. onnxruntime runs it.

A model is a folder: `model.onnx` (int8), `vocabulary.txt`, `config.json`, and `SHA256SUMS`, against which
the others are checked.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.recognize.characters import Characters
from pipeline.recognize.characters import read as read_characters
from pipeline.recognize.tags import Scheme, Scores, Tag

WEIGHTS: Final = "model.onnx"
VOCABULARY: Final = "vocabulary.txt"
CONFIG: Final = "config.json"
SUMS: Final = "SHA256SUMS"
_FILES = WEIGHTS, VOCABULARY, CONFIG

_MARKS = 2
"""The marks of a beginning and an end that stand around each sentence."""

_CUT_AFTER = "；，、。 "
"""Where a sentence that is too long may be cut, the best place first."""


class ModelError(RuntimeError):
    """A model that can't be used; the message says which, why, and what to do."""


class Config(BaseModel):
    """What is known of a model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: str
    positions: int = Field(gt=_MARKS, description="characters that it can read at once, marks included")
    layers: dict[str, list[str]]


class Tagger:
    """A model ready for use. `name` is what `found_by` calls it."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load a model. Raises ModelError where it is missing, damaged, or onnxruntime is not installed."""
        check(folder)
        try:
            self._config = Config.model_validate_json((folder / CONFIG).read_bytes())
            self._characters = read_characters(folder / VOCABULARY)
        except (ValidationError, ValueError) as error:
            raise ModelError(f"{folder}: {error}") from error
        self.name = f"{self._config.name}@{self._config.version}"
        self._scheme = Scheme(self._config.layers)
        self._session = _session(folder / WEIGHTS, threads)

    @property
    def labels(self) -> tuple[str, ...]:
        """What it may find."""
        return self._scheme.labels

    def tag(self, sentences: Sequence[str], *, characters: int = 4096) -> list[list[Tag]]:
        """The tags of each normalised sentence, sorted; offsets count the sentence's characters.

        Sentences are worked off by length, so many at once that a batch holds at most `characters` of
        them, padding included.
        """
        limit = self._config.positions - _MARKS
        pieces = [(start, end, row) for row, text in enumerate(sentences) for start, end in cut(text, limit)]
        pieces.sort(key=lambda piece: piece[1] - piece[0])
        tags: list[list[Tag]] = [[] for _ in sentences]
        for batch in batches([end - start + _MARKS for start, end, _ in pieces], characters):
            chosen = [pieces[i] for i in batch]
            texts = [sentences[row][start:end] for start, end, row in chosen]
            found = self._scheme.decode(self._scores(texts), [len(text) for text in texts])
            for (start, _, row), here in zip(chosen, found, strict=True):
                tags[row] += (
                    Tag(tag.start + start, tag.end + start, tag.label, tag.probability) for tag in here
                )
        return [sorted(found) for found in tags]

    def _scores(self, texts: Sequence[str]) -> Scores:
        """The scores (batch, longest, width) of the texts' characters, without those of the marks."""
        ids, attention = encode(texts, self._characters)
        (scores,) = self._session.run(None, {"input_ids": ids, "attention_mask": attention})
        return np.asarray(scores, dtype=np.float32)[:, 1:-1]


def encode(
    texts: Sequence[str], characters: Characters
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Ids and attention mask of a batch, both (batch, longest + 2): [CLS] characters [SEP] padding."""
    longest = max(map(len, texts))
    ids = np.full((len(texts), longest + _MARKS), characters.pad, dtype=np.int64)
    attention = np.zeros_like(ids)
    for row, text in enumerate(texts):
        end = len(text) + 1
        ids[row, 0], ids[row, 1:end], ids[row, end] = characters.begin, characters.ids(text), characters.end
        attention[row, : end + 1] = 1
    return ids, attention


def cut(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence: all of it, or stretches of at most `limit` characters that end at a mark."""
    start = 0
    while len(text) - start > limit:
        half, end = start + limit // 2, start + limit
        ends = (text.rfind(mark, half, end) + 1 for mark in _CUT_AFTER)
        stop = next((at for at in ends if at), end)
        yield start, stop
        start = stop
    if start < len(text):
        yield start, len(text)


def batches(lengths: Sequence[int], characters: int) -> Iterator[range]:
    """Runs of items sorted by length that hold at most so many characters each, padding included."""
    start = 0
    for i, length in enumerate(lengths):
        if i > start and (i + 1 - start) * length > characters:
            yield range(start, i)
            start = i
    if start < len(lengths):
        yield range(start, len(lengths))


def sums(folder: Path) -> str:
    """The text of SHA256SUMS for the model in a folder, as sha256sum writes it."""
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in _FILES)


def check(folder: Path) -> None:
    """Raises ModelError where a file of the model is missing or is not the one that was exported."""
    if missing := [name for name in (*_FILES, SUMS) if not (folder / name).is_file()]:
        raise ModelError(f"{folder}: there is no model in it ({', '.join(missing)} missing)")
    wanted = dict(line.split("  ", 1)[::-1] for line in (folder / SUMS).read_text("utf-8").splitlines())
    for line in sums(folder).splitlines():
        digest, name = line.split("  ", 1)
        if wanted.get(name) != digest:
            raise ModelError(f"{folder / name}: is damaged (sha256 differs from {SUMS}); fetch it again")


def _session(file: Path, threads: int) -> Any:
    try:
        runtime = importlib.import_module("onnxruntime")
    except ImportError as error:
        raise ModelError("the model needs onnxruntime: pip install onnxruntime") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return runtime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
