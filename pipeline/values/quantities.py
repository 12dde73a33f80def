"""Quantities: the spelling of a number with its unit to its value.

Every reader takes the whole spelling and its measure word (None where it has none) and returns a `Value`,
or None where the spelling holds no number. Works on normalised (simplified, half-width) text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.values.numerals import NUMERAL, parse_numeral, parse_ratio

_NUMERAL = re.compile(NUMERAL)
_KIND_OF_UNIT = {"%": "percent", "‰": "permille", "个百分点": "points", "百分点": "points", "倍": "multiple"}
_SCALES = "万亿兆"


@dataclass(frozen=True, slots=True)
class Value:
    """A number in base units, `value_max` the upper end of a range; `kind` as in `mentions.Quantity`."""

    value: float
    value_max: float | None
    unit: str | None
    kind: str


Reader = Callable[[str, str | None], Value | None]


def _numbers(spelling: str) -> list[Decimal]:
    """The one number, or the two ends of a range, where 1-3万 begins at ten thousand."""
    found = [m.group() for m in _NUMERAL.finditer(spelling)]
    if not found or len(found) > 2:
        return []
    values = [parse_numeral(text) for text in found]
    low, high = values[0], values[-1]
    if low is None or high is None:
        return []
    if len(found) == 1:
        return [low]
    scale = found[1][len(found[1].rstrip(_SCALES)) :]
    if scale and found[0][-1] not in _SCALES and high > low:
        scaled = parse_numeral(found[0] + scale)
        low = low if scaled is None or scaled > high else scaled
    return [low, high]


def _value(numbers: list[Decimal], unit: str | None, kind: str) -> Value | None:
    if not numbers:
        return None
    high = float(numbers[1]) if len(numbers) > 1 else None
    return Value(float(numbers[0]), high, unit, kind)


def measured(spelling: str, unit: str | None) -> Value | None:
    """12% → 12, 3万个 → 30000, 1—2家 → 1 to 2; without a measure word a plain number."""
    number = spelling.removesuffix(unit) if unit else spelling
    kind = _KIND_OF_UNIT.get(unit, "count") if unit else "plain"
    numbers = _numbers(number.replace(unit, "") if unit and kind != "count" else number)
    return _value(numbers, unit, kind)


def plain(spelling: str, unit: str | None) -> Value | None:
    """A bare number: 1.25 → 1.25, 2000+ → 2000."""
    return _value(_numbers(spelling), None, "plain")


def share(spelling: str, unit: str | None) -> Value | None:
    """百分之三十 → 30 %, 千分之五 → 5 ‰."""
    sign, kind = ("%", "percent") if spelling.startswith("百") else ("‰", "permille")
    return _value(_numbers(spelling[3:].replace("百分之", "")), sign, kind)


def fraction(spelling: str, unit: str | None) -> Value | None:
    """三分之一 → 0.3333."""
    ratio = parse_ratio(spelling)
    return None if ratio is None else Value(round(float(ratio / 100), 4), None, None, "ratio")


def half(spelling: str, unit: str | None) -> Value | None:
    """一半 → 0.5."""
    return Value(0.5, None, None, "ratio")


def tenths(spelling: str, unit: str | None) -> Value | None:
    """三成 → 30 %."""
    return _value([10 * number for number in _numbers(spelling)], "%", "percent")


def rank(spelling: str, unit: str | None) -> Value | None:
    """前十位 → 10 位."""
    return _value(_numbers(spelling), unit, "rank")


def doubled(spelling: str, unit: str | None) -> Value | None:
    """翻番 → 2 倍, 翻两番 → 4 倍."""
    times = parse_numeral(spelling.strip("翻番") or "一")
    return None if times is None else Value(float(2 ** int(times)), None, "倍", "multiple")


def zero(spelling: str, unit: str | None) -> Value | None:
    """清零 → 0."""
    return Value(0.0, None, None, "plain")


def vague(spelling: str, unit: str | None) -> Value | None:
    """数以万计 → 10000."""
    order = spelling.removeprefix("数以").removesuffix("计")
    value = 1
    for char in order:
        value *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return Value(float(value), None, None, "plain")


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (measured, plain, share, fraction, half, tenths, rank, doubled, zero, vague)
}
"""The readers by the name that a rule gives."""
