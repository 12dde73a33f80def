"""Dates: strings to calendar days and periods, and reckoning with them.

Works on normalised (simplified, half-width) text. Years of the Republic (民国111年) count from 1912;
a year of one to three digits without 民国 is one only where the caller says so (`republic`).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.values.numerals import parse_numeral

_CHINESE_DIGIT = "零〇○O一二三四五六七八九"
_FIRST_PLAN = 1953
_REPUBLIC = 1911

_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WRITTEN = re.compile(
    rf"(?P<era>(?:中华)?民国)?\s?(?P<year>\d{{1,4}}|[{_CHINESE_DIGIT}十百0]{{1,6}})\s?年"
    rf"(?:\s?(?P<month>{_SMALL})\s?月(?:\s?(?P<day>{_SMALL})\s?[日号])?)?"
)
_DOTTED = re.compile(r"(?P<year>\d{4})(?P<mark>[-./])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")


class Period(NamedTuple):
    """A stretch of days, both ends inclusive. A single day has both the same."""

    start: date
    end: date

    @property
    def iso(self) -> str:
        """As precise as it is: 2024-05-01, 2024-05, 2024; another stretch as start/end."""
        if self.start == self.end:
            return self.start.isoformat()
        if self == month_of(self.start.year, self.start.month):
            return f"{self.start:%Y-%m}"
        if self == year_of(self.start.year):
            return f"{self.start:%Y}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def parse_period(text: str, *, republic: bool = False) -> Period | None:
    """The day, month or year that `text` names, or None if it names none.

    2020年2月5日, 二〇二〇年二月五日, 民国一百十一年三月十五日, 2020-02-05, 2020.2.5, 20200205; 2020年2月;
    2020年.
    With `republic` a year below 1000 counts from 1912 without 民国 too: 115年11月30日.
    """
    text = text.strip()
    match = _WRITTEN.fullmatch(text) or _DOTTED.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    year = parse_year(found["year"], republic=republic or found.get("era") is not None)
    if year is None:
        return None
    if found["month"] is None:
        return year_of(year)
    month = _number(found["month"])
    if not 1 <= month <= 12:
        return None
    if found["day"] is None:
        return month_of(year, month)
    try:
        day = date(year, month, _number(found["day"]))
    except ValueError:
        return None
    return Period(day, day)


def parse_day(text: str, *, republic: bool = False) -> date | None:
    """The calendar day that `text` names (as `parse_period` reads it), or None if it names none."""
    period = parse_period(text, republic=republic)
    return period.start if period and period.start == period.end else None


def parse_year(number: str, *, republic: bool = False) -> int | None:
    """The year that a numeral without 年 names, or None: 2020, 二〇二〇; 111 with `republic`."""
    number = number.strip().replace("O", "〇")
    if any(c in "一二三四五六七八九" for c in number):
        number = number.replace("0", "〇")
    value = parse_numeral(number)
    if value is None:
        return None
    year = int(value)
    if republic and 0 < year < 1000:
        year += _REPUBLIC
    return year if 1900 <= year <= 2200 else None


def _number(text: str) -> int:
    value = parse_numeral(text)
    return 0 if value is None else int(value)


def year_of(year: int) -> Period:
    """The whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_of(year: int, month: int) -> Period:
    """The whole month, 1 to 12."""
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def quarter_of(year: int, quarter: int) -> Period:
    """The whole quarter, 1 to 4."""
    return Period(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).end)


def half_of(year: int, half: int) -> Period:
    """The whole half-year, 1 or 2."""
    return Period(date(year, 6 * half - 5, 1), month_of(year, 6 * half).end)


def third_of(year: int, month: int, third: int) -> Period:
    """A third of a month: 1 上旬 (to the 10th), 2 中旬 (to the 20th), 3 下旬."""
    last = month_of(year, month).end
    return Period(date(year, month, 10 * third - 9), date(year, month, 10 * third) if third < 3 else last)


def five_year_plan(number: str) -> Period | None:
    """The years of a five-year plan by its two numerals: 十四五 is 2021 to 2025; None if it is no plan.

    The 一五 ran 1953–1957; 1963–1965 belonged to none, and from the 三五 (1966) on plan follows plan.
    """
    value = parse_numeral(number[:-1]) if len(number) >= 2 and number.endswith("五") else None
    if value is None or not 1 <= value <= 30:
        return None
    ordinal = int(value)
    start = _FIRST_PLAN + 5 * (ordinal - 1) + (3 if ordinal >= 3 else 0)
    return Period(date(start, 1, 1), date(start + 4, 12, 31))


def shift(day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The day so much later: the same calendar day, or the last of a shorter month, then `days` on.

    Raises ValueError or OverflowError where that is no year of the calendar (1 to 9999).
    """
    total = day.year * 12 + day.month - 1 + 12 * years + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"no such year: {year}")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


def last_day_of_validity(start: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The last day, inclusive, of a validity: 3 years from 2022-06-01 end on 2025-05-31."""
    return shift(start, years=years, months=months, days=days) - timedelta(days=1)
