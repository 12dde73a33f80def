"""The policy's own title, and the kind of document that it names."""

from __future__ import annotations

import re

from pipeline.link.metadata.pieces import Frame, Piece
from pipeline.rules import pattern

_LONGEST = 120
_CONTENTS = re.compile(r"目 ?[录次]\Z")
_SENTENCE = re.compile(r"[。；：]|[:，]\Z|\.{4}|…{2}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
_NO_TITLE = ("（", "—", "-", "《", "http", "附件", "附：", "主送", "现将", "经", "政策全文", "新华社", "目录")
_ANNEX = re.compile(
    r"附件?[一二三四五六七八九十\d]{0,3}[、：:．. ]?\Z|附件?[一二三四五六七八九十\d]{1,3}[、：:．. ]\s?"
)
# Says of the print, not of the policy, how much of it stands there.
_PART = re.compile(r"（(?:节选|節選|摘要|摘登|全文)）\Z")
_ASIDE = re.compile(
    r"（[\u4e00-\u9fff（）、及与和]{2,16}）(?<!试行）)(?<!暂行）)(?<!公开）)(?<!公开发布）)(?<!稿）)"
)
# A cover's first line and the bracket below it stand before the piece of this number.
_COVER = 2
_BEGINS = re.compile(r"关于|印发|转发")
_NOTICE = ("通知", "函", "公告", "通告", "令")


def find_title(frame: Frame) -> str | None:
    """The title in the document's own script, or None where it has none.

    Behind a covering notice the policy's own title counts, unless it is not printed there.
    """
    contents = next((i for i, p in enumerate(frame.head) if _CONTENTS.search(p.text)), len(frame.head))
    blocks = _blocks(frame.head[:contents])
    covering = _covering(frame)
    inner = [b for b in blocks if covering is not None and b[0].start > covering and not _is_notice(b)]
    outer = [b for b in blocks if b[0].start < _first_sentence(frame)]
    chosen = inner[-1] if inner else outer[-1] if outer else blocks[0] if blocks and covering else None
    return None if chosen is None else _join(frame, chosen)


def find_kind(frame: Frame, title: str | None) -> str | None:
    """The last word of the title that names the kind; without a title what the document calls itself."""
    if title is None:
        match = pattern("metadata", "metadata.names-itself").pattern.search(frame.head_text)
        return match["span"] if match else None
    simple = _simple(frame, title)
    match = pattern("metadata", "metadata.kind").pattern.search(simple)
    if match is None:
        return None
    behind = len(simple) - match.end("span")
    return title[len(title) - behind - len(match["span"]) : len(title) - behind]


def _simple(frame: Frame, title: str) -> str:
    for block in _blocks(frame.head):
        if _join(frame, block) == title:
            return _PART.sub("", _joined(block))
    return title


def _blocks(pieces: list[Piece]) -> list[list[Piece]]:
    """Runs of pieces that end with a word for a kind of document and may be a title."""
    blocks: list[list[Piece]] = []
    for i, piece in enumerate(pieces):
        if not _is_title_text(piece) or not _ends_with_kind(piece):
            continue
        first = i
        while first and _goes_before(pieces[first - 1], pieces[first], _length(pieces[first : i + 1])):
            if _repeats(pieces[first - 1], pieces[first : i + 1]):
                break
            first -= 1
        cover = first == _COVER
        if first > 1 and _continues_over(pieces[first - 2], pieces[first - 1], pieces[first : i + 1], cover):
            first -= 2
        last = i
        if last + 1 < len(pieces) and pattern("metadata", "metadata.period").pattern.match(
            pieces[last + 1].text
        ):
            last += 1
        blocks.append(pieces[first : last + 1])
    return blocks


def _goes_before(before: Piece, piece: Piece, length: int) -> bool:
    """Whether a piece belongs to the title that goes on with the next."""
    if length + len(before.text) > _LONGEST or not _is_title_text(before):
        return False
    if _is_name(before):
        return not before.text.endswith("文件") and bool(
            _BEGINS.match(piece.text) or _begins_with_name(piece)
        )
    if _begins_with_name(piece) or not _CHINESE.search(before.text):
        return False
    if _BEGINS.match(piece.text):
        return before.text.endswith(("印发", "转发", "发布"))
    return not _ends_with_kind(before) or piece.text.startswith(("和", "暨", "及"))


def _repeats(before: Piece, block: list[Piece]) -> bool:
    """Whether a piece ends with a name that the title has already: a page prints its title twice."""
    return _is_name(before) and before.text.split(" ")[-1] in _joined(block[:-1])


def _continues_over(before: Piece, bracket: Piece, block: list[Piece], cover: bool) -> bool:
    """Whether a bracket on a line of its own, saying whom a cover's title is for, stands inside the title."""
    return (
        _ASIDE.fullmatch(bracket.text) is not None
        and _is_title_text(before)
        and not _is_name(before)
        and (cover or not _ends_with_kind(before))
        and not _BEGINS.match(block[0].text)
        and _CHINESE.search(before.text) is not None
        and _length([before, bracket, *block]) <= _LONGEST
    )


def _begins_with_name(piece: Piece) -> bool:
    return _is_name(piece) or bool(pattern("metadata", "metadata.title-issuer").pattern.match(piece.text))


def _is_title_text(piece: Piece) -> bool:
    text = piece.text
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    if _ANNEX.match(text) and _ends_with_kind(piece):
        return True
    return not text.startswith(_NO_TITLE) and not any(
        pattern("metadata", f"metadata.{id}").pattern.search(text)
        for id in ("number", "number.order", "day", "web-label")
    )


def _is_name(piece: Piece) -> bool:
    return all(pattern("metadata", "metadata.name").pattern.match(word) for word in piece.text.split(" "))


def _ends_with_kind(piece: Piece) -> bool:
    return bool(pattern("metadata", "metadata.kind").pattern.search(piece.text))


def _length(block: list[Piece]) -> int:
    return sum(len(piece.text) for piece in block)


def _is_notice(block: list[Piece]) -> bool:
    text = _joined(block)
    return text.endswith(_NOTICE) and bool(_BEGINS.search(text))


def _covering(frame: Frame) -> int | None:
    """Where a covering notice says that it issues the policy, or None."""
    matches = [m.start() for m in pattern("metadata", "metadata.covers").find(frame.head_text)]
    return matches[-1] if matches else None


def _first_sentence(frame: Frame) -> int:
    """Start of the first piece that is a sentence of the text."""
    return next((p.start for p in frame.head if "。" in p.text), frame.head_end + 1)


def _join(frame: Frame, block: list[Piece]) -> str:
    title = ""
    for before, piece in zip([None, *block], block, strict=False):
        text = frame.spelling(piece.start, piece.end)
        if piece is block[0] and (annex := _ANNEX.match(piece.text)):
            text = text[annex.end() :].strip()
        apart = before is not None and _is_name(before) and _begins_with_name(piece)
        title += (" " if apart else "") + text
    title = title.removeprefix("《").removesuffix("》") if title.startswith("《") else title
    return _PART.sub("", title)


def _joined(block: list[Piece]) -> str:
    return "".join(piece.text for piece in block)
