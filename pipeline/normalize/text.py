"""Normalising one text: the whole of it in the order of its steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.mentions import Aside, Row, Span, Table
from pipeline.normalize import markup
from pipeline.normalize.editmap import EditMap, apply, disjoint
from pipeline.normalize.fold import fold
from pipeline.normalize.heads import headed
from pipeline.normalize.layout import blank_out, lay_out
from pipeline.normalize.regional import changes as regional_changes
from pipeline.normalize.script import keep_names, script_of, script_of_all, simplify
from pipeline.normalize.tables import changes as table_changes
from pipeline.normalize.tables import rows as table_rows
from pipeline.types import Script


@dataclass(frozen=True, slots=True)
class ScriptRun:
    """Paragraphs of one script: text[start:end] of the normalised text."""

    start: int
    end: int
    script: Script


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalised text with the way back to its original."""

    original: str
    text: str
    edits: EditMap
    script: Script
    asides: tuple[Aside, ...]
    scripts: tuple[ScriptRun, ...] = ()
    rows: tuple[Row, ...] = ()
    """The rows of tables, in normalised offsets."""


def normalize(
    original: str,
    asides: Sequence[Aside] = (),
    *,
    paragraphs: bool = False,
    tables: Sequence[Table] = (),
) -> Normalized:
    """Simplified, half-width text with lines joined and residue set aside.

    What a rule may rely on in the normalised text:

    - paragraphs are separated by one line feed, with no blanks around it and no empty paragraph;
    - simplified characters and, in traditional paragraphs, the mainland's words (網際網路 is 互联网);
    - full-width letters, digits and ％ ＋ － ／ ． ～ are half-width, compatibility ideographs and radicals
      ordinary ones; ㎡ ℃ ‰ ① Ⅲ stay;
    - brackets are （ ）, quotation marks “ ” ‘ ’; 〔 〕 《 》 〈 〉 【 】 [ ] stay;
    - the dash is —, the hyphen and the minus sign -;
    - entities (&nbsp; &#65288;) are the characters that they stand for;
    - , : ; ? ! beside a Chinese character, or beside a bracket or quotation mark that belongs to one, are
      ， ： ； ？ ！; between letters and digits (1,000 and 1:2) they stay half-width;
    - no blank stands between a figure and a Chinese character, inside a sentence or before a mark; one stays
      after a clause's number, between words in letters and where it may stand for a lost paragraph break.

    `asides` are stretches that the reader set aside, sorted; with `paragraphs` a line is a paragraph as the
    format has it, and none is joined to another. A row of one of the `tables` reads as a sentence, its cells
    led in by the heads of their columns. Never raises; any string has a normalised one.
    """
    tables = [headed(table) for table in tables]
    if asides:
        rest = normalize(blank_out(original, asides), paragraphs=paragraphs, tables=tables)
        every = sorted((*asides, *rest.asides), key=lambda aside: aside.start)
        return replace(rest, original=original, asides=tuple(every))
    read = disjoint([*table_changes(original, tables), *markup.changes(original)])
    if not read:
        plain = _normalize(original, paragraphs, _openings(tables))
        return replace(plain, rows=_rows(plain, tables))
    first = EditMap.of(read)
    openings = [first.to_normalized(at, at + 1)[0] for at in _openings(tables)]
    inner = _normalize(apply(original, read), paragraphs, openings)
    result = replace(
        inner,
        original=original,
        edits=first.then(inner.edits),
        asides=tuple(Aside(*first.to_original(a.start, a.end), a.reason) for a in inner.asides),
    )
    return replace(result, rows=_rows(result, tables))


def _rows(result: Normalized, tables: Sequence[Table]) -> tuple[Row, ...]:
    """The rows of tables in normalised offsets; each is its line."""
    found = []
    for row in table_rows(tables):
        start, _ = result.edits.to_normalized(row.start, row.start + 1)
        above = (Span(*result.edits.to_normalized(cell.start, cell.end)) for cell in row.above)
        end = result.text.find("\n", start)
        line = result.text.rfind("\n", 0, start) + 1, len(result.text) if end < 0 else end
        found.append(Row(*line, tuple(above)))
    return tuple(sorted(found, key=lambda row: row.start))


def _openings(tables: Sequence[Table]) -> list[int]:
    """Where the rows of tables begin, those of their heads too, each at its first words."""
    found: dict[tuple[int, int], int] = {}
    for number, table in enumerate(tables):
        for cell in table.cells:
            if cell.end > cell.start:
                place = number, cell.row
                found[place] = min(found.get(place, cell.start), cell.start)
    return list(found.values())


def _normalize(original: str, paragraphs: bool, rows: Sequence[int] = ()) -> Normalized:
    folded, traditional = fold(original)
    simplified = simplify(folded) if traditional else folded
    changes, asides = lay_out(simplified, paragraphs=paragraphs, rows=rows)
    edits = EditMap.of(changes)
    text = apply(simplified, changes)
    if not traditional:
        return Normalized(original, text, edits, "hans", tuple(asides), (ScriptRun(0, len(text), "hans"),))
    text, runs = _paragraphs(apply(folded, changes), text)
    regional = regional_changes(text, [(run.start, run.end) for run in runs if run.script == "hant"])
    if regional:
        later = EditMap.of(regional)
        text, edits = apply(text, regional), edits.then(later)
        runs = [ScriptRun(*later.to_normalized(run.start, run.end), run.script) for run in runs]
    sizes: Counter[Script] = Counter()
    for run in runs:
        sizes[run.script] += run.end - run.start
    return Normalized(original, text, edits, script_of_all(sizes), tuple(asides), tuple(runs))


def _paragraphs(folded: str, simplified: str) -> tuple[str, list[ScriptRun]]:
    """The simplified text with each paragraph's script told; undecided ones follow the one before."""
    pairs = list(zip(folded.split("\n"), simplified.split("\n"), strict=True))
    scripts = [script_of(a, b) for a, b in pairs]
    last: Script = next((script for script in scripts if script), "hans")
    texts: list[str] = []
    runs: list[ScriptRun] = []
    at = 0
    for (a, b), script in zip(pairs, scripts, strict=True):
        last = script or last
        texts.append(b if last == "hant" else keep_names(a, b))
        end = at + len(b)
        if runs and runs[-1].script == last:
            runs[-1] = ScriptRun(runs[-1].start, end, last)
        else:
            runs.append(ScriptRun(at, end, last))
        at = end + 1
    return "\n".join(texts), runs
