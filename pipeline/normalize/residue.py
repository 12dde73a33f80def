"""Web residue, markup and crawlers' notes."""

from __future__ import annotations

from pipeline.mentions import Aside
from pipeline.rules.loader import patterns

_RULES = [(rule, tuple(rule.gives["anchors"])) for rule in patterns("residue")]
_NEAR = 12


def find(text: str) -> list[Aside]:
    """What of a folded, simplified text is residue, in order and not overlapping.

    A rule that is marked `weak` counts only near another piece of residue.
    """
    found = sorted(
        (match.start(), -match.end(), bool(rule.gives.get("weak")), str(rule.gives["reason"]))
        for rule, anchors in _RULES
        if any(anchor in text for anchor in anchors)
        for match in rule.find(text)
    )
    kept: list[tuple[Aside, bool]] = []
    for start, end, weak, reason in found:
        if not kept or start >= kept[-1][0].end:
            kept.append((Aside(start, -end, reason), weak))
    return [aside for i, (aside, weak) in enumerate(kept) if not weak or _has_company(kept, i)]


def _has_company(asides: list[tuple[Aside, bool]], i: int) -> bool:
    aside = asides[i][0]
    before = i > 0 and aside.start - asides[i - 1][0].end <= _NEAR
    return before or (i + 1 < len(asides) and asides[i + 1][0].start - aside.end <= _NEAR)
