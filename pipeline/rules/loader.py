"""Loading rule files: validated on load, unknown keys refused, with file and id named.

A rule file is YAML beside this module::

    fragments:
      scale: '[万亿]'
    patterns:                      # find spans by themselves
      - id: money.scaled
        reason: why officials write it so
        pattern: '⟨numeral⟩⟨scale⟩?元'
        gives: {bound: exact}
        confidence: 0.99
        matches: ['每年安排⟦2亿元⟧资金']
        rejects: ['5G基站']
    cues:                          # judge a span that is already found
      - id: amount.award.give
        reason: …
        before: '给予(?:一次性)?'    # must end where the span begins
        after: '的?(?:奖励|补助)'    # must begin where the span ends
        gives: {role: award}
        confidence: 0.95
        matches: ['给予⟦50万元⟧的奖励']
        rejects: ['年营业收入⟦500万元⟧以上']

`decisions` have no pattern: they name what a linker decides by an algorithm, and their examples are
texts that the whole recipe reads. `⟨name⟩` stands for a fragment of the file or one of the shared fragments.
In an example ⟦…⟧ marks the span. A pattern's span is its group `span` if it has one, else the whole match. A
`rejects` example without a mark must not match at all; with one, that span must not be found. Rules are tried
in the order of the file. Loading refuses a rule without reason, `matches` or `rejects`.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.mentions import Span, Why
from pipeline.values.numerals import DIGITS, HAN, NUMERAL, SCALE

OPEN, CLOSE = "⟦", "⟧"
SHARED_FRAGMENTS = {"numeral": NUMERAL, "digits": DIGITS, "han": HAN, "scale": SCALE}
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLACEHOLDER = re.compile(r"⟨(\w+)⟩")


class RuleError(ValueError):
    """A rule file that is wrong; the message names the file and the rule."""


class Example(str):
    """An example text with at most one marked span."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text without the marks."""
        return self.replace(OPEN, "").replace(CLOSE, "")

    @property
    def span(self) -> tuple[int, int] | None:
        """The marked span in `text`, or None."""
        if OPEN not in self:
            return None
        return self.index(OPEN), self.index(CLOSE) - 1


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    id: str = Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)+$")
    reason: str = Field(min_length=8)
    gives: dict[str, Any] = Field(default_factory=dict)
    confidence: float = Field(default=0.9, gt=0, le=1)
    matches: tuple[str, ...] = Field(min_length=1)
    rejects: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _marked(self) -> Self:
        for example in (*self.matches, *self.rejects):
            if example.count(OPEN) != example.count(CLOSE) or example.count(OPEN) > 1:
                raise ValueError(f"one ⟦…⟧ an example, not {example!r}")
        if any(OPEN not in example for example in self.matches):
            raise ValueError("every example in `matches` marks its span with ⟦…⟧")
        return self


class PatternRule(_Rule):
    """A rule that finds spans."""

    pattern: re.Pattern[str]

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Matches in text[start:end], left to right, not overlapping."""
        return self.pattern.finditer(text, start, len(text) if end is None else end)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans that it finds in a text."""
        group: str | int = "span" if "span" in self.pattern.groupindex else 0
        return [m.span(group) for m in self.find(text)]


class CueRule(_Rule):
    """A rule that judges a span by the text before and after it."""

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    @model_validator(mode="after")
    def _looks_somewhere(self) -> Self:
        if self.before is None and self.after is None:
            raise ValueError("a cue has `before`, `after` or both")
        if any(OPEN not in example for example in self.rejects):
            raise ValueError("every example of a cue marks its span with ⟦…⟧")
        return self

    def fires(
        self, text: str, start: int, end: int, left: int = 0, right: int | None = None
    ) -> tuple[int, int] | None:
        """The trigger's span if the rule holds for text[start:end], else None.

        Looks no farther than `left` and `right`, the limits of its scope (a sentence or a part).
        """
        before = after = None
        if self.after is not None:
            after = self.after.match(text, end, len(text) if right is None else right)
            if after is None:
                return None
        if self.before is not None:
            before = self.before.search(text, left, start)
            if before is None:
                return None
        if before is not None:
            return before.span()
        return after.span() if after is not None else None


R = TypeVar("R", bound=_Rule)


