"""Ceilings: a sum that only bounds what was given before it (…给予补助，每家最高50万元)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.link.supports.grants import Grant, Value
from pipeline.link.supports.phrases import AGENT, pieces
from pipeline.link.supports.spread import steps
from pipeline.mentions import Span, Support
from pipeline.rules import cues, pattern

STOP_REACH = 120  # no phrase behind a sum is longer
STOP = re.compile(r"[，、；。]|(?:和|及|与)(?=[^，。；]{0,12}\d)")
"""Where the words that belong to one sum or rate end."""

FORM = pattern("supports", "support.form").pattern
_MOST = tuple(rule for rule in cues("supports") if "cap" in rule.gives)
_BOUNDED = pattern("supports", "support.cap.words").pattern
_KIND = pattern("supports", "support.cap.kind").pattern
_NO_STEP = pattern("steps", "step.none").pattern
_GIVE = pattern("supports", "support.given-anew").pattern
_CONDITION = pattern("supports", "support.own-condition").pattern
_ALL_YEARS = pattern("supports", "support.cap.all-years").pattern
_EACH_OF_THEM = pattern("supports", "support.cap.each-of-them").pattern
_TOTAL = pattern("supports", "support.total").pattern
_LOAN = pattern("supports", "support.cap.loan").pattern
_GRADE = re.compile("[级类等档星]")
_MARKS = "，、；。 "
_PARTS = re.compile("[，、；]")
_FEW = 2  # characters that may be left of a piece that says no more than what is bounded


@dataclass(slots=True)
class Drafts:
    """The records of one clause so far, and where the parts of the text begin among them."""

    records: list[Support] = field(default_factory=list)
    before: int = 0  # first record of the last sentence before this one that has records
    sentence: int = 0  # first record of the sentence
    part: int = 0  # first record of the part or bracket
    by_kind: bool = False  # whether the last rate is spread over the ceilings of its kinds

    def begin_sentence(self) -> None:
        """The records that follow are those of a new sentence."""
        self.before, self.sentence = self.sentence, len(self.records)
        self.begin_part()

    def begin_part(self) -> None:
        """The records that follow are those of a new part or bracket of the sentence."""
        self.part = len(self.records)

    def last(self) -> Support | None:
        """The last record of the sentence."""
        return self.records[-1] if len(self.records) > self.sentence else None

    def add(self, record: Support) -> None:
        """Append a record of its own."""
        self.records.append(record)
        self.by_kind = False


def bounds(text: str, drafts: Drafts, grant: Grant, left: Span, end: int) -> bool:
    """Whether the grant behind text[left] is only a ceiling; the records that it bounds then get it.

    What bounds a total, a loan or a condition (不超过1万元的，…) is no ceiling of a record, nor a support.
    The sentence ends at `end`.
    """
    if grant.kind != "sum" or not _is_most(text, grant, left, end):
        return False
    words = text[left.start : left.end].lstrip(_MARKS)
    if not drafts.records:
        return _TOTAL.match(words) is not None
    if text.startswith("的，", grant.end) or (drafts.records[-1].rate is not None and _LOAN.search(words)):
        return True
    bounded = _bounded(text, drafts, grant, left, end)
    if bounded is None:
        return _bounds_kind(text, drafts, grant, left, end)
    drafts.by_kind = False
    if len(bounded) == 1 and len(grant.values) > 1:
        bounded = _copy_for_steps(text, drafts, bounded[0], grant, left)
    given = grant.values if len(grant.values) == len(bounded) else [grant.values[0]] * len(bounded)
    for i, value in zip(bounded, given, strict=True):
        drafts.records[i] = _capped(drafts.records[i], value)
    return True


def _is_most(text: str, grant: Grant, left: Span, end: int) -> bool:
    amount = grant.values[0].amount
    if amount is not None and amount.bound == "max":
        return True
    return any(rule.fires(text, grant.start, grant.end, left.start, end) for rule in _MOST)


def _bounded(text: str, drafts: Drafts, grant: Grant, left: Span, end: int) -> list[int] | None:
    """The records without a ceiling that the grant bounds; None if it doesn't bound those before it."""
    words = text[left.start : left.end]
    count = len(drafts.records)
    if drafts.part == count:
        rest = _BOUNDED.sub("", words).strip(_MARKS)
        about_rate = drafts.records[-1].rate is not None and len(rest) <= _FEW and not _GRADE.search(rest)
        if rest and not about_rate:
            return None
        first = drafts.sentence if drafts.sentence < count else drafts.before
        return [i for i in range(first, count) if drafts.records[i].cap is None]
    last = drafts.records[-1]
    if last.rate is None or _PARTS.search(words):
        in_steps = len(grant.values) > 1 and last.rate is not None and last.cap is None
        anew = last.rate is None and _GIVE.search(words) and _named_behind(text, grant, end)
        if anew or _CONDITION.search(words) or not (in_steps or _says_no_more(text, left)):
            return None
    return _bounded_in_all(text, drafts, left) or _same_beneficiary(drafts)


