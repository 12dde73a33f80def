"""From where a document speaks, and what 省, 市, 县 mean there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.recognize.regions import Region, find_regions, regions
from pipeline.types import Level

UNIT_WORD = re.compile(
    r"(?P<home>中共)?(?P<word>自治区|自治州|自治县|省|市|州|盟|区|县|旗)(?P<organ>党?委(?!员会)|人民政府|政府|直(?=机关))?"
)


@dataclass(frozen=True, slots=True)
class Home:
    """From where and when a document speaks: its region, the year, and the bodies it calls 本会."""

    level: Level | None
    region: Region | None
    issuers: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    taiwan: bool = False
    year: int | None = None

    def upper(self, level: Level) -> Region | None:
        """The region of a level that is this one or holds it."""
        if self.region is None:
            return None
        if self.region.level == level:
            return self.region
        name = self.region.province if level == "province" else self.region.city
        if level == "city" and not name:
            return None
        return next((r for r in regions() if r.name == name and r.level == level), None)


def named_region(name: str, home: Home) -> Region | None:
    """The region with whose name a text begins."""
    found = find_regions(name, (home.region,) if home.region else ())
    return found[0][2] if found and found[0][0] == 0 else None


def word_region(word: str, home: Home) -> Region | None:
    """The region that 省, 市, 县 … mean in a document from `home`."""
    region = home.region
    if region is None:
        return None
    if word in ("省", "自治区"):
        return home.upper("province")
    if word == "市":
        if region.name.endswith("市"):
            return region
        return home.upper("city") or _municipality(home)
    if word in ("州", "盟", "自治州"):
        return home.upper("city")
    if word == "区" and region.level == "province":
        return region if region.name.endswith("区") else None
    return region if region.level == "county" else None


def _municipality(home: Home) -> Region | None:
    province = home.upper("province")
    return province if province and province.name.endswith("市") else None
