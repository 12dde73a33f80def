"""Who gets it, where it was said before the sentence that holds the sum or rate."""

from __future__ import annotations

import re

from pipeline.link.supports.beneficiary import (
    OPEN,
    antecedent,
    described,
    encouraged,
    is_aside,
    numbered,
    strip_asides,
)
from pipeline.link.supports.phrases import AGENT, pieces
from pipeline.link.supports.predicate import is_generic, verb_start
from pipeline.mentions import Span
from pipeline.rules import pattern
from pipeline.segment import Clause, Outline

_PAYEE = pattern("beneficiary", "beneficiary.payee").pattern
_PARTS = pattern("beneficiary", "beneficiary.payee.parts").pattern
_SUBJECT = pattern("beneficiary", "beneficiary.subject").pattern
_SENTENCES = 3
_SHORTEST = 5


def announced(text: str, span: Span) -> Span | None:
    """The one who is described or encouraged in a stretch of text that names no sum."""
    parts = [pieces(text, part.start, part.end) for part in _parts(text, span)]
    found = [piece for part in parts for piece in part]
    for piece in reversed(found):
        opened = OPEN.match(text[piece.start : piece.end])
        if opened and opened.group() != "向":
            name = [Span(piece.start + opened.end(), piece.end)]
            strip_asides(text, name)
            return described(text, [Span(span.start, verb_start(text, span)) for span in name])
    for part in parts:
        for i, piece in enumerate(part):
            if (who := encouraged(text, piece)) is not None:
                return who
            if text[piece.end - 1] == "者" and piece.end - piece.start >= _SHORTEST:
                return described(text, part[: i + 1])
    payee = _PAYEE.search(text, span.start, span.end) or _PARTS.search(text, span.start, span.end)
    if payee is not None and not is_generic(text, Span(*payee.span("span"))):
        return Span(*payee.span("span"))
    return antecedent(text, span) or numbered(text, span) or _subject(text, span)


def subject(text: str, span: Span) -> Span | None:
    """The one with whom a sentence begins: the first piece that names or describes somebody."""
    for piece in pieces(text, span.start, span.end):
        if is_aside(text, piece):
            continue
        named = text[piece.end - 1] == "的" or AGENT.search(text[piece.start : piece.end]) is not None
        return described(text, [piece]) if named else None
    return None


def _parts(text: str, span: Span) -> list[Span]:
    """The stretches of text[span] between its semicolons."""
    borders = [m.start() for m in re.finditer("；", text[span.start : span.end])]
    starts = [span.start, *(span.start + at + 1 for at in borders)]
    return [
        Span(*both) for both in zip(starts, [*(start - 1 for start in starts[1:]), span.end], strict=True)
    ]


def _subject(text: str, span: Span) -> Span | None:
    match = _SUBJECT.match(text[span.start : span.end])
    return Span(span.start + match.start("span"), span.start + match.end("span")) if match else None


def said_above(outline: Outline, clause: Clause) -> Span | None:
    """The one in the clause's heading, or in the words before the list that the clause is an item of."""
    if clause.heading is not None and (who := announced(outline.text, clause.heading)) is not None:
        return who
    words = outline.lead_in(clause)
    if words is None or words.start >= words.end:
        return None
    start = max(words.start, outline.sentence_at(words.end - 1).start)
    return announced(outline.text, Span(start, words.end))


def shared(outline: Outline, clause: Clause) -> Span | None:
    """Of a row of a table the one in a cell that is merged over it: the object of 对."""
    return next((cell for cell in clause.above if outline.text.startswith("对", cell.start - 1)), None)


def sentences_before(outline: Outline, clause: Clause, sentence: Span) -> list[Span]:
    """The few sentences of the clause before `sentence`, the nearest first."""
    found: list[Span] = []
    at = sentence.start
    while len(found) < _SENTENCES and at > clause.body:
        before = outline.sentence_at(at - 1)
        if before.start >= at or before.start < clause.start:
            break
        found.append(before)
        at = before.start
    return found
