"""How well the machine reads: extracted documents against hand-labelled ones."""

from pipeline.evaluation.folders import Evaluation, MismatchError, evaluate, extracted
from pipeline.evaluation.score import Difference, DocumentScores, Row, score_document
from pipeline.evaluation.scores import Scores

__all__ = [
    "Difference",
    "DocumentScores",
    "Evaluation",
    "MismatchError",
    "Row",
    "Scores",
    "evaluate",
    "extracted",
    "score_document",
]
