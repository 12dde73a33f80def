"""Text that is set aside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aside:
    """original[start:end] was set aside as no part of the policy, and why."""

    start: int
    end: int
    reason: str
