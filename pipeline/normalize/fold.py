"""Folding characters one to one: the folded text has the original's length and offsets."""

from __future__ import annotations

import functools
import re
import unicodedata

from pipeline.normalize.editmap import Change
from pipeline.normalize.quotation import pair
from pipeline.normalize.script import TRADITIONAL
from pipeline.rules.loader import table

GONE = "\u200b"
"""Stands for every character that has no place in the normalised text, until it is deleted."""

PAGE_BREAK = "\f"

_LINE_BREAKS = "\r\v\x1c\x1d\x1e\x85\u2028\u2029"
_KEPT = "，。、；：？！（）“”‘’《》〈〉【】〔〕—…·"
_ASCII = re.escape("".join(map(chr, range(0x20, 0x7F))))
_ODD = re.compile(rf"[^\n{_ASCII}{_KEPT}\u4e00-\u9fff]|[{''.join(sorted(TRADITIONAL))}馀]")

# Blocks whose characters stand for an ordinary one: full-width forms, CJK compatibility ideographs, Kangxi
# radicals, small and vertical forms, mathematical letters and digits. ㎡ ℃ ① Ⅲ are outside and stay.
_COMPATIBLE = (
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
    (0x2F00, 0x2FD5),
    (0xFE30, 0xFE6F),
    (0x1D400, 0x1D7FF),
)
_HAN = "\u3400-\u9fff"
_PUNCTUATION = tuple(
    (mark, re.compile(rf"{re.escape(mark)}(?:(?=[{_HAN}{right}])|(?<=[{_HAN}{left}]{re.escape(mark)}))"), to)
    for mark, to, left, right in (
        (",", "，", "）”》", "（“《"),
        (":", "：", "）”》*", "（“《"),
        (";", "；", "）”》", "（“《"),
        ("?", "？", "）”》", "“"),
        ("!", "！", "）”》", "“"),
    )
)
_ZERO = re.compile(r"(?<=[一二三四五六七八九〇])○|○(?=[一二三四五六七八九〇])|(?<=[一二三四五六七八九〇]○)○")
# A year in Chinese digits whose zeros were typed as a letter or a figure.
_YEAR = re.compile(r"[一二][Oo0○◯〇零一二三四五六七八九]{3}(?=年)")
_ZEROS = str.maketrans(dict.fromkeys("Oo0○◯", "〇"))
# 1，000万元: groups of three digits before a unit are one number; lists are written with 、.
_THOUSANDS = re.compile(
    r"(?<![\d.，])[1-9]\d{0,2}(?:，\d{3})+(?=(?:\.\d{1,4})?[ ]?[万亿元%人户家个名项件台套辆亩吨平公千美港欧])"
)

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")


def ligatures(text: str) -> list[Change]:
    """The changes that write joined letters (ﬁ) apart: the only folding that does not keep the length."""
    if not any(char in text for char in _LIGATURES):
        return []
    return [Change(m.start(), m.end(), _LIGATURES[m.group()]) for m in _LIGATURE.finditer(text)]


def fold(text: str) -> tuple[str, bool]:
    """The folded text, of the same length, and whether it holds traditional characters.

    Spaces of every kind become a space, line ends a line feed (the carriage return of a pair a space),
    invisible characters `GONE`; tabs stay, and a form feed as `PAGE_BREAK`.
    """
    folded = text.replace("\r\n", " \n") if "\r" in text else text
    odd = set(_ODD.findall(folded))
    changes: dict[str, str] = {char: to for char in odd if (to := _folded(char)) != char}
    if len(changes) > 16:
        folded = folded.translate({ord(char): to for char, to in changes.items()})
    else:
        for char in sorted(changes):
            folded = folded.replace(char, changes[char])
    folded = folded.replace("(", "（").replace(")", "）")
    for mark, pattern, to in _PUNCTUATION:
        if mark in folded:
            folded = pattern.sub(to, folded)
    folded = pair(folded)
    folded = _YEAR.sub(lambda year: year.group().translate(_ZEROS), folded)
    folded = _THOUSANDS.sub(lambda number: number.group().replace("，", ","), folded)
    if "○" in folded:
        folded = _ZERO.sub("〇", folded)
    return folded, not odd.isdisjoint(TRADITIONAL)


@functools.cache
def _special() -> dict[str, str]:
    return {row["from"]: row["to"] for row in table("characters")}


@functools.lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _special():
        return _special()[char]
    if char in _LINE_BREAKS:
        return "\n"
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf"):
        return char if char in ("\n", "\t", PAGE_BREAK) else GONE
    if category == "Cs":
        return "\ufffd"
    code = ord(char)
    if any(first <= code <= last for first, last in _COMPATIBLE):
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 and plain.isprintable() else char
    return char
