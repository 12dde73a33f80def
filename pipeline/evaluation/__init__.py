"""How well the machine reads: extracted documents against hand-labelled ones."""

from pipeline.evaluation.folders import MismatchError, evaluate_folders
from pipeline.evaluation.score import Row, Scores, score_document

__all__ = ["MismatchError", "Row", "Scores", "evaluate_folders", "score_document"]
