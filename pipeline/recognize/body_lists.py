"""The word lists of bodies: central ones, party organs, departments with their fields and kinds, zones."""

from __future__ import annotations

import functools

from pipeline.rules.loader import table

# Kinds of bodies as short names end, and as official names do.
KINDS = {
    "委员会": "委员会",
    "办公室": "办公室",
    "办公厅": "办公厅",
    "厅": "厅",
    "局": "局",
    "委": "委员会",
    "办": "办公室",
}
REGULATORS = {
    "银保监局": "中国银行保险监督管理委员会{S}监管局",
    "银保监分局": "中国银行保险监督管理委员会{S}监管分局",
    "银监局": "中国银行业监督管理委员会{S}监管局",
    "银监分局": "中国银行业监督管理委员会{S}监管分局",
    "保监局": "中国保险监督管理委员会{S}监管局",
    "保监分局": "中国保险监督管理委员会{S}监管分局",
    "证监局": "中国证券监督管理委员会{S}监管局",
    "金融监管局": "国家金融监督管理总局{S}监管局",
    "金融监管分局": "国家金融监督管理总局{S}监管分局",
    "海关": "中华人民共和国{S}海关",
    "海事局": "中华人民共和国{S}海事局",
}


@functools.cache
def departments() -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of `departments.tsv` by short name; those for a level, a province or years come first."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("departments"):
        found.setdefault(row["short"], []).append(row)
    narrow = ("provinces", "levels", "since", "until")
    return {
        short: tuple(sorted(rows, key=lambda r: not any(r[key] for key in narrow)))
        for short, rows in found.items()
    }


def holds_in(row: dict[str, str], year: int | None) -> bool:
    """Whether a row of a word list holds for a document of a year; without a year, whether it still holds."""
    since, until = row["since"] or 0, row["until"] or 9999
    return int(since) <= (year or 9998) <= int(until)


@functools.cache
def fields() -> dict[str, str]:
    """The full form of each field by its short forms."""
    return {short: row["full"] for row in table("fields") for short in row["short"].split(";")}


@functools.cache
def party() -> dict[str, str]:
    """The full name of each organ of a party committee by its short name."""
    return {row["short"]: row["full"] for row in table("party_organs")}


@functools.cache
def central() -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of `central_bodies.tsv` by short name."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("central_bodies"):
        for short in row["short"].split(";"):
            found.setdefault(short, []).append(row)
    return {short: tuple(rows) for short, rows in found.items()}


@functools.cache
def taiwan() -> dict[str, str]:
    """The full names of Taiwan's bodies, by their names in simplified characters."""
    return {row["short"]: row["full"] for row in table("taiwan_bodies")}


@functools.cache
def zones() -> dict[str, str]:
    """The official names of zones by their short names."""
    return {row["short"]: row["full"] for row in table("zones")}


@functools.cache
def tails() -> tuple[str, ...]:
    """The names of bodies without their heads that are in the word lists, sorted."""
    ends = [*KINDS, "部门", "主管部门", "行政部门", "行政主管部门"]
    made = {short + end for short in fields() for end in ends}
    return tuple(sorted(made.union(departments(), REGULATORS)))


def central_names() -> tuple[str, ...]:
    """The names of central bodies that mean them in any document, sorted."""
    return tuple(sorted(name for name, rows in central().items() if rows[0]["where"] == "any"))


def central_short_names() -> tuple[str, ...]:
    """The names that mean a central body in a central document only, sorted."""
    return tuple(sorted(name for name, rows in central().items() if rows[0]["where"] != "any"))


def taiwan_names() -> tuple[str, ...]:
    """The names of Taiwan's bodies, sorted."""
    return tuple(sorted(taiwan()))


def party_organs() -> tuple[str, ...]:
    """The names of a party committee's organs, sorted."""
    return tuple(sorted(party()))
