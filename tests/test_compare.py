"""Two runs against each other: what is new, lost and read otherwise, for better or worse."""

import pytest
from made import document, mention, span

from pipeline.evaluation.compare import compare, counts
from pipeline.report.comparison import markdown
from pipeline.types import Amount, Metadata, Support


def amount(words="50万元", role="award", value=500000):
    return mention(Amount, words, min=value, max=value, role=role, found_by="rule:a.b")


RIGHT, WRONG_ROLE, WRONG_VALUE = amount(), amount(role="budget"), amount(value=5)


@pytest.mark.parametrize(
    ("before", "after", "gold", "verdict"),
    [
        ([WRONG_ROLE], [RIGHT], [RIGHT], "gain"),
        ([RIGHT], [WRONG_ROLE], [RIGHT], "loss"),
        ([WRONG_VALUE], [WRONG_ROLE], [RIGHT], "gain"),
        ([], [RIGHT], [RIGHT], "gain"),
        ([], [RIGHT], [], "loss"),
        ([RIGHT], [], [], "gain"),
        ([RIGHT], [], [RIGHT], "loss"),
        ([WRONG_ROLE], [RIGHT], None, ""),
        ([WRONG_ROLE], [amount(role="goal")], [RIGHT], "other"),
    ],
)
def test_verdicts(before, after, gold, verdict):
    labels = {} if gold is None else {"d": document(amounts=gold)}
    comparison = compare({"d": document(amounts=before)}, {"d": document(amounts=after)}, labels)
    (change,) = comparison.changes
    assert (change.document, change.verdict) == ("d", verdict)


def test_metadata_and_supports_are_compared():
    before = document(supports=[Support(id="s1", clause="c1", amount=span("50万元"))])
    after = document(
        metadata=Metadata(title="某某规定"),
        supports=[Support(id="s1", clause="c1", amount=span("50万元"), beneficiary=span("甲类企业"))],
    )
    comparison = compare({"d": before}, {"d": after}, {"d": after})
    assert [(c.difference.label, c.difference.wrong, c.verdict) for c in comparison.changes] == [
        ("metadata", ("title",), "gain"),
        ("supports", ("beneficiary",), "gain"),
    ]


def test_the_same_run_has_no_changes():
    run = {"d": document(amounts=[RIGHT])}
    comparison = compare(run, run, {})
    assert not comparison.changes
    assert "No item differs." in markdown(comparison, 5)


def test_documents_that_cannot_be_compared_are_named():
    other = document().model_copy(update={"text": "别的"})
    partial = document().model_copy(update={"status": "partial"})
    comparison = compare(
        {"a": document(), "b": document(), "d": document()}, {"b": other, "c": document(), "d": partial}, {}
    )
    assert (comparison.only_before, comparison.only_after, comparison.other_text) == (("a",), ("c",), ("b",))
    text = markdown(comparison, 5)
    for told in (
        "only in the run before: a",
        "only in the run after: c",
        "text differs: b",
        "success → partial",
    ):
        assert told in text


def test_the_markdown_shows_both_readings_with_their_sentence():
    comparison = compare(
        {"d": document(amounts=[WRONG_ROLE])},
        {"d": document(amounts=[RIGHT])},
        {"d": document(amounts=[RIGHT])},
    )
    text = markdown(comparison, 5)
    assert "| amounts | 0 | 0 | 1 | 1 | 0 |" in text
    assert "## Gains (1)" in text
    assert "> 对甲类企业给予50万元" in text
    assert "before: 50万元 min=500000 max=500000 role=budget `rule:a.b`" in text
    assert "after: 50万元 min=500000 max=500000 role=award `rule:a.b`" in text


def test_no_more_than_so_many_are_listed_but_all_are_counted():
    both = [amount(), amount("30万元", value=300000)]
    comparison = compare({"d": document()}, {"d": document(amounts=both)}, {})
    assert counts(comparison.changes)["amounts"]["new"] == 2
    assert "and 1 more" in markdown(comparison, 1)


def test_marks_of_markdown_in_a_text_are_escaped():
    comparison = compare(
        {"d": document(metadata=Metadata(title="a*b_c"))}, {"d": document(metadata=Metadata(title="x|y"))}, {}
    )
    text = markdown(comparison, 5)
    assert r"a\*b\_c" in text and r"x\|y" in text
