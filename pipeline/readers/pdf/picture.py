"""A page as a picture."""

from __future__ import annotations

from PIL.Image import Image

from pipeline.readers.pdf.pages import opened
from pipeline.readers.raw import ReadError

_MOST_PIXELS = 40_000_000


def picture_of(data: bytes, number: int, scale: float) -> tuple[Image, float]:
    """Page `number` (from 1) in so many pixels a point, fewer for a huge page, and how many they are.

    Raises ReadError: pdf.no-such-page, and what opening the file raises.
    """
    with opened(data) as document:
        if not 1 <= number <= len(document):
            raise ReadError(
                "pdf.no-such-page", f"There is no page {number}: the document has {len(document)}, from 1."
            )
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        return image, scale
