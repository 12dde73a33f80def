"""Saved links (.url): there is no document in them, which is all that can be said."""

from __future__ import annotations

import re

from pipeline.readers.raw import Options, Raw, ReadError

_ADDRESS = re.compile(rb"(?:URL=|<string>)([\x21-\x3b\x3d-\x7e]{1,300})")


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """Raises ReadError (html.link) with the address of the page that is to be saved."""
    found = _ADDRESS.search(data)
    where = f" to {found[1].decode('ascii')}" if found else ""
    raise ReadError(
        "html.link",
        f"The file is only a link{where}. Open it in a browser and save the page, complete or as .mht.",
    )
