"""Scores of many documents: ratios from summed counts, never averages of averages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from pipeline.evaluation.score import DocumentScores, Row

K = TypeVar("K")

RESAMPLES = 2000
SEED = 20200602
"""Fixed, so that the same documents give the same interval; its value means nothing."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The documents of an evaluation, each with its scores."""

    documents: tuple[DocumentScores, ...]

    @property
    def rows(self) -> dict[str, Row]:
        """The sums of all documents' rows, by name, in the order in which they are shown."""
        return _sums(document.rows for document in self.documents)

    @property
    def attributes(self) -> dict[tuple[str, str], Row]:
        """The sums of all documents' attributes, by label and attribute."""
        return _sums(document.attributes for document in self.documents)

    def by_kind(self) -> dict[str, Scores]:
        """The documents by the labelled kind of document (意见, 办法 …), sorted; "–" for those without."""
        groups: dict[str, list[DocumentScores]] = {}
        for document in self.documents:
            groups.setdefault(document.gold.metadata.kind or "–", []).append(document)
        return {kind: Scores(tuple(groups[kind])) for kind in sorted(groups)}

    def by_document(self) -> dict[str, Scores]:
        """Each document by itself, by name."""
        return {document.name: Scores((document,)) for document in self.documents}

    def intervals(self) -> dict[str, tuple[float, float]]:
        """The 95 % interval of each row's score: percentiles of a bootstrap over documents.

        Documents are drawn, not items: items of one document share its wording. It says how much
        another sample of like documents may differ, not how other kinds of documents are read.
        """
        names = list(self.rows)
        counts = np.array(
            [[(row.gold + row.predicted, 2 * row.hit) for row in d.rows.values()] for d in self.documents]
        )  # documents × rows × 2
        size = len(self.documents)
        weights = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), RESAMPLES)
        sums = np.einsum("rd,dnk->rnk", weights, counts)
        totals, hits = sums[..., 0], sums[..., 1]
        scores = np.where(totals == 0, 1.0, hits / np.maximum(totals, 1))
        low, high = np.percentile(scores, [2.5, 97.5], axis=0)
        return {name: (float(low[i]), float(high[i])) for i, name in enumerate(names)}


def _sums(tables: Iterable[dict[K, Row]]) -> dict[K, Row]:
    sums: dict[K, Row] = {}
    for table in tables:
        for name, row in table.items():
            total = sums.setdefault(name, Row(is_share=row.is_share))
            total += row
    return sums
