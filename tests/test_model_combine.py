"""Rules and model together: who decides on what, by the policy; models here are made by hand."""

import importlib
import json
import subprocess
import sys

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.combine import systems
from pipeline.combine.decide import Decider
from pipeline.combine.policy import LABELS, POLICY, Policy, PolicyError, read_policy
from pipeline.extract import extract_text
from pipeline.recognize import characters, model
from pipeline.recognize.tags import Scheme, Tag

TEXT = """某市促进科技创新若干措施

一、市财政局负责落实资金。名单见市科技局网站。

二、总的资金为5亿元。给予企业50万元奖励。

三、2027年12月31日。
"""


def policy(**choices):
    """Rules decide but where said otherwise: label (with _ for :) → (use, min)."""
    rules = {"use": "rules", "reason": "x"}
    chosen = dict.fromkeys(LABELS, rules)
    for name, (use, sure) in choices.items():
        chosen[name.replace("_", ":")] = {"use": use, "min": sure, "confidence": 0.6, "reason": "x"}
    return Policy.model_validate({"labels": chosen})


class Made:
    """Tags given words; remembers which sentences it was asked about."""

    name = "made@1"

    def __init__(self, **tags):
        self.tags = {word: (label.replace("_", ":"), p) for word, (label, p) in tags.items()}
        self.asked = []

    def tag(self, sentences):
        self.asked += sentences
        return [
            [Tag(s.index(w), s.index(w) + len(w), *what) for w, what in self.tags.items() if w in s]
            for s in sentences
        ]


def both(made, **choices):
    return extract_text(TEXT, decide=Decider("both", made, policy(**choices)))


def units(document):
    return {unit.text: (unit.role, unit.found_by.partition(".")[0]) for unit in document.units}


def test_the_model_fills_what_the_rules_leave_open():
    made = Made(市科技局=("unit:responsible", 0.9))
    document = both(made, unit_responsible=("fill", 0.8))
    assert units(document)["市科技局"] == ("responsible", "model:made@1")
    (unit,) = (u for u in document.units if u.text == "市科技局")
    assert unit.confidence == 0.6  # as measured, whatever the model thinks
    assert TEXT[unit.start : unit.end] == "市科技局"
    assert unit.place == "text"
    assert made.asked == ["名单见市科技局网站。"]  # nothing else is open
    assert units(extract_text(TEXT)) == {k: v for k, v in units(document).items() if k != "市科技局"}


@pytest.mark.parametrize("tags", [{"市科技局": ("unit:responsible", 0.7)}, {"市科技局": ("unit:lead", 0.99)}])
def test_an_unsure_tag_and_a_label_that_is_not_asked_change_nothing(tags):
    assert both(Made(**tags), unit_responsible=("fill", 0.8)) == extract_text(TEXT)


def test_a_tag_with_other_borders_means_the_name():
    document = both(Made(见市科技局=("unit:responsible", 0.9)), unit_responsible=("fill", 0.8))
    assert "市科技局" in units(document)


def test_only_correct_overrules_the_rules():
    made = Made(市财政局=("unit:lead", 0.95))
    assert units(both(made, unit_lead=("fill", 0.5)))["市财政局"][0] == "responsible"
    assert units(both(made, unit_lead=("correct", 0.5)))["市财政局"] == ("lead", "model:made@1")
    assert units(both(made, unit_lead=("correct", 0.99)))["市财政局"][0] == "responsible"


def test_a_sum_keeps_its_value_in_another_role():
    rules = {amount.text: amount for amount in extract_text(TEXT).amounts}
    document = both(Made(**{"50万元": ("amount:budget", 0.9)}), amount_budget=("correct", 0.8))
    found = {amount.text: amount for amount in document.amounts}
    assert found["50万元"].role == "budget"
    assert found["50万元"].min == rules["50万元"].min == 500000
    assert not [s for s in document.supports if s.amount and s.amount.text == "50万元"]  # linked by its role
    assert found["5亿元"] == rules["5亿元"]


def test_a_date_s_days_follow_its_role():
    document = both(Made(**{"2027年12月31日": ("date:expiry", 0.9)}), date_expiry=("correct", 0.8))
    (day,) = document.dates
    assert (day.role, day.end_date, day.found_by) == ("expiry", "2027-12-31", "model:made@1")


def test_the_model_alone_links_nothing():
    made = Made(市科技局=("unit:support", 0.7), **{"50万元": ("amount:award", 0.8)})
    document = extract_text(TEXT, decide=Decider("model", made, policy()))
    assert units(document) == {"市科技局": ("support", "model:made@1")}
    assert [(a.text, a.role, a.confidence) for a in document.amounts] == [("50万元", "award", 0.8)]
    assert not (document.dates or document.goals or document.supports)
    assert document.clauses == extract_text(TEXT).clauses


