"""Reading what stands before a sum or rate.

The text between the last giving and this one is cut into pieces at its commas. From the right, the verb of
giving, a step, what the rate is a share of and what only says how or when are taken off; what remains says
who gets it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.link.supports import basis as bases
from pipeline.link.supports.beneficiary import GIVING, OPEN, described, is_aside, strip_asides
from pipeline.link.supports.phrases import AGENT, pieces, trim
from pipeline.link.supports.predicate import is_generic, receiver, taken_up, verb_start
from pipeline.link.supports.tiers import (
    each_of,
    event,
    is_step,
    listed,
    measured,
    narrow,
    nominal,
    own_step,
    says_step,
    time_before,
    time_behind,
)
from pipeline.mentions import Span
from pipeline.rules import pattern

_MONEY_NAME = pattern("beneficiary", "beneficiary.money-name").pattern
_PARTS = pattern("beneficiary", "beneficiary.payee.parts").pattern
_UPON = pattern("beneficiary", "beneficiary.upon").pattern
_FOR_WHOM = pattern("beneficiary", "beneficiary.label.whom").pattern
_LABEL = pattern("beneficiary", "beneficiary.label").pattern


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands before a value: who gets it, its own step, what the rate is a share of.

    `kinds` is a list of kinds behind the condition, one for each value of a list;
    `anew` is whether a name or condition of its own stands before the verb, which begins at `verb`; `each` is
    the word that takes up the one who gets it (每人).
    """

    who: Span | None
    step: Span | None
    basis: Span | None
    each: Span | None
    verb: int
    anew: bool
    kinds: Span | None


def read(text: str, left: Span, share: bool) -> Reading:
    """The reading of text[left], which ends where the value begins; `share` if that is a rate."""
    found = pieces(text, left.start, left.end)
    whom = _labelled_for(text, found)
    found = _without_labels(text, found)
    verb, basis, named, step, each, kinds = left.end, None, None, None, None, None
    start = left.end
    if found and found[-1].end >= trim(text, left).end and text[left.end - 1] not in "，：":
        start = found[-1].start
        last = found.pop()
        verb = verb_start(text, last)
        predicate = Span(verb, left.end)
        named, step = receiver(text, predicate, share)
        basis = _basis(text, predicate, named) if share else None
        each = taken_up(text, predicate)
        rest = trim(text, Span(last.start, verb))
        found += [rest] if rest.start < rest.end and not _is_upon(text, last, left.end) else []
    if share and basis is None and found:
        found[-1] = _without_of(text, found[-1], left.end)
    base = _take_base(text, found) if share and basis is None else None
    if step is None and len(found) > 1:
        opened = OPEN.match(text[found[-2].start : found[-2].end]) is not None
        step = measured(text, found[-1], left.end, opened)
        if step is not None:
            found.pop()
    if step is None:
        step = _take_step(text, found)
    if share and basis is None and base is None:
        base = _take_base(text, found)
    if base is not None:
        basis = bases.bare(text, base)
        basis, step = _without_years(text, basis, step)
    if found and share and step is None:
        step = _take_event(text, found, Span(verb, left.end))
    if step is None:
        kinds = _take_kinds(text, found)
    if share and basis is None:
        basis = bases.hinted(text, [*found, Span(start, left.end)])
    payee = _payee(text, found)
    strip_asides(text, found)
    step = _take_announced(text, found, step)
    who = payee or bases.borne_for(text, basis) or described(text, found)
    anew = who is not None
    if who is None and base is not None and bases.says_whose(text, base):
        lead = OPEN.match(text[base.start : base.end])
        who = Span(base.start + (lead.end() if lead else 0), base.end)
    if named is not None and not is_generic(text, named) and not _is_part(text, named, who):
        who = named
    if whom is not None and step is None and (who is None or nominal(text, who) == who):
        who, step = whom, who
    if who is not None and each is not None and _is_money(text, who):
        who = each
    return Reading(who, step, basis, each, verb, anew, kinds)


def _is_upon(text: str, piece: Span, end: int) -> bool:
    """Whether the piece with the value says upon what more is given: 在省级奖励60万元的基础上."""
    return text.startswith(("在", "除"), piece.start) and _UPON.match(text, end) is not None


def _payee(text: str, found: list[Span]) -> Span | None:
    """The one to whom the money is announced to be paid out in parts: 经费分三次支付承担单位."""
    for piece in found:
        if match := _PARTS.search(text, piece.start, piece.end):
            return Span(*match.span("span"))
    return None


def _is_part(text: str, named: Span, who: Span | None) -> bool:
    """Whether the name behind the verb only repeats a word of the description before it."""
    return who is not None and text[named.start : named.end] in text[who.start : who.end]


