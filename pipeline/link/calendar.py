"""Reckoning the days of a time whose role is known, from the document's own dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pipeline.link.retrospect import looks_back
from pipeline.mentions import Date, Time
from pipeline.rules.loader import table
from pipeline.segment import Outline
from pipeline.types import DateRole, Metadata
from pipeline.values.dates import (
    Period,
    five_year_plan,
    half_of,
    last_day_of_validity,
    month_of,
    shift,
    year_of,
)
from pipeline.values.lengths import read_length
from pipeline.values.periods import read_period

Days = tuple[date | None, date | None]

_EDGE = re.compile(r"(?:(?:(?<=年)年)?[底末初])?(?:之前|以前|之后|以后|以来|同期|期间|前|后|起|止|内)?$")
_YEAR_NAMED = re.compile(r"(?:19|20)\d\d ?年")
# From a day that the sentence names: …起施行3年, 从…起，连续五年.
_RUNS = re.compile(r"(?:实施|执行|施行)(?=[^施执]{1,6}$)|连续(?:[^，。；]{0,4}$|[^，。；]{2,6}年)")
_RECURRING = re.compile("每年|每一?年度|(?:后续|以后)年度")
_OF_A_YEAR = re.compile(r"(?:第[一二三四五\d]{1,2}|[次翌当])年度?的?$")
_STANDING = {"办法", "细则", "规定", "条例", "规程", "要点"}
"""Kinds of document that apply year after year."""

_AT_ONCE = "即日"
_YEAR_DAYS = 366

# A report given in the first months of a year reviews the year before, and means that by these words.
_REPORT = "报告"
_FIRST_MONTHS = 4
_OF_THE_REVIEW = re.compile(r"全年度?|年[底末初]|[上下]半年|前?.{1,3}季度|\d{1,2}月.{0,12}")

_YEAR_NUMBER = re.compile(r"[〔\[(（](20\d\d)[〕\])）]")
_TITLE_YEAR = re.compile(r"(?P<year>20\d\d)(?=年|[—–\-~至])|(?P<plan>十[一二三四五六七八九]五)")
_EVENT_BEFORE = re.compile(
    r"(?:起|起算|后|日|次日|翌日|之日|完成|结束|时)[，的]?(?:应?[在于当])?$|(?:责令|限期?|要求)其?(?:在|于)?$"
)
_WORDS = {row["word"]: row for row in table("time_words")}
_WORD = re.compile("|".join(sorted((w for w, row in _WORDS.items() if row["unit"]), key=len, reverse=True)))


class Calendar:
    """The document's own dates, and the year that a date without one belongs to."""

    def __init__(self, outline: Outline, metadata: Metadata) -> None:
        self.outline = outline
        self.base = _day(metadata.signed_on) or _day(metadata.issued_on)
        self.effective_from = _day(metadata.effective_from)
        self.valid_until = _day(metadata.valid_until)
        self.standing = metadata.kind in _STANDING or self._lasts()
        number = _YEAR_NUMBER.search(metadata.doc_number or "")
        self._year = self.base.year if self.base else int(number[1]) if number else None
        self._begins = _begins(metadata.title)
        early = self.base if metadata.kind == _REPORT else None
        self._reviewed = early.year - 1 if early and early.month <= _FIRST_MONTHS else None

    def _lasts(self) -> bool:
        """Whether it holds for years, so that 上年度 means each year's own."""
        begin = self.effective_from or self.base
        if begin is None or self.valid_until is None:
            return False
        return (self.valid_until - begin).days > _YEAR_DAYS

    def learn(self, days: Mapping[str, date]) -> None:
        """Takes the days of signature and issue from the text where the metadata has neither."""
        if self.base is None:
            self.base = days.get("signed") or days.get("issued")
            if self.base is not None:
                self._year = self.base.year

    def is_past(self, time: Time) -> bool:
        """Whether a time that names its year was over when the document was signed, or its plan began."""
        if time.end is None:
            return False
        if self.base is not None:
            return time.end < self.base
        year = self._year or self._begins
        return year is not None and time.end.year < year

    def reviewed(self, time: Time, said: str) -> int | None:
        """The year that a report looks back upon, where a time without its year lies in it."""
        if self._reviewed is None or _OF_THE_REVIEW.fullmatch(said) is None:
            return None
        return self._reviewed if looks_back(self.outline, time.span.start, self._reviewed + 1) else None

    def year_at(self, time: Time, found: Sequence[Date]) -> int | None:
        """The year of the last date before it in its sentence, else the document's."""
        sentence = self.outline.sentence_at(time.span.start)
        for earlier in reversed(found[-4:]):
            if earlier.span.start < sentence.start:
                break
            named = earlier.end_date or earlier.start_date
            if named and not _whole_year(earlier):
                return int(named[:4])
        return self._year


def _whole_year(found: Date) -> bool:
    """Whether it is a year named in passing, such as one that is compared with."""
    start, end = found.start_date or "", found.end_date or ""
    return found.role == "other" and start.endswith("-01-01") and end.endswith("-12-31")


