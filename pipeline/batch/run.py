"""Running the recipe over many inputs: one document each, with a status, whatever happens."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from pipeline.batch.inputs import STDIN, Input
from pipeline.readers import Raw, ReadError, read
from pipeline.types import Document, Problem, Result, Source

R = TypeVar("R", bound=Result)


def run(
    inputs: Sequence[Input],
    step: Callable[[Raw], R],
    *,
    encoding: str | None = None,
    boxes: bool = True,
    workers: int = 1,
    debug: bool = False,
) -> Iterator[R | Document]:
    """One result of `step` for each input, in their order; the same with any number of workers.

    An input that fails gives a Document with status `failed`. With `debug` an unforeseen error is
    raised instead.
    """
    work = functools.partial(process, step=step, encoding=encoding, boxes=boxes, debug=debug)
    paths = [item.path for item in inputs]
    if workers <= 1 or len(paths) <= 1 or STDIN in paths:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor(max_workers=min(workers, len(paths))) as pool:
        yield from pool.map(work, paths)


def process(
    path: Path,
    step: Callable[[Raw], R],
    *,
    encoding: str | None = None,
    boxes: bool = True,
    debug: bool = False,
) -> R | Document:
    """The result of one file; `-` is standard input. See `run` for a file that fails."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        return _failed(path, None, _unopened(error))
    try:
        return step(read(data, None if path == STDIN else str(path), encoding, boxes=boxes))
    except ReadError as error:
        return _failed(path, data, error.problem)
    except Exception as error:  # the one place where a defect must not cost the rest of the batch
        if debug:
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        message = f"a defect of zhengce, please report it ({what}); --debug shows where"
        return _failed(path, data, Problem(code="internal", message=message))


def _unopened(error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(code="file.missing", message="there is no such file; check the path")
    if isinstance(error, PermissionError):
        return Problem(code="file.forbidden", message="may not be read; check its permissions")
    if isinstance(error, IsADirectoryError):
        return Problem(code="file.folder", message="is a folder; name it alone to read what is in it")
    return Problem(code="file.unreadable", message=f"could not be read: {error.strerror or error}")


def _failed(path: Path, data: bytes | None, problem: Problem) -> Document:
    digest = None if data is None else hashlib.sha256(data).hexdigest()
    return Document(
        doc_id=(digest or hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest())[:16],
        status="failed",
        errors=[problem],
        source=Source(
            path=None if path == STDIN else str(path),
            sha256=digest,
            media_type="application/octet-stream",
            bytes=len(data or b""),
        ),
        text="",
    )
