"""Where on which page each character of a text stands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's top left corner, as the page is shown."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its size in points. `ocr` says that its text was read from a picture."""

    number: int
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a document, and for each character of its text the page and the box.

    Kept in arrays: `numbers` has one page number a character, 0 for a character that the reader made (a line
    feed, a tab); `edges` has four numbers a character, or is None where boxes weren't wanted.
    """

    pages: tuple[Page, ...]
    numbers: array[int]
    edges: array[float] | None = None

    @classmethod
    def of(
        cls, pages: Iterable[Page], numbers: Iterable[int], boxes: Iterable[Box | None] | None = None
    ) -> Layout:
        """The layout of one page number a character and, where wanted, one box or None a character."""
        edges = None if boxes is None else array("f", (edge for box in boxes for edge in box or _NOWHERE))
        return cls(tuple(pages), array("L", numbers), edges)

    def page(self, start: int, end: int) -> int | None:
        """The page on which text[start:end] begins; None where the reader made all of it."""
        return next((number for number in self.numbers[start:end] if number), None)

    def boxes(self, start: int, end: int) -> tuple[int | None, list[list[float]]]:
        """The page on which text[start:end] begins, and its boxes there: one a line of print."""
        page = self.page(start, end)
        if page is None or self.edges is None:
            return page, []
        found: list[list[float]] = []
        for at in range(start, end):
            if self.numbers[at] == page:
                _add(found, self.edges[4 * at : 4 * at + 4].tolist())
        return page, [[round(edge, 1) for edge in box] for box in found]

    def read_by_ocr(self, start: int, end: int) -> bool:
        """Whether any of text[start:end] was read from a picture."""
        pictures = {page.number for page in self.pages if page.ocr}
        return bool(pictures) and not pictures.isdisjoint(self.numbers[start:end])


_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


def _add(boxes: list[list[float]], box: list[float]) -> None:
    """Widen the last box where `box` stands behind it on its line, else begin another."""
    if boxes:
        last = boxes[-1]
        middle = (box[1] + box[3]) / 2
        if last[1] <= middle <= last[3] and box[0] >= last[2] - (last[3] - last[1]):
            last[:] = min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
            return
    boxes.append(box)
