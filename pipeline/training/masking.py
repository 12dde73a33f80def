"""Which characters the encoder has to guess: short runs, drawn anew each time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.recognize.characters import Characters

_LENGTHS = np.array([0.3, 0.4, 0.2, 0.1])
"""Shares of runs of 1, 2, 3 and 4 characters, near those of Chinese words: a lone character of a word is
guessed from the rest of it, which teaches little."""

_MEAN = float(_LENGTHS @ np.arange(1, len(_LENGTHS) + 1))
_HIDDEN, _SWAPPED = 0.8, 0.9  # BERT's shares: eight in ten hidden, one swapped, one left as it is


class Masked(NamedTuple):
    """Sequences with gaps: `ids` as the encoder sees them, `chosen` where it guesses; (batch, length)."""

    ids: npt.NDArray[np.int64]
    chosen: npt.NDArray[np.bool_]


class Masking:
    """Runs within words: they never hold a mark, a blank or a special."""

    def __init__(self, characters: Characters, share: float) -> None:
        self._mask = characters.mask
        self._wordlike = np.array(
            [len(entry) == 1 and entry.isalnum() for entry in characters.entries], dtype=np.bool_
        )
        self._letters = np.flatnonzero(self._wordlike)
        self._share = share

    def __call__(self, ids: npt.NDArray[np.int64], rng: np.random.Generator) -> Masked:
        """The sequences (batch, length) with about `share` of their characters to be guessed."""
        wordlike = self._wordlike[ids]
        # Runs that begin in one another, or are cut at a mark, make the share a little smaller.
        rate = -np.log1p(-self._share) / _MEAN * ids.size / max(1, int(wordlike.sum()))
        lengths = rng.choice(len(_LENGTHS), size=ids.shape, p=_LENGTHS) + 1
        lengths[rng.random(ids.shape) >= rate] = 0
        chosen = np.zeros(ids.shape, dtype=np.bool_)
        reach = np.zeros(ids.shape, dtype=np.int64)
        for column in range(ids.shape[1]):
            before = reach[:, column - 1] - 1 if column else 0
            reach[:, column] = np.where(wordlike[:, column], np.maximum(lengths[:, column], before), 0)
            chosen[:, column] = reach[:, column] > 0
        fate = rng.random(ids.shape)
        shown = ids.copy()
        shown[chosen & (fate < _HIDDEN)] = self._mask
        swapped = chosen & (fate >= _HIDDEN) & (fate < _SWAPPED)
        shown[swapped] = rng.choice(self._letters, size=int(swapped.sum()))
        return Masked(shown, chosen)
