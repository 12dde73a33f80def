"""The full official name of a body from the name that a document gives it.

A short name is a head (省, 市委, 区政府, 湘潭, nothing) and the body itself (经信厅, 国资委). The head
names a region, seen from the document's own; the body is looked up among those whose official name is
special, else put together from its field and its kind (经信 + 厅: 经济和信息化厅).
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalize.script import simplify
from pipeline.recognize.body_lists import (
    KINDS,
    REGULATORS,
    central,
    departments,
    fields,
    holds_in,
    party,
    taiwan,
)
from pipeline.recognize.branches import branch_name
from pipeline.recognize.home import UNIT_WORD, Home, word_region
from pipeline.recognize.regions import Region, find_regions, region_of, short_name
from pipeline.recognize.taiwan_hongkong import TAIWAN_LOCAL, is_special, special_region_name, taiwan_name
from pipeline.recognize.zones import MANY, ZONE_BODY, zone_name
from pipeline.types import Metadata

__all__ = ["Home", "full_name", "home_of", "official_name"]

_DEPARTMENT = re.compile(r"(?:行政)?(?:主管|管理|职能)?部门$")
_WHOLE = re.compile(
    r"(?:[局厅署院社队]|(?<!场)所|委员会|办公室|办公厅|中心|领导小组|联席会议|指挥部|专班|窗口|(?:保障|验收|工作|督导|专项)组|协会|学会|商会|总会|集团|基金会|理事会"
    r"|有限公司|分公司|支行|分行|大学|学院|检察院|法院|教育社|服务处|事务处|管理处|联合会|联合社|总队|支队|大队)$"
)
_TOWN = re.compile(r"[一-龥]{2,3}(?:(?<![乡城市集村区街])[镇乡]|街道)")
# Local bodies that bear the place without its kind.
_BARE_PLACE = re.compile(r"(?:[电供]业?局|学院|大学|技师学院|分行|中心支行)$")
_JOINT = re.compile(r"[一-龥]{2}(?:领导小组|委员会)(?:办公室)?$")
_ORGAN = re.compile(r"(?P<organ>党?委(?!员会)|人民政府|政府|直(?=机关))")
_DEFINED = re.compile(
    r"(?P<before>[一-龥]{4,40})[(（](?:以下)?(?:统称|简称)(?:为)?[“「]?(?P<alias>[一-龥]{2,12})[”」]?[)）]"
)
_AUTHORITY = re.compile(
    r"主管机关[:：,，]?(?:[一-龥]{0,2}中央)?(?:为|系指)(?P<body>[一-龥]{3,12}?)(?=[;；,，。])"
)
_GLUE = frozenset("由向经报与和、以在设立是为，,。；;：: \n")
# Bodies above and across regions: their names stand as they are.
_OWN = re.compile("国务院|国家|中国|中华|国网|全国|长三角|京津冀|粤港澳|大湾区")


def home_of(metadata: Metadata, text: str = "") -> Home:
    """From where the document with this metadata speaks."""
    region = region_of(metadata.adcode) if metadata.adcode else None
    if region is None and metadata.region:
        found = find_regions(metadata.region)
        region = found[-1][2] if found else None
    issuers = tuple(simplify(issuer) for issuer in metadata.issuers)
    of_taiwan = region is None and _speaks_from_taiwan(text, issuers)
    home = Home(metadata.level, region, issuers, {}, of_taiwan, _year(metadata))
    return replace(home, aliases=_aliases(text, home))


def _speaks_from_taiwan(text: str, issuers: tuple[str, ...]) -> bool:
    """Whether an issuer or, where none is the mainland's alone, the text's words are those of Taiwan."""
    local = {full for short, full in taiwan().items() if short not in central()}  # 教育部 is on either side
    if any(issuer in local or TAIWAN_LOCAL.fullmatch(issuer) for issuer in issuers):
        return True
    mainland = {row["full"] for rows in central().values() for row in rows} - set(taiwan().values())
    if any(issuer in mainland for issuer in issuers):
        return False
    return "中华民国" in text or "新台币" in text


def _year(metadata: Metadata) -> int | None:
    """The year of a document, by which 广电总局 is one body or another."""
    number = re.search(r"[〔\[(（](\d{4})[〕\])）]", metadata.doc_number or "")
    for day in (metadata.signed_on, metadata.issued_on, number and number[1], metadata.effective_from):
        if day:
            return int(day[:4])
    return None


def _aliases(text: str, home: Home) -> dict[str, str]:
    """The short names that a text defines: 某某局（以下简称某局）, 主管机关：在中央为某部."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        surface = match["before"]
        first = max(surface.rfind(mark) + 1 for mark in "由向报经")
        whole = first > 0 or not ("一" <= text[match.start() - 1 : match.start()] <= "龥")
        for start in range(first, len(surface) - 3):
            begins = whole if start == first else surface[start - 1] in _GLUE
            name = full_name(surface[start:], home) if begins else None
            if name is not None:
                found |= {match["alias"]: name, surface[start:]: name}
                break
    for match in _AUTHORITY.finditer(text):
        name = full_name(match["body"], home)
        if name is not None:
            found.setdefault("主管机关", name)
            found.setdefault("中央主管机关", name)
    if home.taiwan and home.issuers and home.issuers[0] != "行政院":
        found.setdefault("中央主管机关", home.issuers[0])
    return found


