"""Rules and model to records: who decides on what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from pipeline.combine import phrases, roles, units
from pipeline.combine.policy import Policy
from pipeline.combine.records import Found, Records, kind
from pipeline.mentions import Span
from pipeline.recognize.tags import Tag


class Tags(Protocol):
    """What tags sentences: a model that was loaded."""

    name: str

    def tag(self, sentences: Sequence[str]) -> list[list[Tag]]:
        """The tags of each sentence, in its own offsets."""
        ...


class Decider:
    """Gives the records of a document.

    With `both` the model reads only sentences in which the rules leave something open that the policy lets it
    decide on. With `model` the model alone says who acts and which role sums and dates have: what it doesn't
    tag is none. What a sum or a date is worth the numerals say in any case.
    """

    def __init__(self, system: Literal["model", "both"], tags: Tags, policy: Policy) -> None:
        self.system = system
        self._tags = tags
        self._policy = policy

    @property
    def links(self) -> bool:
        """Whether goals and supports are linked: by rules, so the model alone has none."""
        return self.system == "both"

    def roles(self, found: Found, rules: Records) -> Records:
        """The sums, dates and units, given those of the rules."""
        if self.system == "model":
            return self._alone(found, self.read(found, found.outline.sentences))
        sentences = list(open_sentences(found, rules, self._policy))
        tags = self.read(found, sentences) if sentences else []
        by, policy = f"model:{self._tags.name}", self._policy
        return Records(
            roles.amounts(found, rules.amounts, tags, policy, by),
            roles.dates(found, rules.dates, tags, policy, by),
            units.units(found, rules.units, tags, policy, by),
        )

    def phrases(self, found: Found, linked: Records) -> Records:
        """The records with the phrases of goals and supports as they prevail."""
        offsets = phrases.offsets(linked.goals, linked.supports, self._policy)
        sentences = list(_sentences(found, offsets))
        if not sentences:
            return linked
        tags, policy, by = self.read(found, sentences), self._policy, f"model:{self._tags.name}"
        return replace(
            linked,
            goals=phrases.goals(found, linked.goals, tags, policy, by),
            supports=phrases.supports(found, linked.supports, tags, policy, by),
        )

    def _alone(self, found: Found, tags: Sequence[Tag]) -> Records:
        by = f"model:{self._tags.name}"
        return Records(
            roles.amounts(found, (), tags, None, by),
            roles.dates(found, (), tags, None, by),
            units.units(found, (), tags, None, by),
        )

    def read(self, found: Found, sentences: Sequence[Span]) -> list[Tag]:
        """The tags of sentences, in offsets of the document."""
        text = found.outline.text
        read = self._tags.tag([text[s.start : s.end] for s in sentences])
        return [
            Tag(tag.start + sentence.start, tag.end + sentence.start, tag.label, tag.probability)
            for sentence, tags in zip(sentences, read, strict=True)
            for tag in tags
        ]


def open_sentences(found: Found, rules: Records, policy: Policy) -> Iterator[Span]:
    """The sentences in which the rules leave something open, or may be overruled."""
    overruled = {kind(label) for label, choice in policy.labels.items() if choice.use == "correct"}
    offsets: set[int] = set()
    if "unit" in policy.asked:
        offsets |= {name.span.start for name in found.names} - {unit.span.start for unit in rules.units}
        offsets |= {unit.span.start for unit in rules.units} if "unit" in overruled else set()
    if "amount" in policy.asked:
        offsets |= {a.span.start for a in rules.amounts if "amount" in overruled or not roles.decided(a)}
    if "date" in policy.asked:
        settled = {d.span.start for d in rules.dates if "date" not in overruled and roles.decided(d)}
        offsets |= {time.span.start for time in found.times} - settled
    yield from _sentences(found, offsets)


def _sentences(found: Found, offsets: Iterable[int]) -> Iterator[Span]:
    """The sentences at offsets, each once, in order."""
    seen: set[Span] = set()
    for offset in sorted(offsets):
        sentence = found.outline.sentence_at(offset)
        if sentence not in seen:
            seen.add(sentence)
            yield sentence