PHRASES = """某市促进科技创新若干措施

一、对首次认定的高新技术企业，给予20万元奖励。

二、一次性给予30%补助。

三、到2027年，全市研发经费投入强度达到3.2%。
"""


def linked(made, **choices):
    return extract_text(PHRASES, decide=Decider("both", made, policy(**choices)))


def test_borders_of_phrases_are_corrected_where_the_policy_says():
    made = Made(认定的高新技术企业=("beneficiary", 0.9))
    plain = extract_text(PHRASES).supports[0]
    assert linked(made, beneficiary=("fill", 0.5)).supports[0] == plain
    found = linked(made, beneficiary=("correct", 0.5)).supports[0]
    assert (found.beneficiary.text, found.found_by) == ("认定的高新技术企业", "model:made@1")
    assert (found.amount, found.min, found.form) == (plain.amount, plain.min, plain.form)
    assert linked(made, beneficiary=("correct", 0.95)).supports[0] == plain


def test_an_indicator_is_corrected():
    made = Made(研发经费投入强度=("indicator", 0.9))
    (plain,), (goal,) = extract_text(PHRASES).goals, linked(made, indicator=("correct", 0.5)).goals
    assert goal.indicator.text == "研发经费投入强度"
    assert (goal.value, goal.unit, goal.by) == (plain.value, plain.unit, plain.by)


def test_a_phrase_elsewhere_changes_nothing():
    made = Made(一次性=("beneficiary", 0.9), 全市=("indicator", 0.9))
    assert linked(made, indicator=("correct", 0.5)) == extract_text(PHRASES)


# The policy


def test_the_shipped_policy_gives_each_label_its_reason():
    assert set(read_policy().labels) == set(LABELS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"unit:lead": None}, "unit:lead"),
        ({"unit:boss": {"use": "rules", "reason": "x"}}, "unit:boss"),
        ({"goal": {"use": "fill", "min": 0.5, "confidence": 0.5, "reason": "x"}}, "linkers"),
        ({"unit:lead": {"use": "fill", "reason": "x"}}, "min"),
        ({"unit:lead": {"use": "rules", "min": 0.5, "reason": "x"}}, "min"),
        ({"unit:lead": {"use": "rules", "reason": ""}}, "reason"),
        ({"unit:lead": {"use": "rules"}}, "reason"),
        ({"unit:lead": {"use": "vote", "reason": "x"}}, "vote"),
    ],
)
def test_a_policy_that_is_wrong_is_refused(tmp_path, change, told):
    values = yaml.safe_load(POLICY.read_text("utf-8"))
    values["labels"] = {k: v for k, v in (values["labels"] | change).items() if v is not None}
    file = tmp_path / "policy.yaml"
    file.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    with pytest.raises(PolicyError, match=told):
        read_policy(file)


# The command line


@pytest.fixture
def asked(monkeypatch):
    """A policy that asks the model, whatever the shipped one says."""
    monkeypatch.setattr(systems, "read_policy", lambda: policy(unit_responsible=("fill", 0.5)))
    systems.decider.cache_clear()
    yield
    systems.decider.cache_clear()


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def run(*arguments):
    return CliRunner().invoke(main, ["extract", "--format", "json", *map(str, arguments)])


def test_without_a_model_both_falls_back_to_the_rules(asked, paper, tmp_path):
    done = run(paper, "--system", "both", "--model", tmp_path)
    assert done.exit_code == 0
    assert done.stdout == run(paper).stdout
    assert done.stderr.splitlines()[0].startswith("the rules decide alone: ")
    assert "there is no model" in done.stderr


def test_without_a_model_the_model_alone_fails(asked, paper, tmp_path):
    done = run(paper, "--system", "model", "--model", tmp_path)
    assert done.exit_code == 1
    assert "there is no model" in done.stderr


def test_without_onnxruntime_it_says_what_to_install(asked, paper, made_model, monkeypatch):
    def missing(name, *_):
        raise ImportError(name)

    monkeypatch.setattr(model.importlib, "import_module", missing)
    done = run(paper, "--system", "both", "--model", made_model)
    assert done.exit_code == 0
    assert "pip install onnxruntime" in done.stderr


def test_a_system_that_is_none_is_refused():
    with pytest.raises(ValueError, match="vote"):
        systems.decider("vote")


