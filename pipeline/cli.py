"""The command line: `zhengce`. Each command imports what it needs, so that none waits for another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import Input
    from pipeline.types import Document, Result

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
OUT = click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="DIR",
                   help="Write one JSON a document into DIR.")  # fmt: skip
ENCODING = click.option("--encoding", help="The files' encoding, where it isn't to be detected.")
WORKERS = click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
DEBUG = click.option("--debug", is_flag=True, help="Show the traceback of an unforeseen error.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zhengce")
def main() -> None:
    """Read Chinese policy documents and write down, as checkable data, what they promise."""


@main.command()
@PATHS
@click.option("-o", "--out", metavar="DIR", help="Write one JSON a document into DIR; - for the terminal.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json"]),
    help="What to print where there is no DIR: tables (default) or one JSON a line.",
)
@WORKERS
@ENCODING
@DEBUG
def extract(
    paths: tuple[Path, ...],
    out: str | None,
    style: str | None,
    workers: int,
    encoding: str | None,
    debug: bool,
) -> None:
    """Extract the records of policy documents: files, folders, or - for standard input.

    Ends with status 1 if a document failed; every document has its output all the same.
    """
    from pipeline.extract import extract_raw  # noqa: PLC0415

    printer = None
    if out is None or out == "-":
        printer = _printer(style or ("json" if out == "-" else "table"))
    _batch(paths, extract_raw, printer or Path(str(out)), encoding=encoding, workers=workers, debug=debug)


@main.command()
@PATHS
@OUT
@WORKERS
@ENCODING
@DEBUG
def normalize(paths: tuple[Path, ...], out: Path, **options: Any) -> None:
    """Normalise documents: the simplified text, its edits, and what was set aside."""
    from pipeline.stages import normalized  # noqa: PLC0415

    _batch(paths, normalized, out, **options)


@main.command()
@PATHS
@OUT
@WORKERS
@ENCODING
@DEBUG
def segment(paths: tuple[Path, ...], out: Path, **options: Any) -> None:
    """Cut documents into clauses, sentences and parts."""
    from pipeline.stages import segmented  # noqa: PLC0415

    _batch(paths, segmented, out, **options)


@main.command()
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--at", metavar="OFFSET", type=click.IntRange(0), help="Only what covers this character.")
@ENCODING
@DEBUG
def explain(path: Path, at: int | None, encoding: str | None, debug: bool) -> None:
    """Show for each item of a document which rule found it, on what trigger, in which sentence."""
    from pipeline.extract import extract_raw  # noqa: PLC0415
    from pipeline.report.explain import explanations  # noqa: PLC0415
    from pipeline.report.terminal import show_explanations  # noqa: PLC0415

    def show(document: Document) -> None:
        found = list(explanations(document, at))
        show_explanations(found, _console())
        if not found and document.status != "failed":
            click.echo(f"nothing was found {'in it' if at is None else f'at {at}'}", err=True)

    _batch((path,), extract_raw, show, encoding=encoding, debug=debug)


@main.command()
@click.option("--gold", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="Labelled documents, in the shape of the output.")  # fmt: skip
@click.option("--predicted", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="What `extract -o` wrote for the same documents.")  # fmt: skip
@click.option("--json", "target", type=click.Path(path_type=Path), help="Write the figures there, too.")
@click.option("--errors", is_flag=True, help="Also list every item missed (-), too many (+) or wrong (~).")
@click.option("--quiet", is_flag=True, help="Print no table.")
def evaluate(gold: Path, predicted: Path, target: Path | None, errors: bool, quiet: bool) -> None:
    """Score extracted documents against hand-labelled ones."""
    from pipeline.evaluation import MismatchError, evaluate_folders  # noqa: PLC0415
    from pipeline.report.scores import show_errors, show_scores, write_metrics  # noqa: PLC0415

    try:
        scores = evaluate_folders(gold, predicted)
    except MismatchError as error:
        raise click.ClickException(str(error)) from error
    if target is not None:
        write_metrics(scores, target)
    if not quiet:
        show_scores(scores, _console())
    if errors:
        show_errors(scores, _console())


@main.command()
@click.argument("quotes", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--docs", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="The labelled texts, NAME.txt.")  # fmt: skip
@OUT
def labels(quotes: Path, docs: Path, out: Path) -> None:
    """Turn labels written as quotes into documents in the shape of the output, for `evaluate`."""
    from pipeline.annotate.quotes import QuoteError, convert_file  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    for file in sorted(quotes.glob("*.json")):
        try:
            document = convert_file(file, docs / f"{file.stem}.txt")
        except (QuoteError, OSError) as error:
            raise click.ClickException(str(error)) from error
        (out / file.name).write_bytes(_json(document))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def summary(folder: Path) -> None:
    """Show what a folder of extracted documents holds, one line a document."""
    from pipeline.report.summary import show_summary  # noqa: PLC0415

    show_summary(folder, _console())


@main.command()
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
    workers: int = 1,
    debug: bool,
) -> None:
    """Give each result to `sink`, a folder or a printer, name each failure in one line, set the status."""
    from pipeline.batch import collect, run  # noqa: PLC0415

    inputs = collect(paths)
    results: Iterable[Result] = run(inputs, step, encoding=encoding, workers=workers, debug=debug)
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
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    console = Console(stderr=True)
    inputs_shown = track(inputs, "reading", console=console, transient=True, disable=not console.is_terminal)
    for item, result in zip(inputs_shown, results, strict=True):
        target = folder / f"{item.output}.json"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_json(result))
        except OSError as error:
            raise click.ClickException(
                f"can't write {target}: {error.strerror}; choose another DIR"
            ) from error
        yield result


def _printer(style: str) -> Callable[[Any], None]:
    if style == "json":

        def show_json(document: Result) -> None:
            sys.stdout.buffer.write(_json(document))
            sys.stdout.buffer.flush()

        return show_json

    from pipeline.report.terminal import show  # noqa: PLC0415

    console = _console()
    return lambda document: show(document, console)


def _console() -> Console:
    """The terminal; wide enough for a table where the output goes to a file or a pipe."""
    from rich.console import Console  # noqa: PLC0415

    console = Console()
    return console if console.is_terminal else Console(width=max(console.width, 120))


def _json(result: Result) -> bytes:
    """One line of UTF-8 JSON."""
    return result.model_dump_json().encode("utf-8") + b"\n"


if __name__ == "__main__":
    main()
