"""The one place where torch and transformers are imported, and only when training begins."""

from __future__ import annotations

import importlib
import os
from types import ModuleType
from typing import Any


class TrainingUnavailable(RuntimeError):
    """The packages of training are not installed."""


def torch() -> ModuleType:
    """The module torch. Raises TrainingUnavailable."""
    return _module("torch")


def transformers() -> ModuleType:
    """The module transformers, quiet. Raises TrainingUnavailable."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    module = _module("transformers")
    module.logging.set_verbosity_error()
    module.logging.disable_progress_bar()
    return module


def onnx() -> ModuleType:
    """The module onnx. Raises TrainingUnavailable."""
    return _module("onnx")


def quantization() -> ModuleType:
    """The module onnxruntime.quantization. Raises TrainingUnavailable."""
    return _module("onnxruntime.quantization")


def set_up(threads: int, seed: int) -> ModuleType:
    """torch, seeded and held to so many threads. Raises TrainingUnavailable."""
    module = torch()
    module.set_num_threads(threads)
    module.set_flush_denormal(True)  # numbers near zero are many times slower otherwise
    module.manual_seed(seed)
    return module


def decay_groups(model: Any, weight_decay: float) -> list[dict[str, Any]]:
    """The parameters for an optimiser: matrices decay, biases and norms do not."""
    parameters = list(model.parameters())
    return [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": weight_decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise TrainingUnavailable(
            f"training needs {name.partition('.')[0]}: pip install 'zhengce[train]'"
        ) from error
