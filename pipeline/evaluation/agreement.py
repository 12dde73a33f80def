"""Agreement of two labellings of the same documents.

Spans and values by F1, which needs no list of what could have been labelled; roles by Cohen's kappa over the
items that both found; presence by Krippendorff's alpha over clauses: does a clause hold any item of the
label? The coefficients are NLTK's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from nltk.metrics.agreement import AnnotationTask

from pipeline.evaluation.score import Row
from pipeline.evaluation.scores import Scores
from pipeline.types import Document

_ROLES = {"amounts": "role", "dates": "role", "units": "role", "goals": "kind"}
_LABELS = ("amounts", "dates", "units", "goals", "supports")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two labellings of a label agree; None where a coefficient is not defined.

    `kappa` is over roles (kinds, for goals) of the `pairs` that both found, `alpha` over the `clauses` that
    both have.
    """

    label: str
    first: int
    second: int
    found: float
    loose: float
    strict: float
    record: float
    pairs: int
    kappa: float | None
    clauses: int
    alpha: float | None


def agreement(scores: Scores) -> list[Agreement]:
    """The agreement for each label. The scores' `gold` is the first labelling, `predicted` the second."""
    rows = scores.rows
    return [_agreement(label, scores, rows) for label in _LABELS]


def _agreement(label: str, scores: Scores, rows: dict[str, Row]) -> Agreement:
    found = rows[f"{label} found"]
    roles = list(_roles(label, scores)) if label in _ROLES else []
    presence = [
        pair for document in scores.documents for pair in _presence(label, document.gold, document.predicted)
    ]
    return Agreement(
        label=label,
        first=found.gold,
        second=found.predicted,
        found=found.score,
        loose=rows[f"{label} loose"].score,
        strict=rows[f"{label} strict"].score,
        record=rows[f"{label} record"].score,
        pairs=len(roles),
        kappa=_coefficient(roles, AnnotationTask.kappa),
        clauses=len(presence),
        alpha=_coefficient(presence, AnnotationTask.alpha),
    )


def _roles(label: str, scores: Scores) -> Iterable[tuple[str, str]]:
    """The two roles of each item that both labellings have."""
    for document in scores.documents:
        for g, p in document.pairs[label]:
            yield getattr(g, _ROLES[label]), getattr(p, _ROLES[label])


def _presence(label: str, first: Document, second: Document) -> Iterable[tuple[str, str]]:
    """For each clause that both labellings have: does it hold an item of the label?"""
    held = [_holding(label, document) for document in (first, second)]
    for start in sorted(held[0].keys() & held[1].keys()):
        yield str(held[0][start]), str(held[1][start])


def _holding(label: str, document: Document) -> dict[int, bool]:
    holding = {item.clause for item in getattr(document, label)}
    return {clause.start: clause.id in holding for clause in document.clauses}


def _coefficient(
    pairs: Sequence[tuple[str, str]], coefficient: Callable[[AnnotationTask], float]
) -> float | None:
    """A coefficient over pairs of codes; None where fewer than two codes are used: chance explains all."""
    if len({code for pair in pairs for code in pair}) < 2:
        return None
    data = [(coder, i, code) for i, pair in enumerate(pairs) for coder, code in zip("ab", pair, strict=True)]
    return float(coefficient(AnnotationTask(data=data)))
