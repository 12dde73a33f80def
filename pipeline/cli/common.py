"""What the commands share: their options, the terminal, one JSON a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.types import Result

T = TypeVar("T")

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
OUT = click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="DIR",
                   help="Write one JSON a document into DIR.")  # fmt: skip
ENCODING = click.option("--encoding", help="The files' encoding, where it isn't to be detected.")
WORKERS = click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
DOCS = click.option(
    "--docs", type=FOLDER, help="The labelled documents, NAME.*, where the labels hold no text."
)
DEBUG = click.option("--debug", is_flag=True, help="Show the traceback of an unforeseen error.")


def console() -> Console:
    """The terminal; wide enough for a table where the output goes to a file or a pipe."""
    from rich.console import Console  # noqa: PLC0415

    terminal = Console()
    return terminal if terminal.is_terminal else Console(width=max(terminal.width, 120))


def tracked(items: Sequence[T], what: str) -> Iterable[T]:
    """The items, with a progress bar on a terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    terminal = Console(stderr=True)
    return track(items, what, console=terminal, transient=True, disable=not terminal.is_terminal)


def to_json(result: Result) -> bytes:
    """One line of UTF-8 JSON."""
    return result.model_dump_json().encode("utf-8") + b"\n"
