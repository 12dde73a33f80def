"""What rules and model decide on, and what comes of it; all in normalised offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from pipeline.mentions import Amount, Date, Goal, Money, Name, Support, Time, Unit
from pipeline.segment import Outline
from pipeline.types import Metadata

if TYPE_CHECKING:
    from pipeline.recognize.tags import Tag  # loads numpy, which rules alone do without


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a document before anyone says which role it has."""

    outline: Outline
    metadata: Metadata
    money: tuple[Money, ...]
    times: tuple[Time, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The records on which rules or model decide; goals and supports are linked from the others."""

    amounts: tuple[Amount, ...] = ()
    dates: tuple[Date, ...] = ()
    units: tuple[Unit, ...] = ()
    goals: tuple[Goal, ...] = ()
    supports: tuple[Support, ...] = ()


def kind(label: str) -> str:
    """The kind of a label: unit of unit:lead."""
    return label.partition(":")[0]


def of_kind(wanted: str, tags: Iterable[Tag]) -> list[Tag]:
    """The tags of a kind, sorted."""
    return sorted(tag for tag in tags if kind(tag.label) == wanted)


_SAME = 0.5
"""Spans that share so much are the same thing, whose borders two systems see otherwise."""

_LONGEST = 256
"""No span is longer: the model reads so many characters at once."""


class Stretch(Protocol):
    """Whatever stands at [start, end): a span, a tag."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """After the last one."""
        ...


S = TypeVar("S", bound=Stretch)


def same(span: Stretch, others: Sequence[S]) -> S | None:
    """Which of the others, sorted, means the same as a span; None where none does."""
    best = max(near(span, others), key=lambda other: share(span, other), default=None)
    return best if best is not None and share(span, best) >= _SAME else None


def near(span: Stretch, others: Sequence[S]) -> Sequence[S]:
    """Those of the others, sorted, that can touch a span."""
    first = bisect_left(others, span.start - _LONGEST, key=lambda other: other.start)
    return others[first : bisect_right(others, span.end, key=lambda other: other.start)]


def share(a: Stretch, b: Stretch) -> float:
    """How much of the stretch that two spans cover belongs to both."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0.0, both / (max(a.end, b.end) - min(a.start, b.start)))
