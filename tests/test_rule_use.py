"""What each rule does, counted on texts made for it."""

from pipeline import extract_text
from pipeline.evaluation import score_document
from pipeline.evaluation.rule_use import rule_uses
from pipeline.report.rule_use import rule_uses_csv

TEXT = "某市若干措施\n一、支持企业。对获评的企业给予50万元奖励。（责任单位：市财政局）\n"


def test_firing_deciding_and_being_right():
    document = extract_text(TEXT)
    (amount,) = document.amounts
    wrong = document.model_copy(update={"amounts": [amount.model_copy(update={"role": "budget"})]})
    for gold, strict in ((document, 1), (wrong, 0)):
        uses = rule_uses([document], [score_document("d", gold, document)])
        use = uses.rules["amount.award.given"]
        assert (use.fires, use.decides, use.labelled, use.strict, use.loose) == (1, 2, 2, 1 + strict, 2)
    assert uses.rules["money.scaled"].fires == 1


def test_a_spurious_item_counts_against_its_rule():
    document = extract_text(TEXT)
    gold = document.model_copy(update={"amounts": [], "supports": []})
    use = rule_uses([document], [score_document("d", gold, document)]).rules["amount.award.given"]
    assert (use.spurious, use.precision) == (2, 0.0)


def test_idle_rules_and_the_table():
    uses = rule_uses([extract_text(TEXT)])
    idle = {rule.id for rule in uses.idle}
    assert "money.scaled" not in idle
    assert "quantity.zero" in idle
    assert all(uses.rules[id].fires == 0 for id in idle)
    assert len(rule_uses_csv(uses).splitlines()) == len(uses.rules) + 1


def test_cues_that_contradict_each_other_are_counted():
    """A measure (营业收入) makes a sum a threshold, a verb (达到) a goal: where both stand, their order decides."""
    uses = rule_uses([extract_text("某市办法\n一、支持企业。年营业收入达到5000万元的企业，给予支持。\n")])
    assert any({"threshold", "goal"} == {a.split(".")[1], b.split(".")[1]} for a, b in uses.conflicts)
