"""Finding administrative regions: the mainland's to county level with GB/T 2260 codes, 港澳台 by name.

The divisions are those of github.com/yescallop/areacodes (CC0), see `lexicons/regions.tsv`: in use, or
no longer in use under a name that old documents still bear.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.rules.loader import table
from pipeline.types import Level

_LEVELS: dict[str, Level] = {"province": "province", "city": "city", "county": "county"}
_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
# Common nouns as well as names: read as a region only behind the region that holds it.
_COMMON = frozenset({"新城区", "城关区", "市郊区", "新市区", "南郊区", "北郊区"})
# Short names that are words of their own.
_WORDS = frozenset({"来宾", "白银", "朝阳", "海西", "海东", "海北", "大同", "长治"})
_NATIONALITY = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 "
    "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 塔吉克 怒 裕固 保安 独龙 鄂伦春 鄂温克 普米 各"
)
_PEOPLES = re.compile(
    rf"(?:(?:{'|'.join(sorted(_NATIONALITY.split(), key=len, reverse=True))})族?)+(?=自治[州县旗]$)"
)


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative region.

    `path` is its name as it stands in the name of its organs: 湘潭市, 柳河县, but 北京市海淀区. `until` is
    the last year of a region that is no longer in use, `successors` the codes of what became of it.
    """

    name: str
    path: str
    adcode: str
    level: Level
    province: str | None
    city: str | None
    until: int | None = None
    successors: tuple[str, ...] = ()

    def holds(self, other: Region) -> bool:
        """Whether the other region lies in this one."""
        return self.name == (other.province if self.level == "province" else other.city)


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The names of all regions: `inside` an upper region that stands before them, and `alone`."""

    inside: dict[str, tuple[Region, ...]]
    alone: dict[str, tuple[Region, ...]]
    names: tuple[str, ...]
    matcher: AhoCorasick


def _path(row: dict[str, str]) -> str:
    if row["level"] == "county" and row["province"] in _MUNICIPALITIES:
        return row["province"] + row["name"]
    if row["name"].endswith("区") and row["level"] == "county":
        return row["city"] + row["name"]
    return row["name"]


@functools.cache
def regions() -> tuple[Region, ...]:
    """All regions, in the order of their codes."""
    return tuple(
        Region(
            row["name"],
            _path(row),
            row["adcode"],
            _LEVELS[row["level"]],
            row["province"] or None,
            row["city"] or None,
            int(row["until"]) if row["until"] else None,
            tuple(row["successors"].split(";")) if row["successors"] else (),
        )
        for row in table("regions")
    )


@functools.cache
def _provinces() -> tuple[dict[str, str], dict[str, str]]:
    """The full names of the provinces by their short names and by their marks."""
    rows = table("provinces")
    short = {row["short"]: row["name"] for row in rows}
    return short, {mark: row["name"] for row in rows for mark in row["marks"].split(";")}


@functools.cache
def _by_code() -> dict[str, Region]:
    found: dict[str, Region] = {}
    for region in sorted(regions(), key=lambda r: r.until or 9999):
        found[region.adcode] = region
    return found


def region_of(adcode: str) -> Region | None:
    """The region with a GB/T 2260 code, the one in use before those that bore it once."""
    return _by_code().get(adcode)


def province_of_mark(mark: str) -> Region | None:
    """The province for which a character stands in document numbers: 湖北省 for 鄂."""
    name = _provinces()[1].get(mark)
    return _gazetteer().alone[name][0] if name else None


def short_name(region: Region) -> str:
    """The name without its kind: 湖北, 武汉, 海淀, 恩施 for 恩施土家族苗族自治州."""
    if region.level == "province":
        return next(short for short, name in _provinces()[0].items() if name == region.name)
    bare = _PEOPLES.sub("", region.name)
    bare = re.sub(r"(?:自治[州县旗]|地区|[市县区盟旗])$", "", bare)
    return bare if len(bare) > 1 else region.name


def _short_forms(region: Region) -> Iterator[tuple[str, bool]]:
    """Other ways to write the name, each with whether it may stand without its upper region."""
    short = short_name(region)
    if short != region.name:
        yield short, region.level != "county" and region.until is None and short not in _WORDS
    if "自治" in region.name and region.level != "province":
        yield short + region.name[-1], True


@functools.cache
def _gazetteer() -> _Gazetteer:
    inside: dict[str, list[Region]] = defaultdict(list)
    alone: dict[str, list[Region]] = defaultdict(list)
    # What is in use before what was, the higher level before the lower: the first is the likeliest.
    ordered = sorted(regions(), key=lambda r: (r.until is not None, r.level != "province", r.level != "city"))
    for region in ordered:
        inside[region.name].append(region)
        if region.name not in _COMMON and len(region.name) > 2:
            alone[region.name].append(region)
    for region in ordered:
        for form, free in _short_forms(region):
            inside[form].append(region)
            if free and all(r.until is not None or r.level == region.level for r in alone[form]):
                alone[form].insert(0, region)
    names = tuple(inside)
    return _Gazetteer(
        {name: tuple(found) for name, found in inside.items()},
        {name: tuple(found) for name, found in alone.items()},
        names,
        AhoCorasick(names, matchkind=MatchKind.LeftmostLongest),
    )


def find_regions(text: str, within: Collection[Region] = ()) -> tuple[tuple[int, int, Region], ...]:
    """All names of regions in a normalised text as (start, end, region), longest first, in order.

    A chain such as 湖北省武汉市江汉区 is one name, of the last. A name that several regions bear is read as
    the one that lies in a region of `within` or in one that the text names without doubt, and is left
    out where that does not decide it.
    """
    gazetteer = _gazetteer()
    chains = _chains(text, gazetteer)
    known = [*within, *(c[0] for _, _, c in chains if len(c) == 1)]
    found = []
    for start, end, candidates in chains:
        region = _choose(candidates, known)
        if region is not None:
            found.append((start, end, region))
    return tuple(found)


def _chains(text: str, gazetteer: _Gazetteer) -> list[tuple[int, int, tuple[Region, ...]]]:
    """Names of regions with those they may mean; a name directly behind its upper region joins it."""
    chains: list[tuple[int, int, tuple[Region, ...]]] = []
    for index, start, end in gazetteer.matcher.find_matches_as_indexes(text):
        name = gazetteer.names[index]
        if chains and chains[-1][1] == start:
            uppers = chains[-1][2]
            inside = tuple(r for r in gazetteer.inside[name] if any(u.holds(r) for u in uppers))
            if inside:
                chains[-1] = (chains[-1][0], end, inside)
                continue
        if candidates := gazetteer.alone.get(name):
            chains.append((start, end, candidates))
    return chains


def _choose(candidates: tuple[Region, ...], known: list[Region]) -> Region | None:
    """The one that the known regions speak for; else the only one of the highest level and in use."""
    if len(candidates) == 1:
        return candidates[0]
    for upper in known:
        inside = [r for r in candidates if r == upper or (upper.level == "city" and upper.holds(r))]
        if inside:
            return inside[0]
    for upper in known:
        inside = [r for r in candidates if upper.holds(r) or (upper.province or upper.name) == r.province]
        if inside:
            return inside[0]
    first, second = candidates[:2]
    clear = first.level != second.level or (first.until is None and second.until is not None)
    return first if clear else None
