"""The word for the kind of support: 奖励, 补助, 贷款."""

from __future__ import annotations

from pipeline.link.supports.ceilings import FORM, STOP, STOP_REACH
from pipeline.link.supports.grants import Grant
from pipeline.link.supports.phrases import brackets
from pipeline.mentions import Span, Support
from pipeline.rules import patterns

_CLOSING = patterns("supports", "support.form.closing")
_NEAR = 40


def form_of(
    text: str, grant: Grant, left: Span, part: Span, clause_start: int, last: Support | None
) -> Span | None:
    """The grant's own word for its kind, or else the nearest that may be meant.

    It stands behind the values or before them in `left`, behind the last of a list, with the `last` record of
    the sentence, or earlier in the clause.
    """
    if (own := FORM.match(text, grant.start)) is not None:
        return Span(*own.span())
    return (
        _behind(text, grant, part)
        or _last_form(text, max(left.start, grant.start - _NEAR), grant.start)
        or _closing(text, grant, part)
        or (last.form if last is not None else None)
        or _last_form(text, max(clause_start, left.start - STOP_REACH), left.start)
    )


def _behind(text: str, grant: Grant, part: Span) -> Span | None:
    """The form in the words that belong to the values; what a bracket remarks is none."""
    reach = min(part.end, grant.end + STOP_REACH)
    stop = STOP.search(text, grant.end, reach)
    remarks = brackets(text, grant.end, reach)
    for found in FORM.finditer(text, grant.end, stop.start() if stop else reach):
        if not any(remark.start <= found.start() < remark.end for remark in remarks):
            return Span(*found.span())
    return None


def _closing(text: str, grant: Grant, part: Span) -> Span | None:
    for rule in _CLOSING:
        closing = rule.pattern.match(text, grant.end, min(part.end, grant.end + STOP_REACH))
        if closing and (found := FORM.search(text, *closing.span("span"))):
            return Span(*found.span())
    return None


def _last_form(text: str, start: int, end: int) -> Span | None:
    found = list(FORM.finditer(text, start, end))
    return Span(*found[-1].span()) if found else None