def _begins(title: str | None) -> int | None:
    """The first year that a title names, itself or by its five-year plan."""
    found = _TITLE_YEAR.search(title or "")
    if found is None:
        return None
    plan = five_year_plan(found["plan"]) if found["plan"] else None
    return plan.start.year if plan else int(found["year"]) if found["year"] else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def resolve(calendar: Calendar, time: Time, role: DateRole, found: Sequence[Date]) -> Days:
    """The first and last day of a time in its role; None where open or not to be computed."""
    said = calendar.outline.text[time.span.start : time.span.end]
    if role == "other" and (reviewed := calendar.reviewed(time, said)):
        period = read_period(_EDGE.sub("", said), year=reviewed) or year_of(reviewed)
        return period.start, period.end
    if role == "recurrence" or time.kind == "event":
        return None, None
    if time.kind == "recurrence":
        return (None, year_of(calendar.base.year).end) if calendar.base else (None, None)
    try:
        if time.kind == "length":
            return _length(calendar, time, role, found, said)
        if time.kind == "relative":
            return _relative(calendar, time, role, said)
    except (ValueError, OverflowError):
        return None, None
    return _in_role(_period(calendar, time, role, found, said), role, said)


def _period(
    calendar: Calendar, time: Time, role: DateRole, found: Sequence[Date], said: str
) -> Period | None:
    if time.start is not None and time.end is not None:
        return Period(time.start, time.end)
    if role == "deadline" and _every_year(calendar, time, before=True):
        return None
    if _OF_A_YEAR.search(calendar.outline.text[max(0, time.span.start - 8) : time.span.start]):
        return None
    bare = _EDGE.sub("", said)
    year = calendar.year_at(time, found)
    return None if year is None else read_period(bare, year=year)


def _in_role(period: Period | None, role: DateRole, said: str) -> Days:
    if period is None:
        return None, None
    match role:
        case "deadline" | "expiry":
            return None, period.end
        case "effective":
            return period.start, None
    if said.endswith("以后") and period.start == period.end:
        return period.start, None
    if said.endswith("后"):
        return period.end + timedelta(days=1), None
    if role == "other" and said.endswith("前"):
        return None, period.end
    if said.endswith("以来"):
        return period.start, None
    return period.start, period.end


def _length(calendar: Calendar, time: Time, role: DateRole, found: Sequence[Date], said: str) -> Days:
    text, at = calendar.outline.text, time.span.start
    length = {"years": int(time.years), "months": int(time.months), "days": int(time.days)}
    if time.why.rule.startswith("time.from-event") or time.years % 1 or time.months % 1 or time.days % 1:
        return None, None
    began = _began(calendar, at, found)
    if role == "expiry":
        begin = began or calendar.effective_from or calendar.base
        return (begin, last_day_of_validity(begin, **length)) if begin else (None, None)
    if role == "duration" and began and _RUNS.search(text[max(0, at - 8) : at] + said):
        return began, last_day_of_validity(began, **length)
    if (
        role == "deadline"
        and calendar.base
        and not time.days
        and not (calendar.standing and not time.years)
        and not said.endswith("前")
        and not _EVENT_BEFORE.search(text[max(0, at - 8) : at])
    ):
        return None, shift(calendar.base, **length)
    if role == "other" and calendar.base and 1 <= time.years <= 5:
        last = calendar.base.year - 1
        return year_of(last - int(time.years) + 1).start, year_of(last).end
    return None, None


def _began(calendar: Calendar, at: int, found: Sequence[Date]) -> date | None:
    sentence = calendar.outline.sentence_at(at)
    for earlier in reversed(found[-3:]):
        if earlier.span.start < sentence.start:
            return None
        if earlier.role == "effective" and earlier.start_date:
            return date.fromisoformat(earlier.start_date)
    return None


def _every_year(calendar: Calendar, time: Time, *, before: bool = False) -> bool:
    """Whether its sentence (or what is `before` it there) speaks of every year, so that none is certain."""
    sentence = calendar.outline.sentence_at(time.span.start)
    said = calendar.outline.text[sentence.start : time.span.start if before else sentence.end]
    return _RECURRING.search(said) is not None


def _year_beside(calendar: Calendar, time: Time) -> bool:
    """Whether the sentence names a year, so that 上年 is certain; a measure may hold for several years."""
    sentence = calendar.outline.sentence_at(time.span.start)
    return _YEAR_NAMED.search(calendar.outline.text, sentence.start, time.span.start) is not None


def _relative(calendar: Calendar, time: Time, role: DateRole, said: str) -> Days:
    if time.why.rule == "time.law-day":
        return None, None
    base = calendar.base
    word = _WORD.match(said)
    if word is not None and base is not None and (role == "effective" or not _every_year(calendar, time)):
        recurs = calendar.standing and role == "other" and word.group().startswith("上")
        if recurs and not _year_beside(calendar, time):
            return None, None
        return _in_role(_named(_WORDS[word.group()], base, said), role, said)
    if role != "effective" and time.why.rule != "time.issue-day":
        return None, None
    if role == "other" or base is None or word is not None:
        return (None, None) if role != "effective" else (calendar.effective_from, None)
    if time.why.rule == "time.word.relative" and not said.startswith(_AT_ONCE):
        return None, None
    length = read_length(said)
    if length is None:
        return (calendar.effective_from or base), None
    day = shift(base, years=int(length.years), months=int(length.months), days=int(length.days))
    if role == "deadline":
        return None, (None if length.working else day)
    return day, None


def _named(row: dict[str, str], base: date, said: str) -> Period:
    offset = int(row["offset"])
    match row["unit"]:
        case "month":
            return month_of(base.year, base.month)
        case "half":
            return half_of(base.year, offset)
    rest = _EDGE.sub("", said.removeprefix(row["word"]))
    return read_period(rest, year=base.year + offset) or year_of(base.year + offset)
