"""How training goes: a CSV that grows row by row, and a bar on the terminal."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Log:
    """A CSV of figures whose columns are those of its first row."""

    def __init__(self, file: Path, *, keep: bool = False) -> None:
        """Begin the file anew, or go on in it."""
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        if not keep:
            file.unlink(missing_ok=True)

    def write(self, row: Mapping[str, object]) -> None:
        """Add one row."""
        new = not self._file.exists()
        with self._file.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row), lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerow(row)


class Bar:
    """A bar of steps with a remark."""

    def __init__(self, progress: Progress, total: int, done: int) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total, completed=done)

    def advance(self, remark: str | None = None) -> None:
        """One step on."""
        self._progress.update(self._task, advance=1, description=remark)


@contextmanager
def bar(total: int, done: int = 0) -> Iterator[Bar]:
    """A bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, total, done)
