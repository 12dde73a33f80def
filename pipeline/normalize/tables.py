"""Rows of tables to sentences: each cell is led in by the head of its column.

Under the heads 任务 and 牵头单位 the row 建设基站3万个 ⇥ 省能源局 reads 建设基站3万个；牵头单位：省能源局,
and 800 under 金额（万元） reads 800万元: what is said once for a column is said again where it holds,
so that rules need not know of tables. Only what stands between cells is replaced, and a unit goes with the
last character of its figure: every cell keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.mentions import Cell, Row, Span, Table
from pipeline.normalize.editmap import Change
from pipeline.normalize.heads import is_title

_UNIT = re.compile(r"[（(](?:单位[：:])?([^（）()]{1,8})[）)]\s*$")
_UNIT_ABOVE = re.compile(r"单位[：:]\s*([^\s，。；（）()]{1,8})")
_MEASURES = re.compile(
    r"(?:[万亿千百]*(?:[美港欧日]?元|吨|亩|公顷|平方[米公里]+|公里|千瓦|人次?|户|个|家|项|辆|套|张|件)|%|％|‰|万)$"
)
_FIGURE = re.compile(r"\s*[\d,.，．]+(?:\s*[-—–~～]\s*[\d,.]+)?(?=\s*(?:左右|以上|以下|以内)?\s*$)")
_COUNTER = re.compile(r"(?:序号|编号|序|项次|項次|No\.?)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}$")
_YEAR = re.compile(r"(?:到)?(?:19|20)\d\d年?(?:底|末)?(?:目标|目標)?值?$")
_OBJECT = re.compile(r"(?:补贴|补助|奖励|扶持|支持|奖补|资助)(?:对象|主体)$")
_CONDITION = re.compile(r"(?:条件|要求|情形|项目|类别|档次|等级)$")
_CONTENT = re.compile(r"(?:任务|指标|目标|事项|措施|举措|内容)$")
_STANDARD = re.compile(r"(?:标准|金额|额度)$")
_BASE = re.compile(r"基期|基准|实际|完成|现状|实绩|預算|上年")
_BARS = "| \t\u3000\xa0"
_ABOVE = 60
"""So far before a table its common unit may be told."""


def changes(text: str, tables: Iterable[Table]) -> list[Change]:
    """The changes of all tables that have a head, in the order of their rows."""
    return [change for table in tables for change in _Heads(text, table).changes()]


def rows(tables: Iterable[Table]) -> Iterator[Row]:
    """The rows below the heads of tables, in order; a cell merged over several rows holds for all of them."""
    for table in tables:
        head = max((cell.row for cell in table.cells if cell.header), default=None)
        if head is None:
            continue
        body = sorted(
            (cell for cell in table.cells if cell.row > head and cell.end > cell.start),
            key=lambda cell: (cell.row, cell.column),
        )
        merged = [cell for cell in body if cell.rows > 1]
        for number, row in groupby(body, key=lambda cell: cell.row):
            above = [cell for cell in merged if cell.row < number < cell.row + cell.rows]
            cells = list(row)
            yield Row(cells[0].start, cells[-1].end, tuple(Span(cell.start, cell.end) for cell in above))


class _Heads:
    """The heads of one table's columns and what they say of the cells below."""

    def __init__(self, text: str, table: Table) -> None:
        self._text = text
        self._body = [cell for cell in table.cells if not cell.header]
        self._names: dict[int, str] = {}
        self._units: dict[int, str] = {}
        self._heads = [cell for cell in table.cells if cell.header]
        start = min((cell.start for cell in table.cells), default=0)
        above = _UNIT_ABOVE.search(text, max(0, start - _ABOVE), start)
        last = max((head.row for head in self._heads), default=0)
        for head in sorted(self._heads, key=lambda cell: cell.row):
            if head.row < last and is_title(table, head.row):
                continue
            words = "".join(text[head.start : head.end].split())
            for column in range(head.column, head.column + head.columns):
                self._names[column] = self._names.get(column, "") + words
        for column, name in self._names.items():
            unit = _UNIT.search(name)
            if unit and _MEASURES.match(unit.group(1)):
                self._units[column] = unit.group(1)
                self._names[column] = name[: unit.start()]
            elif above and _MEASURES.match(above.group(1)):
                self._units[column] = above.group(1)
        years = [column for column in sorted(self._names) if _YEAR.search(self._names[column])]
        targets = [column for column in years if "目标" in self._names[column]]
        self._years = years
        self._base = years[0] if len(years) > 1 and not targets else None

    def changes(self) -> Iterator[Change]:
        """The changes of every row; none where the table has no head."""
        if not self._names:
            return
        every = sorted((*self._heads, *self._body), key=lambda cell: (cell.row, cell.column))
        for _, row in groupby(every, key=lambda cell: cell.row):
            cells = [cell for cell in row if cell.end > cell.start]
            if cells:
                yield from self._edges(cells)
                yield from self._head(cells) if cells[0].header else self._row(cells)

    def _edges(self, cells: Sequence[Cell]) -> Iterator[Change]:
        """The bars around a row in plain text go; the object of a support is led in."""
        first, begin, end = cells[0], cells[0].start, cells[-1].end
        while begin and self._text[begin - 1] in _BARS:
            begin -= 1
        while end < len(self._text) and self._text[end] in _BARS:
            end += 1
        lead = "对" if not first.header and _OBJECT.search(self._names.get(first.column, "")) else ""
        if "|" in self._text[begin : first.start]:
            yield Change(begin, first.start, lead)
        elif lead and first.start:
            yield Change(first.start - 1, first.start, self._text[first.start - 1] + lead)
        if "|" in self._text[cells[-1].end : end]:
            yield Change(cells[-1].end, end, "")

    def _head(self, cells: Sequence[Cell]) -> Iterator[Change]:
        for before, cell in pairwise(cells):
            if "|" in self._text[before.end : cell.start]:
                yield Change(before.end, cell.start, "\t")

    def _row(self, cells: Sequence[Cell]) -> Iterator[Change]:
        unit_of_row = next((unit for cell in cells if (unit := self._unit_in(cell))), None)
        before: Cell | None = None
        for cell in cells:
            if before is not None:
                yield Change(before.end, cell.start, self._joint(before, cell))
            unit = self._units.get(cell.column) or (unit_of_row if cell.column in self._years else None)
            figure = _FIGURE.match(self._text[cell.start : cell.end]) if unit else None
            if figure is not None:
                last = cell.start + figure.end() - 1
                yield Change(last, last + 1, f"{self._text[last]}{unit}")
            before = cell

    def _words(self, cell: Cell) -> str:
        return self._text[cell.start : cell.end].strip()

    def _unit_in(self, cell: Cell) -> str | None:
        """The unit that the name of an indicator carries in brackets: 增加值（亿元）."""
        unit = _UNIT.search(self._words(cell))
        return unit.group(1) if unit and _MEASURES.match(unit.group(1)) else None

    def _joint(self, before: Cell, cell: Cell) -> str:
        """What stands between a cell and the one before it."""
        name = self._names.get(cell.column, "")
        if _COUNTER.search(self._names.get(before.column, "")) and _NUMBER.match(self._words(before)):
            return "、"
        close = "）" if self._is_past(before) else ""
        if self._is_past(cell):
            return f"{close}（{self._year(cell)}为"
        if cell.column in self._years:
            return f"{close}到{self._year(cell)}达到"
        if _CONTENT.search(name):
            return f"{close}\t"
        if _CONDITION.search(name):
            return f"{close}，"
        if _STANDARD.search(name):
            return f"{close}，{name}为"
        return f"{close}；{name}：" if name else f"{close}；"

    def _is_past(self, cell: Cell) -> bool:
        """Whether a column of years holds what was, not what is to be."""
        name = self._names.get(cell.column, "")
        return cell.column in self._years and (cell.column == self._base or bool(_BASE.search(name)))

    def _year(self, cell: Cell) -> str:
        name = self._names[cell.column].removeprefix("到")
        return name if "年" in name else f"{name}年"
