"""spaCy's DocBin: documents whose tokens are characters, with each label's spans in a group of its own.

A character is a token, so no span is ever moved to a token's border, and no span is lost.
"""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from pipeline.types import Amount, Date, Document, Goal, Item, Unit

TABLES = ("amounts", "dates", "units", "goals", "supports")


def characters() -> Language:
    """A blank Chinese pipeline whose tokens are characters: the vocabulary of what is exported."""
    return spacy.blank("zh")


def to_doc(document: Document, nlp: Language) -> Doc:
    """The document's text with its items as span groups.

    `doc.spans["amounts"]`, `["dates"]` and `["units"]` hold spans labelled by role, `["goals"]` values and
    `["indicators"]` what they measure, both labelled by kind, `["supports"]` each part of a support, labelled
    by its name (beneficiary, amount, …). `doc.user_data["id"]` is the document's id, `id_` of a span
    that of its item.
    """
    text = document.text
    doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
    doc.user_data["id"] = document.doc_id
    for table in TABLES:
        doc.spans[table] = [span for item in getattr(document, table) for span in _spans(doc, item)]
    doc.spans["indicators"] = [
        Span(doc, g.indicator.start, g.indicator.end, label=g.kind, span_id=g.id)
        for g in document.goals
        if g.indicator is not None
    ]
    return doc


def to_docbin(documents: Iterable[Document]) -> bytes:
    """The documents as the bytes of a `.spacy` file."""
    nlp = characters()
    docs = [to_doc(document, nlp) for document in documents]
    return DocBin(docs=docs, store_user_data=True).to_bytes()


def _spans(doc: Doc, item: Item) -> Iterable[Span]:
    if isinstance(item, Amount | Date | Unit | Goal):
        yield Span(doc, item.start, item.end, label=_label(item), span_id=item.id)
        return
    for name in ("beneficiary", "tier", "amount", "cap", "basis", "form"):
        part = getattr(item, name)
        if part is not None:
            yield Span(doc, part.start, part.end, label=name, span_id=item.id)


def _label(item: Amount | Date | Unit | Goal) -> str:
    return item.role if isinstance(item, Amount | Date | Unit) else item.kind
