"""Scoring a folder of extracted documents against a folder of labels."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from pipeline.evaluation.score import Scores, score_document
from pipeline.types import Document


class MismatchError(ValueError):
    """The folders do not fit each other; the message says which file and why."""


def evaluate_folders(gold: Path, predicted: Path) -> Scores:
    """The scores of `predicted`/NAME.json against `gold`/NAME.json for every NAME in `gold`.

    Raises MismatchError where a document is missing, is no document, or has another text: offsets
    into another text would mean nothing.
    """
    scores = Scores()
    files = sorted(gold.glob("*.json"))
    if not files:
        raise MismatchError(f"{gold}: there are no labels (NAME.json) in it")
    for file in files:
        other = predicted / file.name
        if not other.exists():
            raise MismatchError(f"{other}: missing; extract the labelled documents first")
        labelled, extracted = load(file), load(other)
        if labelled.text != extracted.text:
            raise MismatchError(f"{other}: its text differs from that of {file}; offsets would mean nothing")
        score_document(file.stem, labelled, extracted, scores)
    return scores


def load(file: Path) -> Document:
    """The document in a JSON file; MismatchError if it is none."""
    try:
        return Document.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MismatchError(f"{file}: is no document of version 1.0 ({where}: {first['msg']})") from error
