"""Lists of units: （责任单位：…）, 牵头单位：…；配合单位：…, and brackets with no label （商务部负责）.

A list item is a unit whatever its name is: the form of the list says so, not a dictionary.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.mentions import Span, Why
from pipeline.recognize.bodies import Home, full_name
from pipeline.recognize.names import groups, is_body
from pipeline.rules.loader import CueRule, PatternRule, cues, patterns
from pipeline.segment import Outline
from pipeline.types import UnitRole

_OPEN, _CLOSE = "([（〔【〈<", ")]）〕】〉>"
_PAIR = dict(zip(_OPEN, _CLOSE, strict=True))
_SEPARATOR = re.compile(r"[、，,；;/\s　:：.]+")
_LEVELS = re.compile(r"[(（〔][省市州县区旗乡镇街道园设辖直管、,，和及]{1,12}[)）〕]")
_LEADING = re.compile(r"^(?:以及|会同|联合|等|及其|及|和|与|由|请)+(?=.{2})")
_TRAILING = re.compile(
    r"(?:等(?:(?:相关|有关)?(?:部门|单位))?|为|按照?(?:各自)?职责(?:分工)?(?:负责|落实)?|负责|单独)$"
)
_AND_OTHERS = re.compile(r"等(?:和|及|与)?(?=各?(?:其他|有关|相关)|各)")
_AND = re.compile(r"(?:以及|会同|和|及|与|或)")
_LOST_COMMA = re.compile(r"(?<=[局厅委办部院会署府])(?=[省市区县州各])")
_PLACE_END = re.compile(r"[省市州县区旗镇乡]$|街道$")
_GOVERNMENT_END = re.compile(r"(?:政府|管委会|办事处|财政|部门)$")
_SENTENCE_WORDS = re.compile(r"下同|含|以下|适用|范围|列[首第]|另有|不再|联系|电话|[。！？“”《》%\d]")
_END_OF_PLAIN = re.compile(
    r"[。\n]| {2}|　{2}|(?=[(（][一二三四五六七八九十]{1,3}[)）])|(?=(?<=[^\d])\d{1,2}[.．、](?=[一-龥]))"
)
_BRACKET = re.compile(r"(?P<open>[(（\[〔【])|(?P<close>[)）\]〕】])|\n")
# A label that heads something else than units ends a list.
_OTHER_LABEL = re.compile(
    r"(?:适用范围|实施范围|完成时限|完成时间|时间节点|时间要求|进度安排|工作时限|责任人|责任领导|分管领导|联系人|联系电话|备注)[:：]"
)
_CUT = re.compile("[、，,；;]")
_MAX_BRACKET, _MAX_LIST = 400, 800
_MAX_ITEM = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit in a list. `head` says that it stands first in a list that gives no lead."""

    span: Span
    role: UnitRole
    why: Why
    head: bool


def _roles(prefix: str) -> tuple[tuple[PatternRule, UnitRole], ...]:
    return tuple((r, r.gives["role"]) for r in patterns("units") if r.id.startswith(prefix))


@functools.cache
def _labels() -> re.Pattern[str]:
    """All labels as one pattern; the group's number tells the rule."""
    return re.compile("|".join(f"({rule.pattern.pattern})" for rule, _ in _roles("unit.label.")))


@functools.cache
def _signs() -> tuple[CueRule, ...]:
    return tuple(rule for rule in cues("units") if rule.id.startswith("unit.sign."))


def find_lists(outline: Outline, home: Home) -> tuple[tuple[Span, tuple[Listed, ...]], ...]:
    """The lists of a text, in order, each with the stretch that it fills and its units."""
    text = outline.text
    found = sorted([*_labelled(text, home), *_bracketed(text, home)], key=lambda pair: pair[0])
    return tuple(_first_leads(text, found))


def _first_leads(
    text: str, lists: list[tuple[Span, tuple[Listed, ...]]]
) -> Iterator[tuple[Span, tuple[Listed, ...]]]:
    rule = next(r for r in patterns("units") if r.id == "unit.first-leads")
    said = next(rule.find(text), None)
    for span, units in lists:
        if (
            said is not None
            and len(units) > 1
            and all(u.role == "responsible" for u in units)
            and units[0].head
        ):
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
        if text[offset] in _OPEN:
            depth.append(offset)
        elif text[offset] in _CLOSE and depth:
            depth.pop()
    limit = min(limit, start + _MAX_LIST)
    if not depth:
        end = _END_OF_PLAIN.search(text, start, limit)
        return end.start() if end else limit
    level = 0
    for offset in range(start, limit):
        char = text[offset]
        if char in _OPEN:
            level += 1
        elif char in _CLOSE:
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
        stop = text.find("。", start, closing)
        end = closing if stop < 0 else stop
        if opening < closed or end - start < 3 or _labels().search(text, start, end):
            continue
        units = _signed(text, start, end, home)
        before, after = text[opening - 1 : opening], text[closing + 1 : closing + 2]
        if units is None and before in "。；;！？!?》”\n " and after in "\n 。":
            units = _bare(text, start, end, home, strict=text[opening] not in "(（")
        if units:
            closed = closing
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
        if not spans or not all(is_body(text[s.start : s.end], home) for s in spans):
            return None
        why = Why(rule.id, rule.confidence, trigger)
        role: UnitRole = rule.gives["role"]
        units += (
            Listed(span, role, why, first and not units and _leads(text, span, home))
            for first, span in _firsts(spans)
        )
        begin = stop + 1
    return units or None


