"""The document's own number, and the documents that it repeals."""

from __future__ import annotations

from pipeline.link.metadata.pieces import Frame, pattern


def find_number(frame: Frame) -> str | None:
    """The 发文字号 as printed, without blanks: alone in a piece of the head, or behind a label."""
    printed = pattern("metadata.number").pattern
    for piece in frame.head:
        bare = piece.text.strip("（）() ")
        if printed.fullmatch(bare):
            return _spelt(frame, piece.start, piece.end).strip("（）()")
    labelled = next(pattern("metadata.number.labelled").find(frame.head_text), None)
    if labelled:
        return _spelt(frame, *labelled.span("span"))
    order = pattern("metadata.number.order").pattern
    for i, piece in enumerate(frame.head):
        following = frame.head[i + 1].text if i + 1 < len(frame.head) else ""
        for text in (piece.text, piece.text + following):
            if order.match(text):
                return "".join(c for c in text if c not in "（） \n")
    return None


def find_repeals(frame: Frame, number: str | None) -> list[str]:
    """Numbers, else titles, of the documents that this one repeals."""
    found: list[str] = []
    verb, cited = pattern("metadata.repeals"), pattern("metadata.cited")
    for sentence in frame.outline.sentences:
        if sentence.end <= frame.tail_start and sentence.start >= frame.head_end:
            continue
        stops = [m.start() for m in verb.find(frame.text, sentence.start, sentence.end)]
        if not stops:
            continue
        for match in cited.find(frame.text, sentence.start, stops[-1]):
            group = "number" if match["number"] else "title"
            name = _spelt(frame, *match.span(group))
            if name != number and name not in found:
                found.append(name)
    return found


def _spelt(frame: Frame, start: int, end: int) -> str:
    return frame.spelling(start, end).replace(" ", "")
