"""Documents made by hand, for tests of the evaluation."""

from pipeline.types import Clause, Document, Metadata, Source, Span

TEXT = "一、奖励。对甲类企业给予50万元、乙类企业给予30万元。由市财政局负责。"


def span(text):
    start = TEXT.index(text)
    return Span(start=start, end=start + len(text), text=text)


def mention(kind, text, **values):
    return kind(id=f"x{TEXT.index(text)}", clause="c1", **span(text).model_dump(), **values)


def document(**parts):
    source = Source(path=None, sha256="0" * 64, media_type="text/plain", bytes=1)
    clause = Clause(id="c1", number="一", depth=1, start=0, end=len(TEXT))
    defaults = {"clauses": [clause], "metadata": Metadata(title="某某办法")}
    return Document(doc_id="0" * 16, status="success", source=source, text=TEXT, **(defaults | parts))
