"""A document as readable tables in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.report.explain import Explanation
from pipeline.types import Document, Goal, Span, Support

SYMBOLS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "=", "approx": "≈"}


def show(document: Document, console: Console) -> None:
    """Print metadata, then supports, goals, responsibilities and dates; nothing of a failed document."""
    if document.status == "failed":
        return
    console.rule(Text(document.source.path or document.doc_id))
    _metadata(document, console)
    numbers = {clause.id: clause.number for clause in document.clauses}
    _print(
        console,
        f"Supports ({len(document.supports)})",
        ("clause", "beneficiary", "step", "sum or rate", "of", "at most", "form"),
        [
            (
                numbers.get(s.clause or "", ""),
                _flat(s.beneficiary),
                _flat(s.tier),
                _sum(s),
                _flat(s.basis),
                _flat(s.cap),
                _flat(s.form),
            )
            for s in document.supports
        ],
    )
    _print(
        console,
        f"Goals ({len(document.goals)})",
        ("clause", "indicator", "", "value", "kind", "by"),
        [
            (numbers.get(g.clause or "", ""), _flat(g.indicator), SYMBOLS[g.op], _goal(g), g.kind, g.by or "")
            for g in document.goals
        ],
    )
    _print(
        console,
        f"Responsibilities ({len(document.units)})",
        ("clause", "role", "unit", "full name"),
        [(numbers.get(u.clause or "", ""), u.role, _flat(u), u.name or "") for u in document.units],
    )
    _print(
        console,
        f"Dates ({len(document.dates)})",
        ("clause", "role", "text", "from", "to"),
        [
            (numbers.get(d.clause or "", ""), d.role, _flat(d), d.start_date or "", d.end_date or "")
            for d in document.dates
        ],
    )


def _metadata(document: Document, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in document.metadata.model_dump().items():
        if value:
            grid.add_row(name, Text("；".join(value) if isinstance(value, list) else value))
    console.print(grid)


def _print(console: Console, title: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(title=title, title_justify="left", title_style="bold", expand=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _flat(span: Span | None) -> str:
    """The span's words on one line."""
    return "" if span is None else "".join(span.text.split("\n"))


def _sum(support: Support) -> str:
    if support.amount is not None:
        return _flat(support.amount)
    if support.rate is None:
        return ""
    top = "" if support.rate_max is None else f"–{support.rate_max:g}"
    return f"{support.rate:g}{top} %"


def _goal(goal: Goal) -> str:
    return _flat(goal) + (" (stretch)" if goal.stretch else "")


def show_explanations(found: Iterable[Explanation], console: Console) -> None:
    """Print each item with its rule, the rule's reason, its trigger and its sentence."""
    for item in found:
        head = Text.assemble(
            (f"{item.start} ", "dim"), (f"{item.label} ", "bold"), item.text.replace("\n", "")
        )
        console.print(head)
        sure = "" if item.confidence is None else f", confidence {item.confidence:g}"
        console.print(Text(f"  found by  {item.found_by}{sure}"))
        if item.reason:
            console.print(Text(f"  because   {item.reason}"))
        if item.trigger:
            console.print(Text(f"  trigger   {item.trigger}"))
        console.print(Text(f"  sentence  {item.sentence}", style="dim"))
