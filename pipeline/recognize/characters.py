"""Characters as the model's tokens: the plain dictionary and the file that keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

PAD: Final = "[PAD]"
UNKNOWN: Final = "[UNK]"
BEGIN: Final = "[CLS]"
END: Final = "[SEP]"
MASK: Final = "[MASK]"
SPECIALS: Final = (PAD, UNKNOWN, BEGIN, END, MASK)

_NEWLINE = "\\n"
"""How the line feed is written in the file; no other entry looks like it, since an entry is one character."""


class Characters:
    """A character's id. Raises ValueError for entries that lack a special or stand twice."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.entries = tuple(entries)
        self._ids = {entry: i for i, entry in enumerate(self.entries)}
        if len(self._ids) != len(self.entries):
            raise ValueError("an entry of the vocabulary stands twice")
        if missing := [entry for entry in SPECIALS if entry not in self._ids]:
            raise ValueError(f"the vocabulary lacks {' '.join(missing)}")
        self.pad, self.unknown, self.begin, self.end, self.mask = (self._ids[entry] for entry in SPECIALS)

    def __len__(self) -> int:
        return len(self.entries)

    def ids(self, text: str) -> npt.NDArray[np.int64]:
        """The ids of a text's characters, shape (len(text),); an unseen one is [UNK]."""
        get, unknown = self._ids.get, self.unknown
        return np.fromiter((get(char, unknown) for char in text), np.int64, len(text))


def read(file: Path) -> Characters:
    """The characters in a file. Raises OSError, ValueError."""
    lines = file.read_text("utf-8").split("\n")[:-1]
    return Characters(["\n" if line == _NEWLINE else line for line in lines])


def write(entries: Iterable[str], file: Path) -> None:
    """Write the entries, one a line."""
    text = "".join((_NEWLINE if entry == "\n" else entry) + "\n" for entry in entries)
    file.write_text(text, encoding="utf-8", newline="\n")
