"""Scoring one extracted document against its labels.

*found*: the spans overlap by half. *loose*: and the main values are right. *strict*: the span and
every value are right. Counts are kept beside ratios, and ratios are computed from summed counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipeline.evaluation.align import overlap, pair
from pipeline.types import Amount, Clause, Date, Document, Goal, Mention, Metadata, Span, Support, Unit

M = TypeVar("M", bound=Mention)


@dataclass(slots=True)
class Row:
    """Counts of one measure. A share (metadata, names, recall) has as many predicted as gold."""

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


@dataclass(frozen=True, slots=True)
class Mistake:
    """One item missed (-), spurious (+) or wrong (~)."""

    sign: str
    document: str
    label: str
    gold: str
    predicted: str


@dataclass(slots=True)
class Scores:
    """Rows by name, in the order in which they are shown, and every mistake."""

    documents: int = 0
    rows: dict[str, Row] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, name: str, gold: int, predicted: int, hit: int, *, share: bool = False) -> None:
        """Add counts to a row."""
        row = self.rows.setdefault(name, Row(is_share=share))
        row.gold += gold
        row.predicted += predicted
        row.hit += hit


def score_document(name: str, gold: Document, predicted: Document, scores: Scores) -> None:
    """Add one document's counts and mistakes to `scores`. Both documents have the same text."""
    scores.documents += 1
    _Scorer(name, gold, predicted, scores).run()


class _Scorer:
    def __init__(self, name: str, gold: Document, predicted: Document, scores: Scores) -> None:
        self.name, self.gold, self.predicted, self.scores = name, gold, predicted, scores

    def run(self) -> None:
        self._metadata()
        self._clauses()
        self._mentions("amounts", self.gold.amounts, self.predicted.amounts, _amount_loose, _amount_strict)
        self._mentions("dates", self.gold.dates, self.predicted.dates, _date_loose, _date_strict)
        pairs = self._mentions("units", self.gold.units, self.predicted.units, _unit_loose, _unit_loose)
        self._units(pairs)
        self._mentions("goals", self.gold.goals, self.predicted.goals, _goal_loose, _goal_strict)
        self._supports()

    def _mistake(self, sign: str, label: str, gold: Any, predicted: Any) -> None:
        self.scores.mistakes.append(Mistake(sign, self.name, label, _brief(gold), _brief(predicted)))

    def _metadata(self) -> None:
        for name in Metadata.model_fields:
            want, got = (
                getattr(self.gold.metadata, name) or None,
                getattr(self.predicted.metadata, name) or None,
            )
            self.scores.add("metadata", 1, 1, want == got, share=True)
            if want != got:
                self._mistake("~", f"metadata {name}", want, got)

    def _clauses(self) -> None:
        want = Counter(clause.start for clause in self.gold.clauses)
        got = Counter(clause.start for clause in self.predicted.clauses)
        self.scores.add("clauses", want.total(), got.total(), (want & got).total())
        for start in sorted((want - got).keys()):
            self._mistake("-", "clauses", self.gold.text[start : start + 20], None)
        for start in sorted((got - want).keys()):
            self._mistake("+", "clauses", None, self.gold.text[start : start + 20])

    def _mentions(
        self,
        label: str,
        gold: Sequence[M],
        predicted: Sequence[M],
        is_loose: Callable[[M, M], bool],
        is_strict: Callable[[M, M], bool],
    ) -> list[tuple[M, M]]:
        def closeness(g: M, p: M) -> float:
            share = overlap(g, p)
            return share if share >= 0.5 else 0.0

        pairs, missed, spurious = pair(gold, predicted, closeness)
        loose = [(g, p) for g, p in pairs if is_loose(g, p)]
        strict = [(g, p) for g, p in loose if (g.start, g.end) == (p.start, p.end) and is_strict(g, p)]
        for level, hits in (("found", pairs), ("loose", loose), ("strict", strict)):
            self.scores.add(f"{label} {level}", len(gold), len(predicted), len(hits))
        self._list(label, pairs, strict, missed, spurious)
        return pairs

    def _list(
        self,
        label: str,
        pairs: Sequence[tuple[Any, Any]],
        right: Sequence[tuple[Any, Any]],
        missed: Sequence[Any],
        spurious: Sequence[Any],
    ) -> None:
        is_right = {id(g) for g, _ in right}
        for g in missed:
            self._mistake("-", label, g, None)
        for p in spurious:
            self._mistake("+", label, None, p)
        for g, p in pairs:
            if id(g) not in is_right:
                self._mistake("~", label, g, p)

    def _units(self, pairs: Sequence[tuple[Unit, Unit]]) -> None:
        named = [(g, p) for g, p in pairs if g.name]
        right = sum(g.name == p.name for g, p in named)
        self.scores.add("units name", len(named), len(named), right, share=True)
        for g, p in named:
            if g.name != p.name:
                self._mistake("~", "units name", g.name, p.name)
        found = {id(g) for g, _ in pairs}
        for place in ("list", "text"):
            gold = [unit for unit in self.gold.units if unit.place == place]
            hit = sum(id(unit) in found for unit in gold)
            self.scores.add(f"units recall in {place}", len(gold), len(gold), hit, share=True)

    def _supports(self) -> None:
        starts = [
            {clause.id: clause.start for clause in document.clauses}
            for document in (self.gold, self.predicted)
        ]

        def closeness(g: Support, p: Support) -> float:
            main_g, main_p = g.amount or g.cap, p.amount or p.cap
            if (main_g or main_p) and overlap(main_g, main_p) < 0.5:
                return 0.0
            if g.rate != p.rate:
                return 0.0
            if main_g is None and starts[0].get(g.clause or "") != starts[1].get(p.clause or ""):
                return 0.0
            return 1 + overlap(g.beneficiary, p.beneficiary) + overlap(g.tier, p.tier)

        gold, predicted = self.gold.supports, self.predicted.supports
        pairs, missed, spurious = pair(gold, predicted, closeness)
        loose = [(g, p) for g, p in pairs if _meets(g.beneficiary, p.beneficiary, 0.5)]
        strict = [(g, p) for g, p in loose if _support_strict(g, p)]
        for level, hits in (("found", pairs), ("loose", loose), ("strict", strict)):
            self.scores.add(f"supports {level}", len(gold), len(predicted), len(hits))
        self._list("supports", pairs, strict, missed, spurious)


