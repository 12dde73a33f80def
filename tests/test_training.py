"""Training: what is learnt from, and a run of every step with a tiny encoder on the shipped corpus."""

import csv
import gzip
import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner

from pipeline.annotate import gold
from pipeline.annotate.splits import names_in
from pipeline.cli import main
from pipeline.extract import extract_text
from pipeline.normalize import normalize
from pipeline.recognize.characters import SPECIALS, Characters
from pipeline.recognize.model import Tagger
from pipeline.recognize.tags import Scheme, Tag
from pipeline.training import compare, corpus, examples, settings, start, vocabulary, weak
from pipeline.training.classifier import load
from pipeline.training.finetune import finetune, fit
from pipeline.training.frameworks import torch, transformers
from pipeline.training.machine import cpu_has_bfloat16
from pipeline.training.masking import Masking
from pipeline.training.measure import measure
from pipeline.training.pretrain import _places as places_of
from pipeline.training.pretrain import pretrain

MISSING = [n for n in ("torch", "transformers", "onnx", "onnxruntime") if importlib.util.find_spec(n) is None]
trains = pytest.mark.skipif(bool(MISSING), reason=f"needs the extra `train` ({', '.join(MISSING)} missing)")
quiet = pytest.mark.filterwarnings("ignore")  # the frameworks' own


# What is learnt from


@pytest.fixture(scope="module")
def labelled(root):
    return dict(gold.load(root / "annotations" / "gold", root / "corpora" / "samples"))


@pytest.mark.parametrize("name", ["s02", "s05", "s06", "s09"])  # as written, traditional, regional, wrapped
def test_tags_stand_on_the_words_of_their_labels(labelled, name):
    document = labelled[name]
    text = normalize(document.text).text
    units = {text[tag.start : tag.end] for tag in examples.tags(document) if tag.label.startswith("unit:")}
    assert units == {normalize(unit.text.replace("\n", "")).text for unit in document.units}


def test_only_the_named_splits_are_learnt_from(root):
    gold_folder, docs = root / "annotations" / "gold", root / "corpora" / "samples"
    splits = names_in(root / "annotations" / "splits.yaml", "gold", "train")
    learnt = examples.documents([settings.Labelled(gold=gold_folder, docs=docs, splits=("train",))])
    assert {Path(document.source.path).stem for document in learnt} == splits
    assert len(examples.documents([settings.Labelled(gold=gold_folder, docs=docs)])) > len(learnt)


def test_no_label_is_lost_on_the_way_to_sentences(labelled):
    for document in labelled.values():
        tags = examples.tags(document)
        kept = sum(len(example.tags) for example in examples.examples(document))
        assert kept >= 0.97 * len(tags)


def test_a_rule_s_confidence_comes_along():
    tags = examples.tags(extract_text("对首次认定的高新技术企业，给予20万元奖励。（责任单位：省科技厅）"))
    assert {"beneficiary", "amount:award", "unit:responsible"} <= {tag.label for tag in tags}
    assert all(0 < tag.probability <= 1 for tag in tags)


def test_examples_come_back_from_their_file(tmp_path):
    found = [
        examples.Example("省科技厅牵头", (Tag(0, 4, "unit:lead", 0.9),), 0.5),
        examples.Example("无", ()),
    ]
    examples.write(found, tmp_path / "weak.jsonl")
    assert examples.read(tmp_path / "weak.jsonl") == found


def test_held_out_documents_are_not_learnt(tmp_path):
    body = "".join(f"本市支持第{i}类企业开展技术改造和设备更新。" for i in range(5))
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "a.txt").write_text(body)
    (tmp_path / "raw.txt.gz").write_bytes(
        gzip.compress((body * 30 + "\n另一份文件说的是别的事情。\n").encode())
    )
    held_out = corpus.HeldOut([tmp_path / "dev"])
    assert list(corpus.documents(str(tmp_path / "*.gz"), held_out)) == ["另一份文件说的是别的事情。"]


def test_a_glob_without_a_file_is_told(tmp_path):
    with pytest.raises(corpus.CorpusError, match="no such file"):
        corpus.files(str(tmp_path / "*.txt"))


