"""Lists of units: （责任单位：…）, 牵头单位：…；配合单位：…, and brackets with no label （商务部负责）.

A list item is a unit whatever its name is: the form of the list says so, not a dictionary.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pipeline.link.unit_items import CLOSE, OPEN, Listed, split_items
from pipeline.mentions import Span, Why
from pipeline.recognize.bodies import Home, full_name
from pipeline.recognize.names import groups, is_body
from pipeline.rules.loader import CueRule, PatternRule, cues, decide, pattern, patterns
from pipeline.segment import Outline
from pipeline.types import UnitRole

_END_OF_PLAIN = re.compile(
    r"[。\n]| {2}|　{2}|(?=[(（][一二三四五六七八九十]{1,3}[)）])|(?=(?<=[^\d])\d{1,2}[.．、](?=[一-龥]))"
)
_BRACKET = re.compile(r"(?P<open>[(（\[〔【])|(?P<close>[)）\]〕】])|\n")
# A label that heads something else than units ends a list.
_OTHER_LABEL = re.compile(
    r"(?:适用范围|实施范围|完成时限|完成时间|时间节点|时间要求|进度安排|工作时限|责任人|责任领导|分管领导|联系人|联系电话|备注)[:：]"
)
# What a bracket says of its own list: 列首位的为牵头单位，下同.
_REMARK = re.compile(
    r"。|[，,；;](?:(?:以上|下列|均)?(?:列|排|居|位列|名列)(?:在)?(?:第一|首|第1)[^，。；]{0,16}|下同|以下同|不再(?:单独|一一|另行)?列出|(?:其中)?首个[^，。；]{0,12})"
    r"(?:[，,](?:下同|以下同))?[；;，,]?"
)
_CUT = re.compile("[、，,；;]")
_MAX_BRACKET, _MAX_LIST = 400, 800


def _roles(prefix: str) -> tuple[tuple[PatternRule, UnitRole], ...]:
    return tuple((r, r.gives["role"]) for r in patterns("units", prefix))


@functools.cache
def _labels() -> re.Pattern[str]:
    """All labels as one pattern; the group's number tells the rule."""
    return re.compile("|".join(f"({rule.pattern.pattern})" for rule, _ in _roles("unit.label.")))


def find_lists(outline: Outline, home: Home) -> tuple[tuple[Span, tuple[Listed, ...]], ...]:
    """The lists of a text, in order, each with the stretch that it fills and its units."""
    text = outline.text
    found = [*_labelled(text, home), *_bracketed(text, home)]
    found.sort(key=lambda pair: pair[0])
    return tuple(_first_leads(text, found))


def _first_leads(
    text: str, lists: list[tuple[Span, tuple[Listed, ...]]]
) -> Iterator[tuple[Span, tuple[Listed, ...]]]:
    rule = pattern("units", "unit.first-leads")
    said = next(rule.find(text), None)
    for span, units in lists:
        if said is not None and units and all(u.role == "responsible" for u in units) and units[0].head:
            first = Listed(units[0].span, "lead", Why(rule.id, 0.9, Span(*said.span())), True)
            yield span, (first, *units[1:])
        else:
            yield span, units


def _labelled(text: str, home: Home) -> Iterator[tuple[Span, tuple[Listed, ...]]]:
    """Lists behind a label; several labels may follow one another in one bracket or line."""
    rules = _roles("unit.label.")
    matches = list(_labels().finditer(text))
    for i, match in enumerate(matches):
        rule, role = rules[(match.lastindex or 1) - 1]
        limit = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        other = _OTHER_LABEL.search(text, match.end(), min(limit, match.end() + _MAX_LIST))
        limit = other.start() if other else limit
        end = _list_end(text, match.start(), match.end(), limit)
        why = Why(rule.id, rule.confidence, Span(match.start(), match.end()))
        items = tuple(
            Listed(span, role, why, first and rule.id == "unit.label.responsible")
            for first, span in _firsts(split_items(text, match.end(), end, home))
        )
        if any(is_body(text[item.span.start : item.span.end], home) for item in items):
            yield Span(match.start(), end), items


def _firsts(spans: list[Span]) -> Iterator[tuple[bool, Span]]:
    return ((i == 0, span) for i, span in enumerate(spans))


def _list_end(text: str, label: int, start: int, limit: int) -> int:
    """Where a labelled list ends: with the bracket that holds it, else with its line or sentence."""
    line = max(text.rfind("\n", 0, label), text.rfind("。", 0, label), label - 200)
    depth: list[int] = []
    for offset in range(line + 1, label):
        if text[offset] in OPEN:
            depth.append(offset)
        elif text[offset] in CLOSE and depth:
            depth.pop()
    limit = min(limit, start + _MAX_LIST)
    if not depth:
        end = _END_OF_PLAIN.search(text, start, limit)
        return end.start() if end else limit
    level = 0
    for offset in range(start, limit):
        char = text[offset]
        if char in OPEN:
            level += 1
        elif char in CLOSE:
            if level == 0:
                return offset
            level -= 1
        elif char == "。" or text.startswith("\n\n", offset):
            return offset
    return limit


