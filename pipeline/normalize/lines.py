"""The lines of a text and what can be told of them by their form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.normalize.fold import GONE, PAGE_BREAK
from pipeline.rules.loader import patterns

_LINE = re.compile(rf"[^\n{PAGE_BREAK}]+")
_BLANK = f" {GONE}"

_MARKERS = {rule.id: rule.pattern for rule in patterns("lines")}
_MARKER = _MARKERS["line.marker"]
_WEAK_MARKER = _MARKERS["line.marker.weak"]
_LABEL = _MARKERS["line.label"]
_DATE = _MARKERS["line.date"]

_FINAL = frozenset("。！？；：!?;:…")
_CLOSERS = "”’）》】」』〕]"
_OPENERS = {"“": "”", "（": "）", "《": "》", "〔": "〕"}
_STOPS = re.compile(r"[。；！？]")


class Line(NamedTuple):
    """One printed line without the blanks around it: text[start:end]."""

    start: int
    end: int
    indent: int
    text: str
    after_blank: bool
    after_page: bool

    @property
    def width(self) -> int:
        """The column after its last character; a Chinese character takes two."""
        return self.indent + (len(self.text.encode("utf-8", "replace")) + len(self.text)) // 2

    @property
    def unfinished(self) -> bool:
        """Whether it stops without a mark that ends a sentence or a part of one."""
        last = self.text[-1]
        if last in _CLOSERS and len(self.text) > 1:
            last = self.text[-2]
        return last not in _FINAL

    @property
    def opens_clause(self) -> bool:
        """Whether it begins with a clause's number, a bullet, a table's row or the like."""
        return _MARKER.match(self.text) is not None

    @property
    def may_open_clause(self) -> bool:
        """Whether it begins with what may be a clause's number or a figure in a sentence (3.2 亿)."""
        return _WEAK_MARKER.match(self.text) is not None

    @property
    def is_label(self) -> bool:
        """Whether it begins with a label (责任单位：, 附件) or is a date by itself."""
        return _LABEL.match(self.text) is not None or _DATE.match(self.text) is not None

    @property
    def has_columns(self) -> bool:
        """Whether blanks set it in columns."""
        return "   " in self.text

    @property
    def is_prose(self) -> bool:
        """Whether it is running text rather than a heading or an entry of a list."""
        return _STOPS.search(self.text) is not None or (len(self.text) >= 35 and "，" in self.text)

    @property
    def leaves_open(self) -> bool:
        """Whether it opens a bracket or a quotation that it does not close."""
        return any(self.text.count(mark) > self.text.count(end) for mark, end in _OPENERS.items())


def split(text: str) -> list[Line]:
    """The lines of a folded text that are not blank, in order."""
    found: list[Line] = []
    at = 0
    for match in _LINE.finditer(text):
        body = match.group()
        stripped = body.strip(_BLANK)
        if not stripped:
            continue
        start = match.start() + len(body) - len(body.lstrip(_BLANK))
        gap = text[at:start]
        found.append(
            Line(
                start,
                start + len(stripped),
                start - match.start(),
                stripped,
                gap.count("\n") > 1,
                PAGE_BREAK in gap,
            )
        )
        at = start + len(stripped)
    return found


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the text was wrapped, or None where its lines are paragraphs.

    Wrapped text shows in neighbours: lines that stop in mid-sentence at nearly the same column.
    """
    counts: Counter[int] = Counter()
    for a, b in pairwise(lines):
        if a.unfinished and not b.after_blank and not b.opens_clause and len(a.text) <= _WIDEST:
            wide, next_wide = a.width, b.width
            if _NARROWEST <= wide <= _WIDEST and abs(wide - next_wide) <= SLACK:
                counts[max(wide, next_wide)] += 1
    near = {wide: sum(counts[wide - less] for less in range(SLACK + 1)) for wide in counts}
    best = max(near, key=lambda wide: (near[wide], wide), default=None)
    return best if best is not None and near[best] >= _FEWEST_PAIRS else None


SLACK = 6
"""By so many columns a wrapped line may be shorter than the others (a word or number did not fit)."""

_NARROWEST, _WIDEST = 40, 200
_FEWEST_PAIRS = 2


def continues(a: Line, b: Line, width: int | None, *, across: bool) -> bool:
    """Whether line `b` goes on with the sentence of line `a`.

    `width` is what the text is wrapped at, if it is; `across` says that only a page's end stands between.
    """
    if not a.unfinished or b.opens_clause or a.has_columns or b.has_columns:
        return False
    near = across or not b.after_blank
    if width is not None and near and width - SLACK <= a.width <= width + 2 and b.width <= width + 2:
        return not b.is_label
    if b.may_open_clause or b.is_label:
        return False
    if a.text[-1] in "，、" or a.text[-1] in _OPENERS or a.leaves_open:
        return True
    if near and 0 < b.indent - a.indent <= 8 and 60 <= a.width <= _WIDEST and b.width <= a.width + 2:
        return True
    if a.text[-1] in _CLOSERS or a.is_label or not a.is_prose:
        return False
    if a.opens_clause and not _STOPS.search(a.text) and len(a.text) < 60:
        return False
    return b.indent == 0 and (across or b.is_prose or not b.unfinished)
