"""The characters that the model knows: a plain text file, one entry a line.

One character is one token, so that a token's index is a character's offset. Nothing is lower-cased,
merged or split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.recognize.characters import SPECIALS


def build(texts: Iterable[str], min_count: int) -> list[str]:
    """The entries, specials first, then characters by falling count; ASCII is always among them."""
    counts: Counter[str] = Counter(map(chr, range(32, 127)))
    counts["\n"] = 1
    always = set(counts)
    for text in texts:
        counts.update(text)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [*SPECIALS, *(char for char, count in ranked if count >= min_count or char in always)]


def from_tokenizer(vocabulary: Mapping[str, int], size: int) -> list[str]:
    """The same list from the vocabulary of a checkpoint that has BERT's marks: id → entry.

    Pieces of words (##ing) stay in their places but never match a character.
    """
    entries = [f"[unused{i}]" for i in range(size)]
    for entry, index in vocabulary.items():
        if index < size:
            entries[index] = entry
    return entries
