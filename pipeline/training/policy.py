"""Choosing the policy: what the model adds to the rules, label by label, measured on labelled documents.

Each label is tried alone with each choice. One is taken where it brings more, and not by chance: the model
decides on several items, at least half of them rightly; F1 of the label's kind (unit, amount, date,
beneficiary …; role included; the mean of exact spans and of those that overlap by half) rises over all
documents together and falls in no folder. All else stays with the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from pipeline.annotate import gold as labels
from pipeline.annotate.gold import Unavailable
from pipeline.combine.decide import Decider, Tags
from pipeline.combine.policy import DECIDED, LABELS, Choice, Policy, Use
from pipeline.combine.records import Found, Records, kind
from pipeline.extract import extract_text
from pipeline.recognize.tags import Tag
from pipeline.training.examples import tags
from pipeline.training.measure import Counts, measure

COLUMNS: Final = ("label", "labelled", "rules", "model", "decided", "right", "both", "choice")
"""F1 of the label by rules and by the model, of spans that overlap by half; then the best choice besides
`rules`: on how many items the model decides, how many of them are right, the label's F1."""

_USES: Final[tuple[Use, ...]] = "fill", "correct"
_TRIED: Final = tuple((use, sure) for use in _USES for sure in (0.5, 0.6, 0.7, 0.8, 0.9, 0.93, 0.95, 0.97))
_LEAST_GAIN = 0.003
_NEARLY = 0.75
_LEAST_ITEMS = 8
_LEAST_RIGHT = 0.5
_KINDS: Final = ("unit", "amount", "date")
"""The kinds whose labels are roles."""
_PRIOR = 4.0
"""Items, half of them right, that a measured share is drawn towards: of a few items it says little."""
_NOT_TRIED = "linked from several mentions and values, which the model doesn't do"


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled document as the deciders see it; `folder` is that of its labels."""

    folder: str
    gold: list[Tag]
    found: Found
    rules: Records


@dataclass(frozen=True, slots=True)
class Trial:
    """A choice for a label, and what it brings."""

    label: str
    choice: Choice
    gain: float
    by_model: Counts
    both: float
    harms: bool

    @property
    def helps(self) -> bool:
        """Whether it is worth taking."""
        items, right = self.by_model.predicted, self.by_model.close
        enough = items >= _LEAST_ITEMS and right >= _LEAST_RIGHT * items
        return enough and self.gain >= _LEAST_GAIN and not self.harms


def samples(folders: Iterable[tuple[Path, Path | None]]) -> Iterator[Sample]:
    """The labelled documents that can be had. Raises LabelError."""
    for gold, docs in folders:
        for _, labelled in labels.load(gold, docs):
            if isinstance(labelled, Unavailable):
                continue
            seen = _Seen()
            extract_text(labelled.text, decide=seen)
            found, rules = seen.last
            wanted = [tag for tag in tags(labelled) if tag.label in DECIDED]
            yield Sample(str(gold), wanted, found, rules)


class _Seen(Decider):
    """Lets the rules decide and keeps what they decided on."""

    def __init__(self) -> None:
        self.system = "both"
        self.last: tuple[Found, Records]

    def roles(self, found: Found, rules: Records) -> Records:
        """What the rules say."""
        return rules

    def phrases(self, found: Found, linked: Records) -> Records:
        """What the rules linked."""
        self.last = found, linked
        return linked


class Remembering:
    """A model that reads each sentence once, however many policies are tried."""

    def __init__(self, tags: Tags) -> None:
        self.name = tags.name
        self._tags = tags
        self._known: dict[str, list[Tag]] = {}

    def tag(self, sentences: Sequence[str]) -> list[list[Tag]]:
        """The tags of each sentence."""
        new = list(dict.fromkeys(s for s in sentences if s not in self._known))
        self._known.update(zip(new, self._tags.tag(new), strict=True))
        return [self._known[sentence] for sentence in sentences]


def choose(found: Sequence[Sample], model: Tags) -> tuple[Policy, list[list[str]]]:
    """The policy for a model, and a row a label, cells as in COLUMNS."""
    model = Remembering(model)
    rules = _rows(found, [sample.rules for sample in found])
    alone = _counts(found, [_model_tags(sample, model) for sample in found])
    chosen: dict[str, Choice] = {}
    rows = []
    for label in LABELS:
        if label not in DECIDED:
            chosen[label] = Choice(use="rules", reason=_NOT_TRIED)
            rows.append([label, "", "", "", "", "", "", "rules"])
            continue
        best = cautious(list(_trials(found, model, label)))
        before, by_model = rules.get(label, Counts()), alone.get(label, Counts())
        chosen[label] = _taken(best, before, by_model)
        figures = str(best.by_model.predicted), str(best.by_model.close), f"{best.both:.3f}"
        told = f"{best.choice.use} from {best.choice.min}" if best.helps else "rules"
        rows.append(
            [label, str(before.gold), f"{before.close_f1:.3f}", f"{by_model.close_f1:.3f}", *figures, told]
        )
    policy = Policy(labels=chosen)
    both = _rows(found, _decided(found, Decider("both", model, policy)))
    for name in _KINDS:
        counts = rules[name], alone[name], both[name]
        rows.append(
            [
                f"{name}, role included",
                str(counts[0].gold),
                *(f"{one.close_f1:.3f}" for one in counts[:2]),
                "",
                "",
                f"{counts[2].close_f1:.3f}",
                "",
            ]
        )
    return policy, rows


def cautious(trials: Sequence[Trial]) -> Trial:
    """The trial with the highest probability among those that gain nearly as much as the best one does.

    On documents of other kinds the model errs more than here, and that shows first in what it is unsure of.
    """
    best = max(trials, key=lambda trial: (trial.helps, trial.gain))
    alike = [
        trial
        for trial in trials
        if trial.helps and trial.choice.use == best.choice.use and trial.gain >= _NEARLY * best.gain
    ]
    return max(alike, key=lambda trial: trial.choice.min or 0.0, default=best)


def as_yaml(policy: Policy, model: str) -> str:
    """The file of a policy, as `read_policy` reads it."""
    head = f"# Who decides on which label, measured with {model}. `zhengce train policy` writes this file.\n"
    values = {name: choice.model_dump(exclude_none=True) for name, choice in policy.labels.items()}
    return head + yaml.safe_dump({"labels": values}, sort_keys=False, allow_unicode=True, width=110)


def _trials(found: Sequence[Sample], model: Tags, label: str) -> Iterator[Trial]:
    rules = [sample.rules for sample in found]
    before = _rows(found, rules)
    for use, sure in _TRIED:
        choice = Choice(use=use, min=sure, confidence=sure, reason="tried")
        records = _decided(found, Decider("both", model, _policy({label: choice})))
        after = _rows(found, records)
        was, now = before.get(kind(label), Counts()), after.get(kind(label), Counts())
        yield Trial(
            label,
            choice,
            _mean(now) - _mean(was),
            _by_model(found, records, label),
            after.get(label, Counts()).close_f1,
            _harms(found, rules, records, kind(label)),
        )


def _by_model(found: Sequence[Sample], records: Sequence[Records], label: str) -> Counts:
    """What the model decided to be of a label, and how much of it is."""
    theirs = [[tag for tag in as_tags(some, by="model:") if tag.label == label] for some in records]
    wanted = [[tag for tag in sample.gold if tag.label == label] for sample in found]
    return measure(wanted, theirs).all


def _harms(found: Sequence[Sample], rules: Sequence[Records], both: Sequence[Records], name: str) -> bool:
    """Whether the F1 of a kind falls in one of the folders."""
    for folder in dict.fromkeys(sample.folder for sample in found):
        here = [i for i, sample in enumerate(found) if sample.folder == folder]
        before, after = (
            _mean(_rows([found[i] for i in here], [some[i] for i in here]).get(name, Counts()))
            for some in (rules, both)
        )
        if after < before:
            return True
    return False


def _model_tags(sample: Sample, model: Tags) -> list[Tag]:
    """What the model tags in the whole document."""
    read = Decider("model", model, _policy({})).read(sample.found, sample.found.outline.sentences)
    return [tag for tag in read if tag.label in DECIDED]


def _decided(found: Sequence[Sample], decide: Decider) -> list[Records]:
    return [decide.phrases(sample.found, decide.roles(sample.found, sample.rules)) for sample in found]


def _mean(counts: Counts) -> float:
    """How good: borders count half."""
    return (counts.f1 + counts.close_f1) / 2


def _rows(found: Sequence[Sample], records: Sequence[Records]) -> Mapping[str, Counts]:
    """The counts of each label; under unit, amount and date those of its labels together."""
    return _counts(found, [as_tags(some) for some in records])


def _counts(found: Sequence[Sample], tags: Sequence[Sequence[Tag]]) -> Mapping[str, Counts]:
    counted = measure([sample.gold for sample in found], tags).labels
    rows = dict(counted)
    for name in _KINDS:
        rows[name] = Counts()
        for label, counts in counted.items():
            if kind(label) == name:
                rows[name] += counts
    return rows


def as_tags(records: Records, by: str = "") -> list[Tag]:
    """The records, or those found by rules whose names begin so, as the model would have tagged them."""
    found = [
        (record.span, f"{name}:{record.role}", record.why)
        for name, some in (("amount", records.amounts), ("date", records.dates), ("unit", records.units))
        for record in some
    ]
    phrases = [(s.beneficiary, "beneficiary", s.why) for s in records.supports]
    phrases += [(s.basis, "basis", s.why) for s in records.supports]
    phrases += [(g.indicator, "indicator", g.why) for g in records.goals]
    found += [(span, label, why) for span, label, why in phrases if span is not None]
    # Several supports may share a phrase; it counts once, as in the labels.
    spans = {(span, label): why for span, label, why in found if why.rule.startswith(by)}
    return sorted(Tag(span.start, span.end, label, why.confidence) for (span, label), why in spans.items())


def _policy(chosen: Mapping[str, Choice]) -> Policy:
    """The rules everywhere else."""
    alone = Choice(use="rules", reason="not asked")
    return Policy(labels={label: chosen.get(label, alone) for label in LABELS})


def _taken(best: Trial, rules: Counts, model: Counts) -> Choice:
    """The choice for a label, with the figures that speak for it."""
    figures = f"F1 {rules.close_f1:.3f} by rules, {model.close_f1:.3f} by the model"
    if best.helps:
        decided = best.by_model
        share = (decided.exact + _PRIOR / 2) / (decided.predicted + _PRIOR)
        reason = f"{figures}; {decided.close} of the model's {decided.predicted} right: {best.both:.3f}"
        return best.choice.model_copy(update={"reason": reason, "confidence": round(share, 3)})
    return Choice(use="rules", reason=f"{figures}; together no gain")
