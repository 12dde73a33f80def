"""Who decides, by name: the option of the commands that extract."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.readers import Raw
    from pipeline.types import Document

SYSTEMS = click.Choice(["rules", "model", "both"])
SYSTEM = click.option("--system", type=SYSTEMS, default="both", show_default=True, help="Who decides.")
MODEL = click.option(
    "--model",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The model of the systems `model` and `both`; default: the one that is shipped.",
)


def extracting(system: str, model: Path | None) -> Callable[[Raw], Document]:
    """The recipe as a system has it. Where `both` has no model to use, the rules decide, and that is told."""
    from pipeline.combine.policy import PolicyError  # noqa: PLC0415
    from pipeline.combine.systems import decider  # noqa: PLC0415
    from pipeline.extract import extract_raw  # noqa: PLC0415
    from pipeline.recognize.model import ModelError  # noqa: PLC0415

    if system == "rules":
        return extract_raw
    try:
        decider(system, model)
    except (ModelError, PolicyError) as error:
        if system == "model":
            raise click.ClickException(str(error)) from error
        click.echo(f"the rules decide alone: {error}", err=True)
        return extract_raw
    return functools.partial(_extract, system=system, model=model)


def _extract(raw: Raw, *, system: str, model: Path | None) -> Document:
    """A module's function, which worker processes can be given; each of them loads the model once."""
    from pipeline.combine.systems import decider  # noqa: PLC0415
    from pipeline.extract import extract_raw  # noqa: PLC0415

    return extract_raw(raw, decide=decider(system, model))
