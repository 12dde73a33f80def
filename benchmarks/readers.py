"""How fast files are read, on one core, against a plain reference in the same run.

    python benchmarks/readers.py [FILE or FOLDER …] [--pages N]
    python benchmarks/readers.py --formats

Reads every PDF below the paths, or, where none is given, one that it makes: the shipped samples in print
(takes reportlab). Prints pages a CPU-second of three ways: pypdfium2's own text of each page, the reader
without boxes, the reader with boxes. With --formats the samples are made into each format that needs no
other program, and the speed is in characters a CPU-second, against the reader of plain text. Trust the
ratios more than the absolute figures.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.readers import read


def plain(data: bytes) -> None:
    """What pypdfium2 alone takes for the characters of all pages."""
    document = pdfium.PdfDocument(data)
    for page in document:
        words = page.get_textpage()
        words.get_text_range()
        words.close()
        page.close()
    document.close()


def seconds(function: Callable[[bytes], object], files: list[bytes], rounds: int) -> float:
    """CPU seconds, best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        for _ in range(rounds):
            for data in files:
                function(data)
        best = min(best, time.process_time() - begin)
    return best


def printed() -> bytes:
    """The shipped samples as one print."""
    sys.path.insert(0, "tests")
    import pdfs  # noqa: PLC0415

    texts = [read(path.read_bytes()).text for path in sorted(Path("corpora/samples").iterdir())]
    return pdfs.letter("\n".join(texts), head="某某市人民政府办公室文件")


def formats() -> None:
    """The samples in each format."""
    sys.path.insert(0, "tests")
    import openpyxl  # noqa: PLC0415
    import pdfs  # noqa: PLC0415
    import words  # noqa: PLC0415

    texts = [read(path.read_bytes()).text for path in sorted(Path("corpora/samples").iterdir())]
    text = "\n".join(line for line in "\n".join(texts).splitlines() if line.strip())
    lines = text.split("\n")
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line.split("，"))
    workbook = io.BytesIO()
    book.save(workbook)
    made = {
        "text": ("a.txt", text.encode()),
        "csv": ("a.csv", text.replace("，", ",").encode()),
        "html": ("a.html", ("<body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body>").encode()),
        "docx": ("a.docx", words.plain(text)),
        "xlsx": ("a.xlsx", workbook.getvalue()),
        "pdf": ("a.pdf", pdfs.letter(text)),
    }
    reference = 0.0
    for name, (path, data) in made.items():
        speed = len(text) / seconds(
            lambda data, path=path: read(data, path), [data], 1 if name == "pdf" else 5
        )
        speed *= 1 if name == "pdf" else 5
        reference = reference or speed
        print(f"{name:6}{speed:12,.0f} characters/s   1/{reference / speed:.0f} of plain text's speed")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--formats", action="store_true")
    options = parser.parse_args()
    if options.formats:
        formats()
        return

    found = [file for path in options.paths for file in ([path] if path.is_file() else path.rglob("*.pdf"))]
    files = [file.read_bytes() for file in sorted(found)] or [printed()]
    pages = sum(len(pdfium.PdfDocument(data)) for data in files)
    rounds = max(1, options.pages // pages)
    print(f"{len(files)} files × {rounds} = {pages * rounds} pages")
    reference = seconds(plain, files, rounds)
    for name, function in (
        ("pypdfium2 alone", plain),
        ("without boxes", lambda data: read(data, boxes=False)),
        ("with boxes", read),
    ):
        took = seconds(function, files, rounds)
        print(f"{name:16}{pages * rounds / took:9.0f} pages/s   {reference / took:5.2f} of pypdfium2's speed")


if __name__ == "__main__":
    main()
