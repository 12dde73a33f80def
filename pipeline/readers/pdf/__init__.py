"""PDF: what is printed on the pages, in reading order, furniture told from text and tables from prose."""

from __future__ import annotations

from pipeline.readers.layout import Page
from pipeline.readers.pdf import furniture, ocr
from pipeline.readers.pdf.blocks import blocks_of
from pipeline.readers.pdf.compose import compose
from pipeline.readers.pdf.margins import margins_of
from pipeline.readers.pdf.pages import Print, Recorder, opened
from pipeline.readers.raw import Options, Raw, ReadError, source_of
from pipeline.types import Problem

MEDIA_TYPE = "application/pdf"


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of a PDF, a paragraph a line.

    A page without text is read from its picture where tesseract is installed. Raises ReadError: pdf.damaged,
    pdf.encrypted, pdf.empty, pdf.too-large, pdf.no-text.
    """
    prints: list[Print] = []
    problems: list[Problem] = []
    with opened(data) as document:
        recorder = Recorder(document, boxes=options.boxes)
        pictures: list[int] = []
        for printed in recorder.pages():
            prints.append(printed)
            if printed.is_picture:
                pictures.append(len(prints) - 1)
        problems += recorder.problems
        found, problem = ocr.read_pages(document, [prints[i] for i in pictures])
        prints = [found.get(printed.number, printed) for printed in prints]
        problems += problem
    _check(prints, problems)
    marks = furniture.find(prints)
    margins = margins_of(prints, marks)
    composed = compose(
        prints, [blocks_of(p, m, margins) for p, m in zip(prints, marks, strict=True)], boxes=options.boxes
    )
    read_by_ocr = sorted(found)
    source = source_of(data, path, MEDIA_TYPE, pages=len(prints), ocr=read_by_ocr or None)
    pages = tuple(Page(p.number, p.width, p.height, p.number in found) for p in prints)
    return Raw(
        composed.text,
        source,
        tuple(problems),
        composed.asides,
        composed.tables,
        composed.layout(pages),
        paragraphs=True,
    )


def _check(prints: list[Print], problems: list[Problem]) -> None:
    if any(printed.runs for printed in prints):
        return
    for problem in problems:
        raise ReadError(problem.code, problem.message)
    raise ReadError("pdf.empty", "There is no text on its pages. Check that the file was saved completely.")
