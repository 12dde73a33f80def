"""ZIP archives: each file in one a document of its own, and nothing leaves its folder."""

import io
import json
import zipfile

import pytest
import words
from click.testing import CliRunner

from pipeline.batch import collect, run
from pipeline.cli import main
from pipeline.extract import extract_raw
from pipeline.readers import ReadError, archive, package, read

POLICY = "某某市若干措施\n一、对首次认定的企业，给予奖励50万元。"


def zipped(files):
    """An archive; names in bytes are written as they are, as old programs do."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files:
            info = zipfile.ZipInfo("x" * len(name) if isinstance(name, bytes) else name)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    found = buffer.getvalue()
    for name, _ in files:
        if isinstance(name, bytes):
            found = found.replace(b"x" * len(name), name)
    return found


def results(path):
    return list(run(collect([path]), extract_raw))


def test_each_file_is_a_document(tmp_path):
    inner = zipped([("c.txt", POLICY)])
    files = [("2024/a.docx", words.plain(POLICY)), ("b.html", f"<p>{POLICY}</p>"), ("in.zip", inner), ("x.png", b"\x89PNG"),
             (".DS_Store", b"x"), ("__MACOSX/a", b"x"), ("b_files/style.css", "p{}")]  # fmt: skip
    path = tmp_path / "notices.zip"
    path.write_bytes(zipped(files))
    assert [item.output for item in collect([path])] == [
        "notices/2024/a",
        "notices/b",
        "notices/in.zip/c",
        "notices/x",
    ]
    found = results(path)
    assert [document.status for document in found] == ["success", "success", "success", "failed"]
    assert [document.source.path for document in found] == [
        f"{path}!/{name}" for name in ("2024/a.docx", "b.html", "in.zip!/c.txt", "x.png")
    ]
    assert all(document.amounts[0].text == "50万元" for document in found[:3])
    assert found[3].errors[0].code == "text.binary"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_that_do_not_say_their_encoding(tmp_path, encoding):
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped(
            [
                ("政策文件/关于奖励的通知.txt".encode(encoding), POLICY),
                ("责任分工.txt".encode(encoding), POLICY),
            ]
        )
    )
    assert [item.member.name for item in collect([path])] == ["政策文件/关于奖励的通知.txt", "责任分工.txt"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "a/../../../evil.txt"]
)
def test_no_path_leaves_the_folder(tmp_path, name):
    path, out = tmp_path / "in" / "a.zip", tmp_path / "in" / "out"
    path.parent.mkdir()
    path.write_bytes(zipped([(name, POLICY)]))
    assert CliRunner().invoke(main, ["extract", str(path), "-o", str(out)]).exit_code == 0
    [written] = [file for file in tmp_path.rglob("*") if file.is_file() and file != path]
    assert written.is_relative_to(out / "a")
    assert (
        json.loads(written.read_bytes())["source"]["path"]
        == f"{path}!/{archive.members(path.read_bytes())[0].name}"
    )


def test_long_names_and_names_that_meet_are_written(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped([("长" * 80 + ".txt", POLICY), ("b.txt", POLICY), ("b.md", POLICY), ("B.txt", POLICY)])
    )
    out = tmp_path / "out"
    assert CliRunner().invoke(main, ["extract", str(path), "-o", str(out)]).exit_code == 0
    assert len(list(out.rglob("*.json"))) == 4


def test_bombs_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("zeros.txt", b"0" * 30_000_000), ("b.txt", POLICY)]))
    assert [document.errors[0].code if document.errors else "" for document in results(path)] == [
        "archive.too-large",
        "",
    ]
    monkeypatch.setattr(package, "LARGEST_WHOLE", 1_000_000)
    [document] = results(path)
    assert (document.status, document.errors[0].code) == ("failed", "archive.too-large")
    monkeypatch.setattr(package, "MOST_MEMBERS", 1)
    [document] = results(path)
    assert document.errors[0].code == "archive.too-large"


def test_archives_in_archives_end(tmp_path):
    data = zipped([("a.txt", POLICY)])
    for _ in range(6):
        data = zipped([("deeper.zip", data)])
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    [document] = results(path)
    assert (document.status, document.errors[0].code) == ("failed", "archive.documents")


def test_a_damaged_archive_and_a_damaged_member(tmp_path):
    data = zipped([("a.txt", POLICY * 50), ("b.txt", POLICY)])
    path = tmp_path / "a.zip"
    path.write_bytes(data[:-30])
    [document] = results(path)
    assert (document.status, document.errors[0].code) == ("failed", "archive.damaged")
    path.write_bytes(data[:60] + b"\xff\xff\xff\xff" + data[64:])
    assert [document.status for document in results(path)] == ["failed", "success"]


def test_an_archive_is_no_document():
    with pytest.raises(ReadError) as info:
        read(zipped([("a.txt", POLICY)]), "a.zip")
    assert info.value.problem.code == "archive.documents"


def test_read_shows_every_file(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("a.txt", POLICY), ("b.png", b"\x89PNG"), ("c.docx", words.plain(POLICY))]))
    shown = CliRunner().invoke(main, ["read", str(path)])
    assert shown.exit_code == 1
    assert shown.output.count("50万元") == 2
    assert "b.png" in shown.output and "PNG picture" in shown.output


def test_a_saved_page_in_a_folder_is_one_document(tmp_path):
    (tmp_path / "in" / "page_files").mkdir(parents=True)
    (tmp_path / "in" / "page.html").write_text(f"<p>{POLICY}</p>", "utf-8")
    (tmp_path / "in" / "page_files" / "style.css").write_text("p{}", "utf-8")
    assert [item.output for item in collect([tmp_path / "in"])] == ["page"]


def test_with_workers_it_is_the_same(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([(f"{i}.txt", POLICY + str(i)) for i in range(6)]))
    one, two = (
        [document.model_dump_json() for document in run(collect([path]), extract_raw, workers=n)]
        for n in (1, 2)
    )
    assert one == two