def _meets(gold: Span | None, predicted: Span | None, share: float) -> bool:
    """Whether the spans overlap by `share`; a label without a span asks for nothing."""
    return gold is None or overlap(gold, predicted) >= share


def _amount_loose(g: Amount, p: Amount) -> bool:
    return g.min == p.min and g.max == p.max


def _amount_strict(g: Amount, p: Amount) -> bool:
    return g.role == p.role


def _date_loose(g: Date, p: Date) -> bool:
    return g.role == p.role


def _date_strict(g: Date, p: Date) -> bool:
    return g.end_date == p.end_date


def _unit_loose(g: Unit, p: Unit) -> bool:
    return g.role == p.role


def _goal_loose(g: Goal, p: Goal) -> bool:
    return g.value == p.value and g.unit == p.unit and overlap(g.indicator, p.indicator) >= 0.5


def _goal_strict(g: Goal, p: Goal) -> bool:
    return (g.op, g.kind, g.by, g.freq, g.stretch) == (p.op, p.kind, p.by, p.freq, p.stretch)


def _support_strict(g: Support, p: Support) -> bool:
    return (
        overlap(g.beneficiary, p.beneficiary) >= 0.9
        and (g.tier is None) == (p.tier is None)
        and _meets(g.tier, p.tier, 0.5)
        and _meets(g.basis, p.basis, 0.5)
    )


def _brief(item: object) -> str:
    """An item in one line: its words first, then the values that are set."""
    if item is None:
        return ""
    if isinstance(item, Clause | Mention | Support):
        values = {
            key: value["text"] if isinstance(value, dict) else value
            for key, value in item.model_dump(
                exclude={"id", "clause", "start", "end", "text", "trigger", "confidence", "applies_to"},
                exclude_none=True,
            ).items()
        }
        told = " ".join(f"{key}={value}" for key, value in values.items())
        return f"{getattr(item, 'text', '')} {told}".strip().replace("\n", " ")
    return str(item).replace("\n", " ")
