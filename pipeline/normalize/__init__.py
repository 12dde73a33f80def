"""Normalising a text while keeping the way back to every original character."""

from pipeline.normalize.editmap import Edit, EditMap
from pipeline.normalize.text import Aside, Normalized, normalize

__all__ = ["Aside", "Edit", "EditMap", "Normalized", "normalize"]
