"""zhengce: reads Chinese policy documents and writes down, as checkable data, what they promise."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extract import extract, extract_bytes, extract_text
    from pipeline.types import Document

__version__ = "0.1.0"
__all__ = ["Document", "extract", "extract_bytes", "extract_text"]


class _Package(ModuleType):
    """This package, its public names imported when they are first used: `import pipeline` is quick.

    They are properties because `extract` is also the name of a module: importing that module binds
    its name here, and `from pipeline import extract` has to give the function all the same.
    """


def _public(module: str, name: str) -> property:
    def get(_: ModuleType) -> Any:
        return getattr(import_module(module), name)

    def ignore(_: ModuleType, __: object) -> None:
        """What the import system binds."""

    return property(get, ignore)


for _name in __all__:
    setattr(_Package, _name, _public("pipeline.types" if _name == "Document" else "pipeline.extract", _name))
sys.modules[__name__].__class__ = _Package
