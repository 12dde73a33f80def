"""Bodies told by their fields, all at once: 网信、公安、海关等部门 is one group, whatever its fields are."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pipeline.recognize.body_lists import fields
from pipeline.recognize.joining import ends_like_body
from pipeline.rules.loader import pattern

_LONGEST = 160
_BOUNDARY = re.compile(r"[，。；：！？,;:!?\n \u3000“”《》（()）]")
_JOINT = re.compile("[、和及与]")
_MEMBER = re.compile(r"[一-龥]{2,12}")
_BRACKET = re.compile(r"[省市州县区旗]{1,3}[(（][省市县区旗、]{1,6}[)）]\Z")
_LONGEST_FIELD = 8


def field_lists(text: str) -> Iterator[tuple[int, int]]:
    """The groups that a list of at least two fields before 等部门 names."""
    for tail in pattern("names", "names.tail.fields").find(text):
        first = max(0, tail.start() - _LONGEST)
        begin = max((m.end() for m in _BOUNDARY.finditer(text, first, tail.start())), default=first)
        begin = text.find("、", begin, tail.start()) if begin == first > 0 else begin
        members = _members(text, begin, tail.start())
        if len(members) < 2 or 2 * sum(ends_like_body(text[a:b]) for a, b in members) >= len(members):
            continue
        if all(_MEMBER.fullmatch(text, a, b) for a, b in members[1:]):
            start = _start(text, *members[0])
            if start is not None:
                yield start, tail.end()


def _members(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    cuts = [m.span() for m in _JOINT.finditer(text, begin, end)]
    return list(zip([begin, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True))


def _start(text: str, begin: int, end: int) -> int | None:
    """Where the first field begins, its level or place included; None where no field stands there."""
    if end - begin < 2:
        return None
    lead = pattern("names", "names.lead.fields").pattern.match(text, begin, end)
    begin = lead.end() if lead else begin
    if end - begin <= _LONGEST_FIELD:
        bracket = _BRACKET.search(text, max(0, begin - 12), begin)
        return bracket.start() if bracket else begin
    field = next((at for at in range(begin, end - 1) if text[at:end] in _fields()), None)
    if field is None:
        return None
    head = pattern("names", "names.head.fields").pattern
    return next((at for at in range(max(begin, field - 10), field) if head.fullmatch(text, at, field)), field)


@functools.cache
def _fields() -> frozenset[str]:
    return frozenset(fields())
