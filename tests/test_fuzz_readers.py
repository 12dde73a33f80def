"""Damaged files of every format: always a text or a clear error, in bounded time.

A format joins by a row in SMALL: a name and a function that makes a small file of it.
"""

import io
import random
import resource
import time
import zipfile

import pdfs
import pytest
import words
from openpyxl import Workbook
from words import level, numbering, p, r, table

from pipeline.readers import ReadError, read
from pipeline.readers.archive import member_bytes, members

MUTATIONS = 2_000
SECONDS = 240.0
SLOWEST = 10.0


def small_pdf():
    pages = pdfs.Pages(head="某某市人民政府文件", watermark="内部资料")
    pages.canvas.setPageCompression(0)
    pages.paragraph("一、支持企业。对首次认定的企业，给予一次性奖励50万元。")
    pages.table([["档次", "奖励"], ["一档", "200万元"]], [60, 100])
    pages.new_page()
    pages.paragraph("二、本措施自2024年6月1日起施行。")
    return pages.bytes()


def small_docx():
    body = (
        p("某某市若干措施") + p("支持企业。给予奖励50万元。", number=(1, 0)) + p("细则", number=(1, 1))
        + table([[("标准", '<w:gridSpan w:val="2"/>')], [("一档", '<w:vMerge w:val="restart"/>'), "50万元"], [("", "<w:vMerge/>"), "20万元"]])
        + p("注", inner='<w:r><w:footnoteReference w:id="2"/></w:r><w:ins>' + r("增") + "</w:ins>")
        + '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    )  # fmt: skip
    lists = numbering([level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2")])
    notes = f'<w:footnote w:id="2">{p("说明。")}</w:footnote>'
    styles = '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:basedOn w:val="a"/></w:style>'
    return words.docx(body, numbering=lists, footnotes=notes, styles=styles, header=p("文件"))


def small_xlsx():
    book = Workbook()
    book.active.append(["序号", "任务", "时限"])
    book.active.append([1, "建设平台", 45000])
    book.active.merge_cells("A3:C3")
    book.active["C2"].number_format = 'yyyy"年"m"月"'
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def mutated_inside(data, chance):
    """The package with one of its parts changed, so that damaged XML is reached."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        struck = chance.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(zipfile.ZipInfo(name), mutated(part, chance) if name == struck else part)
    return buffer.getvalue()


def small_html():
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>某某市若干措施</title></head><body><ul class="nav"><li>'
        '<a href="/">首页</a></ul><table><tr><td>索引号：</td><td>0001</td><td>文号：</td><td>某政发〔2024〕1号</td></tr></table>'
        '<div id="zoom"><p style="text-align:center">某某市若干措施</p><ol start="2"><li>甲<br>乙</ol><table><tr><th rowspan="2">一'
        '<td colspan="3">二</tr><tr><td>5m<sup>2</sup></table><pre>三\n四</pre></div></body></html>'
    ).encode()


def small_mht():
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\n"
    return head + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + small_html() + b"\r\n--xx--\r\n"


def small_csv():
    return '序号,任务,单位\n1,"建设,平台",市发改委\n2,引进人才,市人社局\n'.encode("gb18030")


def small_zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(zipfile.ZipInfo("a/通知.txt"), "某某市若干措施")
        target.writestr(zipfile.ZipInfo("b.docx"), words.plain("一、奖励50万元。"))
    return buffer.getvalue()


SMALL = {
    "pdf": small_pdf,
    "docx": small_docx,
    "xlsx": small_xlsx,
    "html": small_html,
    "mht": small_mht,
    "csv": small_csv,
}
MOST_MEMORY = 1_000_000_000


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def mutated(data, chance):
    """Bytes changed, lost, doubled or moved; figures and names of the format made others."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        kind, at = chance.randrange(6), chance.randrange(len(data))
        length = chance.choice((1, 1, 2, 8, 64, 512))
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1 and len(data) > 2 * length:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length]
        elif kind == 3:
            data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif kind == 4:
            digits = [i for i in range(at, min(at + 400, len(data))) if 48 <= data[i] <= 57]
            for i in digits[: chance.randint(1, 4)]:
                data[i] = chance.choice(b"0123456789999-")
        elif chance.random() < 0.2:
            del data[max(at, 16) :]
    return bytes(data)


@pytest.mark.parametrize("name", SMALL)
def test_a_damaged_file_gives_a_text_or_a_clear_error(name):
    whole = SMALL[name]()
    read(whole, f"a.{name}")
    begin = time.monotonic()
    seen = set()
    for seed in range(MUTATIONS):
        change = mutated_inside if whole.startswith(b"PK") and seed % 10 else mutated
        data = change(whole, random.Random(seed))
        started = time.monotonic()
        try:
            raw = read(data, f"a.{name}")
        except ReadError as error:
            seen.add(error.problem.code)
            assert len(error.problem.message) > 30, f"seed {seed}"
        else:
            seen.add(raw.status)
            assert raw.text, f"seed {seed}"
            assert raw.layout is None or len(raw.layout.numbers) == len(raw.text), f"seed {seed}"
            assert all(0 <= a.start <= a.end <= len(raw.text) for a in raw.asides), f"seed {seed}"
        assert time.monotonic() - started < SLOWEST, f"seed {seed}"
    assert time.monotonic() - begin < SECONDS
    assert peak() < MOST_MEMORY
    assert "success" in seen
    assert name == "csv" or seen - {"success", "partial"}


def test_a_damaged_archive_gives_its_members_or_a_clear_error():
    whole = small_zip()
    assert len(members(whole)) == 2
    begin = time.monotonic()
    for seed in range(MUTATIONS):
        data = mutated(whole, random.Random(seed))
        try:
            found = members(data)
        except ReadError as error:
            assert len(error.problem.message) > 30, f"seed {seed}"
            continue
        for member in found:
            try:
                assert read(member_bytes(data, member.places), member.name).text, f"seed {seed}"
            except ReadError as error:
                assert len(error.problem.message) > 30, f"seed {seed}"
    assert time.monotonic() - begin < SECONDS
    assert peak() < MOST_MEMORY


@pytest.mark.parametrize("name", SMALL)
def test_a_file_cut_anywhere_gives_a_text_or_a_clear_error(name):
    whole = SMALL[name]()
    for end in range(16, len(whole), max(1, len(whole) // 150)):
        try:
            read(whole[:end], f"a.{name}")
        except ReadError as error:
            assert len(error.problem.message) > 30
