"""Bytes to text: which encoding it is, checked by whether common Chinese characters come out."""

from __future__ import annotations

import codecs
import functools
from typing import NamedTuple

from charset_normalizer import from_bytes

from pipeline.readers.raw import ReadError
from pipeline.rules.loader import table

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

# Right readings of policies have .8 and more, wrong ones .3 and less.
_LEAST_SHARE = 0.6
_MOST_DAMAGE = 0.01
_SAMPLE = 100_000
_PUNCTUATION = frozenset("，。、；：？！（）“”‘’《》〈〉【】〔〕「」『』—…·〇％　．")


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and in how many places � stands for what could not be read."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of bytes in `encoding`, or in the one that they prove to be in.

    A byte order mark is no part of the text. Raises ReadError: text.encoding-unknown, text.undecodable or
    text.binary.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark) and (encoding is None or _is_unicode(encoding)):
            body = data[len(mark) :]
            return _try(body, name, "strict") or _try(body, name, "replace") or _decode_as(body, name)
    if encoding is not None:
        return _decode_as(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    return _guess(data) if "\0" in text else Decoded(text, "utf-8", 0)


def _is_unicode(encoding: str) -> bool:
    return (
        encoding.lower().replace("_", "-").startswith(("utf-8", "utf8", "utf-16", "utf16", "utf-32", "utf32"))
    )


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        return Decoded(data.decode(name), name, 0)
    except UnicodeError as error:
        where = f": byte {error.start} cannot be read" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadError(
            "text.undecodable",
            f"The file is not {encoding} text{where}. "
            "Leave the encoding out to have it found, or name another one.",
        ) from error
    except (LookupError, ValueError) as error:
        raise ReadError(
            "text.encoding-unknown",
            f"There is no text encoding {encoding!r}. Use a name such as utf-8, gb18030, big5 or utf-16.",
        ) from error


def _guess(data: bytes) -> Decoded:
    for errors in ("strict", "replace"):
        best: tuple[float, Decoded] | None = None
        for name in dict.fromkeys((*_CHINESE, *_proposed(data))):
            decoded = _try(data, name, errors)
            share = common_share(decoded.text) if decoded else 0.0
            if decoded and share >= _LEAST_SHARE and (best is None or share > best[0]):
                best = share, decoded
        if best is not None:
            return best[1]
    if b"\0" in data:
        raise ReadError(
            "text.binary",
            "The file holds zero bytes: it is not text. Extract its text first, or name its encoding.",
        )
    raise ReadError(
        "text.undecodable",
        "The file is in no encoding that gives Chinese text (UTF-8, GB18030, Big5 and UTF-16 were tried). "
        "Save it as UTF-8, or name its encoding.",
    )


def _proposed(data: bytes) -> list[str]:
    """What charset-normalizer takes the bytes for: encodings beyond the usual ones, too."""
    return [match.encoding for match in from_bytes(data[:_SAMPLE])]


def _try(data: bytes, name: str, errors: str) -> Decoded | None:
    try:
        text = data.decode(name, errors)
    except (UnicodeDecodeError, LookupError):
        return None
    damaged = text.count("\ufffd") if errors == "replace" else 0
    if "\0" in text or damaged > max(1, len(text) * _MOST_DAMAGE):
        return None
    return Decoded(text, name, damaged)


def common_share(text: str) -> float:
    """The share of common Chinese characters and marks among those that are not ASCII; 0 where none is."""
    foreign = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not foreign:
        return 0.0
    common = _common()
    return sum(char in common for char in foreign) / len(foreign)


@functools.cache
def _common() -> frozenset[str]:
    return _PUNCTUATION.union(*(row["characters"] for row in table("common_characters")))
