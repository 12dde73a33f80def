"""Records as tables (pandas), one row an item."""

from __future__ import annotations

from typing import Any, get_args

import pandas as pd
from pydantic import BaseModel

from pipeline import types
from pipeline.types import Document, Table

_MODELS: dict[str, type[BaseModel]] = {
    "clauses": types.Clause,
    "amounts": types.Amount,
    "dates": types.Date,
    "units": types.Unit,
    "goals": types.Goal,
    "supports": types.Support,
}


def to_frame(document: Document, table: Table) -> pd.DataFrame:
    """One row an item of `table`, the document's id first.

    A nested span `x` becomes the columns `x`, `x_start` and `x_end`. The columns are the same for every
    document, also for one without items. Raises ValueError for a name that is no table.
    """
    if table not in _MODELS:
        raise ValueError(f"no table {table!r}; there are {', '.join(get_args(Table))}")
    rows = [_row(document.doc_id, item) for item in getattr(document, table)]
    return pd.DataFrame(rows, columns=columns(table))


def columns(table: Table) -> list[str]:
    """The columns of `table`, in order."""
    names = ["doc_id"]
    for name, field in _MODELS[table].model_fields.items():
        if name == "boxes":
            continue
        column = field.alias or name
        nested = types.Span in get_args(field.annotation)
        names += [column, f"{column}_start", f"{column}_end"] if nested else [column]
    return names


def _row(doc_id: str, item: BaseModel) -> dict[str, Any]:
    row: dict[str, Any] = {"doc_id": doc_id}
    for key, value in item.model_dump(by_alias=True).items():
        if isinstance(value, dict):
            row |= {key: value["text"], f"{key}_start": value["start"], f"{key}_end": value["end"]}
        elif key != "boxes":
            row[key] = value
    return row
