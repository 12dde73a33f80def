"""Finding expressions of time: what is found, as what, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognize.times import recognize
from pipeline.values.lengths import read_length
from pipeline.values.periods import read_period

FOUND = [
    ("到2027年底前建成", "2027年底前", "year"),
    ("2027年年底前建成", "2027年年底前", "year"),
    ("2027年初步建成", "2027年", "year"),
    ("低于2023年同期水平", "2023年同期", "year"),
    ("自2024年5月1日起施行", "2024年5月1日起", "day"),
    ("二〇二四年五月一日", "二〇二四年五月一日", "day"),
    ("中华民国一百零三年五月一日公布", "中华民国一百零三年五月一日", "day"),
    ("自一百零八年五月一日施行", "一百零八年五月一日", "day"),
    ("2024-05-01", "2024-05-01", "day"),
    ("8月15日前报送", "8月15日前", "day"),
    ("于5月底前完成", "5月底前", "month"),
    ("免收4月份租金", "4月份", "month"),
    ("2024年5—7月份租金", "2024年5—7月份", "period"),
    ("2024年3月1日至9月30日期间", "2024年3月1日至9月30日", "period"),
    ("自2024年5月1日起至2026年4月30日止", "2024年5月1日起至2026年4月30日止", "period"),
    ("2022年至2023年6月", "2022年至2023年6月", "period"),
    ("2024年第二季度税款", "2024年第二季度", "season"),
    ("第二、三季度租金", "第二、三季度", "season"),
    ("2024年前三季度", "2024年前三季度", "season"),
    ("到“十五五”末", "“十五五”末", "plan"),
    ("十四五期间", "十四五期间", "plan"),
    ("在3年内建成", "3年内", "length"),
    ("连续4年给予补助", "连续4年", "length"),
    ("前2年给予80%", "前2年", "length"),
    ("申请后5日内办结", "5日内", "length"),
    ("展期2至9个月", "2至9个月", "length"),
    ("自收到之日起一百八十日内", "收到之日起一百八十日内", "length"),
    ("7个工作日内办结", "7个工作日内", "length"),
    ("24小时内报告", "24小时内", "length"),
    ("每年6月底前公布", "每年6月底前", "recurrence"),
    ("每年四月及八月底前", "每年四月及八月底前", "recurrence"),
    ("每月10日前上报", "每月10日前", "recurrence"),
    ("每3年修订一次", "每3年", "recurrence"),
    ("按年度更新", "年度", "recurrence"),
    ("今年8月底前完成", "今年8月底前", "relative"),
    ("高于去年同期水平", "去年同期", "relative"),
    ("自发布之日起施行", "发布之日起", "relative"),
    ("自印发之日起30日后施行", "印发之日起30日后", "relative"),
    ("本措施在防汛应急期间有效", "防汛应急期间", "event"),
]


@pytest.mark.parametrize(("text", "span", "kind"), FOUND)
def test_found(text, span, kind):
    assert [(text[t.span.start : t.span.end], t.kind) for t in recognize(text)] == [(span, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "东政办发〔2024〕18号",
        "“十四五”规划",
        "实施三年行动计划",
        "建国75周年",
        "5G基站",
        "年满16周岁",
        "一年期贷款利率",
        "百年老店",
        "24小时服务热线",
        "年均增长8%",
        "20年一遇的防洪标准",
        "不定期抽查",
        "应于规定期限内补正",
        "学前一年教育",
        "投资2.5亿元",
        "发布日期",
    ],
)
def test_left_alone(text):
    assert recognize(text) == ()


def test_an_edge_is_kept_apart_from_the_period():
    (time,) = recognize("到2027年底前")
    assert (time.edge, time.start.isoformat(), time.end.isoformat()) == ("底前", "2027-01-01", "2027-12-31")


@given(st.text(alphabet="0123456789年月日季度个第一二三四五十每至—.、前后起内底末 “”五之期间", max_size=60))
def test_spans_are_in_order_and_inside_whatever_comes(text):
    times = recognize(text)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in times)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))


@pytest.mark.parametrize(
    ("text", "year", "start", "end"),
    [
        ("2024年第二季度", None, "2024-04-01", "2024-06-30"),
        ("第二、三、四季度", 2024, "2024-04-01", "2024-12-31"),
        ("前三季度", 2024, "2024-01-01", "2024-09-30"),
        ("上半年", 2024, "2024-01-01", "2024-06-30"),
        ("2—4月份", 2024, "2024-02-01", "2024-04-30"),
        ("2024年11月至2025年2月", None, "2024-11-01", "2025-02-28"),
        ("3月上旬", 2024, "2024-03-01", "2024-03-10"),
        ("3月1日至5日", 2024, "2024-03-01", "2024-03-05"),
        ("“十五五”时期", None, "2026-01-01", "2030-12-31"),
        ("“十四五”末", None, "2025-01-01", "2025-12-31"),
        ("“十四五”开局之年", None, "2021-01-01", "2021-12-31"),
    ],
)
def test_periods_are_read(text, year, start, end):
    period = read_period(text, year=year)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("text", ["上半年", "6月", "2024年6月至3月", "十四月", "定期"])
def test_what_lacks_its_year_or_sense_is_not_read(text):
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3年内", (3, 0, 0, False)),
        ("半年", (0, 6, 0, False)),
        ("六个月", (0, 6, 0, False)),
        ("2至9个月", (0, 9, 0, False)),
        ("15个工作日内", (0, 0, 15, True)),
        ("一百八十日", (0, 0, 180, False)),
        ("两周", (0, 0, 14, False)),
        ("48小时内", (0, 0, 2, False)),
    ],
)
def test_lengths_are_read(text, length):
    assert read_length(text) == length


@pytest.mark.parametrize("text", ["年", "三五年", "定期"])
def test_no_length(text):
    assert read_length(text) is None
