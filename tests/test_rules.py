"""Every rule against its own examples."""

import pytest

from pipeline import extract, extract_text
from pipeline.rules.loader import (
    CueRule,
    Example,
    PatternRule,
    RuleError,
    _build,
    cues,
    decisions,
    patterns,
    reasons,
    rule_files,
)
from pipeline.types import Span

PATTERNS = [(file, rule) for file in rule_files() for rule in patterns(file)]
DECISIONS = [(file, rule) for file in rule_files() for rule in decisions(file).values()]
CUES = [(file, rule) for file in rule_files() for rule in cues(file)]


def _id(case):
    return f"{case[0]}:{case[1].id}"


@pytest.mark.parametrize("case", PATTERNS, ids=_id)
def test_pattern_examples(case):
    rule = case[1]
    for example in map(Example, rule.matches):
        assert example.span in rule.spans(example.text), example
    for example in map(Example, rule.rejects):
        spans = rule.spans(example.text)
        assert (example.span not in spans) if example.span else not spans, example


@pytest.mark.parametrize("case", CUES, ids=_id)
def test_cue_examples(case):
    rule = case[1]
    for example in map(Example, rule.matches):
        assert rule.fires(example.text, *example.span), example
    for example in map(Example, rule.rejects):
        assert not rule.fires(example.text, *example.span), example


def _found_by(text):
    """The rules by which the recipe finds spans in a text: (start, end) → rules."""
    document = extract_text(text)
    found = {}
    for label in ("amounts", "dates", "units", "goals", "supports"):
        for item in getattr(document, label):
            span = item if isinstance(item, Span) else item.amount or item.cap or item.beneficiary
            if span is not None:
                found.setdefault((span.start, span.end), set()).add(item.found_by.removeprefix("rule:"))
    return found


@pytest.mark.parametrize("case", DECISIONS, ids=_id)
def test_decision_examples(case):
    rule = case[1]
    for example in map(Example, rule.matches):
        assert rule.id in _found_by(example.text).get(example.span, ()), example
    for example in map(Example, rule.rejects):
        assert rule.id not in _found_by(example.text).get(example.span, ()), example


def test_everything_found_in_the_sample_documents_has_a_rule_with_a_reason(root):
    known = reasons()
    for file in sorted((root / "corpora" / "samples").iterdir()):
        document = extract(file)
        for label in ("amounts", "dates", "units", "goals", "supports"):
            for item in getattr(document, label):
                assert item.found_by.removeprefix("rule:") in known, (file.name, item)


def test_ids_are_unique():
    ids = [rule.id for _, rule in PATTERNS + CUES + DECISIONS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"reason": ""}, "reason"),
        ({"matches": []}, "matches"),
        ({"rejects": []}, "rejects"),
        ({"matches": ["no mark"]}, "marks"),
        ({"patern": "x"}, "patern"),
        ({"pattern": "⟨nothing⟩"}, "nothing"),
        ({"pattern": "("}, "unterminated"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(changes, word):
    raw = {"id": "a.b", "reason": "long enough", "pattern": "5G", "matches": ["⟦5G⟧"], "rejects": ["4G"]}
    with pytest.raises(RuleError, match=r"x\.yaml, rule a\.b") as info:
        _build(PatternRule, raw | changes, {}, "x.yaml")
    assert word in str(info.value)


def test_a_cue_has_to_look_somewhere():
    raw = {"id": "a.b", "reason": "long enough", "matches": ["⟦5G⟧"], "rejects": ["⟦4G⟧"]}
    with pytest.raises(RuleError, match="before"):
        _build(CueRule, raw, {}, "x.yaml")
