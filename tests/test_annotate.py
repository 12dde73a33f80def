"""Labels as quotes, and the shipped labels."""

import json

import pytest

from pipeline.annotate import gold, labels, offsets, quotes
from pipeline.annotate.quotes import LabelError
from pipeline.annotate.splits import SplitError, names_in, read_splits
from pipeline.readers import from_text, read

TEXT = "某市办法\n一、奖励。给予甲10万元，给予乙10万元。\n（一）条件。\n本办法自发布之日起施行。\n"


def convert(values, text):
    return quotes.resolve(quotes.parse(values), from_text(text))


def label_file(**clause):
    first = {"number": "0", "at": "某市办法"}
    second = {"number": "一", "at": "一、奖励", "heading": "奖励"} | clause
    third = {"number": "（一）", "at": "（一）", "parent": "一、奖励"}
    return {"doc": "a", "meta": {}, "clauses": [third, first, second, {"number": "end", "at": "本办法自"}]}


def amount(**values):
    return {"q": "10万元", "min": 100000, "max": 100000, "bound": "exact", "role": "award"} | values


def test_quotes_become_offsets():
    support = {"beneficiary": "乙", "amount": "10万元", "amount_nth": 2}
    document = convert(label_file(amounts=[amount(), amount(nth=2, freq="once")], supports=[support]), TEXT)
    assert [item.start for item in document.amounts] == [TEXT.index("10"), TEXT.rindex("10")]
    assert [item.id for item in document.amounts] == ["a1", "a2"]
    assert document.supports[0].amount.start == TEXT.rindex("10")
    assert (document.supports[0].min, document.supports[0].freq) == (100000, "once")


def test_clauses_are_sorted_and_nested():
    clauses = convert(label_file(), TEXT).clauses
    assert [(c.number, c.depth, c.parent, c.kind) for c in clauses] == [
        ("0", 0, None, "preamble"),
        ("一", 1, None, "section"),
        ("（一）", 2, "c2", "section"),
        ("end", 0, None, "closing"),
    ]
    assert [c.start for c in clauses[1:]] == [c.end for c in clauses[:-1]]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (label_file(amounts=[amount(q="20万元")]), "20万元"),
        (label_file(amounts=[amount(nth=3)]), "3 times"),
        (label_file(amounts=[amount(role="prize")]), "prize"),
        (label_file(at="二、奖励"), "二、奖励"),
    ],
)
def test_a_wrong_label_is_refused_by_name(wrong, word):
    with pytest.raises(LabelError, match=word):
        convert(wrong, TEXT)


def test_a_wrong_file_is_named(tmp_path):
    (tmp_path / "a.json").write_text(
        '{"doc": "a", "meta": {}, "clauses": [{"number": "0", "at": "not there"}]}'
    )
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(LabelError, match=r"a\.json"):
        list(gold.load(tmp_path, tmp_path))


def test_a_misspelt_key_is_refused():
    with pytest.raises(LabelError, match="beneficary"):
        convert(label_file(supports=[{"beneficary": "乙", "amount": "10万元"}]), TEXT)


def test_a_quote_inside_a_longer_number_is_refused():
    with pytest.raises(LabelError, match="longer number"):
        convert(label_file(amounts=[amount(q="0万元")]), TEXT)


def test_tidied_labels_say_the_same():
    support = {"beneficiary": "乙", "amount": "10万元", "amount_nth": 2}
    values = label_file(amounts=[amount(), amount(nth=2)], supports=[support])
    text = labels.tidied(json.dumps(values, ensure_ascii=False))
    assert quotes.parse(json.loads(text)) == quotes.parse(values)
    assert labels.tidied(text) == text
    assert '{"beneficiary": "乙", "amount": "10万元", "amount_nth": 2}' in text.splitlines()[-4]


