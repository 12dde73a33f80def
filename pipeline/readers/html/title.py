"""The title of a page's document, where it stands outside its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.readers.html.dom import Block

_HEADINGS = ("h1", "h2")
_TITLE_NAMES = re.compile(r"(?:^|[\s_-])(?:\w*title|tit|bt|biaoti|headline)(?:$|[\s_-])")
_SHORTEST, _LONGEST = 8, 150
_MOST_LINES = 4


def find_title(
    head: Sequence[str], before: Sequence[Block], titles: Sequence[str]
) -> tuple[str | None, set[int]]:
    """The title, and which blocks before the text it is; None where the text's `head` has it.

    `titles` are what the page's head gives as titles, the surest first.
    """
    begin = _bare("".join(head))
    told = [_bare(title) for title in titles]
    if any(len(title) >= _SHORTEST and title in begin for title in told):
        return None, set()
    found = _as_told(before, told) or _named(before)
    if found:
        text = "".join(before[i].text for i in found)
        return (None if _bare(text) in begin else text), set(found)
    if titles and "关于" in titles[0] and told[0] not in begin:
        return titles[0], set()
    return None, set()


def is_named_title(block: Block) -> bool:
    """Whether its element or the names of it say that a block is a title."""
    return block.tag in _HEADINGS or _TITLE_NAMES.search(block.names) is not None


def _as_told(before: Sequence[Block], told: Sequence[str]) -> list[int]:
    """The last blocks that together say what the page's head gives as the title."""
    for end in range(len(before), 0, -1):
        text = ""
        for first in range(end - 1, max(end - 1 - _MOST_LINES, -1), -1):
            text = _bare(before[first].text[:_LONGEST]) + text
            if len(text) >= _SHORTEST and text in told:
                return list(range(first, end))
    return []


def _named(before: Sequence[Block]) -> list[int]:
    """The last blocks that are titles by their names; one in lines is several of one element."""
    for last in range(len(before) - 1, -1, -1):
        block = before[last]
        if is_named_title(block) and not block.links and _SHORTEST <= len(block.text) <= _LONGEST:
            first = last
            while first and _is_beside(before[first - 1], block):
                first -= 1
            return list(range(first, last + 1))
    return []


def _is_beside(other: Block, block: Block) -> bool:
    return (other.tag, other.names) == (block.tag, block.names) and not other.links


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b<>《》“”\"]", "", text)
