"""The administrations of zones: 高新区管委会, 昆山开发区, 临港新片区管委会."""

from __future__ import annotations

import re

from pipeline.recognize.body_lists import zones
from pipeline.recognize.regions import Region, short_name

# A name that means many bodies, or one that is not named.
MANY = re.compile(r"各|相关|有关|指定|其他|市属|省属|区属|县属|国有企业")
ZONE_BODY = re.compile(r"管委会$|(?:开发|高新|经开|园|新|示范|合作|试验)区(?:管理委员会)?$")
_ZONE = re.compile(r"(?P<place>[一-龥]{0,8}?)(?P<kind>经开区|高新区)(?P<rest>管委会|管理委员会)?")
_ZONE_KIND = {"经开区": "经济技术开发区", "高新区": "高新技术产业开发区"}


def zone_name(surface: str, region: Region | None, body: str, spelt: bool) -> str | None:
    """The administration of a zone; a zone that is nobody's but the region's goes with the region's name."""
    stem = re.sub("管(?:委会|理委员会)$", "", surface)
    office = "管理委员会" if stem != surface else ""
    if stem in zones():
        return f"{zones()[stem]}{office}"
    inner = re.sub("管(?:委会|理委员会)$", "", body)
    own = spelt or (region is not None and surface.startswith(short_name(region)))
    if MANY.search(surface) or not (office or own):
        return None
    kind = _ZONE.fullmatch(inner)
    if kind is not None and region is not None:
        place = stem.removesuffix(kind["kind"])
        if not spelt and not place.startswith(short_name(region)):
            place = short_name(region) + kind["place"]
        return f"{place}{_ZONE_KIND[kind['kind']]}{office}"
    if spelt and (len(inner) > 2 or not office):
        return f"{stem}{office}"
    if region is not None and body != surface and len(inner) > 3:
        return f"{region.path}{inner}{office}"
    return f"{stem}{office}" if len(stem) > 5 else None
