"""Bytes to text: one module a format, behind one function."""

from pipeline.readers.raw import Raw, ReadError
from pipeline.readers.text import read

__all__ = ["Raw", "ReadError", "read"]
