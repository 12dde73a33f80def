"""The document model: what one extracted document looks like, in memory and as JSON.

Every span is a half-open pair of code-point offsets into `Document.text`, the document's own text
as it was decoded: `text[start:end]` is the evidence, in the script and spelling of the original.
A span that is absent is None; a value that cannot be worked out is None, never guessed.

The same model holds what an annotator labelled and what the rules or a model found, so that any two
can be compared. `schemas/document-1.0.json` is this model as JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    import pandas

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Status = Literal["success", "partial", "failed"]
Script = Literal["hans", "hant", "mixed"]
Level = Literal["nation", "province", "city", "county"]
ClauseKind = Literal["preamble", "section", "closing", "attachment", "row", "rest"]
Bound = Literal["exact", "max", "min", "approx"]
AmountRole = Literal["award", "budget", "threshold", "goal", "other"]
Frequency = Literal["once", "yearly"]
DateRole = Literal["deadline", "recurrence", "duration", "effective", "expiry", "signed", "issued", "other"]
UnitRole = Literal["lead", "responsible", "support", "member", "supervise"]
UnitPlace = Literal["list", "text"]
Operator = Literal["ge", "gt", "le", "lt", "eq", "approx"]
GoalKind = Literal["level", "increment", "growth", "multiple", "rank"]
Table = Literal["clauses", "amounts", "dates", "units", "goals", "supports"]

ISODate = Annotated[
    str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="ISO 8601 date, month or year")
]
Box = Annotated[
    list[float],
    Field(
        min_length=4,
        max_length=4,
        description="x0, top, x1, bottom in points from the page's top left corner",
    ),
]
Confidence = Annotated[float, Field(ge=0, le=1)]

# Left to right: a whole number is spelt as one in the JSON, 2000000 and not 2000000.0.
Number = Annotated[int | Annotated[float, Field(allow_inf_nan=False)], Field(union_mode="left_to_right")]


class Model(BaseModel):
    """Base of every model: immutable, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _absent(value: object) -> bool:
    """Whether a field of formats with pages is left out of the JSON."""
    return not value


