"""The sentence in which something stands, in the document's own words."""

from __future__ import annotations

from pipeline.normalize import Aside, normalize
from pipeline.segment import segment
from pipeline.types import Clause, Document, Item, Mention, Span

_PLAIN = frozenset(("text/plain", "text/markdown"))
"""Of these no reader set anything aside: the normaliser did, and does so again."""


class Context:
    """Finds sentences of one document. They end at 。！？ or with their paragraph."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        plain = document.source.media_type in _PLAIN
        asides = () if plain else tuple(Aside(a.start, a.end, a.reason) for a in document.set_aside)
        normalized = normalize(document.text, asides, paragraphs=not plain)
        self._edits = normalized.edits
        self._outline = segment(normalized.text)

    def sentence(self, start: int, end: int) -> Span:
        """The text's stretch that holds the sentences of [start, end), blanks at its ends left out."""
        first, last = self._edits.to_normalized(start, max(end, start + 1))
        begin = self._outline.sentence_at(first).start
        stop = self._outline.sentence_at(max(first, last - 1)).end
        low, high = self._edits.to_original(begin, max(stop, begin))
        low, high = min(low, start), max(high, end)
        return Span(start=low, end=high, text=self._text[low:high])


def parts(item: Item | Clause) -> dict[str, Span]:
    """The stretches of text that an item is made of, by name; "" is the item's own span."""
    own = {"": Span(start=item.start, end=item.end, text=item.text)} if isinstance(item, Mention) else {}
    named = {
        name: value
        for name in type(item).model_fields
        if name != "trigger" and isinstance(value := getattr(item, name), Span)
    }
    return own | named


def place(item: Item | Clause) -> Span | None:
    """Where an item stands: its own span, or a support's sum, ceiling, beneficiary or form."""
    if isinstance(item, Clause):
        return Span(start=item.start, end=item.start, text="")
    spans = parts(item)
    return next((spans[name] for name in ("", "amount", "cap", "beneficiary", "form") if name in spans), None)
