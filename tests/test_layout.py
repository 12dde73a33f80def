"""What readers hand on beside the text: layout, asides, paragraphs."""

import pytest

from pipeline.mentions import Aside
from pipeline.normalize import normalize
from pipeline.readers import Layout, Page, ReadError, read
from pipeline.readers.formats import format_of

PAGES = (Page(1, 600, 800), Page(2, 600, 800, ocr=True))


def test_boxes_are_one_a_line_of_print_on_the_first_page():
    boxes = [(10, 0, 20, 10), (20, 0, 30, 10), None, (0, 20, 10, 30), (0, 0, 10, 10)]
    layout = Layout.of(PAGES, [1, 1, 0, 1, 2], boxes)
    assert layout.boxes(0, 5) == (1, [[10, 0, 30, 10], [0, 20, 10, 30]])
    assert layout.boxes(2, 3) == (None, [])
    assert layout.boxes(4, 5) == (2, [[0, 0, 10, 10]])


def test_a_layout_without_boxes_still_knows_pages_and_ocr():
    layout = Layout.of(PAGES, [1, 0, 2])
    assert layout.boxes(0, 3) == (1, [])
    assert layout.read_by_ocr(1, 3)
    assert not layout.read_by_ocr(0, 2)


def test_what_the_reader_set_aside_is_gone_and_comes_first_in_order():
    text = "一、奖励\n页眉\n给予50万元。bookmark\n- 3 -"
    result = normalize(text, (Aside(5, 7, "running head"),), paragraphs=True)
    assert result.text.startswith("一、奖励\n给予50万元。")
    assert result.original == text
    assert [(text[a.start : a.end], a.reason) for a in result.asides] == [
        ("页眉", "running head"),
        ("- 3 -", "page number"),
    ]
    at = result.text.index("50万元")
    start, end = result.edits.to_original(at, at + 4)
    assert text[start:end] == "50万元"


def test_paragraphs_of_a_reader_are_not_joined():
    text = "市财政局负责拨付资金并会同有关部门监督检查各项工作的落实情况以及\n市科技局"
    assert normalize(text, paragraphs=True).text == text


def test_a_format_is_told_by_signature_before_ending():
    assert format_of(b"%PDF-1.4", "a.txt").module == "pdf"
    assert format_of(b"plain", "a.pdf").module == "pdf"
    assert format_of(b"plain", "a.txt").module == "text"
    assert format_of(b"plain", None).module == "text"


def test_a_missing_package_is_named(monkeypatch):
    import pipeline.readers as readers  # noqa: PLC0415

    def fail(name):
        raise ModuleNotFoundError("No module named 'pypdfium2'", name="pypdfium2")

    monkeypatch.setattr(readers, "import_module", fail)
    with pytest.raises(ReadError, match="pip install pypdfium2") as info:
        read(b"%PDF-1.4")
    assert info.value.problem.code == "reader.missing"
