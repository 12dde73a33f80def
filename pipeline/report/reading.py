"""What a reader made of a file: its text with tables and pages, and what was set aside."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.readers import Raw


def show_reading(raw: Raw, console: Console) -> None:
    """Print the source, the text with page numbers and tables, and what was set aside and why."""
    source = raw.source
    console.print(Text(_head(raw), style="bold"))
    for problem in raw.problems:
        console.print(Text(f"{problem.message} [{problem.code}]", style="yellow"))
    asides = {aside.start: aside for aside in raw.asides}
    in_table = {
        offset: number
        for number, table in enumerate(raw.tables, 1)
        for cell in table.cells
        for offset in range(cell.start, max(cell.end, cell.start + 1))
    }
    page = table = None
    at = 0
    for line in raw.text.split("\n"):
        end = at + len(line)
        here = raw.layout.page(at, end) if raw.layout else None
        if here is not None and here != page:
            page = here
            by_ocr = ", read by OCR" if source.ocr and page in source.ocr else ""
            console.rule(f"page {page}{by_ocr}", style="dim")
        number = next((in_table[i] for i in range(at, end + 1) if i in in_table), None)
        if number is not None and number != table:
            console.print(Text(f"table {number}", style="cyan"))
        table = number if number is not None else table
        aside = asides.get(at)
        if aside is not None and aside.end >= end > at:
            console.print(Text(f"{line}   ({aside.reason})", style="dim"))
        else:
            console.print(Text(line.replace("\t", " │ ")), soft_wrap=True)
        at = end + 1
    _show_asides(raw, console)


def _head(raw: Raw) -> str:
    source = raw.source
    pages = "" if source.pages is None else f", {source.pages} page{'' if source.pages == 1 else 's'}"
    tables = f", {len(raw.tables)} table{'' if len(raw.tables) == 1 else 's'}" if raw.tables else ""
    encoding = f", {source.encoding}" if source.encoding else ""
    name = source.path or "standard input"
    return f"{name}: {source.media_type}{encoding}{pages}{tables}, {len(raw.text):,} characters"


def _show_asides(raw: Raw, console: Console) -> None:
    if not raw.asides:
        return
    grid = Table(title="set aside", title_justify="left", title_style="bold", expand=False)
    for name in ("times", "why", "for example"):
        grid.add_column(name, overflow="fold")
    examples: dict[str, str] = {}
    for aside in raw.asides:
        examples.setdefault(aside.reason, " ".join(raw.text[aside.start : aside.end].split()))
    for reason, count in Counter(aside.reason for aside in raw.asides).most_common():
        grid.add_row(str(count), reason, Text(examples[reason]))
    console.print(grid)
