"""Verbs whose object is counted, and whether a verb acts where it stands."""

from __future__ import annotations

import functools
import re

from pipeline.rules import table
from pipeline.types import GoalKind

_BAD_START = re.compile(
    r"和(?![美谐平])|[与及、的值额者]|业(?![主务])|量(?![子具])|率(?!先)|型(?!号)|性(?!能)|化(?![肥工学石纤])|权(?!益)|行[动业]|工[程作业]|计划|目标|力度|面积|项目|期间|会议|品种|基地|中心|总值|人次"
)
_YEARLY_DOES = re.compile("每年度?(?:至少|应当?|要)?(?:公开|统一|集中|定向|择优|重点|面向社会)*")
# What stands between the one who acts and the verb.
_HINGE = re.compile(
    r"每(?:年度?|月|季度|学年|学期|半年|两年|周)|各(?![类级地项种])|应当?|(?<![重主需必])要|[须需可并年]|至少|共同|联合|[会组](?=置)"
)
# What is newly built and what is rebuilt are counted together.
_REBUILDS = re.compile("新建.{1,2}[改扩]")
_COMPARISON = re.compile("不?(?:得)?(?:超过|少于|低于|高于|多于)|至少")
_EACH_REACH = 14


@functools.cache
def _verbs() -> dict[str, tuple[GoalKind, str]]:
    kinds: dict[str, GoalKind] = {"level": "level", "increment": "increment"}
    listed = {row["verb"]: (kinds[row["kind"]], row["place"]) for row in table("goal_verbs")}
    newly: dict[str, tuple[GoalKind, str]] = {
        f"新{verb}": ("increment", place) for verb, (_, place) in listed.items() if verb[0] not in "新增扩"
    }
    return newly | listed


def _choice(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@functools.cache
def chain() -> re.Pattern[str]:
    """Verbs in a row: 培育认定, 新引进和培育."""
    verb = _choice(list(_verbs()))
    return re.compile(rf"(?:{verb})(?:(?:和|与|、|并|或)?(?:{verb})){{0,3}}")


@functools.cache
def direct() -> re.Pattern[str]:
    """Verbs in a row and a comparison, up to the number."""
    return re.compile(
        rf"(?P<verbs>{chain().pattern})"
        r"(?:好|了)?(?:年产|日产|现有|原有|首批|第一批)?(?:不少于|不低于|不得少于|不超过|至少|超过|突破|超|约|近|逾|力争|累计|总计|共|各|出)?\Z"
    )


@functools.cache
def anywhere() -> re.Pattern[str]:
    """A verb that is told from a noun wherever it stands."""
    return re.compile(_choice([verb for verb, (_, place) in _verbs().items() if place == "any"]))


def kind_of(verbs: str) -> GoalKind:
    """What a chain of verbs says: an increment if its first verb does."""
    if _REBUILDS.match(verbs):
        return "level"
    opening = first().match(verbs)
    return _verbs()[opening.group()][0] if opening else "level"


@functools.cache
def first() -> re.Pattern[str]:
    """One verb alone: the first of a row."""
    return re.compile(_choice(list(_verbs())))


def acting(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last verb in text[start:end] that a word before it shows to act, its object reaching to `end`."""
    each = (
        chain().search(text, start + 1, min(end, start + _EACH_REACH))
        if text.startswith("每", start)
        else None
    )
    found = each if each is not None and is_object(text, each.end(), end) else None
    for hinge in _HINGE.finditer(text, start, end):
        verbs = chain().match(text, hinge.end(), end)
        if verbs is not None and is_object(text, verbs.end(), end):
            found = verbs
    begin = found.end() if found else start
    for verbs in anywhere().finditer(text, begin + 1, end):
        if "的" not in text[verbs.start() : end] and is_object(text, verbs.end(), end):
            found = verbs
    return found


def is_object(text: str, begin: int, end: int) -> bool:
    """Whether text[begin:end] can be the object of the verb before it, and that verb no part of a noun."""
    return (
        end - begin >= 2
        and not _BAD_START.match(text, begin, end)
        and not _COMPARISON.fullmatch(text, begin, end)
    )


def yearly(text: str, start: int, end: int) -> int:
    """Where the predicate of 每年 begins in text[start:end], its subject left out; `start` without one."""
    for every in _YEARLY_DOES.finditer(text, start, end):
        if chain().match(text, every.end(), end):
            return every.end()
    return start
