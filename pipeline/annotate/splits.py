"""Which labelled document belongs to which split: `splits.yaml`, fixed once and for all.

gold:                 # the folder of the labels
  train: [s01, s02]
  test: [s03]
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml
from pydantic import RootModel, ValidationError


class SplitError(ValueError):
    """A file of splits that is wrong, or a split that isn't in it."""


class Splits(RootModel[dict[str, dict[str, tuple[str, ...]]]]):
    """Folder → split → names of documents."""


def read_splits(file: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """The splits in a file. Raises SplitError where it is wrong, or a document is in two splits; OSError."""
    try:
        splits = Splits.model_validate(yaml.safe_load(file.read_text("utf-8"))).root
    except (yaml.YAMLError, ValidationError) as error:
        raise SplitError(f"{file}: is no file of splits: {error}") from error
    for folder, parts in splits.items():
        counts = Counter(name for names in parts.values() for name in names)
        if twice := sorted(name for name, count in counts.items() if count > 1):
            raise SplitError(f"{file}: {folder}: more than once: {', '.join(twice)}")
    return splits


def names_in(file: Path, folder: str, split: str) -> frozenset[str]:
    """The names of a split's documents. Raises SplitError where the file doesn't have it."""
    parts = read_splits(file).get(folder, {})
    if split not in parts:
        told = f"it has {', '.join(parts)}" if parts else f"it says nothing of a folder {folder!r}"
        raise SplitError(f"{file}: no split {split!r} of {folder!r}: {told}")
    return frozenset(parts[split])
