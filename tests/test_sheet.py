"""Workbooks and CSV: task lists, cells as they are shown."""

import datetime
import io
import shutil
import subprocess
import zipfile

import pytest
from openpyxl import Workbook
from readings import aside, kept

from pipeline import extract_bytes
from pipeline.readers import ReadError, read
from pipeline.readers.sheet.shown import shown


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def tasks():
    book = Workbook()
    sheet = book.active
    sheet.title = "任务清单"
    rows = [
        ["某某市2024年重点任务分工方案"], ["序号", "重点任务", "责任单位", "完成时限"],
        [1, "建设算力平台3个", "市发改委", datetime.date(2024, 6, 30)], [2, "引进人才", None, datetime.date(2024, 12, 31)],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    sheet["D3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["D4"].number_format = "yyyy-mm-dd"
    return book


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_workbook_reads_like_a_new_one(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(saved(tasks()))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "xls",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
                   capture_output=True, timeout=180, check=True)  # fmt: skip
    old, new = read((tmp_path / "a.xls").read_bytes(), "a.xls"), read(saved(tasks()), "a.xlsx")
    assert old.source.media_type == "application/vnd.ms-excel"
    assert kept(old) == kept(new)


def test_a_task_list_keeps_its_rows_and_merged_cells():
    raw = read(saved(tasks()), "a.xlsx")
    assert kept(raw) == [
        "某某市2024年重点任务分工方案",
        "序号\t重点任务\t责任单位\t完成时限",
        "1\t建设算力平台3个\t市发改委\t2024年6月30日",
        "2\t引进人才\t2024-12-31",
    ]
    assert aside(raw) == {("任务清单", "sheet name")}
    [table] = raw.tables
    told = {raw.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns, c.header) for c in table.cells}
    assert told["某某市2024年重点任务分工方案"] == (0, 0, 1, 4, False)
    assert told["市发改委"] == (2, 2, 2, 1, False)
    assert told["2024-12-31"] == (3, 3, 1, 1, False)
    assert told["责任单位"][4] is True


def test_the_title_of_a_task_list_is_its_title():
    document = extract_bytes(saved(tasks()), path="a.xlsx")
    assert document.metadata.title == "某某市2024年重点任务分工方案"
    assert document.source.media_type.endswith("spreadsheetml.sheet")


def test_hidden_sheets_rows_and_columns_are_set_aside_with_their_name():
    book = tasks()
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("旧稿").append(["旧任务"])
    book["旧稿"].sheet_state = "hidden"
    raw = read(saved(book), "a.xlsx")
    assert kept(raw) == [
        "某某市2024年重点任务分工方案",
        "序号\t责任单位\t完成时限",
        "1\t市发改委\t2024年6月30日",
    ]
    assert {("旧稿", "hidden sheet"), ("旧任务", "hidden sheet")} <= aside(raw)
    assert "hidden cells" in {reason for _, reason in aside(raw)}


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (0.125, "0.0%", "12.5%"), (0.12, "0%", "12%"), (1234567.5, "#,##0.00", "1,234,567.50"), (50, '0"万元"', "50万元"),
        (0.1 + 0.2, "General", "0.3"), (3.0, "General", "3"), (-5, "#,##0;(#,##0)", "(5)"), (0, '#,##0;-#,##0;"-"', "-"),
        (1200, "#,##0.0,", "1.2"), (2.50, "0.##", "2.5"), (True, "General", "TRUE"), (None, "General", ""), (7, "000", "007"),
        (datetime.datetime(2024, 5, 8, 9, 30), "yyyy/m/d h:mm", "2024/5/8 9:30"),
        (datetime.date(2024, 5, 8), "mm-dd-yy", "2024/5/8"), (datetime.time(14, 5), "h:mm AM/PM", "14:05 下午"),
        (datetime.datetime(2024, 5, 8), '[$-804]yyyy"年"m"月"', "2024年5月"), (12, "@", "12"),
    ],
)  # fmt: skip
def test_values_as_they_are_shown(value, style, text):
    assert shown(value, style) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_in_any_dialect_and_encoding(mark, encoding):
    rows = [
        ["序号", "任务", "责任单位"],
        ["1", f'"建设{mark}平台"', "市发改委"],
        ["2", '"引进\n人才"', "市人社局"],
    ]
    text = "\n".join(mark.join(row) for row in rows)
    raw = read(text.encode(encoding), "a.csv")
    joined = f"建设{' ' if mark == chr(9) else mark}平台"
    assert kept(raw) == ["序号\t任务\t责任单位", f"1\t{joined}\t市发改委", "2\t引进 人才\t市人社局"]
    assert raw.source.media_type == "text/csv"
    assert raw.tables[0].cells[0].header


@pytest.mark.parametrize(
    ("data", "code"),
    [(saved(Workbook()), "sheet.empty"), (saved(tasks())[:900], "archive.damaged"), (b"", "text.empty")],
)
def test_what_cannot_be_read_is_told(data, code):
    with pytest.raises(ReadError) as info:
        read(data, "a.csv" if not data else "a.xlsx")
    assert info.value.problem.code == code
    assert len(info.value.problem.message) > 30


def test_a_workbook_without_its_parts_is_damaged():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ReadError) as info:
        read(buffer.getvalue(), "a.xlsx")
    assert info.value.problem.code == "sheet.damaged"
