"""The predicate of a giving: where its verb begins, and whom it names behind the verb."""

from __future__ import annotations

from pipeline.link.supports.phrases import AGENT, mask, trim
from pipeline.link.supports.tiers import is_step
from pipeline.mentions import Span
from pipeline.rules import pattern, patterns

_GIVE = pattern("predicates", "predicate.give").pattern
_EARLIEST = (
    _GIVE,
    pattern("predicates", "predicate.measure").pattern,
    pattern("predicates", "predicate.standard").pattern,
)
_BARE = pattern("predicates", "predicate.bare").pattern
_RAISE = pattern("predicates", "predicate.raise").pattern
_CEILING = pattern("predicates", "predicate.ceiling").pattern
_ADVERB = pattern("predicates", "predicate.adverb").pattern
_EACH = pattern("predicates", "predicate.each").pattern
_EACH_FIRST = pattern("predicates", "predicate.each-first").pattern
_TAIL = pattern("predicates", "predicate.tail").pattern
_AGENT_FIRST = pattern("predicates", "receiver.of-share").pattern
_RECEIVER = pattern("predicates", "receiver.of-sum").pattern
_BEHIND = tuple(rule.pattern for rule in patterns("predicates", "receiver.behind"))
_GRADE_BEHIND = pattern("predicates", "receiver.grade-behind").pattern
_ALLOTTED = pattern("predicates", "receiver.of-allotment").pattern
_REWARDED = pattern("predicates", "receiver.rewarded").pattern
_TAKES = pattern("predicates", "receiver.takes").pattern
_TAKER = pattern("predicates", "receiver.taker").pattern
_GIVEN = pattern("beneficiary", "beneficiary.given-name").pattern
_GENERIC = pattern("beneficiary", "beneficiary.generic").pattern
_WINDOW = 40
_LONGEST_RECEIVER = 40
_SHORTEST_DESCRIBED = 8


def verb_start(text: str, piece: Span) -> int:
    """Where the giving begins in a piece, its adverbs and its payer included; the end if there is none."""
    hidden = mask(text, piece.start, piece.end)
    starts = [match.start() for rule in _EARLIEST if (match := rule.search(hidden))]
    if not starts:
        starts = [match.start() for match in _BARE.finditer(hidden)][-1:]
    if not starts and (last := _RAISE.search(hidden) or _CEILING.search(hidden)):
        starts = [last.start()]
    return piece.start + before_adverbs(hidden, min(starts) if starts else len(hidden))


def before_adverbs(hidden: str, end: int) -> int:
    """Where the adverbs, payers and words of taking up begin that end at `end`."""
    while match := _ADVERB.search(hidden[max(0, end - _WINDOW) : end]):
        end = max(0, end - _WINDOW) + match.start()
    return end


def taken_up(text: str, verb: Span) -> Span | None:
    """The word that takes up the one who gets it: 每人."""
    match = _EACH.search(text, verb.start, verb.end)
    return Span(*match.span()) if match else None


def receiver(text: str, verb: Span, share: bool) -> tuple[Span | None, Span | None]:
    """The one named between the verb and the value, and a step there: 给予投资方50万元, 给予一等奖5万元."""
    give = _GIVE.search(text, verb.start, verb.end)
    if give is None and not share:
        give = _BARE.search(text, verb.start, verb.end)
    if give is None:
        return None, None
    each = _EACH_FIRST.match(text, give.end(), verb.end)
    if each and "该" in each[0]:
        return None, None
    start = each.end() if each else give.end()
    near = max(start, verb.end - _WINDOW)
    tail = _TAIL.search(text[near : verb.end])
    rest = trim(text, Span(start, near + tail.start() if tail else verb.end))
    if rest.start >= rest.end:
        return None, None
    if is_step(text, rest):
        return None, rest
    rest, step = _without_grade(text, rest)
    words = text[rest.start : rest.end]
    if share and (allotted := _ALLOTTED.search(text, give.start(), rest.end)):
        return Span(*allotted.span("span")), None
    if share:
        agent = _AGENT_FIRST.match(words)
        if agent is not None:
            return Span(rest.start, rest.start + agent.end()), None
    described = len(words) >= _SHORTEST_DESCRIBED and AGENT.search(words) is not None
    named = (
        described
        or _RECEIVER.search(words) is not None
        or (not share and len(words) > 1 and text.startswith("每", rest.end) and not _GIVEN.search(words))
    )
    return (rest if named and len(words) < _LONGEST_RECEIVER else None), step if named else None


def _without_grade(text: str, name: Span) -> tuple[Span, Span | None]:
    """The receiver without the grade behind it, which is the step: 完成人一等奖5万元."""
    match = _GRADE_BEHIND.search(text, name.start, name.end)
    return (Span(name.start, match.start()), Span(*match.span())) if match else (name, None)


def receiver_behind(text: str, start: int, end: int, conditioned: bool) -> Span | None:
    """The one named behind the value: 分别按营业额的15%、10%对承办单位进行奖励.

    Where a condition stands before the value (`conditioned`), the one who is merely rewarded is met by it.
    """
    words = text[start : min(end, start + 2 * _WINDOW)]
    rules = _BEHIND if conditioned else (*_BEHIND, _REWARDED)
    match = next((found for rule in rules if (found := rule.match(words))), None)
    if match is None:
        return None
    span = Span(start + match.start("span"), start + match.end("span"))
    return None if is_generic(text, span) else span


def taker(text: str, left: Span, end: int) -> Span | None:
    """The one who takes the share himself, named with 由 before it: 由购买方按标准的50%扣除."""
    if _TAKES.match(text[end : end + _WINDOW]) is None:
        return None
    match = _TAKER.search(text, max(left.start, left.end - 2 * _WINDOW), left.end)
    return Span(*match.span("span")) if match else None


def is_generic(text: str, span: Span) -> bool:
    """Whether the span only takes up somebody described elsewhere: 该企业."""
    return _GENERIC.match(text[span.start : span.end]) is not None
