"""PDF: what is read from print, and where it stands."""

import difflib
import io
import re
import shutil
import subprocess

import numpy as np
import pdfs
import pytest
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument
from readings import TABLES, facts, kept

from pipeline import extract_bytes
from pipeline.extract import extract
from pipeline.readers import ReadError, read

TITLE = "某某市人民政府关于支持软件产业发展的若干措施"
FIRST = "一、支持企业。对首次认定的高新技术企业，给予一次性奖励50万元；对首次进入规模以上的软件企业，按年营业收入的2%给予补助，最高不超过200万元。（责任单位：市科技局、市财政局）"


@pytest.mark.parametrize("name", ["s02", "s04", "s07", "s12"])
def test_a_printed_sample_gives_the_records_of_its_text(root, name):
    sample = root / "corpora" / "samples" / f"{name}.txt"
    one = extract(sample)
    printed = pdfs.letter("\n".join(one.text.splitlines()), head="某某市人民政府文件", watermark="内部资料")
    other = extract_bytes(printed)
    for table in TABLES:
        assert facts(one, table) == facts(other, table)
    assert one.metadata == other.metadata
    assert [c.number for c in one.clauses] == [c.number for c in other.clauses]
    assert other.source.pages == len(PdfDocument(printed))
    assert other.source.media_type == "application/pdf"


def test_without_boxes_it_reads_the_same(root):
    printed = pdfs.letter((root / "corpora" / "samples" / "s02.txt").read_text("utf-8"))
    whole, quick = read(printed), read(printed, boxes=False)
    assert (whole.text, whole.asides, whole.layout.numbers) == (
        quick.text,
        quick.asides,
        quick.layout.numbers,
    )
    assert quick.layout.boxes(0, 5) == (1, [])
    assert '"boxes"' not in extract_bytes(printed, boxes=False).model_dump_json()


def test_furniture_is_set_aside_with_its_reason():
    pages = pdfs.Pages(head="某某市人民政府文件", watermark="内部资料")
    pages.centred(TITLE, 22)
    for _ in range(12):
        pages.paragraph(FIRST)
    raw = read(pages.bytes())
    reasons = {(raw.text[a.start : a.end], a.reason) for a in raw.asides}
    assert reasons == {
        ("某某市人民政府文件", "running head"),
        ("内部资料", "watermark"),
        ("— 1 —", "page number"),
        ("— 2 —", "page number"),
        ("— 3 —", "page number"),
    }
    assert kept(raw) == [TITLE, *[FIRST] * 12]


def test_a_bare_number_that_counts_the_pages_is_one():
    pages = pdfs.Pages(foot="{}", number=17)
    for _ in range(12):
        pages.paragraph(FIRST)
    raw = read(pages.bytes())
    assert [raw.text[a.start : a.end] for a in raw.asides] == ["17", "18", "19"]


def test_a_paragraph_over_two_pages_is_one_and_knows_its_page():
    pages = pdfs.Pages()
    for _ in range(12):
        pages.paragraph(FIRST)
    document = extract_bytes(pages.bytes())
    assert {unit.text for unit in document.units} == {"市科技局", "市财政局"}
    assert {amount.page for amount in document.amounts} == {1, 2, 3}
    assert all(item.boxes for item in (*document.amounts, *document.units))


def test_boxes_lie_on_the_words():
    pages = pdfs.Pages()
    pages.at(100, 200, "奖励50万元。")
    raw = read(pages.bytes())
    at = raw.text.index("50万元")
    page, [[x0, top, x1, bottom]] = raw.layout.boxes(at, at + 4)
    left = 100 + pdfs.width("奖励")
    assert page == 1
    assert x0 == pytest.approx(left, abs=1.5) and x1 == pytest.approx(left + pdfs.width("50万元"), abs=1.5)
    assert top == pytest.approx(200, abs=4) and bottom == pytest.approx(216, abs=4)


def test_a_span_over_two_lines_has_two_boxes():
    pages = pdfs.Pages()
    pages.paragraph(FIRST)
    raw = read(pages.bytes())
    page, boxes = raw.layout.boxes(0, len(FIRST))
    assert page == 1
    assert len(boxes) == len(pdfs.wrapped(FIRST, pdfs.RIGHT - pdfs.LEFT, 2, pdfs.SIZE))
    assert [box[1] for box in boxes] == sorted(box[1] for box in boxes)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(angle):
    """The same print, laid on its side in the file and turned back by the page's own rotation."""
    pages = pdfs.Pages(foot="")
    pages.paragraph(FIRST)
    upright = read(pages.bytes())
    turned = read(pdfs.turned(FIRST, angle))
    assert turned.text == upright.text
    at = turned.text.index("50万元")
    [box], [other] = upright.layout.boxes(at, at + 4)[1], turned.layout.boxes(at, at + 4)[1]
    assert box == pytest.approx(other, abs=1)


