import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.numerals import NUMERAL, parse_numeral, parse_ratio

NUMERALS = [
    ("35", "35"),
    ("1,200", "1200"),
    ("1,200.5万", "12005000"),
    ("1.5万亿", "1500000000000"),
    ("3百万", "3000000"),
    ("20千", "20000"),
    ("1亿5000万", "150000000"),
    ("2万5千", "25000"),
    ("1 200", "1200"),
    ("三十五", "35"),
    ("十", "10"),
    ("十五", "15"),
    ("廿五", "25"),
    ("一百二", "120"),
    ("一百二十", "120"),
    ("一百零二", "102"),
    ("一百十四", "114"),
    ("一千二", "1200"),
    ("三万五", "35000"),
    ("两千零五", "2005"),
    ("一万四千", "14000"),
    ("一万零二百", "10200"),
    ("叁拾万", "300000"),
    ("一亿二千万", "120000000"),
    ("一亿零五十万", "100500000"),
    ("二十万亿", "20000000000000"),
    ("百亿", "10000000000"),
    ("千万", "10000000"),
    ("亿", "100000000"),
    ("二〇二〇", "2020"),
    ("二○三五", "2035"),
    ("零点三", "0.3"),
    ("三点五亿", "350000000"),
]
NO_NUMERALS = ["", "几十", "二三十", "十百", "亿万", "五号", "1.2.3", "万元", "三十分", "点五"]
RATIOS = [
    ("百分之三十", "30"),
    ("百分之0.5", "0.5"),
    ("百分之三十点五", "30.5"),
    ("千分之五", "0.5"),
    ("万分之二", "0.02"),
    ("四分之一", "25"),
    ("五成", "50"),
    ("六成半", "65"),
]
_HAN = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A whole number below 10**16 as it is said, with 零 over a gap."""
    for unit, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return spoken(high) + word + gap + (spoken(low) if low else "")
    return _HAN[number]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_a_numeral_has_its_value(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(("text", "value"), RATIOS)
def test_a_ratio_is_in_per_cent(text: str, value: str) -> None:
    assert parse_ratio(text) == Decimal(value)


@pytest.mark.parametrize("text", ["三十", "百分之", "零分之一", "分之三"])
def test_what_is_no_ratio_has_no_value(text: str) -> None:
    assert parse_ratio(text) is None


@given(st.integers(0, 10**16 - 1))
def test_a_spoken_number_reads_back(number: int) -> None:
    assert parse_numeral(spoken(number)) == number
    assert re.fullmatch(NUMERAL, spoken(number % 10**12))


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "万亿"]))
def test_digits_and_a_scale_word_multiply(number: int, scale: str) -> None:
    assert parse_numeral(f"{number}{scale}") == number * parse_numeral("1" + scale)


@given(st.text(alphabet="零一二十百千万亿点0123.,", max_size=12))
def test_any_row_of_numeral_letters_is_read_or_refused(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0
