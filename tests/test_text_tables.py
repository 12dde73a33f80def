"""Tables in plain text: told by their form, read as those of other formats are."""

import time

import pytest

from pipeline.extract import extract_raw, extract_text
from pipeline.normalize import normalize
from pipeline.readers import from_text
from pipeline.readers.text_tables import find_tables

TASKS = [
    ["序号", "重点任务", "完成时限", "牵头单位"],
    ["1", "建设5G基站3万个", "2025年", "市通信管理局"],
    ["2", "培育专精特新企业50家", "2026年6月底", "市经信局"],
]


def set_with(mark, rows=TASKS, edge="", rule=""):
    lines = [edge + mark.join(row) + edge for row in rows]
    lines[1:1] = [rule] if rule else []
    return "某市方案\n一、任务\n" + "\n".join(lines) + "\n二、保障\n各部门要落实。\n"


FORMS = {
    "tabs": set_with("\t"),
    "indented": set_with("\t").replace("\n", "\n\t"),
    "carriage returns": set_with("\t").replace("\n", "\r\n"),
    "double-spaced": set_with("\t").replace("\n", "\n\n"),
    "blanks": set_with("    "),
    "wide blanks": set_with("　　"),
    "single blanks": set_with(" "),
    "Markdown": set_with(" | ", edge="|", rule="|---|:--|---|---:|"),
    "Markdown without edges": set_with(" | ", rule="--- | --- | --- | ---"),
    "bars": set_with("|", edge="|"),
}


@pytest.mark.parametrize("form", FORMS)
def test_rows_are_clauses_with_what_their_heads_say(form):
    text = FORMS[form]
    document = extract_text(text)
    assert [(c.number, c.kind) for c in document.clauses] == [
        ("0", "preamble"), ("一", "section"), ("1", "row"), ("2", "row"), ("二", "section"),
    ]  # fmt: skip
    assert [(u.text, u.role, u.clause) for u in document.units][:2] == [
        ("市通信管理局", "lead", "c3"), ("市经信局", "lead", "c4"),
    ]  # fmt: skip
    assert [(g.text, g.indicator.text, g.by) for g in document.goals] == [
        ("3万个", "5G基站", "2025-12-31"), ("50家", "专精特新企业", "2026-06-30"),
    ]  # fmt: skip
    for item in (*document.units, *document.goals, *document.dates):
        assert text[item.start : item.end] == item.text


def read(text):
    raw = from_text(text)
    return normalize(raw.text, raw.asides, tables=raw.tables).text.split("\n")


def test_units_and_cells_left_empty():
    text = "| 补贴对象 | 条件 | 补贴标准（万元） |\n|---|---|---|\n| 新认定的研发中心 | | 30 |\n"
    assert read(text) == ["补贴对象 条件 补贴标准（万元）", "对新认定的研发中心，补贴标准为30万元"]
    (support,) = extract_text(text).supports
    assert (support.beneficiary.text, support.min) == ("新认定的研发中心", 300_000)


def test_the_rule_below_a_head_is_set_aside():
    (aside,) = extract_text("| 项目 | 金额 |\n|---|---|\n| 道路 | 200 |\n").set_aside
    assert (aside.text, aside.reason) == ("|---|---|", "rule of a table")


def test_an_indicator_is_named_without_its_unit_and_what_it_was():
    text = "指标\t2023年\t2027年\n工业增加值（亿元）\t500\t800\n"
    (goal,) = extract_text(text).goals
    assert (goal.indicator.text, goal.value, goal.by) == ("工业增加值", 80_000_000_000, "2027-12-31")


def test_a_line_alone_heads_the_rows_below_it():
    text = "任务\t牵头单位\n产业发展\n建设5G基站3万个\t市通信管理局\n绿色发展\n新建公园30个\t市城管局\n"
    document = extract_text(text)
    assert [(u.text, u.clause) for u in document.units] == [("市通信管理局", "c3"), ("市城管局", "c5")]


def test_a_row_stays_a_line_though_the_next_line_would_go_on_with_it():
    text = "任务\t牵头单位\n建设5G基站\t市通信管理局\n以上任务由各部门落实\n"
    assert read(text) == ["任务 牵头单位", "建设5G基站；牵头单位：市通信管理局", "以上任务由各部门落实"]


ORDINARY = [
    "发布日期：2020-02-18    来源：某市政府办公室    浏览量：2317\n字号：[大]    打印本页    关闭窗口\n",
    "教育部  国家发展改革委  财政部\n人力资源社会保障部  国家卫生健康委  国务院扶贫办\n2018年1月15日\n",
    "项目 单位\n道路 公里\n",
    "一、工作任务  完善机制\n二、工作目标  形成体系\n",
    "任务\t牵头单位\n各部门要抓好落实，定期报告进展情况。\n",
    "指标 要求 对象\n各地要按照职责 抓好落实。\n",
    "a | b\nc | d\n",
]


@pytest.mark.parametrize("text", ORDINARY, ids=[text[:12] for text in ORDINARY])
def test_ordinary_text_is_no_table(text):
    assert find_tables(text) == ((), ())


def test_a_table_ends_with_the_first_line_of_another_form():
    text = "任务\t牵头单位\n修路\t市交通局\n\n联系人\t张三\n"
    raw = from_text(text)
    assert [cell.row for cell in raw.tables[0].cells] == [0, 0, 1, 1]
    assert extract_raw(raw).units[0].text == "市交通局"


@pytest.mark.parametrize("piece", ["任务\t牵头单位\n", "| a ", "|---", "  ", "任务 指标 金额\n", "\t"])
def test_time_grows_with_the_text_and_not_faster(piece):
    def seconds(count):
        begin = time.process_time()
        find_tables("a b\n" + piece * count)
        return time.process_time() - begin

    seconds(100)
    assert min(seconds(8000) for _ in range(2)) < 40 * max(seconds(800), 0.01)


def test_what_follows_a_table_goes_back_to_the_clause_that_it_stands_in():
    for table in ("任务\t牵头单位\n修路\t市交通局", "序号\t任务\t牵头单位\n1\t修路\t市交通局"):
        text = f"某市方案\n一、任务\n{table}\n以上任务由市财政局配合落实。\n二、保障\n各部门要落实。\n"
        clauses = extract_text(text).clauses
        assert [(c.kind, c.parent) for c in clauses[1:]] == [
            ("section", None), ("row", "c2"), ("rest", "c2"), ("section", None),
        ]  # fmt: skip
        assert (clauses[3].number, text[clauses[3].start : clauses[3].end].strip()) == (
            "一", "以上任务由市财政局配合落实。",
        )  # fmt: skip


def test_a_numbered_line_in_a_table_holds_the_rows_below_it():
    text = "任务\t牵头单位\n一、产业\n修路\t市交通局\n修桥\t市水利局\n二、民生\n建公园\t市城管局\n建学校\t市教育局\n"
    clauses = extract_text(text).clauses
    assert [(c.number, c.parent) for c in clauses[1:]] == [
        ("一", None), ("row 1", "c2"), ("row 2", "c2"), ("二", None), ("row 1", "c5"), ("row 2", "c5"),
    ]  # fmt: skip
