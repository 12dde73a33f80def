"""What a rate is a share of."""

from __future__ import annotations

from pipeline.link.supports.phrases import AGENT, HIDDEN, mask
from pipeline.mentions import Span
from pipeline.rules import pattern, patterns

_LEADS = tuple(rule.pattern for rule in patterns("basis", "basis.lead."))
_NOUN = pattern("basis", "basis.lead.noun").pattern
_TAIL = pattern("basis", "basis.tail").pattern
_ASIDE = pattern("basis", "basis.tail.aside").pattern
_NO_BASIS = pattern("basis", "basis.none").pattern
_BEHIND = pattern("basis", "basis.behind").pattern
_RAISED = pattern("basis", "basis.raised").pattern
_HINTS = tuple(rule.pattern for rule in patterns("basis", "basis.hint."))
_BORNE_FOR = pattern("basis", "basis.borne-for").pattern
_BASE = pattern("basis", "basis.base").pattern
_HEAD = pattern("basis", "basis.head").pattern
_EXEMPT = pattern("basis", "basis.exempt").pattern
_WHOSE = pattern("basis", "basis.whose").pattern
_WIDEST = 40  # a bracket behind the money is no longer


def in_predicate(text: str, verb: Span) -> Span | None:
    """The basis behind the verb of giving: 按项目总投资的20% gives 项目总投资."""
    hidden = mask(text, verb.start, verb.end)
    start = next((found[-1] for rule in _LEADS if (found := [m.end() for m in rule.finditer(hidden)])), None)
    if start is None:
        return None
    end = len(hidden)
    while tail := _TAIL.search(hidden, max(start, end - _WIDEST), end):
        if tail.group()[0] == HIDDEN and not _ASIDE.search(text, verb.start + tail.start(), verb.start + end):
            break
        end = tail.start()
    if end - start < 2 or _NO_BASIS.search(hidden[start:end]):
        return None
    return Span(verb.start + start, verb.start + end)


def behind(text: str, start: int, end: int) -> Span | None:
    """The basis behind the rate: 50%的房租减免, 减半收取担保费."""
    match = _BEHIND.match(text, start, end)
    return Span(*match.span("span")) if match else None


def is_raised(text: str, predicate: Span) -> bool:
    """Whether the predicate raises a share that was given before: 再提高, 上浮至."""
    return _RAISED.search(text, predicate.start, predicate.end) is not None


def hinted(text: str, found: list[Span]) -> Span | None:
    """The money named in a piece that gives nothing itself: 其利息由县财政补贴; 补助款分两期拨付."""
    for piece in reversed(found):
        for rule in _HINTS:
            if match := rule.match(text[piece.start : piece.end]):
                return Span(piece.start + match.start("span"), piece.start + match.end("span"))
    return None


def borne_for(text: str, basis: Span | None) -> Span | None:
    """What an office bears the money for, where the money stands before 由: 道路养护资金由财政补助."""
    if basis is None:
        return None
    match = _BORNE_FOR.match(text, basis.start, basis.end + 1)
    return Span(*match.span("span")) if match else None


def is_base(text: str, piece: Span) -> bool:
    """Whether a piece names money of which a share can be given: 其年度新增贡献."""
    words = text[piece.start : piece.end]
    return _BASE.search(words) is not None and AGENT.search(words) is None


def bare(text: str, piece: Span) -> Span:
    """The piece without 按 or 其 before it, nor what is waived in full: 1个月房租免收、2个月房租."""
    lead = _HEAD.match(text, piece.start, piece.end)
    start = lead.end() if lead else piece.start
    for exempt in _EXEMPT.finditer(text, start, piece.end):
        start = exempt.end()
    return Span(start, piece.end)


def unled(text: str, span: Span) -> Span:
    """The basis without the noun of giving that stands before it as the verb: 补助加工费."""
    lead = _NOUN.match(text, span.start, span.end)
    return Span(lead.end(), span.end) if lead else span


def says_whose(text: str, piece: Span) -> bool:
    """Whether the base also says whose it is: 对新购置的设备费用; 小微企业新增的贷款."""
    words = text[piece.start : piece.end]
    if words.startswith("对"):
        return True
    return "的" in words and "其" not in words and _WHOSE.search(words) is not None
