"""Old office documents (.doc, .wps, .xls, .et, .rtf): made new ones by LibreOffice, or text by antiword."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.readers import sheet, word
from pipeline.readers.composer import Composer
from pipeline.readers.raw import Options, Raw, ReadError, source_of

_SECONDS = 120
_LARGEST = 100_000_000
_BOOKS = ("Workbook".encode("utf-16-le"), b"B\0o\0o\0k\0\0")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
"""LibreOffice's settings: no macro is run and nothing that a document links to is fetched."""


def read(data: bytes, path: str | None, options: Options) -> Raw:
    """The text of an old Word or Excel document.

    Raises ReadError: legacy.no-converter, legacy.failed, legacy.encrypted, and what the new format's
    reader raises.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(
            "legacy.encrypted",
            "The document is locked with a password. Save a copy without one, and read that.",
        )
    is_book = any(mark in data for mark in _BOOKS) and "WordDocument".encode("utf-16-le") not in data
    media_type = "application/vnd.ms-excel" if is_book else "application/msword"
    if data.startswith(b"{\\rtf"):
        media_type = "application/rtf"
    if len(data) > _LARGEST:
        raise ReadError(
            "text.too-large", "The document is larger than 100 MB. Split it, or take its pictures out."
        )
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return _by_antiword(data, path, media_type)
    converted = _converted(office, data, "xlsx" if is_book else "docx")
    raw: Raw = (sheet.read if is_book else word.read)(converted, path, options)
    return replace(raw, source=source_of(data, path, media_type))


def _converted(office: str, data: bytes, ending: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="zhengce-") as folder:
        profile = Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source, target = Path(folder, "input.bin"), Path(folder, "out", f"input.{ending}")
        source.write_bytes(data)
        own = f"-env:UserInstallation={profile.parent.as_uri()}"
        into = ["--convert-to", ending, "--outdir", str(target.parent)]
        _run([office, "--headless", "--norestore", own, *into, str(source)])
        if not target.exists():
            raise ReadError(
                "legacy.failed",
                "LibreOffice could not open the document: it is damaged. Save it anew as .docx or .xlsx.",
            )
        return target.read_bytes()


def _run(command: list[str]) -> bytes:
    """What a program writes, within bounded time; it ends with all that it started."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=_SECONDS)[0]
    except subprocess.TimeoutExpired as error:
        message = (
            f"Converting it took longer than {_SECONDS} s. Open it in a word processor and save it as .docx."
        )
        raise ReadError("legacy.failed", message) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _by_antiword(data: bytes, path: str | None, media_type: str) -> Raw:
    program = shutil.which("antiword")
    if program is None or media_type != "application/msword":
        raise ReadError(
            "legacy.no-converter",
            "Reading this old format takes LibreOffice (the program soffice), which isn't installed. "
            "Install it, or save the document as .docx or .xlsx.",
        )
    with tempfile.TemporaryDirectory(prefix="zhengce-") as folder:
        source = Path(folder, "input.doc")
        source.write_bytes(data)
        text = _run([program, "-m", "UTF-8.txt", "-w", "0", str(source)]).decode("utf-8", "replace")
    composer = Composer()
    for line in text.split("\n"):
        composer.paragraph([line])
    failed = ReadError("legacy.failed", "antiword found no text in it. Save it as .docx, and read that.")
    return composer.done(source_of(data, path, media_type), empty=failed)
