"""Numerals: Arabic, Chinese lower and upper case, and mixed with scale words.

Works on normalised (simplified, half-width) text.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+"
NUMERAL = rf"(?:{_ARABIC}|{_CHINESE})(?:[十百千]?[万亿兆]+)?"
"""Regular expression of one numeral with its scale words: 1.5万亿, 两千, 100, 叁拾万, 3百万."""

_ARABIC_RE = re.compile(_ARABIC)


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral, or None if `text` is not one: 1.5万亿 → 1500000000000, 三十五 → 35."""
    text = text.replace(" ", "")
    if not text:
        return None
    head = _ARABIC_RE.match(text)
    if head:
        value = Decimal(head.group().replace(",", ""))
        for char in text[head.end() :]:
            factor = _TENS.get(char) or _SCALES.get(char)
            if factor is None:
                return None
            value *= factor
        return value
    return _parse_chinese(text)


def _parse_chinese(text: str) -> Decimal | None:
    total = section = digit = 0
    run = ""
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            run += str(digit)
        elif char in _TENS:
            section += (digit if run or digit else 1) * _TENS[char]
            digit, run = 0, ""
        elif char in _SCALES:
            section += int(run) if len(run) > 1 and not section else digit
            if not section and not total:
                section = 1
            total = (total + section) * _SCALES[char] if section < _SCALES[char] else total
            section, digit, run = 0, 0, ""
        else:
            return None
    if len(run) > 1 and not section and not total:
        return Decimal(int(run))
    return Decimal(total + section + digit)
