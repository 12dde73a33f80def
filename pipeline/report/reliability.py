"""Confidences against what was right, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.calibration import Measured
from pipeline.evaluation.reliability import Bin, calibration_error

_HEAD = (
    "# Measured by `zhengce calibrate`: the share of a rule's items that was strictly right on the labels.\n"
    "table\trule\tsituation\tconfidence\titems\n"
)


def show_bins(bins: Sequence[Bin], title: str, console: Console) -> None:
    """Print one row a bin: mean confidence beside the share that is strictly right, and how many items."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in ("confidence", "mean", "right", "items"):
        table.add_column(name, justify="right")
    for one in bins:
        table.add_row(
            f"{one.low:g}–{one.high:g}", f"{one.confidence:.3f}", f"{one.share:.3f}", str(one.items)
        )
    console.print(table)
    console.print(f"expected calibration error {calibration_error(bins):.3f}")


def confidences_tsv(rows: Iterable[Measured]) -> str:
    """The table that `pipeline.confidence` reads."""
    lines = (f"{m.table}\t{m.rule}\t{m.situation}\t{m.confidence}\t{m.items}\n" for m in rows)
    return _HEAD + "".join(lines)
