"""How well tags are found, label by label: spans that are the same, and spans that overlap by half."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.combine.records import kind, of_kind
from pipeline.evaluation.align import pair
from pipeline.recognize.tags import Tag

ALL = "all"
_HALF = 0.5


@dataclass(slots=True)
class Counts:
    """Spans of one label: labelled, found, found exactly, found with half an overlap."""

    gold: int = 0
    predicted: int = 0
    exact: int = 0
    close: int = 0

    @property
    def f1(self) -> float:
        """F1 of the exact spans, 1 where there is nothing to find and nothing found."""
        return _f1(self.exact, self.gold, self.predicted)

    @property
    def close_f1(self) -> float:
        """F1 of the spans that overlap by half."""
        return _f1(self.close, self.gold, self.predicted)

    def __iadd__(self, other: Counts) -> Counts:
        self.gold += other.gold
        self.predicted += other.predicted
        self.exact += other.exact
        self.close += other.close
        return self


def _f1(hits: int, gold: int, predicted: int) -> float:
    return 2 * hits / (gold + predicted) if gold + predicted else 1.0


@dataclass(slots=True)
class Measure:
    """Counts by label; `kinds` are the labels without their roles (unit, amount, date), `all` the sum."""

    labels: dict[str, Counts] = field(default_factory=dict)
    kinds: dict[str, Counts] = field(default_factory=dict)

    @property
    def all(self) -> Counts:
        """The sum over the labels."""
        total = Counts()
        for counts in self.labels.values():
            total += counts
        return total

    def rows(self) -> Mapping[str, Counts]:
        """Everything by name, `all` first."""
        return {ALL: self.all, **dict(sorted(self.kinds.items())), **dict(sorted(self.labels.items()))}


def measure(gold: Iterable[Sequence[Tag]], predicted: Iterable[Sequence[Tag]]) -> Measure:
    """The counts of predicted tags against those labelled in the same texts."""
    found = Measure()
    for want, got in zip(gold, predicted, strict=True):
        for label in {tag.label for tag in (*want, *got)}:
            counts = found.labels.setdefault(label, Counts())
            counts += _count([t for t in want if t.label == label], [t for t in got if t.label == label])
        for name in {kind(tag.label) for tag in (*want, *got) if ":" in tag.label}:
            counts = found.kinds.setdefault(name, Counts())
            counts += _count(of_kind(name, want), of_kind(name, got))
    return found


def _count(want: Sequence[Tag], got: Sequence[Tag]) -> Counts:
    pairs, _, _ = pair(want, got, _closeness)
    exact = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
    return Counts(len(want), len(got), exact, len(pairs))


def _closeness(a: Tag, b: Tag) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    share = shared / (max(a.end, b.end) - min(a.start, b.start))
    return share if share >= _HALF else 0.0
