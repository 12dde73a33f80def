"""What an annotator writes by hand: the items of each clause, their words named by quotes.

A label file is JSON: `meta`, and `clauses`, each with the items that are stated in it. An item names
its words by a quote (`q`, or the name of the part) that is copied letter by letter from the document, and by
`nth` where the quote occurs more than once in the clause. Offsets are never written by hand.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.types import (
    AmountRole,
    Bound,
    DateRole,
    Frequency,
    GoalKind,
    ISODate,
    Metadata,
    Number,
    Operator,
    UnitPlace,
    UnitRole,
)


class _Label(BaseModel):
    """Unknown keys are refused: a misspelt one would lose what it says."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)


class AmountLabel(_Label):
    """An expression of money."""

    q: str
    nth: int = 1
    currency: str = "CNY"
    min: Number | None
    max: Number | None
    bound: Bound
    role: AmountRole
    freq: Frequency | None = None
    per: str | None = None


class DateLabel(_Label):
    """An expression of time."""

    q: str
    nth: int = 1
    role: DateRole
    start: ISODate | None = None
    end: ISODate | None = None


class UnitLabel(_Label):
    """A body that has to act."""

    q: str
    nth: int = 1
    role: UnitRole
    name: str | None = None
    place: UnitPlace = Field(alias="in")


class GoalLabel(_Label):
    """A quantified commitment."""

    q: str
    nth: int = 1
    indicator: str | None
    indicator_nth: int = 1
    value: Number | None
    value_max: Number | None = None
    unit: str | None = None
    op: Operator
    kind: GoalKind
    stretch: bool = False
    by: ISODate | None = None
    freq: Literal["yearly"] | None = None


class SupportLabel(_Label):
    """A sum or rate that somebody can get."""

    beneficiary: str | None
    beneficiary_nth: int = 1
    tier: str | None = None
    tier_nth: int = 1
    amount: str | None = None
    amount_nth: int = 1
    cap: str | None = None
    cap_nth: int = 1
    rate: Number | None = None
    rate_max: Number | None = None
    basis: str | None = None
    basis_nth: int = 1
    form: str | None = None
    form_nth: int = 1


class ClauseLabel(_Label):
    """A clause with what is stated in it; `at` is a quote that begins where the clause begins."""

    number: str
    at: str
    at_nth: int = 1
    parent: str | None = None
    heading: str | None = None
    units: tuple[UnitLabel, ...] = ()
    amounts: tuple[AmountLabel, ...] = ()
    dates: tuple[DateLabel, ...] = ()
    goals: tuple[GoalLabel, ...] = ()
    supports: tuple[SupportLabel, ...] = ()


class LabelFile(_Label):
    """The labels of one document."""

    doc: str
    meta: Metadata
    clauses: tuple[ClauseLabel, ...]


ITEMS = ("units", "amounts", "dates", "goals", "supports")


def tidied(text: str) -> str:
    """A label file as it is kept: one item a line, what has its usual value left out."""
    labels = LabelFile.model_validate_json(text)
    clauses = labels.model_dump(exclude_defaults=True)["clauses"]
    meta = [f"  {_json(key)}: {_json(value)}" for key, value in labels.meta.model_dump().items()]
    return "\n".join(
        [
            "{",
            f' "doc": {_json(labels.doc)},',
            ' "meta": {',
            ",\n".join(meta),
            " },",
            ' "clauses": [',
            ",\n".join(map(_clause, clauses)),
            " ]",
            "}",
            "",
        ]
    )


def _clause(values: dict[str, Any]) -> str:
    head = {key: value for key, value in values.items() if key not in ITEMS}
    pieces = [f"  {_json(head)[:-1]}"]
    for table in ITEMS:
        if values.get(table):
            pieces.append(f"   {_json(table)}: [\n    " + ",\n    ".join(map(_json, values[table])) + "]")
    return ",\n".join(pieces) + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
