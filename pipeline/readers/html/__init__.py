"""Web pages: the document's text, title and register entries; what the site has around them is set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.readers.breaks import goes_on
from pipeline.readers.composer import Composer, Piece
from pipeline.readers.html.charset import decode_page
from pipeline.readers.html.dom import Block, Walk
from pipeline.readers.html.page import parts_of
from pipeline.readers.raw import Options, Raw, ReadError, source_of
from pipeline.types import Problem

MEDIA_TYPE = "text/html"
_LARGEST = 20_000_000
_DEEPEST = 1_500
_MOST_TAGS = 400_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSE_THEMSELVES = frozenset((
    "p", "li", "td", "th", "tr", "dd", "dt", "option", "br", "img", "input", "meta", "link", "hr", "col",
    "area", "base", "source", "wbr", "embed", "param", "tbody",
))  # fmt: skip
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]{1,2}\s|--|——).*", re.S)
_NAVIGATION = "navigation"
_ENOUGH = 8
"""Of a paragraph so many pieces tell whether it ends."""


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of a page. Raises ReadError: html.empty, html.too-large, text.undecodable and the like."""
    if len(data) > _LARGEST:
        raise _too_large()
    decoded = decode_page(data, options.encoding)
    composer = Composer()
    _compose(composer, decoded.text)
    problems: tuple[Problem, ...] = ()
    if decoded.damaged:
        message = (
            f"{decoded.damaged} places of the page could not be read as {decoded.encoding}; � stands there."
        )
        problems = (Problem(code="text.damaged", message=message),)
    empty = ReadError(
        "html.empty",
        "There is no text on the page: a script may fill it in. "
        "Open it in a browser and save it complete or as .mht.",
    )
    source = source_of(data, path, MEDIA_TYPE, encoding=decoded.encoding)
    return composer.done(source, problems, empty=empty)


def _too_large() -> ReadError:
    return ReadError(
        "html.too-large", "The page is larger, or deeper nested, than any policy's. Save its text."
    )


def _compose(composer: Composer, text: str) -> None:
    if _depth(text) > _DEEPEST:
        raise _too_large()
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (only pages need it)

    tree = LexborHTMLParser(text)
    if tree.body is None:
        return
    walk = Walk(tree.body)
    whole = re.search(r"<(?:body|html)\b", text[:20_000], re.I) is None
    parts = parts_of(walk.blocks, walk.elements, whole=whole, titles=_titles(tree))
    _aside(composer, parts.before)
    for line in parts.head:
        composer.paragraph([line])
    if parts.title:
        composer.paragraph([parts.title])
    pieces: list[Piece] = []
    for block, reason in parts.body:
        if reason or block.cells:
            composer.paragraph(pieces)
            pieces = []
        if block.cells:
            composer.table(block.cells, reason)
        elif reason:
            composer.paragraph(block.pieces, reason)
        elif pieces and _is_cut(pieces, block):
            pieces = [*_ended(pieces), *_begun(block.pieces)]
        else:
            composer.paragraph(pieces)
            pieces = block.pieces
    composer.paragraph(pieces)
    _aside(composer, parts.after)


def _depth(text: str) -> int:
    """How deep elements may be nested at most: the parser's time grows with its square."""
    depth = deepest = 0
    for count, match in enumerate(_TAG.finditer(text)):
        if count > _MOST_TAGS:
            raise _too_large()
        if match[2].lower() not in _CLOSE_THEMSELVES:
            depth = max(depth - 1, 0) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _titles(tree: Any) -> list[str]:
    """What the page's head gives as titles, the surest first."""
    found: list[str] = []
    for selector in ('meta[name="ArticleTitle"]', 'meta[property="og:title"]'):
        node = tree.css_first(selector)
        if node is not None:
            found.append(" ".join((node.attributes.get("content") or "").split()))
    node = tree.css_first("title")
    if node is not None:
        found.append(_SITE.sub("", " ".join((node.text(deep=True) or "").split())))
    return [title for title in found if title]


def _is_cut(pieces: Sequence[Piece], block: Block) -> bool:
    """Whether a paragraph was cut after a comma and goes on in the next."""
    before = "".join(piece.text for piece in pieces[-_ENOUGH:]).rstrip()
    return before[-1:] in ("，", "、") and goes_on(before, block.text)


def _ended(pieces: Sequence[Piece]) -> list[Piece]:
    return [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip())]


def _begun(pieces: Sequence[Piece]) -> list[Piece]:
    return [pieces[0]._replace(text=pieces[0].text.lstrip()), *pieces[1:]]


def _aside(composer: Composer, blocks: Sequence[Block]) -> None:
    """What the site has around the document, a paragraph in all."""
    composer.paragraph([" ".join(block.text for block in blocks)], _NAVIGATION)
