"""Confidences measured against cases worked out by hand, and what the recipe does with them."""

import pytest
from made import document, mention

from pipeline import extract_text
from pipeline.confidence import confidence, situation
from pipeline.evaluation import score_document
from pipeline.evaluation.calibration import held_out, measure
from pipeline.evaluation.reliability import Judged, calibration_error, confidences, reliability
from pipeline.types import Amount, Span, Support


def one(rule, right, name="a"):
    item = mention(Amount, "50万元", found_by=f"rule:{rule}", confidence=0.5)
    return Judged(name, "amounts", item, right)


def test_a_share_is_drawn_towards_the_share_of_its_table():
    """The table: 5 of 8 right, prior 1/2: 7/12. The rule a: 5 of 6: (5 + 4·0.583) / 10."""
    items = [one("x.a", True)] * 5 + [one("x.a", False)] + [one("x.b", False)] * 2
    rows = {(row.rule, row.situation): row for row in measure(items)}
    assert rows["", ""].confidence == pytest.approx(7 / 12, abs=1e-3)
    assert rows["x.a", ""].confidence == pytest.approx((5 + 4 * 7 / 12) / 10, abs=1e-3)
    assert (rows["x.a", ""].items, rows["x.b", ""].items) == (6, 2)


def test_a_document_is_not_measured_on_itself():
    items = [one("x.a", True, "a")] * 10 + [one("x.a", False, "b")] * 10
    told = held_out(items)
    assert all(sure < 0.3 for sure, right in told if right)
    assert all(sure > 0.7 for sure, right in told if not right)


def test_reliability():
    bins = reliability([(0.92, True), (0.94, False), (1.0, True)])
    assert [(b.low, b.items, b.right) for b in bins] == [(0.9, 2, 1), (0.95, 1, 1)]
    assert calibration_error(bins) == pytest.approx((2 * abs(0.93 - 0.5) + 0) / 3)


def test_only_what_is_strictly_right_counts():
    gold = document(amounts=[mention(Amount, "50万元", min=1, max=1, role="award")])
    wrong = mention(Amount, "50万元", min=1, max=1, role="budget", confidence=0.8)
    assert confidences([score_document("d", gold, document(amounts=[wrong]))]) == [(0.8, False)]


def test_every_item_has_the_confidence_that_was_measured():
    found = extract_text("某市若干措施\n一、奖励。对获评的企业给予50万元奖励。\n")
    for table in ("amounts", "supports"):
        (item,) = getattr(found, table)
        rule = item.found_by.removeprefix("rule:")
        assert item.confidence == confidence(table, rule, situation(table, item))
    assert confidence("amounts", "no.such-rule", "") is None


@pytest.mark.parametrize(
    ("who", "tier", "told"),
    [
        (None, None, "nobody"),
        (90, None, "near"),
        (10, None, "far"),
        (110, None, "behind"),
        (90, 95, "near, step"),
    ],
)
def test_situations_of_supports(who, tier, told):
    def at(start):
        return None if start is None else Span(start=start, end=start + 1, text="x")

    item = Support(id="s1", clause="c1", amount=at(100), beneficiary=at(who), tier=at(tier))
    assert situation("supports", item) == told
