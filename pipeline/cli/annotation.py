"""Commands of annotators: labels, export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import DOCS, FOLDER, to_json

if TYPE_CHECKING:
    from pipeline.types import Document


@click.command()
@click.argument("gold", type=FOLDER)
@DOCS
@click.option("--tidy", is_flag=True, help="Write files of quotes anew as they are kept: one item a line.")
def labels(gold: Path, docs: Path | None, tidy: bool) -> None:
    """Check labels against their documents: every quote must stand where the label says.

    Ends with status 1 if a file is wrong; every wrong file is named.
    """
    from pipeline.annotate.gold import Docs, label_files, load_file  # noqa: PLC0415
    from pipeline.annotate.labels import tidied  # noqa: PLC0415
    from pipeline.annotate.quotes import LabelError  # noqa: PLC0415

    wrong = 0
    try:
        files = label_files(gold)
    except LabelError as error:
        raise click.ClickException(str(error)) from error
    folder = Docs(docs)
    for file in files:
        try:
            document = load_file(file, folder)
            if tidy:
                file.write_text(tidied(file.read_text("utf-8")), encoding="utf-8", newline="\n")
            reason = getattr(document, "reason", None)
            if reason is not None:
                click.echo(f"{file}: not checked: {reason}", err=True)
        except LabelError as error:
            wrong += 1
            click.echo(str(error), err=True)
    click.echo(f"{len(files)} label files, {wrong} wrong", err=True)
    if wrong:
        raise SystemExit(1)


@click.command()
@click.argument("gold", type=FOLDER)
@DOCS
@click.option("--format", "style", required=True, type=click.Choice(["documents", "offsets", "docbin"]),
              help="Whole documents, labels without text, or spaCy's DocBin.")  # fmt: skip
@click.option("--sources", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="For offsets: a TSV that says where each file (column `file`) is published.")  # fmt: skip
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="PATH",
              help="A folder; for docbin a file.")  # fmt: skip
def export(gold: Path, docs: Path | None, style: str, sources: Path | None, out: Path) -> None:
    """Write labels in another shape: whole documents, offsets without text, or DocBin for spaCy."""
    found = list(labelled(gold, docs))
    if style == "docbin":
        from pipeline.annotate.docbin import to_docbin  # noqa: PLC0415

        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(to_docbin([document for _, document in found]))
        return
    from pipeline.annotate.offsets import published, without_text  # noqa: PLC0415

    places = published(sources) if sources else {}
    out.mkdir(parents=True, exist_ok=True)
    for name, document in found:
        data = to_json(document)
        if style == "offsets":
            data = without_text(document, places.get(name, {})).encode("utf-8")
        (out / f"{name}.json").write_bytes(data)


def labelled(
    gold: Path, docs: Path | None, names: frozenset[str] | None = None
) -> Iterator[tuple[str, Document]]:
    """The labelled documents by name; those that can't be had are named and left out."""
    from pipeline.annotate.gold import Unavailable, load  # noqa: PLC0415
    from pipeline.annotate.quotes import LabelError  # noqa: PLC0415

    try:
        for name, document in load(gold, docs, names):
            if isinstance(document, Unavailable):
                click.echo(f"{name}: left out: {document.reason}", err=True)
            else:
                yield name, document
    except LabelError as error:
        raise click.ClickException(str(error)) from error
