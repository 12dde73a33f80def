"""Full names of bodies in Taiwan, Hong Kong and Macao, in simplified characters."""

from __future__ import annotations

import re

from pipeline.recognize.body_lists import taiwan
from pipeline.recognize.home import Home

_SPECIAL_REGIONS = ("810000", "820000")
TAIWAN_LOCAL = re.compile(
    r"[一-龥]{2}[市县]政府(?:[一-龥]{2,8}[局处])?|财团法人[一-龥]{4,20}(?:基金会?|中心|协会|院)"
)


def is_special(home: Home) -> bool:
    """Whether a document speaks from Hong Kong or Macao."""
    return home.region is not None and home.region.adcode in _SPECIAL_REGIONS


def taiwan_name(surface: str, home: Home) -> str | None:
    """A body of Taiwan: 本部 and 本府 are the issuer, 本府财政局 and 财政局 belong to a local government."""
    issuer = home.issuers[0] if len(home.issuers) == 1 else ""
    if issuer and re.fullmatch("本[部会署局院府]", surface):
        return issuer
    if issuer.endswith("政府") and re.fullmatch(r"(?:本府)?[一-龥]{2,8}[局处]", surface):
        return surface if surface.startswith(issuer) else issuer + surface.removeprefix("本府")
    return taiwan().get(surface) or (surface if TAIWAN_LOCAL.fullmatch(surface) else None)


def special_region_name(surface: str, home: Home) -> str | None:
    """A bureau of Hong Kong or Macao bears the government's name; 本署 and 本局 are the issuer."""
    if len(home.issuers) == 1 and re.fullmatch("本[署局处司会]", surface):
        return home.issuers[0]
    government = f"{home.region.path}政府" if home.region else ""
    if surface in ("政府", "特区政府", government):
        return government
    return f"{government}{surface}" if re.fullmatch(r"[一-龥]{2,12}[署局处司科]", surface) else None
