"""Which extracted item stands for which labelled one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from pipeline.types import Span

G = TypeVar("G")
P = TypeVar("P")


def overlap(a: Span | None, b: Span | None) -> float:
    """Intersection over union of two spans; 0 where one is missing."""
    if a is None or b is None or a.start == a.end or b.start == b.end:
        return 0.0
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))


def pair(
    gold: Sequence[G], predicted: Sequence[P], closeness: Callable[[G, P], float]
) -> tuple[list[tuple[G, P]], list[G], list[P]]:
    """Pairs, missed and spurious items: one to one, the closest first; closeness 0 is no pair."""
    close = [
        (score, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (score := closeness(g, p)) > 0
    ]
    close.sort(key=lambda entry: -entry[0])
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, i, j in close:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    missed = [g for i, g in enumerate(gold) if i not in used_gold]
    spurious = [p for j, p in enumerate(predicted) if j not in used_predicted]
    return pairs, missed, spurious
