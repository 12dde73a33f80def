"""Units in running text: who has to act, pay or lead, told by the words around a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.mentions import Name, Span, Unit, Why
from pipeline.rules.loader import CueRule, cues, patterns
from pipeline.segment import Outline
from pipeline.types import UnitRole

# How far before a name its cue may begin.
_REACH = 24
_JOIN = re.compile(r"(?:[、，,和及与或]|以及|[和及与、]其他){0,2}")
_PRIVATE = (
    "names.group.institution",
    "names.group.guarantee",
    "subject.ends.private",
    "names.group.government",
)
# Names of documents: in their marks, or a line of its own, as in a list of attachments.
_TITLE = re.compile(
    r"《[^《》\n]{1,80}》|“[^“”\n]{1,30}”"
    r"|^(?![^\n]{0,60}(?:由|牵头|负责|会同|应当|制定|修订|出台|印发|落实|执行))[^，。；：！？\n]{4,60}"
    r"(?:办法|要点|规定|细则|规则|规程|条例|须知|基准|契约书|申请书|计划书|切结书|一览表|实施方案|实施意见|若干措施)"
    r"(?:（[^（）\n]{1,20}）)?$",
    re.MULTILINE,
)


def acting(outline: Outline, names: Sequence[Name], lists: Sequence[Span]) -> Iterator[Unit]:
    """The names in running text that act, each in its role; what lies in a list or a title is left out."""
    text = outline.text
    taken = sorted([*lists, *(Span(*m.span()) for m in _TITLE.finditer(text))])
    free = [n for n in names if not _covered(taken, n.span.start)]
    for run in _runs(text, free):
        part = outline.part_at(run[0].span.start)
        left = max(0, part.start - 1, run[0].span.start - _REACH)
        right = max(part.end, run[-1].span.end)
        rule, trigger = _verdict(
            text, Span(run[0].span.start, run[-1].span.end), left, right, named=run[-1].name is not None
        )
        if rule is None or (rule.gives.get("public") and not any(_public(text, n) for n in run)):
            continue
        why = Why(rule.id, rule.confidence, trigger)
        for name in run:
            role = _called(text[name.span.start : name.span.end]) or rule.gives["role"]
            yield Unit(name.span, name.name, role, "text", (), why)


def _called(surface: str) -> UnitRole | None:
    """The role that a name like 牵头部门 or 成员单位 says itself."""
    return next(
        (r.gives["role"] for r in patterns("units", "unit.called.") if r.pattern.search(surface)), None
    )


def _public(text: str, name: Name) -> bool:
    """Whether it is a public body; firms and banks that are merely encouraged are no units."""
    surface = text[name.span.start : name.span.end]
    return name.why.rule not in _PRIVATE or "政府性" in surface


def _covered(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of the sorted spans, which hardly overlap, holds the offset."""
    index = bisect_right(spans, offset, key=lambda s: s.start)
    return any(s.end > offset for s in spans[max(0, index - 3) : index])


def _runs(text: str, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names that a comma or 和 joins: what is said of the last is said of all."""
    run: list[Name] = []
    for name in names:
        if run and not _JOIN.fullmatch(text, run[-1].span.end, name.span.start):
            yield run
            run = []
        run.append(name)
    if run:
        yield run


def _verdict(
    text: str, span: Span, left: int, right: int, *, named: bool
) -> tuple[CueRule | None, Span | None]:
    """The cue that says in which role the names at `span` act, with its trigger."""
    for rule in (*cues("units", "unit.not."), *cues("units", "unit.text.")):
        if rule.gives.get("named") and not named:
            continue
        fired = rule.fires(text, span.start, span.end, left, right)
        if fired is not None:
            return (None, None) if rule.gives.get("skip") else (rule, Span(*fired))
    return None, None
