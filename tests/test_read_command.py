"""`zhengce read`: what was read, and a page with its evidence."""

import io

import pdfs
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main

POLICY = "某某市人民政府关于支持软件产业的若干措施\n一、对首次认定的企业，给予一次性奖励50万元。（责任单位：市财政局）"


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "policy.pdf"
    path.write_bytes(pdfs.letter(POLICY, watermark="内部资料"))
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def test_it_shows_the_text_and_what_was_set_aside(policy):
    shown = run(policy)
    assert shown.exit_code == 0
    for words in (
        "application/pdf, 1 page",
        "page 1",
        "给予一次性奖励50万元",
        "watermark",
        "内部资料",
        "page number",
    ):
        assert words in shown.output


def test_it_shows_plain_text_too(tmp_path):
    (tmp_path / "a.txt").write_text(POLICY, encoding="gb18030")
    shown = run(tmp_path / "a.txt")
    assert "text/plain, gb18030" in shown.output
    assert "责任单位" in shown.output


def test_it_shows_tables(tmp_path):
    pages = pdfs.Pages()
    pages.table([["档次", "奖励"], ["一档", "200万元"]], [60, 100])
    (tmp_path / "t.pdf").write_bytes(pages.bytes())
    shown = run(tmp_path / "t.pdf").output
    assert "table 1" in shown and "一档 │ 200万元" in shown


def test_it_draws_a_page_with_coloured_boxes_on_the_words(policy, tmp_path):
    assert run(policy, "--render", 1, "-o", tmp_path / "page.png").exit_code == 0
    picture = Image.open(io.BytesIO((tmp_path / "page.png").read_bytes()))
    assert picture.height > picture.width
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000)}
    amount, unit = (213, 94, 0), (0, 105, 180)
    assert amount in colours and unit in colours


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--render", 9, "-o", "x.png"], "There is no page 9"),
        (["--render", 1], "go together"),
        (["-o", "x.png"], "go together"),
        (["--render", 1, "-o", "missing/x.png"], "choose another PNG"),
    ],
)
def test_it_says_what_is_wrong(policy, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    shown = run(policy, *arguments)
    assert shown.exit_code != 0
    assert told in shown.output


def test_what_cannot_be_read_is_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "a.txt").write_text(POLICY, encoding="utf-8")
    assert "[pdf.damaged]" in run(tmp_path / "a.pdf").output
    assert "could not be read" in run(tmp_path / "none.pdf").output
    assert "has no pages to draw" in run(tmp_path / "a.txt", "--render", 1, "-o", tmp_path / "x.png").output