def test_two_columns_are_read_one_after_the_other():
    pages = pdfs.Pages()
    pages.centred(TITLE, 18)
    top = pages.y
    left = [
        "左栏第一段。" + "对企业给予支持并落实各项政策措施" * 5 + "。",
        "左栏第二段。" + "落实责任" * 15 + "。",
    ]
    right = [
        "右栏第一段。" + "由各部门按照职责分工负责落实" * 6 + "。",
        "右栏第二段。" + "加强监督" * 15 + "。",
    ]
    for x, column in ((88, left), (310, right)):
        pages.y = top
        for each in column:
            pages.paragraph(each, left=x, right=x + 198, size=11, pitch=18)
    assert kept(read(pages.bytes())) == [TITLE, *left, *right]


def test_a_ruled_table_is_rows_and_cells():
    pages = pdfs.Pages()
    pages.paragraph("奖励标准如下：")
    rows = [["档次", "条件", "奖励"], ["一档", "年营业收入10亿元以上", "200万元"], ["二档", "", "100万元"]]
    pages.table(rows, [60, 200, 100], spans=[(1, 1, 2, 1)])
    pages.paragraph("以上奖励不重复享受。")
    raw = read(pages.bytes())
    assert kept(raw) == [
        "奖励标准如下：",
        "档次\t条件\t奖励",
        "一档\t年营业收入10亿元以上\t200万元",
        "二档\t100万元",
        "以上奖励不重复享受。",
    ]
    [table] = raw.tables
    assert table.page == 1
    told = [(raw.text[c.start : c.end], c.row, c.column, c.rows, c.header) for c in table.cells]
    assert told[:4] == [
        ("档次", 0, 0, 1, True),
        ("条件", 0, 1, 1, True),
        ("奖励", 0, 2, 1, True),
        ("一档", 1, 0, 1, False),
    ]
    assert ("年营业收入10亿元以上", 1, 1, 2, False) in told
    assert ("100万元", 2, 2, 1, False) in told


def test_a_table_over_two_pages_is_one_with_one_head():
    head = ["序号", "任务内容", "责任单位"]
    half, rest = "建设公共算力平台并向中小企业开放使用由市财政按", "年度给予补助。"
    pages = pdfs.Pages()
    pages.table([head, ["1", "建设园区。", "市发改委"], ["2", half, "市经信局"]], [50, 238, 100])
    pages.new_page()
    pages.table([head, ["", rest, ""], ["3", "引进人才。", "市人社局"]], [50, 238, 100])
    raw = read(pages.bytes())
    assert kept(raw) == [
        "序号\t任务内容\t责任单位",
        "1\t建设园区。\t市发改委",
        f"2\t{half}{rest}\t市经信局",
        "3\t引进人才。\t市人社局",
    ]
    assert "repeated table head" in {aside.reason for aside in raw.asides}
    [table] = raw.tables
    assert max(cell.row for cell in table.cells) == 3


def test_a_locked_pdf_says_so():
    pages = pdfs.Pages(password="x")
    pages.paragraph(FIRST)
    with pytest.raises(ReadError) as info:
        read(pages.bytes())
    assert info.value.problem.code == "pdf.encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n...", b"%PDF-1.4\n%%EOF", b"%PDF-" + bytes(range(256)) * 9])
def test_a_damaged_pdf_says_so(data):
    with pytest.raises(ReadError) as info:
        read(data)
    assert info.value.problem.code == "pdf.damaged"
    assert len(info.value.problem.message) > 30


