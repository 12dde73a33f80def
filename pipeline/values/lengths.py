"""Lengths of time, strings to years, months and days: 3年, 六个月, 半年, 15个工作日, 3至6个月."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.values.numerals import parse_numeral

_COUNT = r"\d{1,3}(?:\.\d)?|(?!百)[一二两三四五六七八九十百]{1,5}|半"
_LENGTH = re.compile(
    rf"(?P<count>{_COUNT})\s?多?个?\s?(?P<unit>年|月|自然月|季度|周|星期|日历天|天|日|工作日|工作天|自然日|交易日|营业日|小时)"
)
_LOOSE = re.compile(r"[一二三四五六七八九]{2}")


class Length(NamedTuple):
    """A length of time. Working days are counted in `days` as they stand, with `working` true."""

    years: float
    months: float
    days: float
    working: bool = False


def read_length(text: str) -> Length | None:
    """The length that `text` names, None if it names none or leaves it open (三五年).

    Of a range it is the longer one.
    """
    found = list(_LENGTH.finditer(text))
    if not found:
        return None
    count, unit = found[-1]["count"], found[-1]["unit"]
    number = Decimal("0.5") if count == "半" else parse_numeral(count)
    if number is None or _LOOSE.fullmatch(count):
        return None
    value = float(number)
    match unit:
        case "年":
            return Length(0, 6, 0) if count == "半" else Length(value, 0, 0)
        case "月" | "自然月":
            return Length(0, value, 0)
        case "季度":
            return Length(0, 3 * value, 0)
        case "周" | "星期":
            return Length(0, 0, 7 * value)
        case "小时":
            return Length(0, 0, value / 24)
    return Length(0, 0, value, working=unit in {"工作日", "工作天", "交易日", "营业日"})
