"""The recipe: a policy document in, everything that it promises out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.combine.records import Found, Records
from pipeline.confidence import calibrated
from pipeline.link import amounts, dates, goals, metadata, supports, units
from pipeline.normalize import normalize
from pipeline.readers import Raw, from_text, read
from pipeline.recognize import money, names, quantities, times
from pipeline.segment import segment
from pipeline.types import Document
from pipeline.write import Writer, nothing_found, set_aside

if TYPE_CHECKING:
    from pipeline.combine.decide import Decider


def extract(
    path: str | Path, *, encoding: str | None = None, boxes: bool = True, decide: Decider | None = None
) -> Document:
    """The document in a file; without `boxes` a PDF is read quicker, and its spans name pages only.

    The rules decide, or `decide`, which `pipeline.combine.systems.decider` gives. Raises ReadError where no
    text can be read from it, OSError as `open` does.
    """
    data = Path(path).read_bytes()
    return extract_bytes(data, path=str(path), encoding=encoding, boxes=boxes, decide=decide)


def extract_text(text: str, *, decide: Decider | None = None) -> Document:
    """The document in a string; a lone surrogate in it is read as �. Raises ReadError where it is empty."""
    return extract_raw(from_text(text), decide=decide)


def extract_bytes(
    data: bytes,
    *,
    path: str | None = None,
    encoding: str | None = None,
    boxes: bool = True,
    decide: Decider | None = None,
) -> Document:
    """The document in the bytes of a file. Raises ReadError where no text can be read from them."""
    return extract_raw(read(data, path, encoding, boxes=boxes), decide=decide)


def extract_raw(raw: Raw, *, decide: Decider | None = None) -> Document:
    """The document in a text that was read: read → normalise → segment → recognise → link → write."""
    normalized = normalize(raw.text, raw.asides, paragraphs=raw.paragraphs, tables=raw.tables)
    text = normalized.text
    outline = segment(text, normalized.rows)

    found_money = money.recognize(text)
    found_times = times.recognize(text)
    taken = [m.span for m in found_money] + [t.span for t in found_times]
    found_quantities = quantities.recognize(text, taken)

    meta = metadata.link(normalized, outline, found_times)
    found_names = names.recognize(text, meta)
    found = Found(outline, meta, found_money, found_times, found_names)
    records = Records(
        amounts.link(outline, found_money, meta),
        dates.link(outline, found_times, meta),
        units.link(outline, found_names, meta),
    )
    if decide is not None:
        records = decide.roles(found, records)
    if decide is None or decide.links:
        records = replace(
            records,
            goals=goals.link(outline, found_quantities, records.amounts, records.dates, meta),
            supports=supports.link(outline, records.amounts, found_quantities),
        )
    if decide is not None:
        records = decide.phrases(found, records)
    records = calibrated(records)

    problems = [*raw.problems, *nothing_found(meta, records)]
    write = Writer(normalized, outline, raw.layout)
    return Document(
        doc_id=raw.doc_id,
        status="partial" if problems else "success",
        errors=problems,
        source=raw.source,
        script=normalized.script,
        text=raw.text,
        set_aside=set_aside(normalized, raw.layout),
        metadata=meta,
        clauses=write.clauses(),
        amounts=write.amounts(records.amounts),
        dates=write.dates(records.dates),
        units=write.units(records.units),
        goals=write.goals(records.goals),
        supports=write.supports(records.supports),
    )
