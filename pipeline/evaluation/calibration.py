"""Measuring confidences on labels: the share of each rule's items that is strictly right.

A rule with few items is drawn towards the share of its table, a situation of a rule towards the share of the
rule: (right + weight · prior) / (items + weight).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.confidence import situation
from pipeline.evaluation.reliability import Judged

WEIGHT = 4.0
"""How many items the prior is worth."""
FEW = 5
"""Situations with fewer items have no row of their own."""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured confidence: of a table, of one of its rules, or of a situation of a rule."""

    table: str
    rule: str
    situation: str
    confidence: float
    items: int


def measure(items: Iterable[Judged]) -> list[Measured]:
    """The confidences by table, rule and situation, sorted."""
    counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for one in items:
        for key in dict.fromkeys(_keys(one)):
            counts[key][0] += 1
            counts[key][1] += one.right
    rows: dict[Key, Measured] = {}
    for key in sorted(counts, key=lambda k: (k[0], bool(k[1]), k[1], bool(k[2]), k[2])):
        table, rule, how = key
        items_, right = counts[key]
        if how and items_ < FEW:
            continue
        above = rows.get((table, rule, "")) if how else rows.get((table, "", ""))
        prior = above.confidence if above else 0.5
        share = (right + WEIGHT * prior) / (items_ + WEIGHT)
        rows[key] = Measured(table, rule, how, round(share, 3), items_)
    return list(rows.values())


def held_out(items: Sequence[Judged]) -> list[tuple[float, bool]]:
    """Each item's confidence as measured on all other documents, and whether it is right."""
    told: list[tuple[float, bool]] = []
    for document in dict.fromkeys(one.document for one in items):
        measured = {
            (m.table, m.rule, m.situation): m.confidence
            for m in measure(one for one in items if one.document != document)
        }
        told += [(_look_up(measured, _keys(one)), one.right) for one in items if one.document == document]
    return told


def _keys(one: Judged) -> tuple[Key, Key, Key]:
    """The rows that an item counts for, the most general first."""
    rule = str(one.item.found_by).removeprefix("rule:")
    how = situation(one.label, one.item)
    return (one.label, "", ""), (one.label, rule, ""), (one.label, rule, how)


def _look_up(measured: Mapping[Key, float], keys: Sequence[Key]) -> float:
    return next((measured[key] for key in reversed(keys) if key in measured), 0.5)
