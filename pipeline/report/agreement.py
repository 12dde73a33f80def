"""Agreement of two labellings as a table in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.agreement import Agreement


def show_agreement(agreements: Iterable[Agreement], documents: int, console: Console) -> None:
    """Print one row a label: F1 by level, kappa over roles, alpha over clauses, counts beside each."""
    table = Table(title=f"{documents} documents labelled twice", title_justify="left", title_style="bold")
    table.add_column("label")
    for name in ("first", "second", "found", "loose", "strict", "record", "kappa (roles)", "alpha (clauses)"):
        table.add_column(name, justify="right")
    for one in agreements:
        ratios = (f"{value:.3f}" for value in (one.found, one.loose, one.strict, one.record))
        kappa = "–" if one.kappa is None else f"{one.kappa:.3f} of {one.pairs}"
        alpha = "–" if one.alpha is None else f"{one.alpha:.3f} of {one.clauses}"
        table.add_row(one.label, str(one.first), str(one.second), *ratios, kappa, alpha)
    console.print(table)
