"""Bodies that only their place in the sentence tells: whoever opens a clause and is told to act.

Officials charge many bodies that no word list has (各涉灾部门, 街道（乡镇）, 市自然灾害防治委员会). What stands between
a clause's beginning and a modal verb is such a body, or several that 、 and 和 join, if each ends like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.recognize.joining import ends_like_body, join_cuts, without_others
from pipeline.rules.loader import patterns

_RULES = {rule.id: rule for rule in patterns("subjects")}
_MODAL, _DEED = _RULES["subject.modal"].pattern, _RULES["subject.deed"].pattern
_VERB = re.compile(f"(?P<modal>{_MODAL.pattern})|(?:{_DEED.pattern})")
_ENDS = tuple(rule for rule in _RULES.values() if rule.id.startswith("subject.ends."))
_PRIVATE, _DESCRIBED = "subject.ends.private", _RULES["subject.described"]
_BEGINS_OTHERWISE = _RULES["subject.refused.begins"].pattern
_IS_OTHERWISE = _RULES["subject.refused.holds"].pattern

_MARKS = frozenset("。；;！!？?，,：:\n》”")
_REACH = 64
_LONGEST = 28
# Between the subject and its verb, and before the subject.
_ADVERB = re.compile(r"(?:原则上|一般|也|都|均|则|还|又|仍|共同|分别|同时|[，,])$")
_LEAD = re.compile(
    r"[ 　]*(?:第?[一二三四五六七八九十百\d]{1,4}(?:条|是|[、.．])|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|其中|同时|此外|另外|原则上|必要时|并|但)?[ 　]*"
)


def subjects(text: str) -> Iterator[tuple[int, int, str]]:
    """The bodies that open a clause before a modal verb, as (start, end, the rule that says so)."""
    last = 0
    for match in _VERB.finditer(text):
        end = match.start()
        begin = end
        while begin > last and end - begin < _REACH and text[begin - 1] not in _MARKS:
            begin -= 1
        if begin == end and match["modal"] and text[begin - 1 : begin] in ("，", ","):
            yield from _described(text, begin - 1, last)
        elif begin == 0 or text[begin - 1] in _MARKS:
            yield from _chain(text, begin, end, modal=match["modal"] is not None)
        last = match.end()


def _described(text: str, end: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Places told by what they have: 财政困难、任务较重的地方，可以…"""
    begin = end
    while begin > last and end - begin < _REACH // 2 and text[begin - 1] not in _MARKS:
        begin -= 1
    begin = _led(text, begin, end)
    if 4 < end - begin < _REACH // 2 and _is_described(text[begin:end]):
        yield begin, end, _DESCRIBED.id


def _is_described(surface: str) -> bool:
    return _DESCRIBED.pattern.search(surface) is not None and not _BEGINS_OTHERWISE.match(surface)


def _led(text: str, begin: int, end: int) -> int:
    lead = _LEAD.match(text, begin, end)
    return lead.end() if lead else begin


def _chain(text: str, begin: int, end: int, *, modal: bool) -> Iterator[tuple[int, int, str]]:
    """The bodies in text[begin:end], from the last one back as far as bodies stand."""
    begin = _led(text, begin, end)
    # 本办法由市商务局负责解释: the one behind 由 acts, not what opens the clause.
    begin = max(begin, text.rfind("由", begin, end) + 1)
    while adverb := _ADVERB.search(text, begin, end):
        end = adverb.start()
    if _BEGINS_OTHERWISE.match(text[begin:end]):
        return
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
    if not 1 < len(surface) < _LONGEST or _BEGINS_OTHERWISE.match(surface) or _IS_OTHERWISE.search(surface):
        return None
    return next((rule.id for rule in _ENDS if rule.pattern.search(surface)), None)
