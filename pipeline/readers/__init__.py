"""Bytes to text: one module a format, behind one function."""

from pipeline.readers.raw import Raw, ReadError
from pipeline.readers.text import MAX_CHARACTERS, from_text, read

__all__ = ["MAX_CHARACTERS", "Raw", "ReadError", "from_text", "read"]
