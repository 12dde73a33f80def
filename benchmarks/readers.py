"""How fast PDF is read, on one core, against plain text extraction by pypdfium2 in the same run.

    python benchmarks/readers.py [FILE or FOLDER …] [--pages N]

Reads every PDF below the paths, or, where none is given, one that it makes: the shipped samples in print
(takes reportlab). Prints pages a CPU-second of three ways: pypdfium2's own text of each page, the reader
without boxes, the reader with boxes. Trust the ratios more than the absolute figures.
"""

from __future__ import annotations

import argparse
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()

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
