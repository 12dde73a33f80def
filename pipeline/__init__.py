"""zhengce: reads Chinese policy documents and writes down, as checkable data, what they promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extract import extract, extract_bytes, extract_text
    from pipeline.types import Document

__version__ = "0.1.0"
__all__ = ["Document", "extract", "extract_bytes", "extract_text"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used: `import pipeline` stays quick."""
    if name == "Document":
        from pipeline.types import Document  # noqa: PLC0415

        return Document
    if name in __all__:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module("pipeline.extract"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
