"""Numerals: Arabic, Chinese lower and upper case, and mixed with scale words.

Works on normalised (simplified, half-width) text.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SHORT_TENS = {"廿": "二十", "卅": "三十"}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
"""Regular expression of a number in Arabic digits: 1,200 or 3.5."""

_HAN = "零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
HAN = rf"[{_HAN}]{{1,12}}(?:点[{_HAN}]{{1,4}})?(?:[万亿兆][{_HAN}]{{0,8}}){{0,3}}"
"""Regular expression of a number in Chinese characters, scale words within: 一万四千, 零点三."""

SCALE = r"(?:亿\d{1,4}(?:\.\d+)?万|亿\d,\d{3}万|万\d千|万\d(?:,\d{3}|\d{3})(?!\d)|[十百千]?[万亿兆]{1,2})"
"""Regular expression of the scale words after Arabic digits: 1.5万亿, 3百万, 1亿5000万, 12万5,000."""

NUMERAL = rf"(?:{DIGITS}(?:{SCALE})?|{HAN})"
"""Regular expression of one numeral with its scale words: 1.5万亿, 两千, 100, 叁拾万, 3百万."""

_TOKEN_RE = re.compile(rf"{DIGITS}|[{''.join(_DIGITS)}]+|.", re.DOTALL)
_POINT_RE = re.compile(rf"([{_HAN}]+)点([{''.join(_DIGITS)}]+)([十百千万亿兆]*)")
_FRACTION_RE = re.compile(rf"({NUMERAL}|万)分之({NUMERAL})")
_TENTHS_RE = re.compile(rf"({NUMERAL})成(半)?")
_HUNDREDTHS = {"百": 100, "千": 1000, "万": 10000, "十": 10}


@functools.lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral, or None if `text` is not one number.

    1.5万亿 → 1500000000000, 三十五 → 35, 一万四千 → 14000, 一千二 → 1200, 二〇二〇 → 2020, 零点三 → 0.3,
    百亿 → 10000000000; 几十 and 二三十 → None.
    """
    text = text.replace(" ", "")
    for short, tens in _SHORT_TENS.items():
        text = text.replace(short, tens)
    point = _POINT_RE.fullmatch(text)
    if point:
        whole = parse_numeral(point[1])
        fraction = "".join(str(_DIGITS[char]) for char in point[2])
        return None if whole is None else parse_numeral(f"{whole}.{fraction}{point[3]}")
    return _Sum().of(text) if text else None


def parse_ratio(text: str) -> Decimal | None:
    """A share in per cent, or None: 百分之三十 → 30, 千分之五 → 0.5, 四分之一 → 25, 五成 → 50."""
    text = text.replace(" ", "")
    if match := _FRACTION_RE.fullmatch(text):
        whole = _HUNDREDTHS.get(match[1]) or parse_numeral(match[1])
        part = parse_numeral(match[2])
        return None if not whole or part is None else part * 100 / whole
    if match := _TENTHS_RE.fullmatch(text):
        tenths = parse_numeral(match[1])
        return None if tenths is None else tenths * 10 + (5 if match[2] else 0)
    return None


class _Sum:
    """Adds a numeral up: sections of up to 千 between the scale words 万, 亿 and 兆."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.spoken = False  # whether `pending` is written in Chinese
        self.last_ten = self.last_scale = 10**16
        self.last_unit = 1

    def of(self, text: str) -> Decimal | None:
        """The value of a numeral without blanks; None if its words don't make one number."""
        token = ""
        for match in _TOKEN_RE.finditer(text):
            token = match.group()
            if token in _TENS:
                fits = self._ten(_TENS[token])
            elif token in _SCALES:
                fits = self._scale(_SCALES[token])
            else:
                fits = self._number(token)
            if not fits:
                return None
        if self.pending and len(token) == 1 and self.last_unit >= 100:
            self.pending *= self.last_unit // 10  # 一千二 is 1200: a last digit counts the next lower unit
        return self.total + self.section + (self.pending or 0)

    def _number(self, token: str) -> bool:
        if self.pending is not None or not (token[0].isdecimal() or token[0] in _DIGITS):
            return False
        self.spoken = token[0] in _DIGITS
        digits = "".join(str(_DIGITS[c]) for c in token) if self.spoken else token.replace(",", "")
        self.pending = Decimal(digits)
        return True

    def _ten(self, ten: int) -> bool:
        if ten >= self.last_ten or (self.pending and self.spoken and self.pending >= 10):
            return False  # 十百 and 二三十 are no numbers
        self.section += (self.pending or 1) * ten
        self.pending, self.last_ten, self.last_unit = None, ten, ten
        return True

    def _scale(self, scale: int) -> bool:
        section = self.section + (self.pending or 0)
        if scale > self.last_scale or not self.total:
            self.total = (self.total + section or Decimal(1)) * scale
        elif scale < self.last_scale and section:
            self.total += section * scale
        else:
            return False
        self.section, self.pending = Decimal(0), None
        self.last_scale, self.last_unit, self.last_ten = scale, scale, 10**16
        return True
