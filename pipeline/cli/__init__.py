"""The command line: `zhengce`. Each command imports what it needs, so that none waits for another."""

from __future__ import annotations

import click

from pipeline import __version__
from pipeline.cli.annotation import export, labels
from pipeline.cli.documents import explain, extract, normalize, schema, segment, summary
from pipeline.cli.evaluation import agree, compare, evaluate
from pipeline.cli.reading import read
from pipeline.cli.rules import calibrate, rules
from pipeline.cli.training import train


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zhengce")
def main() -> None:
    """Read Chinese policy documents and write down, as checkable data, what they promise."""


for _command in (
    read,
    extract,
    explain,
    summary,
    normalize,
    segment,
    schema,
    evaluate,
    compare,
    agree,
    rules,
    calibrate,
    labels,
    export,
    train,
):
    main.add_command(_command)
