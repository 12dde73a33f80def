"""Labels and what was extracted from the same documents, laid side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate import gold as labels
from pipeline.annotate.gold import Unavailable
from pipeline.annotate.quotes import LabelError
from pipeline.evaluation.score import DocumentScores, score_document
from pipeline.evaluation.scores import Scores
from pipeline.types import Document


class MismatchError(ValueError):
    """Labels and extracted documents do not fit each other; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores, and the labels whose documents could not be had."""

    scores: Scores
    unavailable: tuple[Unavailable, ...]


def evaluate(
    gold: Path,
    docs: Path | None,
    predicted: Callable[[str, Document], Document],
    names: frozenset[str] | None = None,
) -> Evaluation:
    """The scores of what `predicted` gives for each labelled document of `gold`, or of those in `names`.

    `predicted` takes the name and the labelled document; `extracted` gives one such function. Labels without
    their document are passed over and told. Raises LabelError where the labels are wrong, MismatchError where
    an extracted document is missing or none, where it has another text, and where nothing is left to score.
    """
    documents: list[DocumentScores] = []
    unavailable: list[Unavailable] = []
    for name, labelled in labels.load(gold, docs, names):
        if isinstance(labelled, Unavailable):
            unavailable.append(labelled)
            continue
        found = predicted(name, labelled)
        if found.text != labelled.text:
            raise MismatchError(f"{name}: its text differs from the labelled one; offsets would mean nothing")
        documents.append(score_document(name, labelled, found))
    if not documents:
        raise MismatchError(f"{gold}: none of its documents can be had ({unavailable[0].reason})")
    return Evaluation(Scores(tuple(documents)), tuple(unavailable))


def extracted(folder: Path) -> Callable[[str, Document], Document]:
    """What `extract -o` wrote in a folder, for `evaluate`."""

    def load_named(name: str, _: Document) -> Document:
        file = folder / f"{name}.json"
        if not file.exists():
            raise MismatchError(f"{file}: missing; extract the labelled documents first")
        return load(file)

    return load_named


def load_folder(folder: Path) -> dict[str, Document]:
    """Every document that `extract -o` wrote below a folder, by its path there without the ending.

    Raises MismatchError where there is none, or a file is none.
    """
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise MismatchError(f"{folder}: there are no extracted documents (NAME.json) in it")
    return {file.relative_to(folder).with_suffix("").as_posix(): load(file) for file in files}


def load(file: Path) -> Document:
    """The document in a JSON file; MismatchError if it is none."""
    try:
        return labels.whole_document(file.read_bytes())
    except LabelError as error:
        raise MismatchError(f"{file}: {error}") from error
