"""Where the phrase stands that names what a figure counts.

Policies write a figure in three ways: the indicator and a word that leads to its value (覆盖率达到90%),
a verb with its object and the number behind it (新建驿站30个), and a verb with the number before the
object (打造20个样板). A phrase here is a stretch between two marks of punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.link import phrases, verbs
from pipeline.mentions import Span
from pipeline.types import GoalKind

_GOVERNS = re.compile(
    "降低|提高|提升(?!率)|压减|下调|上调|完成(?!率)|实现(?!率)|将(?!军)|把(?!关|握)|使(?!用|馆)|确保|力争|推动"
)
_MAKES = re.compile("建成|打造|新增|新建|引进|创建|完成|形成|培育|组建|建立|设立")
_NEW = re.compile("新[建改扩增开上]")
_LEADS_OR_COUNTS = re.compile("组织|带动|吸引|推进|推动|支持|指导|帮助|促进|引导")
# A phrase that has a predicate or a number of its own is no topic.
_SAID = re.compile(r"\d|提高|降低|提升|下调|增加|扩大|调整|确定|实行|执行|按照|规定")
_CELL = re.compile(r"[\u4e00-\u9fff“”]{2,16}")
_LONGEST_OBJECT = 16
# What takes place has no object; what stands before it takes place, unless it is somebody who can act.
_HAPPENS = re.compile(
    "(?:每(?:学年|学期|季度|半年|两年|年度?|月|周)|原则上|一般|应当?|须|至少)*"
    r"(?P<verb>召开|新?(?:开工|完工|竣工|建成|投产|达产|投用|投运|交付|开通|上线|入库|扩招|签约|落地))(?:不少于|不低于|至少|超过|约)?\Z"
)
# The whole that something is a part of, behind its part: 教师（含兼职教师）占职工总数超过一半.
_OF_WHOLE = re.compile(r"(?:（[^（）]{0,40}）)?占(?![比有地用道])[^，。；占]{1,20}\Z")
_SHARE = re.compile(
    r"(?:率|比|比例|比重|占比|份额)(?:均|分别|达到?|要|应|将|累计|力争|稳定在|不|提[高升]|至|到|为)*\Z"
)
_ACTS = re.compile(r"(?:[省市县区乡镇局委厅校]|部门|单位|政府|机构|企业|组织|街道)\Z")

# Those for whom, or the places in which, something is done: 为300名工人开展体检.
_FOR = re.compile(
    r"(?:(?:(?<![\u4e00-\u9fff])|免费|优先|集中|分别|[将并时年月日前内底是])(?:为|面向|让|使)|(?<![存现所正实内])在)(?:超过?|约|近|不少于|至少)?\Z"
)
_HOW = re.compile("(?:大力|积极|优先|率先|全面|集中|分别|免费|统一|广泛|深入|开始)+\\Z")
_OF_MEMBERS = re.compile("由(?P<who>[^，。；：、由\\d]{2,12}?)(?:不少于|至少|共)?\\Z")
_MAKE_UP = re.compile("(?:以上|左右)?(?:组成|构成)")
_TOWARDS = re.compile("(?:面向|[向为对给与同])[^，。；：、的\\d]{2}")
_SERVED = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator; `counts` is what its verb says of the number, None where no verb was read."""

    span: Span
    counts: GoalKind | None
    after: bool


