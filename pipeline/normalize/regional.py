"""The words of Taiwan and Hong Kong, into those of the mainland."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.normalize.editmap import Change
from pipeline.rules.loader import table


class Term(NamedTuple):
    """A regional word, what it becomes, and the surroundings that it needs (None: any)."""

    word: str
    target: str
    condition: re.Pattern[str] | None

    def fits(self, text: str, start: int) -> bool:
        """Whether its surroundings at text[start] allow the change."""
        return self.condition is None or self.condition.match(text, start) is not None


_LONGEST = 12
"""No term is longer."""


def changes(text: str, spans: Sequence[tuple[int, int]]) -> list[Change]:
    """The changes to the regional words of a text inside `spans`, its traditional paragraphs, in order."""
    words, terms = _lexicon()
    found: list[Change] = []
    for first, last in spans:
        for index, start, end in words.find_matches_as_indexes(text[first:last]):
            match = _fitting(text, terms[index], start + first, end + first, last)
            if match is not None and (not found or match.start >= found[-1].end):
                found.append(match)
    return [change for change in found if text[change.start : change.end] != change.to]


def _fitting(text: str, term: Term, start: int, end: int, last: int) -> Change | None:
    """The change to a term, or where its surroundings forbid it to one that begins inside it (重視[訊息])."""
    if term.fits(text, start):
        return Change(start, end, term.target)
    words, terms = _lexicon()
    window = text[start + 1 : min(last, end + _LONGEST)]
    for index, begin, stop in words.find_matches_as_indexes(window):
        if start + 1 + begin >= end:
            break
        if terms[index].fits(text, start + 1 + begin):
            return Change(start + 1 + begin, start + 1 + stop, terms[index].target)
    return None


@functools.cache
def _lexicon() -> tuple[AhoCorasick, list[Term]]:
    terms = [
        Term(
            row["term"],
            row["target"],
            re.compile(row["before"] + re.escape(row["term"]) + row["after"])
            if row["before"] or row["after"]
            else None,
        )
        for row in table("regional_terms")
    ]
    return AhoCorasick([term.word for term in terms], matchkind=MatchKind.LeftmostLongest), terms
