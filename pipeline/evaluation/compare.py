"""What changed between two runs over the same documents, item by item; with labels, for better or worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.evaluation.score import Difference, DocumentScores, score_document
from pipeline.types import Document

Verdict = Literal["gain", "loss", "other", ""]

_WORTH = {"strict": 3, "loose": 2, "found": 1}
"""What an item is worth by the level at which it stands for a labelled one; a spurious one costs."""
_SPURIOUS = -1


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two runs: `difference.gold` is the item before, `.predicted` the one after.

    The verdict says whether the labels agree better with the run after; "" where there are none.
    """

    document: str
    difference: Difference
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the same documents.

    `only_before` and `only_after` are documents of one run alone, `other_text` those whose text differs,
    `statuses` those whose status does (before, after). `texts` are the documents before, by name.
    """

    texts: Mapping[str, Document]
    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    other_text: tuple[str, ...]
    statuses: Mapping[str, tuple[str, str]]
    labelled: frozenset[str]


def compare(
    before: Mapping[str, Document], after: Mapping[str, Document], gold: Mapping[str, Document]
) -> Comparison:
    """The changes from one run to the other, by the documents' names; `gold` may label some of them."""
    both = sorted(before.keys() & after.keys())
    other_text = tuple(name for name in both if before[name].text != after[name].text)
    same_text = [name for name in both if name not in other_text]
    changes: list[Change] = []
    for name in same_text:
        changes += _changes(name, before[name], after[name], gold.get(name))
    return Comparison(
        texts={name: before[name] for name in same_text},
        changes=tuple(changes),
        only_before=tuple(sorted(before.keys() - after.keys())),
        only_after=tuple(sorted(after.keys() - before.keys())),
        other_text=other_text,
        statuses={
            name: (before[name].status, after[name].status)
            for name in both
            if before[name].status != after[name].status
        },
        labelled=frozenset(name for name in same_text if name in gold),
    )


def _changes(name: str, before: Document, after: Document, gold: Document | None) -> Iterator[Change]:
    differences = score_document(name, before, after).differences
    if gold is None:
        yield from (Change(name, difference, "") for difference in differences)
        return
    worth_before = _Worth(score_document(name, gold, before))
    worth_after = _Worth(score_document(name, gold, after))
    for difference in differences:
        old = worth_before.of(difference, difference.gold)
        new = worth_after.of(difference, difference.predicted)
        verdict: Verdict = "gain" if new > old else "loss" if new < old else "other"
        yield Change(name, difference, verdict)


class _Worth:
    """What each item of a run is worth against the labels."""

    def __init__(self, scores: DocumentScores) -> None:
        self._levels = {
            id(d.predicted): _WORTH[d.level] if d.level else _SPURIOUS
            for d in scores.differences
            if d.predicted is not None and d.label != "metadata"
        }
        self._wrong_fields = {d.wrong[0] for d in scores.differences if d.label == "metadata"}

    def of(self, difference: Difference, item: Any) -> int:
        """3 for an item that is strictly right, down to -1 for a spurious one; 0 for none."""
        if difference.label == "metadata":
            return 0 if difference.wrong[0] in self._wrong_fields else 1
        if item is None:
            return 0
        return self._levels.get(id(item), _WORTH["strict"])


def counts(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    """By label: how many items only before, only after and read otherwise, gains and losses."""
    table: dict[str, dict[str, int]] = {}
    signs = {"-": "lost", "+": "new", "~": "changed"}
    for change in changes:
        row = table.setdefault(
            change.difference.label, dict.fromkeys(("lost", "new", "changed", "gain", "loss", "other"), 0)
        )
        row[signs[change.difference.sign]] += 1
        if change.verdict:
            row[change.verdict] += 1
    return table
