"""Word: what is printed in the order of the document, numbers of lists counted."""

import io
import shutil
import subprocess
import zipfile

import pytest
import words
from readings import TABLES, aside, facts, kept
from words import docx, level, numbering, p, r, table

from pipeline import extract_bytes
from pipeline.extract import extract
from pipeline.readers import ReadError, legacy, read
from pipeline.readers.numerals import numeral

SAMPLES = ["s02", "s04", "s07", "s12"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_the_records_of_its_text(root, name):
    sample = root / "corpora" / "samples" / f"{name}.txt"
    one, other = extract(sample), extract_bytes(words.plain(extract(sample).text))
    for each in TABLES:
        assert facts(one, each) == facts(other, each)
    assert one.metadata == other.metadata
    assert [c.number for c in one.clauses] == [c.number for c in other.clauses]
    assert other.source.media_type.endswith("wordprocessingml.document")


POLICY = [
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4"),
]


def test_numbers_of_lists_are_part_of_the_text():
    body = "".join(
        p(text, number=(1, depth))
        for text, depth in [
            ("总体要求", 0), ("指导思想。", 1), ("基本原则。", 1), ("重点任务", 0), ("支持企业。", 1),
            ("对企业给予奖励50万元。", 2), ("对园区给予补助。", 2), ("细则", 3), ("引进人才。", 1), ("奖励10万元。", 2),
        ]
    )  # fmt: skip
    assert kept(read(docx(body, numbering=numbering(POLICY)))) == [
        "一、总体要求", "（一）指导思想。", "（二）基本原则。", "二、重点任务", "（一）支持企业。",
        "1. 对企业给予奖励50万元。", "2. 对园区给予补助。", "① 细则", "（二）引进人才。", "1. 奖励10万元。",
    ]  # fmt: skip


def test_numbered_records_are_found():
    body = p("某某市支持软件产业若干措施") + p("支持企业。对首次认定的企业，给予奖励50万元。", number=(1, 0))
    document = extract_bytes(docx(body, numbering=numbering(POLICY)))
    assert [clause.number for clause in document.clauses] == ["0", "一"]
    assert document.supports[0].clause == document.clauses[1].id


def test_lists_of_one_definition_count_on_and_an_override_starts_anew():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = p("甲", number=(1, 0)) + p("乙", number=(2, 0)) + p("丙", number=(3, 0)) + p("丁", number=(3, 0))
    lists = numbering([level(0, "decimal", "%1、")], nums=nums)
    assert kept(read(docx(body, numbering=lists))) == ["1、甲", "2、乙", "5、丙", "6、丁"]


def test_levels_in_one_number_and_those_that_never_start_anew():
    lists = numbering(
        [
            level(0, "chineseCounting", "第%1章", '<w:suff w:val="space"/>'),
            level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            level(2, "chineseCounting", "第%3条", '<w:lvlRestart w:val="0"/>'),
        ]
    )
    body = "".join(p(text, number=(1, depth)) for text, depth in
                   [("总则", 0), ("甲", 1), ("乙", 2), ("附则", 0), ("丙", 1), ("丁", 2)])  # fmt: skip
    assert kept(read(docx(body, numbering=lists))) == [
        "第一章 总则", "1.1 甲", "第一条 乙", "第二章 附则", "2.1 丙", "第二条 丁",
    ]  # fmt: skip


def test_a_style_has_its_level_and_a_paragraph_can_take_itself_out():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Item"/></w:style>'
    )
    lists = numbering([level(0, "ideographTraditional", "%1、", '<w:pStyle w:val="Base"/>'), POLICY[1]])
    body = (
        p("甲类", style="Base") + p("子项", style="Item") + p("子项", style="Child")
        + p("无号", style="Base", number=(0, 0)) + p("乙类", style="Base")
    )  # fmt: skip
    raw = read(docx(body, numbering=lists, styles=styles))
    assert kept(raw) == ["甲、甲类", "（一）子项", "（二）子项", "无号", "乙、乙类"]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCounting", "二十一"), (101, "chineseCounting", "一〇一"),
        (110, "chineseCountingThousand", "一百一十"), (101, "chineseCountingThousand", "一百零一"),
        (12, "chineseLegalSimplified", "壹拾贰"), (3, "ideographLegalTraditional", "參"),
        (3, "ideographTraditional", "丙"), (2, "ideographZodiac", "丑"), (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
        (5, "decimalZero", "05"), (7, "anything", "7"), (1, "none", ""), (20_300, "chineseCountingThousand", "二万零三百"),
    ],
)  # fmt: skip
def test_numerals(number, style, printed):
    assert numeral(number, style) == printed


def test_tables_keep_their_place_and_their_merged_cells():
    body = (
        p("奖励标准如下：")
        + table([
            [("项目和标准", '<w:gridSpan w:val="3"/>')],
            [("一档", '<w:vMerge w:val="restart"/>'), "国家级", "50万元"],
            [("", "<w:vMerge/>"), "省级", "20万元"],
        ])
        + p("以上奖励不重复享受。")
    )  # fmt: skip
    raw = read(docx(body))
    assert kept(raw) == [
        "奖励标准如下：",
        "项目和标准",
        "一档\t国家级\t50万元",
        "省级\t20万元",
        "以上奖励不重复享受。",
    ]
    [found] = raw.tables
    told = {raw.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns, c.header) for c in found.cells}
    assert told["项目和标准"] == (0, 0, 1, 3, True)
    assert told["一档"] == (1, 0, 2, 1, False)
    assert told["20万元"] == (2, 2, 1, 1, False)


def test_a_frame_of_one_cell_holds_paragraphs():
    raw = read(docx("<w:tbl><w:tr><w:tc>" + p("一、甲。") + p("二、乙。") + "</w:tc></w:tr></w:tbl>"))
    assert kept(raw) == ["一、甲。", "二、乙。"]
    assert raw.tables == ()


