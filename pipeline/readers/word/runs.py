"""The text of a Word paragraph: what is shown of its runs, its notes and text boxes told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.readers.word.parts import M, V, W, children, value
from pipeline.readers.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {
    "a8": "□",
    "6f": "□",
    "71": "□",
    "fe": "☑",
    "52": "☑",
    "fd": "☒",
    "54": "☒",
    "fc": "✓",
    "6c": "●",
    "6e": "■",
}
"""Signs of the symbol fonts by the last two digits of their code."""


@dataclass
class Content:
    """What a paragraph shows: text in order, its text boxes, and the notes it refers to.

    A piece that is marked "note" is the number of one of its notes, from 1.
    """

    pieces: list[tuple[str, str | None]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it in a line."""
        return "".join(text for text, _ in self.pieces)


class Runs:
    """Reads paragraphs. Fields may begin in one and end in another, so it goes through them in order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []

    def read(self, paragraph: Element, content: Content) -> None:
        """Add what a paragraph shows to `content`."""
        properties = paragraph.find(W + "pPr")
        style = None if properties is None else value(properties.find(W + "pStyle"))
        for child in children(paragraph):
            self._inline(child, style, content)

    def _inline(self, element: Element, style: str | None, content: Content) -> None:
        if element.tag == W + "r":
            self._run(element, style, content)
        elif element.tag == M + "t":
            content.pieces.append((element.text or "", None))
        elif element.tag == M + "f":
            for i, part in enumerate(each for name in ("num", "den") for each in element.findall(M + name)):
                if i:
                    content.pieces.append(("/", None))
                for child in children(part):
                    self._inline(child, style, content)
        elif element.tag.startswith(M):
            for child in children(element):
                self._inline(child, style, content)

    def _run(self, run: Element, style: str | None, content: Content) -> None:
        hidden = self._styles.hides(run, style)
        raised = value(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"
        for child in children(run):
            name = child.tag.removeprefix(W)
            if name == "fldChar":
                self._field(value(child, "fldCharType"))
            elif hidden or True in self._fields:
                continue
            elif name in ("drawing", "pict", "object"):
                content.boxes += _boxes(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), child, content)
            elif text := _shown(name, child):
                is_power = (
                    raised
                    and text.isdigit()
                    and bool(content.pieces)
                    and content.pieces[-1][0][-1:].isalnum()
                )
                content.pieces.append((text.translate(_RAISED) if is_power else text, None))

    def _field(self, kind: str | None) -> None:
        """Of a field its code is hidden and its result shown; fields may stand in one another."""
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _note(self, kind: str, reference: Element, content: Content) -> None:
        note = value(reference, "id")
        if note is not None:
            content.notes.append((kind, note))
            content.pieces.append((str(len(content.notes)), "note"))


def _shown(name: str, element: Element) -> str:
    """What an element of a run shows."""
    match name:
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "" if value(element, "type") in ("page", "column") else "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            code = (value(element, "char") or "").lower()
            return _SIGNS.get(code[-2:], "") if code[:1] == "f" else _character(code)
        case _:
            return ""


def _character(code: str) -> str:
    try:
        return chr(int(code, 16)) if len(code) == 4 else ""
    except ValueError:
        return ""


def _boxes(drawing: Element) -> list[Element]:
    """The contents of text boxes in a drawing, the outermost ones, and art made of letters."""
    found: list[Element] = []
    todo = [drawing]
    while todo:
        element = todo.pop()
        if element.tag in (W + "txbxContent", V + "textpath"):
            found.append(element)
        else:
            todo += reversed(list(children(element)))
    return found
