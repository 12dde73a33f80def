"""Labels without their text: offsets and values only, for documents that may not be passed on.

A file holds no word of its document: spans are pairs of offsets, and what an annotator copies from the text
(a title, a heading, a clause's number, what each one gets a sum for) is a list of such pairs, whose pieces
joined give the words. The sha256 says which bytes the offsets are meant for.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.annotate.quotes import LabelError
from pipeline.normalize import normalize
from pipeline.readers import Raw
from pipeline.types import Document

FORMAT: Final = "zhengce-offsets/1"

_TABLES = ("clauses", "amounts", "dates", "units", "goals", "supports")
_QUOTED = frozenset(("title", "repeals", "number", "heading", "per"))
"""Fields whose value is copied from the text; "0" and "end" as a clause's number are not."""

_OF_HUMANS = {"found_by", "confidence", "trigger", "applies_to"}
"""What only an extracted item has."""


class OffsetFile(BaseModel):
    """The labels of one document as offsets and values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: str = Field(pattern=f"^{FORMAT}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the document's bytes")
    characters: int = Field(gt=0, description="of its text as decoded")
    found_at: dict[str, str] = Field(description="where the document is published, or cut from")
    metadata: dict[str, Any]
    clauses: list[dict[str, Any]]
    amounts: list[dict[str, Any]]
    dates: list[dict[str, Any]]
    units: list[dict[str, Any]]
    goals: list[dict[str, Any]]
    supports: list[dict[str, Any]]


def parse(labels: dict[str, Any]) -> OffsetFile:
    """The offset file in parsed JSON. Raises LabelError."""
    try:
        return OffsetFile.model_validate(labels)
    except ValidationError as error:
        raise LabelError(str(error.errors()[0]["msg"])) from error


def without_text(document: Document, found_at: Mapping[str, str]) -> str:
    """A labelled document as an offset file, one item a line. Raises LabelError for words not in its text."""
    text = document.text
    whole = document.model_dump(mode="json", exclude={t: {"__all__": _OF_HUMANS} for t in _TABLES})
    metadata = _hide(whole["metadata"], text, 0)
    lines = [
        "{",
        f' "format": {_json(FORMAT)},',
        f' "sha256": {_json(document.source.sha256)},',
        f' "characters": {len(text)},',
        f' "found_at": {_json(dict(found_at))},',
        f' "metadata": {_json(metadata)},',
    ]
    for table in _TABLES:
        starts = {clause.id: clause.start for clause in document.clauses}
        items = [
            _json(_hide(item, text, item["start"] if table == "clauses" else starts[item["clause"]]))
            for item in whole[table]
        ]
        comma = "" if table == _TABLES[-1] else ","
        lines.append(f" {_json(table)}: [" + ("\n  " + ",\n  ".join(items) if items else "") + f"]{comma}")
    return "\n".join([*lines, "}", ""])


def published(sources: Path) -> dict[str, dict[str, str]]:
    """Where each document is published, by its name: the filled columns of a TSV whose `file` is its path."""
    with sources.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    kept = ("published_at_repository", "path", "title", "issuer", "year", "excerpt")
    return {PurePosixPath(row["file"]).stem: {key: row[key] for key in kept if row.get(key)} for row in rows}


def with_text(labels: OffsetFile, raw: Raw) -> Document:
    """The labelled document, given the text. Raises LabelError where the bytes are others."""
    if raw.source.sha256 != labels.sha256:
        raise LabelError(
            "the document differs from the labelled one (sha256); its offsets would mean nothing"
        )
    tables = {t: [_show(item, raw.text) for item in getattr(labels, t)] for t in _TABLES}
    try:
        return Document.model_validate(
            {
                "doc_id": raw.doc_id,
                "status": "success",
                "source": raw.source,
                "script": normalize(raw.text).script,
                "text": raw.text,
                "metadata": _show(labels.metadata, raw.text),
                **tables,
            }
        )
    except ValidationError as error:
        raise LabelError(str(error.errors()[0]["msg"])) from error


def _hide(item: dict[str, Any], text: str, after: int) -> dict[str, Any]:
    """The item without words of the text and without what is null."""
    hidden: dict[str, Any] = {}
    for key, value in item.items():
        if value is None or value == [] or key == "text":
            continue
        if isinstance(value, dict):
            value = [value["start"], value["end"]]
        elif key in _QUOTED and value not in ("0", "end"):
            value = (
                _pieces(value, text, after)
                if isinstance(value, str)
                else [_pieces(v, text, 0) for v in value]
            )
        hidden[key] = value
    return hidden


def _pieces(words: str, text: str, after: int) -> list[list[int]]:
    """Where the words stand: one pair of offsets, or several where white space breaks them."""
    at = text.find(words, after)
    if at >= 0:
        return [[at, at + len(words)]]
    for start in range(len(text)):
        if text[start] == words[0] and (found := _broken(words, text, start)):
            return found
    raise LabelError(f"{words!r} doesn't stand in the text")


def _broken(words: str, text: str, start: int) -> list[list[int]] | None:
    pieces = [[start, start]]
    at = start
    for character in words:
        while at < len(text) and text[at] != character and text[at].isspace():
            at += 1
        if at == len(text) or text[at] != character:
            return None
        if at != pieces[-1][1]:
            pieces.append([at, at])
        at += 1
        pieces[-1][1] = at
    return pieces


def _show(item: dict[str, Any], text: str) -> dict[str, Any]:
    """The item with its words back from the text."""
    shown: dict[str, Any] = {}
    for key, value in item.items():
        if key == "repeals":
            value = [_joined(pieces, text) for pieces in value]
        elif key in _QUOTED and not isinstance(value, str):
            value = _joined(value, text)
        elif isinstance(value, list) and key != "issuers":
            value = {"start": value[0], "end": value[1], "text": text[value[0] : value[1]]}
        shown[key] = value
    if "start" in item and "depth" not in item:
        shown["text"] = text[item["start"] : item["end"]]
    return shown


def _joined(pieces: list[list[int]], text: str) -> str:
    return "".join(text[start:end] for start, end in pieces)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
