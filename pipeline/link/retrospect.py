"""Looking back: passages that report what has been done, whose figures promise nothing."""

from __future__ import annotations

import re

from pipeline.segment import Outline
from pipeline.types import Metadata
from pipeline.values.dates import five_year_plan

_REVIEW = re.compile("回顾")
_STATE = re.compile(
    "成[就绩效]|取得的?[^，。]{0,4}进展|工作进展|(?:如期|圆满|顺利)(?:实现|完成|收官)|主要进展|发展基础|发展概况|发展情况|现实基础|工作基础|现状|基本情况|面临的?形势|发展形势"
    "|(?:完成|执行|进展|落实)情况"
)
# 夯实发展基础 is something to be done.
_TO_DO = re.compile(
    "[夯筑打]|巩固|强化|完善|加强|加快|推[动进]|提[升高]|促进|鼓励|支持|建立|健全|优化|评[估价]|考核|监测|报告"
)
_OPENING = re.compile(
    r"[一两二三四五六七八九十\d]+多?年(?:以)?来|近年来?|这[一两三四五]年|过去的?[一两三四五]年"
    r"|截[至止](?:目前|20\d\d年)|“(?P<plan>[十二]?[一二三四五六七八九十]五)”(?:时期|期间|以来)|20\d\d年以来|去年"
)
_AHEAD = re.compile(r"力争|确保|争取|目标|到20[2-9]\d年|计划|将|今年|下一步")
_PARAGRAPH_SCOPE = 500
_YEAR = re.compile(r"(?:19|20)\d\d")
_RECENT_PLANS = re.compile("十[一二三四]五")


def looks_back(outline: Outline, offset: int, year: int | None = None) -> bool:
    """Whether the text at `offset` reports: a heading above it says so, or its paragraph opens so.

    `year` is the document's own, by which one knows whether a five-year plan is over.
    """
    return _under_such_a_heading(outline, offset) or _in_such_a_paragraph(outline, offset, year)


def year_of_document(metadata: Metadata) -> int | None:
    """The year of the signature, the issue or the document's number; None where it has none of them."""
    told = metadata.signed_on or metadata.issued_on or metadata.doc_number or ""
    found = _YEAR.search(told)
    return int(found.group()) if found else None


def _under_such_a_heading(outline: Outline, offset: int) -> bool:
    clause = outline.clause_at(offset)
    while True:
        heading = clause.heading
        if heading is not None and _reports(outline.text[heading.start : heading.end]):
            return True
        if clause.parent is None:
            return False
        clause = outline.clauses[clause.parent]


def _reports(heading: str) -> bool:
    if _REVIEW.search(heading):
        return True
    return _STATE.search(heading) is not None and _TO_DO.search(heading) is None


def _is_over(plan: str, year: int | None) -> bool:
    """Whether a five-year plan was over, or in its last year, when the document was written."""
    if year is None:
        return _RECENT_PLANS.fullmatch(plan) is not None
    period = five_year_plan(plan)
    return period is not None and period.end.year <= year


def _in_such_a_paragraph(outline: Outline, offset: int, year: int | None) -> bool:
    """A sentence that opens so reports, and those after it in the paragraph, until one looks ahead."""
    text = outline.text
    body = outline.clause_at(offset).body
    begin = max(body, text.rfind("\n", 0, offset) + 1, offset - _PARAGRAPH_SCOPE)
    opened: int | None = None
    for opening in _OPENING.finditer(text, begin, offset):
        if opening.start() not in (body, 0) and text[opening.start() - 1] not in "\n。":
            continue
        if opening["plan"] and not _is_over(opening["plan"], year):
            opened = None
        elif opened is None:
            opened = opening.end()
    return opened is not None and _AHEAD.search(text, opened, offset) is None
