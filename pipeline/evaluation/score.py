"""Scoring one extracted document against its labels: counts, and every difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.align import overlap, pair
from pipeline.evaluation.attributes import (
    CLAUSES,
    HALF,
    LABELS,
    SUPPORTS,
    UNITS,
    Label,
)
from pipeline.types import Clause, Document, Mention, Metadata, Span, Support, Unit


@dataclass(slots=True)
class Row:
    """Counts of one measure. A share (metadata, names, recall, attributes) has as many predicted as gold."""

    gold: int = 0
    predicted: int = 0
    hit: int = 0
    is_share: bool = False

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 where nothing is predicted and nothing labelled."""
        return self.hit / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the labelled that was found; 1 where nothing is labelled."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def score(self) -> float:
        """F1, or the share."""
        return 2 * self.hit / (self.gold + self.predicted) if self.gold + self.predicted else 1.0

    def __iadd__(self, other: Row) -> Row:
        self.gold += other.gold
        self.predicted += other.predicted
        self.hit += other.hit
        return self


@dataclass(frozen=True, slots=True)
class Difference:
    """One item missed (only `gold`), spurious (only `predicted`), or paired with another reading.

    `wrong` names the attributes that are not the same ("span" for the item's own span); `level` is the
    highest level that the pair reaches. For metadata both are values of the field that `wrong` names.
    """

    label: str
    gold: Any
    predicted: Any
    wrong: tuple[str, ...] = ()
    level: str = ""

    @property
    def sign(self) -> str:
        """`-` missed, `+` spurious, `~` wrong."""
        if self.label == "metadata":
            return "~"
        return "-" if self.predicted is None else "+" if self.gold is None else "~"

    @property
    def is_mistake(self) -> bool:
        """Whether it costs a hit at the level `strict`; a pair that is strictly right may still differ."""
        return self.level != "strict"


@dataclass(slots=True)
class DocumentScores:
    """One document's rows by name in the order in which they are shown, and its differences.

    `pairs` are the items that stand for one another, by label, the labelled one first. `attributes` says of
    the pairs how many have an attribute the same (`hit`); a key is (label, attribute), or (label, attribute +
    " close") for spans that overlap by half.
    """

    name: str
    gold: Document
    predicted: Document
    rows: dict[str, Row] = field(default_factory=dict)
    attributes: dict[tuple[str, str], Row] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    pairs: dict[str, list[tuple[Any, Any]]] = field(default_factory=dict)

    @property
    def mistakes(self) -> list[Difference]:
        """The differences that cost a hit."""
        return [d for d in self.differences if d.is_mistake]


def score_document(name: str, gold: Document, predicted: Document) -> DocumentScores:
    """The scores of one document against its labels. Both have the same text."""
    scores = DocumentScores(name, gold, predicted)
    _Scorer(scores).run()
    return scores


