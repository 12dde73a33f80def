"""Agreement against cases worked out by hand."""

import pytest

pytest.importorskip("nltk", reason="the extra `agreement` is not installed")

from made import TEXT, document, mention

from pipeline.evaluation import Scores, score_document
from pipeline.evaluation.agreement import agreement
from pipeline.types import Clause, Unit

MIDDLE = TEXT.index("由市财政局")


def unit(words, role, clause):
    return mention(Unit, words, role=role, place="text").model_copy(update={"clause": clause})


def labelling(*units):
    clauses = [
        Clause(id="c1", number="0", depth=0, start=0, end=MIDDLE),
        Clause(id="c2", number="end", depth=0, start=MIDDLE, end=len(TEXT)),
    ]
    return document(clauses=clauses, units=list(units))


def of_units(*pairs):
    scores = Scores(tuple(score_document(str(i), a, b) for i, (a, b) in enumerate(pairs)))
    return next(one for one in agreement(scores) if one.label == "units")


LEAD = unit("甲类企业", "lead", "c1")
OTHER_ROLE = unit("甲类企业", "support", "c1")
OTHER = unit("市财政局", "support", "c2")


def test_perfect_agreement():
    both = labelling(LEAD, OTHER)
    one = of_units((both, both))
    assert (one.first, one.second, one.found, one.strict, one.kappa) == (2, 2, 1.0, 1.0, 1.0)


def test_kappa_is_chance_corrected():
    """Of 4 pairs 3 agree; by chance (3·2 + 1·2) / 16 = 1/2 would: kappa is (3/4 - 1/2) / (1/2)."""
    first = labelling(LEAD, OTHER), labelling(LEAD, unit("市财政局", "lead", "c2"))
    second = labelling(LEAD, OTHER), labelling(OTHER_ROLE, unit("市财政局", "lead", "c2"))
    one = of_units(*zip(first, second, strict=True))
    assert one.pairs == 4
    assert one.kappa == pytest.approx(0.5)


def test_alpha_is_over_clauses():
    """Two clauses, one disagreement: observed 1/2; expected 1 - (3·2 + 1·0) / (4·3) = 1/2, so alpha is 0."""
    one = of_units((labelling(LEAD, OTHER), labelling(LEAD)))
    assert one.clauses == 2
    assert one.alpha == pytest.approx(0.0)


def test_what_is_not_defined_is_none():
    one = of_units((labelling(LEAD), labelling(LEAD)))
    assert one.kappa is None  # a single role: no agreement beyond chance can be told
    assert of_units((labelling(), labelling())).alpha is None
