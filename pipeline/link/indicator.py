"""Where the phrase stands that names what a figure counts.

Policies write a figure in three ways: the indicator and a word that leads to its value (覆盖率达到90%),
a verb with its object and the number behind it (新建驿站30个), and a verb with the number before the
object (打造20个样板). A phrase here is a stretch between two marks of punctuation.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.mentions import Span
from pipeline.rules import table
from pipeline.types import GoalKind

_STOPS = "，；。：！？\n;,: 　"
_LEAD = re.compile(
    r"(?:(?:及|或)?以[上下内](?=[、和及与])|其中|并且?|以及|及|和(?![美谐平])|与|或|、|到|至|在(?![校园职岗役建研册编沪京粤])|的|将|要|应(?!届|急|用|收)当?|须|再(?!生|保|贷|担|就|制)|"
    r"还(?!款|贷|田|林)|均(?!衡|等)|也|使(?!用|馆)|让|把|等|是|自(?=20\d\d)|"
    r"(?:19|20)\d\d年度?(?:\d{1,2}月份?)?[底末]?(?:以?前|[内起])?|\d{1,2}月(?:\d{1,2}日|份)?[底末]?(?:以?前)?|[一二三两五\d]年[内后]|年[内底]前?|降低|提高|提升|压减|扩大|"
    r"力争|确保|争取|努力|积极|尽快|继续|进一步|大幅|原有|加快|大力|有序|稳妥|持续|每(?:季度|学年|学期|半年|两年|[年月季周])度?|全年|累计|预计|计划|总共|共(?!享|同|性|建)|"
    r"原则上|重点|至少|着力|加力|扎实|稳步|分批|深入|统筹|全面|推动|支持|鼓励|引导|促进|组织|指导|推进|带动|力促|保障(?!性)|吸引|"
    r"帮助|全省|全国|全区|全县|我市|我省|我区|全州|各地|每个?[市县区校]|基本(?!医|养|公|农|生)|初步|总体上?|今年|当年|本年度?|"
    r"同时|通过|[“\"(（）\s]|[一二三四五六七八九]是)+"
)
_TAIL = re.compile(
    r"(?:(?:较|比(?![重例率值]))[^，。；]{0,10}?(?:年|同期|[年期]?末|初|底|平均|目前|现行|以前)[^，。；]{0,6}?|"
    r"在[^，。；]{1,16}?(?:基础|标准|水平)上|同比|年均|年平均|分别|均|再|累计|总体|力争|预计|预期|实现|将|要|应当?|原则上|"
    r"全部|要求|目标|总数|位居|位列|稳居|居|进入|跻身|升至|迈入|排在|保持|稳定|近|超|逾|各|继续|努力|连续|逐步|逐年|平均|的?基础上|基本|增长|增速|到|“|\"|、|和|约|为|的|在|\s)+\Z"
)
_BAD_START = re.compile(
    r"和(?![美谐平])|[与及、的业量率值额型性化者权]|行[动业]|工[程作业]|计划|目标|力度|面积|项目|期间|会议|品种|基地|中心|总值|人次"
)
_AFTER = re.compile(r"(?:[（(]含[)）])?(?:及|或)?(?:以上|以下|以内|之内|左右|上下|多|余|\+)?的?")
_OPENS_LIST = re.compile(
    r"(?:及|或)?(?:以上|以下|以内|之内|左右)?(?=[，。；、：（(）)\n;,]|和|及|并|$|的?目标)"
)
_NOUN_END = re.compile(
    r"[，,；;。：:！？\n（(]|以及|(?:和|及|与|、)(?=[^，。；、和]{0,20}\d)|并|承担|大力|开展|参与|进行|达到|给予|每[个家名项]|用于|"
    r"[)）](?![\u4e00-\u9fff])|不少于|不低于|年内|实现|实施|完成|入选|纳入|获得|成为|加入|参加|进入|接入|取得|"
    r"(?:上市|上云|落地|投产|开工|入库|升规|达产|投用|挂牌|达标|转型|升级)(?=[，。；、：\n]|$)|通过|共同|分别|[。]"
)
_MODIFIER = re.compile(r"(?:具有|具备|符合|适应|满足|能够|拥有|面向|适合)[^，。；]{8,40}?的")
_GOVERNS = re.compile(
    "降低|提高|提升(?!率)|压减|下调|上调|完成(?!率)|实现(?!率)|将(?!军)|把(?!关|握)|使(?!用|馆)|确保|力争|推动"
)
_MAKES = re.compile("建成|打造|新增|新建|引进|创建|完成|形成|培育|组建|建立|设立")
_YEARLY_DOES = re.compile("每年度?(?:至少|应当?|要)?")
# What stands between the one who acts and the verb.
_HINGE = re.compile(
    r"每(?:年度?|月|季度|学年|学期|半年|两年|周)|各(?![类级地项种])|应当?|(?<![重主需必])要|[须需可并年]|至少|共同|联合|[会组](?=置)"
)
_NEW = re.compile("新[建改扩增开上]")
_COMPARISON = re.compile("不?(?:得)?(?:超过|少于|低于|高于|多于)|至少")
_LEADS_OR_COUNTS = re.compile("组织|带动|吸引")
_JOINTS = re.compile("、|和|及|以及|与")
# A phrase that has a predicate or a number of its own is no topic.
_SAID = re.compile(r"\d|提高|降低|提升|下调|增加|扩大|调整|确定|实行|执行|按照|规定")
_HEAD = re.compile(
    r"(?:率|量|额|值|度|收入|投资|规模|比重|比例|占比|面积|里程|装机|人[数口次]|[户总]数|数量|费用?|支出|贷款|企业|机构|平台|"
    r"岗位|床位|[园景社]区|基地|中心|站|村|项目|产业)\Z"
)
_LONG_DESCRIPTION = 12
_SAYS_ENOUGH = 4
_LONGEST_OBJECT = 16
_EACH_REACH = 14
_FARTHEST = 200
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator; `counts` is what its verb says of the number, None where no verb was read."""

    span: Span
    counts: GoalKind | None
    after: bool


