"""Lines to paragraphs: what is no part of the policy set aside, broken lines joined, stray blanks removed."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.mentions import Aside
from pipeline.normalize import furniture, residue, spaces
from pipeline.normalize.editmap import Change
from pipeline.normalize.fold import GONE, PAGE_BREAK, ligatures
from pipeline.normalize.lines import Line, closed_up, continues, split, wrap_width

_CONTEXT = 300


def lay_out(
    text: str, *, paragraphs: bool = False, rows: Sequence[int] = ()
) -> tuple[list[Change], list[Aside]]:
    """The changes that make paragraphs of a folded text's lines, and what they set aside.

    Between two paragraphs stands one line feed, around them no blanks. With `paragraphs` each line is one; a
    line that holds one of the offsets `rows`, where rows of tables begin, is one in any case.
    """
    asides = residue.find(text)
    text = blank_out(text, asides)
    lines = split(text) if paragraphs else closed_up(split(text))
    alone = {max(text.rfind(end, 0, row) for end in ("\n", PAGE_BREAK)) + 1 for row in rows}
    width = None if paragraphs else wrap_width([line for line in lines if line.opening not in alone])
    fused = furniture.fused_page_numbers(lines, width)
    if fused:
        asides += fused
        text = blank_out(text, fused)
        lines = closed_up(split(text))
    kept, dropped = furniture.separate(lines, width)
    asides += dropped
    changes = sorted([*_changes(text, kept, width, paragraphs, alone), *ligatures(text)])
    return changes, sorted(asides, key=lambda aside: aside.start)


def blank_out(text: str, asides: Sequence[Aside]) -> str:
    """The text with what is set aside made into characters that are to be deleted."""
    pieces: list[str] = []
    at = 0
    for aside in asides:
        pieces += (text[at : aside.start], GONE * (aside.end - aside.start))
        at = aside.end
    return "".join((*pieces, text[at:]))


def _changes(
    text: str,
    kept: Sequence[tuple[Line, bool]],
    width: int | None,
    paragraphs: bool,
    alone: set[int],
) -> list[Change]:
    changes: list[Change] = []
    before: Line | None = None
    paragraph = ""
    for line, across in kept:
        start = before.end if before else 0
        if before is None:
            between = ""
        elif paragraphs or not alone.isdisjoint((before.opening, line.opening)):
            between, paragraph = "\n", ""
        elif continues(before, line, width, across=across, paragraph=paragraph):
            between = _joint(before, line)
        else:
            between, paragraph = "\n", ""
        paragraph = (paragraph + line.text)[-_CONTEXT:]
        if text[start : line.start] != between:
            changes.append(Change(start, line.start, between))
        changes += spaces.changes(line, wrapped=width is not None)
        before = line
    end = before.end if before else 0
    if end < len(text):
        changes.append(Change(end, len(text), ""))
    return changes


def _joint(a: Line, b: Line) -> str:
    """A blank between two words in letters, else nothing."""
    left, right = a.text[-1], b.text[0]
    words = left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
    return " " if words else ""
