"""Times to dates: the role of each, resolved against the document's own dates."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from pipeline.link.calendar import Calendar, resolve
from pipeline.mentions import Date, Span, Time, Why
from pipeline.rules import CueRule, cues, decide
from pipeline.segment import Outline
from pipeline.types import DateRole, Metadata

_SCOPE = 64
_TITLE_REACH = 80
_DEFAULT: dict[str, DateRole] = {
    "recurrence": "recurrence",
    "length": "duration",
    "period": "duration",
    "season": "duration",
    "month": "duration",
    "event": "expiry",
    "relative": "other",
    "plan": "other",
    "day": "other",
    "year": "deadline",
}
_LOOKING_BACK = re.compile(r"(?:这|过去|最近|近).{1,4}年$|.{1,4}年来$")
_AGREED = re.compile(r"年底|年末|月底|月末|明年")
# 今年2月份, 去年一季度 are months and quarters whose year a word tells.
_PARTS = {"month": re.compile(r"月(?:份|[上中下]旬)?$"), "season": re.compile(r"季度$|[上下]半年$")}
_GONE = ("去年", "上年", "上月", "上个月", "上一月", "上季度", "上一季度")


def link(outline: Outline, times: Sequence[Time], metadata: Metadata) -> tuple[Date, ...]:
    """The times that bear on the policy, in order."""
    text = outline.text
    titles = _titles(text, metadata.title)
    calendar = Calendar(outline, metadata)
    named = [time for time in times if not _inside(titles, time.span)]
    calendar.learn(_own_days(outline, named))
    found: list[Date] = []
    for time in named:
        judged = _judge(outline, time, calendar)
        if judged is None:
            continue
        role, why = judged
        start, end = resolve(calendar, time, role, found)
        found.append(Date(time.span, role, _iso(start), _iso(end), why))
    return tuple(found)


def _own_days(outline: Outline, times: Sequence[Time]) -> dict[str, date]:
    """The last day of signature and of issue that the text itself shows."""
    days: dict[str, date] = {}
    for time in times:
        if time.kind == "day" and time.start is not None:
            cue = _cue(outline, time)
            role = cue[0].gives["role"] if cue and cue[0].gives.get("whole", True) else "none"
            if role in {"signed", "issued"}:
                days[role] = time.start
    return days


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _titles(text: str, title: str | None) -> list[Span]:
    """Where titles stand: in 《…》, and the document's own where repeated; in order, none in another."""
    spans = []
    position = text.find("《")
    while position >= 0:
        close = text.find("》", position, position + _TITLE_REACH)
        if close >= 0:
            spans.append(Span(position, close))
        position = text.find("《", position + 1)
    if title:
        named = title[max(0, title.find("关于")) :]  # a page repeats it without the issuer
        torn = r"\s?".join(map(re.escape, named))  # and over several lines
        spans += [Span(*match.span()) for match in re.finditer(torn, text)]
    outer: list[Span] = []
    for found in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not outer or found.end > outer[-1].end:
            outer.append(found)
    return outer


def _inside(titles: Sequence[Span], span: Span) -> bool:
    """Whether a span lies in a title. The last title that begins before it is also the last to end."""
    before = bisect_right(titles, span.start, key=lambda s: s.start)
    return before > 0 and span.end <= titles[before - 1].end


@functools.cache
def _cues(kind: str) -> tuple[CueRule, ...]:
    return tuple(rule for rule in cues("dates") if kind in rule.gives.get("kinds", (kind,)))


def _kind(time: Time, said: str) -> str:
    """The kind of a time, which for a part of this or the last year is the part's."""
    if time.kind == "relative" and len(said) > 2:
        return next((kind for kind, part in _PARTS.items() if part.search(said)), time.kind)
    return time.kind


def _cue(outline: Outline, time: Time, calendar: Calendar | None = None) -> tuple[CueRule, Span] | None:
    """The first cue that fires, with its trigger; one of the past needs a `calendar`."""
    text, start, end = outline.text, time.span.start, time.span.end
    said = text[start:end]
    left, right = max(0, start - _SCOPE), min(len(text), end + _SCOPE)
    for rule in _cues(_kind(time, said)):
        words = rule.gives.get("words")
        if words is not None and said not in words:
            continue
        if rule.gives.get("past") and (calendar is None or not calendar.is_past(time)):
            continue
        trigger = rule.fires(text, start, end, left, right)
        if trigger is None:
            continue
        needed = rule.gives.get("sentence")
        if needed is not None:
            sentence = outline.sentence_at(start)
            if re.search(needed, text[sentence.start : sentence.end]) is None:
                continue
        return rule, Span(*trigger)
    return None


def _judge(outline: Outline, time: Time, calendar: Calendar) -> tuple[DateRole, Why] | None:
    said = outline.text[time.span.start : time.span.end]
    if calendar.reviewed(time, said):
        return "other", decide("dates", "date.review")
    cue = _cue(outline, time, calendar)
    if cue is not None:
        rule, trigger = cue
        role = rule.gives["role"]
        if (role == "deadline" or time.kind == "plan") and calendar.is_past(time):
            role = "other"
        return None if role == "none" else (role, Why(rule.id, rule.confidence, trigger))
    role = _usual(time, said, calendar)
    return role, decide("dates", f"date.usual.{time.kind}")


def _usual(time: Time, said: str, calendar: Calendar) -> DateRole:
    if said.startswith("提前"):
        return "deadline"
    if said.endswith("年度") and time.why.rule == "time.year.republic":
        return "other"
    if time.kind == "length" and _LOOKING_BACK.match(said):
        return "other" if not said.startswith(("近", "最近")) else "duration"
    if time.kind == "year" and calendar.is_past(time):
        return "other"
    if time.kind == "year" and said.endswith("年度"):
        return "duration"
    if time.kind == "day" and calendar.base and time.start and time.start > calendar.base:
        return "deadline"
    if time.kind == "relative" and _AGREED.search(said):
        return "deadline"
    return "other" if said.startswith(_GONE) else _DEFAULT[_kind(time, said)]
