"""What the model may find, and how its scores become spans.

The labels lie in layers, since a date may stand inside a beneficiary: each layer tags every character with
O, or B or I of one of its labels. The layers' scores stand side by side in one vector a character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np
import numpy.typing as npt

from pipeline.types import AmountRole, DateRole, UnitRole

LAYERS: Final[Mapping[str, tuple[str, ...]]] = {
    "units": tuple(f"unit:{role}" for role in get_args(UnitRole)),
    "supports": ("beneficiary", "basis"),
    "conditions": ("condition",),
    "goals": ("goal", "indicator"),
    "amounts": tuple(f"amount:{role}" for role in get_args(AmountRole)),
    "dates": tuple(f"date:{role}" for role in get_args(DateRole)),
}
"""Layer → its labels, in the order of their scores."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """A labelled stretch [start, end) of a sentence; `probability` is 1 for what a human labelled."""

    start: int
    end: int
    label: str
    probability: float = 1.0


class Scheme:
    """The layers side by side: which scores are whose.

    A layer with k labels has 1 + 2k columns: O, then B and I of each label.
    """

    def __init__(self, layers: Mapping[str, Sequence[str]] = LAYERS) -> None:
        self.layers = {layer: tuple(labels) for layer, labels in layers.items()}
        self.slices: dict[str, slice] = {}
        at = 0
        for layer, labels in self.layers.items():
            self.slices[layer] = slice(at, at := at + 1 + 2 * len(labels))
        self.width = at
        self._layer_of = {label: layer for layer, labels in self.layers.items() for label in labels}

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, layer by layer."""
        return tuple(self._layer_of)

    def targets(self, tags: Iterable[Tag], length: int) -> npt.NDArray[np.int64]:
        """The tag of each character in each layer, shape (length, layers), 0 for O.

        Of two spans of one layer that overlap, the longer stands.
        """
        found = np.zeros((length, len(self.layers)), dtype=np.int64)
        order = {layer: i for i, layer in enumerate(self.layers)}
        for tag in sorted(tags, key=lambda tag: (tag.start - tag.end, tag)):
            layer = self._layer_of[tag.label]
            column = found[tag.start : tag.end, order[layer]]
            if column.any():
                continue
            begin = 1 + 2 * self.layers[layer].index(tag.label)
            column[:] = begin + 1
            column[:1] = begin
        return found

    def decode(self, scores: Scores, lengths: Sequence[int]) -> list[list[Tag]]:
        """The tags of each sentence of a batch, sorted.

        `scores` are of shape (batch, longest, width); what lies behind a sentence's length is left alone.
        """
        tags: list[list[Tag]] = [[] for _ in lengths]
        for layer, labels in self.layers.items():
            logs = _log_softmax(scores[:, :, self.slices[layer]])
            path = _best_path(logs)
            for row, length in enumerate(lengths):
                if path[row, :length].any():
                    tags[row] += _spans(path[row, :length], np.exp(logs[row, :length]), labels)
        return [sorted(found) for found in tags]


def _log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def _best_path(logs: Scores) -> npt.NDArray[np.int64]:
    """The likeliest tags (batch, length) in which I follows B or I of its own label."""
    batch, length, width = logs.shape
    inner = np.arange(2, width, 2)
    best = logs[:, 0].copy()
    best[:, inner] = -np.inf
    back = np.zeros((batch, length, width), dtype=np.int64)
    rows = np.arange(batch)
    for at in range(1, length):
        before = np.repeat(best.argmax(axis=1)[:, None], width, axis=1)
        before[:, inner] = np.where(best[:, inner - 1] >= best[:, inner], inner - 1, inner)
        back[:, at] = before
        best = np.take_along_axis(best, before, axis=1) + logs[:, at]
    path = np.zeros((batch, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[rows, at, path[:, at]]
    return path


def _spans(path: npt.NDArray[np.int64], shares: Scores, labels: Sequence[str]) -> Iterator[Tag]:
    """The spans of one sentence and layer; their probability is the mean (geometric) of their characters'."""
    starts = np.flatnonzero(path % 2 == 1)
    for start in starts:
        label = int(path[start]) // 2
        inside = path[start + 1 :] == 2 * label + 2
        end = int(start) + 1 + (len(inside) if inside.all() else int(inside.argmin()))
        columns = shares[start:end, 2 * label + 1 : 2 * label + 3].sum(axis=1)
        yield Tag(int(start), end, labels[label], float(np.exp(np.log(columns).mean())))
