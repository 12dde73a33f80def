"""Units in the columns of a table: one line names the columns, 牵头单位 among them; as many cells follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.link.unit_items import Listed, split_items
from pipeline.mentions import Span, Why
from pipeline.recognize.bodies import Home
from pipeline.recognize.names import is_body
from pipeline.rules.loader import PatternRule, patterns
from pipeline.types import UnitRole

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\s|]+")
_COLUMN = re.compile(
    r"(?:牵头|主办|责任|负责|主责|配合|协办|参与|协同|承办|落实|实施|督导|监督)[一-龥]{0,4}(?:单位|部门|机构)"
)
_FEWEST = 3
_LONGEST_HEADER = 120


def tables(text: str, home: Home) -> Iterator[tuple[Span, tuple[Listed, ...]]]:
    """The units in the cells below a column of units, each with its cell."""
    columns: dict[int, PatternRule] = {}
    width = 0
    for line in _LINE.finditer(text):
        header = _columns(line.group()) if len(line.group()) < _LONGEST_HEADER else None
        if header is not None:
            columns, width = header
            continue
        if not columns:
            continue
        cells = [Span(line.start() + c.start(), line.start() + c.end()) for c in _CELL.finditer(line.group())]
        if len(cells) != width:
            columns = columns if len(cells) > 1 else {}
            continue
        for index, rule in columns.items():
            cell = cells[index]
            spans = split_items(text, cell.start, cell.end, home)
            if spans and all(is_body(text[s.start : s.end], home) for s in spans):
                role: UnitRole = rule.gives["role"]
                why = Why(rule.id, rule.confidence)
                yield cell, tuple(Listed(span, role, why, False) for span in spans)


def _columns(line: str) -> tuple[dict[int, PatternRule], int] | None:
    """Which columns hold units, by the rules that say their roles, and how many there are."""
    cells = _CELL.findall(line)
    if len(cells) < _FEWEST:
        return None
    found: dict[int, PatternRule] = {}
    for index, cell in enumerate(cells):
        if _COLUMN.fullmatch(cell):
            rules = patterns("units", "unit.label.")
            rule = next((r for r in rules if r.pattern.fullmatch(f"{cell}:")), None)
            if rule is not None:
                found[index] = rule
    return (found, len(cells)) if found else None
