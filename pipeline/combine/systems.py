"""A system by its name. onnxruntime is loaded here and only here, once a process."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from pipeline.combine.decide import Decider
from pipeline.combine.policy import read_policy
from pipeline.recognize.model import Tagger

_SHIPPED: Final = Path("models", "tagger")
MODEL: Final = next(
    (root / _SHIPPED for root in Path(__file__).parents[1:3] if (root / _SHIPPED).is_dir()), _SHIPPED
)
"""The shipped model: inside the package where that is installed, else in the source tree."""


@functools.cache
def decider(system: str, model: Path | None = None) -> Decider | None:
    """Who decides in `model` or `both`; None where the rules alone do, which needs no model.

    Raises ModelError where the model is missing, damaged, or onnxruntime is not installed; ValueError for
    a name that is no system.
    """
    if system == "rules":
        return None
    if system not in ("model", "both"):
        raise ValueError(f"there is no system {system!r}: rules, model or both")
    policy = read_policy()
    if system == "both" and not policy.asked:
        return None
    return Decider("both" if system == "both" else "model", Tagger(model or MODEL), policy)
