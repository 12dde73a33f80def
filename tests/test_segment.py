"""Clauses, sentences and parts of normalised texts."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import Outline, segment


def numbers(text: str) -> list[str]:
    return [c.number for c in segment(text).clauses]


def nested(text: str) -> list[tuple[int, str]]:
    return [(c.depth, c.number) for c in segment(text).clauses]


CASES = [
    ("no number at all", "为支持企业发展，制定本措施。", ["0"]),
    ("empty", "", ["0"]),
    (
        "two levels, numbers run on",
        "若干措施\n一、加强服务\n1.简化手续。\n2.上门办理。\n二、降低成本\n3.减免租金。",
        ["0", "一", "1", "2", "二", "3"],
    ),
    (
        "numbers start anew",
        "若干措施\n一、加强服务\n（一）简化手续。\n（二）上门办理。\n二、降低成本\n（一）减免租金。",
        ["0", "一", "（一）", "（二）", "二", "（一）"],
    ),
    (
        "line breaks gone to blanks",
        "若干措施 一、加强服务 1.简化手续。马上就办。 2.上门办理。 二、降低成本 3.减免租金。",
        ["0", "一", "1", "2", "二", "3"],
    ),
    (
        "inside a line without a blank",
        "要求\n3.建立三个平台。（1）交易平台；（2）服务平台；（3）数据平台。\n4.完善制度。",
        ["0", "3", "（1）", "（2）", "（3）", "4"],
    ),
    (
        "articles, also put in later, and references to them",
        "办法\n第一章 总则\n第一条 略。\n第二条\n第三条第二款所定补助，另定之。\n第三条 略。\n"
        "第三条之一 略。\n第4条 略。",
        ["0", "第一章", "第一条", "第二条", "第三条", "第三条之一", "第4条"],
    ),
    (
        "article in a sentence",
        "办法\n第一条 依据\n第八条 申请人符合第十五条规定的，可以申请。",
        ["0", "第一条", "第八条"],
    ),
    (
        "capitals",
        "要点\n壹、目的\n一、甲。\n二、乙。\n贰、对象\n参、程序",
        ["0", "壹", "一", "二", "贰", "参"],
    ),
    ("circled", "要求\n（1）材料：①申请表；②承诺书。\n（2）时限。", ["0", "（1）", "①", "②", "（2）"]),
    (
        "decimals",
        "规划\n七、文化\n7.1 繁荣文化\n7.1.1 新建场馆\n7.1.2 培育团体\n7.2 发展产业\n八、其他",
        ["0", "七", "7.1", "7.1.1", "7.1.2", "7.2", "八"],
    ),
    (
        "table of contents",
        "规划\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。",
        ["0", "第一章", "第一条", "第二章", "第二条"],
    ),
    ("dots to a page", "规划\n一、甲......1\n二、乙......9\n一、甲\n二、乙", ["0", "一", "二"]),
    ("missing number", "意见\n一、甲。\n二、乙。\n四、丁。", ["0", "一", "二", "四"]),
    ("a page from the middle", "补助4万元。\n3.建设体系。\n4.扶持主体。", ["0", "3", "4"]),
    (
        "history of a regulation",
        "办法\n1.中华民国九十九年一月一日订定发布\n2.中华民国一百年一月一日修正发布\n第1条\n略。\n第2条\n一、甲。\n二、乙。",
        ["0", "1", "2", "第1条", "第2条", "一", "二"],
    ),
    ("no number: quantities", "意见\n一、建设5G网络，按1:2:2分担，投入3.5亿元。自2020.1.3起。", ["0", "一"]),
    ("no number: decimals at a line's start", "意见\n一、甲\n3.5亿元资金。\n2.5倍。", ["0", "一"]),
    ("no number: words of counting", "意见\n一、要做到。一是快，二是好。\n二、略。", ["0", "一", "二"]),
    (
        "no number: reference",
        "意见\n一、甲（见附件1、2）。符合（一）、（二）项的。\n二、乙。",
        ["0", "一", "二"],
    ),
    ("no number: telephone", "意见\n一、咨询电话：12345、0571-88881234。\n二、乙。", ["0", "一", "二"]),
    ("a lone figure inside a line", "意见\n一、按以下办理。1.甲方自行解决。\n二、乙。", ["0", "一", "二"]),
    (
        "list of attachments",
        "通知\n一、甲。\n二、乙。\n附件：1.申请表\n2.承诺书",
        ["0", "一", "二", "end"],
    ),
    (
        "attachment",
        "通知\n一、甲。\n二、乙。\n某市财政局\n2021年3月4日\n附件1\n实施细则\n一、丙。\n二、丁。",
        ["0", "一", "二", "end", "附件1", "一", "二"],
    ),
    (
        "closing: this document",
        "措施\n一、甲。\n二、乙。\n本措施自印发之日起施行。",
        ["0", "一", "二", "end"],
    ),
    ("closing: the above", "措施 一、甲。 二、乙。 以上措施有效期三年。", ["0", "一", "二", "end"]),
    ("closing: signature", "意见\n一、甲。\n二、乙。\n某省人民政府\n2021年5月6日", ["0", "一", "二", "end"]),
    ("closing: copies", "意见\n一、甲。\n二、乙。\n抄送：省委各部门。", ["0", "一", "二", "end"]),
    (
        "closing: not in an article",
        "办法\n第一条 甲。\n第二条 乙。\n本办法自发布日施行。",
        ["0", "第一条", "第二条"],
    ),
    (
        "closing: not under a bare heading",
        "意见\n一、甲。\n二、附则\n本意见自印发之日起施行。",
        ["0", "一", "二"],
    ),
    ("begins with a number", "一、甲。\n二、乙。", ["一", "二"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_numbers(text, expected):
    assert numbers(text) == expected


def test_nesting_is_the_documents_own():
    plan = (
        "意见\n一、政策\n第1条 甲。\n二、范围\n（一）奖励\n第2条 乙。\n第3条 丙。\n"
        "（二）补助\n第4条 丁。\n三、其他\n第5条 戊。"
    )
    assert nested(plan)[1:] == [
        (1, "一"), (2, "第1条"), (1, "二"), (2, "（一）"), (3, "第2条"), (3, "第3条"),
        (2, "（二）"), (3, "第4条"), (1, "三"), (2, "第5条"),
    ]  # fmt: skip
    law = "办法\n第1条\n如下：\n一、甲：\n（一）乙。\n（二）丙。\n二、丁。\n第2条\n略。"
    assert nested(law)[1:] == [
        (1, "第1条"), (2, "一"), (3, "（一）"), (3, "（二）"), (2, "二"), (1, "第2条"),
    ]  # fmt: skip


def test_parents_come_first():
    clauses = segment("意见\n一、甲\n1.乙。\n二、丙\n2.丁。").clauses
    assert [c.parent for c in clauses] == [None, None, 1, None, 3]


HEADINGS = [
    ("意见\n一、加强服务\n（一）简化手续。马上就办。", ["加强服务", "简化手续"]),
    ("意见\n一、加强服务（牵头单位：市财政局）\n1.甲。", ["加强服务", None]),
    ("意见\n一、培育主体，壮大产业。支持企业。", ["培育主体，壮大产业"]),
    ("意见\n一、对企业给予50万元奖励。不重复。", [None]),
    ("意见\n一、县财政每年安排资金用于奖励。", [None]),
    ("办法\n一、个人奖：\n1.教师一名。", ["个人奖", None]),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings(text, expected):
    found = [c.heading and text[c.heading.start : c.heading.end] for c in segment(text).clauses[1:]]
    assert found == expected


SENTENCES = [
    ("甲。乙！丙", ["甲。", "乙！", "丙"]),
    ("甲\n乙。", ["甲", "乙。"]),
    ("支持企业（含个体户。下同）发展。再支持。", ["支持企业（含个体户。下同）发展。", "再支持。"]),
    ("要求“快办。好办”。再办。", ["要求“快办。好办”。", "再办。"]),
    ("支持。（责任单位：市财政局）", ["支持。", "（责任单位：市财政局）"]),
    ("支持（未闭合。再支持。", ["支持（未闭合。", "再支持。"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert [text[s.start : s.end] for s in segment(text).sentences] == expected


def test_parts():
    text = "意见\n一、给予5万元；给予6万元。不重复"
    assert [text[p.start : p.end] for p in segment(text).parts] == [
        "意见",
        "给予5万元；",
        "给予6万元。",
        "不重复",
    ]


def test_lookup():
    text = "意见\n一、给予5万元；给予6万元。\n二、乙。"
    outline = segment(text)
    at = text.index("6万元")
    assert outline.clause_at(at).number == "一"
    assert text[slice(*_pair(outline.sentence_at(at)))] == "给予5万元；给予6万元。"
    assert text[slice(*_pair(outline.part_at(at)))] == "给予6万元。"


def _pair(span):
    return span.start, span.end


PIECES = [
    "一、",
    "二、",
    "1.",
    "2.",
    "（一）",
    "第三条",
    "附件1",
    "甲乙",
    "。",
    "；",
    "\n",
    " ",
    "（",
    "”",
    "3.5",
    "①",
    "2020年1月2日",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_outline_covers_the_text(text):
    outline: Outline = segment(text)
    clauses = outline.clauses
    assert clauses[0].start == 0
    assert clauses[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(clauses))
    assert all(c.start <= c.body <= c.end for c in clauses)
    assert all(c.parent is None or c.parent < c.index for c in clauses)
    assert outline.sentences and outline.parts
    for spans in (outline.sentences, outline.parts):
        assert all(a.end <= b.start for a, b in pairwise(spans))
    if any(c.body < c.end and text[c.body : c.end].strip() for c in clauses):
        for span in (*outline.sentences, *outline.parts):
            clause = outline.clause_at(span.start)
            assert clause.body <= span.start < span.end <= clause.end


@pytest.mark.parametrize(
    "unit", ["1.", "甲", "（", "（一）\n", "1.甲\n", "。", "“甲。”", "附件1\n", "一、甲\n1.乙\n（二）丙\n"]
)
def test_time_grows_with_the_text(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        segment(text)
        return time.process_time() - start

    seconds(1_000)
    assert min(seconds(80_000) for _ in range(2)) < 40 * seconds(8_000) + 0.2
