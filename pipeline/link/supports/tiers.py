"""Steps that a single sum or rate has of its own: a grade, a year, a kind."""

from __future__ import annotations

import re

from pipeline.link.supports.phrases import HIDDEN, mask, trim
from pipeline.mentions import Span
from pipeline.rules import pattern

_TIME = pattern("steps", "step.time").pattern
_FORMS = (pattern("steps", "step.level").pattern, _TIME)
_TIME_BEHIND = pattern("steps", "step.time.behind").pattern
_TIME_BEFORE = pattern("steps", "step.time.before").pattern
_EVENT = pattern("steps", "step.event").pattern
_PAID_OUT = pattern("steps", "step.paid-out").pattern
_LISTED = pattern("steps", "step.listed").pattern
_NOMINAL = pattern("steps", "step.nominal").pattern
_EACH_OF = pattern("steps", "step.total").pattern
_FUNDS = pattern("steps", "step.funds").pattern
_COUNT = pattern("steps", "step.count").pattern
_LEAD = pattern("steps", "step.lead").pattern
_YEARS = pattern("steps", "step.years").pattern
_REACHED = pattern("steps", "step.reached").pattern
_NO_STEP = pattern("steps", "step.none").pattern
_BARE = pattern("steps", "step.bare").pattern
_COUNTS = pattern("steps", "step.counts").pattern
_LABEL = pattern("steps", "step.label").pattern
_NEXT_LABEL = pattern("steps", "step.label.next").pattern
_NEXT_NUMBER = pattern("steps", "step.number.next").pattern
_MEASURED = pattern("steps", "step.measured").pattern
_LONGEST_LIST = 40  # characters of a step that is itself a list
_LONGEST = 18  # characters of a step in words
_SHORTEST = 4  # characters of a condition without its step
_NEAR = 150
_LEAD_IN = re.compile(r"[^，。；：、\n]*\Z")
_FAR = 4  # characters between the two ends of a step, brackets left out
_NEXT = 40  # characters behind a sum in which the next step begins


def is_step(text: str, span: Span) -> bool:
    """Whether the span is no more than a grade or a year."""
    return any(form.fullmatch(text[span.start : span.end]) for form in _FORMS)


def own_step(text: str, span: Span) -> Span | None:
    """The grade or the year that the span is, without 的 behind it."""
    for form in _FORMS:
        if match := form.match(text[span.start : span.end]):
            return Span(span.start + match.start("span"), span.start + match.end("span"))
    return None


def time_behind(text: str, span: Span) -> Span | None:
    """The years that stand right behind the money in the span: 新增部分前三年."""
    match = _TIME_BEHIND.search(text, span.start, span.end)
    return Span(*match.span("span")) if match else None


def time_before(text: str, span: Span) -> Span | None:
    """The years right before the money in the span: 第二年租金."""
    match = _TIME_BEFORE.match(text, span.start, span.end)
    return Span(*match.span("span")) if match else None


def measured(text: str, span: Span, end: int, named: bool) -> Span | None:
    """How much is reached, if the span says no more and a piece behind `end` says how much more or less.

    Where 对 has `named` who gets it, that may be a bare number of the same unit, and 的 may close the step.
    """
    match = _MEASURED.match(text[span.start : span.end])
    if match is None or (text[span.end - 1] == "的" and not named):
        return None
    ahead = text[end : end + _NEXT]
    again = re.match(rf"[^，；、]*[，；、]{re.escape(match['head'])}\d", ahead)
    following = _NEXT_NUMBER.search(ahead) if named else None
    if again is None and (following is None or match["unit"] not in following[0]):
        return None
    return Span(span.start + match.start("span"), span.start + match.end("span"))


def event(text: str, span: Span, predicate: Span) -> Span | None:
    """The event that the span is, behind which the predicate pays out an instalment: 验收后拨付."""
    if _PAID_OUT.match(text, predicate.start, predicate.end) is None:
        return None
    match = _EVENT.match(text[span.start : span.end])
    return Span(span.start + match.start("span"), span.start + match.end("span")) if match else None


def listed(text: str, span: Span) -> bool:
    """Whether the span is a list of kinds, behind the condition that they have in common."""
    return _LISTED.match(text[span.start : span.end]) is not None