class Span(Model):
    """A stretch of the document's text: `document.text[start:end] == text`.

    In a format with pages it says where it is printed; elsewhere the JSON has no such keys.
    """

    start: int = Field(ge=0, description="code-point offset of the first character")
    end: int = Field(ge=0, description="code-point offset after the last character")
    text: str
    page: int | None = Field(
        default=None, ge=1, exclude_if=_absent, description="the page on which it begins, from 1"
    )
    boxes: list[Box] | None = Field(
        default=None,
        exclude_if=_absent,
        description="where it stands on that page, one box a line of print",
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit its text {self.text!r}")
        return self


class Item(Model):
    """What every extracted item carries: who found it, how sure, and on what trigger."""

    id: str = Field(description="unique inside the document; the letter says the kind")
    clause: str | None = Field(default=None, description="id of the clause that it stands in")
    found_by: str | None = Field(
        default=None, description="rule:ID, or model:NAME@VERSION; None for a human label"
    )
    confidence: Confidence | None = None
    trigger: Span | None = Field(default=None, description="the words that decided the reading")
    ocr: bool = Field(
        default=False,
        exclude_if=_absent,
        description="it was read from a picture: compare it with the page; no such key elsewhere",
    )


class Mention(Span, Item):
    """An item that is itself a stretch of text."""


class Source(Model):
    """Where a document came from."""

    path: str | None = Field(description="as given by the caller; None for text from memory")
    sha256: str | None = Field(
        pattern=r"^[0-9a-f]{64}$", description="of the bytes that were read; None if it wasn't opened"
    )
    media_type: str
    encoding: str | None = Field(default=None, description="as Python names it")
    bytes: int = Field(ge=0)
    pages: int | None = None
    ocr: list[int] | None = Field(
        default=None, exclude_if=_absent, description="the pages that were read from pictures"
    )


class Problem(Model):
    """One thing that went wrong, in words that its reader can act on."""

    code: str = Field(description="stable, e.g. text.undecodable")
    message: str = Field(description="what is wrong and what to do")


class SetAside(Span):
    """Text that is no part of the policy: page furniture, web residue, markup."""

    reason: str


class Metadata(Model):
    """What the document says of itself."""

    title: str | None = None
    doc_number: str | None = Field(default=None, description="发文字号 as printed")
    issuers: list[str] = Field(default_factory=list, description="发文机关, full names")
    kind: str | None = Field(default=None, description="the last word of the title that names the kind")
    level: Level | None = None
    region: str | None = None
    adcode: str | None = Field(default=None, pattern=r"^\d{6}$", description="GB/T 2260")
    signed_on: ISODate | None = None
    issued_on: ISODate | None = None
    effective_from: ISODate | None = None
    valid_until: ISODate | None = Field(default=None, description="last day, inclusive")
    repeals: list[str] = Field(default_factory=list)


class Clause(Model):
    """A numbered clause, a row of a table, the text after one, the text before the first, or the closing."""

    id: str
    parent: str | None = None
    number: str = Field(
        description='as printed, brackets kept, other marks not; "0", "end" and "row 2" have none'
    )
    depth: int = Field(ge=0, description="1 for the top level; 0 for the preamble and the closing part")
    kind: ClauseKind = "section"
    heading: str | None = None
    start: int = Field(ge=0, description="at the number")
    end: int = Field(ge=0, description="where the next clause begins")


class Amount(Mention):
    """An expression of money. `min` and `max` are in units of the currency."""

    currency: str = Field(default="CNY", description="ISO 4217")
    min: Number | None = None
    max: Number | None = None
    bound: Bound = "exact"
    role: AmountRole = "other"
    freq: Frequency | None = None
    per: str | None = Field(default=None, description="what each one gets it, as printed")


class Date(Mention):
    """An expression of time that bears on the policy."""

    role: DateRole
    start_date: ISODate | None = None
    end_date: ISODate | None = None


class Unit(Mention):
    """A body that has to act, pay or lead."""

    role: UnitRole
    name: str | None = Field(default=None, description="full official name, simplified; None for a group")
    place: UnitPlace = Field(alias="in")
    applies_to: list[str] = Field(default_factory=list, description="ids of clauses that inherit it")

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Goal(Mention):
    """A quantified commitment; its span is the number with its unit."""

    indicator: Span | None = None
    value: Number | None = None
    value_max: Number | None = None
    unit: str | None = None
    op: Operator = "eq"
    kind: GoalKind = "level"
    stretch: bool = False
    by: ISODate | None = None
    freq: Literal["yearly"] | None = None


class Support(Item):
    """One sum or rate that somebody can get."""

    beneficiary: Span | None = None
    tier: Span | None = None
    amount: Span | None = None
    cap: Span | None = None
    min: Number | None = None
    max: Number | None = None
    currency: str | None = Field(default=None, description="ISO 4217 of min and max")
    rate: Number | None = Field(default=None, description="per cent")
    rate_max: Number | None = None
    basis: Span | None = Field(default=None, description="what the rate is a share of")
    form: Span | None = None
    freq: Frequency | None = None
    per: str | None = None


class Result(Model):
    """What every input gives, whatever happens to it."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    doc_id: str = Field(pattern=r"^[0-9a-f]{16}$", description="first 16 digits of the source's sha256")
    status: Status
    errors: list[Problem] = Field(default_factory=list)
    source: Source


class Document(Result):
    """One policy document and everything found in it."""

    script: Script | None = None
    text: str
    set_aside: list[SetAside] = Field(default_factory=list)
    metadata: Metadata = Field(default_factory=Metadata)
    clauses: list[Clause] = Field(default_factory=list)
    amounts: list[Amount] = Field(default_factory=list)
    dates: list[Date] = Field(default_factory=list)
    units: list[Unit] = Field(default_factory=list)
    goals: list[Goal] = Field(default_factory=list)
    supports: list[Support] = Field(default_factory=list)

    def to_frame(self, table: Table) -> pandas.DataFrame:
        """One row an item of `table` ("supports", "goals", "units" …), nested spans flattened.

        A span column `amount` becomes `amount`, `amount_start` and `amount_end`; the document's id
        comes first. Raises ValueError for a name that is no table.
        """
        from pipeline.frames import to_frame  # noqa: PLC0415  (pandas is slow to import)

        return to_frame(self, table)
