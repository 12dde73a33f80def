"""Commands that measure: evaluate, compare, agree, rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import DOCS, FOLDER, console

if TYPE_CHECKING:
    from pipeline.evaluation import Evaluation
    from pipeline.types import Document

GOLD = click.option("--gold", required=True, type=FOLDER, help="The labels, NAME.json.")
SPLIT = click.option("--split", help="Only the documents of this split (train, dev, test).")
SPLITS = click.option(
    "--splits",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Which document is in which split; default: splits.yaml beside the labels' folder.",
)
TARGET = click.Path(path_type=Path, dir_okay=False)


@click.command()
@GOLD
@DOCS
@click.option("--predicted", multiple=True, type=FOLDER, metavar="DIR",
              help="What `extract -o` wrote; several are compared. Default: extract now.")  # fmt: skip
@SPLIT
@SPLITS
@click.option(
    "--by", multiple=True, type=click.Choice(["kind", "document", "attribute"]), help="More tables."
)
@click.option(
    "--errors", is_flag=True, help="List every item missed (-), too many (+) or wrong (~), with its sentence."
)
@click.option("--html", type=TARGET, help="Write a page that shows the mistakes in their text.")
@click.option("--json", "whole", type=TARGET, help="Write everything as JSON.")
@click.option("--metrics", type=TARGET, help="Write the figures for `dvc metrics` (JSON).")
@click.option("--plot", type=TARGET, help="Write the figures for `dvc plots` (CSV).")
@click.option("--quiet", is_flag=True, help="Print no table.")
def evaluate(
    gold: Path,
    docs: Path | None,
    predicted: tuple[Path, ...],
    split: str | None,
    splits: Path | None,
    by: tuple[str, ...],
    errors: bool,
    html: Path | None,
    whole: Path | None,
    metrics: Path | None,
    plot: Path | None,
    quiet: bool,
) -> None:
    """Score extracted documents against hand-labelled ones.

    Labels may hold quotes, offsets or whole documents. Labels whose document is missing or differs are
    named and passed over.
    """
    from pipeline.annotate.quotes import LabelError  # noqa: PLC0415
    from pipeline.evaluation import MismatchError, extracted  # noqa: PLC0415
    from pipeline.evaluation import evaluate as score  # noqa: PLC0415
    from pipeline.report import page, scores  # noqa: PLC0415

    names = _names(gold, splits, split)
    systems = {folder.name: extracted(folder) for folder in predicted} or {"rules": _extract_now}
    if len(systems) < len(predicted):
        raise click.ClickException("two folders of --predicted have the same name: it names the system")
    try:
        found = {name: score(gold, docs, system, names) for name, system in systems.items()}
    except (LabelError, MismatchError) as error:
        raise click.ClickException(str(error)) from error
    evaluation = next(iter(found.values()))
    _name_unavailable(evaluation)
    terminal = console()
    if len(found) > 1:
        scores.show_systems({name: one.scores for name, one in found.items()}, terminal)
    elif not quiet:
        scores.show_scores(evaluation.scores, terminal)
    if "kind" in by:
        scores.show_groups(evaluation.scores.by_kind(), "Kinds of document", terminal)
    if "attribute" in by:
        scores.show_attributes(evaluation.scores, terminal)
    if "document" in by:
        scores.show_groups(evaluation.scores.by_document(), "Documents", terminal)
    if errors:
        scores.show_errors(evaluation.scores, terminal)
    if html is not None:
        scores.write(page.evaluation_page(found), html)
    if whole is not None:
        scores.write(scores.whole(evaluation), whole)
    if metrics is not None:
        scores.write(scores.metrics(evaluation.scores), metrics)
    if plot is not None:
        scores.write(scores.plot(evaluation.scores), plot)


def _names(gold: Path, splits: Path | None, split: str | None) -> frozenset[str] | None:
    """The documents of a split; None where none is asked for."""
    from pipeline.annotate.splits import SplitError, names_in  # noqa: PLC0415

    if split is None:
        return None
    try:
        return names_in(splits or gold.parent / "splits.yaml", gold.name, split)
    except (SplitError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _extract_now(_: str, labelled: Document) -> Document:
    from pipeline.extract import extract, extract_text  # noqa: PLC0415

    path = labelled.source.path
    return extract(path) if path else extract_text(labelled.text)


def _name_unavailable(evaluation: Evaluation) -> None:
    for item in evaluation.unavailable:
        click.echo(f"{item.name}: not scored: {item.reason}", err=True)
