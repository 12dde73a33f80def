"""Pages that are pictures, read by tesseract, an optional program.

Simplified or traditional is decided by the first of them: with both at once tesseract mixes the two.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageStat

from pipeline.readers.layout import Box
from pipeline.readers.pdf.pages import Print, Run
from pipeline.types import Problem

_LANGUAGES = ("chi_sim", "chi_tra")
_BONUS = {"chi_sim": 5.0, "chi_tra": 0.0}
"""Percent added to how sure tesseract is: of simplified print its traditional model is as sure as the other,
of traditional print surer by 15."""

_LINE = "4"
"""The level of a line in tesseract's table."""

_DPI = 300
_SPECKLED = 3.0
"""Mean difference, of 255, between a picture and its median: 1 in clean print, 5 in worn scans."""

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
    tried = {language: _read(document, pictures[0], language) for language in languages}
    best = max(tried, key=lambda language: tried[language][1] + _BONUS[language])
    read = [tried[best][0], *(_read(document, page, best)[0] for page in pictures[1:_MOST_PAGES])]
    found = {page.number: page for page in read if page is not None}
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


def _installed() -> list[str]:
    """The Chinese languages that tesseract has; none without it."""
    if shutil.which("tesseract") is None:
        return []
    try:
        listed = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        ).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [language for language in _LANGUAGES if language in listed]


def _read(document: Any, page: Print, language: str) -> tuple[Print | None, float]:
    """The page with what tesseract read on it, None where it read nothing, and how sure it is."""
    scale = min(_DPI / 72, (_MOST_PIXELS / max(page.width * page.height, 1.0)) ** 0.5)
    sheet = document[page.number - 1]
    picture = io.BytesIO()
    _cleaned(sheet.render(scale=scale, grayscale=True).to_pil()).save(picture, "PNG", compress_level=1)
    sheet.close()
    command = ["tesseract", "stdin", "stdout", "-l", language, "--dpi", str(round(72 * scale)), "tsv"]
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
        return None, 0.0
    return _printed(page, done.stdout.decode("utf-8", "replace"), scale)


def _cleaned(picture: Image.Image) -> Image.Image:
    """A speckled picture without its speckles, in which tesseract finds no words or wrong figures.

    A clean one stays as it is: the filter would thin strokes like 一.
    """
    smooth = picture.filter(ImageFilter.MedianFilter(3))
    (speckles,) = ImageStat.Stat(ImageChops.difference(picture, smooth)).mean
    return smooth if speckles > _SPECKLED else picture


def _printed(page: Print, table: str, scale: float) -> tuple[Print | None, float]:
    """The words of tesseract's table as runs, as high as their line, and how sure it is of them on average.

    A word's characters share its width evenly.
    """
    text: list[str] = []
    runs: list[Run] = []
    boxes: list[Box] = []
    sure: list[float] = []
    line_top = line_height = 0.0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top, width, height = (int(row[key]) / scale for key in ("left", "top", "width", "height"))
        if row["level"] == _LINE:
            line_top, line_height = top, height
        word = (row.get("text") or "").strip()
        if not word:
            continue
        bottom = line_top + line_height
        runs.append(Run(len(boxes), len(boxes) + len(word), left, line_top, left + width, bottom))
        step = width / len(word)
        boxes += [(left + i * step, line_top, left + (i + 1) * step, bottom) for i in range(len(word))]
        text.append(word)
        sure.append(float(row["conf"]))
    if not runs:
        return None, 0.0
    found = Print(page.number, page.width, page.height, "".join(text), tuple(runs), boxes)
    return found, sum(sure) / len(sure)
