"""The parts of a Word document and the names in its XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.readers.package import LARGEST_PART, Package, parse
from pipeline.readers.raw import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
"""The names of the strict variant of the standard, and of the usual one."""

_OFF = frozenset(("0", "false", "off", "none"))


class Parts:
    """A document's main part and those that it refers to. Raises ReadError where there is no main part."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        names = self._package.names
        main = next(
            (path for kind, path in self._relations("", "_rels/.rels").values() if kind == "officeDocument"),
            "",
        )
        self._main = main if main in names else "word/document.xml"
        if self._main not in names:
            raise ReadError(
                "word.damaged",
                "The file holds no Word document: it is damaged. Save it anew from a word processor.",
            )
        folder, name = posixpath.split(self._main)
        self._links = self._relations(folder, f"{folder}/_rels/{name}.rels")
        self.document = self._parsed(self._main)

    def of_kind(self, kind: str) -> Element | None:
        """The part of a kind (styles, numbering, footnotes …) that the main part refers to, if any."""
        path = next((path for found, path in self._links.values() if found == kind), None)
        return self._optional(path)

    def by_id(self, relation: str | None) -> Element | None:
        """The part behind a relation's id."""
        return self._optional(self._links.get(relation or "", ("", None))[1])

    def _optional(self, path: str | None) -> Element | None:
        return None if path is None or path not in self._package.names else self._parsed(path)

    def _parsed(self, path: str) -> Element:
        data = self._package.read(path, LARGEST_PART)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parse(data)

    def _relations(self, folder: str, path: str) -> dict[str, tuple[str, str]]:
        """Kind and path of each relation by its id; what lies outside the file is left out."""
        if path not in self._package.names:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self._parsed(path).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                where = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )
                found[relation.get("Id", "")] = relation.get("Type", "").rsplit("/", 1)[-1], where.lstrip("/")
        return found


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace."""
    return None if element is None else element.get(W + name)


def number(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; the default where it is none or no sensible one."""
    try:
        found = int(text or "")
    except ValueError:
        return default
    return found if abs(found) < 1_000_000 else default


def is_on(element: Element | None) -> bool | None:
    """What a switch such as w:vanish says; None where there is none."""
    return None if element is None else value(element) not in _OFF


def children(element: Element) -> Iterator[Element]:
    """The child elements: of alternatives the first, what was moved or deleted left out."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        if child.tag == MC + "AlternateContent":
            chosen = next(
                (branch for branch in child if branch.tag in (MC + "Choice", MC + "Fallback")), None
            )
            if chosen is not None:
                yield from children(chosen)
        elif child.tag in _TRANSPARENT:
            yield from children(child)
        else:
            yield child


_GONE = frozenset(W + name for name in ("del", "moveFrom"))
_TRANSPARENT = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo",
        "ruby", "rubyBase",
    )
)  # fmt: skip
