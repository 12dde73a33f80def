"""Scores against cases worked out by hand."""

import pytest
from made import TEXT, document, mention, span

from pipeline.annotate.quotes import LabelError
from pipeline.evaluation import MismatchError, Scores, evaluate, extracted, score_document
from pipeline.evaluation.align import overlap, pair
from pipeline.types import Amount, Goal, Metadata, Support, Unit


def score(gold, predicted):
    return Scores((score_document("d", gold, predicted),))


def mistakes(scores):
    return [mistake for document in scores.documents for mistake in document.mistakes]


def test_overlap():
    assert overlap(span("甲类企业"), span("甲类企业")) == 1
    assert overlap(span("甲类企业"), span("企业")) == 0.5
    assert overlap(span("甲类企业"), span("乙类企业")) == 0
    assert overlap(None, span("企业")) == 0


def test_pairs_are_one_to_one_and_the_closest_first():
    pairs, missed, spurious = pair([1, 5], [4, 9, 6], lambda g, p: 1 / (1 + abs(g - p)))
    assert pairs == [(5, 4), (1, 6)]
    assert (missed, spurious) == ([], [9])


def test_the_same_document_scores_one_everywhere():
    whole = document(
        amounts=[mention(Amount, "50万元", min=500000, max=500000, role="award")],
        units=[mention(Unit, "市财政局", role="responsible", place="text", name="某市财政局")],
        goals=[mention(Goal, "30万元", indicator=span("乙类企业"), value=300000, unit="元")],
        supports=[Support(id="s1", clause="c1", beneficiary=span("甲类企业"), amount=span("50万元"))],
    )
    scores = score(whole, whole)
    assert {row.score for row in scores.rows.values()} == {1.0}
    assert not mistakes(scores)


def test_levels_of_amounts():
    gold = document(amounts=[mention(Amount, "50万元", min=500000, max=500000, role="award")])
    cases = {
        "strict": mention(Amount, "50万元", min=500000, max=500000, role="award"),
        "loose": mention(Amount, "50万元", min=500000, max=500000, role="budget"),
        "found": mention(Amount, "50万元", min=None, max=500000, role="award"),
    }
    levels = ["found", "loose", "strict"]
    for reached, amount in cases.items():
        rows = score(gold, document(amounts=[amount])).rows
        expected = {level: int(levels.index(level) <= levels.index(reached)) for level in levels}
        assert {level: rows[f"amounts {level}"].hit for level in levels} == expected
    wide = mention(Amount, "50万元、", min=500000, max=500000, role="award")
    rows = score(gold, document(amounts=[wide])).rows
    assert (rows["amounts loose"].hit, rows["amounts strict"].hit) == (1, 0)


def test_missed_and_spurious_are_counted_and_listed():
    gold = document(amounts=[mention(Amount, "50万元", min=1, max=1)])
    predicted = document(amounts=[mention(Amount, "30万元", min=1, max=1)])
    scores = score(gold, predicted)
    row = scores.rows["amounts found"]
    assert (row.gold, row.predicted, row.hit, row.score) == (1, 1, 0, 0.0)
    assert [mistake.sign for mistake in mistakes(scores)] == ["-", "+"]


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "strict"),
        ({"tier": span("甲类")}, "loose"),
        ({"beneficiary": span("类企业")}, "loose"),
        ({"beneficiary": span("乙类企业")}, "found"),
        ({"rate": 5}, None),
        ({"amount": span("30万元")}, None),
    ],
)
def test_levels_of_supports(changes, level):
    values = {"beneficiary": span("甲类企业"), "amount": span("50万元")}
    gold = document(supports=[Support(id="s1", clause="c1", **values)])
    predicted = document(supports=[Support(id="s1", clause="c1", **(values | changes))])
    rows = score(gold, predicted).rows
    levels = ["found", "loose", "strict"]
    reached = levels.index(level) if level else -1
    assert [rows[f"supports {name}"].hit for name in levels] == [int(i <= reached) for i in range(3)]


def test_metadata_counts_each_field():
    gold = document(metadata=Metadata(title="某某办法", issuers=["某市人民政府"]))
    row = score(gold, document()).rows["metadata"]
    assert (row.hit, row.gold) == (len(Metadata.model_fields) - 1, len(Metadata.model_fields))


def test_another_text_is_refused(tmp_path):
    gold, predicted = tmp_path / "gold", tmp_path / "out"
    for folder, text in ((gold, TEXT), (predicted, TEXT + "。")):
        folder.mkdir()
        whole = document().model_copy(update={"text": text})
        (folder / "d.json").write_text(whole.model_dump_json(), encoding="utf-8")
    with pytest.raises(MismatchError, match="text differs"):
        evaluate(gold, None, extracted(predicted))


def test_a_missing_document_and_an_empty_folder_are_refused(tmp_path):
    with pytest.raises(LabelError, match="no labels"):
        evaluate(tmp_path, None, extracted(tmp_path))
    (tmp_path / "d.json").write_text(document().model_dump_json(), encoding="utf-8")
    with pytest.raises(MismatchError, match="missing"):
        evaluate(tmp_path, None, extracted(tmp_path / "out"))
    (tmp_path / "d.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LabelError, match="clauses"):
        evaluate(tmp_path, None, extracted(tmp_path))
