"""Tables: rows read as sentences, every cell in its place."""

from dataclasses import replace

import pytest

from pipeline.extract import extract_raw
from pipeline.mentions import Cell, Table
from pipeline.normalize import normalize
from pipeline.readers import from_text

TASKS = [
    ["序号", "重点任务", "完成时限", "牵头单位", "责任单位"],
    ["1", "建设5G基站3万个", "2025年底", "市通信管理局", "市经信局、市财政局"],
    ["2", "培育专精特新企业50家", "2026年6月底", "市经信局", ""],
]
INDICATORS = [
    ["指标", "2023年", "2027年", "属性"],
    ["规模以上工业增加值（亿元）", "500", "800", "预期性"],
    ["研发投入强度（%）", "2.1", "3.0左右", "约束性"],
]
STANDARDS = [
    ["补贴对象", "条件", "补贴标准（万元）"],
    ["首次认定的高新技术企业", "年营业收入2000万元以上", "20"],
    ["新认定的省级研发中心", "", "30"],
]


def made(rows, before="某市方案\n", heads=1):
    """A document with a table, as a reader gives it."""
    text, cells = before, []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            text += "\t" if column else ""
            cells.append(Cell(len(text), len(text) + len(words), number, column, header=number < heads))
            text += words
        text += "\n"
    return replace(from_text(text), tables=(Table(tuple(cells)),), paragraphs=True)


def lines(raw):
    return normalize(raw.text, paragraphs=True, tables=raw.tables).text.split("\n")


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (
            TASKS,
            "1、建设5G基站3万个；完成时限：2025年底；牵头单位：市通信管理局；责任单位：市经信局、市财政局",
        ),
        (TASKS, "2、培育专精特新企业50家；完成时限：2026年6月底；牵头单位：市经信局"),
        (INDICATORS, "规模以上工业增加值（亿元）（2023年为500亿元）到2027年达到800亿元；属性：预期性"),
        (INDICATORS, "研发投入强度（%）（2023年为2.1%）到2027年达到3.0%左右；属性：约束性"),
        (STANDARDS, "对首次认定的高新技术企业，年营业收入2000万元以上，补贴标准为20万元"),
        (STANDARDS, "对新认定的省级研发中心，补贴标准为30万元"),
    ],
)
def test_a_row_reads_as_a_sentence(rows, read):
    assert read in lines(made(rows))


def test_a_unit_told_once_above_the_table_goes_with_every_figure():
    rows = [["项目", "金额"], ["道路", "200"], ["桥梁", "1,350.5"]]
    found = lines(made(rows, before="某县资金安排表\n单位：万元\n"))
    assert "道路，金额为200万元" in found and "桥梁，金额为1,350.5万元" in found


def test_a_head_of_two_rows_is_joined():
    rows = [["指标", "目标", "目标"], ["", "2025年", "2030年"], ["绿化率（%）", "40", "45"]]
    assert "绿化率（%）到目标2025年达到40%到目标2030年达到45%" in lines(made(rows, heads=2))


def test_without_a_head_nothing_is_added():
    assert "道路 200" in lines(made([["道路", "200"]], heads=0))


def test_every_item_is_a_cell_or_a_part_of_one():
    for rows in (TASKS, INDICATORS, STANDARDS):
        raw = made(rows)
        document = extract_raw(raw)
        spans = [s for t in ("amounts", "dates", "units", "goals") for s in getattr(document, t)]
        assert spans
        for span in spans:
            assert raw.text[span.start : span.end] == span.text
            assert "\t" not in span.text and span.text.strip()


def test_tasks_become_clauses_with_units_deadlines_and_goals():
    document = extract_raw(made(TASKS))
    assert [clause.number for clause in document.clauses] == ["0", "1", "2"]
    assert [(u.text, u.role, u.clause) for u in document.units] == [
        ("市通信管理局", "lead", "c2"),
        ("市经信局", "responsible", "c2"),
        ("市财政局", "responsible", "c2"),
        ("市经信局", "lead", "c3"),
    ]
    assert [(g.text, g.indicator.text, g.value) for g in document.goals] == [
        ("3万个", "5G基站", 30000),
        ("50家", "专精特新企业", 50),
    ]
    assert document.dates[0].end_date == "2025-12-31"


def test_indicators_become_goals_with_the_unit_of_their_name():
    goal = extract_raw(made(INDICATORS)).goals[0]
    assert (goal.text, goal.value, goal.unit, goal.by) == ("800", 80_000_000_000, "元", "2027-12-31")


