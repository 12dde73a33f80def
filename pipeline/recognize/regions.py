"""Finding administrative regions: the mainland's to county level with GB/T 2260 codes, 港澳台 by name."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Level


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative region. `path` is its name below the province, or with it (北京市海淀区, 湘潭市)."""

    name: str
    path: str
    adcode: str
    level: Level
    province: str | None
    city: str | None


def find_regions(text: str) -> tuple[tuple[int, int, Region], ...]:
    """All names of regions in a normalised text as (start, end, region), longest first, in order."""
    return ()
