"""Automatic numbers as Word and HTML print them: 一、 甲 ① Ⅲ １ and the like."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")
_FORMAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億")
_PLAIN = ("零一二三四五六七八九", "十百千", "万亿")
_PLAIN_TRADITIONAL = ("零一二三四五六七八九", "十百千", "萬億")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE_DIGITS = str.maketrans("0123456789", _DIGITS)
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 99_999


def numeral(number: int, style: str) -> str:
    """The number in a style of Word's (ST_NumberFormat); an unknown style is decimal."""
    if style in ("none", "bullet"):
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    match style:
        case "decimalZero":
            return f"{number:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(number).translate(_FULL_WIDTH)
        case "upperRoman":
            return _roman(number)
        case "lowerRoman":
            return _roman(number).lower()
        case "upperLetter":
            return _letters(number)
        case "lowerLetter":
            return _letters(number).lower()
        case "chineseCounting" | "taiwaneseCounting" if number >= 100:
            return str(number).translate(_CHINESE_DIGITS)
        case "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "koreanCounting":
            return _counted(number, *_PLAIN)
        case "taiwaneseCounting" | "taiwaneseCountingThousand":
            return _counted(number, *_PLAIN_TRADITIONAL)
        case "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand":
            return str(number).translate(_CHINESE_DIGITS)
        case "chineseLegalSimplified":
            return _counted(number, *_FORMAL, short_ten=False)
        case "ideographLegalTraditional" | "japaneseLegal":
            return _counted(number, *_FORMAL_TRADITIONAL, short_ten=False)
        case "ideographTraditional":
            return _STEMS[number - 1] if number <= len(_STEMS) else str(number)
        case "ideographZodiac":
            return _BRANCHES[number - 1] if number <= len(_BRANCHES) else str(number)
        case "ideographZodiacTraditional":
            return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
        case "ideographEnclosedCircle":
            return chr(0x3280 + number - 1) if number <= 10 else str(number)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return _enclosed(number, 0x2460)
        case "decimalEnclosedParen":
            return _enclosed(number, 0x2474)
        case "decimalEnclosedFullstop":
            return _enclosed(number, 0x2488)
        case _:
            return str(number)


def _enclosed(number: int, first: int) -> str:
    return chr(first + number - 1) if number <= 20 else str(number)


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def _letters(number: int) -> str:
    """A … Z, AA, BB … as Word goes on."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _counted(number: int, digits: str, small: str, large: str, *, short_ten: bool = True) -> str:
    high, low = divmod(number, 10_000)
    if high:
        rest = _below(low, digits, small)
        gap = digits[0] if low and low < 1_000 else ""
        return _below(high, digits, small) + large[0] + gap + rest
    found = _below(low, digits, small)
    return found[1:] if short_ten and 10 <= number < 20 else found


def _below(number: int, digits: str, small: str) -> str:
    """A number below ten thousand in words."""
    found, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            found += (digits[0] if gap and found else "") + digits[digit]
            found += small[power - 1] if power else ""
            gap = False
        else:
            gap = True
    return found
