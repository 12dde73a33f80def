"""Damaged files of every format: always a text or a clear error, in bounded time.

A format joins by a row in SMALL: a name and a function that makes a small file of it.
"""

import random
import time

import pdfs
import pytest

from pipeline.readers import ReadError, read

MUTATIONS = 2_000
SECONDS = 240.0
SLOWEST = 10.0


def small_pdf():
    pages = pdfs.Pages(head="某某市人民政府文件", watermark="内部资料")
    pages.canvas.setPageCompression(0)
    pages.paragraph("一、支持企业。对首次认定的企业，给予一次性奖励50万元。")
    pages.table([["档次", "奖励"], ["一档", "200万元"]], [60, 100])
    pages.new_page()
    pages.paragraph("二、本措施自2024年6月1日起施行。")
    return pages.bytes()


SMALL = {"pdf": small_pdf}


def mutated(data, chance):
    """Bytes changed, lost, doubled or moved; figures and names of the format made others."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        kind, at = chance.randrange(6), chance.randrange(len(data))
        length = chance.choice((1, 1, 2, 8, 64, 512))
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1 and len(data) > 2 * length:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length]
        elif kind == 3:
            data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif kind == 4:
            digits = [i for i in range(at, min(at + 400, len(data))) if 48 <= data[i] <= 57]
            for i in digits[: chance.randint(1, 4)]:
                data[i] = chance.choice(b"0123456789999-")
        elif chance.random() < 0.2:
            del data[max(at, 16) :]
    return bytes(data)


@pytest.mark.parametrize("name", SMALL)
def test_a_damaged_file_gives_a_text_or_a_clear_error(name):
    whole = SMALL[name]()
    read(whole, f"a.{name}")
    begin = time.monotonic()
    seen = set()
    for seed in range(MUTATIONS):
        data = mutated(whole, random.Random(seed))
        started = time.monotonic()
        try:
            raw = read(data, f"a.{name}")
        except ReadError as error:
            seen.add(error.problem.code)
            assert len(error.problem.message) > 30, f"seed {seed}"
        else:
            seen.add(raw.status)
            assert raw.text, f"seed {seed}"
            assert raw.layout is None or len(raw.layout.numbers) == len(raw.text), f"seed {seed}"
            assert all(0 <= a.start <= a.end <= len(raw.text) for a in raw.asides), f"seed {seed}"
        assert time.monotonic() - started < SLOWEST, f"seed {seed}"
    assert time.monotonic() - begin < SECONDS
    assert "success" in seen
    assert seen - {"success", "partial"}


@pytest.mark.parametrize("name", SMALL)
def test_a_file_cut_anywhere_gives_a_text_or_a_clear_error(name):
    whole = SMALL[name]()
    for end in range(16, len(whole), max(1, len(whole) // 150)):
        try:
            read(whole[:end], f"a.{name}")
        except ReadError as error:
            assert len(error.problem.message) > 30