class _Scorer:
    def __init__(self, scores: DocumentScores) -> None:
        self.scores, self.gold, self.predicted = scores, scores.gold, scores.predicted

    def run(self) -> None:
        self._metadata()
        self._clauses()
        for label in LABELS:
            if label is SUPPORTS:
                self._items(label, self._support_closeness(), _any_span)
            else:
                pairs = self._items(label, _span_closeness, _same_span)
                if label is UNITS:
                    self._units(pairs)

    def _add(self, name: str, gold: int, predicted: int, hit: int) -> None:
        self.scores.rows[name] = Row(gold, predicted, hit)

    def _share(self, name: str, hit: int, total: int) -> None:
        self.scores.rows[name] = Row(total, total, hit, is_share=True)

    def _metadata(self) -> None:
        right = 0
        for name in Metadata.model_fields:
            want, got = getattr(self.gold.metadata, name), getattr(self.predicted.metadata, name)
            same = (want or None) == (got or None)
            right += same
            self.scores.attributes["metadata", name] = Row(1, 1, int(same), is_share=True)
            if not same:
                self.scores.differences.append(Difference("metadata", want, got, (name,)))
        self._share("metadata", right, len(Metadata.model_fields))

    def _clauses(self) -> None:
        gold, predicted = _printed(self.gold), _printed(self.predicted)
        want = Counter(clause.start for clause in gold)
        got = Counter(clause.start for clause in predicted)
        self._add("clauses", want.total(), got.total(), (want & got).total())
        pairs, missed, spurious = pair(gold, predicted, lambda g, p: float(g.start == p.start))
        self._attributes(CLAUSES, pairs)
        self.scores.differences += [Difference("clauses", g, None) for g in missed]
        self.scores.differences += [Difference("clauses", None, p) for p in spurious]
        for g, p in pairs:
            if wrong := CLAUSES.wrong(g, p):
                self.scores.differences.append(Difference("clauses", g, p, wrong, "strict"))

    def _items(
        self, label: Label, closeness: Callable[[Any, Any], float], same_span: Callable[[Any, Any], bool]
    ) -> list[tuple[Any, Any]]:
        gold, predicted = getattr(self.gold, label.name), getattr(self.predicted, label.name)
        pairs, missed, spurious = pair(gold, predicted, closeness)
        hits = Counter({"found": len(pairs), "loose": 0, "strict": 0, "record": 0})
        differences = [Difference(label.name, g, None) for g in missed]
        differences += [Difference(label.name, None, p) for p in spurious]
        for g, p in pairs:
            exact = same_span(g, p)
            wrong = (() if exact else ("span",)) + label.wrong(g, p)
            level = "found"
            if label.is_loose(g, p):
                level = "strict" if exact and label.is_strict(g, p) else "loose"
            hits.update({"loose": level != "found", "strict": level == "strict", "record": not wrong})
            if wrong:
                differences.append(Difference(label.name, g, p, wrong, level))
        for level in ("found", "loose", "strict", "record"):
            self._add(f"{label.name} {level}", len(gold), len(predicted), hits[level])
        self._attributes(label, pairs)
        self.scores.pairs[label.name] = pairs
        self.scores.differences += differences
        return pairs

    def _attributes(self, label: Label, pairs: Sequence[tuple[Any, Any]]) -> None:
        for name in label.attributes:
            same = sum(label.same(name, g, p) for g, p in pairs)
            self.scores.attributes[label.name, name] = Row(len(pairs), len(pairs), same, is_share=True)
            if name in label.spans:
                close = sum(label.close(name, g, p) for g, p in pairs)
                self.scores.attributes[label.name, f"{name} close"] = Row(
                    len(pairs), len(pairs), close, is_share=True
                )

    def _units(self, pairs: Sequence[tuple[Unit, Unit]]) -> None:
        named = [(g, p) for g, p in pairs if g.name]
        self._share("units name", sum(g.name == p.name for g, p in named), len(named))
        found = {id(g) for g, _ in pairs}
        for place in ("list", "text"):
            gold = [unit for unit in self.gold.units if unit.place == place]
            self._share(f"units recall in {place}", sum(id(unit) in found for unit in gold), len(gold))

    def _support_closeness(self) -> Callable[[Support, Support], float]:
        """Supports stand for one another by their sum; without one by rate and clause."""
        gold, predicted = (
            {clause.id: clause.start for clause in document.clauses}
            for document in (self.gold, self.predicted)
        )

        def closeness(g: Support, p: Support) -> float:
            main_g, main_p = g.amount or g.cap, p.amount or p.cap
            if (main_g or main_p) and overlap(main_g, main_p) < HALF:
                return 0.0
            if g.rate != p.rate:
                return 0.0
            if main_g is None and gold.get(g.clause or "") != predicted.get(p.clause or ""):
                return 0.0
            return 1 + overlap(g.beneficiary, p.beneficiary) + overlap(g.tier, p.tier)

        return closeness


def _printed(document: Document) -> list[Clause]:
    """The clauses that are labelled: those that a number opens, unlike most rows and what follows a table."""
    return [
        clause
        for clause in document.clauses
        if clause.kind != "rest" and not (clause.kind == "row" and clause.number.startswith("row "))
    ]


def _span_closeness(g: Span, p: Span) -> float:
    share = overlap(g, p)
    return share if share >= HALF else 0.0


def _same_span(g: Mention, p: Mention) -> bool:
    return (g.start, g.end) == (p.start, p.end)


def _any_span(g: Support, p: Support) -> bool:
    """A support has no span of its own: its parts are attributes."""
    return True