def _is_money(text: str, who: Span) -> bool:
    """Whether the span is the name of the money itself, and no condition: 住宿费以每人每日…"""
    closed = text.startswith(("的", "者"), who.end)
    return _MONEY_NAME.search(text[who.start : who.end]) is not None and not closed


def _basis(text: str, predicate: Span, named: Span | None) -> Span | None:
    """The basis in the predicate, without the receiver before it: 给予参展企业展位费80%."""
    basis = bases.in_predicate(text, predicate)
    if basis is None or named is None or basis.start != named.start:
        return basis
    return bases.unled(text, trim(text, Span(named.end, basis.end))) if named.end < basis.end else None


def _without_labels(text: str, found: list[Span]) -> list[Span]:
    """The pieces without a label that ends with a colon: 运营补贴标准：…"""
    return [
        span
        for span in found
        if not (text.startswith("：", span.end) and _says_what_follows(text[span.start : span.end]))
    ]


def _labelled_for(text: str, found: list[Span]) -> Span | None:
    """Those whose support a label announces, of which the kinds follow: 巡查人员补助标准：一类水库…"""
    for piece in found:
        if text.startswith("：", piece.end) and (match := _FOR_WHOM.match(text, piece.start, piece.end)):
            return Span(*match.span("span"))
    return None


def _says_what_follows(words: str) -> bool:
    """Whether the words before a colon are a label and no giving that announces steps."""
    return _LABEL.search(words) is not None and GIVING.search(words) is None


def _take_base(text: str, found: list[Span]) -> Span | None:
    """The last piece, taken off, if it names the money of which a share is given."""
    return found.pop() if found and bases.is_base(text, found[-1]) else None


def _without_of(text: str, piece: Span, end: int) -> Span:
    """The piece without the 的 before the share, if it names money: 所缴税款的50%."""
    money = Span(piece.start, piece.end - 1)
    stands_before = piece.end == end and text.endswith("的", money.start, piece.end)
    return money if stands_before and bases.is_base(text, money) else piece


def _take_step(text: str, found: list[Span]) -> Span | None:
    """The step at the end of the pieces (or an instalment at their head), which is taken off them."""
    if not found:
        return None
    if len(found) > 1 and text.startswith("：", found[0].end) and is_step(text, found[0]):
        step = found[0]
        found.clear()
        return step
    if (parts := each_of(text, found[-1])) is not None:
        head, step_of_each = parts
        found[-1:] = [head] if head is not None else []
        if step_of_each is not None:
            return step_of_each
    if not found:
        return None
    own = own_step(text, found[-1]) or _kind(text, found)
    if own is not None:
        found.pop()
    return own


def _without_years(text: str, base: Span, step: Span | None) -> tuple[Span, Span | None]:
    """The base without the years behind it or before it, which are the step: 超基数部分前三年, 第二年租金."""
    if (years := time_behind(text, base)) is not None:
        return Span(base.start, years.start), step or years
    if (years := time_before(text, base)) is not None:
        return Span(years.end, base.end), step or years
    return base, step


def _take_event(text: str, found: list[Span], predicate: Span) -> Span | None:
    """The event behind which an instalment is paid out, taken off the pieces."""
    own = event(text, found[-1], predicate)
    if own is not None:
        found.pop()
    return own


def _take_kinds(text: str, found: list[Span]) -> Span | None:
    """The list of kinds, taken off, behind a condition closed by 的."""
    if len(found) < 2 or text[found[-2].end - 1] != "的" or not listed(text, found[-1]):
        return None
    if GIVING.search(text[found[-1].start : found[-1].end]) or is_aside(text, found[-1]):
        return None
    return found.pop()


def _kind(text: str, found: list[Span]) -> Span | None:
    """The last piece as a kind of what the condition before it, closed by 的, describes."""
    behind = len(found) - 2
    while behind > 0 and is_aside(text, found[behind]):
        behind -= 1
    if behind < 0 or text[found[behind].end - 1] != "的":
        return None
    words = text[found[-1].start : found[-1].end]
    if OPEN.match(words) or GIVING.search(words) or is_aside(text, found[-1]):
        return None
    return nominal(text, found[-1])


def _take_announced(text: str, found: list[Span], step: Span | None) -> Span | None:
    """The step, where a giving without a number parts the condition from its steps; these are taken off."""
    for i in range(len(found) - 1, 0, -1):
        words = text[found[i - 1].start : found[i - 1].end]
        if (
            not GIVING.search(words)
            or words.endswith("的")
            or (i == 1 and not words.startswith(("对", "凡")))
        ):
            continue
        following = text[found[i].start : found[i].end]
        if OPEN.match(following):
            return step
        if "的" in following[:-1] and AGENT.search(following) is not None:
            del found[:i]
            return step
        if step is None and len(found) == i + 1:
            own = narrow(text, found[i])
            step = own if says_step(text, own) else None
        del found[i:]
        strip_asides(text, found)
        return step
    return step
