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
_BLANK = f" \t{GONE}"

_MARKERS = {rule.id: rule.pattern for rule in patterns("lines")}
_MARKER = _MARKERS["line.marker"]
_WEAK_MARKER = _MARKERS["line.marker.weak"]
_LABEL = _MARKERS["line.label"]
_DATE = _MARKERS["line.date"]
_SENTENCE_ENDS = _MARKERS["line.sentence-ends"]
_SENTENCE_BEGINS = _MARKERS["line.sentence-begins"]
_REST_OF_FIGURE = _MARKERS["line.rest-of-figure"]
_SHARE = _MARKERS["line.share-in-words"]
_REST_OF_WORDS = _MARKERS["line.rest-of-words"]
_LABEL_SIZE = 16
_SHORTEST_LABEL = 3

_FINAL = frozenset("。！？；：!?;:…")
_CLOSERS = "”’）》】」』〕]"
_NEVER_FIRST = frozenset("，。；：、）》”’！？")
_OPENERS = {"“": "”", "（": "）", "《": "》", "〔": "〕"}
PAUSES = re.compile(r"[，。；：]")
_CELLS = 3
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
    def opening(self) -> int:
        """Where it begins, its indentation with it."""
        return self.start - self.indent

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
        """Whether blanks or tabs set it in columns."""
        if "   " in self.text or self.text.count("\t") > 1:
            return True
        return self.text.count(" ") >= _CELLS and not PAUSES.search(self.text)


def is_prose(paragraph: str) -> bool:
    """Whether it is running text rather than a heading or an entry of a list."""
    return _STOPS.search(paragraph) is not None or (len(paragraph) >= _LONG and "，" in paragraph)


def ends_with_note(paragraph: str) -> bool:
    """Whether a bracket behind a full stop closes it, such as （责任单位：…）."""
    depth = 0
    for i in range(len(paragraph) - 1, 0, -1):
        depth += (paragraph[i] == "）") - (paragraph[i] == "（")
        if depth <= 0:
            return paragraph[i] == "（" and paragraph[i - 1] in "。！？"
    return False


def leaves_open(paragraph: str) -> bool:
    """Whether it opens a bracket or a quotation that it does not close."""
    return any(paragraph.count(mark) > paragraph.count(end) for mark, end in _OPENERS.items())


def label_at(text: str, at: int) -> bool:
    """Whether a label of two characters and more with its colon begins there."""
    found = _LABEL.match(text[at : at + _LABEL_SIZE])
    return found is not None and found.end() >= _SHORTEST_LABEL


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


def closed_up(lines: list[Line]) -> list[Line]:
    """The lines of a text that was wrapped and then double-spaced: its blank lines say nothing."""
    if sum(line.after_blank for line in lines) < _DOUBLE_SPACED * len(lines):
        return lines
    closed = [line._replace(after_blank=False) for line in lines]
    width = wrap_width(closed)
    if width is None:
        return lines
    full = sum(width - SLACK <= line.width <= width + 2 for line in lines)
    last_lines = any(line.width < width - SLACK and not line.unfinished for line in lines)
    return closed if full * 2 >= len(lines) and last_lines else lines


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the text was wrapped, or None where its lines are paragraphs.

    Wrapped text shows in neighbours: lines that stop in mid-sentence at nearly the same column.
    """
    counts: Counter[int] = Counter()
    for a, b in pairwise(lines):
        if a.unfinished and not b.after_blank and not b.opens_clause and len(a.text) <= _WIDEST:
            wide, next_wide = a.width, b.width
            if _NARROWEST <= wide <= _WIDEST and abs(wide - next_wide) <= SLACK + _FIRST_LINE:
                counts[max(wide, next_wide)] += 1
    near = {wide: sum(counts[wide - less] for less in range(SLACK + 1)) for wide in counts}
    best = max(near, key=lambda wide: (near[wide], wide), default=None)
    return best if best is not None and near[best] >= _FEWEST_PAIRS else None


SLACK = 6
"""By so many columns a wrapped line may be shorter than the others (a word or number did not fit)."""

_DOUBLE_SPACED = 0.8
_NARROWEST, _WIDEST = 40, 200
_FEWEST_PAIRS = 2
_LONGEST_SALUTATION = 20
_LONGEST_HEADING = 60
_LONG = 35
_FIRST_LINE = 4


def continues(a: Line, b: Line, width: int | None, *, across: bool = False, paragraph: str = "") -> bool:
    """Whether line `b` goes on with the sentence of line `a`.

    `width` is what the text is wrapped at, if it is; `across` says that only a page's end stands between;
    `paragraph` is the paragraph up to and with `a`, as far as it matters.
    """
    if b.opens_clause or a.has_columns or b.has_columns:
        return False
    if b.text[0] in _NEVER_FIRST or _splits_figure(a, b):
        return True
    if not a.unfinished and not (across and a.text[-1] in "；;"):
        return False
    paragraph = paragraph or a.text
    if ends_with_note(paragraph):
        return False
    if width is not None and (across or not b.after_blank) and _is_full(a, width) and b.width <= width + 2:
        return not b.is_label
    if b.may_open_clause or b.is_label or (b.text[-1] in "：:" and len(b.text) <= _LONGEST_SALUTATION):
        return False
    if paragraph[-1] in "，、" or paragraph[-1] in _OPENERS or leaves_open(paragraph):
        return True
    if _hangs(a, b) and (across or not b.after_blank):
        return True
    if paragraph[-1] in _CLOSERS or a.is_label or not is_prose(paragraph) or _lacks_stop(a, b):
        return False
    if a.opens_clause and not _STOPS.search(paragraph) and len(paragraph) < _LONGEST_HEADING:
        return False
    return b.indent == 0 and (across or is_prose(b.text) or not b.unfinished)


def _splits_figure(a: Line, b: Line) -> bool:
    """Whether a number and its unit stand on both lines (奖励2 | 0万元; 百分之五 | 十)."""
    if _SHARE.search(a.text) and _REST_OF_WORDS.match(b.text):
        return True
    if not a.text[-1].isdigit() or not PAUSES.search(a.text):
        return False
    return _REST_OF_FIGURE.match(b.text) is not None


def _lacks_stop(a: Line, b: Line) -> bool:
    """Whether a sentence seems to end with `a` and another to begin with `b`, the full stop forgotten."""
    return _SENTENCE_ENDS.search(a.text) is not None and _SENTENCE_BEGINS.match(b.text) is not None


def _is_full(line: Line, width: int) -> bool:
    """Whether a line reaches the margin; the first line of a paragraph may have lost its indentation."""
    short = width + 2 - line.width
    if short < 0:
        return False
    if short <= SLACK + 2:
        return True
    begins_text = not line.opens_clause or line.text[0] == "第" or _STOPS.search(line.text) is not None
    return short <= SLACK + 2 + _FIRST_LINE and begins_text


def _hangs(a: Line, b: Line) -> bool:
    """Whether `b` hangs under a long line `a`, as wrapped entries of a list do."""
    return 0 < b.indent - a.indent <= 8 and 60 <= a.width <= _WIDEST and b.width <= a.width + 2
