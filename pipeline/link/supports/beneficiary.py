"""Who gets it: the noun phrase or the condition in the pieces before the verb of giving."""

from __future__ import annotations

import re

from pipeline.link.supports.phrases import AGENT, mask, trim
from pipeline.link.supports.predicate import before_adverbs, is_generic, verb_start
from pipeline.mentions import Span
from pipeline.rules import pattern, patterns

OPEN = pattern("beneficiary", "beneficiary.open").pattern
GIVING = pattern("predicates", "predicate.announced").pattern
_OPEN_INSIDE = pattern("beneficiary", "beneficiary.open.inside").pattern
_EACH = pattern("beneficiary", "beneficiary.each").pattern
_ASIDES = tuple(rule.pattern for rule in patterns("beneficiary", "beneficiary.aside."))
_ACTION = pattern("beneficiary", "beneficiary.action").pattern
_LEAD = pattern("beneficiary", "beneficiary.lead").pattern
_TASK = pattern("beneficiary", "beneficiary.lead.task").pattern
_PIVOT = pattern("beneficiary", "beneficiary.pivot").pattern
_ANTECEDENT = pattern("beneficiary", "beneficiary.antecedent").pattern
_NUMBERED = pattern("beneficiary", "beneficiary.numbered").pattern
_COST = pattern("beneficiary", "beneficiary.cost").pattern
_ITS_COST = pattern("beneficiary", "beneficiary.cost.its").pattern
_BEFORE = pattern("beneficiary", "beneficiary.trim.before").pattern
_AFTER = pattern("beneficiary", "beneficiary.trim.after").pattern
_COUNTED = pattern("beneficiary", "beneficiary.trim.counted").pattern
_TAKEN_UP = pattern("beneficiary", "beneficiary.taken-up").pattern
_MONEY = pattern("predicates", "predicate.money").pattern
_CARRIED_OUT = pattern("predicates", "predicate.carried-out").pattern
_GIVE = pattern("predicates", "predicate.give").pattern
_PAYS = re.compile("财政|政府")
_SHORTEST = 2
_SHORTEST_PAID = 4  # of a name before the office that pays: 市县财政 is itself one who gets it
_SHORT = 14
_WINDOW = 120  # characters at the end of a name in which there may be something to take off


def strip_asides(text: str, found: list[Span]) -> None:
    """Take off `found`, from the right, what doesn't say who; a giving without a number with it."""
    while found:
        last = found[-1]
        words = text[last.start : last.end]
        counted = len(found) > 1 and _EACH.match(words) is not None
        if counted or is_aside(text, last) or _TAKEN_UP.fullmatch(words):
            found.pop()
            continue
        if money := _MONEY.search(words):
            cut = last.start + money.start()
        elif GIVING.search(words) and not words.endswith("的"):
            carried = _CARRIED_OUT.search(words)
            cut = min(verb_start(text, last), last.start + carried.start() if carried else last.end)
        else:
            return
        if cut == last.end:
            return
        found.pop()
        rest = trim(text, Span(last.start, cut))
        if rest.start < rest.end:
            found.append(rest)


def is_aside(text: str, span: Span) -> bool:
    """Whether a piece says how, when or besides what it is given, not to whom."""
    words = text[span.start : span.end]
    return any(rule.match(words) for rule in _ASIDES) or is_generic(text, span)


def described(text: str, found: list[Span]) -> Span | None:
    """The one who gets it, from the pieces that are left before the verb."""
    if not found:
        return None
    opened = _opened(text, found)
    if opened is not None:
        return opened
    found = _closed(text, found)
    labels = 0
    while labels < len(found) - 1 and _is_label(text, found[labels]):
        labels += 1
    return _named(text, found[labels:]) or (_clean(text, found[labels - 1]) if labels else None)


def _named(text: str, found: list[Span]) -> Span | None:
    """The one who gets it, from pieces that 对 doesn't open."""
    last = text[found[-1].start : found[-1].end]
    if not last.endswith("的"):
        for span in reversed(found):
            if (who := antecedent(text, span)) is not None:
                return who
        if (who := numbered(text, Span(found[0].start, found[-1].end))) is not None:
            return who
    first = 0
    while first < len(found) - 1 and _leads_in(text, found, first):
        first += 1
    if not last.endswith("的") and (AGENT.search(last) is None or first == len(found) - 1):
        for span in found:
            if (who := encouraged(text, span)) is not None:
                return who
    lead = _LEAD.match(text[found[first].start : found[first].end])
    if lead is None and first == len(found) - 1 and AGENT.search(last) is None:
        lead = _TASK.match(last)
    return _clean(text, Span(found[first].start + (lead.end() if lead else 0), found[-1].end))


def _is_label(text: str, piece: Span) -> bool:
    """Whether the piece is a label before a colon and names nobody who can get money."""
    return text.startswith("：", piece.end) and AGENT.search(text[piece.start : piece.end]) is None