def _bounded_in_all(text: str, drafts: Drafts, left: Span) -> list[int]:
    """The rates for which a ceiling holds that is one of all years (三年累计) or of each (均)."""
    words = text[left.start : left.end]
    first = len(drafts.records)
    if _ALL_YEARS.search(words):
        first = drafts.sentence
    elif _EACH_OF_THEM.search(words):
        first = drafts.part
    found = range(first, len(drafts.records))
    return [i for i in found if drafts.records[i].cap is None and drafts.records[i].rate is not None]


def _same_beneficiary(drafts: Drafts) -> list[int]:
    """The last records that are for the same one, in the part or all its steps, and have no ceiling yet."""
    found: list[int] = []
    last = drafts.records[-1]
    first = drafts.part if last.tier is None else drafts.sentence
    for i in range(len(drafts.records) - 1, first - 1, -1):
        record = drafts.records[i]
        if record.beneficiary != last.beneficiary or record.cap is not None:
            break
        found.insert(0, i)
    return found


def _says_no_more(text: str, left: Span) -> bool:
    """Whether the last piece of text[left] says no more than what is bounded."""
    found = pieces(text, left.start, left.end)
    rest = _BOUNDED.sub("", text[found[-1].start : found[-1].end]) if found else ""
    return len(rest) <= _FEW and AGENT.search(rest) is None


def _bounds_kind(text: str, drafts: Drafts, grant: Grant, left: Span, end: int) -> bool:
    """Whether the grant bounds one kind of what the last rate holds for: …30%，海运案件不得超过20万元."""
    last = drafts.records[-1]
    found = pieces(text, left.start, left.end)
    free = last.rate is not None and (last.cap is None or drafts.by_kind)
    if not free or not found or len(grant.values) > 1 or len(drafts.records) <= drafts.before:
        return False
    kind = _KIND.match(text[found[-1].start : found[-1].end])
    if kind is None or _CONDITION.search(text[left.start : left.end]) or _named_behind(text, grant, end):
        return False
    if _NO_STEP.match(kind["span"]):
        if last.cap is not None:
            return False
        drafts.records[-1] = _capped(last, grant.values[0])
        return True
    start = found[-1].start
    tier = Span(start + kind.start("span"), start + kind.end("span"))
    capped = _capped(replace(last, tier=tier), grant.values[0])
    if last.cap is None:
        drafts.records[-1] = capped
    else:
        drafts.records.append(capped)
    drafts.by_kind = True
    return True


def _copy_for_steps(text: str, drafts: Drafts, index: int, grant: Grant, left: Span) -> list[int]:
    """Put in a copy of the record for each ceiling, with the steps before them; their indexes."""
    count = len(grant.values)
    who = drafts.records[index].beneficiary
    named = steps(text, who, count) if who is not None else None
    tiers: Sequence[Span | None] = steps(text, left, count) or named or [None] * count
    drafts.records[index : index + 1] = [replace(drafts.records[index], tier=tier) for tier in tiers]
    return list(range(index, index + count))


def _named_behind(text: str, grant: Grant, end: int) -> bool:
    """Whether the word for the kind of support follows the sum."""
    stop = STOP.search(text, grant.end, min(end, grant.end + STOP_REACH))
    return FORM.search(text, grant.end, stop.start() if stop else end) is not None


def _capped(record: Support, value: Value) -> Support:
    amount = value.amount
    if amount is None or record.amount is not None:
        return replace(record, cap=value.span)
    return replace(
        record,
        cap=value.span,
        max=amount.max,
        currency=amount.currency,
        freq=record.freq or amount.freq,
        per=record.per or amount.per,
    )
