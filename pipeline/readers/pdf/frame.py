"""From the coordinates of a PDF page to those of the page as it is shown."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

import pypdfium2.raw as c

from pipeline.readers.layout import Box


class Frame(NamedTuple):
    """A page's visible rectangle in its own coordinates, and by how many degrees it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> Frame:
        """The frame of an open page."""
        rect = c.FS_RECTF()
        c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect))
        return cls(rect.left, rect.bottom, rect.right, rect.top, page.get_rotation())

    @property
    def width(self) -> float:
        """As shown."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """As shown."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    @property
    def angle(self) -> float:
        """At which angle characters stand that are upright as the page is shown."""
        return -math.radians(self.rotation)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page as x0, top, x1, bottom from the top left corner as it is shown."""
        if self.rotation == 0:
            return (left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.rotation == 90:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return (self.top - top, self.right - right, self.top - bottom, self.right - left)
