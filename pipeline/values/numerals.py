"""Numerals: Arabic, Chinese lower and upper case, and mixed with scale words.

Works on normalised (simplified, half-width) text.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9, "廿": 20, "卅": 30,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
"""Regular expression of a number in Arabic digits: 1,200 or 3.5."""

_HAN = "零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
HAN = rf"[{_HAN}]{{1,12}}(?:点[{_HAN}]{{1,4}})?(?:[万亿兆][{_HAN}]{{0,8}}){{0,3}}"
"""Regular expression of a number in Chinese characters, scale words within: 一万四千, 零点三."""

SCALE = r"[十百千]?[万亿兆]{1,2}"
"""Regular expression of the scale words after Arabic digits: 1.5万亿, 3百万."""

NUMERAL = rf"(?:{DIGITS}(?:{SCALE})?|{HAN})"
"""Regular expression of one numeral with its scale words: 1.5万亿, 两千, 100, 叁拾万, 3百万."""

_ARABIC_RE = re.compile(DIGITS)
_FRACTION_RE = re.compile(rf"({NUMERAL})分之({NUMERAL})")
_TENTHS_RE = re.compile(rf"({NUMERAL})成(半)?")
_HUNDREDTHS = {"百": 100, "千": 1000, "万": 10000, "十": 10}


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral, or None if `text` is not one.

    1.5万亿 → 1500000000000, 三十五 → 35, 一万四千 → 14000, 二〇二〇 → 2020, 零点三 → 0.3, 百亿 → 10000000000.
    """
    text = text.replace(" ", "")
    if not text:
        return None
    head = _ARABIC_RE.match(text)
    if head:
        return _scaled(Decimal(head.group().replace(",", "")), text[head.end() :])
    if "点" in text:
        return _parse_point(text)
    return _parse_chinese(text)


def parse_ratio(text: str) -> Decimal | None:
    """The value of a share in per cent, or None: 百分之三十 → 30, 千分之五 → 0.5, 三分之一 → 33.3…, 五成 → 50."""
    text = text.replace(" ", "")
    if match := _FRACTION_RE.fullmatch(text):
        whole = _HUNDREDTHS.get(match[1]) or parse_numeral(match[1])
        part = parse_numeral(match[2])
        return None if not whole or part is None else part * 100 / whole
    if match := _TENTHS_RE.fullmatch(text):
        tenths = parse_numeral(match[1])
        return None if tenths is None else tenths * 10 + (5 if match[2] else 0)
    return None


def _scaled(value: Decimal, scales: str) -> Decimal | None:
    for char in scales:
        factor = _TENS.get(char) or _SCALES.get(char)
        if factor is None:
            return None
        value *= factor
    return value


def _parse_point(text: str) -> Decimal | None:
    whole, _, rest = text.partition("点")
    digits = rest.rstrip("万亿兆")
    head = _parse_chinese(whole)
    if head is None or not digits or any(char not in _DIGITS for char in digits):
        return None
    fraction = "".join(str(_DIGITS[char]) for char in digits)
    return _scaled(head + Decimal(f"0.{fraction}"), rest[len(digits) :])


def _parse_chinese(text: str) -> Decimal | None:
    """Sections of up to 千 between the scale words; a row of bare digits (二〇二〇) is read digit by digit."""
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = 0
    pending: int | None = None
    last_unit = 1
    for char in text:
        if char in _DIGITS:
            value = _DIGITS[char]
            pending = value if not pending or value else pending
            if not value:
                last_unit = 1
        elif char in _TENS:
            section += (1 if pending is None else pending) * _TENS[char]
            pending, last_unit = None, _TENS[char]
        elif char in _SCALES:
            section += pending or 0
            total = (
                (total + (section or (0 if total else 1))) * _SCALES[char]
                if _nests(total, _SCALES[char])
                else total + section * _SCALES[char]
            )
            section, pending, last_unit = 0, None, _SCALES[char]
        else:
            return None
    # 一千二 means 1200: a last digit without a unit counts the next lower one.
    if pending and last_unit >= 100 and len(text) > 2:
        pending *= last_unit // 10
    return Decimal(total + section + (pending or 0))


def _nests(total: int, scale: int) -> bool:
    """Whether a scale word multiplies all that stands before it (二十万亿) and not its own section only."""
    return total < scale
