"""The patterns of a rule file by their id."""

from __future__ import annotations

import re

from pipeline.rules import patterns


def pattern(file: str, rule: str) -> re.Pattern[str]:
    """The compiled pattern of a rule; KeyError if the file has no rule of that id."""
    return {found.id: found.pattern for found in patterns(file)}[rule]


def family(file: str, prefix: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of all rules of the file whose id begins with `prefix`, in its order."""
    return tuple(found.pattern for found in patterns(file) if found.id.startswith(prefix))
