"""A folder of extracted documents in one table."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.types import Document

COUNTED = ("clauses", "supports", "goals", "units", "dates", "amounts")


def show_summary(folder: Path, console: Console) -> None:
    """Print one line a document, and the sums."""
    sums = dict.fromkeys(COUNTED, 0)
    rows = []
    for file in sorted(folder.rglob("*.json")):
        document = Document.model_validate_json(file.read_bytes())
        counts = {name: len(getattr(document, name)) for name in COUNTED}
        sums = {name: sums[name] + counts[name] for name in COUNTED}
        title = document.metadata.title or "–"
        if document.status != "success":
            title = f"{document.status}: {document.errors[0].message}"
        rows.append((str(file.relative_to(folder).with_suffix("")), title, *map(str, counts.values())))
    table = Table(
        title=f"{len(rows)} documents",
        title_justify="left",
        title_style="bold",
        show_footer=True,
        expand=True,
    )
    table.add_column("document", footer="all", no_wrap=True, min_width=len("document"))
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=1)
    for name in COUNTED:
        table.add_column(name, footer=str(sums[name]), justify="right", no_wrap=True, min_width=len(name))
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
