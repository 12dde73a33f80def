"""Phrases by the rules and by the model: beneficiaries, bases of rates, indicators of goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.combine.policy import Policy, judged
from pipeline.combine.records import Found, of_kind, same
from pipeline.mentions import Goal, Span, Support
from pipeline.recognize.tags import Tag

PHRASES: Final = ("beneficiary", "basis", "indicator")
"""The labels of this module."""


def supports(
    found: Found, rules: Sequence[Support], tags: Sequence[Tag], policy: Policy, by: str
) -> tuple[Support, ...]:
    """The supports, each with the beneficiary and the basis that prevail."""
    result = []
    for support in rules:
        for label, span in (("beneficiary", support.beneficiary), ("basis", support.basis)):
            if label == "basis" and support.rate is None:
                continue
            tag = _better(found, span, _value(support), of_kind(label, tags), policy)
            if tag is not None:
                now = Span(tag.start, tag.end)
                changed = replace(support, why=judged(tag, policy, by))
                support = (
                    replace(changed, beneficiary=now)
                    if label == "beneficiary"
                    else replace(changed, basis=now)
                )
        result.append(support)
    return tuple(result)


def goals(
    found: Found, rules: Sequence[Goal], tags: Sequence[Tag], policy: Policy, by: str
) -> tuple[Goal, ...]:
    """The goals, each with the indicator that prevails."""
    tagged = of_kind("indicator", tags)
    result = []
    for goal in rules:
        tag = _better(found, goal.indicator, goal.span, tagged, policy)
        if tag is not None:
            goal = replace(goal, indicator=Span(tag.start, tag.end), why=judged(tag, policy, by))
        result.append(goal)
    return tuple(result)


def offsets(goals: Sequence[Goal], supports: Sequence[Support], policy: Policy) -> Iterator[int]:
    """Where the phrases stand, or would stand, on which the policy lets the model decide."""
    spans: list[tuple[str, Span | None, Span | None]] = []
    spans += (("beneficiary", s.beneficiary, _value(s)) for s in supports)
    spans += (("basis", s.basis, _value(s)) for s in supports if s.rate is not None)
    spans += (("indicator", g.indicator, g.span) for g in goals)
    for label, phrase, value in spans:
        use = policy.labels[label].use
        if use == "rules" or (use == "fill" and phrase is not None):
            continue
        if at := phrase or value:
            yield at.start


def _value(support: Support) -> Span | None:
    """What stands for the support in its sentence: its sum, its ceiling, or the word for its form."""
    return support.amount or support.cap or support.form


def _better(
    found: Found, phrase: Span | None, value: Span | None, tagged: Sequence[Tag], policy: Policy
) -> Tag | None:
    """The tag that takes the place of a phrase, or fills it in: the nearest before its value."""
    if phrase is not None:
        tag = same(phrase, tagged)
        changes = tag is not None and (tag.start, tag.end) != (phrase.start, phrase.end)
        return tag if tag and changes and policy.corrects(tag.label, tag.probability) else None
    if value is None:
        return None
    sentence = found.outline.sentence_at(value.start)
    before = [tag for tag in tagged if sentence.start <= tag.start and tag.end <= value.start]
    return before[-1] if before and policy.fills(before[-1].label, before[-1].probability) else None
