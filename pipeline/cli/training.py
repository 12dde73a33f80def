"""Commands that make the model: train pretrain, weak, finetune, distill, export, measure, policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import DOCS, FOLDER, console

if TYPE_CHECKING:
    from pipeline.training.settings import Training

PARAMS = click.option("--params", "file", default="params.yaml", show_default=True,
                      type=click.Path(path_type=Path, exists=True, dir_okay=False),
                      help="The settings, under `train`.")  # fmt: skip
OUT = click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False),
                   metavar="DIR", help="Write into DIR.")  # fmt: skip
WEAK = click.Path(path_type=Path, dir_okay=False)
WEAK_LABELS = click.option("--weak", "weak_file", type=WEAK, help="What `train weak` wrote.")
MODEL = click.option("--model", required=True, type=FOLDER, help="An exported model.")


@click.group()
def train() -> None:
    """Make the model: pre-train, label, fine-tune, distil, export, measure. Needs the extra `train`."""


@train.command()
@PARAMS
@OUT
@click.option("--work", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="What a later run needs to go on, and log.csv. Default: DIR of --out.")  # fmt: skip
def pretrain(file: Path, out: Path, work: Path | None) -> None:
    """Pre-train an encoder on raw text. A run that was stopped goes on where it was."""
    from pipeline.training.pretrain import pretrain as run  # noqa: PLC0415

    with _told():
        run(_settings(file).pretrain, out, work or out)


@train.command()
@PARAMS
@click.option("-o", "--out", required=True, type=WEAK, metavar="FILE", help="Write the sentences into FILE.")
def weak(file: Path, out: Path) -> None:
    """Label raw text by the rules, or by what rules and a model agree on (self-training)."""
    from pipeline.training.examples import write  # noqa: PLC0415
    from pipeline.training.weak import weak_labels  # noqa: PLC0415

    with _told():
        found = weak_labels(_settings(file).weak)
    write(found, out)
    click.echo(
        f"{len(found)} sentences, {sum(not example.tags for example in found)} without a label", err=True
    )


@train.command()
@PARAMS
@WEAK_LABELS
@click.option("--seed", type=int, help="Instead of the settings' own: several teachers differ by it.")
@OUT
def finetune(file: Path, weak_file: Path | None, seed: int | None, out: Path) -> None:
    """Fine-tune an encoder, or any Hugging Face checkpoint, on labelled and weakly labelled sentences."""
    from pipeline.training.examples import read  # noqa: PLC0415
    from pipeline.training.finetune import finetune as run  # noqa: PLC0415

    with _told():
        settings = _settings(file).finetune
        settings = settings if seed is None else settings.model_copy(update={"seed": seed})
        found = run(settings, read(weak_file) if weak_file else [], out)
    click.echo(f"dev: F1 {found.all.f1:.3f} exact, {found.all.close_f1:.3f} by half an overlap", err=True)


@train.command()
@PARAMS
@WEAK_LABELS
@click.option("--teacher", "teachers", required=True, multiple=True, type=FOLDER,
              help="A checkpoint of `train finetune`; several teach together.")  # fmt: skip
@click.option("--csv", "table", type=WEAK, help="Write the scores of each epoch there, too.")
@OUT
def distill(
    file: Path, weak_file: Path | None, teachers: tuple[Path, ...], table: Path | None, out: Path
) -> None:
    """Teach one student what one or more fine-tuned checkpoints, larger ones too, say of the sentences."""
    from pipeline.training.examples import read  # noqa: PLC0415
    from pipeline.training.finetune import METRICS  # noqa: PLC0415
    from pipeline.training.finetune import finetune as run  # noqa: PLC0415

    with _told():
        found = run(_settings(file).distilling, read(weak_file) if weak_file else [], out, teachers)
        if table is not None:
            table.write_bytes((out / METRICS).read_bytes())
    click.echo(f"dev: F1 {found.all.f1:.3f} exact, {found.all.close_f1:.3f} by half an overlap", err=True)


@train.command()
@PARAMS
@click.option("--checkpoint", required=True, type=FOLDER, help="What `train finetune` wrote.")
@OUT
def export(file: Path, checkpoint: Path, out: Path) -> None:
    """Write a fine-tuned checkpoint as the model that is used: ONNX, 8-bit integers."""
    from pipeline.training.export import export as run  # noqa: PLC0415

    with _told():
        size = run(_settings(file).export, checkpoint, out)
    click.echo(f"{out}: {size:.1f} MB", err=True)


@train.command()
@MODEL
@click.option("--gold", required=True, type=FOLDER, help="The labels, NAME.json.")
@DOCS
@click.option(
    "--csv", "table", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures too."
)
def measure(model: Path, gold: Path, docs: Path | None, table: Path | None) -> None:
    """Compare rules and model on labelled documents, label by label."""
    from pipeline.recognize.model import Tagger  # noqa: PLC0415
    from pipeline.training import compare  # noqa: PLC0415

    with _told():
        found = compare.compare(compare.sides(gold, docs, Tagger(model)))
    _show(compare.COLUMNS, found)
    if table is not None:
        table.write_text(compare.as_csv(found), encoding="utf-8", newline="\n")


@train.command()
@MODEL
@click.option("--gold", "golds", required=True, multiple=True, type=FOLDER, help="Labels, NAME.json.")
@click.option("--docs", multiple=True, type=FOLDER, help="Their documents, a folder for each of --gold.")
@click.option("-o", "--out", type=WEAK, metavar="FILE", help="Write the policy there.")
def policy(model: Path, golds: tuple[Path, ...], docs: tuple[Path, ...], out: Path | None) -> None:
    """Choose for each label whether the model may fill in or correct what the rules find."""
    from pipeline.recognize.model import Tagger  # noqa: PLC0415
    from pipeline.training.policy import COLUMNS, as_yaml, choose, samples  # noqa: PLC0415

    if docs and len(docs) != len(golds):
        raise click.ClickException("--docs: name one folder for each of --gold, in their order")
    with _told():
        tagger = Tagger(model)
        folders = zip(golds, docs or [None] * len(golds), strict=True)
        chosen, rows = choose(list(samples(folders)), tagger)
        _show(COLUMNS, rows)
        if out is not None:
            out.write_text(as_yaml(chosen, tagger.name), encoding="utf-8", newline="\n")


def _show(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table  # noqa: PLC0415

    shown = Table(*columns, padding=(0, 0), box=None)
    for row in rows:
        shown.add_row(*row)
    console().print(shown)


def _settings(file: Path) -> Training:
    from pipeline.training.settings import load  # noqa: PLC0415

    return load(file)


@contextmanager
def _told() -> Iterator[None]:
    """Errors that the user can act on, without their traceback."""
    from pipeline.annotate.quotes import LabelError  # noqa: PLC0415
    from pipeline.annotate.splits import SplitError  # noqa: PLC0415
    from pipeline.recognize.model import ModelError  # noqa: PLC0415
    from pipeline.training.corpus import CorpusError  # noqa: PLC0415
    from pipeline.training.frameworks import TrainingUnavailable  # noqa: PLC0415
    from pipeline.training.settings import SettingsError  # noqa: PLC0415

    try:
        yield
    except (
        LabelError,
        SplitError,
        ModelError,
        CorpusError,
        TrainingUnavailable,
        SettingsError,
        OSError,
    ) as error:
        raise click.ClickException(str(error)) from error
