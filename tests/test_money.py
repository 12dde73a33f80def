import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognize.money import recognize
from pipeline.values.money import money_value

# text, then for each sum: its words, lower and upper end, bound
FOUND = [
    ("每家奖励30万元。", [("30万元", 3e5, 3e5, "exact")]),
    ("每亩补助1,250.5元", [("1,250.5元", 1250.5, 1250.5, "exact")]),
    ("奖励三千五百元", [("三千五百元", 3500, 3500, "exact")]),
    ("投入1.5万亿元", [("1.5万亿元", 1.5e12, 1.5e12, "exact")]),
    ("每场补助12万5,000元", [("12万5,000元", 125000, 125000, "exact")]),
    ("租金不低于一元五角", [("一元五角", 1.5, None, "min")]),
    ("每千瓦时补贴5分", [("5分", 0.05, 0.05, "exact")]),
    ("每月以三千元为上限", [("三千元", None, 3000, "max")]),
    ("最低出资额为50万元", [("50万元", 5e5, None, "min")]),
    ("投入1亿5000万元", [("1亿5000万元", 1.5e8, 1.5e8, "exact")]),
    ("投资亿元以上的", [("亿元", 1e8, None, "min")]),
    ("营收过百亿元的", [("百亿元", 1e10, None, "min")]),
    ("投资2400多亿元", [("2400多亿元", 2.4e11, None, "min")]),
    ("损失10亿余元", [("10亿余元", 1e9, None, "min")]),
    ("最高不超过80万元", [("80万元", None, 8e5, "max")]),
    ("每户6万元封顶", [("6万元", None, 6e4, "max")]),
    ("支持金额最高可至900万元", [("900万元", None, 9e6, "max")]),
    ("奖励40万元（含）以下", [("40万元", None, 4e5, "max")]),
    ("不得低于7万元", [("7万元", 7e4, None, "min")]),
    ("营业额90万元及以上的", [("90万元", 9e5, None, "min")]),
    ("未超过7万元", [("7万元", None, 7e4, "max")]),
    ("约3亿元", [("3亿元", 3e8, 3e8, "approx")]),
    ("3亿元左右", [("3亿元", 3e8, 3e8, "approx")]),
    ("60-90万元", [("60-90万元", 6e5, 9e5, "exact")]),
    ("60万元至1亿元", [("60万元至1亿元", 6e5, 1e8, "exact")]),
    ("300万-600万（不含）美元", [("300万-600万（不含）美元", 3e6, 6e6, "exact")]),
    ("60万元以上至90万元以下", [("60万元", 6e5, None, "min"), ("90万元", None, 9e5, "max")]),
    ("60万元以上90万元以下", [("60万元", 6e5, None, "min"), ("90万元", None, 9e5, "max")]),
    ("达到1亿元、3亿元的", [("1亿元", 1e8, None, "min"), ("3亿元", 3e8, None, "min")]),
    ("出口2亿元、4亿元以上的", [("2亿元", 2e8, None, "min"), ("4亿元", 4e8, None, "min")]),
    ("最高15万元和25万元", [("15万元", None, 1.5e5, "max"), ("25万元", None, 2.5e5, "max")]),
    (
        "给予30、60、90万元",
        [(f"{n}", n * 1e4, n * 1e4, "exact") for n in (30, 60)] + [("90万元", 9e5, 9e5, "exact")],
    ),
    ("每家奖励70万。", [("70万", 7e5, 7e5, "exact")]),
    ("给予5-8万的奖励", [("5-8万", 5e4, 8e4, "exact")]),
    ("重点项目15万以上35万元以下", [("15万", 1.5e5, None, "min"), ("35万元", None, 3.5e5, "max")]),
]
NO_MONEY = [
    "公元前三百年",
    "二〇二四年元旦",
    "多元化、一元论和二元结构",
    "每年补贴7万人",
    "3个万亿级产业、千亿级集群",
    "粮食产量1.4万亿斤",
    "（单位：亿元）",
    "金额以千元为单位",
    "万元产值能耗下降",
    "数十亿元",
    "户籍人口不超过60万的城市",
    "最高速度分别达20万、30万转",
    "新建3万千瓦",
    "",
]
CURRENCIES = [
    ("注册资本600万美元", "USD"),
    ("注册资本600万港币", "HKD"),
    ("出资600万元港币", "HKD"),
    ("出资600万欧元", "EUR"),
    ("每人新台币三千元", "TWD"),
    ("依本办法，金额以新台币计。每人三千元", "TWD"),
    ("每人三千元人民币", "CNY"),
]


@pytest.mark.parametrize(("text", "sums"), FOUND)
def test_money_is_found_with_its_bounds(text, sums):
    assert [(text[m.span.start : m.span.end], m.min, m.max, m.bound) for m in recognize(text)] == sums


@pytest.mark.parametrize("text", NO_MONEY)
def test_what_is_no_money_is_not_found(text):
    assert recognize(text) == ()


@pytest.mark.parametrize(("text", "currency"), CURRENCIES)
def test_a_sum_has_its_currency(text, currency):
    assert [m.currency for m in recognize(text)] == [currency]


@pytest.mark.parametrize(
    ("number", "scale", "value"),
    [("2.5", "亿", 2.5e8), ("百亿", None, 1e10), ("一万二", None, 12000), ("几", "万", None)],
)
def test_a_number_and_a_scale_make_a_value(number, scale, value):
    assert money_value(number, scale) == value


@given(
    st.integers(1, 9999),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["奖励{}。", "不超过{}的", "{}以上"]),
)
def test_the_span_is_the_number_with_its_unit(number, scale, frame):
    sum_ = f"{number}{scale}元"
    text = frame.format(sum_)
    (mention,) = recognize(text)
    assert text[mention.span.start : mention.span.end] == sum_
    assert (mention.min or mention.max) == money_value(str(number), scale)


@given(st.text(alphabet="0123456789.,、-至万亿百千元美奖励超过以上下的（）", max_size=40))
def test_mentions_never_overlap(text):
    mentions = recognize(text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(mentions))
    assert all(m.min is not None or m.max is not None for m in mentions)
