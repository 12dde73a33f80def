"""A page's lines to paragraphs and tables, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.readers.pdf.furniture import Mark
from pipeline.readers.pdf.lines import Line, columns_of, em_of, lines_of
from pipeline.readers.pdf.margins import ENOUGH, Margins, Sides, body_of, inside, margins_in
from pipeline.readers.pdf.pages import Print, Run
from pipeline.readers.pdf.rulings import Field, Table

NUMBERED = re.compile(
    r"第\s*[一二三四五六七八九十百\d]{1,5}\s*[章节節条條编編]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳●■◆•·※]|附件|附錄|附录|[壹貳參肆伍陸柒捌玖拾]{1,3}、"
)
_FINAL = "。！？；：!?;:…"
_CLOSERS = "”’）》】」』〕]"
_NEVER_FIRST = "，。；：、）》”’！？%％」』"
_FARTHEST_INDENT = 5.0
_SIZE = 0.15
_PITCH = 1.45


class Paragraph(NamedTuple):
    """Lines that are one paragraph; whether the first may go on from before, and the last may go on."""

    page: int
    lines: tuple[Line, ...]
    flush: bool
    full: bool


class Grid(NamedTuple):
    """A ruled table on a page with the lines in each of its cells, and how wide a character is there."""

    page: int
    table: Table
    cells: tuple[tuple[Field, tuple[Line, ...]], ...]
    em: float


Block = Paragraph | Grid | Mark


def blocks_of(page: Print, marks: Sequence[Mark], margins: Sides) -> list[Block]:
    """What is on a page in the order of reading: furniture above, text and tables, furniture below."""
    runs = body_of(page, marks)
    em = em_of(page, runs or page.runs)
    above: list[Block] = [mark for mark in marks if not mark.below]
    below: list[Block] = [mark for mark in marks if mark.below]
    bands = sorted((table.box[1], table) for table in page.tables)
    middle: list[Block] = []
    for top, table in [*bands, (float("inf"), None)]:
        band = [run for run in runs if run.top < top]
        runs = [run for run in runs if run.top >= top]
        middle += _paragraphs(page, band, em, margins)
        if table is not None:
            middle.append(Grid(page.number, table, tuple(_cells(page, table, marks, em)), em))
    return above + middle + below


def _paragraphs(page: Print, runs: Sequence[Run], em: float, margins: Sides) -> Iterator[Paragraph]:
    if not runs:
        return
    columns = columns_of(page, runs, em)
    size = round(page.width), round(page.height)
    common = margins[*size, 2]
    side = margins[*size, page.number % 2]
    side = side if side.lines >= ENOUGH else common
    for lines in columns:
        within = margins_in(lines, em)
        if len(columns) == 1 or within.right - within.left > 0.6 * (common.right - common.left):
            within = side
        yield from _grouped(page.number, lines, within)


def _grouped(page: int, lines: Sequence[Line], margins: Margins) -> Iterator[Paragraph]:
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, margins):
            yield _paragraph(page, group, margins)
            group = []
        group.append(line)
    if group:
        yield _paragraph(page, group, margins)


def _paragraph(page: int, lines: Sequence[Line], margins: Margins) -> Paragraph:
    flush = lines[0].x0 <= margins.left + 0.8 * margins.em
    return Paragraph(page, tuple(lines), flush, _is_full(lines[-1], margins, None))


def _is_full(line: Line, margins: Margins, following: Line | None) -> bool:
    """Whether a line reaches the margin, or the next word would not have fitted on it."""
    word = re.match(r"[\x21-\x7e]*.?", following.text) if following else None
    more = 0.55 * margins.em * word.end() if word else 0.0
    return line.x1 >= margins.right - max(1.7 * margins.em, more)


def _goes_on(group: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    last, em = group[-1], margins.em
    if abs(last.height - line.height) > _SIZE * max(last.height, line.height):
        return False
    if line.top - last.top > _PITCH * max(margins.pitch, last.height * 1.2) or line.top < last.top:
        return False
    if _is_centred(last, margins) and _is_centred(line, margins):
        return _is_big(last, margins) and not NUMBERED.match(line.text) and line.text[0] not in "（(〔"
    if not _is_full(last, margins, line):
        return line.text[0] in _NEVER_FIRST
    if line.text[0] in _NEVER_FIRST:
        return True
    if len(group) == 1 and last.x0 > margins.left + _FARTHEST_INDENT * em:
        return False
    unfinished = is_unfinished(last.text)
    numbered = NUMBERED.match(line.text) is not None
    if len(group) > 1:
        same = abs(line.x0 - last.x0) <= 0.6 * em
        return (same and (unfinished or not numbered)) or (line.x0 < last.x0 and unfinished)
    if line.x0 < last.x0 - 0.6 * em:
        return unfinished or not numbered
    if numbered:
        return unfinished and abs(line.x0 - margins.left) <= 0.6 * em < last.x0 - margins.left
    hangs = line.x0 > last.x0 + 0.6 * em
    if hangs or line.x0 >= margins.left + 1.2 * em:
        return unfinished and NUMBERED.match(last.text) is not None
    return True


def is_unfinished(text: str) -> bool:
    """Whether it stops without a mark that ends a sentence or a part of one."""
    last = text[-1]
    if last in _CLOSERS and len(text) > 1:
        last = text[-2]
    return last not in _FINAL


def _is_big(line: Line, margins: Margins) -> bool:
    return line.height > 1.15 * margins.height


def _is_centred(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    return abs(left - right) <= 1.5 * margins.em and (left > 2.2 * margins.em or _is_big(line, margins))


def are_indented(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the paragraphs of a document begin with an indented line."""
    flush = [paragraph.flush for paragraph in paragraphs if len(paragraph.lines) > 1]
    return sum(flush) * 2 < len(flush)


def continues(before: Paragraph, after: Paragraph, *, indented: bool) -> bool:
    """Whether a paragraph at a page's or column's beginning goes on from the one before it.

    Where paragraphs are `indented`, one that isn't goes on; elsewhere the sentence has to.
    """
    last, first = before.lines[-1], after.lines[0]
    if abs(last.height - first.height) > _SIZE * max(last.height, first.height):
        return False
    if first.text[0] in _NEVER_FIRST:
        return True
    if not before.full or not after.flush:
        return False
    if is_unfinished(last.text):
        return True
    return indented and len(before.lines) > 1 and not NUMBERED.match(first.text)


def _cells(
    page: Print, table: Table, marks: Sequence[Mark], em: float
) -> Iterator[tuple[Field, tuple[Line, ...]]]:
    """Each cell with its lines; characters go to the cell in which they stand."""
    taken = {run.start for mark in marks for run in mark.line.runs}
    held: dict[Field, list[Run]] = {field: [] for field in table.fields}
    boxes = page.boxes or []
    for run in page.runs:
        if run.start in taken or not inside(run, table):
            continue
        at, field = run.start, None
        for i in range(run.start, run.end):
            x0, top, x1, bottom = boxes[i]
            here = table.field_at((x0 + x1) / 2, (top + bottom) / 2)
            if here != field:
                if field is not None:
                    held[field].append(_cut(run, at, i, boxes))
                at, field = i, here
        if field is not None:
            held[field].append(_cut(run, at, run.end, boxes))
    for field, runs in held.items():
        yield field, tuple(lines_of(page, runs, em))


def _cut(run: Run, start: int, end: int, boxes: Sequence[tuple[float, float, float, float]]) -> Run:
    return run._replace(start=start, end=end, x0=boxes[start][0], x1=boxes[end - 1][2])
