"""Pages that are pictures, read by tesseract, an optional program."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from typing import Any

from pipeline.readers.layout import Box
from pipeline.readers.pdf.pages import Print, Run
from pipeline.types import Problem

_LANGUAGES = ("chi_sim", "chi_tra")
_DPI = 300
_MOST_PIXELS = 25_000_000
_SECONDS = 120
_MOST_PAGES = 300


def read_pages(document: Any, pictures: list[Print]) -> tuple[dict[int, Print], list[Problem]]:
    """The pages read from pictures, by number, and what has to be said of them."""
    if not pictures:
        return {}, []
    numbers = ", ".join(str(page.number) for page in pictures[:10]) + (" …" if len(pictures) > 10 else "")
    languages = _installed()
    if not languages:
        message = (
            f"Its pages {numbers} are pictures without text. Install tesseract with its Chinese data "
            "(Debian: tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra), then they are read by OCR."
        )
        return {}, [Problem(code="pdf.no-text", message=message)]
    found = {
        page.number: read
        for page in pictures[:_MOST_PAGES]
        if (read := _read(document, page, languages)) is not None
    }
    problems = []
    if found:
        message = f"Its pages {numbers} were read from pictures (OCR): compare sums and dates with the pages."
        problems.append(Problem(code="pdf.ocr", message=message))
    missing = [page.number for page in pictures if page.number not in found]
    if missing:
        told = ", ".join(map(str, missing[:10]))
        message = f"No text was recognised in the pictures on its pages {told}. Compare with the pages."
        problems.append(Problem(code="pdf.no-text", message=message))
    return found, problems


def _installed() -> str:
    """The Chinese languages that tesseract has, as it wants them; empty without it."""
    if shutil.which("tesseract") is None:
        return ""
    try:
        listed = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        ).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "+".join(language for language in _LANGUAGES if language in listed)


def _read(document: Any, page: Print, languages: str) -> Print | None:
    """The page with what tesseract read on it; None where it read nothing."""
    scale = min(_DPI / 72, (_MOST_PIXELS / max(page.width * page.height, 1.0)) ** 0.5)
    sheet = document[page.number - 1]
    picture = io.BytesIO()
    sheet.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG", compress_level=1)
    sheet.close()
    command = ["tesseract", "stdin", "stdout", "-l", languages, "--dpi", str(round(72 * scale)), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _printed(page, done.stdout.decode("utf-8", "replace"), scale)


def _printed(page: Print, table: str, scale: float) -> Print | None:
    """The words of tesseract's table as runs; a word's characters share its width evenly."""
    text: list[str] = []
    runs: list[Run] = []
    boxes: list[Box] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if not word:
            continue
        left, top, width, height = (int(row[key]) / scale for key in ("left", "top", "width", "height"))
        runs.append(Run(len(boxes), len(boxes) + len(word), left, top, left + width, top + height))
        step = width / len(word)
        boxes += [(left + i * step, top, left + (i + 1) * step, top + height) for i in range(len(word))]
        text.append(word)
    if not runs:
        return None
    return Print(page.number, page.width, page.height, "".join(text), tuple(runs), boxes)
