"""A page's elements to blocks: paragraphs and tables in their order, and which of them each element holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.readers.breaks import split
from pipeline.readers.composer import GridCell, Piece
from pipeline.readers.html.tables import Tables
from pipeline.readers.numerals import numeral

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed", "select",
    "option", "button", "textarea", "audio", "video", "canvas", "map", "datalist", "title", "meta", "link",
    "math", "_comment", "!doctype", "-comment", "input",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_SOURCE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef，。、；：])[ \t\r\f]*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef，。、；：])"
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NOTE = re.compile(r"\s*\[\d{1,3}(?:[-–,]\d{1,3})?\]\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIST_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "taiwaneseCounting", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
MARK = "footnote mark"


@dataclass
class Block:
    """A paragraph, or a table's cells; `links` counts its characters that lead elsewhere."""

    pieces: list[Piece]
    tag: str
    links: int = 0
    cells: list[GridCell] = field(default_factory=list)
    names: str = ""

    @property
    def text(self) -> str:
        """What it says, in a line; a table's cells with blanks between them."""
        if self.cells:
            return " ".join(cell.text for cell in self.cells if cell.text)
        return "".join(piece.text for piece in self.pieces).strip()


class Element(NamedTuple):
    """An element: its tag, id and classes in one, and that it holds blocks[first:last]."""

    tag: str
    names: str
    first: int
    last: int


class Walk:
    """Goes through a page once."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self._tables = Tables(root)
        self._pieces: list[Piece] = []
        self._links = 0
        self._in_link = 0
        self._in_pre = 0
        self._lists: list[list[Any]] = []
        self._label = ""
        self._open: list[tuple[str, str, int]] = []
        self._visit(root)
        self._flush("body", "")

    def _visit(self, root: Any) -> None:
        node, up = root.child, False
        while node is not None:
            if not up:
                child = self._enter(node)
                if child is not None:
                    node = child
                    continue
            elif node.mem_id == root.mem_id:
                return
            else:
                self._leave(node)
            following = node.next
            node, up = (following, False) if following is not None else (node.parent, True)

    def _enter(self, node: Any) -> Any:
        """Take a node in; its first child, where there is something in it."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return None
        if tag in _SKIPPED or tag.startswith("_") or _is_hidden(node):
            return None
        if tag == "br":
            self._pieces.append(Piece("\n"))
            return None
        attributes = node.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower().strip()
        if tag == "sup" and self._takes_raised(node):
            return None
        if tag == "table" and self._tables.is_data(node):
            self._flush("table", names)
            self._table(node, names)
            return None
        if tag in _BLOCKS:
            self._flush(*self._here())
        self._begin(node, tag, attributes)
        if node.child is None:
            self._end(tag)
            if tag in _BLOCKS:
                self._flush(tag, names)
            return None
        self._open.append((tag, names, len(self.blocks)))
        return node.child

    def _leave(self, node: Any) -> None:
        tag, names, first = self._open.pop()
        if tag in _BLOCKS:
            self._flush(tag, names)
        self._end(tag)
        if tag not in ("tr", "tbody", "thead") and (tag in _BLOCKS or names):
            self.elements.append(Element(tag, names, first, len(self.blocks)))

    def _here(self) -> tuple[str, str]:
        return next(((tag, names) for tag, names, _ in reversed(self._open) if tag in _BLOCKS), ("body", ""))

    def _begin(self, node: Any, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "a":
            self._in_link += bool(attributes.get("href"))
        elif tag == "pre":
            self._in_pre += 1
        elif tag in ("ol", "ul"):
            told = _LIST_STYLE.search(attributes.get("style") or "")
            kind = told[1].lower() if told else (attributes.get("type") or "1")
            style = _LIST_STYLES.get(kind, "decimal") if tag == "ol" else "none"
            start = attributes.get("start") or ""
            self._lists.append([style, int(start) if start.isdecimal() and len(start) < 6 else 1])
        elif tag == "li" and self._lists:
            style, count = self._lists[-1]
            own = attributes.get("value") or ""
            count = int(own) if own.isdecimal() and len(own) < 6 else count
            printed = numeral(count, style)
            self._label = printed and printed + ("、" if "hinese" in style or "wanese" in style else ". ")
            self._lists[-1][1] = count + 1

    def _takes_raised(self, node: Any) -> bool:
        """Whether it is raised: a power, which stays one, or a note's mark, which is set aside."""
        text = node.text(deep=True) or ""
        before = self._pieces[-1].text[-1:] if self._pieces else ""
        if _NOTE.fullmatch(text):
            self._pieces.append(Piece(text, MARK))
        elif text.strip().isdigit() and len(text.strip()) < 4 and before.isalnum():
            self._pieces.append(Piece(text.strip().translate(_RAISED)))
        else:
            return False
        return True

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._in_link = max(0, self._in_link - 1)
        elif tag == "pre":
            self._in_pre -= 1
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
            self._label = ""

    def _text(self, text: str) -> None:
        if not self._in_pre:
            text = _SPACES.sub(" ", _SOURCE_BREAK.sub("", text))
        if self._in_link:
            self._links += len(text.strip())
        if text:
            self._pieces.append(Piece(text))

    def _flush(self, tag: str, names: str) -> None:
        """End the paragraph."""
        pieces, links = self._pieces, self._links
        self._pieces, self._links = [], 0
        text = "".join(piece.text for piece in pieces)
        if not text.strip():
            return
        label, self._label = self._label, ""
        if tag == "dd" and self.blocks and self.blocks[-1].tag == "dt":
            self.blocks[-1] = self._entry(self.blocks[-1], pieces)
            return
        if "\n" not in text.strip():
            self.blocks.append(Block([Piece(label), *pieces] if label else pieces, tag, links, names=names))
            return
        for i, line in enumerate(split(text)):
            mine = round(links * len(line) / len(text))
            self.blocks.append(Block([Piece(label + line if i == 0 else line)], tag, mine, names=names))

    def _entry(self, term: Block, pieces: list[Piece]) -> Block:
        """An entry of a register: the term, a colon, what is said of it."""
        colon = "" if term.text.endswith(("：", ":")) else "："
        return Block([Piece(f"{term.text}{colon}"), *pieces], "dl", term.links, names=term.names)

    def _table(self, node: Any, names: str) -> None:
        def text_of(cell: Any) -> str:
            inner = Walk(cell)
            return " ".join(block.text for block in inner.blocks)

        cells = self._tables.grid_of(node, text_of)
        links = sum(len((a.text(deep=True) or "").strip()) for a in node.css("a[href]"))
        if any(cell.text for cell in cells):
            self.blocks.append(Block([], "table", links, cells, names))
            self.elements.append(Element("table", names, len(self.blocks) - 1, len(self.blocks)))


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
