"""Tables in plain text: columns set with tabs, with bars (Markdown) or with blanks.

A line is a table's head by its form: it is cut into cells, and enough of them are what columns are named
with, or a rule (|---|---|) stands below. The lines that follow are its rows as long as they have its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.mentions import Aside, Cell, Span, Table
from pipeline.rules.loader import pattern

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_COLUMNS = re.compile(r"\S[ \t\u3000\xa0]+\S|\|")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_NO_NAME = re.compile(r"[。，；！？：:]")
_ENDS = re.compile(r"[。；：，:;]$")
_LONGEST_HEAD = 240
_LONGEST_NAME = 20
_LONGEST_GROUP = 30
_MOST_COLUMNS = 60
_BLANKS = " \t\u3000\xa0"


class _Line(NamedTuple):
    """A line that is not empty; `gap` counts the line breaks before it."""

    start: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class _Form:
    """How cells are set apart.

    Rows that are `loose` may lack their last cells; a share `known` of the heads has to be names of columns.
    """

    mark: re.Pattern[str]
    fewest: int
    known: float
    loose: bool
    edges: str

    def cells(self, line: _Line) -> list[Span]:
        """The cells of a line, empty ones too, without the blanks around their words."""
        body = line.text.strip(self.edges)
        begin = line.start + len(line.text) - len(line.text.lstrip(self.edges))
        if self is _BARS:
            inner = body.removeprefix("|")
            begin += len(body) - len(inner)
            body = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        found, at = [], 0
        for stop, following in [*(m.span() for m in self.mark.finditer(body)), (len(body), 0)]:
            words = body[at:stop]
            left = begin + at + len(words) - len(words.lstrip(_BLANKS))
            found.append(Span(left, left + len(words.strip(_BLANKS))))
            at = following
        return found


_BARS = _Form(re.compile(r"(?<!\\)\|"), 2, 0.5, loose=True, edges=_BLANKS)
_FORMS = (
    _BARS,
    _Form(re.compile(r"\t"), 2, 0.5, loose=True, edges=" \u3000\xa0"),
    _Form(re.compile(r"\t+"), 2, 0.5, loose=False, edges=_BLANKS),
    _Form(re.compile(r"[ \t\xa0]{2,}|[ \xa0]*\u3000[ \u3000\xa0]*"), 3, 0.6, loose=False, edges=_BLANKS),
    _Form(re.compile(r"[ \t\xa0\u3000]+"), 3, 1.0, loose=False, edges=_BLANKS),
)


def find_tables(text: str) -> tuple[tuple[Table, ...], tuple[Aside, ...]]:
    """The tables of a text, and the rules under their heads, which are to be set aside."""
    if _COLUMNS.search(text) is None:
        return (), ()
    lines = list(_lines(text))
    tables: list[Table] = []
    rules: list[Aside] = []
    at = 0
    while at < len(lines):
        found = _table(text, lines, at)
        if found is None:
            at += 1
            continue
        cells, after, ruled = found
        tables.append(Table(tuple(cells)))
        if ruled:
            line = lines[at + 1]
            rules.append(Aside(line.start, line.start + len(line.text), "rule of a table"))
        at = after
    return tuple(tables), tuple(rules)


def _lines(text: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(text):
        if match.group().strip():
            gap = sum(1 for _ in _BREAK.finditer(text, end, match.start()))
            yield _Line(match.start(), match.group(), gap)
            end = match.end()


def _table(text: str, lines: Sequence[_Line], at: int) -> tuple[list[Cell], int, bool] | None:
    """The cells of the table whose head is the line `at`, the line after it, and whether a rule is in it."""
    head = lines[at]
    if len(head.text) > _LONGEST_HEAD or _COLUMNS.search(head.text) is None:
        return None
    below = lines[at + 1] if at + 1 < len(lines) else None
    ruled = below is not None and "|" in head.text and _RULE.fullmatch(below.text) is not None
    for form in _FORMS:
        names = form.cells(head)
        if not _is_head(text, names, form, ruled=ruled and form is _BARS):
            continue
        cells = [Cell(c.start, c.end, 0, i, header=True) for i, c in enumerate(names)]
        after = at + 1 + (ruled and form is _BARS)
        first = after
        while after < len(lines):
            row = _row(lines, after, form, len(names), close=after > first)
            if row is None:
                break
            number = after - at
            wide = len(names) if len(row) == 1 else 1
            cells += [Cell(c.start, c.end, number, i, columns=wide) for i, c in enumerate(row)]
            after += 1
        if after > first:
            return cells, after, ruled and form is _BARS
    return None


def _is_head(text: str, names: Sequence[Span], form: _Form, *, ruled: bool) -> bool:
    """Whether the cells of a line name columns."""
    words = ["".join(text[cell.start : cell.end].split()) for cell in names]
    told = [word for word in words if word]
    if not form.fewest <= len(told) <= _MOST_COLUMNS or any(len(word) > _LONGEST_NAME for word in told):
        return False
    if ruled:
        return True
    if any(_NO_NAME.search(word) for word in told):
        return False
    if len(told) < len(words) and not (form.loose and len(told) >= len(words) - 1):
        return False
    rule = pattern("tables", "table.head-cell").pattern
    known = sum(rule.search(word) is not None for word in told)
    return known >= max(2, form.known * len(told))


def _row(lines: Sequence[_Line], at: int, form: _Form, width: int, *, close: bool) -> list[Span] | None:
    """The cells of a row, one for a line that heads the rows below it; None where the table has ended.

    `close` says that it isn't the first: an empty line then ends the table, unless it goes on as before.
    """
    line, cells = lines[at], form.cells(lines[at])
    told = [cell for cell in cells if cell.end > cell.start]
    if len(cells) == width or (form.loose and len(cells) < width and len(told) > 1):
        apart = line.gap > 1 and close and lines[at - 1].gap < line.gap
        return None if apart else cells
    if not form.loose or len(told) != 1 or line.gap > 1 or at + 1 == len(lines):
        return None
    if told[0].end - told[0].start > _LONGEST_GROUP or _ENDS.search(line.text.rstrip()):
        return None
    following = lines[at + 1]
    return told if following.gap == 1 and len(form.cells(following)) == width else None
