"""Finding numbers with their units that are neither money nor time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.mentions import Quantity, Span, Why
from pipeline.rules import patterns
from pipeline.values.quantities import READERS


def recognize(text: str, taken: Sequence[Span]) -> tuple[Quantity, ...]:
    """All quantities in a normalised text, in order; what overlaps a `taken` span is left out.

    Of two that overlap the one that begins first is kept, and of two that begin together the longer one.
    """
    kept: list[Quantity] = []
    closed = sorted(taken)
    at = 0
    for quantity in sorted(_candidates(text), key=lambda q: (q.span.start, -q.span.end)):
        start, end = quantity.span.start, quantity.span.end
        while at < len(closed) and closed[at].end <= start:
            at += 1
        if at < len(closed) and closed[at].start < end:
            continue
        if not kept or kept[-1].span.end <= start:
            kept.append(quantity)
    return tuple(kept)


def _candidates(text: str) -> Iterator[Quantity]:
    for rule in patterns("quantities"):
        read = READERS[rule.gives["reader"]]
        groups = rule.pattern.groupindex
        for match in rule.find(text):
            unit = match["unit"] if "unit" in groups else None
            start, end = match.span("span" if "span" in groups else 0)
            value = read(text[start:end], unit)
            if value is not None:
                yield Quantity(
                    Span(start, end),
                    value.value,
                    value.value_max,
                    value.unit,
                    value.kind,
                    Why(rule.id, rule.confidence),
                )