def _bracketed(text: str, home: Home) -> Iterator[tuple[Span, tuple[Listed, ...]]]:
    """Brackets with names alone, or with names and the verbs that say their roles."""
    closed = 0
    for opening, closing in sorted(_brackets(text)):
        start = opening + 1
        remark = _REMARK.search(text, start, closing)
        end = remark.start() if remark else closing
        if opening < closed or end - start < 3 or _labels().search(text, start, end):
            continue
        units = _signed(text, start, end, home)
        before, after = text[opening - 1 : opening], text[closing + 1 : closing + 2]
        if units is None and before in "。；;！？!?》”\n " and after in "\n 。":
            units = _bare(text, start, end, home, strict=text[opening] not in "(（")
        if units:
            closed = closing
            if remark is not None and text[remark.start()] != "。":
                units += _signed(text, remark.end(), closing, home) or ()
            yield Span(opening, closing + 1), tuple(units)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Brackets that open and close on one line, as offsets of their two marks."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match["open"]:
            opened.append(match.start())
        elif match["close"] is None:
            opened.clear()
        elif opened:
            opening = opened.pop()
            if match.start() - opening < _MAX_BRACKET:
                yield opening, match.start()


def _signed(text: str, start: int, end: int, home: Home) -> list[Listed] | None:
    """The units of a bracket whose verbs say the roles; None where it isn't one."""
    units: list[Listed] = []
    begin = start
    for stop in [m.start() for m in _CUT.finditer(text, start, end)] + [end]:
        sign = _sign(text, begin, stop)
        if sign is None:
            begin = begin if text[stop] in "、，," else stop + 1
            continue
        rule, cut, trigger = sign
        spans = split_items(text, begin, cut, home)
        # The verb says what form it is; a name whose end nobody knows may stand among the others.
        if 2 * sum(is_body(text[s.start : s.end], home) for s in spans) <= len(spans):
            return None
        why = Why(rule.id, rule.confidence, trigger)
        joined = text.find("会同", begin, cut)
        units += (
            Listed(span, _role_of(rule, span, joined), why, first and not units and _leads(text, span, home))
            for first, span in _firsts(spans)
        )
        begin = stop + 1
    return units or None


def _role_of(rule: CueRule, span: Span, joined: int) -> UnitRole:
    """The role that a verb says; whoever stands behind 会同 (at `joined`) helps."""
    role: UnitRole = rule.gives["role"]
    return "support" if role == "responsible" and 0 <= joined < span.start else role


def _leads(text: str, span: Span, home: Home) -> bool:
    """Whether a unit that stands first can lead: one body, not a group."""
    return not groups(text[span.start : span.end]) or full_name(text[span.start : span.end], home) is not None


def _sign(text: str, begin: int, stop: int) -> tuple[CueRule, int, Span] | None:
    """The verb at the end of text[begin:stop] that says a role, and where the names before it end."""
    for rule in cues("units", "unit.sign."):
        assert rule.after is not None
        for cut in range(max(begin + 2, stop - 22), stop):
            match = rule.after.match(text, cut, stop)
            if match and _rest_of_sign(text[match.end() : stop]):
                return rule, cut, Span(cut, stop)
    return None


def _rest_of_sign(rest: str) -> bool:
    return re.fullmatch(r"(?:负责|落实|实施|推进|组织|解释|配合|指导|工作|等|的)*", rest) is not None


def _bare(text: str, start: int, end: int, home: Home, *, strict: bool) -> list[Listed] | None:
    """The units of a bracket that holds names and nothing else; `strict` asks for names that we know."""
    fits = _is_named if strict else is_body
    spans = split_items(text, start, end, home)
    length = sum(s.end - s.start for s in spans)
    if (
        not spans
        or length < 0.75 * (end - start)
        or not all(fits(text[s.start : s.end], home) for s in spans)
    ):
        return None
    why = decide("units", "unit.list.bare")
    return [
        Listed(span, "responsible", why, i == 0 and _leads(text, span, home)) for i, span in enumerate(spans)
    ]


def _is_named(surface: str, home: Home) -> bool:
    """Whether a name is one that we know, a group, or has the head of a region's body."""
    known = bool(groups(surface)) or full_name(surface, home) is not None
    return known or (surface[0] in "省市区县州" and is_body(surface, home)) or surface.endswith("管委会")
