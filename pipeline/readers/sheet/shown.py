"""What a cell of a workbook shows: its value in its number format."""

from __future__ import annotations

import datetime
import re
from typing import Any

_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[^;]')
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.I)
_DATE_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|(yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|AM/PM|上午/下午|e|aaaa|aaa)', re.I
)
_DIGITS = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]+)?,*")
_WEEK = "一二三四五六日"
_MOST_DECIMALS = 15


def shown(value: Any, style: str) -> str:
    """The text of a value; numbers and dates as the number format writes them, if it is a usual one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _dated(value, style)
    if isinstance(value, int | float):
        return _counted(value, style)
    return str(value)


def _dated(value: datetime.datetime | datetime.date | datetime.time, style: str) -> str:
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(datetime.date(1900, 1, 1), value)
    elif not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    style = _BRACKETS.sub("", style.split(";")[0])
    if style.lower() in ("mm-dd-yy", "general", "m/d/yyyy"):  # Excel's short date, which follows the country
        return f"{value.year}/{value.month}/{value.day}"
    found: list[str] = []
    at = 0
    before = ""
    for match in _DATE_TOKEN.finditer(style):
        found.append(style[at : match.start()])
        at = match.end()
        quoted, escaped, token = match.groups()
        if token is None:
            found.append(quoted or escaped or "")
            continue
        token = token.lower()
        is_minute = token in ("m", "mm") and (
            before.startswith("h") or style[at : at + 3].lower().lstrip(':"分').startswith("s")
        )
        found.append(_part(value, token, is_minute))
        before = token
    return "".join((*found, style[at:])).replace("@", "").strip()


def _part(value: datetime.datetime, token: str, is_minute: bool) -> str:
    if is_minute:
        return f"{value.minute:02}" if token == "mm" else str(value.minute)
    match token:
        case "yyyy" | "e":
            return str(value.year)
        case "yy":
            return f"{value.year % 100:02}"
        case "mmmm" | "mmm" | "m":
            return str(value.month)
        case "mm":
            return f"{value.month:02}"
        case "dddd" | "aaaa":
            return f"星期{_WEEK[value.weekday()]}"
        case "ddd" | "aaa":
            return _WEEK[value.weekday()]
        case "dd":
            return f"{value.day:02}"
        case "d":
            return str(value.day)
        case "hh":
            return f"{value.hour:02}"
        case "h":
            return str(value.hour)
        case "ss":
            return f"{value.second:02}"
        case "s":
            return str(value.second)
        case _:
            return "上午" if value.hour < 12 else "下午"


def _counted(value: float, style: str) -> str:
    sections = _sections(style)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    section = _BRACKETS.sub("", section)
    literal = re.sub(r'"([^"]*)"|\\(.)|_.|\*.', lambda m: m[1] or m[2] or "", section)
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.', "", section)
    digits = _DIGITS.search(bare)
    if "general" in bare.lower() or "@" in bare:
        return re.sub("general|@", _plain(value), literal, flags=re.I).strip()
    if digits is None:
        return literal.strip()
    if "/" in bare or "e+" in bare.lower():
        return _plain(value)
    mask = digits[0]
    percent = "%" in bare
    scaled = value * (100 if percent else 1) / 1_000 ** (len(mask) - len(mask.rstrip(",")))
    decimals = min(len(mask.rstrip(",").partition(".")[2]), _MOST_DECIMALS)
    optional = len(mask.rstrip(",").partition(".")[2].replace("0", ""))
    if round(scaled, decimals) == 0 and "0" not in mask:
        return literal.replace(mask, "", 1).strip()
    thousands = "," if "," in mask.rstrip(",") else ""
    wide = mask.partition(".")[0].count("0") + (decimals + 1 if decimals else 0)
    text = f"{scaled:{'' if thousands else f'0{wide}'}{thousands}.{decimals}f}"
    for _ in range(optional):
        text = text[:-1] if text.endswith("0") and "." in text else text
    return literal.replace(mask, text.removesuffix("."), 1).strip()


def _sections(style: str) -> list[str]:
    """The parts of a format: for positive and negative numbers and for nought."""
    found = [""]
    at = 0
    for match in _SECTION.finditer(style):
        found += [""] * style.count(";", at, match.start())
        found[-1] += match.group()
        at = match.end()
    return found


def _plain(value: float) -> str:
    """A number without a format, the noise of binary fractions rounded off."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.10g}" if abs(value) < 1e15 else repr(value)
