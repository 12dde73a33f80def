"""Plain text and Markdown in any Chinese encoding."""

from __future__ import annotations

import hashlib

from pipeline.readers.raw import Raw
from pipeline.types import Source


def read(data: bytes, path: str | None = None, encoding: str | None = None) -> Raw:
    """The text of plain-text bytes. Raises ReadError where no text can be had."""
    encoding = encoding or "utf-8"
    source = Source(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        encoding=encoding,
        bytes=len(data),
    )
    return Raw(data.decode(encoding), source)
