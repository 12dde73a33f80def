"""Where a figure stands, and what is read of it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.link import phrases
from pipeline.link.figures import Figure
from pipeline.link.indicator import Phrase
from pipeline.mentions import Span, Why
from pipeline.rules import CueRule, cues
from pipeline.segment import Outline
from pipeline.types import GoalKind, Operator

COMPARE = cues("goals", "goal.op.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure's phrase says of it. `inherited`: the indicator is that of the figure before."""

    figure: Figure
    phrase: Phrase
    op: Operator
    kind: GoalKind
    why: Why
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its `phrase` between two marks, and where in it its own words begin."""

    outline: Outline
    phrase: Span
    start: int
    last: Reading | None

    @property
    def text(self) -> str:
        """The whole text."""
        return self.outline.text


def place_of(outline: Outline, figure: Figure, sentence: Span, before: int, last: Reading | None) -> Place:
    """The place of a figure; `before` is the end of the figure before it, `last` the goal before it."""
    span = figure.span
    phrase = phrases.phrase_around(outline.text, span, sentence.start, max(sentence.end, span.end))
    start = max(phrase.start, before)
    if last is not None and last.phrase.after and last.phrase.span.end < span.start:
        start = max(start, last.phrase.span.end)
    return Place(outline, phrase, start, last)


def compared(figure: Figure, place: Place) -> Operator | None:
    """The comparison that stands right before or behind the figure."""
    left = max(place.start, figure.span.start - 6)
    rule, _ = first_cue(COMPARE, place.text, figure.span, left, place.phrase.end)
    return None if rule is None else cast(Operator, rule.gives["op"])


def first_cue(
    rules: Sequence[CueRule], text: str, span: Span, left: int, right: int
) -> tuple[CueRule | None, Span | None]:
    """The first rule that fires for `span` between `left` and `right`, with its trigger."""
    for rule in rules:
        trigger = rule.fires(text, span.start, span.end, left, right)
        if trigger is not None:
            return rule, Span(*trigger)
    return None, None