def _leads(text: str, span: Span, home: Home) -> bool:
    """Whether a unit that stands first can lead: one body, not a group."""
    return not groups(text[span.start : span.end]) or full_name(text[span.start : span.end], home) is not None


def _sign(text: str, begin: int, stop: int) -> tuple[CueRule, int, Span] | None:
    """The verb at the end of text[begin:stop] that says a role, and where the names before it end."""
    for rule in _signs():
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
    why = Why("unit.list.bare", 0.85)
    return [
        Listed(span, "responsible", why, i == 0 and _leads(text, span, home)) for i, span in enumerate(spans)
    ]


def _is_named(surface: str, home: Home) -> bool:
    """Whether a name is one that we know, a group, or has the head of a region's body."""
    known = bool(groups(surface)) or full_name(surface, home) is not None
    return known or (surface[0] in "省市区县州" and is_body(surface, home))


def split_items(text: str, start: int, end: int, home: Home) -> list[Span]:
    """The names in text[start:end]; a head shared by several levels (各市、县人民政府) keeps its commas."""
    shared = [(a, b) for a, b in groups(text[start:end]) if _SEPARATOR.search(text, start + a, start + b)]
    pieces: list[Span] = []
    begin = start
    for stop, following in _cuts(text, start, end, [(start + a, start + b) for a, b in shared]):
        pieces += _pieces(text, begin, stop, home)
        begin = following
    pieces += _pieces(text, begin, end, home)
    return pieces


def _cuts(text: str, start: int, end: int, shared: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Separators of a list outside brackets and shared heads, as (where it begins, where it ends)."""
    closed = start
    for match in _SEPARATOR.finditer(text, start, end):
        if match.start() < closed or any(a < match.start() < b for a, b in shared):
            continue
        opened = next((i for i in range(closed, match.start()) if text[i] in _OPEN), None)
        if opened is not None:
            close = text.find(_PAIR[text[opened]], opened, end)
            closed = close + 1 if close >= 0 else closed
            if match.start() < closed:
                continue
        yield match.span()
        closed = max(closed, match.end())


def _pieces(text: str, start: int, end: int, home: Home) -> Iterator[Span]:
    """The one name of a list item, or the several that its separator does not part."""
    start, end = _trim(text, start, end)
    if end - start < 2 or end - start > _MAX_ITEM or _SENTENCE_WORDS.search(text, start, end):
        return
    name = text[start:end]
    for cutter in (_AND_OTHERS, _AND, _LOST_COMMA):
        for match in cutter.finditer(name):
            left, right = name[: match.start()], name[match.end() :]
            if cutter is _AND_OTHERS and full_name(left, home) is None:
                continue
            if _two_bodies(left, right, home):
                yield from _pieces(text, start, start + match.start(), home)
                yield from _pieces(text, start + match.end(), end, home)
                return
    yield Span(start, end)


def _two_bodies(left: str, right: str, home: Home) -> bool:
    if _PLACE_END.search(left) and _GOVERNMENT_END.search(right):
        return False  # 园区和示范区管委会: the places share the head
    return len(left) > 2 and len(right) > 2 and is_body(left, home) and is_body(right, home)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The item without conjunctions, 等 and a bracket that explains the name."""
    while start < end and text[start] in " 　\n:：、，,":
        start += 1
    leading = _LEADING.match(text[start:end])
    if leading:
        start += leading.end()
    for offset in range(start, end):
        if text[offset] in _OPEN and not _LEVELS.match(text, offset, end):
            end = offset
            break
        if text[offset] in _CLOSE and not _LEVELS.search(text, start, offset + 1):
            end = offset
            break
    while True:
        trailing = _TRAILING.search(text, start, end)
        if trailing is None or trailing.start() <= start or trailing.end() != end:
            break
        end = trailing.start()
    while end > start and text[end - 1] in " 　\n:：、，,；;":
        end -= 1
    return start, end
