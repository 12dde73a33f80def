"""Styles of a Word document: what a paragraph or a run has from its style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.word.parts import W, is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST = 20


class Styles:
    """Looks properties up along the chain of styles."""

    def __init__(self, part: Element | None) -> None:
        found = [] if part is None else part.findall(W + "style")
        self._styles = {value(style, "styleId"): style for style in found}
        self._default = next(
            (
                value(s, "styleId")
                for s in found
                if value(s, "type") == "paragraph" and value(s, "default") == "1"
            ),
            None,
        )

    def chain(self, style: str | None) -> list[tuple[str, Element]]:
        """The style and those that it is based on, with their ids, the nearest first."""
        found: list[tuple[str, Element]] = []
        at = style if style is not None else self._default
        while at is not None and at in self._styles and len(found) < _DEEPEST:
            found.append((at, self._styles[at]))
            at = value(self._styles[at].find(W + "basedOn"))
        return found

    def hides(self, run: Element, paragraph_style: str | None) -> bool:
        """Whether a run's text is hidden, by itself or by a style."""
        own = run.find(W + "rPr")
        if own is not None:
            told = is_on(own.find(W + "vanish"))
            if told is not None:
                return told
        for style in (None if own is None else value(own.find(W + "rStyle")), paragraph_style):
            for _, each in self.chain(style) if style else ():
                told = is_on(each.find(f"{W}rPr/{W}vanish"))
                if told is not None:
                    return told
        return False
