"""Noun phrases: where they begin and end around a figure.

A phrase is a stretch between two marks of punctuation; a noun phrase is what is left of it without the words
that only lead to it or away from it.
"""

from __future__ import annotations

import re

from pipeline.mentions import Span

STOPS = "，；。：！？\n;,: 　"
LEAD = re.compile(
    r"(?:(?:及|或)?以[上下内](?=[、和及与])|其中|并且?|以及|及|和(?![美谐平])|与|或|、|到|至|在(?![校园职岗役建研册编沪京粤])|的|将|要|应(?!届|急|用|收)当?|须|再(?!生|保|贷|担|就|制)|"
    r"还(?!款|贷|田|林)|均(?!衡|等)|也|使(?!用|馆)|让|把|等|是|自(?=20\d\d)|"
    r"(?:19|20)\d\d年度?(?:\d{1,2}月份?)?[底末]?(?:以?前|[内起])?|\d{1,2}月(?:\d{1,2}日|份)?[底末]?(?:以?前)?|[一二三两五\d]年[内后]|年[内底]前?|降低|提高|提升|压减|扩大|"
    r"力争|确保|争取|努力|积极|尽快|继续|进一步|大幅|原有|加快|大力|有序|稳妥|持续|每(?:季度|学年|学期|半年|两年|[年月季周])度?|全年|累计|预计|计划|总共|共(?!享|同|性|建)|"
    r"原则上|重点(?!行业|领域|企业|区域|地区|人群|群体|产业|项目|工程|场所|单位|流域|水域|实验室)|至少|着力|加力|扎实|稳步|分批|分类|分区|深入|统筹|全面|推动|支持|鼓励|引导|促进|组织|指导|推进|带动|力促|保障(?!性)|吸引|"
    r"帮助|全[国省市区县州镇乡]|我[省市区县州]|各地|每个?[市县区校]|基本(?!医|养|公|农|生)|初步|总体上?|今年|当年|本?年度|本年|"
    r"同时|通过|[“\"(（）\s]|[一二三四五六七八九]是)+"
)
_TAIL = re.compile(
    r"(?:(?:较|比(?![重例率值]))[^，。；]{0,10}?(?:年|同期|[年期]?末|初|底|平均|目前|现行|以前)[^，。；]{0,6}?|"
    r"在[^，。；]{1,16}?(?:基础|标准|水平)上|同比|年均|年平均|分别|均|再|共|按|动态|左右|以[上下内]|全[国省市县区州]|累计|总体|力争|预计|预期|实现|将|要|应当?|原则上|"
    r"全部|要求|目标|总数|位居|位列|稳居|居|进入|跻身|升至|迈入|排在|保持|稳定|近|超|逾|各|继续|努力|连续|逐步|逐年|平均|的?基础上|基本|增长|增速|到|“|\"|、|和|约|为|的|在|\s)+\Z"
)
# What a table's row says behind an indicator: its unit, and what it was.
_NOTED = re.compile(
    r"(?:（(?:(?:19|20)\d\d年[^（），。；\d]{0,8}为[^（），。；]{1,24}|(?:单位：)?"
    r"(?:[万亿千百]{0,2}(?:[美港欧日]?元|吨|亩|公顷|平方[米公里]+|公里|千瓦时?|人次?|户|个|家|项|辆|套|张|件)|%|‰|万))）)+(?:到(?:19|20)\d\d年[底末]?)?\Z"
)
AFTER = re.compile(r"(?:[（(]含[)）])?(?:及|或)?(?:以上|以下|以内|之内|左右|上下|多|余|\+)?的?")
_OPENS_LIST = re.compile(
    r"(?:及|或)?(?:以上|以下|以内|之内|左右)?(?=[，。；、：（(）)\n;,]|和|及|并|$|的?目标)"
)
_NOUN_END = re.compile(
    r"[，,；;。：:！？\n（(]|以及|(?:和|及|与|、)(?=[^，。；、和]{0,20}\d)|并|承担|大力|开展|参与|进行|达到|给予|每[个家名项]|用于|组成|"
    r"[)）](?![\u4e00-\u9fff])|不少于|不低于|年内|实现|实施|完成|入选|纳入|获得|成为|加入|参加|进入|接入|取得|"
    r"(?:上市|提[档质](?:升级|扩容|增效)|转型升级|扩容提质|上云|落地|投产|开工|入库|升规|达产|投用|挂牌|达标|转型|提[档质]|升级)(?=[，。；、：\n]|$)|通过|共同|分别|[。]"
)
# A long condition that those who are counted meet is left out; what they have belongs to them.
_MODIFIER = re.compile(r"(?:符合|适应|满足|能够|面向|适合)[^，。；]{8,40}?的(?=[^，。；]{4})")
# What has a capacity is counted, never the capacity: 600辆客车的组装能力.
_CAPACITY = re.compile("的[^的]{0,12}(?:能力|产能|规模|容量|需求|数据集)")
# The places that are named with one character.
_SHORT = frozenset("县市区镇乡村校")
_KINDS = re.compile("（[县市区镇乡街道、]{1,8}）")
_JOINTS = re.compile("、|和|及|以及|与")
# 等 closes a list, but no 高等, 中等, 等级.
_SUMS_UP = re.compile("(?<![高中初同优平均])等(?![级次额量值待])")
_HEAD = re.compile(
    r"(?:率|量|额|值|度|收入|投资|规模|比重|比例|占比|面积|里程|装机|人[数口次]|[户总]数|数量|费用?|支出|贷款|企业|机构|平台|"
    r"岗位|床位|[园景社]区|基地|中心|站|村|项目|产业)\Z"
)
_LONG_DESCRIPTION = 12
_SAYS_ENOUGH = 4
# A predicate of its own, before the noun that goes on: 面积保持稳定、产量.
_SAID_OF_ANOTHER = re.compile(
    "(?:稳定|增长|提高|提升|增强|改善|完善|优化|健全|扩大|增加|下降|降低|加快|形成|向好|合理)、(?=[^、]{2,})"
)
FARTHEST = 200
_LONGEST = 40
_BEFORE_BRACKET = 16


