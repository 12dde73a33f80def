"""The command line as its user meets it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from pipeline import __version__, extract_text
from pipeline.cli import main

POLICY = "某省若干措施\n一、支持企业。对获评的企业给予50万元奖励。（责任单位：省财政厅）\n"


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(POLICY, encoding="utf-8")
    runner = CliRunner()
    return lambda *args, **options: runner.invoke(main, [*map(str, args)], **options)


def test_version_needs_no_heavy_import():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline.cli", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"zhengce, version {__version__}\n"
    for heavy in ("pandas", "opencc", "pydantic", "rich", "yaml", "numpy"):
        assert f" {heavy}\n" not in done.stderr


def test_one_json_a_document(call, tmp_path):
    done = call("extract", "a.txt", "-o", "out")
    assert done.exit_code == 0, done.output
    document = json.loads((tmp_path / "out" / "a.json").read_text("utf-8"))
    assert document["text"] == POLICY
    assert "1 document: 1 success" in done.output


def test_standard_input(call):
    done = call("extract", "--format", "json", "-", input=POLICY.encode())
    assert done.exit_code == 0
    assert json.loads(done.stdout)["source"]["path"] is None


def test_a_table_in_the_terminal(call):
    done = call("extract", "a.txt")
    assert done.exit_code == 0
    assert "Responsibilities" in done.output
    assert "省财政厅" in done.output


def test_the_rest_goes_on(call, tmp_path):
    (tmp_path / "z.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x7fELF\0\0\0\0\0\0")
    (tmp_path / "c.txt").write_bytes(b"")
    done = call("extract", "a.txt", "b.txt", "none.txt", "c.txt", "z.txt", "-o", "out")
    assert done.exit_code == 1
    lines = done.output.strip().splitlines()
    assert [line.split(":")[0] for line in lines] == ["b.txt", "none.txt", "c.txt", "5 documents"]
    assert "Traceback" not in done.output
    statuses = [json.loads(path.read_bytes())["status"] for path in sorted((tmp_path / "out").iterdir())]
    assert statuses == ["success", "failed", "failed", "failed", "success"]


def test_explain_names_rule_and_sentence(call):
    done = call("explain", "a.txt", "--at", POLICY.index("50"))
    assert done.exit_code == 0
    assert "rule:" in done.output
    assert "because" in done.output
    assert "对获评的企业给予50万元奖励。" in done.output
    assert "省财政厅\n" not in done.output


def test_explain_keeps_a_trigger_on_its_line(call, tmp_path):
    (tmp_path / "b.txt").write_text("某市办法\n一、条件。\n\n某市人民政府\n2024年5月8日\n", encoding="utf-8")
    lines = call("explain", "b.txt").output.splitlines()
    assert any("2024年5月8日" in line for line in lines)
    assert all(line.strip() for line in lines)


def test_explain_where_there_is_nothing(call):
    done = call("explain", "a.txt", "--at", 0)
    assert "nothing was found at 0" in done.output


def test_a_folder_that_cannot_be_written(call, tmp_path):
    (tmp_path / "out").write_text("a file")
    done = call("extract", "a.txt", "-o", "out")
    assert done.exit_code == 1
    assert "can't write" in done.output
    assert "Traceback" not in done.output


def test_the_stages_half_way(call, tmp_path):
    assert call("normalize", "a.txt", "-o", "n").exit_code == 0
    assert call("segment", "a.txt", "-o", "s").exit_code == 0
    assert "某省" in json.loads((tmp_path / "n" / "a.json").read_bytes())["text"]
    clauses = json.loads((tmp_path / "s" / "a.json").read_bytes())["clauses"]
    assert [clause["number"] for clause in clauses] == ["0", "一"]


def test_evaluate_and_summary(call, tmp_path):
    call("extract", "a.txt", "-o", "out")
    done = call("evaluate", "--gold", "out", "--predicted", "out", "--metrics", "m.json", "--errors")
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "m.json").read_bytes())["clauses"]["score"] == 1.0
    assert "units loose" in done.output
    assert "1 documents" in call("summary", "out").output


def test_evaluate_says_what_is_missing(call, tmp_path):
    call("extract", "a.txt", "-o", "gold")
    (tmp_path / "out").mkdir()
    done = call("evaluate", "--gold", "gold", "--predicted", "out")
    assert done.exit_code == 1
    assert "missing" in done.output


def test_the_schema_is_printed(call, root):
    assert call("schema").output == (root / "schemas" / "document-1.0.json").read_text("utf-8")


def test_the_library_prints_nothing(capsys):
    extract_text(POLICY)
    assert capsys.readouterr() == ("", "")
