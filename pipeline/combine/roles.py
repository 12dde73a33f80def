"""The roles of sums and dates by the rules and by the model; the values are those that were recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from pipeline.combine.policy import Policy, judged
from pipeline.combine.records import Found, of_kind, same
from pipeline.link.calendar import Calendar, resolve
from pipeline.link.terms import terms
from pipeline.mentions import Amount, Date, Money, Time, Why
from pipeline.recognize.tags import Tag
from pipeline.types import AmountRole, DateRole

_OPEN = "money.", "date.usual."
"""Rules that stand where no word around a sum or a date says what it is."""


def decided(record: Amount | Date) -> bool:
    """Whether words of the text decided on the role, and not its mere form."""
    return not record.why.rule.startswith(_OPEN)


def amounts(
    found: Found, rules: Sequence[Amount], tags: Sequence[Tag], policy: Policy | None, by: str
) -> tuple[Amount, ...]:
    """The sums in order. Without a policy each that the model tags, in the role that it says."""
    tagged = of_kind("amount", tags)
    if not tagged:
        return tuple(rules)
    known = {amount.span: amount for amount in rules}
    result = []
    for money in found.money:
        amount, tag = known.get(money.span), same(money.span, tagged)
        if tag is not None and _prevails(amount, tag, policy):
            role = cast(AmountRole, tag.label.partition(":")[2])
            amount = amount or _amount(found, money)
            result.append(replace(amount, role=role, why=judged(tag, policy, by)))
        elif amount is not None:
            result.append(amount)
    return tuple(result)


def dates(
    found: Found, rules: Sequence[Date], tags: Sequence[Tag], policy: Policy | None, by: str
) -> tuple[Date, ...]:
    """The dates in order; where the model decides on the role, the days are worked out anew."""
    tagged = of_kind("date", tags)
    if not tagged:
        return tuple(rules)
    known = {date.span: date for date in rules}
    calendar = Calendar(found.outline, found.metadata)
    result: list[Date] = []
    for time in found.times:
        date, tag = known.get(time.span), same(time.span, tagged)
        if tag is not None and _prevails(date, tag, policy):
            role = cast(DateRole, tag.label.partition(":")[2])
            result.append(_date(calendar, time, role, result, judged(tag, policy, by)))
        elif date is not None:
            result.append(date)
    return tuple(result)


def _prevails(record: Amount | Date | None, tag: Tag, policy: Policy | None) -> bool:
    """Whether the model decides, and otherwise than the rules."""
    if policy is None:
        return True
    if record is not None and record.role == tag.label.partition(":")[2]:
        return False
    if record is not None and decided(record):
        return policy.corrects(tag.label, tag.probability)
    return policy.fills(tag.label, tag.probability)


def _amount(found: Found, money: Money) -> Amount:
    """A sum as the text has it, before anyone says what for."""
    text, sentence = found.outline.text, found.outline.sentence_at(money.span.start)
    freq, per = terms(text, money.span, sentence)
    return Amount(
        money.span, money.min, money.max, money.bound, money.currency, "other", freq, per, money.why
    )


def _date(calendar: Calendar, time: Time, role: DateRole, found: Sequence[Date], why: Why) -> Date:
    start, end = resolve(calendar, time, role, found)
    return Date(time.span, role, start.isoformat() if start else None, end.isoformat() if end else None, why)
