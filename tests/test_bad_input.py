"""Input that is no policy, or worse: a clear error or an empty result, never a traceback or a hang."""

import time

import pytest

from pipeline import extract_text
from pipeline.batch import process
from pipeline.extract import extract_raw
from pipeline.readers import ReadError
from pipeline.types import Document


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "text.empty"),
        (b" \r\n\t\n", "text.empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "text.binary"),
        (b"PK\3\4\x14\0\0\0\x08\0" + bytes(range(256)) * 4, "archive.damaged"),
        (bytes(range(256)) * 20, "text.binary"),
        ("一、支持\0企业".encode("utf-16-le") + b"\xd8", None),
    ],
)
def test_files_that_are_no_text(tmp_path, data, code):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    document = process(path, extract_raw, debug=code is not None)
    if code is not None:
        assert (document.status, document.errors[0].code) == ("failed", code)
        assert len(document.errors[0].message) > 20
    assert "internal" not in [problem.code for problem in document.errors]


def test_an_encoding_that_does_not_exist(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("一、支持企业", encoding="utf-8")
    assert process(path, extract_raw, encoding="utf-99").errors[0].code == "text.encoding-unknown"


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "。",
        "一",
        "🙂" * 50,
        "一、支持\0企业\0。给予50万元奖励。",
        "\ud800一、支持企业。给予50万元奖励。",
        "The quick brown fox jumps over the lazy dog. " * 20,
        "（" * 10_000,
        "（" * 10_000 + "）" * 10_000,
        "《〔【（“" * 5_000,
        "分别给予" * 5_000,
        "1." * 20_000,
        "一、" * 20_000,
        "（责任单位：" * 5_000,
        "第一条" * 5_000,
        "2020年" * 5_000,
    ],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)
def test_texts_without_a_policy(text):
    document = extract_text(text)
    assert isinstance(document, Document)
    assert document.status in ("success", "partial")


@pytest.mark.parametrize("text", ["The quick brown fox.", "的" * 5_000, "（" * 500])
def test_a_text_without_a_policy_says_so(text):
    document = extract_text(text)
    assert (document.status, document.errors[0].code) == ("partial", "document.nothing-found")


@pytest.mark.parametrize("text", ["", "\n", "\u200b\ufeff"])
def test_a_string_without_text_is_refused(text):
    with pytest.raises(ReadError, match="no text"):
        extract_text(text)


GROWING = {
    "one character": "的",
    "digits": "1",
    "Chinese digits": "一二三四五六七八九十",
    "spaces": "支持 ",
    "blank lines": "支持\n\n",
    "open brackets": "（",
    "brackets": "（）",
    "numbers": "1.2.3.",
    "clauses": "一、支持企业发展。",
    "amounts": "50万元、",
    "an endless list": "市财政局、",
    "an endless sentence": "对获评的企业给予50万元奖励，",
    "an endless respectively": "分别达到10亿元、20亿元、30亿元的，分别给予",
    "dates": "2020年1月1日至",
    "percent": "5%、",
    "traditional": "數位資訊軟體網際網路",
    "regional words that overlap": "融資訊息",
    "rates without a stop": "按1%给予",
    "awards without a stop": "对首次认定的高新技术企业给予10万元奖励",
    "bodies": "某县人民政府",
    "labels in open brackets": "（责任单位：",
    "signatures": "某市人民政府 2020年1月1日 ",
    "entities": "&amp;",
    "titles": "《办法》同时废止",
}


@pytest.mark.parametrize("unit", GROWING.values(), ids=GROWING)
def test_time_grows_with_the_text_and_not_faster(unit):
    """Ten times the text takes about ten times as long, where the square of it would be a hundred.

    The ratio is taken in one run, best of three; the limit lies so far from both that no busy machine
    takes one for the other.
    """

    def seconds(length):
        text = unit * (length // len(unit))
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            extract_text(text)
            best = min(best, time.process_time() - begin)
        return best

    small, large = 3_000, 30_000
    extract_text(unit * 100)
    ratio = seconds(large) / max(seconds(small), 0.002)
    assert ratio < 40, f"10 times the text took {ratio:.1f} times as long"
