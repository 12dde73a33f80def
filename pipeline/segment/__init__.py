"""Cutting a normalised text into clauses, sentences and parts."""

from pipeline.segment.outline import Clause, Outline, segment

__all__ = ["Clause", "Outline", "segment"]
