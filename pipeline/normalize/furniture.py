"""Page furniture: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.mentions import Aside
from pipeline.normalize.lines import Line, continues

_PAGE_NUMBER = re.compile(
    r"(?P<bare>\d{1,4})|[-—–·][ ]?\d{1,4}[ ]?[-—–·]"
    r"|第 ?\d{1,4} ?页(?:[ ,，/]{0,3}共 ?\d{1,4} ?页)?|\d{1,4} ?/ ?\d{1,4}"
)
_CENTRED = 10
_LONGEST_HEAD = 40
_NO_HEAD = re.compile(r"[。；：，！？:;]|^[（【\[]|^.{1,3}$")
_FEWEST_HEADS = 3
_SHORTEST_PAGE = 50

# What may follow a page number that is fused to a line: a word, or a heading's own number.
_AFTER_PAGE_NUMBER = re.compile(
    r"[^\s\d.、）)%‰/年月日万亿元个家]|\d{1,2}(?:\.\d{1,2}){1,2}[ “]?[\u4e00-\u9fff]"
)
_FEWEST_FUSED = 5
_FARTHEST = 120
_SHORTEST_PAGE_LINES = 8


def separate(lines: Sequence[Line], width: int | None) -> tuple[list[tuple[Line, bool]], list[Aside]]:
    """The lines that stay, each with whether a page's end stands before it, and the furniture set aside."""
    numbers = {i for i in range(len(lines)) if _is_page_number(lines, i)}
    heads = _running_heads(lines, numbers, width)
    kept: list[tuple[Line, bool]] = []
    dropped: list[Aside] = []
    across = False
    for i, line in enumerate(lines):
        across = across or line.after_page
        if i in numbers or i in heads:
            reason = "page number" if i in numbers else "running head"
            dropped.append(Aside(line.start, line.end, reason))
            across = True
        else:
            kept.append((line, across))
            across = False
    return kept, dropped


def _is_page_number(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if len(line.text) > 16:
        return False
    found = _PAGE_NUMBER.fullmatch(line.text)
    if found is None:
        return False
    if found["bare"] is None:
        return True
    last = i + 1 == len(lines)
    at_break = line.after_page or (not last and lines[i + 1].after_page)
    centred = line.indent >= _CENTRED and line.after_blank
    return at_break or (centred and (last or lines[i + 1].after_blank))


def _running_heads(lines: Sequence[Line], numbers: set[int], width: int | None) -> set[int]:
    """Lines that are printed on page after page and break sentences; the first of each stays as the title."""
    counts = Counter(line.text for line in lines if len(line.text) <= _LONGEST_HEAD)
    repeated = {
        text
        for text, count in counts.items()
        if count >= _FEWEST_HEADS and not _NO_HEAD.search(text) and not text.isascii()
    }
    repeated = {text for text in repeated if not Line(0, 0, 0, text, False, False).opens_clause}
    if not repeated:
        return set()
    runs = _runs([i for i, line in enumerate(lines) if line.text in repeated])
    breaking = [run for run in runs if _breaks_sentence(lines, run, numbers, width)]
    apart = _apart(lines, runs)
    split_by = Counter(text for run in breaking for text in {lines[i].text for i in run})
    heads = {
        text
        for text in repeated
        if split_by[text] >= 2 and split_by[text] * 5 >= counts[text] and apart[text]
    }
    seen: set[str] = set()
    found: set[int] = set()
    for run in runs:
        for i in run:
            if lines[i].text in heads and (lines[i].text in seen or run in breaking):
                found.add(i)
        seen |= {lines[i].text for i in run}
    return found


def _apart(lines: Sequence[Line], runs: Sequence[Sequence[int]]) -> dict[str, bool]:
    """For each repeated line whether a page's worth of text stands between any two of it."""
    last: dict[str, int] = {}
    apart: dict[str, bool] = {}
    for run in runs:
        for i in run:
            line = lines[i]
            far = line.start - last.get(line.text, -_SHORTEST_PAGE) >= _SHORTEST_PAGE
            apart[line.text] = apart.get(line.text, True) and far
            last[line.text] = line.end
    return apart


def _runs(indexes: Sequence[int]) -> list[tuple[int, ...]]:
    runs: list[tuple[int, ...]] = []
    for i in indexes:
        if runs and runs[-1][-1] == i - 1:
            runs[-1] += (i,)
        else:
            runs.append((i,))
    return runs


def _breaks_sentence(lines: Sequence[Line], run: Sequence[int], numbers: set[int], width: int | None) -> bool:
    before, after = run[0] - 1, run[-1] + 1
    while before in numbers:
        before -= 1
    while after in numbers:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    return continues(lines[before], lines[after], width, across=True)


def fused_page_numbers(lines: Sequence[Line], width: int | None) -> list[Aside]:
    """Page numbers printed at once before a line's first word, told by their counting up."""
    if width is None:
        return []
    found: list[Aside] = []
    at: list[int] = []
    for i, line in enumerate(lines):
        number = str(len(found) + 1)
        if line.text.startswith(number) and _AFTER_PAGE_NUMBER.match(line.text, len(number)):
            found.append(Aside(line.start, line.start + len(number), "page number"))
            at.append(i)
    gaps = sorted(b - a for a, b in pairwise(at))
    if len(found) < _FEWEST_FUSED or gaps[-1] > _FARTHEST or gaps[len(gaps) // 2] < _SHORTEST_PAGE_LINES:
        return []
    return found
