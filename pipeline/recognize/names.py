"""Finding names of bodies and their full official names."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.mentions import Name, Span, Why
from pipeline.recognize import bodies
from pipeline.recognize.bodies import Home
from pipeline.recognize.regions import find_regions
from pipeline.rules.loader import patterns
from pipeline.types import Metadata

# What the name of one body ends with, and what the name of a group does.
_BODY_END = re.compile(
    r"(?:[局厅署部委办会院行社处站所队]|中心|政府|公所|公司|集团|小组|指挥部|专班|机构|部门|单位|机关|海关|税务|联|窗口|银行|中支|企业|基金"
    r"|大学|学校|高校|法院|园区|财政|协会|学会|各[省市区县州地镇]区?|[省市县区州]|乡镇|街道|组委|总社|管委|公安|大队|支队|医院|运营商|电台)$"
)
_HEAD = re.compile(r"(?:(?:中共)?(?:自治区|自治州|省|市|州|盟|区|县|旗)(?:委|人民政府|政府)?)$")
_BOUND = re.compile(r"[一-龥]{0,24}$")
_GREMIUM = re.compile(
    r"(?:领导小组|联席会议|委员会|指挥部|工作专班|理事会|融资服务窗口)(?:制度)?(?:办公室)?$"
)


@functools.cache
def _tails() -> tuple[AhoCorasick, tuple[str, ...], frozenset[str]]:
    central = bodies.central_names()
    names = (*bodies.tails(), *central, *bodies.central_short_names(), "人民政府", "政府", "管委会")
    unique = tuple(dict.fromkeys(names))
    return AhoCorasick(unique, matchkind=MatchKind.LeftmostLongest), unique, frozenset(central)


def groups(text: str) -> list[tuple[int, int]]:
    """The stretches that name a group of bodies (各市、县人民政府, 有关部门), longest first, in order."""
    found = sorted(
        (span for rule in patterns("names") for span in rule.spans(text)), key=lambda s: (s[0], -s[1])
    )
    kept: list[tuple[int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def is_body(surface: str, home: Home) -> bool:
    """Whether a name looks like that of a body."""
    return _BODY_END.search(surface) is not None or bodies.full_name(surface, home) is not None


def recognize(text: str, metadata: Metadata) -> tuple[Name, ...]:
    """All names of bodies in a normalised text, in order, not overlapping.

    The region and level of `metadata` say what 省, 市 and 县 stand for in names like 省经信厅.
    """
    home = bodies.home_of(metadata, text)
    return ()
