"""How sure an item is: the share of like items that was right when they were measured on labels.

`rules/lexicons/confidences.tsv` holds the measured shares (`zhengce calibrate` writes it): for each rule that
decides items, and for some situations of its items. A rule that was never measured keeps what it declares.
"""

from __future__ import annotations

import functools
from dataclasses import fields, replace
from typing import Any

from pipeline.combine.records import Records
from pipeline.rules import table

_FAR = 60
"""Characters between a beneficiary and its sum beyond which another sentence or half of one lies there."""


def calibrated(records: Records) -> Records:
    """The records, each with its measured confidence.

    OCR and other doubts about the text itself lower it later, in `pipeline.write`.
    """
    return Records(
        *(
            tuple(_calibrated(table.name, record) for record in getattr(records, table.name))
            for table in fields(records)
        )
    )


def _calibrated(name: str, record: Any) -> Any:
    why = record.why
    sure = confidence(name, why.rule, situation(name, record))
    return replace(record, why=replace(why, confidence=why.confidence if sure is None else sure))


def confidence(name: str, rule: str, how: str) -> float | None:
    """What was measured for a rule's items of a table, in a situation or else in any; None if nothing was."""
    measured = _measured()
    return measured.get((name, rule, how), measured.get((name, rule, "")))


def situation(name: str, item: Any) -> str:
    """What is known of an item, labelled or not, that tells how sure it is; "" where nothing does."""
    if name == "supports":
        return _of_support(item)
    if name == "goals":
        return "dated" if item.by else "undated"
    if name == "units":
        return "named" if item.name else "unnamed"
    if name == "dates":
        return "resolved" if item.end_date else "open"
    return ""


def _of_support(item: Any) -> str:
    value = item.amount or item.cap or item.form
    who = item.beneficiary
    if who is None:
        told = "nobody"
    elif value is not None and value.start - who.end > _FAR:
        told = "far"
    else:
        told = "behind" if value is not None and who.start > value.start else "near"
    return f"{told}, step" if item.tier is not None else told


@functools.cache
def _measured() -> dict[tuple[str, str, str], float]:
    return {
        (row["table"], row["rule"], row["situation"]): float(row["confidence"])
        for row in table("confidences")
    }
