"""Full names of bodies in Taiwan, Hong Kong and Macao, in simplified characters."""

from __future__ import annotations

import re

from pipeline.recognize.body_lists import taiwan
from pipeline.recognize.home import Home

_SPECIAL_REGIONS = ("810000", "820000")
TAIWAN_LOCAL = re.compile(
    r"[一-龥]{2}[市县]政府(?:[一-龥]{2,8}[局处])?|财团法人[一-龥]{4,20}(?:基金会?|中心|协会|院)"
)

# The five Yuan, and what bears the name of the first.
_YUAN = re.compile(r"(?:司法|考试|立法|监察|行政)院|行政院[一-龥]{2,14}(?:委员会|[署局处])")
_AGENCY = re.compile(r"[一-龥]{2,12}(?:[署局处司所]|中心|委员会|总队)")


def is_special(home: Home) -> bool:
    """Whether a document speaks from Hong Kong or Macao."""
    return home.region is not None and home.region.adcode in _SPECIAL_REGIONS


def taiwan_name(surface: str, home: Home) -> str | None:
    """A body of Taiwan: 本部 and 本府 are the issuer, 本府财政局 and 财政局 belong to a local government."""
    issuer = home.issuers[0] if len(home.issuers) == 1 else ""
    if re.fullmatch("本[部会署局院府]", surface):
        return issuer if issuer.endswith(surface[1]) else None
    if issuer.endswith("政府") and re.fullmatch(r"(?:本府)?[一-龥]{2,8}[局处]", surface):
        return surface if surface.startswith(issuer) else issuer + surface.removeprefix("本府")
    if surface in taiwan():
        return taiwan()[surface]
    whole = TAIWAN_LOCAL.fullmatch(surface) or _YUAN.fullmatch(surface) or _is_part(surface)
    return surface if whole else None


def _is_part(surface: str) -> bool:
    """Whether a name is that of a ministry with the agency below it: 交通部民用航空局."""
    return any(
        surface.startswith(full) and _AGENCY.fullmatch(surface, len(full)) for full in set(taiwan().values())
    )


def special_region_name(surface: str, home: Home) -> str | None:
    """A bureau of Hong Kong or Macao bears the government's name; 本署 and 本局 are the issuer."""
    if len(home.issuers) == 1 and re.fullmatch("本[署局处司会]", surface):
        return home.issuers[0]
    government = f"{home.region.path}政府" if home.region else ""
    if surface in ("政府", "特区政府", government):
        return government
    return f"{government}{surface}" if re.fullmatch(r"[一-龥]{2,12}[署局处司科]", surface) else None
