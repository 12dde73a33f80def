"""Rules as data: declarations with their own examples, word lists, and their loader."""

from pipeline.rules.loader import (
    CueRule,
    PatternRule,
    RuleError,
    cue,
    cues,
    decide,
    pattern,
    patterns,
    reasons,
    table,
)

__all__ = [
    "CueRule",
    "PatternRule",
    "RuleError",
    "cue",
    "cues",
    "decide",
    "pattern",
    "patterns",
    "reasons",
    "table",
]
