"""The edit map: every span leads back, and no edit is ever cut in half."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.editmap import Change, Edit, EditMap, apply


@st.composite
def edited(draw, source=None):
    """A text with changes to it: sorted, not overlapping, some of them touching."""
    text = draw(st.text("甲乙丙丁 \r\n𠀀ab", max_size=40)) if source is None else source
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = [(a, b) for a, b in pairwise(cuts) if draw(st.booleans())]
    return text, [Change(a, b, draw(st.text("XYZ", max_size=3))) for a, b in pairs]


@st.composite
def edited_twice(draw):
    """A text, changes to it, and changes to what they give."""
    text, first = draw(edited())
    return text, first, draw(edited(apply(text, first)))[1]


def origins(text, changes):
    """For each normalised character the original characters that it stands for: the map, done slowly."""
    found, at = [], 0
    for start, end, to in changes:
        found += [(i, i + 1) for i in range(at, start)] + [(start, end)] * len(to)
        at = end
    return found + [(i, i + 1) for i in range(at, len(text))]


@given(edited())
def test_every_span_leads_back_to_its_characters(case):
    text, changes = case
    edits, slow = EditMap.of(changes), origins(text, changes)
    normal = apply(text, changes)
    assert len(slow) == len(normal)
    for start in range(len(normal)):
        for end in range(start + 1, len(normal) + 1):
            assert edits.to_original(start, end) == (slow[start][0], slow[end - 1][1])


@given(edited())
def test_text_outside_the_edits_is_the_same(case):
    text, changes = case
    edits, normal = EditMap.of(changes), apply(text, changes)
    inside = {i for start, end, _ in changes for i in range(start, end)}
    for i, char in enumerate(text):
        if i not in inside:
            start, end = edits.to_normalized(i, i + 1)
            assert normal[start:end] == char
            assert edits.to_original(start, end) == (i, i + 1)


@given(edited())
def test_no_span_cuts_an_edit(case):
    text, changes = case
    edits, normal = EditMap.of(changes), apply(text, changes)
    for start in range(len(normal)):
        for end in range(start + 1, len(normal) + 1):
            first, last = edits.to_original(start, end)
            assert all(not a < first < b and not a < last < b for a, b, _ in changes)
            again = edits.to_normalized(first, last)
            assert again[0] <= start < end <= again[1]
            assert edits.to_original(*again) == (first, last)


@given(edited())
def test_an_empty_span_stays_empty(case):
    text, changes = case
    edits, normal = EditMap.of(changes), apply(text, changes)
    for at in range(len(normal) + 1):
        first, last = edits.to_original(at, at)
        assert first == last
        assert 0 <= first <= len(text)


@given(edited_twice())
def test_two_maps_in_one(case):
    text, first, second = case
    middle = apply(text, first)
    a, b = EditMap.of(first), EditMap.of(second)
    both = a.then(b)
    slow_a, slow_b = origins(text, first), origins(middle, second)
    assert sum(e.length - (e.end - e.start) for e in both.edits) == len(apply(middle, second)) - len(text)
    for i, (start, end) in enumerate(slow_b):
        first_char, last_char = slow_a[start][0], slow_a[end - 1][1]
        got = both.to_original(i, i + 1)
        assert got[0] <= first_char
        assert got[1] >= last_char


def test_a_deletion_at_a_border_is_outside_and_one_inside_is_inside():
    edits = EditMap.of([Change(1, 2, ""), Change(3, 4, ""), Change(5, 6, "")])
    assert edits.to_original(1, 3) == (2, 5)


def test_composition_keeps_edits_apart_that_only_touch():
    a = EditMap.of([Change(2, 3, "")])
    b = EditMap.of([Change(2, 3, "XX")])
    assert a.then(b).edits == (Edit(2, 3, 0), Edit(3, 4, 2))
    assert a.then(EditMap(())) is a
    assert EditMap(()).then(b) is b


@pytest.mark.parametrize(
    "edits", [[(1, 1, 2)], [(2, 1, 0)], [(0, 2, 1), (1, 3, 1)], [(0, 1, -1)], [(3, 4, 0), (1, 2, 0)]]
)
def test_wrong_edits_are_refused(edits):
    with pytest.raises(ValueError, match="edit"):
        EditMap(tuple(Edit(*edit) for edit in edits))


def test_a_megabyte():
    changes = [Change(i, i + 1, "") for i in range(0, 1_000_000, 10)]
    edits = EditMap.of(changes)
    assert edits.to_original(0, 900_000) == (1, 1_000_000)
    assert edits.to_normalized(999_991, 1_000_000) == (899_991, 900_000)
