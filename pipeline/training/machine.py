"""What the machine at hand computes on, and in which precision."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy.typing as npt

from pipeline.training.frameworks import torch

_CPU = Path("/proc/cpuinfo")
_FLAGS = {"avx512_bf16", "amx_bf16", "bf16"}
"""What Linux calls a CPU's own products in bfloat16; without them PyTorch works them out bit by bit."""


def device() -> str:
    """`cuda` where PyTorch finds a GPU, else `cpu`."""
    return "cuda" if torch().cuda.is_available() else "cpu"


def autocast(device: str, bfloat16: bool | None) -> Any:
    """The context in which a loss is worked out; None: in bfloat16 where the device has it built in."""
    kind = str(device).partition(":")[0]
    if bfloat16 is None:
        bfloat16 = torch().cuda.is_bf16_supported() if kind == "cuda" else cpu_has_bfloat16()
    return torch().autocast(kind, dtype=torch().bfloat16, enabled=bfloat16)


@cache
def cpu_has_bfloat16(cpu: Path = _CPU) -> bool:
    """Whether the CPU multiplies in bfloat16 itself; False where the system doesn't say."""
    try:
        return not _FLAGS.isdisjoint(cpu.read_text("utf-8").split())
    except OSError:
        return False


def tensor(array: npt.NDArray[Any], model: Any) -> Any:
    """The array as a tensor where the model is."""
    return torch().from_numpy(array).to(model.device)