def nominal(text: str, span: Span) -> Span | None:
    """The short name that the span is, without 其中 before it and 的 behind it."""
    match = _NOMINAL.match(text[span.start : span.end])
    return Span(span.start + match.start("span"), span.start + match.end("span")) if match else None


def each_of(text: str, span: Span) -> tuple[Span | None, Span | None] | None:
    """What stands before 分别为, without the word for the money, and the step behind it."""
    match = _EACH_OF.match(text[span.start : span.end])
    if match is None:
        return None
    head = _FUNDS.sub("", match["head"] or "")
    step = trim(text, Span(span.start + match.start("tier"), span.start + match.end("tier")))
    return (
        Span(span.start, span.start + len(head)) if head else None,
        step if step.start < step.end else None,
    )


def narrow(text: str, span: Span) -> Span:
    """The number in a step that is a condition: 人数为50人以上的 gives 50人以上."""
    hidden = mask(text, span.start, span.end)
    lead = _LEAD.match(hidden)
    start = span.start + (lead.end() if lead else 0)
    numbers = [
        n.span() for n in _COUNT.finditer(text, start, span.end) if hidden[n.start() - span.start] != HIDDEN
    ]
    if not numbers:
        return trim(text, Span(start, span.end), "的")
    first, end = numbers[0]
    for begin, stop in numbers[1:]:
        if len(hidden[end - span.start : begin - span.start].replace(HIDDEN, "")) > _FAR:
            break
        end = stop
    return Span(first, end)


def says_step(text: str, span: Span) -> bool:
    """Whether the span can be a step: it is short or a number, and doesn't only take up who gets it."""
    words = text[span.start : span.end]
    longest = _LONGEST_LIST if "、" in words else _LONGEST
    return _NO_STEP.match(words) is None and (len(words) <= longest or words[0].isdigit())


def lone(text: str, sentence: Span, step: Span) -> bool:
    """Whether the step is a year and no other year near it in the sentence has a sum of its own."""
    words = text[step.start : step.end]
    if "年" not in words or _TIME.match(words) is None or "至" in words or "到" in words:
        return False
    left, right = max(sentence.start, step.start - _NEAR), min(sentence.end, step.end + _NEAR)
    return len(_YEARS.findall(text, left, right)) < 2


def goes_on(text: str, span: Span, step: Span) -> bool:
    """Whether the span is the next step after `step`: a number, alone or behind the words before that one."""
    lead = _LEAD_IN.search(text, max(0, step.start - _NEXT), step.start)
    words = text[span.start : span.end]
    return words[0].isdigit() or (lead is not None and bool(lead[0]) and words.startswith(lead[0]))


def next_step(text: str, span: Span, before: Span | None, aside: bool) -> tuple[Span, Span] | None:
    """The step in `before` and the next one, if the span is one: 养牛10-30头的农户; 31-50头的.

    With a verb (达到50亩的) it is one only `aside` of the step before, behind a comma.
    """
    bare = _BARE.match(text[span.start : span.end])
    if bare is None or before is None or not text.startswith("的", span.end):
        return None
    if bare["lead"] and not aside:
        return None
    for found in _COUNTS.finditer(text, before.start, before.end):
        if found["unit"] == bare["unit"]:
            return Span(*found.span()), Span(span.start + bare.start("span"), span.start + bare.end("span"))
    return None


def without_step(text: str, who: Span, step: Span) -> Span:
    """The condition without the step with which it ends, and without its verb: 种植面积达到100亩."""
    if step.end != who.end:
        return who
    verb = _REACHED.search(text, who.start, step.start)
    end = verb.start() if verb else step.start
    return Span(who.start, end) if end - who.start >= _SHORTEST else who


def labelled(text: str, left: Span, end: int, goes_on: bool) -> Span | None:
    """The name of its kind that a sum has in a list of such sums; `goes_on` if the one before had one."""
    if not goes_on and _NEXT_LABEL.match(text[end : end + 20]) is None:
        return None
    start = max(left.start, left.end - 30)
    match = _LABEL.search(text[start : left.end])
    if match is None or (goes_on and start + match.start() != left.start):
        return None
    return Span(start + match.start("span"), start + match.end("span"))
