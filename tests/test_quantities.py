"""Quantities: their values, and where they stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions import Span
from pipeline.recognize.quantities import recognize

CASES = [
    # text, quantity, value, value_max, unit, kind
    ("利用率达到62%以上", "62%", 62, None, "%", "percent"),
    ("补助5%-8%的费用", "5%-8%", 5, 8, "%", "percent"),
    ("年均增长10—12%", "10—12%", 10, 12, "%", "percent"),
    ("担保费率降至3‰", "3‰", 3, None, "‰", "permille"),
    ("不得低于百分之三十五。", "百分之三十五", 35, None, "%", "percent"),
    ("减征百分之二十至百分之四十", "百分之二十至百分之四十", 20, 40, "%", "percent"),
    ("按千分之五收取", "千分之五", 5, None, "‰", "permille"),
    ("占比提高2.5个百分点", "2.5个百分点", 2.5, None, "个百分点", "points"),
    ("新建充电桩1.8万个", "1.8万个", 18000, None, "个", "count"),
    ("培育3—5家企业", "3—5家", 3, 5, "家", "count"),
    ("容纳1-3万人", "1-3万人", 10000, 30000, "人", "count"),
    ("种植1,250亩", "1,250亩", 1250, None, "亩", "count"),
    ("装机350万千瓦", "350万千瓦", 3500000, None, "千瓦", "count"),
    ("培训2万人次", "2万人次", 20000, None, "人次", "count"),
    ("委员七至十一人。", "七至十一人", 7, 11, "人", "count"),
    ("产量稳定在百万吨以上", "百万吨", 1000000, None, "吨", "count"),
    ("总量进入全国前八位", "前八位", 8, None, "位", "rank"),
    ("总量进入全国前20，", "前20", 20, None, None, "rank"),
    ("收入翻一番", "翻一番", 2, None, "倍", "multiple"),
    ("收入翻两番", "翻两番", 4, None, "倍", "multiple"),
    ("较上年增长1.5倍", "1.5倍", 1.5, None, "倍", "multiple"),
    ("不得少于三分之二。", "三分之二", 0.6667, None, None, "ratio"),
    ("比例超过一半，", "一半", 0.5, None, None, "ratio"),
    ("公证费减收二成。", "二成", 20, None, "%", "percent"),
    ("欠薪案件清零", "清零", 0, None, None, "plain"),
    ("汇聚数以千计的人才", "数以千计", 1000, None, None, "plain"),
    ("电能利用效率不高于1.25。", "1.25", 1.25, None, None, "plain"),
]


@pytest.mark.parametrize(("text", "quote", "value", "value_max", "unit", "kind"), CASES)
def test_value(text, quote, value, value_max, unit, kind):
    (found,) = recognize(text, [])
    assert text[found.span.start : found.span.end] == quote
    assert (found.value, found.value_max, found.unit, found.kind) == (value, value_max, unit, kind)


@pytest.mark.parametrize(
    "text",
    ["5G网络", "第12条", "统一部署", "2026年底", "十分重要", "进一步", "目前三季度", "A4纸", "10个工作日"],
)
def test_no_quantity(text):
    assert recognize(text, []) == ()


def test_what_is_taken_is_left_out():
    text = "奖励50个项目，建成30个驿站"
    (found,) = recognize(text, [Span(0, 6)])
    assert text[found.span.start : found.span.end] == "30个"


@given(
    st.lists(
        st.tuples(st.text("建成达到新增，。和第前", max_size=4), st.sampled_from([c[1] for c in CASES])),
        max_size=6,
    )
)
def test_in_order_without_overlap(pieces):
    text = "".join(a + b for a, b in pieces)
    found = recognize(text, [])
    edges = [edge for q in found for edge in (q.span.start, q.span.end)]
    assert edges == sorted(edges)
    assert all(q.span.start < q.span.end for q in found)


@given(st.integers(1, 9999), st.sampled_from(["个", "家", "万户", "亿千瓦"]))
def test_every_count_is_read(number, unit):
    (found,) = recognize(f"建成{number}{unit}。", [])
    scale = {"万": 10**4, "亿": 10**8}.get(unit[0], 1)
    assert found.value == number * scale
    assert found.unit == unit.lstrip("万亿")
