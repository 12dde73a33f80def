"""The full official name of a body from the name that a document gives it.

A short name is a head (省, 市委, 区政府, 湘潭, nothing) and the body itself (经信厅, 国资委). The head
names a region, seen from the document's own; the body is looked up among those whose official name is
special, else put together from its field and its kind (经信 + 厅: 经济和信息化厅).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace

from pipeline.recognize.regions import Region, find_regions, region_of, regions, short_name
from pipeline.rules.loader import table
from pipeline.types import Level, Metadata

# Kinds of bodies as short names end, and as official names do.
KINDS = {
    "委员会": "委员会",
    "办公室": "办公室",
    "办公厅": "办公厅",
    "厅": "厅",
    "局": "局",
    "委": "委员会",
    "办": "办公室",
}
_DEPARTMENT = re.compile(r"(?:行政)?(?:主管|管理|职能)?部门$")
_WHOLE = re.compile(
    r"(?:[局厅署院社队所]|委员会|办公室|办公厅|中心|领导小组|联席会议|指挥部|专班|窗口|协会|学会|商会|总会|集团|基金会|理事会"
    r"|有限公司|分公司|支行|分行|大学|学院|检察院|法院|教育社|服务处|事务处|管理处|联合会|联合社|总队|支队|大队)$"
)
_UNIT_WORD = re.compile(
    r"(?P<home>中共)?(?P<word>自治区|自治州|自治县|省|市|州|盟|区|县|旗)(?P<organ>委(?!员会)|人民政府|政府|直(?=机关))?"
)
_ORGAN = re.compile(r"(?P<organ>委(?!员会)|人民政府|政府|直(?=机关))")
_DEFINED = re.compile(
    r"(?P<before>[一-龥]{4,24})[(（](?:以下)?(?:统称|简称)(?:为)?[“「]?(?P<alias>[一-龥]{2,12})[”」]?[)）]"
)
_AUTHORITY = re.compile(
    r"主管机关[:：,，]?(?:[一-龥]{0,2}中央)?(?:为|系指)(?P<body>[一-龥]{3,12}?)(?=[;；,，。])"
)
_GLUE = frozenset("由向经报与和、以在设立是为，,。；;：: \n")
_YOUTH = re.compile(r"(?:共青)?团(?P<word>省|市|区|县|州)委$|共青团(?P<region>.{2,8}?)委(?:员会)?$")
_BANK = re.compile(
    r"(?:中国)?人(?:民银)?行(?P<place>[^支分营行]{0,9}?)(?P<city>市)?"
    r"(?P<office>营业管理部|分行|中心支行|中支|支行|市分行|省分行)?$"
)
_POWER = re.compile(r"(?:国网)?(?P<place>.{0,6}?)供电(?:公司|局)$")
_REGULATORS = {
    "银保监局": "中国银行保险监督管理委员会{S}监管局",
    "银保监分局": "中国银行保险监督管理委员会{S}监管分局",
    "银监局": "中国银行业监督管理委员会{S}监管局",
    "银监分局": "中国银行业监督管理委员会{S}监管分局",
    "保监局": "中国保险监督管理委员会{S}监管局",
    "证监局": "中国证券监督管理委员会{S}监管局",
    "金融监管局": "国家金融监督管理总局{S}监管局",
    "金融监管分局": "国家金融监督管理总局{S}监管分局",
    "海关": "中华人民共和国{S}海关",
    "海事局": "中华人民共和国{S}海事局",
}
# Bodies above and across regions: their names stand as they are.
_OWN = re.compile("国家|中国|中华|国网|全国|长三角|京津冀|粤港澳|大湾区")
# The grid of these is not the State Grid's.
_SOUTHERN_GRID = frozenset({"广东省", "广西壮族自治区", "云南省", "贵州省", "海南省", "内蒙古自治区"})


@dataclass(frozen=True, slots=True)
class Home:
    """From where a document speaks: its region, with those above it, and the bodies it calls 本会, 本部."""

    level: Level | None
    region: Region | None
    issuers: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    taiwan: bool = False

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


def home_of(metadata: Metadata, text: str = "") -> Home:
    """From where the document with this metadata speaks."""
    region = region_of(metadata.adcode) if metadata.adcode else None
    if region is None and metadata.region:
        found = find_regions(metadata.region)
        region = found[-1][2] if found else None
    taiwan = region is None and (
        any(issuer in _taiwan().values() for issuer in metadata.issuers)
        or "中华民国" in text
        or "新台币" in text
    )
    home = Home(metadata.level, region, tuple(metadata.issuers), {}, taiwan)
    return replace(home, aliases=_aliases(text, home))


def _aliases(text: str, home: Home) -> dict[str, str]:
    """The short names that a text defines: 某某局（以下简称某局）, 主管机关：在中央为某部."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        surface = match["before"]
        for start in range(len(surface) - 3):
            name = full_name(surface[start:], home) if start == 0 or surface[start - 1] in _GLUE else None
            if name is not None:
                found.setdefault(match["alias"], name)
                break
    for match in _AUTHORITY.finditer(text):
        name = full_name(match["body"], home)
        if name is not None:
            found.setdefault("主管机关", name)
            found.setdefault("中央主管机关", name)
    return found