def test_too_large_a_source_is_thinned_evenly(tmp_path):
    lines = "".join(f"第{i}行说的是一件事情。\n" for i in range(4000))
    (tmp_path / "a.txt").write_text(lines)
    source = settings.Source(files=str(tmp_path / "a.txt"), weight=1, characters=len(lines) // 4)
    texts = corpus.load(source, corpus.HeldOut([]))
    assert 0.1 * len(lines) < sum(map(len, texts)) <= 0.3 * len(lines)
    assert "第3" in texts[-1]


def test_rare_characters_have_no_entry():
    entries = vocabulary.build(["一一一二"], min_count=2)
    assert tuple(entries[: len(SPECIALS)]) == SPECIALS
    assert "一" in entries and "二" not in entries and "~" in entries and "\n" in entries


def test_masking_hides_runs_of_letters_in_their_share():
    characters = Characters(vocabulary.build(["一二三四五六七八九十，"], 1))
    ids = np.tile(characters.ids("一二三四五六七八九十，" * 10), (64, 1))
    masked = Masking(characters, 0.2)(ids, np.random.default_rng(0))
    assert 0.17 < masked.chosen.mean() < 0.23
    assert not masked.chosen[ids == characters.ids("，")[0]].any()
    assert (masked.ids == ids)[~masked.chosen].all()
    hidden = (masked.ids == characters.mask)[masked.chosen].mean()
    assert 0.75 < hidden < 0.85


def test_characters_with_the_same_neighbours_begin_alike():
    stream = np.array([5, 6, 7, 5, 8, 7, 5, 6, 7, 5, 8, 7, 9, 10, 9, 11] * 50, dtype=np.uint16)
    vectors = start.vectors(start.together([stream], [1.0], 12), 8, np.random.default_rng(0))
    near = vectors[6] @ vectors[8]
    assert near > vectors[6] @ vectors[10]
    assert np.isclose(vectors.std(), 1)


def test_rules_and_model_agree_or_the_sentence_is_left_out():
    class Sure:
        def tag(self, sentences):
            return [[Tag(0, 4, "unit:lead", 0.9)] for _ in sentences]

    lead = examples.Example("省科技厅牵头", (Tag(0, 4, "unit:lead", 0.7),))
    found = [lead, replace(lead, tags=()), replace(lead, tags=(Tag(0, 3, "unit:lead", 0.7),))]
    assert weak.agreed(found, Sure(), 0.8) == [lead]
    assert weak.agreed(found, Sure(), 0.95) == []


def test_weak_labels_have_tempting_sentences_without_one(tmp_path):
    text = (
        "对首次认定的企业给予20万元奖励。\n本办法所称企业，是指在本市注册的法人。\n今天天气很好，阳光明媚。\n"
    )
    (tmp_path / "a.txt").write_text(text)
    found = weak.weak_labels(settings.WeakLabels(texts=(str(tmp_path / "a.txt"),)))
    assert [(example.text[:6], bool(example.tags)) for example in found] == [
        ("对首次认定的", True),
        ("本办法所称企", False),
    ]
    assert all(0 < example.weight <= 1 for example in found)


def test_spans_are_counted_by_label_and_by_kind():
    gold_tags = [Tag(0, 4, "unit:lead"), Tag(6, 9, "basis")]
    found = measure([gold_tags], [[Tag(0, 3, "unit:lead"), Tag(6, 9, "basis"), Tag(20, 22, "unit:support")]])
    assert (found.labels["basis"].f1, found.labels["unit:lead"].f1, found.labels["unit:lead"].close_f1) == (
        1,
        0,
        1,
    )
    assert (found.kinds["unit"].gold, found.kinds["unit"].predicted, found.kinds["unit"].close) == (1, 2, 1)
    assert (found.all.gold, found.all.predicted, found.all.exact, found.all.close) == (2, 3, 1, 2)


def test_what_the_model_alone_finds_is_told():
    gold_tags = [Tag(0, 4, "unit:lead"), Tag(10, 14, "unit:lead")]
    side = compare.Sides(
        gold_tags, gold_tags[:1], [*gold_tags, Tag(20, 24, "unit:lead", 0.5)], {"list": [], "text": gold_tags}
    )
    rows = {row[0]: row for row in compare.compare([side])}
    assert rows["unit"][-4:] == ["2", "1", "1", "1"]
    assert rows["units in text, recall"][4:8] == ["0.500", "2", "", "1.000"]


def test_params_are_checked(root, tmp_path):
    assert settings.load(root / "params.yaml").finetune.train[0].gold.name == "gold"
    (tmp_path / "params.yaml").write_text("train: {pretrain: {sources: [], stepz: 1}}")
    with pytest.raises(settings.SettingsError, match=r"pretrain\.stepz"):
        settings.load(tmp_path / "params.yaml")


def test_without_torch_the_command_says_what_to_install(root, monkeypatch, tmp_path):
    monkeypatch.setattr("pipeline.training.frameworks.importlib", SimpleNamespace(import_module=missing))
    params = tmp_path / "params.yaml"
    params.write_text(json.dumps(tiny(root)))
    result = CliRunner().invoke(
        main, ["train", "pretrain", "--params", str(params), "-o", str(tmp_path / "out")]
    )
    assert result.exit_code == 1
    assert "pip install 'zhengce[train]'" in result.output


def missing(name):
    raise ImportError(name)


def test_bfloat16_is_used_where_the_cpu_has_it(tmp_path):
    (tmp_path / "new").write_text("flags : fpu avx2 avx512_bf16\n")
    (tmp_path / "old").write_text("flags : fpu avx2\n")
    assert cpu_has_bfloat16(tmp_path / "new")
    assert not cpu_has_bfloat16(tmp_path / "old")
    assert not cpu_has_bfloat16(tmp_path / "none")


# A run of everything


def tiny(root, **finetune):
    """The settings of a run that takes seconds."""
    samples = {"gold": str(root / "annotations" / "gold"), "docs": str(root / "corpora" / "samples")}
    encoder = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 128}
    return {
        "train": {
            "pretrain": {
                "sources": [{"files": str(root / "corpora" / "samples" / "s1*.txt"), "weight": 1}],
                "encoder": {**encoder, "max_position_embeddings": 160},
                "min_count": 1, "steps": 6, "warmup": 2, "batch": 4, "length": 64, "save_every": 3, "log_every": 3,
                "bfloat16": True,
            },
            "finetune": {
                "base_model": "encoder", "train": [samples], "dev_share": 0.2, "epochs": 8, "patience": 8,
                "characters": 384, "learning_rate": 3e-3, "dropout": 0.0, "bfloat16": True, **finetune,
            },
        }
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    """An encoder, a fine-tuned checkpoint and an exported model, by the command line."""
    folder = tmp_path_factory.mktemp("training")
    params = folder / "params.yaml"
    params.write_text(json.dumps(tiny(root, base_model=str(folder / "encoder"))))
    for call in (
        ["pretrain", "-o", folder / "encoder", "--work", folder / "work"],
        ["finetune", "-o", folder / "tuned"],
        ["export", "--checkpoint", folder / "tuned", "-o", folder / "tagger"],
    ):
        result = CliRunner().invoke(main, ["train", call[0], "--params", str(params), *map(str, call[1:])])
        assert result.exit_code == 0, result.output
    return folder


@trains
@quiet
def test_every_step_leaves_its_figures(made):
    rows = list(csv.DictReader((made / "work" / "log.csv").open()))
    assert [int(row["step"]) for row in rows] == [3, 6]
    assert all(float(row["characters_per_second"]) > 0 for row in rows)
    rows = list(csv.DictReader((made / "tuned" / "metrics.csv").open()))
    assert [int(row["epoch"]) for row in rows] == list(range(1, 9))
    assert float(rows[-1]["loss"]) < float(rows[0]["loss"])
    assert max(float(row["close_f1"]) for row in rows) > 0.2


@trains
@quiet
def test_a_student_learns_what_its_teachers_say(root, made, tmp_path, labelled):
    values = settings.Training.model_validate(
        tiny(root, base_model=str(made / "encoder"))["train"] | {"distill": {"epochs": 6}}
    )
    sentences = [e for name in ("s02", "s03") for e in examples.examples(labelled[name])]
    texts_only = [examples.Example(e.text, ()) for e in sentences]
    finetune(values.distilling, texts_only, tmp_path / "student", [made / "tuned"])
    teacher, student = (load(str(folder), Scheme()) for folder in (made / "tuned", tmp_path / "student"))
    fitted = fit(sentences, teacher.positions - 2)
    said = teacher.tag(fitted)
    assert measure(said, student.tag(fitted)).all.close_f1 > 0.3
    assert values.distilling.epochs == 6
    assert values.distilling.learning_rate == values.finetune.learning_rate


@trains
@quiet
def test_a_run_that_stopped_goes_on_as_if_it_had_not(root, made, tmp_path):
    values = settings.Training.model_validate(tiny(root)["train"]).pretrain

    class Killed(Exception):
        pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.training.pretrain._places", once_more(3, Killed))
        with pytest.raises(Killed):
            pretrain(values, tmp_path / "encoder", tmp_path / "work")
    pretrain(values, tmp_path / "encoder", tmp_path / "work")
    at_once, resumed = (
        torch().load(folder / "work" / "state.pt", weights_only=True)["model"] for folder in (made, tmp_path)
    )
    assert all(torch().equal(at_once[name], resumed[name]) for name in at_once)


@trains
@quiet
def test_an_encoder_made_earlier_is_gone_on_from(root, made, tmp_path):
    values = settings.Training.model_validate(tiny(root)["train"]).pretrain
    further = values.model_copy(update={"go_on_from": made / "encoder", "steps": 1, "learning_rate": 1e-9})
    pretrain(further, tmp_path / "encoder", tmp_path / "work")
    for name in ("vocabulary.txt", "model.safetensors"):
        assert (tmp_path / "encoder" / name).read_bytes() == (made / "encoder" / name).read_bytes()


def once_more(calls, error):
    """A stand-in for _places that fails after so many calls."""

    def places(*arguments):
        nonlocal calls
        calls -= 1
        if calls < 0:
            raise error
        return places_of(*arguments)

    return places


@trains
@quiet
def test_the_exported_model_is_small_and_finds_what_the_checkpoint_finds(root, made, labelled):
    tuned = load(str(made / "tuned"), Scheme())
    found = fit([e for d in labelled.values() for e in examples.examples(d)], tuned.positions - 2)
    tagger = Tagger(made / "tagger")
    assert sum(file.stat().st_size for file in (made / "tagger").iterdir()) <= 12e6
    assert tagger.name == "tagger@1"
    wanted = [example.tags for example in found]
    exact = measure(wanted, tuned.tag(found)).all.close_f1
    small = measure(wanted, tagger.tag([example.text for example in found])).all.close_f1
    assert abs(exact - small) <= 0.003


@trains
@quiet
def test_the_model_needs_neither_torch_nor_transformers(made):
    code = (
        "import sys; from pathlib import Path; from pipeline.recognize.model import Tagger;"
        f"found = Tagger(Path({str(made / 'tagger')!r})).tag(['省科技厅牵头。', '', '给予20万元奖励，' * 60]);"
        "assert len(found) == 3 and not found[1], found;"
        "assert not {'torch', 'transformers', 'onnx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@trains
@quiet
def test_the_order_and_company_of_sentences_do_not_matter(made, labelled):
    tagger = Tagger(made / "tagger")
    texts = [e.text for e in examples.examples(labelled["s02"])]
    together = tagger.tag(texts)
    assert [[(t.start, t.end, t.label) for t in tags] for tags in tagger.tag(texts[::-1])[::-1]] == [
        [(t.start, t.end, t.label) for t in tags] for tags in together
    ]


@trains
@quiet
def test_rules_and_model_are_measured_side_by_side(root, made, tmp_path):
    call = ["train", "measure", "--model", made / "tagger", "--gold", root / "annotations" / "gold"]
    call += ["--docs", root / "corpora" / "samples", "--csv", tmp_path / "figures.csv"]
    result = CliRunner().invoke(main, [str(part) for part in call])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader((tmp_path / "figures.csv").open()))
    assert rows[0]["label"] == "all"
    assert {"unit", "beneficiary", "units in text, recall"} <= {row["label"] for row in rows}


@trains
@quiet
def test_any_hugging_face_checkpoint_can_be_the_base(root, tmp_path):
    words = [
        *SPECIALS,
        *sorted({c for c in (root / "corpora" / "samples" / "s01.txt").read_text("utf-8") if c.strip()}),
    ]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers().BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path / "base")
    config = transformers().BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    transformers().BertForMaskedLM(config).save_pretrained(tmp_path / "base")
    values = settings.Training.model_validate(
        tiny(root, base_model=str(tmp_path / "base"), epochs=1)["train"]
    )
    finetune(values.finetune, [], tmp_path / "tuned")
    tuned = load(str(tmp_path / "tuned"), Scheme())
    assert len(tuned.characters) == len(words)
    assert tuned.positions == 512
