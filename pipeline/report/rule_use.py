"""The use of the rules as tables in the terminal, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.rule_use import RuleUse, RuleUses

_COLUMNS = ("rule", "file", "fires", "decides", "labelled", "strict", "loose", "spurious", "precision")


def show_rule_uses(uses: RuleUses, console: Console, most: int) -> None:
    """Print the rules that decide, the most doubtful first, then conflicts, then the idle ones."""
    deciding = [rule for rule in uses.rules.values() if rule.decides]
    deciding.sort(key=lambda rule: (rule.strict - rule.labelled, -rule.decides))
    idle = uses.idle
    console.print(
        f"{len(uses.rules)} rules on {uses.documents} documents: {len(deciding)} decide items, "
        f"{len(uses.rules) - len(deciding) - len(idle)} help, {len(idle)} never fire"
    )
    table = _table(f"Deciding rules, most mistakes first ({min(most, len(deciding))} of {len(deciding)})")
    for rule in deciding[:most]:
        table.add_row(*_row(rule))
    console.print(table)
    if uses.conflicts:
        conflicts = Table(title="Cues that contradict each other", title_justify="left", title_style="bold")
        for name in ("decides", "overruled", "times"):
            conflicts.add_column(name, justify="right" if name == "times" else "left")
        for (first, later), count in uses.conflicts.most_common(most):
            conflicts.add_row(first, later, str(count))
        console.print(conflicts)
    if idle:
        console.print(f"Never fire ({len(idle)}): {', '.join(rule.id for rule in idle)}")


def rule_uses_csv(uses: RuleUses) -> str:
    """Every rule as a line of CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_row(rule) for rule in uses.rules.values())
    return out.getvalue()


def _row(rule: RuleUse) -> Sequence[str]:
    counts = (
        "" if rule.fires is None else rule.fires,
        rule.decides,
        rule.labelled,
        rule.strict,
        rule.loose,
        rule.spurious,
    )
    precision = "" if rule.precision is None else f"{rule.precision:.3f}"
    return rule.id, rule.file, *map(str, counts), precision


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in _COLUMNS:
        table.add_column(name, justify="left" if name in ("rule", "file") else "right")
    return table
