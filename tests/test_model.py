"""The model as it is used: characters, layers of tags, decoding, the files and their sums."""

import hashlib

import numpy as np
import pytest

from pipeline.recognize import characters, model
from pipeline.recognize.tags import LAYERS, Scheme, Tag


@pytest.fixture
def known():
    return characters.Characters([*characters.SPECIALS, "\n", *"一二三A ，。"])


def test_every_character_is_one_token(known):
    assert len(known.ids("一A\n未 𠮷")) == 6
    assert list(known.ids("未")) == [known.unknown]
    assert known.ids("").shape == (0,)


def test_a_vocabulary_comes_back_from_its_file(known, tmp_path):
    file = tmp_path / "vocabulary.txt"
    characters.write(known.entries, file)
    assert characters.read(file).entries == known.entries


@pytest.mark.parametrize("entries", [["[PAD]"], [*characters.SPECIALS, "一", "一"]])
def test_a_vocabulary_that_is_wrong_is_refused(entries):
    with pytest.raises(ValueError, match="vocabulary"):
        characters.Characters(entries)


def test_the_layers_hold_every_role_and_share_no_label():
    labels = [label for layer in LAYERS.values() for label in layer]
    assert len(labels) == len(set(labels))
    scheme = Scheme()
    assert scheme.width == sum(1 + 2 * len(layer) for layer in LAYERS.values())
    assert scheme.labels == tuple(labels)


def one_hot(scheme, targets):
    scores = np.full((1, len(targets), scheme.width), -5, dtype=np.float32)
    for i, part in enumerate(scheme.slices.values()):
        scores[0, np.arange(len(targets)), part.start + targets[:, i]] = 5
    return scores


@pytest.mark.parametrize(
    "tags",
    [
        [],
        [Tag(0, 3, "unit:lead"), Tag(3, 5, "unit:lead")],  # two that touch stay two
        [Tag(0, 9, "beneficiary"), Tag(2, 5, "date:duration"), Tag(4, 5, "amount:award")],
        [Tag(8, 10, "indicator"), Tag(5, 8, "goal")],
    ],
)
def test_tags_come_back_from_their_targets(tags):
    scheme = Scheme()
    (found,) = scheme.decode(one_hot(scheme, scheme.targets(tags, 10)), [10])
    assert [(t.start, t.end, t.label) for t in found] == sorted((t.start, t.end, t.label) for t in tags)
    assert all(0.99 < tag.probability <= 1 for tag in found)


def test_the_longer_of_two_spans_of_a_layer_stands():
    targets = Scheme().targets([Tag(2, 4, "beneficiary"), Tag(0, 6, "beneficiary")], 8)
    assert targets[:, list(LAYERS).index("supports")].tolist() == [1, 2, 2, 2, 2, 2, 0, 0]


def test_no_span_begins_inside():
    scheme = Scheme({"one": ["a", "b"]})
    scores = np.zeros((1, 3, 5), dtype=np.float32)
    scores[0, :, 2] = 9  # I of a everywhere, B nowhere
    scores[0, 0, 1] = 1
    (found,) = scheme.decode(scores, [3])
    assert [(tag.start, tag.end, tag.label) for tag in found] == [(0, 3, "a")]


def test_padding_is_not_read():
    scheme = Scheme({"one": ["a"]})
    scores = np.zeros((1, 4, 3), dtype=np.float32)
    scores[0, :, 0] = 1
    scores[0, 3, 1] = 9
    assert scheme.decode(scores, [3]) == [[]]


@pytest.mark.parametrize("text", ["", "短", "一" * 10, "一二，三四；五六七八九十，一二三", "一" * 35])
def test_the_pieces_of_a_sentence_are_the_sentence(text):
    pieces = list(model.cut(text, 10))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(0 < end - start <= 10 for start, end in pieces)


def test_a_long_sentence_is_cut_after_a_mark():
    text = "一二三，四五；六七，八九十一二三四五"
    assert [text[a:b] for a, b in model.cut(text, 10)] == ["一二三，四五；", "六七，八九十一二三四", "五"]


def test_batches_hold_what_they_may():
    assert [list(b) for b in model.batches([2, 2, 3, 9, 20], 10)] == [[0, 1, 2], [3], [4]]
    assert list(model.batches([], 10)) == []


def test_a_batch_is_padded_and_masked(known):
    ids, attention = model.encode(["一", "一二三"], known)
    assert ids.tolist()[0] == [known.begin, known.ids("一")[0], known.end, known.pad, known.pad]
    assert attention.tolist() == [[1, 1, 1, 0, 0], [1] * 5]


@pytest.fixture
def folder(tmp_path):
    for name in ("model.onnx", "vocabulary.txt", "config.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / "SHA256SUMS").write_text(model.sums(tmp_path))
    return tmp_path


def test_the_sums_are_those_of_sha256sum(folder):
    digest = hashlib.sha256(b"model.onnx").hexdigest()
    assert model.sums(folder).splitlines()[0] == f"{digest}  model.onnx"
    model.check(folder)


def test_a_damaged_file_is_named(folder):
    (folder / "vocabulary.txt").write_text("other")
    with pytest.raises(model.ModelError, match=r"vocabulary\.txt: is damaged"):
        model.Tagger(folder)


def test_a_missing_model_is_told(tmp_path):
    with pytest.raises(model.ModelError, match=r"there is no model in it .*model\.onnx"):
        model.Tagger(tmp_path)


def test_a_config_with_an_unknown_key_is_refused(folder):
    (folder / "config.json").write_text('{"name": "a", "version": "1", "positions": 9, "layers": {}, "x": 1}')
    (folder / "SHA256SUMS").write_text(model.sums(folder))
    with pytest.raises(model.ModelError, match="x"):
        model.Tagger(folder)
