"""Commands that read documents: extract, normalize, segment, explain, summary, schema."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import DEBUG, ENCODING, OUT, PATHS, WORKERS, console, to_json, tracked
from pipeline.cli.systems import MODEL, SYSTEM, extracting

if TYPE_CHECKING:
    from pipeline.batch import Input
    from pipeline.types import Document, Result


@click.command()
@PATHS
@click.option("-o", "--out", metavar="DIR", help="Write one JSON a document into DIR; - for the terminal.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json"]),
    help="What to print where there is no DIR: tables (default) or one JSON a line.",
)
@SYSTEM
@MODEL
@click.option("--boxes/--no-boxes", default=True, help="Note where on its page each item is printed (PDF).")
@WORKERS
@ENCODING
@DEBUG
def extract(
    paths: tuple[Path, ...],
    out: str | None,
    style: str | None,
    system: str,
    model: Path | None,
    workers: int,
    encoding: str | None,
    boxes: bool,
    debug: bool,
) -> None:
    """Extract the records of policy documents: files, folders, or - for standard input.

    Ends with status 1 if a document failed; every document has its output all the same.
    """
    printer = None
    if out is None or out == "-":
        printer = _printer(style or ("json" if out == "-" else "table"))
    sink = printer or Path(str(out))
    step = extracting(system, model)
    _batch(paths, step, sink, encoding=encoding, boxes=boxes, workers=workers, debug=debug)


def _stage(command: Callable[..., None]) -> click.Command:
    """A command that writes a text half-way: one JSON a document."""
    for option in (DEBUG, ENCODING, WORKERS, OUT, PATHS):
        command = option(command)
    return click.command()(command)


@_stage
def normalize(paths: tuple[Path, ...], out: Path, **options: Any) -> None:
    """Normalise documents: the simplified text, its edits, and what was set aside."""
    from pipeline.stages import normalized  # noqa: PLC0415

    _batch(paths, normalized, out, **options)


@_stage
def segment(paths: tuple[Path, ...], out: Path, **options: Any) -> None:
    """Cut documents into clauses, sentences and parts."""
    from pipeline.stages import segmented  # noqa: PLC0415

    _batch(paths, segmented, out, **options)


@click.command()
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--at", metavar="OFFSET", type=click.IntRange(0), help="Only what covers this character.")
@SYSTEM
@MODEL
@ENCODING
@DEBUG
def explain(
    path: Path, at: int | None, system: str, model: Path | None, encoding: str | None, debug: bool
) -> None:
    """Show for each item of a document which rule found it, on what trigger, in which sentence."""
    from pipeline.report.explain import explanations  # noqa: PLC0415
    from pipeline.report.terminal import show_explanations  # noqa: PLC0415

    def show(document: Document) -> None:
        found = list(explanations(document, at))
        show_explanations(found, console())
        if not found and document.status != "failed":
            click.echo(f"nothing was found {'in it' if at is None else f'at {at}'}", err=True)

    _batch((path,), extracting(system, model), show, encoding=encoding, debug=debug)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def summary(folder: Path) -> None:
    """Show what a folder of extracted documents holds, one line a document."""
    from pipeline.report.summary import show_summary  # noqa: PLC0415

    show_summary(folder, console())


@click.command()
def schema() -> None:
    """Print the JSON Schema of an extracted document."""
    from pipeline.schema import document_schema  # noqa: PLC0415

    click.echo(document_schema(), nl=False)


def _batch(
    paths: tuple[Path, ...],
    step: Callable[..., Result],
    sink: Path | Callable[[Any], None],
    *,
    encoding: str | None,
    boxes: bool = True,
    workers: int = 1,
    debug: bool,
) -> None:
    """Give each result to `sink`, a folder or a printer, name each failure in one line, set the status."""
    from pipeline.batch import collect, run  # noqa: PLC0415

    inputs = collect(paths)
    results: Iterable[Result] = run(
        inputs, step, encoding=encoding, boxes=boxes, workers=workers, debug=debug
    )
    if isinstance(sink, Path):
        results = _write(inputs, results, sink)
    counts = {"success": 0, "partial": 0, "failed": 0}
    for result in results:
        counts[result.status] += 1
        for problem in result.errors:
            click.echo(
                f"{result.source.path or 'standard input'}: {problem.message} [{problem.code}]", err=True
            )
        if not isinstance(sink, Path):
            sink(result)
    if isinstance(sink, Path) or len(inputs) != 1:
        told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
        click.echo(
            f"{len(inputs)} document{'' if len(inputs) == 1 else 's'}: {told or 'nothing to read'}", err=True
        )
    if counts["failed"] or not inputs:
        raise SystemExit(1)


def _write(inputs: list[Input], results: Iterable[Result], folder: Path) -> Iterator[Result]:
    for item, result in zip(tracked(inputs, "reading"), results, strict=True):
        target = folder / f"{item.output}.json"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(to_json(result))
        except OSError as error:
            raise click.ClickException(
                f"can't write {target}: {error.strerror}; choose another DIR"
            ) from error
        yield result


def _printer(style: str) -> Callable[[Any], None]:
    if style == "json":

        def show_json(document: Result) -> None:
            sys.stdout.buffer.write(to_json(document))
            sys.stdout.buffer.flush()

        return show_json

    from pipeline.report.terminal import show  # noqa: PLC0415

    terminal = console()
    return lambda document: show(document, terminal)
