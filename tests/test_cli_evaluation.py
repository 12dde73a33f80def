"""The commands that measure, as their user meets them."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import main

POLICY = "某省若干措施\n一、支持企业。对获评的企业给予50万元奖励。（责任单位：省财政厅）\n"
LABELS = {
    "doc": "a",
    "meta": {"title": "某省若干措施", "kind": "措施"},
    "clauses": [
        {"number": "0", "at": "某省若干措施"},
        {
            "number": "一",
            "at": "一、支持企业",
            "heading": "支持企业",
            "units": [{"q": "省财政厅", "role": "responsible", "in": "list"}],
            "amounts": [{"q": "50万元", "min": 500000, "max": 500000, "bound": "exact", "role": "budget"}],
        },
    ],
}


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("docs", "gold", "second"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "a.txt").write_text(POLICY, encoding="utf-8")
    for folder in ("gold", "second"):
        (tmp_path / folder / "a.json").write_text(json.dumps(LABELS, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "splits.yaml").write_text("gold: {train: [a], test: [b]}\n")
    runner = CliRunner()
    return lambda *args: runner.invoke(main, [*map(str, args)])


LABELLED = ("--gold", "gold", "--docs", "docs")


def test_quotes_are_scored_without_a_step_between(call):
    done = call("evaluate", *LABELLED, "--errors", "--by", "kind", "--by", "document", "--by", "attribute")
    assert done.exit_code == 0, done.output
    for told in ("amounts strict", "措施", "Attributes", "Documents"):
        assert told in done.output
    assert "~ a amounts: labelled 50万元" in done.output
    assert "对获评的企业给予50万元奖励。" in done.output


def test_everything_is_written_on_demand(call, tmp_path):
    done = call(
        "evaluate", *LABELLED, "--quiet", "--html", "o/p.html", "--json", "o/a.json", "--metrics", "o/m.json",
        "--plot", "o/p.csv",
    )  # fmt: skip
    assert (done.exit_code, done.output) == (0, "")
    out = tmp_path / "o"
    assert "<article" in (out / "p.html").read_text("utf-8")
    whole = json.loads((out / "a.json").read_bytes())
    assert whole["documents"] == ["a"]
    assert whole["kinds"]["措施"]["rows"]["amounts loose"]["score"] == 1.0
    assert {mistake["label"] for mistake in whole["mistakes"]} >= {"amounts", "supports"}
    assert json.loads((out / "m.json").read_bytes())["amounts strict"]["right"] == 0
    assert (out / "p.csv").read_text("utf-8").startswith("measure,score,low,high\nmetadata,")


def test_several_runs_are_compared_in_one_table(call):
    for name in ("one", "two"):
        call("extract", "docs", "-o", name)
    done = call("evaluate", *LABELLED, "--predicted", "one", "--predicted", "two")
    assert done.exit_code == 0, done.output
    header = next(line for line in done.output.splitlines() if "measure" in line)
    assert "one" in header and "two" in header


def test_a_split_is_scored_alone(call):
    assert call("evaluate", *LABELLED, "--split", "train").exit_code == 0
    for split, told in (("test", "no labels"), ("dev", "no split 'dev'")):
        done = call("evaluate", *LABELLED, "--split", split)
        assert (done.exit_code, "Traceback" in done.output) == (1, False)
        assert told in done.output


def test_a_missing_document_is_named_and_the_rest_is_scored(call, tmp_path):
    text = (tmp_path / "gold" / "a.json").read_text("utf-8")
    (tmp_path / "gold" / "b.json").write_text(text.replace('"a"', '"b"'), encoding="utf-8")
    done = call("evaluate", *LABELLED)
    assert done.exit_code == 0
    assert "b: not scored: there is no b.* in docs" in done.output
    assert "1 documents" in done.output


def test_a_quote_that_is_not_there_names_file_clause_and_quote(call, tmp_path):
    text = (tmp_path / "gold" / "a.json").read_text("utf-8")
    (tmp_path / "gold" / "a.json").write_text(text.replace("50万元", "60万元"), encoding="utf-8")
    for command in (("evaluate", *LABELLED), ("labels", "gold", "--docs", "docs")):
        done = call(*command)
        assert done.exit_code == 1
        assert "gold/a.json: clause 一, amounts.q: '60万元' is not there" in done.output
        assert "Traceback" not in done.output


def test_labels_are_tidied(call, tmp_path):
    assert call("labels", "gold", "--docs", "docs", "--tidy").exit_code == 0
    lines = (tmp_path / "gold" / "a.json").read_text("utf-8").splitlines()
    assert '    {"q": "省财政厅", "role": "responsible", "in": "list"}],' in lines
    assert "1 label files, 0 wrong" in call("labels", "gold", "--docs", "docs").output


def test_labels_are_exported_and_scored_again(call, tmp_path):
    (tmp_path / "sources.tsv").write_text("file\ttitle\tpath\ndocs/a.txt\t某省若干措施\tx/a.md\n", "utf-8")
    for style in ("documents", "offsets"):
        done = call(
            "export", "gold", "--docs", "docs", "--format", style, "--sources", "sources.tsv", "-o", style
        )
        assert done.exit_code == 0, done.output
        assert call("evaluate", "--gold", style, "--docs", "docs").exit_code == 0
    hidden = json.loads((tmp_path / "offsets" / "a.json").read_bytes())
    assert hidden["found_at"] == {"path": "x/a.md", "title": "某省若干措施"}
    assert call("export", "gold", "--docs", "docs", "--format", "docbin", "-o", "a.spacy").exit_code == 0
    assert (tmp_path / "a.spacy").stat().st_size > 100


def test_runs_are_compared_as_markdown(call, tmp_path):
    call("extract", "docs", "-o", "before")
    document = json.loads((tmp_path / "before" / "a.json").read_bytes())
    (tmp_path / "after").mkdir()
    (tmp_path / "after" / "a.json").write_text(json.dumps(document | {"supports": []}), encoding="utf-8")
    done = call("compare", "before", "after", *LABELLED)
    assert done.exit_code == 0, done.output
    assert "| supports | 1 | 0 | 0 | 1 | 0 |" in done.output
    assert call("compare", "before", "after", "-o", "c.md").output == ""
    assert "no longer found" in (tmp_path / "c.md").read_text("utf-8")


def test_annotators_are_compared(call):
    done = call("agree", "gold", "second", "--docs", "docs")
    assert done.exit_code == 0, done.output
    assert "1 documents labelled twice" in done.output


def test_the_use_of_rules_is_shown(call, tmp_path):
    done = call("rules", *LABELLED, "--csv", "r.csv")
    assert done.exit_code == 0, done.output
    assert "amount.award.given" in done.output
    assert "amount.award.given,amounts,1,2," in (tmp_path / "r.csv").read_text("utf-8")
    assert call("rules").exit_code == 2
