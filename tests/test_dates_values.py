"""Calendar dates: reading them and reckoning with them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.dates import (
    Period,
    five_year_plan,
    half_of,
    last_day_of_validity,
    month_of,
    parse_day,
    parse_period,
    quarter_of,
    shift,
    third_of,
    year_of,
)

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021年3月8日", "2021-03-08"),
        ("2021 年 3 月 8 日", "2021-03-08"),
        ("2021年3月8号", "2021-03-08"),
        ("二〇二一年三月八日", "2021-03-08"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("二零二一年十月二十日", "2021-10-20"),
        ("二O二O年二月五日", "2020-02-05"),
        ("二0二0年二月五日", "2020-02-05"),
        ("中华民国一百零九年七月二日", "2020-07-02"),
        ("民国九十八年六月一日", "2009-06-01"),
        ("民国112年12月28日", "2023-12-28"),
        ("2021-03-08", "2021-03-08"),
        ("2021.3.8", "2021-03-08"),
        ("2021/3/8", "2021-03-08"),
        ("20210308", "2021-03-08"),
        ("2021年3月", "2021-03"),
        ("2021年", "2021"),
        ("2021-03", "2021-03"),
    ],
)
def test_a_date_is_read(text, iso):
    assert parse_period(text).iso == iso


@pytest.mark.parametrize(
    "text", ["", "3年", "115年11月30日", "2021年13月", "2021年2月30日", "2021-3/8", "〔2021〕8号", "99999999"]
)
def test_what_is_no_date_gives_none(text):
    assert parse_period(text) is None


def test_a_bare_year_of_the_republic_needs_to_be_told():
    assert parse_day("115年11月30日", republic=True) == date(2026, 11, 30)
    assert parse_day("2026年11月30日", republic=True) == date(2026, 11, 30)


def test_a_month_is_no_day():
    assert parse_day("2021年3月") is None


@given(DAYS)
def test_reading_is_the_inverse_of_writing(day):
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y%m%d}"):
        assert parse_day(text) == day
    if day.year > 1911:
        assert parse_day(f"民国{day.year - 1911}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("number", "years"),
    [("一五", (1953, 1957)), ("三五", (1966, 1970)), ("十二五", (2011, 2015)), ("十三五", (2016, 2020)),
     ("十四五", (2021, 2025)), ("十五五", (2026, 2030))],
)  # fmt: skip
def test_five_year_plans(number, years):
    plan = five_year_plan(number)
    assert (plan.start.year, plan.end.year) == years


@pytest.mark.parametrize("number", ["五", "十四", "四五五五", "五五百五", ""])
def test_no_plan(number):
    assert five_year_plan(number) is None


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (month_of(2020, 2), "2020-02-01", "2020-02-29"),
        (quarter_of(2021, 2), "2021-04-01", "2021-06-30"),
        (half_of(2021, 2), "2021-07-01", "2021-12-31"),
        (third_of(2021, 2, 3), "2021-02-21", "2021-02-28"),
        (third_of(2021, 5, 1), "2021-05-01", "2021-05-10"),
        (year_of(2024), "2024-01-01", "2024-12-31"),
    ],
)
def test_periods(period, start, end):
    assert period == Period(date.fromisoformat(start), date.fromisoformat(end))


@given(DAYS)
def test_quarters_halves_and_thirds_tile_the_year(day):
    for cut in (
        [quarter_of(day.year, n) for n in (1, 2, 3, 4)],
        [half_of(day.year, n) for n in (1, 2)],
        [third_of(day.year, m, n) for m in range(1, 13) for n in (1, 2, 3)],
    ):
        assert (cut[0].start, cut[-1].end) == year_of(day.year)
        assert all(b.start - a.end == timedelta(days=1) for a, b in pairwise(cut))


def test_shift_keeps_the_calendar_day():
    assert shift(date(2024, 2, 29), years=1) == date(2025, 2, 28)
    assert shift(date(2021, 11, 30), months=3) == date(2022, 2, 28)
    assert shift(date(2021, 11, 16), days=30) == date(2021, 12, 16)
    with pytest.raises(ValueError, match="no such year"):
        shift(date(2021, 1, 1), years=9000)


def test_a_validity_ends_the_day_before():
    assert last_day_of_validity(date(2022, 6, 1), years=3) == date(2025, 5, 31)
    assert last_day_of_validity(date(2020, 2, 7), months=3) == date(2020, 5, 6)
