"""Units by the rules and by the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from pipeline.combine.policy import Policy, judged
from pipeline.combine.records import Found, near, of_kind, same, share
from pipeline.link.unit_lists import find_lists
from pipeline.mentions import Span, Unit
from pipeline.recognize.bodies import home_of, official_name
from pipeline.recognize.names import groups
from pipeline.recognize.tags import Tag
from pipeline.types import UnitRole


def units(
    found: Found, rules: Sequence[Unit], tags: Sequence[Tag], policy: Policy | None, by: str
) -> tuple[Unit, ...]:
    """The units in order: those of the rules, and what the model adds or decides otherwise.

    Without a policy every tag is a unit.
    """
    there = {unit.span: unit for unit in rules}
    known, names = sorted(there), sorted(name.span for name in found.names)
    corrected: dict[Unit, Unit] = {}
    added: dict[Span, Unit] = {}
    for tag in of_kind("unit", tags):
        role = cast(UnitRole, tag.label.partition(":")[2])
        why = judged(tag, policy, by)
        met = next((there[span] for span in near(tag, known) if share(span, tag)), None)
        if met is not None:
            if policy and met.role != role and policy.corrects(tag.label, tag.probability):
                corrected[met] = replace(met, role=role, why=why)
        elif policy is None or policy.fills(tag.label, tag.probability):
            # A recognised name has better borders than the tag that means it.
            span = same(tag, names) or Span(tag.start, tag.end)
            if not any(share(other, span) for other in near(span, known)):
                added.setdefault(span, Unit(span, None, role, "text", (), why))
    kept = [corrected.get(unit, unit) for unit in rules]
    if not added:
        return tuple(kept)
    return tuple(sorted([*kept, *_named(found, list(added.values()))], key=lambda unit: unit.span))


def _named(found: Found, added: Sequence[Unit]) -> list[Unit]:
    """Units with their full names, told apart into those in lists and those in running text."""
    text = found.outline.text
    home = home_of(found.metadata, text)
    names = {name.span: name.name for name in found.names}
    lists = [span for span, _ in find_lists(found.outline, home)]
    result = []
    for unit in added:
        surface = text[unit.span.start : unit.span.end]
        group = any(end - start == len(surface) for start, end in groups(surface))
        name = names[unit.span] if unit.span in names else official_name(surface, home, group)
        listed = any(span.start <= unit.span.start < span.end for span in lists)
        result.append(replace(unit, name=name, place="list" if listed else "text"))
    return result
