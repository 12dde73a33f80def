"""Normalising a text while keeping the way back to every original character."""

from pipeline.mentions import Aside
from pipeline.normalize.editmap import Edit, EditMap
from pipeline.normalize.text import Normalized, ScriptRun, normalize

__all__ = ["Aside", "Edit", "EditMap", "Normalized", "ScriptRun", "normalize"]
