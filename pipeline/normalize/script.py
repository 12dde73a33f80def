"""Which script a text is in, and its conversion to simplified characters, one to one."""

from __future__ import annotations

import functools

import opencc

from pipeline.types import Script

_CJK = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]

# Traditional, but also right in simplified names (乾安县): left alone in a simplified paragraph.
_KEPT_IN_SIMPLIFIED = "乾"

# A document is mixed from this share of its letters in paragraphs of the other script on.
_MIXED = 0.1


@functools.cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def _changed_by(name: str) -> frozenset[str]:
    converted = _converter(name).convert("\n".join(_CJK)).split("\n")
    return frozenset(a for a, b in zip(_CJK, converted, strict=True) if a != b)


TRADITIONAL = _changed_by("t2s")
"""Characters that have a simplified form."""

# Characters that stand in simplified text only: those that Big5 has (后 里 台) are at home in both scripts.
_SIMPLIFIED = frozenset(char for char in _changed_by("s2t") if not char.encode("big5", "ignore"))


def simplify(text: str) -> str:
    """The text in simplified characters, of the same length. The text holds no lone surrogates."""
    return str(_converter("t2s").convert(text))


def script_of(paragraph: str, simplified: str) -> Script | None:
    """The script of a paragraph, given what `simplify` makes of it; None where nothing tells.

    A few stray traditional letters do not make a simplified paragraph traditional.
    """
    if paragraph == simplified:
        return "hans" if not _SIMPLIFIED.isdisjoint(paragraph) else None
    traditional = sum(a != b for a, b in zip(paragraph, simplified, strict=True))
    others = sum(char in _SIMPLIFIED for char in paragraph)
    return "hant" if traditional > others else "hans"


def keep_names(paragraph: str, simplified: str) -> str:
    """A simplified paragraph's own letters back where they are right in both scripts."""
    for char in _KEPT_IN_SIMPLIFIED:
        if char in paragraph:
            simplified = "".join(a if a == char else b for a, b in zip(paragraph, simplified, strict=True))
    return simplified


def script_of_all(sizes: dict[Script, int]) -> Script:
    """The script of a document, given how many characters its paragraphs of each script have."""
    hans, hant = sizes.get("hans", 0), sizes.get("hant", 0)
    if min(hans, hant) > _MIXED * (hans + hant):
        return "mixed"
    return "hant" if hant > hans else "hans"
