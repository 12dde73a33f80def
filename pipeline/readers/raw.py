"""What a reader gives."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Problem, Source, Status


class ReadError(Exception):
    """An input that gives no text. `problem` says what is wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code=code, message=message)


@dataclass(frozen=True, slots=True)
class Raw:
    """A document's text as it was decoded, and where it came from."""

    text: str
    source: Source
    problems: tuple[Problem, ...] = ()

    @property
    def doc_id(self) -> str:
        """The document's id: the same bytes have the same id."""
        return (self.source.sha256 or "")[:16]

    @property
    def status(self) -> Status:
        """`partial` where something was given up while reading."""
        return "partial" if self.problems else "success"