def test_rules_load_neither_model_nor_numpy(paper):
    code = (
        "import sys\nfrom pipeline.extract import extract\n"
        f"extract({str(paper)!r})\n"
        "print([n for n in ('numpy', 'onnxruntime', 'torch', 'transformers') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def made_model(tmp_path):
    """The files of a model whose weights are none; enough to be checked."""
    folder = tmp_path / "model"
    folder.mkdir()
    characters.write((*characters.SPECIALS, *"市科技局"), folder / model.VOCABULARY)
    config = model.Config(name="made", version="1", positions=256, layers={"units": ["unit:responsible"]})
    (folder / model.CONFIG).write_text(config.model_dump_json())
    (folder / model.WEIGHTS).write_bytes(b"")
    (folder / model.SUMS).write_text(model.sums(folder))
    return folder


@pytest.fixture
def network(made_model):
    """A network of one look-up: 市 begins a unit, 科技局 go on with it, all else is none."""
    onnx = pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    scheme = Scheme({"units": ["unit:responsible"]})
    known = characters.read(made_model / model.VOCABULARY)
    table = np.zeros((len(known), scheme.width), dtype=np.float32)
    table[:, 0] = 5
    for i, character in enumerate("市科技局"):
        table[known.ids(character)[0]] = (0, 9, 0) if i == 0 else (0, 0, 9)
    helper, kinds = onnx.helper, onnx.TensorProto
    shape = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(n, kinds.INT64, shape) for n in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("scores", kinds.FLOAT, [*shape, scheme.width])
    node = helper.make_node("Gather", ["table", "input_ids"], ["scores"])
    graph = helper.make_graph([node], "g", inputs, [output], [onnx.numpy_helper.from_array(table, "table")])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(made, str(made_model / model.WEIGHTS))
    (made_model / model.SUMS).write_text(model.sums(made_model))
    return made_model


def test_the_commands_use_the_model(asked, paper, network):
    done = run(paper, "--system", "both", "--model", network)
    assert not done.stderr
    found = {unit["text"]: unit["found_by"] for unit in json.loads(done.stdout)["units"]}
    assert found["市科技局"] == "model:made@1"


def test_what_the_model_found_is_explained(asked, paper, network):
    arguments = ["explain", str(paper), "--system", "both", "--model", str(network)]
    done = CliRunner().invoke(main, [*arguments, "--at", str(TEXT.index("市科技局"))])
    assert "model:made@1" in done.output
    assert "so the model reads" in done.output


def test_workers_load_the_model_each(asked, paper, network, tmp_path):
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    arguments = [paper, tmp_path / "b.txt", "--system", "model", "--model", network]
    done = run(*arguments, "--workers", "2")
    assert done.exit_code == 0, done.stderr
    one = [json.loads(line)["units"] for line in run(*arguments).stdout.splitlines()]
    assert [json.loads(line)["units"] for line in done.stdout.splitlines()] == one
    assert one[0]


def test_two_systems_are_scored_side_by_side(asked, root, network):
    gold, docs = root / "annotations" / "gold", root / "corpora" / "samples"
    arguments = ["evaluate", "--gold", gold, "--docs", docs, "--split", "train", "--model", network]
    done = CliRunner().invoke(main, [*map(str, arguments), "--system", "rules", "--system", "both"])
    assert done.exit_code == 0, done.output
    assert "rules" in done.output
    assert "both" in done.output


def test_the_policy_is_chosen_by_what_the_model_brings(root, network, tmp_path):
    pytest.importorskip("onnxruntime")
    choosing = importlib.import_module("pipeline.training.policy")
    gold, docs, file = root / "annotations" / "gold", root / "corpora" / "samples", tmp_path / "policy.yaml"
    tagger = model.Tagger(network)
    (one, *_) = choosing.samples([(gold, docs)])
    chosen, rows = choosing.choose([one], tagger)
    file.write_text(choosing.as_yaml(chosen, tagger.name), encoding="utf-8")
    assert read_policy(file) == chosen
    assert [row[0] for row in rows[: len(LABELS)]] == list(LABELS)
    assert chosen.labels["goal"].use == "rules"


def test_of_choices_that_gain_alike_the_most_cautious_is_taken():
    choosing = importlib.import_module("pipeline.training.policy")

    def trial(gain, sure, use="fill"):
        choice = policy(unit_lead=(use, sure)).labels["unit:lead"]
        return choosing.Trial("unit:lead", choice, gain, choosing.Counts(99, 20, 15, 15), 0.9, False)

    tried = [
        trial(0.01, 0.8),
        trial(0.012, 0.9),
        trial(0.0095, 0.95),
        trial(0.004, 0.97),
        trial(0.011, 0.97, "correct"),
    ]
    assert choosing.cautious(tried).choice.min == 0.95
    assert choosing.cautious([trial(0.001, 0.8), trial(0.0, 0.9)]).choice.min == 0.8


def test_only_what_helps_is_taken():
    choosing = importlib.import_module("pipeline.training.policy")
    tried = policy(unit_lead=("fill", 0.5)).labels["unit:lead"]

    def trial(gain, items, right, harms=False):
        return choosing.Trial("unit:lead", tried, gain, choosing.Counts(9, items, right, right), 0.9, harms)

    assert trial(0.01, 10, 7).helps
    assert not trial(0.001, 10, 7).helps  # too little
    assert not trial(0.01, 10, 4).helps  # more wrong than right
    assert not trial(0.01, 3, 3).helps  # chance
    assert not trial(0.01, 10, 7, harms=True).helps  # better here, worse there
