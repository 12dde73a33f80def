"""The terms of a sum: how often it is given, and what each one gets it."""

from __future__ import annotations

import re

from pipeline.mentions import Span
from pipeline.types import Frequency

_BEFORE, _AFTER = 60, 16
_GIVE = "给予|予以|奖励|奖补|补助|补贴|资助|发放"

_ONCE = re.compile(r"一次性|一次(?!会)")
_ONCE_AFTER = re.compile(r"[^，。；：、\d]{0,8}一次性")
# A measure of a year (年销售额, 年度实际到位外资), but not of the year before, of three years, of 2020年.
_YEARLY = re.compile(
    r"每年|每个?年度|按年|逐年|全年|(?<=同一)年度"
    r"|(?<![\d一二三四五六七八九十两几满当同上去本首次近历多])年度?(?![^，。；]{0,30}%)(?=[^，。；\d]{0,10}(?:额|量|奖励|补助|补贴|奖补|最高|贡献|总?收入|营收|产值"
    r"|创汇|外资|投入|税|薪|报酬|利润|增收|研发|销售|零售|采购))"
)
_YEARLY_AFTER = re.compile(r"(?:（[^（）]{0,6}）)?(?:/[^，。；、\d]{1,6})?(?:[/·]年|每年)")

# 每家企业, 单个项目, 同一企业: the noun ends where what is done to it begins.
_HEAD = r"每(?!年|当)|单(?=[个家户项台品村间城校件套车笔])|单位(?=面积)|同一(?!年|时)|一个(?=企业|项目|单位)"
_NOUN_ENDS = (
    r"每年|每个年度|全年|(?<!一)年|给予|予以|补助|补贴|津贴|奖励|资助|奖补|发|贴息|补足|颁|支付|支给|列支|享受|获得|申请|申领"
    r"|一次性|最高|最多|最低|不超过|不低于|不少于|不高于|不得|不能|超过|达到|累计|合计|总额|上限|标准|金额|价格|价值|收入|月租"
    r"|额外|原则|收[费取]|征收|加价|(?<=[次月年人件])得|的|按|以|可|再|另|为|在|分别|同一|提高|增加|减|扣|计|未|投入|投资|税收|财政|贷款|销售|购置|设备|新台币|人民币"
    r"|[（\d]|[两三五]年|$"
)
_BEARER = r"(?:个|家|户)?(?:企业|项目|单位|机构)"
_PER_BEFORE = re.compile(
    rf"单[台个件家]（[^（）]{{1,2}}）|(?:{_HEAD})(?:{_BEARER}(?=[^，。；、：\s]{{0,40}}\Z)|[^，。；、：\d\s]{{0,8}}?(?=\s?(?:{_NOUN_ENDS})))"
    # 人均 in 人均收入 belongs to the measure.
    r"|[人户亩生车床]均(?=[^，。；、：\d]{0,8}(?:标准|补助|补贴|奖补|经费|拨款|给予|不超过|最高)[^，。；、：\d]{0,8}\Z|(?:不低于|不少于)?\Z)"
)
# 每引进1人奖励: the step is printed with its own number. A sum that is such a step itself has no per.
_STEP = re.compile(
    rf"每(?![人户家亩吨台套件个名辆天日月次年村位平千百立公车单场案座栋])(?:(?!{_GIVE})[^，。；：、\d]){{1,8}}?"
    r"(?:\d[\d.]{0,8}\s?[万亿]?|[一二两三四五六七八九十百千万]{1,4}(?=[人名户家个项件台]))"
    rf"(?:(?!{_GIVE}|增加)[^，。；：、\d]){{0,8}}(?=，?\s?(?:另|再|可|各)?(?:{_GIVE}|增加)[^，。；\d]{{0,10}}\Z)"
)
_IS_STEP = re.compile(r"每(?:增|新增|实现|引进|吸纳|满|超|达|创汇|完成|提高)[^，。；：\d]{0,6}\Z")
_PER_AFTER = re.compile(
    r"(?:（[^（）]{0,6}）)?(?:/(?!年)(?P<unit>[^，。；、：\d\s的给（）和至或且]{1,6}?)"
    r"|(?P<each>每[人户家亩吨台套件个名辆天日月次](?:每?[月日天年])?))"
    r"(?=/年|[，。；、的给（）和至或标且房租计予以]|奖|补|资|$)"
)
_TIME = re.compile(r"[年月日天]")
# What only limits what the phrase before it gives: …给予补贴，最高20万元.
_LIMITS = re.compile(r"\s?(?:但|其中|且)?(?:最高|最多|累计|合计|总额|总计|不超过)")
_GIVES = re.compile(rf"{_GIVE}|领取|[%‰]")


def terms(text: str, group: Span, scope: Span) -> tuple[Frequency | None, Span | None]:
    """How often the sums of a list at `group` are given, and where it says what each one gets them."""
    left = max(scope.start, group.start - _BEFORE)
    phrase = max(left, _last_mark(text, left, group.start))
    return _frequency(text, phrase, group), _per(text, left, phrase, group)


def _last_mark(text: str, left: int, right: int) -> int:
    return max(text.rfind(mark, left, right) for mark in "，。；：") + 1


def _frequency(text: str, phrase: int, group: Span) -> Frequency | None:
    right = min(group.end + _AFTER, len(text))
    if _ONCE.search(text, phrase, group.start) or _ONCE_AFTER.match(text, group.end, right):
        return "once"
    if _YEARLY.search(text, phrase, group.start) or _YEARLY_AFTER.match(text, group.end, right):
        return "yearly"
    return None


def _per(text: str, left: int, phrase: int, group: Span) -> Span | None:
    before = _each(text, phrase, group.start)
    behind = _PER_AFTER.match(text, group.end, min(group.end + _AFTER, len(text)))
    if behind:
        span = Span(*behind.span("unit" if behind["unit"] else "each"))
        if before is None or not _TIME.fullmatch(text, span.start, span.end):
            return span
    if before is not None:
        return before
    if step := _STEP.search(text, left, group.start):
        return Span(*step.span())
    if _LIMITS.match(text, phrase, group.start):
        earlier = max(left, _last_mark(text, left, max(left, phrase - 1)))
        if _GIVES.search(text, earlier, phrase):
            return _each(text, earlier, max(earlier, phrase - 1))
    return None


def _each(text: str, left: int, right: int) -> Span | None:
    if _IS_STEP.search(text, left, right) or _STEP.search(text, left, right):
        return None
    found = [Span(*match.span()) for match in _PER_BEFORE.finditer(text, left, right)]
    if not found:
        return None
    last = found[-1]
    return Span(found[-2].start, last.end) if len(found) > 1 and found[-2].end == last.start else last
