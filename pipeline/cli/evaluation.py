"""Commands that measure: evaluate, compare, agree."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.annotation import labelled
from pipeline.cli.common import DOCS, FOLDER, console
from pipeline.cli.systems import MODEL, SYSTEMS, extracting

if TYPE_CHECKING:
    from pipeline.evaluation import Evaluation
    from pipeline.readers import Raw
    from pipeline.types import Document

GOLD = click.option("--gold", required=True, type=FOLDER, help="The labels, NAME.json.")
SPLIT = click.option("--split", multiple=True, help="Only the documents of this split (train, dev, test).")
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
@click.option("--system", "chosen", multiple=True, type=SYSTEMS,
              help="Who decides: rules, model, both (default); several are compared.")  # fmt: skip
@MODEL
@SPLIT
@SPLITS
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(["kind", "document", "attribute", "confidence"]),
    help="More tables.",
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
    chosen: tuple[str, ...],
    model: Path | None,
    split: tuple[str, ...],
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

    names = names_of(gold, splits, split)
    if chosen and predicted:
        raise click.ClickException("--system extracts now and --predicted reads what was: choose one")
    systems = {folder.name: extracted(folder) for folder in predicted}
    if len(systems) < len(predicted):
        raise click.ClickException("two folders of --predicted have the same name: it names the system")
    for system in () if predicted else chosen or ("both",):
        systems[system] = functools.partial(_by, extracting(system, model))
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
    if "confidence" in by:
        scores.show_reliability(evaluation.scores, terminal)
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


def names_of(gold: Path, splits: Path | None, chosen: tuple[str, ...]) -> frozenset[str] | None:
    """The documents of the chosen splits; None where none is chosen: all of them."""
    from pipeline.annotate.splits import SplitError, names_in  # noqa: PLC0415

    if not chosen:
        return None
    file = splits or gold.parent / "splits.yaml"
    try:
        return frozenset().union(*(names_in(file, gold.name, split) for split in chosen))
    except (SplitError, OSError) as error:
        raise click.ClickException(str(error)) from error


def extract_now(_: str, labelled: Document) -> Document:
    """What the rules find in a labelled document."""
    from pipeline.extract import extract_raw  # noqa: PLC0415

    return _by(extract_raw, _, labelled)


def _by(step: Callable[[Raw], Document], _: str, labelled: Document) -> Document:
    """What a system finds in a labelled document."""
    from pipeline.readers import from_text, read  # noqa: PLC0415

    path = labelled.source.path
    return step(read(Path(path).read_bytes(), path, None) if path else from_text(labelled.text))


def _name_unavailable(evaluation: Evaluation) -> None:
    for item in evaluation.unavailable:
        click.echo(f"{item.name}: not scored: {item.reason}", err=True)


@click.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.option("--gold", type=FOLDER, help="Labels of some of the documents: tells gains from losses.")
@DOCS
@click.option("--most", default=20, show_default=True, type=click.IntRange(1),
              help="List at most so many changes of a label.")  # fmt: skip
@click.option("-o", "--out", type=TARGET, help="Write the Markdown there instead of printing it.")
def compare(
    before: Path, after: Path, gold: Path | None, docs: Path | None, most: int, out: Path | None
) -> None:
    """Compare two runs (folders of `extract -o`) over the same documents, labelled or not.

    Prints Markdown: every item that only one run has or that the two read otherwise, with its sentence.
    """
    from pipeline.evaluation import MismatchError  # noqa: PLC0415
    from pipeline.evaluation.compare import compare as compared  # noqa: PLC0415
    from pipeline.evaluation.folders import load_folder  # noqa: PLC0415
    from pipeline.report.comparison import markdown  # noqa: PLC0415
    from pipeline.report.scores import write  # noqa: PLC0415

    try:
        runs = load_folder(before), load_folder(after)
    except MismatchError as error:
        raise click.ClickException(str(error)) from error
    text = markdown(compared(*runs, dict(labelled(gold, docs)) if gold else {}), most)
    if out is None:
        click.echo(text, nl=False)
    else:
        write(text, out)


@click.command()
@click.argument("first", type=FOLDER)
@click.argument("second", type=FOLDER)
@DOCS
@click.option("--errors", is_flag=True, help="List every difference with its sentence.")
def agree(first: Path, second: Path, docs: Path | None, errors: bool) -> None:
    """Measure how far two labellings agree, over the documents that both have."""
    from pipeline.annotate.gold import label_files  # noqa: PLC0415
    from pipeline.annotate.quotes import LabelError  # noqa: PLC0415
    from pipeline.evaluation import Scores, score_document  # noqa: PLC0415
    from pipeline.report.scores import show_errors  # noqa: PLC0415

    try:
        from pipeline.evaluation.agreement import agreement  # noqa: PLC0415
        from pipeline.report.agreement import show_agreement  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error}; install the extra: pip install zhengce[agreement]") from error
    try:
        both = {file.stem for file in label_files(first)} & {file.stem for file in label_files(second)}
    except LabelError as error:
        raise click.ClickException(str(error)) from error
    if not both:
        raise click.ClickException(f"{first} and {second} label no document in common")
    others = dict(labelled(second, docs, frozenset(both)))
    pairs = [
        (name, one, others[name]) for name, one in labelled(first, docs, frozenset(both)) if name in others
    ]
    scores = Scores(tuple(score_document(name, one, other) for name, one, other in pairs))
    show_agreement(agreement(scores), len(pairs), console())
    if errors:
        show_errors(scores, console())
