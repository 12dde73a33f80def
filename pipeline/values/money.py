"""Money: the words of an expression to its value in units of the currency."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.values.numerals import parse_numeral

CURRENCIES = {
    "美元": "USD",
    "美金": "USD",
    "元美金": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "元港币": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "澳元": "AUD",
    "加元": "CAD",
    "韩元": "KRW",
    "新台币": "TWD",
    "新台币元": "TWD",
    "元新台币": "TWD",
    "卢布": "RUB",
    "澳门元": "MOP",
    "人民币": "CNY",
    "人民币元": "CNY",
}
"""Units of currency with their ISO 4217 codes; any other is the document's own."""

COINS = {"角": Decimal("0.1"), "分": Decimal("0.01")}
"""Coins, in units of the currency."""

_COIN = re.compile(r"([^角分]+)([角分])")


def money_value(number: str, scale: str | None) -> float | None:
    """Units of currency: ("2.5", "亿") → 250000000.0; ("百亿", None) → 10000000000.0."""
    value = parse_numeral(number + (scale or ""))
    return None if value is None else float(value)


def coins_value(text: str) -> float | None:
    """Units of currency of smaller coins: 五角 → 0.5, 五角二分 → 0.52; None where one is no number."""
    value = Decimal(0)
    for number, coin in _COIN.findall(text):
        count = parse_numeral(number)
        if count is None:
            return None
        value += count * COINS[coin]
    return float(value)


def is_plausible(value: float | Decimal | None) -> bool:
    """Whether a value can be a sum of money in a policy: above nothing, below a thousand trillion."""
    return value is not None and 0 < value < 10**15
