"""The level of government that speaks, and its region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.link.metadata.pieces import Frame
from pipeline.recognize.body_lists import central_names
from pipeline.recognize.regions import Region, find_regions
from pipeline.types import Level

_SELF = re.compile(r"(?:我|全|本)(?P<kind>省|市|县|区|州|旗|自治区)(?!域|间|场)")
_KINDS: dict[str, Level] = {
    "省": "province", "自治区": "province", "市": "city", "州": "city",
    "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
# The office of a region that we don't know: its level shows in its name.
_LOCAL = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{1,10}?(?P<kind>自治区|省|市|州|县|区|旗)"
    r"(?=人民政府|政府|委|[\u4e00-\u9fff]{2,14}(?:局|厅|办公室|委员会|管理委员会)$)"
)
_CENTRAL = re.compile(r"国务院|中共中央|国家|中国|中华|全国|最高")
_TITLE_REACH = 12
_TAIWAN = re.compile(r"新台币|中华民国|台湾")
_TAIWAN_LOCAL = re.compile(r"(?P<region>[\u4e00-\u9fff]{2}(?P<kind>[市县縣]))(?:政府|議會|议会)")
_FAR = 20_000


class Place(NamedTuple):
    """Level, region by its full name, and its code; all but the level None for the nation."""

    level: Level | None
    region: str | None
    adcode: str | None


_NATION = Place("nation", None, None)


def find_place(frame: Frame, title: str | None, issuers: Sequence[str]) -> Place:
    """From where the document speaks: its issuers' region, else its title's, else what it calls its own."""
    for issuer in issuers:
        found = find_regions(issuer, [r for _, _, r in find_regions(frame.head_text)])
        if found:
            return _place(found[0][2])
    if any(_CENTRAL.match(issuer) or issuer in central_names() for issuer in issuers):
        return _NATION
    if _TAIWAN.search(frame.text[:_FAR]):
        return _in_taiwan(issuers)
    named = find_regions(title or "")
    if named and named[0][0] < _TITLE_REACH:
        return _place(named[0][2])
    own = own_region(frame)
    if own is not None:
        return _place(own)
    for issuer in issuers:
        if (local := _LOCAL.match(issuer)) is not None:
            return Place(_KINDS[local["kind"]], None, None)
    if issuers or frame.normalized.script == "hant":
        return _NATION
    return Place(_own_level(frame), None, None)


def _in_taiwan(issuers: Sequence[str]) -> Place:
    """A city or county of Taiwan, which has no code here, by its government's name; else the nation."""
    for issuer in issuers:
        if local := _TAIWAN_LOCAL.match(issuer):
            return Place("city" if local["kind"] == "市" else "county", local["region"], None)
    return _NATION


def _place(region: Region) -> Place:
    return Place(region.level, region.path, region.adcode)


def own_region(frame: Frame) -> Region | None:
    """The region of the level that the document calls 我县 or 全市 and that it names most often."""
    level = _own_level(frame)
    if level is None:
        return None
    named = Counter(region for _, _, region in find_regions(frame.text[:_FAR]) if region.level == level)
    return named.most_common(1)[0][0] if named else None


def _own_level(frame: Frame) -> Level | None:
    kinds = Counter(_KINDS[m["kind"]] for m in _SELF.finditer(frame.text, 0, _FAR))
    return kinds.most_common(1)[0][0] if kinds else None
