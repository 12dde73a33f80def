"""The terms of a sum: how often it is given, and what each one gets it."""

from __future__ import annotations

import re

from pipeline.mentions import Span
from pipeline.types import Frequency

_BEFORE, _AFTER = 30, 12
_ONCE = re.compile(r"一次性|一次")
_YEARLY = re.compile(
    r"每年|每个?年度|按年|逐年|全年|(?<![\d一二三四五六七八九十两几满当同])年度?"
    r"(?=补助|奖励|补贴|地?方?财?政?贡献|[总主]?营|产值|研发|销售|零售|薪|报酬|收入|缴|纳税)|(?<=同一)年度"
)
_YEARLY_AFTER = re.compile(r"(?:（[^（）]{0,6}）)?(?:/[^，。；、\d]{1,4})?(?:/年|每年)")
_PER_BEFORE = re.compile(
    r"((?:每(?!年)[^，。；、：\d\s]|单[个家户笔项台品]|单位(?=面积)|同一(?!年)|一个(?=企业|项目|单位))[^，。；、：\d\s]{0,8}?|[亩生人户车床]均)"
    r"(?=每年|每个年度|给予|予以|补助|补贴|奖励|资助|一次性|最高|最多|不超过|不得|累计|按|奖补|发|总额|年度|额外|\d|标准"
    r"|新台币|未|颁|贴息|补足|提高|分别|为|增加|减|扣|计|投入|投资|税收|财政|$)"
)
_PER_AFTER = re.compile(
    r"(?:（[^（）]{0,6}）)?(?:/(?!年)([^，。；、：\d\s的给（）和至或]{1,6}?)"
    r"|每([人户家亩吨台套件个名辆天日月次](?:每?[月日天年])?))(?=/年|[，。；、的给（）和至或标]|奖|补|资|$)"
)


def terms(text: str, group: Span, scope: Span) -> tuple[Frequency | None, str | None]:
    """How often the sums of a list at `group` are given, and what each one gets them, as printed."""
    before = re.split("[，。；：]", text[max(scope.start, group.start - _BEFORE) : group.start])[-1]
    after = text[group.end : min(group.end + _AFTER, len(text))]
    return _frequency(before, after), _per(before, after)


def _frequency(before: str, after: str) -> Frequency | None:
    if _ONCE.search(before) or after.startswith(("一次性", "的一次性", "以内的一次性")):
        return "once"
    if _YEARLY.search(before) or _YEARLY_AFTER.match(after):
        return "yearly"
    return None


def _per(before: str, after: str) -> str | None:
    behind = _PER_AFTER.match(after)
    if behind:
        return behind.group(1) or "每" + behind.group(2)
    found = _PER_BEFORE.findall(before)
    return found[-1] if found else None