def test_standards_become_supports():
    supports = extract_raw(made(STANDARDS)).supports
    assert [(s.beneficiary.text, s.amount.text, s.min) for s in supports] == [
        ("首次认定的高新技术企业", "20", 200_000),
        ("新认定的省级研发中心", "30", 300_000),
    ]


def merged(rows, *columns):
    """A document with a table whose first two rows share one cell in each of the columns."""
    raw = made(rows)
    (table,) = raw.tables
    shared = [replace(c, rows=2) if c.row == 1 and c.column in columns else c for c in table.cells]
    return replace(raw, tables=(Table(tuple(c for c in shared if c.row != 2 or c.column not in columns)),))


def test_rows_are_clauses():
    document = extract_raw(made(INDICATORS))
    rows = [clause for clause in document.clauses if clause.kind == "row"]
    assert [row.number for row in rows] == ["row 1", "row 2"]
    assert [document.text[row.start : row.end].split()[0] for row in rows] == [
        "规模以上工业增加值（亿元）", "研发投入强度（%）",
    ]  # fmt: skip
    assert {goal.clause for goal in document.goals} == {row.id for row in rows}


def test_a_row_with_a_number_is_the_clause_of_its_number():
    document = extract_raw(made(TASKS))
    assert [(c.number, c.kind) for c in document.clauses[1:]] == [("1", "row"), ("2", "row")]


SHARED = [
    ["任务", "内容", "完成时限", "牵头单位", "配合单位"],
    ["产业发展", "建设5G基站3万个", "2025年底", "市工信局", "市财政局"],
    ["", "培育专精特新企业50家", "", "", "市科技局"],
    ["绿色发展", "新建公园30个", "2026年底", "市城管局", ""],
]


def test_a_cell_merged_over_rows_holds_for_each_of_them():
    document = extract_raw(merged(SHARED, 0, 2, 3))
    first, second, third = (clause.id for clause in document.clauses if clause.kind == "row")
    units = {unit.text: (unit.clause, unit.applies_to) for unit in document.units}
    assert units == {
        "市工信局": (first, [second]), "市财政局": (first, []), "市科技局": (second, []), "市城管局": (third, []),
    }  # fmt: skip
    assert [(g.text, g.by) for g in document.goals] == [
        ("3万个", "2025-12-31"), ("50家", "2025-12-31"), ("30个", "2026-12-31"),
    ]  # fmt: skip


def test_an_object_merged_over_steps_gets_each_of_them():
    rows = [
        ["补贴对象", "条件", "补贴标准（万元）"],
        ["新建的养老机构", "床位100张以上", "50"],
        ["", "床位50张以上", "20"],
    ]
    supports = extract_raw(merged(rows, 0)).supports
    assert [(s.beneficiary.text, s.amount.text) for s in supports] == [
        ("新建的养老机构", "50"), ("新建的养老机构", "20"),
    ]  # fmt: skip


def test_a_title_above_the_heads_is_no_head():
    raw = made([["某市资金安排表"], ["项目", "金额（万元）"], ["道路", "200"]])
    assert "道路，金额为200万元" in lines(raw)
    assert [clause.number for clause in extract_raw(raw).clauses if clause.kind == "row"] == ["row 1"]


def test_a_head_merged_over_rows_makes_them_all_heads():
    raw = made([["指标", "目标"], ["2025年", "2030年"], ["绿化率（%）", "40", "45"]])
    (table,) = raw.tables
    one, two, *rest = table.cells
    years = [replace(cell, column=cell.column + 1) if cell.row == 1 else cell for cell in rest]
    cells = (replace(one, rows=2), replace(two, columns=2), *years)
    read = lines(replace(raw, tables=(Table(cells),)))
    assert "绿化率（%）到目标2025年达到40%到目标2030年达到45%" in read


def test_a_row_that_stands_only_below_wide_heads_is_one_of_heads():
    raw = made([["科目", "预算"], ["补助款", "自筹款"], ["人事费", "20", "30"]])
    (table,) = raw.tables
    one, two, *rest = table.cells
    below = [replace(cell, column=cell.column + 1) if cell.row == 1 else cell for cell in rest]
    read = lines(replace(raw, tables=(Table((one, replace(two, columns=2), *below)),)))
    assert read[1:] == ["科目 预算", "补助款 自筹款", "人事费；预算补助款：20；预算自筹款：30"]