def full_name(surface: str, home: Home) -> str | None:
    """The full official name of the body that a document from `home` calls `surface`; None if unknown."""
    surface = re.sub(r"\s", "", surface)
    if surface in home.aliases:
        return home.aliases[surface]
    if home.taiwan or is_special(home):
        return taiwan_name(surface, home) if home.taiwan else special_region_name(surface, home)
    central = _central_name(surface, home)
    if central is not None:
        return central
    return branch_name(surface, home) or _local(surface, home)


def official_name(surface: str, home: Home, group: bool) -> str | None:
    """The full official name; None for a group, unless its field and the document say which body it is."""
    if surface in home.aliases:
        return home.aliases[surface]
    if group and not (surface.endswith("部门") and len(surface) < 18):
        return None
    return full_name(surface, home)


def _central_name(surface: str, home: Home) -> str | None:
    for row in central().get(surface, ()):
        if holds_in(row, home.year) and (row["where"] == "any" or home.level == "nation"):
            return row["full"]
    body = _DEPARTMENT.sub("", surface.removeprefix("国务院"))
    if surface.startswith("国务院") and body != surface.removeprefix("国务院"):
        full = fields().get(body, body)
        for kind in ("部", "委", "局", "总局"):
            for rows in central().values():
                if rows[0]["full"].removeprefix("国家") == full + KINDS.get(kind, kind):
                    return rows[0]["full"]
    return None


def _organ(match: re.Match[str] | None) -> str:
    organ = (match["organ"] or "") if match else ""
    return "委" if organ == "党委" else organ


def _head(surface: str, home: Home) -> tuple[Region | None, str, str, bool]:
    """Region and organ (委, 政府) of a name's head, the rest, and whether the region is spelt out."""
    found = find_regions(surface, (home.region,) if home.region else ())
    if found and found[0][0] == 0 and not surface.startswith(("全国", "中国")):
        rest = surface[found[0][1] :]
        organ = _ORGAN.match(rest)
        return found[0][2], _organ(organ), rest[organ.end() :] if organ else rest, True
    match = UNIT_WORD.match(surface)
    if match is None:
        region = home.upper("province") if surface.endswith("厅") else home.region
        return region, "", surface, False
    return word_region(match["word"], home), _organ(match), surface[match.end() :], False


def _local(surface: str, home: Home) -> str | None:
    region, organ, body, spelt = _head(surface, home)
    if ZONE_BODY.search(body):
        return zone_name(surface, region, body, spelt)
    if MANY.search(surface):
        return None
    if _OWN.match(surface):
        return surface if _WHOLE.search(surface) or surface.endswith("电力公司") else None
    if region is None:
        return None
    town = re.sub("(?:人民)?政府$|办事处$", "", body)
    if _TOWN.fullmatch(town) and region.level != "province":
        return f"{region.path}{town}{'办事处' if town.endswith('街道') else '人民政府'}"
    name = _under_organ(region, organ, body)
    if name is not None or organ == "委":
        return name
    headless = body == surface
    if spelt and body in REGULATORS:
        return REGULATORS[body].format(S=short_name(region))
    if not spelt and body in REGULATORS and body != "金融监管局":
        return REGULATORS[body].format(S=short_name(region))
    if (
        body.endswith("公司")
        and len(body) > 3
        and not body.endswith(("有限公司", "平台公司", "分公司", "供电公司"))
    ):
        # A firm that bears the place alone (丰城水务公司) has no 市 in its name.
        return surface if spelt else f"{region.path}{body}"
    if spelt and _BARE_PLACE.search(body) and surface.startswith(short_name(region) + body):
        return surface
    special = _special(region, body, home.year)
    if special is not None:
        return special
    return _composed(region, body, headless)


def _under_organ(region: Region, organ: str, body: str) -> str | None:
    """Party organs, governments and what belongs to their offices."""
    if organ == "委":
        if not body:
            return f"中共{region.path}委员会"
        if body in party():
            return f"中共{region.path}委{party()[body]}"
        return f"中共{region.path}委{body}" if _JOINT.search(body) else None
    if organ == "直":
        return f"中共{region.path}直属{body.replace('工委', '工作委员会')}"
    if organ and not body:
        return f"{region.path}人民政府"
    if organ and body in ("办", "办公室", "办公厅"):
        return f"{region.path}人民政府办公{'厅' if region.level == 'province' else '室'}"
    return None


def _special(region: Region, body: str, year: int | None) -> str | None:
    province = short_name(region) if region.level == "province" else (region.province or "")
    for row in departments().get(body, ()):
        if row["levels"] and region.level not in row["levels"].split(" "):
            continue
        if not holds_in(row, year):
            continue
        if row["provinces"] and not any(province.startswith(p) for p in row["provinces"].split(" ")):
            continue
        return row["full"].format(R=region.path, S=short_name(region))
    return None


def _composed(region: Region, body: str, headless: bool) -> str | None:
    """A field and a kind put together; a name that is whole already, with its region before it."""
    department = _DEPARTMENT.search(body)
    if department is not None:
        stem = body[: department.start()]
        if headless or stem not in fields():
            return None
        kind = "厅" if region.level == "province" and not region.name.endswith("市") else "局"
        return f"{region.path}{fields()[stem]}{kind}"
    for short, full in KINDS.items():
        stem = body.removesuffix(short)
        if stem != body and stem in fields():
            return f"{region.path}{fields()[stem]}{full}"
    if len(body) > 2 and _WHOLE.search(body):
        return f"{region.path}{body}"
    return None
