"""The level of government that speaks, and its region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.link.metadata.pieces import Frame
from pipeline.recognize.regions import Region, find_regions
from pipeline.types import Level

_SELF = re.compile(r"(?:我|全|本)(?P<kind>省|市|县|区|州|旗|自治区)(?!域|间|场)")
_KINDS: dict[str, Level] = {
    "省": "province", "自治区": "province", "市": "city", "州": "city", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
_TAIWAN = re.compile(r"新台币|中华民国|台湾")
_FAR = 20_000


class Place(NamedTuple):
    """Level, region by its full name, and its code; all but the level None for the nation."""

    level: Level | None
    region: str | None
    adcode: str | None


def find_place(frame: Frame, title: str | None, issuers: Sequence[str]) -> Place:
    """From where the document speaks: its issuers' region, else its title's, else the one it calls its own."""
    for issuer in issuers:
        found = find_regions(issuer, [r for _, _, r in find_regions(frame.head_text)])
        if found:
            return _place(found[0][2], issuer[found[0][0] : found[0][1]])
    if issuers:
        return Place("nation", None, None)
    if _TAIWAN.search(frame.text[:_FAR]):
        return Place("nation", None, None)
    head = find_regions(frame.head_text)
    if head and title:
        return _place(head[0][2])
    own = _own(frame)
    return Place(None, None, None) if own is None else _place(own)


def _place(region: Region, printed: str = "") -> Place:
    name = printed if printed.endswith(region.path) and not printed.startswith(region.province or " ") else region.path
    return Place(region.level, name, region.adcode)


def _own(frame: Frame) -> Region | None:
    """The region of the level that the document calls 我县 or 全市 and that it names most often."""
    text = frame.text[:_FAR]
    kinds = Counter(_KINDS[m["kind"]] for m in _SELF.finditer(text))
    if not kinds:
        return None
    level = kinds.most_common(1)[0][0]
    named = Counter(region for _, _, region in find_regions(text) if region.level == level)
    return named.most_common(1)[0][0] if named else None