def phrase_around(text: str, span: Span, left: int, right: int) -> Span:
    """The stretch between two marks of punctuation that holds `span`, inside [left, right)."""
    left, right = max(left, span.start - FARTHEST), min(right, span.end + FARTHEST)
    start = max(text.rfind(mark, left, span.start) for mark in STOPS) + 1
    ends = [at for mark in STOPS if (at := text.find(mark, span.end, right)) >= 0]
    start = max(start, left)
    opened = text.rfind("（", start, span.start)
    if opened >= 0 and text.find("）", opened, span.start) < 0:
        start = opened + 1
    return Span(start, min(ends, default=right))


def noun_before(text: str, start: int, span: Span, right: int) -> Span | None:
    """The noun right before its number, where the phrase closes behind it: 农业强镇4个."""
    return trim(text, start, span.start) if closes(text, span.end, right) else None


def closes(text: str, end: int, right: int) -> bool:
    """Whether the phrase closes, or a list goes on, right behind a figure that ends at `end`."""
    return _OPENS_LIST.match(text, end, right) is not None or end >= right


def noun_after(text: str, end: int, right: int) -> Span | None:
    """The noun phrase that a number counts, from behind it to where it ends."""
    after = AFTER.match(text, end, right)
    begin = after.end() if after else end
    stop = _NOUN_END.search(text, begin, min(right, begin + _LONGEST))
    close = stop.start() if stop else min(right, begin + _LONGEST)
    modifier = _MODIFIER.match(text, begin, close)
    begin = modifier.end() if modifier else begin
    for capacity in _CAPACITY.finditer(text, begin + 2, close):
        close = capacity.start() if capacity.end() == close else close
    while begin < close and text[begin] in ' "':
        begin += 1
    if text[begin:close] in _SHORT:
        kinds = _KINDS.match(text, close, right)
        return Span(begin, kinds.end() if kinds else close)
    return Span(begin, close) if close - begin >= 2 else None


def members(text: str, whole: Span, count: int) -> list[Span]:
    """The `count` indicators that 、 and 和 join in a phrase; none where they share a head (甲、乙机收率)."""
    edges = [m.span() for m in _JOINTS.finditer(text, whole.start, whole.end)]
    starts = [whole.start, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), whole.end]
    parts = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    if len(parts) != count or not all(_HEAD.search(text, part.start, part.end) for part in parts):
        return []
    return parts


def without_description(text: str, span: Span) -> Span:
    """The phrase itself, or what stands behind its last 的 where a long description stands before it."""
    described = text.rfind("的", max(span.start, text.rfind("）", span.start, span.end)), span.end)
    long = described - span.start > _LONG_DESCRIPTION and span.end - described > _SAYS_ENOUGH
    return Span(described + 1, span.end) if long else span


def _unbroken(text: str, start: int, begin: int, end: int) -> int:
    """`begin`, moved out of a bracket that it would cut in two, to before the noun it follows."""
    closed = text.find("）", begin, end)
    opened = text.rfind("（", start, closed) if closed >= 0 else -1
    return max(start, opened - _BEFORE_BRACKET) if 0 <= opened < begin else begin


def trim(text: str, start: int, end: int) -> Span | None:
    """text[start:end] without what only leads to a noun phrase or away from it."""
    lead = LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    begin = _unbroken(text, begin, max(begin, end - _LONGEST), end)
    tail = _TAIL.search(text, begin, end)
    close = tail.start() if tail else end
    noted = _NOTED.search(text, start, close)
    if noted:
        close = noted.start()
        begin = max(lead.end() if lead else start, close - _LONGEST)
    summed = text.rfind("等", begin, close)
    if summed > begin and _SUMS_UP.match(text, summed) and close - summed > 3:
        begin = summed + 1
    if begin > start and text[begin - 1] == "“" and "”" in text[begin:close]:
        begin -= 1
    said = [other.end() for other in _SAID_OF_ANOTHER.finditer(text, begin, close)]
    begin = said[-1] if said and close - said[-1] >= 2 else begin
    return Span(begin, close) if close - begin >= 2 else None
