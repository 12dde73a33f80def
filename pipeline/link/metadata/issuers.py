"""Who issued the document."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.metadata.pieces import Frame, Piece, pattern
from pipeline.recognize.bodies import Home, full_name
from pipeline.recognize.regions import find_regions
from pipeline.types import Level

_NATION: Level = "nation"


def find_issuers(frame: Frame, title: str | None) -> tuple[str, ...]:
    """The issuers' full names: from the signature, the title, the red head, or a label of the page."""
    names = (
        _signature(frame.head)
        or _signature(frame.tail)
        or _titled(frame)
        or _red_head(frame)
        or _labelled(frame)
        or _reporting(frame, title)
    )
    return tuple(dict.fromkeys(_full(name) for name in names))


def _signature(pieces: Sequence[Piece]) -> list[str]:
    """The names directly above a day that stands alone."""
    for i, piece in enumerate(pieces):
        if not (pattern("metadata.day").pattern.match(piece.text) or pattern("metadata.issued").pattern.match(piece.text)):
            continue
        first = i
        while first and _name(pieces[first - 1]):
            first -= 1
        names = [name for p in pieces[first:i] if (name := _name(p))]
        if names and not pieces[first - 1].text.endswith("关于"):
            return [part for name in names for part in name]
    return []


def _name(piece: Piece) -> list[str]:
    words = piece.text.split(" ")
    matches = [pattern("metadata.name").pattern.match(word) for word in words]
    return [m["span"] for m in matches if m] if all(matches) and "文件" not in piece.text else []


def _titled(frame: Frame) -> list[str]:
    """The names before 关于 or 印发 in a title of the head, own or covering."""
    pieces = frame.head
    for i, piece in enumerate(pieces):
        match = pattern("metadata.title-issuer").pattern.match(piece.text)
        if match:
            above = []
            while i and (name := _name(pieces[i - 1])):
                above = name + above
                i -= 1
            return above + match["span"].split(" ")
        if piece.text.startswith(("关于", "印发")) and i and (names := _name(pieces[i - 1])):
            return names
    return []


def _red_head(frame: Frame) -> list[str]:
    for piece in frame.head:
        match = pattern("metadata.name").pattern.match(piece.text)
        if match and piece.text.endswith("文件"):
            return [match["span"]]
    return []


def _labelled(frame: Frame) -> list[str]:
    match = next(pattern("metadata.publisher").find(frame.head_text), None)
    return [match["span"]] if match else []


def _reporting(frame: Frame, title: str | None) -> list[str]:
    match = next(pattern("metadata.report").find(frame.head_text), None)
    if match is None:
        return []
    name: str = match["span"]
    if find_regions(name):
        return [name]
    regions = find_regions(title or "") or find_regions(frame.head_text)
    return [f"{regions[0][2].path}人民政府"] if regions else []


def _full(name: str) -> str:
    if find_regions(name):
        return name
    return full_name(name, Home(_NATION, None)) or name
