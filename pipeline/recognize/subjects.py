"""Bodies that only their place in the sentence tells: whoever opens a clause and is told to act.

Officials charge many bodies that no word list has (各涉灾部门, 街道（乡镇）, 市水旱灾害防治委员会). What
stands between a clause's beginning and a modal verb is such a body, or several that 、 and 和 join, if
each ends like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.recognize.agents import LAST_WORD
from pipeline.recognize.joining import ends_like_body, join_cuts, without_others
from pipeline.rules.loader import patterns

_RULES = {rule.id: rule for rule in patterns("subjects")}
_MODAL, _DEED = _RULES["subject.modal"].pattern, _RULES["subject.deed"].pattern
_VERB = re.compile(f"(?P<modal>{_MODAL.pattern})|(?:{_DEED.pattern})")
_LATE = re.compile(
    rf"{LAST_WORD}(?:[(（][^()（）\n]{{1,6}}[)）])?[,，]?(?={_RULES['subject.preposition'].pattern.pattern})"
)
_ENDS = tuple(rule for rule in _RULES.values() if rule.id.startswith("subject.ends."))
_PRIVATE, _DESCRIBED = "subject.ends.private", _RULES["subject.described"]
_BEGINS_OTHERWISE = _RULES["subject.refused.begins"].pattern
_BEGINS = _BEGINS_OTHERWISE.pattern.removeprefix("^")
_IS_OTHERWISE = _RULES["subject.refused.holds"].pattern

_REACH = 64
_LONGEST = 28
# Between the subject and its verb, and before the subject.
_ADVERB = re.compile(r"(?:原则上|一般|也|都|均|则|还|又|仍|共同|分别|同时|[，,])$")
_LEAD = (
    r"[ 　]*(?:第?[一二三四五六七八九十百\d]{1,4}(?:条(?:[ 　]*[(（][^()（）\n]{2,20}[)）])?|是|[、.．])"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|其中|同时|此外|另外|目前|近期|今后|下一步|对此|为此|随后|原则上|必要时|期间|所需(?:费用|资金|经费)"
    r"|每年|今年|当年|\d{4}年(?:度|底前|起)?|并|但)?[ 　]*"
)
_WITHIN = "[^。；;！!？?，,：:\n》”]"
# A clause that may begin with a subject, after its number or conjunction.
_CLAUSE = re.compile(rf"(?<!{_WITHIN})(?>{_LEAD})(?!{_BEGINS})(?P<clause>{_WITHIN}{{2,}})")


def subjects(text: str) -> Iterator[tuple[int, int, str]]:
    """The bodies that open a clause before a modal verb, as (start, end, the rule that says so)."""
    for match in _CLAUSE.finditer(text):
        begin, stop = match.span("clause")
        verb = _VERB.search(text, begin, min(stop, begin + _REACH))
        found = list(_chain(text, begin, verb.start(), modal=verb["modal"] is not None)) if verb else []
        if not found:
            found = _before_phrase(text, begin, stop)
        if found:
            yield from found
        elif verb is None and _is_described(text[begin:stop]) and _MODAL.match(text, stop + 1):
            yield begin, stop, _DESCRIBED.id  # 财政困难、任务较重的地方，可以…


def _before_phrase(text: str, begin: int, stop: int) -> list[tuple[int, int, str]]:
    """The bodies that a phrase parts from their verb: 管理委员会于每年三月底前应公告."""
    for late in _LATE.finditer(text, begin, min(stop + 1, begin + _REACH)):
        full_stop = text.find("。", late.end(), late.end() + _REACH)
        modal = _MODAL.search(text, late.end(), full_stop if full_stop >= 0 else late.end() + _REACH)
        found = list(_chain(text, begin, late.end(), modal=modal is not None))
        if found:
            return found
    return []


def _is_described(surface: str) -> bool:
    return len(surface) < _LONGEST and _DESCRIBED.pattern.search(surface) is not None


def _chain(text: str, begin: int, end: int, *, modal: bool) -> Iterator[tuple[int, int, str]]:
    """The bodies in text[begin:end], from the last one back as far as bodies stand."""
    # 本办法由市商务局负责解释: the one behind 由 acts, not what opens the clause.
    begin = max(begin, text.rfind("由", begin, end) + 1)
    while adverb := _ADVERB.search(text, begin, end):
        end = adverb.start()
    if modal and _is_described(text[begin:end]):
        yield begin, end, _DESCRIBED.id
        return
    end = without_others(text, begin, end)
    found = []
    for start, stop in reversed(join_cuts(text, begin, end)):
        start = max(start, text.rfind("的", start, stop) + 1)
        rule = _kind(text[start:stop])
        if rule is None and ends_like_body(text[start:stop]):
            continue  # a body that others tell, or one that does not count
        if rule is None:
            break
        if rule == _PRIVATE and not modal:
            continue
        found.append((start, stop, rule))
    yield from reversed(found)


def _kind(surface: str) -> str | None:
    """By which rule a subject is a body; None where it isn't one."""
    if (
        not 1 < len(surface) < _LONGEST
        or surface[0] in "（("
        or _BEGINS_OTHERWISE.match(surface)
        or _IS_OTHERWISE.search(surface)
    ):
        return None
    return next((rule.id for rule in _ENDS if rule.pattern.search(surface)), None)