def leading(text: str, start: int, end: int, measured: bool = False) -> Phrase | None:
    """The indicator in text[start:end], before a word that leads to its value; None if nothing is left.

    Where a share is `measured`, 新建 and its like describe what has the share and count nothing.
    """
    whole = _OF_WHOLE.search(text, start, end) if measured else None
    if whole is not None and not _SHARE.search(text, start, end):
        end = whole.start()
    span = phrases.trim(text, verbs.yearly(text, start, end), end)
    if span is None:
        return None
    span = phrases.without_description(text, span)
    if measured and _NEW.match(text, span.start, span.end):
        return Phrase(span, None, False)
    if verbs.chain().fullmatch(text, span.start, span.end):
        return None
    moved = list(_GOVERNS.finditer(text, span.start, span.end))
    if moved and verbs.is_object(text, moved[-1].end(), span.end):
        return Phrase(Span(moved[-1].end(), span.end), None, False)
    acting = None if measured else verbs.acting(text, span.start, span.end)
    if acting is not None and _is_one_word(acting, span):
        return Phrase(span, "increment", False)
    if acting is not None:
        return Phrase(Span(acting.end(), span.end), verbs.kind_of(acting.group()), False)
    verb, least = verbs.anywhere().match(text, span.start, span.end), 2
    if verb is None:
        verb, least = verbs.chain().match(text, span.start, span.end), 4
    if verb is not None and span.end - verb.end() >= least and verbs.is_object(text, verb.end(), span.end):
        return Phrase(Span(verb.end(), span.end), verbs.kind_of(verb.group()), False)
    return Phrase(span, None, False)


def before_pause(text: str, left: int, pause: int) -> Phrase | None:
    """The noun phrase without a number that ends at a comma; None where the words before it say more."""
    start = max(text.rfind(mark, max(left, pause - phrases.FARTHEST), pause) for mark in phrases.STOPS) + 1
    span = phrases.trim(text, max(start, left), pause)
    if span is None or span.end < pause or _SAID.search(text, span.start, span.end):
        return None
    return Phrase(phrases.without_description(text, span), None, False)


def counted_after(text: str, start: int, span: Span, right: int) -> Phrase | None:
    """The object behind its number (打造20个样板), the verb standing right before the number."""
    verb = verbs.direct().search(text, max(start, span.start - 24), span.start)
    if verb is not None:
        counts = verbs.kind_of(verb["verbs"])
    elif text.startswith("等", span.start - 1):
        lead = phrases.LEAD.match(text, start, span.start)
        named = verbs.chain().match(text, lead.end() if lead else start, span.start)
        named = named or verbs.acting(text, start, span.start - 1)
        if named is None:
            return None
        counts = verbs.kind_of(named.group())
    else:
        return None
    found = phrases.noun_after(text, span.end, right)
    return None if found is None else Phrase(found, counts, True)


def taken_up(text: str, left: int, start: int, span: Span, right: int) -> Phrase | None:
    """The object of the phrase before, where a verb stands right before its number: 共建基地，每年认定5家."""
    verb = verbs.direct().search(text, max(start, span.start - 24), span.start)
    if verb is None or not phrases.closes(text, span.end, right):
        return None
    pause = start - 1
    if pause > left and text[pause] == " ":
        cell = Span(max(left, *(text.rfind(mark, left, pause) + 1 for mark in " \n")), pause)
        found = cell if _CELL.fullmatch(text, cell.start, cell.end) else None
        return None if found is None else Phrase(found, verbs.kind_of(verb["verbs"]), False)
    if pause > left and text[pause] == "，":
        found = _object_of(text, max(text.rfind(mark, left, pause) for mark in "，；：\n") + 1, pause, left)
        if found is not None:
            return Phrase(found, verbs.kind_of(verb["verbs"]), False)
    return None


def of_event(text: str, start: int, span: Span, right: int) -> Phrase | None:
    """What takes place so many times or in so many cases, before its verb: 理事会会议每年至少召开两次."""
    if not phrases.closes(text, span.end, right):
        return None
    happens = _HAPPENS.search(text, max(start, span.start - 24), span.start)
    found = None if happens is None else phrases.trim(text, start, happens.start())
    if (
        happens is None
        or found is None
        or found.end != happens.start()
        or _ACTS.search(text, found.start, found.end)
    ):
        return None
    return Phrase(found, "increment" if happens["verb"].startswith("新") else "level", False)