def has_bearer(text: str, who: Span | None) -> bool:
    """Whether what stands before the verb names the one who gets it, as 对 and a name do."""
    if who is None:
        return False
    return text.startswith("对", who.start - 1) and AGENT.search(text[who.start : who.end]) is not None


def _closed(text: str, found: list[Span]) -> list[Span]:
    """The pieces up to the last that 的 closes, if nobody is named behind it."""
    for i in range(len(found) - 1, -1, -1):
        words = text[found[i].start : found[i].end]
        if words.endswith("的"):
            return found[: i + 1]
        if AGENT.search(words) is not None:
            break
    return found


def encouraged(text: str, span: Span) -> Span | None:
    """The noun behind 支持 or 鼓励, without what it is to do."""
    lead = _LEAD.match(text[span.start : span.end])
    if lead is None:
        return None
    start = span.start + lead.end()
    pivot = _PIVOT.match(text[start : span.end])
    return Span(start + pivot.start("span"), start + pivot.end("span")) if pivot else None


def antecedent(text: str, span: Span) -> Span | None:
    """Those that were chosen, so many of them: 遴选10家示范企业 gives 示范企业."""
    found = None
    for match in _ANTECEDENT.finditer(text, span.start, span.end):
        found = Span(*match.span("span"))
    return found


def numbered(text: str, span: Span) -> Span | None:
    """What is carried out or built, so many of it a year: 共建实训基地，每年认定3家 gives 实训基地."""
    match = _NUMBERED.search(text, span.start, span.end)
    return Span(*match.span("span")) if match else None


def _opened(text: str, found: list[Span]) -> Span | None:
    """What the last 对 opens."""
    for i in range(len(found) - 1, -1, -1):
        words = text[found[i].start : found[i].end]
        opened = OPEN.match(words) or _OPEN_INSIDE.search(words)
        if opened is None or (opened.start() > 0 and i > 0 and words.endswith("的")):
            continue
        if is_aside(text, found[i]):
            continue
        if i > 0 and _ITS_COST.match(words, opened.end()):
            found = found[:i]
            continue
        start = found[i].start + opened.end()
        last = _last_of_name(text, found, i)
        if last == i and _COST.search(words) and (spender := _spender(text, found[:i])) is not None:
            return spender
        end = found[last].end
        if words.startswith("向") and (verb := _GIVE.search(text, start, end)):
            end = verb.start()
        return _clean(text, Span(start, end))
    return None


def _last_of_name(text: str, found: list[Span], first: int) -> int:
    """The piece with which the name or condition that begins in piece `first` ends."""
    for i in range(len(found) - 1, first, -1):
        words = text[found[i].start : found[i].end]
        if words.endswith("的") or (AGENT.search(words) and words.startswith(("以及", "及", "和", "或"))):
            return i
    words = text[found[first].start : found[first].end]
    return first if AGENT.search(words) or _COST.search(words) else len(found) - 1


def _spender(text: str, before: list[Span]) -> Span | None:
    """Those who are encouraged, where what 对 opens is only the cost that they have."""
    for span in reversed(before):
        lead = _LEAD.match(text[span.start : span.end])
        if lead is not None:
            return Span(span.start + lead.end(), span.end)
    return None


def _leads_in(text: str, found: list[Span], i: int) -> bool:
    """Whether piece `i` only leads up to the condition that follows."""
    words = text[found[i].start : found[i].end]
    if is_aside(text, found[i]):
        return True
    if _ACTION.match(words) is None:
        return False
    if _LEAD.match(words) and text[found[-1].end - 1] == "的":
        return not text.startswith(("经", "且", "并"), found[i + 1].start)
    return True


def _clean(text: str, span: Span) -> Span | None:
    """Without conjunctions before it and 的 or 后 behind it; None if only a taking up is left."""
    span = trim(text, span)
    start, end = span.start, span.end
    while match := _BEFORE.match(text[start : min(end, start + _WINDOW)]):
        start += match.end()
    end = _take_off(text, start, end, _AFTER)
    unpaid = start + before_adverbs(mask(text, start, end), end - start)
    end = unpaid if unpaid - start >= _SHORTEST_PAID or not _PAYS.search(text, unpaid, end) else end
    end = _take_off(text, start, end, _COUNTED)
    if (
        text.startswith("为", start)
        and not text.startswith("的", end)
        and end - start <= _SHORT
        and "的" not in text[start:end]
    ):
        start += 1
    cleaned = trim(text, Span(start, end), "的")
    if cleaned.end - cleaned.start < _SHORTEST or is_generic(text, cleaned):
        return None
    return cleaned


def _take_off(text: str, start: int, end: int, rule: re.Pattern[str]) -> int:
    """The end of text[start:end] without what the rule finds there, as often as it does."""
    while match := rule.search(text[max(start, end - _WINDOW) : end]):
        end = max(start, end - _WINDOW) + match.start()
    return end