@functools.cache
def _departments() -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("departments"):
        found.setdefault(row["short"], []).append(row)
    return {
        short: tuple(sorted(rows, key=lambda r: not (r["provinces"] or r["levels"])))
        for short, rows in found.items()
    }


@functools.cache
def _fields() -> dict[str, str]:
    return {short: row["full"] for row in table("fields") for short in row["short"].split(";")}


@functools.cache
def _party() -> dict[str, str]:
    return {row["short"]: row["full"] for row in table("party_organs")}


@functools.cache
def _central() -> dict[str, tuple[str, bool]]:
    return {
        short: (row["full"], row["where"] == "any")
        for row in table("central_bodies")
        for short in row["short"].split(";")
    }


@functools.cache
def _taiwan() -> dict[str, str]:
    return {row["short"]: row["full"] for row in table("taiwan_bodies")}


@functools.cache
def _zones() -> dict[str, str]:
    return {row["short"]: row["full"] for row in table("zones")}


@functools.cache
def tails() -> tuple[str, ...]:
    """The names of bodies without their heads that are in the word lists, sorted."""
    ends = [*KINDS, "部门", "主管部门", "行政部门", "行政主管部门"]
    made = {short + end for short in _fields() for end in ends}
    return tuple(sorted(made.union(_departments(), _REGULATORS)))


def central_names() -> tuple[str, ...]:
    """The names of central bodies that mean them in any document, sorted."""
    return tuple(sorted(name for name, (_, anywhere) in _central().items() if anywhere))


def central_short_names() -> tuple[str, ...]:
    """The names that mean a central body in a central document only, sorted."""
    return tuple(sorted(name for name, (_, anywhere) in _central().items() if not anywhere))


def taiwan_names() -> tuple[str, ...]:
    """The names of Taiwan's bodies, sorted."""
    return tuple(sorted(_taiwan()))


def party_organs() -> tuple[str, ...]:
    """The names of a party committee's organs, sorted."""
    return tuple(sorted(_party()))


def full_name(surface: str, home: Home) -> str | None:
    """The full official name of the body that a document from `home` calls `surface`; None if unknown."""
    surface = re.sub(r"\s", "", surface)
    if surface in home.aliases:
        return home.aliases[surface]
    if home.taiwan:
        return _taiwan_name(surface, home)
    central = _central_name(surface, home)
    if central is not None:
        return central
    return _youth(surface, home) or _bank(surface, home) or _power(surface, home) or _local(surface, home)


def official_name(surface: str, home: Home, group: bool) -> str | None:
    """The full official name; None for a group, unless its field and the document say which body it is."""
    if surface in home.aliases:
        return home.aliases[surface]
    if group and not (surface.endswith("部门") and len(surface) < 18):
        return None
    return full_name(surface, home)


def _taiwan_name(surface: str, home: Home) -> str | None:
    if re.fullmatch("本[部会署局院]", surface) and len(home.issuers) == 1:
        return home.issuers[0]
    return _taiwan().get(surface)


def _central_name(surface: str, home: Home) -> str | None:
    known = _central().get(surface)
    if known is not None and (known[1] or home.level == "nation"):
        return known[0]
    body = _DEPARTMENT.sub("", surface.removeprefix("国务院"))
    if surface.startswith("国务院") and body != surface.removeprefix("国务院"):
        full = _fields().get(body, body)
        for kind in ("部", "委", "局", "总局"):
            for name, (official, _) in _central().items():
                if official.removeprefix("国家") == full + KINDS.get(kind, kind) and name:
                    return official
    return None


def _youth(surface: str, home: Home) -> str | None:
    match = _YOUTH.match(surface)
    if match is None:
        return None
    region = _word_region(match["word"], home) if match["word"] else _named_region(match["region"], home)
    return f"共青团{region.path}委员会" if region else None


def _bank(surface: str, home: Home) -> str | None:
    """Offices of the central bank: 市人民银行, 人行福州中心支行, 人民银行营业管理部."""
    head = _UNIT_WORD.match(surface)
    match = _BANK.fullmatch(surface[head.end() :] if head else surface)
    if match is None:
        return None
    office, place = match["office"], match["place"]
    if office == "营业管理部":
        return f"中国人民银行{place}营业管理部"
    if office in ("分行", "市分行", "省分行") and place:
        return f"中国人民银行{place}{match['city'] or ''}{office}"
    region = _named_region(place, home) if place else home.upper("city")
    if region is None:
        return None
    if office in (None, "中心支行", "中支") and region.level == "city":
        # In a capital of a province the name goes without 市.
        name = short_name(region) if region.adcode.endswith("0100") else region.name
        return f"中国人民银行{name}中心支行"
    return f"中国人民银行{region.name}支行" if office == "支行" else None