@pytest.fixture
def whole():
    support = {"beneficiary": "乙", "amount": "10万元", "amount_nth": 2}
    document = convert(
        label_file(
            amounts=[amount(), amount(nth=2, freq="once", per="给予")],
            supports=[support],
            units=[{"q": "甲", "role": "lead", "name": "甲局", "in": "text"}],
            goals=[
                {"q": "10万元", "indicator": "奖励", "value": 1, "op": "ge", "kind": "level", "unit": "元"}
            ],
        ),
        TEXT,
    )
    meta = document.metadata.model_copy(update={"title": "某市办法", "issuers": ["某市人民政府"]})
    return document.model_copy(update={"metadata": meta})


def test_labels_without_their_text_hold_no_word_of_it_and_lead_back(whole):
    hidden = offsets.without_text(whole, {"title": "elsewhere"})
    for words in ("某市办法", "条件", "给予", "10万元", "乙"):
        assert words not in hidden
    back = offsets.with_text(offsets.parse(json.loads(hidden)), from_text(TEXT))
    assert back == whole


def test_a_title_that_lines_break_is_kept_in_pieces(whole):
    text = TEXT.replace("某市办法", "某市\n 办法", 1)
    pieces = json.loads(offsets.without_text(whole.model_copy(update={"text": text}), {}))["metadata"][
        "title"
    ]
    assert [text[start:end] for start, end in pieces] == ["某市", "办法"]


def test_offsets_on_another_text_are_refused(whole, tmp_path):
    (tmp_path / "a.json").write_text(offsets.without_text(whole, {}), encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    ((_, absent),) = gold.load(tmp_path, docs)
    assert isinstance(absent, gold.Unavailable) and "there is no a.*" in absent.reason
    (docs / "a.txt").write_text(TEXT + "\n", encoding="utf-8")
    ((_, other),) = gold.load(tmp_path, docs)
    assert isinstance(other, gold.Unavailable) and "differs" in other.reason
    (docs / "under another name.md").write_text(TEXT, encoding="utf-8")
    ((_, found),) = gold.load(tmp_path, docs)
    assert found.supports == whole.supports


def test_labels_of_whole_documents_need_no_text(whole, tmp_path):
    (tmp_path / "a.json").write_text(whole.model_dump_json(), encoding="utf-8")
    assert list(gold.load(tmp_path)) == [("a", whole)]


def test_splits_are_read_and_a_document_is_in_one_only(tmp_path):
    file = tmp_path / "splits.yaml"
    file.write_text("gold: {train: [a, b], test: [c]}\n")
    assert names_in(file, "gold", "train") == {"a", "b"}
    for folder, split, told in (("gold", "dev", "train, test"), ("other", "dev", "nothing")):
        with pytest.raises(SplitError, match=told):
            names_in(file, folder, split)
    file.write_text("gold: {train: [a], test: [a]}\n")
    with pytest.raises(SplitError, match="more than once: a"):
        read_splits(file)


def test_the_shipped_labels_fit_their_documents_and_are_kept_tidy(root):
    for folder in ("gold", "second"):
        files = gold.label_files(root / "annotations" / folder)
        assert len(files) >= 12
        docs = gold.Docs(root / "corpora" / "samples")
        for file in files:
            assert not isinstance(gold.load_file(file, docs), gold.Unavailable), file
            assert labels.tidied(file.read_text("utf-8")) == file.read_text("utf-8"), file
    texts = sorted((root / "corpora" / "samples").iterdir())
    assert [file.stem for file in gold.label_files(root / "annotations" / "gold")] == [f.stem for f in texts]


def test_the_shipped_documents_are_of_a_sensible_size(root):
    for file in (root / "corpora" / "samples").iterdir():
        assert 1_500 <= len(read(file.read_bytes()).text) <= 6_000, file.name


def test_the_shipped_documents_come_in_several_encodings_and_line_ends(root):
    raws = [read(file.read_bytes()) for file in (root / "corpora" / "samples").iterdir()]
    assert {"utf-8", "gb18030"} <= {raw.source.encoding for raw in raws}
    assert any("\r\n" in raw.text for raw in raws)
