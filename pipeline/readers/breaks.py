"""Line breaks inside a paragraph: which of them begin another paragraph."""

from __future__ import annotations

import re

_MARKER = re.compile(
    r"第\s*[一二三四五六七八九十百\d]{1,5}\s*[章节節条條编編]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳●■◆•·※]|附件|附錄|附录"
    r"|[^，。；：]{2,12}[：:]|(?:19|20)\d\d ?年"
)
_FINAL = frozenset("。！？；：!?;:…")
_CLOSERS = "”’）》】」』〕]"
_FULL_LINE = 24


def cuts(text: str) -> list[int]:
    """Which line feeds of a paragraph end one paragraph and begin another; the rest only break a line."""
    found: list[int] = []
    whole, at = "", 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            if whole and not goes_on(whole, line.strip()):
                found.append(at - 1)
                whole = ""
            whole = (whole + line.strip())[-2 * _FULL_LINE :]
        at = end + 1
    return found


def split(text: str) -> list[str]:
    """The paragraphs that a paragraph with soft breaks is."""
    found: list[str] = []
    at = 0
    for end in (*cuts(text), len(text)):
        found.append("".join(line.strip() for line in text[at:end].split("\n")))
        at = end + 1
    return [paragraph for paragraph in found if paragraph]


def goes_on(before: str, after: str) -> bool:
    """Whether the sentence of a line goes on in the next: it fills a line and doesn't end."""
    if _MARKER.match(after) or not before.rstrip(_CLOSERS) or before.rstrip(_CLOSERS)[-1] in _FINAL:
        return False
    return len(before) >= _FULL_LINE or before[-1] in "，、"
