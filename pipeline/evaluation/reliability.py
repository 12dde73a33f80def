"""Whether a confidence means what it says: of the items with 0.8, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.evaluation.score import DocumentScores
from pipeline.types import Item

LABELS = ("amounts", "dates", "units", "goals", "supports")
BORDERS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """An extracted item of a labelled document and whether it is strictly right."""

    document: str
    label: str
    item: Item
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The items whose confidence lies in [low, high) (the last bin holds 1): how many, and how many right."""

    low: float
    high: float
    items: int
    confidence: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.items


def judged(documents: Iterable[DocumentScores]) -> Iterator[Judged]:
    """Every extracted item with its verdict."""
    for scores in documents:
        not_right = {
            id(d.predicted) for d in scores.differences if d.predicted is not None and d.level != "strict"
        }
        for label in LABELS:
            for item in getattr(scores.predicted, label):
                yield Judged(scores.name, label, item, id(item) not in not_right)


def confidences(documents: Iterable[DocumentScores]) -> list[tuple[float, bool]]:
    """Each extracted item's own confidence and whether it is strictly right; those without one left out."""
    return [(o.item.confidence, o.right) for o in judged(documents) if o.item.confidence is not None]


def reliability(items: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Bins of (confidence, right), the empty ones left out."""
    sums: dict[int, tuple[int, float, int]] = {}
    for confidence, right in items:
        index = max(i for i, low in enumerate(BORDERS[:-1]) if confidence >= low)
        count, total, hits = sums.get(index, (0, 0.0, 0))
        sums[index] = count + 1, total + confidence, hits + right
    return [
        Bin(BORDERS[i], BORDERS[i + 1], count, total / count, hits)
        for i, (count, total, hits) in sorted(sums.items())
    ]


def calibration_error(bins: Iterable[Bin]) -> float:
    """The expected calibration error: how far confidence and share lie apart, by the items of each bin."""
    bins = list(bins)
    total = sum(one.items for one in bins)
    return sum(one.items * abs(one.confidence - one.share) for one in bins) / total if total else 0.0
