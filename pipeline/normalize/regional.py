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


def changes(text: str, spans: Sequence[tuple[int, int]]) -> list[Change]:
    """The changes to the regional words of a text inside `spans`, its traditional paragraphs, in order."""
    words, terms = _lexicon()
    found: list[Change] = []
    for first, last in spans:
        for index, start, end in words.find_matches_as_indexes(text[first:last]):
            word, target, condition = terms[index]
            start, end = start + first, end + first
            if target != word and (condition is None or condition.match(text, start)):
                found.append(Change(start, end, target))
    return found


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
