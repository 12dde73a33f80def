"""A page drawn with what was found on it: a coloured box around each piece of evidence, and a legend."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from pipeline.readers.pdf.picture import picture_of
from pipeline.types import Document, Span

SCALE = 2.0
_COLOURS = {
    "amount": (213, 94, 0),
    "date": (0, 140, 90),
    "unit": (0, 105, 180),
    "goal": (150, 60, 150),
    "beneficiary": (200, 150, 0),
    "set aside": (120, 120, 120),
}
"""Colours that can also be told apart by those who see no red or green."""

_FRAMED = "set aside"
"""Not filled: a watermark lies over what is of use."""

_FILL, _EDGE = 56, 230
_STRIP, _SIZE = 40, 18


def drawn(data: bytes, document: Document, number: int, scale: float = SCALE) -> bytes:
    """Page `number` of the PDF in `data` as a PNG, with the evidence of `document`.

    Raises ReadError for a page that is not there.
    """
    page, scale = picture_of(data, number, scale)
    layer = Image.new("RGBA", page.size)
    pen = ImageDraw.Draw(layer)
    counts = dict.fromkeys(_COLOURS, 0)
    for label, span in _evidence(document):
        if span.page != number:
            continue
        counts[label] += 1
        for x0, top, x1, bottom in span.boxes or ():
            box = (x0 * scale - 1, top * scale - 1, x1 * scale + 1, bottom * scale + 1)
            fill = None if label == _FRAMED else (*_COLOURS[label], _FILL)
            pen.rectangle(box, fill, (*_COLOURS[label], _EDGE), 2)
    page.paste(layer, mask=layer)
    picture = Image.new("RGB", (page.width, page.height + _STRIP), "white")
    picture.paste(page)
    _legend(ImageDraw.Draw(picture), counts, page.height)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _evidence(document: Document) -> Iterator[tuple[str, Span]]:
    yield from (("set aside", span) for span in document.set_aside)
    for support in document.supports:
        if support.beneficiary is not None:
            yield "beneficiary", support.beneficiary
    yield from (("goal", goal) for goal in document.goals)
    yield from (("unit", unit) for unit in document.units)
    yield from (("date", date) for date in document.dates)
    yield from (("amount", amount) for amount in document.amounts)


def _legend(pen: ImageDraw.ImageDraw, counts: dict[str, int], top: int) -> None:
    """What each colour means, and how many there are on the page."""
    font = ImageFont.load_default(_SIZE)
    pen.line((0, top, 10_000, top), (200, 200, 200), 1)
    x = 16.0
    for label, colour in _COLOURS.items():
        faint = tuple(255 - (255 - part) * _FILL // 255 for part in colour)
        fill = None if label == _FRAMED else faint
        pen.rectangle((x, top + 12, x + 18, top + 30), fill, colour, 2)
        text = f"{label} {counts[label]}"
        pen.text((x + 26, top + 10), text, (40, 40, 40), font)
        x += 26 + pen.textlength(text, font) + 26
