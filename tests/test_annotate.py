"""Labels as quotes, and the shipped labels."""

import pytest

from pipeline.annotate.quotes import QuoteError, convert, convert_file
from pipeline.readers import read

TEXT = "某市办法\n一、奖励。给予甲10万元，给予乙10万元。\n（一）条件。\n本办法自发布之日起施行。\n"


def labels(**clause):
    first = {"number": "0", "at": "某市办法"}
    second = {"number": "一", "at": "一、奖励", "heading": "奖励"} | clause
    third = {"number": "（一）", "at": "（一）", "parent": "一、奖励"}
    return {"meta": {}, "clauses": [third, first, second, {"number": "end", "at": "本办法自"}]}


def amount(**values):
    return {"q": "10万元", "min": 100000, "max": 100000, "bound": "exact", "role": "award"} | values


def test_quotes_become_offsets():
    support = {"beneficiary": "乙", "amount": "10万元", "amount_nth": 2}
    document = convert(labels(amounts=[amount(), amount(nth=2, freq="once")], supports=[support]), TEXT)
    assert [item.start for item in document.amounts] == [TEXT.index("10"), TEXT.rindex("10")]
    assert [item.id for item in document.amounts] == ["a1", "a2"]
    assert document.supports[0].amount.start == TEXT.rindex("10")
    assert (document.supports[0].min, document.supports[0].freq) == (100000, "once")


def test_clauses_are_sorted_and_nested():
    clauses = convert(labels(), TEXT).clauses
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
        (labels(amounts=[amount(q="20万元")]), "20万元"),
        (labels(amounts=[amount(nth=3)]), "3 times"),
        (labels(amounts=[amount(role="prize")]), "prize"),
        (labels(at="二、奖励"), "二、奖励"),
    ],
)
def test_a_wrong_label_is_refused_by_name(wrong, word):
    with pytest.raises(QuoteError, match=word):
        convert(wrong, TEXT)


def test_a_wrong_file_is_named(tmp_path):
    (tmp_path / "a.json").write_text('{"meta": {}, "clauses": [{"number": "0", "at": "not there"}]}')
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(QuoteError, match=r"a\.json"):
        convert_file(tmp_path / "a.json", tmp_path / "a.txt")


def test_the_shipped_labels_are_up_to_date(root):
    samples = root / "annotations" / "samples"
    quotes = sorted((samples / "quotes").glob("*.json"))
    texts = sorted((root / "corpora" / "samples").iterdir())
    assert len(quotes) >= 12
    assert [file.stem for file in quotes] == [file.stem for file in texts]
    for file in quotes:
        document = convert_file(file, root / "corpora" / "samples" / f"{file.stem}.txt")
        assert (samples / file.name).read_text("utf-8") == document.model_dump_json() + "\n"


def test_the_shipped_documents_are_of_a_sensible_size(root):
    for file in (root / "corpora" / "samples").iterdir():
        assert 1_500 <= len(read(file.read_bytes()).text) <= 6_000, file.name


def test_the_shipped_documents_come_in_several_encodings_and_line_ends(root):
    raws = [read(file.read_bytes()) for file in (root / "corpora" / "samples").iterdir()]
    assert {"utf-8", "gb18030"} <= {raw.source.encoding for raw in raws}
    assert any("\r\n" in raw.text for raw in raws)
