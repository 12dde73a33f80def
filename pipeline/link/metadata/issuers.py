"""Who issued the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.link.metadata.pieces import Frame, Piece
from pipeline.link.metadata.place import own_region
from pipeline.recognize.bodies import full_name
from pipeline.recognize.body_lists import central_names
from pipeline.recognize.home import Home
from pipeline.recognize.regions import Region, find_regions
from pipeline.rules import pattern
from pipeline.types import Level

_NATION: Level = "nation"
_STATE = "中华人民共和国"
_BUREAU = re.compile(r"(?P<body>[\u4e00-\u9fff]{2,12}(?:委|办))(?P<office>办公[厅室])")
_MARKS = re.compile(r"[^\u4e00-\u9fff（）“”·]|通知|公告|通告|意见|此复|特此")
_TORN = 24
_JOINT = re.compile(r"[ 、]")
# 省人民政府 is the own province's; 人民政府 alone the own region's.
_LEVEL_WORD = re.compile(r"(?:省|市|县|区|州|自治区)?(?=人民政府|委|财政(?!部)|科(?!技部|学技术部))")


def find_issuers(frame: Frame, title: str | None) -> tuple[str, ...]:
    """The issuers' full names: from the signature, the title, the red head, or a label of the page."""
    names = (
        _red_head_alone(frame)
        or _signature(frame.head, "metadata.day")
        or _signature(frame.tail, "metadata.day")
        or _titled(frame)
        or _red_head(frame)
        or _signature(frame.tail, "metadata.issued")
        or _assembly(frame)
        or _found(frame, "metadata.publisher")
        or _found(frame, "metadata.news")
        or _last(frame)
        or _reporting(frame, title)
    )
    own = own_region(frame) if any(_LEVEL_WORD.match(name) for name in names) else None
    return tuple(dict.fromkeys(_full(name, own) for name in names))


def _signature(pieces: Sequence[Piece], id: str) -> list[str]:
    """The names directly above a day that stands alone, or above the day of printing."""
    day = pattern("metadata", id).pattern
    for i, piece in enumerate(pieces):
        if day.match(piece.text) and (names := _above(pieces, i)):
            return names
    return []


def _name(piece: Piece) -> list[str]:
    words = piece.text.split(" ")
    matches = [pattern("metadata", "metadata.name").pattern.match(word) for word in words]
    return [m["span"] for m in matches if m] if all(matches) and "文件" not in piece.text else []


def _titled(frame: Frame) -> list[str]:
    """The names before 关于 or 印发 in a title of the head, own or covering."""
    for i, piece in enumerate(frame.head):
        match = pattern("metadata", "metadata.title-issuer").pattern.match(piece.text)
        if match:
            return _above(frame.head, i) + [n for n in _JOINT.split(match["span"]) if n]
        if piece.text.startswith(("关于", "印发")) and (names := _above(frame.head, i)):
            return names
    return []


def _above(pieces: Sequence[Piece], i: int) -> list[str]:
    """The names in the pieces directly above a piece."""
    names: list[str] = []
    while i and (found := _name(pieces[i - 1])):
        names = found + names
        i -= 1
    if names and i and (whole := _torn(pieces[i - 1].text, names[0])):
        names[0] = whole
    return names


def _torn(before: str, rest: str) -> str | None:
    """A name that a blank or a line's end has torn: what stands before it begins with a region."""
    if _MARKS.search(before) or len(before) > _TORN or find_regions(rest) or rest in central_names():
        return None
    begins = any(start == 0 for start, _, _ in find_regions(before))
    return before + rest if begins and _is_whole(before + rest) else None


def _is_whole(name: str) -> bool:
    return pattern("metadata", "metadata.name").pattern.match(name) is not None


def _red_head(frame: Frame) -> list[str]:
    for piece in frame.head:
        match = pattern("metadata", "metadata.name").pattern.match(piece.text)
        if match and piece.text.endswith("文件"):
            return [match["span"]]
        if match := pattern("metadata", "metadata.ordering").pattern.match(piece.text):
            return [match["span"]]
    return []


def _red_head_alone(frame: Frame) -> list[str]:
    """The name of a red head that no signature has: what is signed below was annexed."""
    head = _red_head(frame)
    signed = _signature(frame.head, "metadata.day") or _signature(frame.tail, "metadata.day")
    return head if head and signed and not any(s in head[0] or head[0] in s for s in signed) else []


def _assembly(frame: Frame) -> list[str]:
    """The assembly that passed a local law."""
    printed = pattern("metadata", "metadata.passed").pattern
    match = next((m for piece in frame.head if (m := printed.match(piece.text))), None)
    return [match["span"] + match["body"]] if match else []


def _last(frame: Frame) -> list[str]:
    """The names with which a text ends that bears no day."""
    return _above(frame.tail, len(frame.tail))


def _found(frame: Frame, id: str) -> list[str]:
    match = next(pattern("metadata", id).find(frame.head_text), None)
    return [n for n in _JOINT.split(match["span"]) if n] if match else []


def _reporting(frame: Frame, title: str | None) -> list[str]:
    match = next(pattern("metadata", "metadata.report").find(frame.head_text), None)
    if match is None:
        return []
    name: str = match["span"]
    if find_regions(name):
        return [name]
    regions = find_regions(title or "") or find_regions(frame.head_text)
    return [f"{regions[0][2].path}人民政府"] if regions else []


def _full(name: str, own: Region | None) -> str:
    central = name.removeprefix(_STATE)
    if central != name and central in central_names():
        name = central
    if find_regions(name):
        return name
    if own is not None and (word := _LEVEL_WORD.match(name)):
        return own.path + name[word.end() :]
    bureau = _BUREAU.fullmatch(name)
    if bureau is not None:
        return (full_name(bureau["body"], Home(_NATION, None)) or bureau["body"]) + bureau["office"]
    return full_name(name, Home(_NATION, None)) or name