@functools.cache
def _verbs() -> dict[str, tuple[GoalKind, str]]:
    kinds: dict[str, GoalKind] = {"level": "level", "increment": "increment"}
    listed = {row["verb"]: (kinds[row["kind"]], row["place"]) for row in table("goal_verbs")}
    newly = {f"新{verb}": ("increment", place) for verb, (_, place) in listed.items() if verb[0] not in "新增扩"}
    return newly | listed


def _choice(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@functools.cache
def _chain() -> re.Pattern[str]:
    """Verbs in a row: 培育认定, 新引进和培育."""
    verb = _choice(list(_verbs()))
    return re.compile(rf"(?:{verb})(?:(?:和|与|、|并|或)?(?:{verb})){{0,3}}")


@functools.cache
def _direct() -> re.Pattern[str]:
    """Verbs in a row and a comparison, up to the number."""
    return re.compile(
        rf"(?P<verbs>{_chain().pattern})"
        r"(?:好|了)?(?:年产|日产)?(?:不少于|不低于|不得少于|不超过|至少|超过|突破|超|约|近|逾|力争|累计|总计|共|各|出)?\Z"
    )


@functools.cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(_choice([verb for verb, (_, place) in _verbs().items() if place == "any"]))


def _kind(verbs: str) -> GoalKind:
    """What a chain of verbs says: an increment if its first verb does."""
    first = _chain_head().match(verbs)
    return _verbs()[first.group()][0] if first else "level"


@functools.cache
def _chain_head() -> re.Pattern[str]:
    return re.compile(_choice(list(_verbs())))


def phrase_around(text: str, span: Span, left: int, right: int) -> Span:
    """The stretch between two marks of punctuation that holds `span`, inside [left, right)."""
    left, right = max(left, span.start - _FARTHEST), min(right, span.end + _FARTHEST)
    start = max(text.rfind(mark, left, span.start) for mark in _STOPS) + 1
    ends = [at for mark in _STOPS if (at := text.find(mark, span.end, right)) >= 0]
    start = max(start, left)
    opened = text.rfind("（", start, span.start)
    if opened >= 0 and text.find("）", opened, span.start) < 0:
        start = opened + 1
    return Span(start, min(ends, default=right))


def leading(text: str, start: int, end: int, measured: bool = False) -> Phrase | None:
    """The indicator in text[start:end], before a word that leads to its value; None if nothing is left.

    Where a share is `measured`, 新建 and its like describe what has the share and count nothing.
    """
    span = _trim(text, _yearly(text, start, end), end)
    if span is None:
        return None
    span = _head(text, span)
    if measured and _NEW.match(text, span.start, span.end):
        return Phrase(span, None, False)
    if _chain().fullmatch(text, span.start, span.end):
        return None
    moved = list(_GOVERNS.finditer(text, span.start, span.end))
    if moved and _object(text, moved[-1].end(), span.end):
        return Phrase(Span(moved[-1].end(), span.end), None, False)
    acting = None if measured else _acting(text, span.start, span.end)
    if acting is not None:
        return Phrase(Span(acting.end(), span.end), _kind(acting.group()), False)
    verbs, least = _anywhere().match(text, span.start, span.end), 2
    if verbs is None:
        verbs, least = _chain().match(text, span.start, span.end), 4
    if verbs is not None and span.end - verbs.end() >= least and _object(text, verbs.end(), span.end):
        return Phrase(Span(verbs.end(), span.end), _kind(verbs.group()), False)
    return Phrase(span, None, False)


def before_pause(text: str, left: int, pause: int) -> Phrase | None:
    """The noun phrase without a number that ends at a comma; None where the words before it say more."""
    start = max(text.rfind(mark, max(left, pause - _FARTHEST), pause) for mark in _STOPS) + 1
    span = _trim(text, max(start, left), pause)
    if span is None or span.end < pause or _SAID.search(text, span.start, span.end):
        return None
    return Phrase(_head(text, span), None, False)


def counted_after(text: str, start: int, span: Span, right: int) -> Phrase | None:
    """The object behind its number (打造20个样板), the verb standing right before the number."""
    verbs = _direct().search(text, max(start, span.start - 24), span.start)
    if verbs is not None:
        counts = _kind(verbs["verbs"])
    elif text.startswith("等", span.start - 1):
        lead = _LEAD.match(text, start, span.start)
        named = _chain().match(text, lead.end() if lead else start, span.start)
        named = named or _acting(text, start, span.start - 1)
        if named is None:
            return None
        counts = _kind(named.group())
    else:
        return None
    found = noun_after(text, span.end, right)
    return None if found is None else Phrase(found, counts, True)


def taken_up(text: str, left: int, start: int, span: Span, right: int) -> Phrase | None:
    """The object of the phrase before, where a verb stands right before its number: 共建基地，每年认定5家."""
    verbs = _direct().search(text, max(start, span.start - 24), span.start)
    if verbs is None or not closes(text, span.end, right):
        return None
    pause = start - 1
    if pause > left and text[pause] == "，":
        found = _object_of(text, max(text.rfind(mark, left, pause) for mark in "，；：\n") + 1, pause, left)
        if found is not None:
            return Phrase(found, _kind(verbs["verbs"]), False)
    return None


def _object_of(text: str, begin: int, end: int, left: int) -> Span | None:
    """The object of the last verb that acts in text[begin:end]."""
    begin = max(begin, left)
    lead = _LEAD.match(text, begin, end)
    begin = lead.end() if lead else begin
    verbs = _acting(text, begin, end) or _chain().match(text, begin, end)
    if verbs is None or not _object(text, verbs.end(), end) or end - verbs.end() > _LONGEST_OBJECT:
        return None
    return _trim(text, verbs.end(), end)


def counted_before(text: str, start: int, span: Span, right: int) -> Phrase | None:
    """The object before its number (新建驿站30个), the verb standing before the object."""
    if not closes(text, span.end, right):
        return None
    begin = start = _yearly(text, start, span.start)
    lead = _LEAD.match(text, begin, span.start)
    begin = lead.end() if lead else begin
    verbs = _chain().match(text, begin, span.start)
    if verbs is not None and not _object(text, verbs.end(), span.start):
        verbs = _chain_head().match(text, begin, span.start)
    if verbs is None or not _object(text, verbs.end(), span.start):
        verbs = _acting(text, begin, span.start)
    if verbs is None:
        verbs = next(
            (m for m in _anywhere().finditer(text, begin, span.start) if _object(text, m.end(), span.start)),
            None,
        )
    if verbs is None:
        verbs = _verb_ending_at(text, start, begin)
    if verbs is None or not _object(text, verbs.end(), span.start):
        return None
    later = [m for m in _MAKES.finditer(text, verbs.end(), span.start) if _object(text, m.end(), span.start)]
    verbs = later[-1] if later else verbs
    kind = _kind(verbs.group())
    short = span.start - verbs.end() <= 2 and verbs.start() > begin
    found = _trim(text, begin if short else verbs.end(), span.start)
    return None if found is None else Phrase(_head(text, found), kind, False)


def verb_before(text: str, start: int, span: Span) -> Span | None:
    """The verb that stands right before its number, without an object: 至少服务1次."""
    verbs = _direct().search(text, max(start, span.start - 24), span.start)
    return None if verbs is None else Span(*verbs.span("verbs"))


def noun_before(text: str, start: int, span: Span, right: int) -> Span | None:
    """The noun right before its number, where the phrase closes behind it: 农业强镇4个."""
    return _trim(text, start, span.start) if closes(text, span.end, right) else None


def closes(text: str, end: int, right: int) -> bool:
    """Whether the phrase closes, or a list goes on, right behind a figure that ends at `end`."""
    return _OPENS_LIST.match(text, end, right) is not None or end >= right


def noun_after(text: str, end: int, right: int) -> Span | None:
    """The noun phrase that a number counts, from behind it to where it ends."""
    after = _AFTER.match(text, end, right)
    begin = after.end() if after else end
    stop = _NOUN_END.search(text, begin, min(right, begin + _LONGEST))
    close = stop.start() if stop else min(right, begin + _LONGEST)
    modifier = _MODIFIER.match(text, begin, close)
    if modifier is not None and close - modifier.end() >= 4 and modifier.end() - begin > 16:
        begin = modifier.end()
    while begin < close and text[begin] in ' "':
        begin += 1
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


def _head(text: str, span: Span) -> Span:
    """The phrase itself, or what stands behind its last 的 where a long description stands before it."""
    described = text.rfind("的", span.start, span.end)
    long = described - span.start > _LONG_DESCRIPTION and span.end - described > _SAYS_ENOUGH
    return Span(described + 1, span.end) if long else span


def _yearly(text: str, start: int, end: int) -> int:
    """Where the predicate of 每年 begins in text[start:end], its subject left out; `start` without one."""
    for every in _YEARLY_DOES.finditer(text, start, end):
        if _chain().match(text, every.end(), end):
            return every.end()
    return start


def _acting(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last verb in text[start:end] that a word before it shows to act, its object reaching to `end`."""
    each = _chain().search(text, start + 1, min(end, start + _EACH_REACH)) if text.startswith("每", start) else None
    found = each if each is not None and _object(text, each.end(), end) else None
    for hinge in _HINGE.finditer(text, start, end):
        verbs = _chain().match(text, hinge.end(), end)
        if verbs is not None and _object(text, verbs.end(), end):
            found = verbs
    begin = found.end() if found else start
    for verbs in _anywhere().finditer(text, begin + 1, end):
        if "的" not in text[verbs.start() : end] and _object(text, verbs.end(), end):
            found = verbs
    return found


def _verb_ending_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The verb that ends at `end`: 组织 and 带动 lead on to other verbs, or count an object themselves."""
    return _LEADS_OR_COUNTS.fullmatch(text, max(start, end - 2), end)


def _object(text: str, begin: int, end: int) -> bool:
    return (
        end - begin >= 2
        and not _BAD_START.match(text, begin, end)
        and not _COMPARISON.fullmatch(text, begin, end)
    )


def _trim(text: str, start: int, end: int) -> Span | None:
    """text[start:end] without what only leads to a noun phrase or away from it."""
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    begin = max(begin, end - _LONGEST)
    tail = _TAIL.search(text, begin, end)
    close = tail.start() if tail else end
    summed = text.rfind("等", begin, close)
    if summed > begin and text[summed - 1 : summed + 2] not in ("高等教", "中等职") and close - summed > 3:
        begin = summed + 1
    if begin > start and text[begin - 1] == "“" and "”" in text[begin:close]:
        begin -= 1
    return Span(begin, close) if close - begin >= 2 else None
