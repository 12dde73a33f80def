"""Values that no verb leads to: the cells of a table of indicators, and shares of a group behind them."""

from __future__ import annotations

import re
from typing import cast

from pipeline.link import phrases
from pipeline.link.figures import Figure
from pipeline.link.indicator import Phrase
from pipeline.link.places import Place, Reading, compared
from pipeline.mentions import Span
from pipeline.rules import decide
from pipeline.types import GoalKind, Operator

# How a table of indicators goes on behind a value, and what stands before it.
_BINDS = re.compile(r"(?:以[上内下]|左右)?[ \n]{1,3}[［\[]?(?:约束性|预期性)")
_NAME_CELL = re.compile(
    r"(?P<name>[\u4e00-\u9fff][^\n 。，；：]{2,38})(?:[ \n]+[\d.,%]+){0,2}[ \n]{1,3}"
    r"(?P<sign>下降|降低|提高|增长|累计|[<>≤≥＜＞])?[ ]?\Z"
)
_CELL_REACH = 60
_CHANGES = ("下降", "降低", "提高")
_SIGNS = {"<": "lt", ">": "gt", "＜": "lt", "＞": "gt", "≤": "le", "≥": "ge"}
# A group that a share is of, and what stands before the share.
_OF_GROUP = re.compile(
    r"(?:以上|及以上)?的(?P<group>[^，。；、：\d的]{2,14}?)(?=[，。；、]|和\d|与|通过|实现|建[立成有]|达到|完成|用于|支持|实施|开展|参[加与]|纳入|$)"
)
_OPENS_PORTION = re.compile(
    r"(?:覆盖|抽查|检查|安排|遴选|确保|力争|实现|推动|全[省市县区国]|[前底内、和及到])(?:不少于|不低于|至少)?\Z"
)
# What covers a share of places names them right behind it: 覆盖95%乡镇.
_COVERED = re.compile(r"(?P<group>[^，。；、：\d的]{2,14}?)(?=[，。；、]|和|与|$)")
_COVERS = re.compile(r"覆盖(?:不少于|不低于|至少|超过|约)?\Z")
# A group that a share opens and a predicate ends: 60%公办幼儿园纳入….
_GROUP_ACTS = re.compile(
    r"的?(?P<group>[^，。；、：\d的]{2,14}?)(?=(?:全部|基本)?(?:纳入|实现|达到|建[成立有]|完成|就读|开展|配备|通过))"
)
# What is to be carried out to such a share.
_FULFILS = re.compile(
    r"完成(?P<what>[^，。；：、\d]{0,12}?(?:任务|计划|目标|总?投资|工程量|工作量))(?:总量|总数)?的?(?:不少于|不低于|至少)?\Z"
)


def cell(figure: Figure, place: Place) -> Reading | None:
    """The value of a table of indicators: its name in the cell before, behind it whether it binds."""
    text, span = place.text, figure.span
    if _BINDS.match(text, span.end) is None or " " in text[span.start : span.end]:
        return None
    name = _NAME_CELL.search(text, max(0, span.start - _CELL_REACH), span.start)
    if name is None:
        return None
    sign, op = name["sign"], cast(Operator, _SIGNS.get(name["sign"], "eq"))
    kind: GoalKind = "increment" if sign in _CHANGES else "growth" if sign == "增长" else "level"
    phrase = Phrase(Span(*name.span("name")), None, False)
    return Reading(
        figure, phrase, compared(figure, place) or op, kind, decide("goals", "goal.cell", phrase.span)
    )


def portion(figure: Figure, place: Place) -> Reading | None:
    """A share of a group that stands behind it: 覆盖80%以上的村, 抽查不少于30%的农户."""
    if figure.kind not in ("percent", "ratio"):
        return None
    text, span = place.text, figure.span
    op = compared(figure, place)
    lead = phrases.LEAD.match(text, place.phrase.start, span.start)
    opens = span.start == (lead.end() if lead else place.phrase.start)
    if op is None and _COVERS.search(text, place.phrase.start, span.start):
        covered = _COVERED.match(text, span.end, place.phrase.end)
        return None if covered is None else _of_group(figure, Span(*covered.span("group")), "eq")
    if op is None and opens:
        acts = _GROUP_ACTS.match(text, span.end, place.phrase.end)
        return None if acts is None else _of_group(figure, Span(*acts.span("group")), "eq")
    behind = _OF_GROUP.match(text, span.end, place.phrase.end)
    if behind is None or op is None or op not in ("ge", "gt"):
        return None
    if not opens and not _OPENS_PORTION.search(text, place.phrase.start, span.start):
        return None
    return _of_group(figure, Span(*behind.span("group")), op)


def _of_group(figure: Figure, group: Span, op: Operator) -> Reading:
    return Reading(figure, Phrase(group, None, True), op, "level", decide("goals", "goal.portion", group))


def fulfilled(figure: Figure, place: Place) -> Reading | None:
    """A task or a plan that is to be carried out to such a share: 完成年度任务的70%."""
    if figure.kind not in ("percent", "ratio"):
        return None
    done = _FULFILS.search(place.text, place.start, figure.span.start)
    if done is None:
        return None
    what = Span(*done.span("what"))
    op = compared(figure, place) or "eq"
    return Reading(figure, Phrase(what, None, False), op, "level", decide("goals", "goal.fulfilled", what))
