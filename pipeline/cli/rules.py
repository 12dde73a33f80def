"""Commands about the rules: rules, calibrate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.annotation import labelled
from pipeline.cli.common import DOCS, FOLDER, console
from pipeline.cli.evaluation import GOLD, SPLIT, SPLITS, TARGET, extract_now, names_of

if TYPE_CHECKING:
    from pipeline.evaluation import DocumentScores


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--gold", type=FOLDER, help="Labels: tells how often each rule is right.")
@DOCS
@click.option("--most", default=40, show_default=True, type=click.IntRange(1), help="Rows of each table.")
@click.option("--csv", "target", type=TARGET, help="Write every rule as CSV.")
def rules(
    paths: tuple[Path, ...], gold: Path | None, docs: Path | None, most: int, target: Path | None
) -> None:
    """Show what each rule does on documents: how often it fires, decides and is right; which contradict.

    PATHS are documents or folders; without them the labelled documents are read.
    """
    from pipeline.batch import collect, run  # noqa: PLC0415
    from pipeline.evaluation.rule_use import rule_uses  # noqa: PLC0415
    from pipeline.extract import extract_raw  # noqa: PLC0415
    from pipeline.report.rule_use import rule_uses_csv, show_rule_uses  # noqa: PLC0415
    from pipeline.report.scores import write  # noqa: PLC0415

    if not paths and gold is None:
        raise click.UsageError("name documents, or labelled ones by --gold and --docs")
    scores = _scores(gold, docs) if gold else []
    documents = [document for document in run(collect(paths), extract_raw) if document.status != "failed"]
    uses = rule_uses(documents or [one.predicted for one in scores], scores)
    show_rule_uses(uses, console(), most)
    if target is not None:
        write(rule_uses_csv(uses), target)


@click.command()
@GOLD
@DOCS
@SPLIT
@SPLITS
@click.option("-o", "--out", required=True, type=TARGET, help="The table of confidences (TSV) to write.")
def calibrate(gold: Path, docs: Path | None, split: tuple[str, ...], splits: Path | None, out: Path) -> None:
    """Measure on labels how sure each rule's items are, and write it where the recipe looks it up.

    Prints how well the confidences would hold on documents on which they were not measured.
    """
    from pipeline.evaluation.calibration import held_out, measure  # noqa: PLC0415
    from pipeline.evaluation.reliability import judged, reliability  # noqa: PLC0415
    from pipeline.report.reliability import confidences_tsv, show_bins  # noqa: PLC0415
    from pipeline.report.scores import write  # noqa: PLC0415

    items = list(judged(_scores(gold, docs, names_of(gold, splits, split))))
    write(confidences_tsv(measure(items)), out)
    show_bins(reliability(held_out(items)), "Confidences held against the documents left out", console())


def _scores(gold: Path, docs: Path | None, names: frozenset[str] | None = None) -> list[DocumentScores]:
    from pipeline.evaluation import score_document  # noqa: PLC0415

    return [score_document(name, one, extract_now(name, one)) for name, one in labelled(gold, docs, names)]
