"""The command that shows what was read: read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import ENCODING, console

if TYPE_CHECKING:
    from pipeline.batch import Input
    from pipeline.readers import Raw


@click.command()
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--render", "page", metavar="N", type=click.IntRange(1),
              help="Draw page N with the evidence of what `extract` finds on it.")  # fmt: skip
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="PNG", help="Where to draw it.")
@ENCODING
def read(path: Path, page: int | None, out: Path | None, encoding: str | None) -> None:
    """Show what is read from a file: text, tables, pages, and what was set aside and why.

    Of an archive every file in it is shown. Ends with status 1 if one can't be read.
    """
    from pipeline.batch import collect  # noqa: PLC0415
    from pipeline.readers import ReadError  # noqa: PLC0415

    if (page is None) != (out is None):
        raise click.UsageError("--render N and -o PNG go together")
    if path.is_dir():
        raise click.ClickException(f"{path} is a folder; name a file in it")
    failed = False
    for item in collect([path]):
        try:
            _show(item, page, out, encoding)
        except OSError as error:
            raise click.ClickException(f"{path} could not be read: {error.strerror or error}") from error
        except ReadError as error:
            click.echo(f"Error: {item.name or '-'}: {error.problem.message} [{error.problem.code}]", err=True)
            failed = True
    if failed:
        raise SystemExit(1)


def _show(item: Input, page: int | None, out: Path | None, encoding: str | None) -> None:
    from pipeline.readers import read as read_bytes  # noqa: PLC0415
    from pipeline.report.reading import show_reading  # noqa: PLC0415

    data = item.read()
    raw = read_bytes(data, item.name, encoding)
    if page is None or out is None:
        show_reading(raw, console())
    elif raw.source.media_type == "application/pdf":
        _draw(raw, data, page, out)
    else:
        raise click.ClickException(f"{item.name or '-'} has no pages to draw; --render is for PDF")


def _draw(raw: Raw, data: bytes, page: int, out: Path) -> None:
    from pipeline.extract import extract_raw  # noqa: PLC0415
    from pipeline.report.drawing import drawn  # noqa: PLC0415

    picture = drawn(data, extract_raw(raw), page)
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise click.ClickException(f"can't write {out}: {error.strerror}; choose another PNG") from error
