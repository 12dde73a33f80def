"""In which encoding a page is: what it says of itself, checked against what comes out."""

from __future__ import annotations

import codecs
import re

from pipeline.readers.encoding import Decoded, common_share, decode

_HEAD = 4_096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LEAST_SHARE = 0.6
_MOST_DAMAGE = 0.005


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a page in `encoding`, the one that it declares, or the one that its bytes prove to be in.

    Raises ReadError as `decode` does.
    """
    if encoding is None and not data.startswith(_MARKS):
        found = _DECLARED.search(data[:_HEAD])
        decoded = None if found is None else _as_declared(data, found[1].decode("ascii").lower())
        if decoded is not None:
            return decoded
    return decode(data, encoding)


def _as_declared(data: bytes, name: str) -> Decoded | None:
    """The text in the declared encoding, unless it makes no sense in it."""
    try:
        name = codecs.lookup(_WIDER.get(name, name)).name
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    damaged = text.count("\ufffd")
    if "\0" in text or damaged > max(1, len(text) * _MOST_DAMAGE):
        return None
    return Decoded(text, name, damaged) if text.isascii() or common_share(text) >= _LEAST_SHARE else None
