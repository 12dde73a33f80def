"""The stages before extraction, as results of their own: what a text looks like half-way."""

from __future__ import annotations

from pydantic import Field

from pipeline.normalize import normalize
from pipeline.readers import Raw
from pipeline.segment import segment
from pipeline.types import Clause, Result, Script, SetAside
from pipeline.write import Writer, set_aside


class NormalizedResult(Result):
    """A normalised text and its way back."""

    script: Script
    text: str = Field(description="normalised")
    edits: list[tuple[int, int, int]] = Field(
        description="start and end in the original, and the length of what stands there now"
    )
    set_aside: list[SetAside]


class SegmentedResult(Result):
    """The outline of a text, in offsets of the original."""

    clauses: list[Clause]
    sentences: list[tuple[int, int]]
    parts: list[tuple[int, int]] = Field(description="pieces of sentences between ； marks")


def normalized(raw: Raw) -> NormalizedResult:
    """The text of a document, normalised."""
    result = normalize(raw.text, raw.asides, paragraphs=raw.paragraphs, tables=raw.tables)
    return NormalizedResult(
        doc_id=raw.doc_id,
        status=raw.status,
        errors=list(raw.problems),
        source=raw.source,
        script=result.script,
        text=result.text,
        edits=[(edit.start, edit.end, edit.length) for edit in result.edits.edits],
        set_aside=set_aside(result, raw.layout),
    )


def segmented(raw: Raw) -> SegmentedResult:
    """The clauses, sentences and parts of a document."""
    result = normalize(raw.text, raw.asides, paragraphs=raw.paragraphs, tables=raw.tables)
    outline = segment(result.text, result.rows)
    back = result.edits.to_original
    return SegmentedResult(
        doc_id=raw.doc_id,
        status=raw.status,
        errors=list(raw.problems),
        source=raw.source,
        clauses=Writer(result, outline).clauses(),
        sentences=[back(span.start, span.end) for span in outline.sentences],
        parts=[back(span.start, span.end) for span in outline.parts],
    )
