"""Local branches with names of their own: the central bank, the State Grid, the Youth League."""

from __future__ import annotations

import re

from pipeline.recognize.home import UNIT_WORD, Home, named_region, word_region
from pipeline.recognize.regions import regions, short_name

_YOUTH = re.compile(r"(?:共青)?团(?P<word>省|市|区|县|州)委$|共青团(?P<region>.{2,8}?)委(?:员会)?$")
_BANK = re.compile(
    r"(?:中国)?人(?:民银)?行(?P<place>[^支分营行]{0,9}?)(?P<city>市)?"
    r"(?P<office>营业管理部|分行|中心支行|中支|支行|市分行|省分行)?$"
)
_POWER = re.compile(r"(?:国网)?(?P<place>.{0,6}?)供电(?:公司|局)$")
_GRID_REFORM = 2018
_GRID = re.compile(r"(?:国网)?(?P<place>.{0,5}?)电力(?:有限)?公司$")
_ENERGY = re.compile(r"(?:国家能源局)?(?P<place>.{2,5})能源监管(?:办|局)(?:公室)?$")
# Where the State Grid's company kept the name that all of them had before 2018.
_OLD_NAME = frozenset(
    {"北京市", "天津市", "上海市", "重庆市", "山东省", "山西省", "四川省", "甘肃省", "青海省"}
)
# The grid of these is not the State Grid's.
_SOUTHERN_GRID = frozenset({"广东省", "广西壮族自治区", "云南省", "贵州省", "海南省", "内蒙古自治区"})


def branch_name(surface: str, home: Home) -> str | None:
    """The full name of a branch; None where the name is not that of one."""
    return _youth(surface, home) or _bank(surface, home) or _power(surface, home) or _grid(surface, home)


def _youth(surface: str, home: Home) -> str | None:
    match = _YOUTH.match(surface)
    if match is None:
        return None
    region = word_region(match["word"], home) if match["word"] else named_region(match["region"], home)
    return f"共青团{region.path}委员会" if region else None


def _bank(surface: str, home: Home) -> str | None:
    """Offices of the central bank: 市人民银行, 人行福州中心支行, 人民银行营业管理部."""
    head = UNIT_WORD.match(surface)
    match = _BANK.fullmatch(surface[head.end() :] if head else surface)
    if match is None:
        return None
    office, place = match["office"], match["place"]
    if office == "营业管理部":
        return f"中国人民银行{place}营业管理部"
    if office in ("分行", "市分行", "省分行") and place:
        return f"中国人民银行{place}{match['city'] or ''}{office}"
    region = named_region(place, home) if place else home.upper("city")
    if region is None:
        return None
    if office in (None, "中心支行", "中支") and region.level == "city":
        # In a capital of a province the name goes without 市.
        name = short_name(region) if region.adcode.endswith("0100") else region.name
        return f"中国人民银行{name}中心支行"
    return f"中国人民银行{region.name}支行" if office == "支行" else None


def _power(surface: str, home: Home) -> str | None:
    """Power supply companies of the State Grid: 国网宜昌供电公司."""
    head = UNIT_WORD.match(surface)
    match = _POWER.fullmatch(surface[head.end() :] if head else surface)
    if match is None:
        return None
    if head and not match["place"]:
        region = word_region(head["word"], home)
    else:
        region = named_region(match["place"], home) if match["place"] else home.upper("city")
    if region is None or region.level != "city" or region.province in _SOUTHERN_GRID:
        return None
    province = next(r for r in regions() if r.name == region.province and r.level == "province")
    grid = province.name if province.name.endswith("省") else short_name(province)
    return f"国网{grid}电力有限公司{short_name(region)}供电公司"


def _grid(surface: str, home: Home) -> str | None:
    """The State Grid's company of a province (省电力公司), and the energy regulator's office there."""
    energy = _ENERGY.fullmatch(surface)
    if energy is not None:
        region = named_region(energy["place"], home)
        return f"国家能源局{short_name(region)}监管办公室" if region and region.level == "province" else None
    head = UNIT_WORD.match(surface)
    match = _GRID.fullmatch(surface[head.end() :] if head else surface)
    if match is None:
        return None
    region = word_region(head["word"], home) if head else named_region(match["place"], home)
    if region is None or region.level != "province" or region.name in _SOUTHERN_GRID:
        return None
    old = region.name in _OLD_NAME or (home.year is not None and home.year < _GRID_REFORM)
    grid = region.name if region.name.endswith(("省", "市")) else short_name(region)
    return f"国网{grid}电力{'' if old else '有限'}公司"
