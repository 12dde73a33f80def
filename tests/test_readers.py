"""Reading text: encodings, and what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import extract_text
from pipeline.readers import ReadError, from_text, read, text

SIMPLIFIED = (
    "某某市人民政府办公室关于支持软件产业发展的通知\r\n各县区人民政府，市政府各部门：\n"
    "对符合条件的企业给予不超过50万元的奖励。"
)
TRADITIONAL = (
    "某某市政府獎勵辦法\n第 3 條\n申請人應於每年十月三十一日前提出申請，經審查後發給獎金新臺幣五萬元。"
)


@pytest.mark.parametrize(
    ("original", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        ("关于印发办法的通知", "gbk", "gb18030"),
        ("Plain ASCII.", "ascii", "utf-8"),
    ],
)
def test_encoding_is_found_and_the_text_is_exact(original, encoding, found):
    raw = read(original.encode(encoding))
    assert raw.text == original
    assert raw.problems == ()
    assert codecs.lookup(raw.source.encoding).name in {
        codecs.lookup(found).name,
        codecs.lookup(encoding).name,
    }


def test_big_endian_mark_is_no_part_of_the_text():
    assert read(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be")).text == SIMPLIFIED


def test_encoding_given_by_the_caller_wins():
    assert read("é".encode("latin-1"), encoding="latin-1").text == "é"
    assert read(TRADITIONAL.encode("big5"), encoding="big5").text == TRADITIONAL
    assert read(SIMPLIFIED.encode("utf-8-sig"), encoding="utf-8").text == SIMPLIFIED


@pytest.mark.parametrize(
    ("data", "encoding", "code"),
    [
        (b"", None, "text.empty"),
        (b"\xef\xbb\xbf", None, "text.empty"),
        (b" \r\n\t", None, "text.empty"),
        ("　\n".encode(), None, "text.empty"),
        (b"PK\x03\x04rest", None, "archive.damaged"),
        (b"\x89PNG\r\n\x1a\n", None, "text.binary"),
        (b"\x7fELF\x02\x01\x01", None, "text.binary"),
        (b"text\0text", None, "text.binary"),
        (b"text\0text", "utf-8", "text.binary"),
        (bytes(range(1, 256)) * 20, None, "text.undecodable"),
        ("Übergroße Äpfel, süß".encode("latin-1"), None, "text.undecodable"),
        (SIMPLIFIED.encode("gb18030"), "utf-8", "text.undecodable"),
        (b"text", "utf-99", "text.encoding-unknown"),
        (b"text", "base64", "text.encoding-unknown"),
        (b"text", "", "text.encoding-unknown"),
        (b"text", "utf\0", "text.encoding-unknown"),
        (b"text", "undefined", "text.undecodable"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, encoding, code):
    with pytest.raises(ReadError) as info:
        read(data, encoding=encoding)
    assert info.value.problem.code == code
    assert len(info.value.problem.message) > 30


def test_a_damaged_byte_is_reported_and_no_more():
    whole = SIMPLIFIED * 40
    data = bytearray(whole.encode("gb18030"))
    data[len(data) // 2 // 2 * 2] = 0xFF
    raw = read(bytes(data))
    assert [problem.code for problem in raw.problems] == ["text.damaged"]
    assert raw.text.startswith(SIMPLIFIED)
    assert raw.text.endswith(SIMPLIFIED)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + SIMPLIFIED.encode() * 9 + b"\xff", "utf-8"),
        (SIMPLIFIED.encode("utf-16") * 2 + b"\n", "utf-16-le"),
        (SIMPLIFIED.encode() * 30 + "来源：本站".encode("gb18030"), "utf-8"),
    ],
)
def test_a_damaged_end_does_not_cost_the_document(data, encoding):
    raw = read(data)
    assert (raw.status, raw.source.encoding) == ("partial", encoding)
    assert raw.text.startswith(SIMPLIFIED)


def test_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(text, "MAX_CHARACTERS", 10)
    for data in (b"x" * 11, b"x" * 41):
        with pytest.raises(ReadError) as info:
            read(data)
        assert info.value.problem.code == "text.too-large"
    with pytest.raises(ReadError):
        from_text("x" * 11)
    assert read(b"x" * 10).text == "x" * 10


def test_source_says_where_the_text_came_from():
    raw = read(b"# x", path="a/b/Policy.MD")
    assert (raw.source.media_type, raw.source.path, raw.source.bytes) == ("text/markdown", "a/b/Policy.MD", 3)
    assert read(b"x", path="a.txt").source.media_type == "text/plain"
    assert read(b"x").source.sha256.startswith("2d711642b726b044")


def test_a_text_in_memory_keeps_its_offsets():
    raw = from_text("\ufeff甲\ud800乙\0")
    assert raw.text == "\ufeff甲\ufffd乙\0"
    assert extract_text("一、总则\ud800").text == "一、总则\ufffd"


@given(st.text(min_size=1, max_size=200))
def test_any_text_in_memory_is_read_or_refused(original):
    try:
        raw = from_text(original)
    except ReadError as error:
        assert error.problem.code == "text.empty"
    else:
        assert len(raw.text) == len(original)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        raw = read(data)
    except ReadError as error:
        assert error.problem.code.split(".")[0] in {"text", "pdf", "archive", "html", "legacy"}
    else:
        assert raw.text
