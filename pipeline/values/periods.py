"""Expressions of a period to days: 2020年第一季度, 2020年2—4月份, 2019年1月1日至12月31日, “十四五”末.

Works on normalised (simplified, half-width) text. What lacks its year (6月, 上半年) gets it from the caller.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.values.dates import (
    Period,
    five_year_plan,
    half_of,
    month_of,
    parse_period,
    parse_year,
    quarter_of,
    third_of,
    year_of,
)
from pipeline.values.numerals import parse_numeral

_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_YEAR = r"\d{2,4}|[零〇○O0一二三四五六七八九十百]{2,6}"
_SPACES = re.compile(r"\s+")
_PLAN = re.compile(
    r"[“\"']?(?P<number>[一二三四五六七八九十]{1,2}五)[”\"']?(?P<point>开局之年|收官之年|末|初)?"
)
_POINT = re.compile(
    rf"(?:(?P<era>(?:中华)?民国)?(?P<year>{_YEAR})年度?)?"
    rf"(?:(?P<month>{_SMALL})月份?(?:(?P<day>{_SMALL})[日号]|(?P<third>[上中下])旬)?"
    r"|前(?P<first>[二三两23])个?季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)?"
)
_TO = re.compile(r"\s*(?:[—–\-~～]+|至|到|、)\s*")
_UNIT = re.compile(r"年度?$|月份?$|[日号]$|季度$")
_SECOND_HALF = "下"


def read_period(text: str, *, year: int | None = None, republic: bool = False) -> Period | None:
    """The days that an expression denotes, without the words after it (底, 前); None if it can't be told.

    `year` completes an expression that names none; `republic` reads years below 1000 as the Republic's.
    """
    text = _SPACES.sub("", text)
    single = parse_period(text, republic=republic)
    if single is not None:
        return single
    plan = _PLAN.match(text)
    if plan is not None:
        return _plan(plan)
    pieces = _TO.split(text.replace("起", ""))
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return _point(first, year, republic)
    unit = _UNIT.search(last)
    if unit is not None and not _UNIT.search(first):
        first += unit.group()
    begin = _point(first, year, republic)
    if begin is None:
        return None
    if _is_day(last) and "月" in first:
        last = f"{begin.start.month}月{last}"
    end = _point(last, begin.start.year, republic)
    if end is None or end.end < begin.start:
        return None
    return Period(begin.start, end.end)


def _is_day(text: str) -> bool:
    return text.endswith(("日", "号")) and "月" not in text


def _plan(match: re.Match[str]) -> Period | None:
    plan = five_year_plan(match["number"])
    if plan is None:
        return None
    if match["point"] in {"开局之年", "初"}:
        return year_of(plan.start.year)
    if match["point"] in {"收官之年", "末"}:
        return year_of(plan.end.year)
    return plan


def _point(text: str, year: int | None, republic: bool) -> Period | None:
    match = _POINT.fullmatch(text)
    if match is None or not text:
        return None
    named = match["year"]
    if named is not None:
        year = parse_year(named, republic=republic or match["era"] is not None)
    if year is None:
        return None
    return _within(match, year)


def _within(match: re.Match[str], year: int) -> Period | None:
    if match["first"]:
        return Period(date(year, 1, 1), quarter_of(year, _number(match["first"])).end)
    if match["quarter"]:
        return quarter_of(year, _number(match["quarter"]))
    if match["half"]:
        return half_of(year, 2 if match["half"] == _SECOND_HALF else 1)
    if not match["month"]:
        return year_of(year)
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    if match["third"]:
        return third_of(year, month, "上中下".index(match["third"]) + 1)
    if not match["day"]:
        return month_of(year, month)
    try:
        day = date(year, month, _number(match["day"]))
    except ValueError:
        return None
    return Period(day, day)


def _number(text: str) -> int:
    value = parse_numeral(text)
    return 0 if value is None else int(value)
