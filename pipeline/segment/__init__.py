"""Cutting a normalised text into clauses, sentences and parts."""

from pipeline.segment.clause import Clause
from pipeline.segment.outline import Outline, segment

__all__ = ["Clause", "Outline", "segment"]
