"""Bytes to text: one module a format, behind one function."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from pipeline.mentions import Cell, Table
from pipeline.readers.formats import format_of
from pipeline.readers.layout import Layout, Page
from pipeline.readers.raw import Options, Raw, ReadError
from pipeline.readers.text import MAX_CHARACTERS, from_text

__all__ = [
    "MAX_CHARACTERS",
    "Cell",
    "Layout",
    "Options",
    "Page",
    "Raw",
    "ReadError",
    "Table",
    "from_text",
    "read",
]


class _Reader(Protocol):
    """What the module of a format offers."""

    def read(self, data: bytes, path: str | None, options: Options) -> Raw: ...


def read(data: bytes, path: str | None = None, encoding: str | None = None, *, boxes: bool = True) -> Raw:
    """The text of a file's bytes, in whatever format it is.

    `encoding` is that of a plain text, where it isn't to be found out; without `boxes` nobody notes where on
    its page each character stands, which is quicker. Raises ReadError where no text can be had.
    """
    name = format_of(data, path).module
    try:
        module = import_module(f"pipeline.readers.{name}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("pipeline"):
            raise
        raise ReadError(
            "reader.missing",
            f"Reading this file takes the Python package {error.name}, which isn't installed. "
            f"Install it: pip install {error.name}",
        ) from error
    return cast(_Reader, module).read(data, path, Options(encoding, boxes))