class Decision(_Rule):
    """What a linker decides by an algorithm; its examples are texts that the whole recipe reads."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    fragments: dict[str, str] = Field(default_factory=dict)
    patterns: list[dict[str, Any]] = Field(default_factory=list)
    cues: list[dict[str, Any]] = Field(default_factory=list)
    decisions: list[dict[str, Any]] = Field(default_factory=list)


def _expand(source: str, fragments: dict[str, str]) -> str:
    def fragment(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in fragments:
            raise RuleError(f"unknown fragment ⟨{name}⟩")
        return f"(?:{_expand(fragments[name], fragments)})"

    return _PLACEHOLDER.sub(fragment, source)


def _build(kind: type[R], raw: dict[str, Any], fragments: dict[str, str], file: str) -> R:
    values = dict(raw)
    try:
        for key in ("pattern", "before", "after"):
            if isinstance(values.get(key), str):
                source = _expand(values[key], fragments)
                values[key] = re.compile(rf"(?:{source})\Z" if key == "before" else source)
        return kind(**values)
    except (RuleError, re.error, ValidationError) as error:
        raise RuleError(f"{file}, rule {raw.get('id', '?')}: {error}") from error


@functools.cache
def _load(name: str) -> tuple[tuple[PatternRule, ...], tuple[CueRule, ...], tuple[Decision, ...]]:
    path = resources.files(__package__) / f"{name}.yaml"
    try:
        loaded = _File(**yaml.load(path.read_text("utf-8"), Loader=_YAML))
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise RuleError(f"{path.name}: {error}") from error
    fragments = SHARED_FRAGMENTS | loaded.fragments
    found = tuple(_build(PatternRule, raw, fragments, path.name) for raw in loaded.patterns)
    judged = tuple(_build(CueRule, raw, fragments, path.name) for raw in loaded.cues)
    decided = tuple(_build(Decision, raw, fragments, path.name) for raw in loaded.decisions)
    ids = [rule.id for rule in (*found, *judged, *decided)]
    twice = {id for id in ids if ids.count(id) > 1}
    if twice:
        raise RuleError(f"{path.name}: the same id twice: {', '.join(sorted(twice))}")
    return found, judged, decided


@functools.cache
def patterns(name: str, prefix: str = "") -> tuple[PatternRule, ...]:
    """The pattern rules of the file `name`.yaml whose id begins so, in order; RuleError if it is wrong."""
    return tuple(rule for rule in _load(name)[0] if rule.id.startswith(prefix))


@functools.cache
def cues(name: str, prefix: str = "") -> tuple[CueRule, ...]:
    """The cue rules of the file `name`.yaml whose id begins so, in order; RuleError if it is wrong."""
    return tuple(rule for rule in _load(name)[1] if rule.id.startswith(prefix))


@functools.cache
def pattern(name: str, id: str) -> PatternRule:
    """The pattern rule `id` of the file `name`.yaml; KeyError if it has none."""
    return {rule.id: rule for rule in patterns(name)}[id]


@functools.cache
def cue(name: str, id: str) -> CueRule:
    """The cue rule `id` of the file `name`.yaml; KeyError if it has none."""
    return {rule.id: rule for rule in cues(name)}[id]


def decisions(name: str) -> dict[str, Decision]:
    """The decisions of the file `name`.yaml by their ids; RuleError if it is wrong."""
    return {rule.id: rule for rule in _load(name)[2]}


def decide(name: str, id: str, trigger: Span | None = None) -> Why:
    """What is to be said for the decision `id` of the file `name`.yaml."""
    return Why(id, decisions(name)[id].confidence, trigger)


def rule_files() -> list[str]:
    """The names of all rule files, sorted."""
    files = (item.name for item in resources.files(__package__).iterdir())
    return sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml"))


def reasons() -> dict[str, str]:
    """The reason of every rule, by its id."""
    return {rule.id: rule.reason for name in rule_files() for rules in _load(name) for rule in rules}


def table(name: str) -> list[dict[str, str]]:
    """The rows of the word list `lexicons/name.tsv` (UTF-8, a header line, tabs; # begins a remark)."""
    path = resources.files(__package__) / "lexicons" / f"{name}.tsv"
    lines = (line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
