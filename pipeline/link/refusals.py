"""Figures that commit to nothing, however much they look it: conditions, rates, reports, names."""

from __future__ import annotations

import re

from pipeline.link.figures import concerns
from pipeline.link.places import Place, Reading
from pipeline.link.retrospect import looks_back
from pipeline.mentions import Span
from pipeline.rules import CueRule, cues

_NOT = cues("goals", "goal.not.")
_SCOPE = 60
_LEAD_IN = 300
_CONDITIONS = re.compile(r"(?:条件|情形|资格|之一)(?:之一)?(?:的[^。：]{0,20})?：\s*\Z")
_AHEAD = re.compile(r"确保|力争|争取|努力|目标|到20\d\d年|到“")


def refused(reading: Reading, place: Place, *, due: bool, year: int | None) -> bool:
    """Whether the figure stands where a document looks back, or a cue says that it is no commitment.

    `due`: a deadline in its sentence holds for it. `year` is the document's own.
    """
    span, phrase, text = reading.figure.span, place.phrase, place.text
    if looks_back(place.outline, span.start, year) or _is_condition(place, span.start):
        return True
    part = place.outline.part_at(span.start)
    for rule in _NOT:
        if not concerns(rule, reading.figure) or _exempt(rule, reading, text, part, due):
            continue
        left = max(phrase.start - 1, span.start - _SCOPE, 0)
        if rule.gives.get("from") == "part":
            left = max(part.start, span.start - 2 * _SCOPE)
        right = part.end if rule.gives.get("to") == "part" else phrase.end + 1
        if rule.fires(text, span.start, span.end, left, right):
            return True
    return False


def _is_condition(place: Place, offset: int) -> bool:
    """Whether the clause is an item of a list whose lead-in asks one to meet it: 应当具备下列条件："""
    words = place.outline.lead_in(place.outline.clause_at(offset))
    if words is None:
        return False
    return _CONDITIONS.search(place.text, words.start, min(words.end, words.start + _LEAD_IN)) is not None


def _exempt(rule: CueRule, reading: Reading, text: str, part: Span, due: bool) -> bool:
    """Whether what was read of the figure is stronger than the rule: the rule's `unless`."""
    unless, read_by = rule.gives.get("unless"), reading.why.rule
    if unless == "zero":
        return reading.figure.rule == "quantity.zero"
    if unless == "counted":
        return read_by in ("goal.counted", "goal.listed", "goal.portion")
    if unless == "counted-after":
        return read_by == "goal.counted" and reading.phrase.after
    if unless == "ahead":
        start = reading.figure.span.start
        return due or _AHEAD.search(text, max(part.start, start - 3 * _SCOPE), start) is not None
    if unless == "led":
        return read_by not in ("goal.reach.share", "goal.reach.move", "goal.listed")
    return False