def test_recorded_changes_are_taken_as_accepted():
    gone = "<w:del><w:r><w:delText>30万元</w:delText></w:r></w:del>"
    body = (
        p("奖励", inner=f'{gone}<w:ins>{r("50万元")}</w:ins>{r("。")}')
        + p("对企业", mark="<w:rPr><w:del/></w:rPr>") + p("给予补助。")
        + f'<w:p><w:moveFrom>{r("旧处")}</w:moveFrom></w:p><w:p><w:moveTo>{r("新处")}</w:moveTo></w:p>'
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删去')}</w:tc></w:tr><w:tr><w:tc>{p('留下')}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert kept(read(docx(body))) == ["奖励50万元。", "对企业给予补助。", "新处", "留下"]


def test_hidden_text_and_codes_of_fields_are_left_out():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("办法")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    inner = (
        r("密", "<w:vanish/>") + r("隐", '<w:rStyle w:val="H"/>') + r("显", '<w:vanish w:val="0"/>') + field
    )
    assert kept(read(docx(p("按照", inner=inner), styles=styles))) == ["按照显办法"]


def test_heads_and_feet_are_set_aside():
    sections = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    raw = read(docx(p("一、总则。") + sections, header=p("某某市人民政府文件"), footer=p("第 1 页")))
    assert kept(raw) == ["一、总则。"]
    assert aside(raw) == {("某某市人民政府文件", "running head"), ("第 1 页", "running foot")}


def test_a_note_follows_the_paragraph_that_refers_to_it():
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p("规上企业指年营业收入2000万元以上的企业。")}</w:footnote>'
    )
    raw = read(
        docx(
            p("奖励规上企业", inner='<w:r><w:footnoteReference w:id="2"/></w:r>' + r("50万元。")) + p("二"),
            footnotes=notes,
        )
    )
    assert raw.text.split("\n") == [
        "奖励规上企业[1]50万元。",
        "[1] 规上企业指年营业收入2000万元以上的企业。",
        "二",
    ]
    assert aside(raw) == {("[1]", "footnote mark")}


def test_text_boxes_are_read_once():
    inner = f"<w:txbxContent>{p('某某市人民政府文件')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert kept(read(docx(p(inner=box) + p("正文。")))) == ["某某市人民政府文件", "正文。"]


def test_a_soft_break_ends_a_paragraph_unless_it_cuts_a_sentence():
    soft = "<w:r><w:br/></w:r>"
    long = "对首次认定为国家级高新技术企业的软件和信息服务业企业，给予"
    body = p("一、甲。", inner=soft + r("二、乙。")) + p(long, inner=soft + r("一次性奖励50万元。"))
    assert kept(read(docx(body))) == ["一、甲。", "二、乙。", f"{long}一次性奖励50万元。"]


def test_a_square_metre_stays_one():
    assert kept(
        read(docx(p("补助500元/m", inner=r("2", '<w:vertAlign w:val="superscript"/>') + r("。"))))
    ) == ["补助500元/m²。"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (words.plain("甲")[:200], "archive.damaged"),
        (docx(p("")), "word.empty"),
        (docx("<w:p>"), "archive.damaged"),
    ],
)
def test_what_cannot_be_read_is_told(data, code):
    with pytest.raises(ReadError) as info:
        read(data, "a.docx")
    assert info.value.problem.code == code
    assert len(info.value.problem.message) > 30


def test_entities_are_refused(tmp_path):
    (tmp_path / "secret").write_text("secret", "utf-8")
    xml = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    data = docx(p("甲"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            body = old.read(name).decode()
            new.writestr(name, xml + body.replace("甲", "&x;") if name == "word/document.xml" else body)
    with pytest.raises(ReadError, match="declares entities"):
        read(buffer.getvalue())


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def old_document(tmp_path, text):
    """An old Word document by LibreOffice."""
    source = tmp_path / "a.docx"
    source.write_bytes(words.plain(text))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    subprocess.run([*command, "--convert-to", "doc", "--outdir", str(tmp_path), str(source)],
                   capture_output=True, timeout=180, check=True)  # fmt: skip
    return (tmp_path / "a.doc").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_document_is_converted(tmp_path):
    data = old_document(tmp_path, "某某市若干措施\n一、给予奖励50万元。")
    raw = read(data, "a.doc")
    assert kept(raw) == ["某某市若干措施", "一、给予奖励50万元。"]
    assert (raw.source.media_type, raw.source.bytes) == ("application/msword", len(data))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_document_of_wps_is_known_by_its_content(tmp_path):
    raw = read(old_document(tmp_path, "某某市若干措施\n一、给予奖励50万元。"), "a.wps")
    assert kept(raw) == ["某某市若干措施", "一、给予奖励50万元。"]


def test_without_libreoffice_antiword_reads_old_documents(tmp_path, monkeypatch):
    program = tmp_path / "antiword"
    program.write_text("#!/bin/sh\nprintf '某某市若干措施\\n\\n一、给予奖励50万元。\\n'\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "antiword" else None)
    raw = read(OLD, "a.doc")
    assert kept(raw) == ["某某市若干措施", "一、给予奖励50万元。"]
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(ReadError, match="antiword found no text") as info:
        read(OLD, "a.doc")
    assert info.value.problem.code == "legacy.failed"


def test_without_a_converter_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="LibreOffice") as info:
        read(OLD, "a.wps")
    assert info.value.problem.code == "legacy.no-converter"


def test_a_converter_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(legacy, "_SECONDS", 0.2)
    with pytest.raises(ReadError, match="longer than"):
        legacy._run(["sleep", "60"])
