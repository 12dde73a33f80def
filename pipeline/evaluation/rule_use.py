"""What each rule does on a set of documents: how often it fires and decides, how often it is right.

A pattern *fires* where it matches the normalised text; one that is anchored to the ends of a phrase can't be
counted so. A cue fires where it holds for a mention of the kind that it
judges, whether or not a rule before it has decided already. A rule *decides* an item when the output names it
in `found_by`. Two cues are in *conflict* where both fire on one mention and say different things: then their
order decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.score import DocumentScores
from pipeline.mentions import Span, Time
from pipeline.normalize import normalize
from pipeline.recognize import money, names, quantities, times
from pipeline.rules.loader import CueRule, cues, decisions, patterns, rule_files
from pipeline.segment import segment
from pipeline.types import Document

LABELS = ("amounts", "dates", "units", "goals", "supports")
_SAYS = ("role", "bound")
"""The keys of `gives` on which two cues can contradict each other."""

_ANCHOR = re.compile(r"\\[AZ]|(?<!\[)\^|\$")

_JUDGES = {
    "amounts": ("money",),
    "money": ("money",),
    "dates": ("times",),
    "metadata": ("times",),
    "goals": ("quantities", "money"),
    "supports": ("money", "quantities"),
    "units": ("names",),
}
"""Which mentions the cues of a rule file judge."""


@dataclass(slots=True)
class RuleUse:
    """One rule: how often it fires and decides, and how many of its labelled decisions are right.

    `fires` is None where it can't be counted; `labelled` decisions are those in labelled documents, of which
    some are strictly or loosely right and some spurious.
    """

    id: str
    file: str
    fires: int | None = 0
    decides: int = 0
    labelled: int = 0
    strict: int = 0
    loose: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float | None:
        """Share of its decisions in labelled documents that are strictly right; None where it has none."""
        return self.strict / self.labelled if self.labelled else None


@dataclass(slots=True)
class RuleUses:
    """All rules by their id, and how often two cues contradict each other (the one that decides first)."""

    rules: dict[str, RuleUse] = field(default_factory=dict)
    conflicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    documents: int = 0

    @property
    def idle(self) -> list[RuleUse]:
        """Rules that neither fire nor decide anything."""
        return [rule for rule in self.rules.values() if rule.fires == 0 and not rule.decides]


def rule_uses(documents: Iterable[Document], scores: Iterable[DocumentScores] = ()) -> RuleUses:
    """The use of every rule over extracted documents; `scores` tell which decisions were right."""
    uses = RuleUses({use.id: use for use in _unused()})
    for document in documents:
        uses.documents += 1
        _count(document, uses)
    for one in scores:
        _judge(one, uses)
    return uses


def _unused() -> Iterator[RuleUse]:
    for file in rule_files():
        for pattern in patterns(file):
            yield RuleUse(pattern.id, file, None if _ANCHOR.search(pattern.pattern.pattern) else 0)
        for cue in cues(file):
            yield RuleUse(cue.id, file)
        for decision in decisions(file).values():
            yield RuleUse(decision.id, file, None)


def _count(document: Document, uses: RuleUses) -> None:
    for label in LABELS:
        for item in getattr(document, label):
            uses.rules[_id(item)].decides += 1
    normalized = normalize(document.text)
    text = normalized.text
    for file in rule_files():
        for pattern in patterns(file):
            _add(uses.rules[pattern.id], len(pattern.spans(text)))
    outline = segment(text)
    mentions: dict[str, list[Any]] = {
        "money": list(money.recognize(text)),
        "times": list(times.recognize(text)),
    }
    taken = [mention.span for found in mentions.values() for mention in found]
    mentions["quantities"] = list(quantities.recognize(text, taken))
    mentions["names"] = list(names.recognize(text, document.metadata))
    for file, kinds in _JUDGES.items():
        for mention in (mention for kind in kinds for mention in mentions[kind]):
            sentence = outline.sentence_at(mention.span.start)
            fired = [rule for rule in cues(file) if _fires(rule, text, mention, sentence)]
            for rule in fired:
                _add(uses.rules[rule.id], 1)
            for later in fired[1:]:
                if _contradict(fired[0], later):
                    uses.conflicts[fired[0].id, later.id] += 1


def _add(use: RuleUse, count: int) -> None:
    if use.fires is not None:
        use.fires += count


def _fires(rule: CueRule, text: str, mention: Any, sentence: Span) -> bool:
    if isinstance(mention, Time) and mention.kind not in rule.gives.get("kinds", (mention.kind,)):
        return False
    start, end = mention.span.start, mention.span.end
    if text[start:end] not in rule.gives.get("words", (text[start:end],)):
        return False
    return rule.fires(text, start, end, min(sentence.start, start), max(sentence.end, end)) is not None


def _contradict(first: CueRule, later: CueRule) -> bool:
    return any(
        key in first.gives and key in later.gives and first.gives[key] != later.gives[key] for key in _SAYS
    )


def _judge(scores: DocumentScores, uses: RuleUses) -> None:
    levels = {
        id(d.predicted): d.level or "spurious"
        for d in scores.differences
        if d.predicted is not None and d.label in LABELS
    }
    for label in LABELS:
        for item in getattr(scores.predicted, label):
            rule, level = uses.rules[_id(item)], levels.get(id(item), "strict")
            rule.labelled += 1
            rule.strict += level == "strict"
            rule.loose += level in ("strict", "loose")
            rule.spurious += level == "spurious"


def _id(item: Any) -> str:
    return str(item.found_by).removeprefix("rule:")
