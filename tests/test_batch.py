"""Inputs, results and what becomes of files that can't be read."""

import json
import os
import subprocess
import sys

import pytest

from pipeline import extract
from pipeline.batch import collect, process, run
from pipeline.extract import extract_raw

POLICY = "某市若干措施\n一、支持企业。对获评的企业给予50万元奖励。（责任单位：市财政局）\n"


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "deep/a.txt", "deep/er/c.md", ".hidden/x.txt", ".y.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(POLICY + name, encoding="utf-8")
    return tmp_path / "in"


def test_a_folder_is_walked_in_order_and_keeps_its_paths(folder):
    assert [item.output for item in collect([folder])] == ["a", "b", "deep/a", "deep/er/c"]


def test_no_output_overwrites_another(folder):
    paths = [folder / "a.txt", folder / "deep" / "a.txt", folder / "deep", folder / "a.txt"]
    assert [item.output for item in collect(paths)] == ["a", "a~2", "er/c"]
    (folder / "A.md").write_text(POLICY, encoding="utf-8")
    outputs = [item.output for item in collect([folder])]
    assert len({name.casefold() for name in outputs}) == len(outputs) == 5


def test_a_missing_file_is_a_failed_document(tmp_path):
    document = process(tmp_path / "none.txt", extract_raw)
    assert document.status == "failed"
    assert document.errors[0].code == "file.missing"
    assert document.source.sha256 is None


def test_a_defect_costs_one_document_only(folder):
    def broken(raw):
        if raw.source.path.endswith("b.txt"):
            raise RuntimeError("oh\nno")
        return extract_raw(raw)

    results = list(run(collect([folder]), broken))
    assert [result.status for result in results] == ["success", "failed", "success", "success"]
    assert results[1].errors[0].code == "internal"
    assert "oh" in results[1].errors[0].message
    with pytest.raises(RuntimeError):
        list(run(collect([folder]), broken, debug=True))


def test_the_same_bytes_with_any_number_of_workers(folder):
    inputs = collect([folder])
    one = [document.model_dump_json() for document in run(inputs, extract_raw, workers=1)]
    three = [document.model_dump_json() for document in run(inputs, extract_raw, workers=3)]
    assert one == three
    assert len(one) == 4


def test_the_same_bytes_have_the_same_id_wherever_they_lie(folder, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes((folder / "a.txt").read_bytes())
    first, second = extract(folder / "a.txt"), extract(copy)
    assert first.doc_id == second.doc_id == first.source.sha256[:16]
    strip = {"source"}
    assert first.model_dump(exclude=strip) == second.model_dump(exclude=strip)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_says_so(folder):
    (folder / "a.txt").chmod(0)
    assert process(folder / "a.txt", extract_raw).errors[0].code == "file.forbidden"


def test_frames(folder):
    document = extract(folder / "a.txt")
    for table in ("clauses", "amounts", "dates", "units", "goals", "supports"):
        frame = document.to_frame(table)
        assert list(frame.columns)[:2] == ["doc_id", "id"]
        assert len(frame) == len(getattr(document, table))
    assert {"beneficiary", "beneficiary_start", "beneficiary_end"} <= set(
        document.to_frame("supports").columns
    )
    assert {"start", "end", "text", "in"} <= set(document.to_frame("units").columns)
    with pytest.raises(ValueError, match="no table"):
        document.to_frame("metadata")


def test_json_is_plain(folder):
    document = json.loads(extract(folder / "a.txt").model_dump_json())
    assert document["schema_version"] == "1.0"
    assert document["text"] == POLICY + "a.txt"


def test_extract_is_the_function_whatever_was_imported():
    code = "import pipeline.extract, pipeline; print(pipeline.extract.__qualname__)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "extract\n"
