"""Normalising one text: the whole of it in the order of its steps."""

from __future__ import annotations

from dataclasses import dataclass

import opencc

from pipeline.normalize.editmap import EditMap
from pipeline.types import Script


@dataclass(frozen=True, slots=True)
class Aside:
    """original[start:end] was set aside as no part of the policy, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalised text with the way back to its original."""

    original: str
    text: str
    edits: EditMap
    script: Script
    asides: tuple[Aside, ...]


def normalize(original: str) -> Normalized:
    """Simplified, half-width text with lines joined and residue set aside."""
    text = opencc.OpenCC("t2s").convert(original)
    return Normalized(original, text, EditMap(()), "hans", ())
