"""Word (.docx): paragraphs, automatic numbers, tables and notes in the order of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.composer import Composer
from pipeline.readers.raw import Options, Raw, ReadError, source_of
from pipeline.readers.word.body import Body
from pipeline.readers.word.parts import Parts, R, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of a Word document as it is printed, a paragraph a line.

    Recorded changes are taken as accepted; hidden text is left out; running heads and feet are set aside.
    Raises ReadError: word.damaged, word.empty, archive.damaged, archive.too-large, archive.encrypted.
    """
    parts = Parts(data)
    composer = Composer()
    body = Body(parts, composer)
    main = parts.document.find(W + "body")
    if main is None:
        raise ReadError("word.damaged", "The Word document has no body: it is damaged. Save it anew.")
    _margins(parts, body, main, "header", "running head")
    body.write(main)
    _margins(parts, body, main, "footer", "running foot")
    empty = ReadError("word.empty", "There is no text in the document; if it holds pictures, save it as PDF.")
    return composer.done(source_of(data, path, MEDIA_TYPE), empty=empty)


def _margins(parts: Parts, body: Body, main: Element, kind: str, reason: str) -> None:
    """The heads or feet of all sections, each once."""
    seen: set[str | None] = set()
    for reference in main.iter(f"{W}{kind}Reference"):
        relation = reference.get(R + "id")
        part = None if relation in seen else parts.by_id(relation)
        seen.add(relation)
        if part is not None:
            body.write(part, reason)
