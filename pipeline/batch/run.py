"""Running the recipe over many inputs: one document each, with a status, whatever happens."""

from __future__ import annotations

import functools
import hashlib
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
    if workers <= 1 or len(inputs) <= 1 or any(item.path == STDIN for item in inputs):
        yield from map(work, inputs)
        return
    with ProcessPoolExecutor(max_workers=min(workers, len(inputs))) as pool:
        yield from pool.map(work, inputs)


def process(
    item: Input | Path,
    step: Callable[[Raw], R],
    *,
    encoding: str | None = None,
    boxes: bool = True,
    debug: bool = False,
) -> R | Document:
    """The result of one file; `-` is standard input. See `run` for a file that fails."""
    if isinstance(item, Path):
        item = Input(item, item.name)
    data: bytes | None = None
    try:
        data = item.read()
        return step(read(data, item.name, encoding, boxes=boxes))
    except ReadError as error:
        return _failed(item, data, error.problem)
    except OSError as error:
        if data is not None and debug:
            raise
        return _failed(item, data, _unopened(error) if data is None else _defect(error))
    except Exception as error:  # the one place where a defect must not cost the rest of the batch
        if debug:
            raise
        return _failed(item, data, _defect(error))


def _defect(error: Exception) -> Problem:
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    message = f"a defect of zhengce, please report it ({what}); --debug shows where"
    return Problem(code="internal", message=message)


def _unopened(error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(code="file.missing", message="there is no such file; check the path")
    if isinstance(error, PermissionError):
        return Problem(code="file.forbidden", message="may not be read; check its permissions")
    if isinstance(error, IsADirectoryError):
        return Problem(code="file.folder", message="is a folder; name it alone to read what is in it")
    return Problem(code="file.unreadable", message=f"could not be read: {error.strerror or error}")


def _failed(item: Input, data: bytes | None, problem: Problem) -> Document:
    digest = None if data is None else hashlib.sha256(data).hexdigest()
    name = (item.name or "-").encode("utf-8", "surrogateescape")
    return Document(
        doc_id=(digest or hashlib.sha256(name).hexdigest())[:16],
        status="failed",
        errors=[problem],
        source=Source(
            path=item.name,
            sha256=digest,
            media_type="application/octet-stream",
            bytes=len(data or b""),
        ),
        text="",
    )
