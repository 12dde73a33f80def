"""The command that shows what was read: read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import ENCODING, console

if TYPE_CHECKING:
    from pipeline.readers import Raw


@click.command()
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--render", "page", metavar="N", type=click.IntRange(1),
              help="Draw page N with the evidence of what `extract` finds on it.")  # fmt: skip
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="PNG", help="Where to draw it.")
@ENCODING
def read(path: Path, page: int | None, out: Path | None, encoding: str | None) -> None:
    """Show what is read from a file: text, tables, pages, and what was set aside and why."""
    from pipeline.readers import ReadError  # noqa: PLC0415
    from pipeline.readers import read as read_bytes  # noqa: PLC0415

    if (page is None) != (out is None):
        raise click.UsageError("--render N and -o PNG go together")
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path} could not be read: {error.strerror or error}") from error
    try:
        raw = read_bytes(data, None if str(path) == "-" else str(path), encoding)
        if page is not None and out is not None:
            if raw.source.media_type != "application/pdf":
                raise click.ClickException(f"{path} has no pages to draw; --render is for PDF")
            _draw(raw, data, page, out)
            return
    except ReadError as error:
        raise click.ClickException(f"{path}: {error.problem.message} [{error.problem.code}]") from error
    from pipeline.report.reading import show_reading  # noqa: PLC0415

    show_reading(raw, console())


def _draw(raw: Raw, data: bytes, page: int, out: Path) -> None:
    from pipeline.extract import extract_raw  # noqa: PLC0415
    from pipeline.report.drawing import drawn  # noqa: PLC0415

    picture = drawn(data, extract_raw(raw), page)
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise click.ClickException(f"can't write {out}: {error.strerror}; choose another PNG") from error
