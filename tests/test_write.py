"""What the writer leads back to the original."""

import pytest

from pipeline import extract_text


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("一、到2026年，綠化覆蓋率達到45％，建成示範園區２０個。", "45％", "%"),
        ("一、到2026年，綠化覆蓋率達到45％，建成示範園區２０個。", "２０個", "個"),
        ("一、到2026年，建成示范园区20个。", "20个", "个"),
    ],
)
def test_units_of_goals_are_as_printed(text, value, unit):
    goals = {goal.text: goal for goal in extract_text(text).goals}
    assert goals[value].unit == unit


def test_spans_lead_back_over_joined_lines_and_removed_blanks():
    text = "一、支持企业。对获评省级示\n范的企业给予 50 万元奖励。（责任单位：市财\n政局）\n"
    document = extract_text(text)
    assert [unit.text for unit in document.units] == ["市财\n政局"]
    assert [amount.text for amount in document.amounts] == ["50 万元"]
    assert document.supports[0].beneficiary.text == "获评省级示\n范的企业"
    for item in (*document.units, *document.amounts):
        assert text[item.start : item.end] == item.text


def test_clauses_follow_one_another_without_a_gap():
    text = "某市办法\n\n第一条 目的。\n第二条 范围。\n本办法自发布之日起施行。\n"
    clauses = extract_text(text).clauses
    assert [clause.start for clause in clauses[1:]] == [clause.end for clause in clauses[:-1]]
    assert (clauses[0].start, clauses[-1].end) == (0, len(text))


def test_ids_count_from_one_in_the_order_of_the_text():
    document = extract_text("一、奖励。给予甲10万元，给予乙20万元。\n二、补助。给予丙30万元。")
    assert [(amount.id, amount.clause) for amount in document.amounts] == [
        ("a1", "c1"),
        ("a2", "c1"),
        ("a3", "c2"),
    ]