def _power(surface: str, home: Home) -> str | None:
    """Power supply companies of the State Grid: 国网宜昌供电公司."""
    head = _UNIT_WORD.match(surface)
    match = _POWER.fullmatch(surface[head.end() :] if head else surface)
    if match is None:
        return None
    if head and not match["place"]:
        region = _word_region(head["word"], home)
    else:
        region = _named_region(match["place"], home) if match["place"] else home.upper("city")
    if region is None or region.level != "city" or region.province in _SOUTHERN_GRID:
        return None
    province = next(r for r in regions() if r.name == region.province and r.level == "province")
    grid = province.name if province.name.endswith("省") else short_name(province)
    return f"国网{grid}电力有限公司{short_name(region)}供电公司"


def _named_region(name: str, home: Home) -> Region | None:
    found = find_regions(name, (home.region,) if home.region else ())
    return found[0][2] if found and found[0][0] == 0 else None


def _word_region(word: str, home: Home) -> Region | None:
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


def _head(surface: str, home: Home) -> tuple[Region | None, str, str, bool]:
    """Region and organ (委, 政府) of a name's head, the rest, and whether the region is spelt out."""
    found = find_regions(surface, (home.region,) if home.region else ())
    if found and found[0][0] == 0 and not surface.startswith(("全国", "中国")):
        rest = surface[found[0][1] :]
        organ = _ORGAN.match(rest)
        return found[0][2], organ["organ"] if organ else "", rest[organ.end() :] if organ else rest, True
    match = _UNIT_WORD.match(surface)
    if match is None:
        region = home.upper("province") if surface.endswith("厅") else home.region
        return region, "", surface, False
    return _word_region(match["word"], home), match["organ"] or "", surface[match.end() :], False


def _local(surface: str, home: Home) -> str | None:
    region, organ, body, spelt = _head(surface, home)
    if body.endswith("管委会"):
        return _zone(surface, region, body, spelt)
    if _OWN.match(surface):
        return surface if _WHOLE.search(surface) else None
    if region is None:
        return None
    name = _under_organ(region, organ, body)
    if name is not None or organ == "委":
        return name
    headless = body == surface
    if spelt and body in _REGULATORS:
        return _REGULATORS[body].format(S=short_name(region))
    if not spelt and body in _REGULATORS and body != "金融监管局":
        return _REGULATORS[body].format(S=short_name(region))
    special = _special(region, body)
    if special is not None:
        return special
    return _composed(region, body, headless)


def _under_organ(region: Region, organ: str, body: str) -> str | None:
    """Party organs, governments and what belongs to their offices."""
    if organ == "委":
        if not body:
            return f"中共{region.path}委员会"
        return f"中共{region.path}委{_party()[body]}" if body in _party() else None
    if organ == "直":
        return f"中共{region.path}直属{body.replace('工委', '工作委员会')}"
    if organ and not body:
        return f"{region.path}人民政府"
    if organ and body in ("办", "办公室", "办公厅"):
        return f"{region.path}人民政府办公{'厅' if region.level == 'province' else '室'}"
    return None


def _special(region: Region, body: str) -> str | None:
    province = short_name(region) if region.level == "province" else (region.province or "")
    for row in _departments().get(body, ()):
        if row["levels"] and region.level not in row["levels"].split(" "):
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
        if headless or stem not in _fields():
            return None
        kind = "厅" if region.level == "province" and not region.name.endswith("市") else "局"
        return f"{region.path}{_fields()[stem]}{kind}"
    for short, full in KINDS.items():
        stem = body.removesuffix(short)
        if stem != body and stem in _fields():
            return f"{region.path}{_fields()[stem]}{full}"
    if len(body) > 2 and _WHOLE.search(body):
        return f"{region.path}{body}"
    return None


def _zone(surface: str, region: Region | None, body: str, spelt: bool) -> str | None:
    """The administration of a zone; a zone that is nobody's but the region's goes with the region's name."""
    stem = surface.removesuffix("管委会")
    if stem in _zones():
        return f"{_zones()[stem]}管理委员会"
    if spelt and len(body) > 5:
        return f"{stem}管理委员会"
    inner = body.removesuffix("管委会")
    if region is not None and body != surface and len(inner) > 3:
        return f"{region.path}{inner}管理委员会"
    return f"{stem}管理委员会" if len(stem) > 5 else None
