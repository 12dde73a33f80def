"""Web residue, markup and crawlers' notes."""

from __future__ import annotations

from pipeline.normalize.aside import Aside
from pipeline.rules.loader import patterns

_RULES = [(rule, tuple(rule.gives["anchors"])) for rule in patterns("residue")]


def find(text: str) -> list[Aside]:
    """What of a folded, simplified text is residue, in order and not overlapping."""
    found = [
        Aside(*match.span(), rule.gives["reason"])
        for rule, anchors in _RULES
        if any(anchor in text for anchor in anchors)
        for match in rule.find(text)
    ]
    found.sort(key=lambda aside: (aside.start, -aside.end))
    kept: list[Aside] = []
    for aside in found:
        if not kept or aside.start >= kept[-1].end:
            kept.append(aside)
    return kept