def composed(text: str, start: int, span: Span) -> Phrase | None:
    """The members of whom a body is made up: 由委员九人组成."""
    who = _OF_MEMBERS.search(text, max(start, span.start - _SERVED), span.start)
    if who is None or not _MAKE_UP.match(text, span.end):
        return None
    return Phrase(Span(*who.span("who")), "level", False)


def served(text: str, start: int, span: Span, right: int) -> Phrase | None:
    """Those for whom, or the places where, something is done, up to its verb: 为300名工人开展体检."""
    if _FOR.search(text, max(start - 1, 0), span.start) is None:
        return None
    after = phrases.AFTER.match(text, span.end, right)
    begin = after.end() if after else span.end
    does = verbs.chain().search(text, begin + 2, min(right, begin + _SERVED))
    if does is None or "的" in text[does.end() : right]:
        return None
    how = _HOW.search(text, begin, does.start())
    return Phrase(Span(begin, how.start() if how else does.start()), "level", True)


def _object_of(text: str, begin: int, end: int, left: int) -> Span | None:
    """The object of the last verb that acts in text[begin:end]."""
    begin = max(begin, left)
    lead = phrases.LEAD.match(text, begin, end)
    begin = lead.end() if lead else begin
    verb = verbs.acting(text, begin, end) or verbs.chain().match(text, begin, end)
    if verb is None or not verbs.is_object(text, verb.end(), end) or end - verb.end() > _LONGEST_OBJECT:
        return None
    return phrases.trim(text, verb.end(), end)


def counted_before(text: str, start: int, span: Span, right: int) -> Phrase | None:
    """The object before its number (新建驿站30个), the verb standing before the object."""
    if not phrases.closes(text, span.end, right):
        return None
    begin = start = verbs.yearly(text, start, span.start)
    lead = phrases.LEAD.match(text, begin, span.start)
    begin = lead.end() if lead else begin
    verb = _governing(text, start, begin, span.start)
    if verb is None:
        return None
    kind = verbs.kind_of(verb.group())
    whole = _is_one_word(verb, Span(begin, span.start))
    found = phrases.trim(text, begin if whole else verb.end(), span.start)
    return None if found is None else Phrase(phrases.without_description(text, found), kind, False)


def _is_one_word(verb: re.Match[str], phrase: Span) -> bool:
    """Whether a verb stands in the middle of one word: 城镇新增就业."""
    adds = verbs.kind_of(verb.group()) == "increment"
    return adds and phrase.end - verb.end() <= 2 and verb.start() > phrase.start


def _governing(text: str, start: int, begin: int, end: int) -> re.Match[str] | None:
    """The verb whose object ends at `end`: it opens text[begin:end], acts in it, or ends the words before."""
    opening = (
        verbs.chain().match(text, begin, end),
        verbs.first().match(text, begin, end),
        verbs.acting(text, begin, end),
        *verbs.anywhere().finditer(text, begin, end),
        *_behind_others(text, begin, end),
        _verb_ending_at(text, start, begin),
    )
    verb = next((m for m in opening if m is not None and verbs.is_object(text, m.end(), end)), None)
    if verb is None:
        return None
    makes = [m for m in _MAKES.finditer(text, verb.end(), end) if verbs.is_object(text, m.end(), end)]
    return makes[-1] if makes else verb


def _behind_others(text: str, begin: int, end: int) -> list[re.Match[str]]:
    """The verbs behind those for whom, or with whom, something is done: 向外商推介项目30个."""
    opens = _TOWARDS.match(text, begin, end)
    return [] if opens is None else list(verbs.chain().finditer(text, opens.end(), min(end, begin + _SERVED)))


def verb_before(text: str, start: int, span: Span) -> Span | None:
    """The verb that stands right before its number, without an object: 至少服务1次."""
    verb = verbs.direct().search(text, max(start, span.start - 24), span.start)
    return None if verb is None else Span(*verb.span("verbs"))


def _verb_ending_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The verb that ends at `end`: 组织 and 带动 lead on to other verbs, or count an object themselves."""
    return _LEADS_OR_COUNTS.fullmatch(text, max(start, end - 2), end)