def test_a_truncated_pdf_is_read_or_refused():
    pages = pdfs.Pages()
    for _ in range(12):
        pages.paragraph(FIRST)
    data = pages.bytes()
    with pytest.raises(ReadError) as info:
        read(data[: len(data) // 3])
    assert info.value.problem.code in {"pdf.damaged", "pdf.empty"}


def test_an_empty_page_has_no_text():
    with pytest.raises(ReadError) as info:
        read(pdfs.Pages(foot="").bytes())
    assert info.value.problem.code == "pdf.empty"


def scan(text, *, worn=False):
    """A page that is only a picture of its print; a worn one is turned by a degree, blurred and speckled."""
    pages = pdfs.Pages(foot="")
    pages.paragraph(text)
    picture = PdfDocument(pages.bytes())[0].render(scale=3).to_pil()
    if worn:
        turned = picture.convert("L").rotate(1, fillcolor="white").filter(ImageFilter.GaussianBlur(1.0))
        speckles = np.random.default_rng(1).normal(-24, 15, turned.size[::-1])
        picture = Image.fromarray(np.clip(np.asarray(turned) + speckles, 0, 255).astype(np.uint8))
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=216)
    return buffer.getvalue()


def test_a_scan_without_tesseract_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="tesseract-ocr-chi-sim") as info:
        read(scan(FIRST))
    assert info.value.problem.code == "pdf.no-text"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_is_read_and_says_that_it_was():
    document = extract_bytes(scan("一、支持企业。对首次认定的企业，给予一次性奖励50万元。"))
    assert (document.status, document.source.ocr) == ("partial", [1])
    assert "pdf.ocr" in {problem.code for problem in document.errors}
    [amount] = document.amounts
    assert (amount.text.replace(" ", ""), amount.ocr, amount.page) == ("50万元", True, 1)
    assert amount.confidence < 0.75
    assert amount.boxes


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("一、支持企业。对首次认定的企业，给予一次性奖励50万元。有效期至2027年12月31日。", "hans"),
        ("第一條 為獎勵優良廠商，主管機關應發給獎勵金新臺幣30萬元，並於每年辦理評選。", "hant"),
    ],
    ids=["simplified", "traditional"],
)
def test_a_worn_scan_in_either_script_is_read(text, script):
    document = extract_bytes(scan(text, worn=True))
    assert document.script == script
    found, printed = (re.sub(r"\W", "", words) for words in (document.text, text))
    assert difflib.SequenceMatcher(None, found, printed).ratio() > 0.9
    # A figure may be misread (3 for 5), which is why it says that it is to be compared with the page.
    [amount] = document.amounts
    assert amount.ocr and amount.confidence < 0.75


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_print_by_libreoffice_reads_like_its_text(root, tmp_path):
    sample = root / "corpora" / "samples" / "s02.txt"
    lines = [line for line in sample.read_text("utf-8").split("\n") if line.strip()]
    style = "text-indent:2em;text-align:justify;font-size:16pt;font-family:'Noto Serif CJK SC'"
    body = "".join(f'<p style="{style}">{line}</p>' for line in lines)
    page = tmp_path / "s02.html"
    page.write_text(f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>', "utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path), str(page)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    one, other = extract(sample), extract(tmp_path / "s02.pdf")
    for table in TABLES:
        assert facts(one, table) == facts(other, table)


def test_a_red_head_a_title_in_lines_and_the_signature_stay_apart():
    pages = pdfs.Pages()
    pages.centred("某某市人民政府办公室文件", 40, (0.9, 0, 0))
    pages.centred("某政办发〔2024〕17号")
    pages.rule(pdfs.LEFT, pages.y, pdfs.RIGHT, pages.y)
    pages.y += 30
    for line in ("某某市人民政府办公室", "关于印发某某市支持软件产业发展", "若干措施的通知"):
        pages.centred(line, 22)
    pages.paragraph("各县（市、区）人民政府，市政府各部门：", indent=0)
    pages.paragraph("《某某市支持软件产业发展若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。")
    pages.right("某某市人民政府办公室")
    pages.right("2024年5月8日")
    pages.paragraph("（此件公开发布）")
    raw = read(pages.bytes())
    assert kept(raw) == [
        "某某市人民政府办公室文件",
        "某政办发〔2024〕17号",
        "某某市人民政府办公室关于印发某某市支持软件产业发展若干措施的通知",
        "各县（市、区）人民政府，市政府各部门：",
        "《某某市支持软件产业发展若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。",
        "某某市人民政府办公室",
        "2024年5月8日",
        "（此件公开发布）",
    ]


def test_a_word_divided_at_a_lines_end_is_whole_again():
    pages = pdfs.Pages()
    pages.at(pdfs.LEFT, pages.y, "A policy that supports the software industry and its infra-")
    pages.at(pdfs.LEFT, pages.y + pdfs.PITCH, "structure")
    document = extract_bytes(pages.bytes())
    assert [aside.text for aside in document.set_aside if aside.reason == "hyphen"] == ["-"]
