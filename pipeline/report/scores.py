"""Scores as a table and as a metrics file."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.evaluation import Scores

DIGITS = 4


def show_scores(scores: Scores, console: Console) -> None:
    """Print one row a measure: counts beside ratios."""
    table = Table(title=f"{scores.documents} documents", title_justify="left", title_style="bold")
    for name in ("measure", "score", "precision", "recall", "right", "labelled", "found"):
        table.add_column(name, justify="left" if name == "measure" else "right")
    for name, row in scores.rows.items():
        ratios = ("", "") if row.is_share else (f"{row.precision:.3f}", f"{row.recall:.3f}")
        found = "" if row.is_share else str(row.predicted)
        table.add_row(name, f"{row.score:.{DIGITS}f}", *ratios, str(row.hit), str(row.gold), found)
    console.print(table)


def show_errors(scores: Scores, console: Console) -> None:
    """Print every mistake: missed (-), spurious (+) or wrong (~)."""
    for mistake in scores.mistakes:
        readings = [f"labelled {mistake.gold}"] if mistake.gold else []
        readings += [f"found {mistake.predicted}"] if mistake.predicted else []
        line = f"{mistake.sign} {mistake.document} {mistake.label}: {' | '.join(readings)}"
        console.print(Text(line), soft_wrap=True)


def write_metrics(scores: Scores, path: Path) -> None:
    """Write the figures as JSON, a number a measure, for `dvc metrics`."""
    metrics = {
        "documents": scores.documents,
        **{
            name: {
                "score": round(row.score, DIGITS),
                "right": row.hit,
                "labelled": row.gold,
                "found": row.predicted,
            }
            for name, row in scores.rows.items()
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(metrics, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
