"""Looking back: passages that report what has been done, whose figures promise nothing."""

from __future__ import annotations

import re

from pipeline.segment import Outline

_BACK = re.compile("工作回顾|回顾|主要成效|工作成效|取得的?成[就绩效]|发展成就|发展基础|发展现状|现状")


def looks_back(outline: Outline, offset: int) -> bool:
    """Whether the text at `offset` stands in a clause whose heading, or an upper one's, looks back."""
    clause = outline.clause_at(offset)
    while True:
        if clause.heading is not None and _BACK.search(
            outline.text, clause.heading.start, clause.heading.end
        ):
            return True
        if clause.parent is None:
            return False
        clause = outline.clauses[clause.parent]
