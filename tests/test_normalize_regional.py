"""The words of Taiwan and Hong Kong: every entry against its own examples."""

import pytest

from pipeline.normalize import normalize
from pipeline.normalize.script import simplify
from pipeline.rules.loader import table

TERMS = table("regional_terms")
CHANGED = [row for row in TERMS if row["target"] != row["term"]]


def normalized_mark(marked):
    """What the stretch between ⟦ and ⟧ becomes, and what it is."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    original = marked.replace("⟦", "").replace("⟧", "")
    result = normalize(original)
    first, last = result.edits.to_normalized(start, end)
    return result.text[first:last], original[start:end]


@pytest.mark.parametrize("row", CHANGED, ids=lambda row: row["term"])
def test_the_example_changes(row):
    got, original = normalized_mark(row["example"])
    assert simplify(original) == row["term"]
    assert got == row["target"]


@pytest.mark.parametrize("row", TERMS, ids=lambda row: row["term"])
def test_the_counter_example_stays(row):
    got, original = normalized_mark(row["keeps"])
    assert got == simplify(original) == row["term"]


def test_there_are_enough_entries_and_each_is_there_once():
    assert len(CHANGED) >= 150
    assert len({row["term"] for row in TERMS}) == len(TERMS)
    assert {row["region"] for row in TERMS} == {"tw", "hk", "both"}


@pytest.mark.parametrize("row", CHANGED, ids=lambda row: row["term"])
def test_a_simplified_paragraph_is_left_alone(row):
    text = f"为认真贯彻执行有关规定，现将{row['term']}有关情况通报给各单位。"
    assert normalize(text).text == text
