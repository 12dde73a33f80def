"""The grants of each clause in order, made into records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.link.supports import basis as bases
from pipeline.link.supports.beneficiary import antecedent, has_bearer, numbered
from pipeline.link.supports.ceilings import STOP, STOP_REACH, Drafts, bounds
from pipeline.link.supports.earlier import announced, said_above, sentences_before, shared, subject
from pipeline.link.supports.forms import form_of
from pipeline.link.supports.grants import Grant, Value, grants, values
from pipeline.link.supports.phrases import AGENT, brackets
from pipeline.link.supports.predicate import receiver_behind, taker
from pipeline.link.supports.reading import Reading, read
from pipeline.link.supports.spread import parallel, steps
from pipeline.link.supports.tiers import goes_on, labelled, lone, narrow, next_step, without_step
from pipeline.mentions import Amount, Quantity, Span, Support, Why
from pipeline.rules import pattern
from pipeline.segment import Clause, Outline

_RESPECTIVELY = pattern("supports", "support.respectively").pattern
_FORMER = pattern("steps", "step.former").pattern
_SHORT = 12
_LONG = 40  # characters of a name that is a list


def link(outline: Outline, amounts: Sequence[Amount], quantities: Sequence[Quantity]) -> tuple[Support, ...]:
    """One record for each sum or rate that somebody can get, in the order of the text."""
    found = values(outline, amounts, quantities)
    records: list[Support] = []
    for index, group in groupby(found, key=lambda v: outline.clause_at(v.span.start).index):
        records.extend(_ClauseLinker(outline, outline.clauses[index]).link(list(group)))
    return tuple(records)


class _ClauseLinker:
    """Links the grants of one clause, from its first sentence to its last."""

    def __init__(self, outline: Outline, clause: Clause) -> None:
        self._outline = outline
        self._text = outline.text
        self._clause = clause
        self._drafts = Drafts()
        self._sentence = Span(0, 0)
        self._stepped = False  # whether the last grant of the sentence had a step of its own
        self._labelled = False  # whether the last grant had the name of its kind before it

    def link(self, found: list[Value]) -> list[Support]:
        """The records of the clause's sums and rates."""
        for start, group in groupby(found, key=lambda v: self._outline.sentence_at(v.span.start).start):
            self._sentence = self._outline.sentence_at(start)
            self._stepped = self._labelled = False
            self._drafts.begin_sentence()
            for part, inside in self._parts(list(group)):
                self._drafts.begin_part()
                self._link_part(part, inside)
        return self._drafts.records

    def _parts(self, found: list[Value]) -> Iterator[tuple[Span, list[Value]]]:
        """The parts and brackets of the sentence that hold sums or rates, with these."""
        inner = brackets(self._text, self._sentence.start, self._sentence.end)

        def part(value: Value) -> Span:
            for span in inner:
                if span.start <= value.span.start < span.end:
                    return span
            return self._outline.part_at(value.span.start)

        for span, group in groupby(found, key=part):
            yield span, list(group)

    def _link_part(self, part: Span, inside: list[Value]) -> None:
        at = part.start
        for grant in grants(self._text, inside):
            left = Span(min(at, grant.start), grant.start)
            if not bounds(self._text, self._drafts, grant, left, self._sentence.end):
                self._link_grant(grant, left, part)
            reach = min(part.end, grant.end + STOP_REACH)
            stop = STOP.search(self._text, grant.end, reach)
            at = stop.start() if stop else part.end

    def _link_grant(self, grant: Grant, left: Span, part: Span) -> None:
        text, last = self._text, self._drafts.last()
        reading = read(text, left, grant.kind == "rate")
        who, step = self._who_and_step(reading, last)
        if step is None and last is not None and who is not None and _is_remark(text, part, who, grant):
            who, step = None, who
        who, step = self._named_step(grant, left, who, step, last)
        if (over := shared(self._outline, self._clause)) is not None:
            who, step = over, step or who  # what the row itself says is its step
        last = self._drafts.last()
        inherited = who is None
        if who is None:
            who = self._said_before(left, part, last) or reading.each
        tiers = self._tiers(grant, left, reading, who, step)
        stop = text.find("，", grant.end, part.end)
        conditioned = not inherited and who is not None and text.startswith("的", who.end)
        behind = receiver_behind(text, grant.end, stop if stop >= 0 else part.end, conditioned)
        if behind is not None and not inherited and _takes_up(text, behind, who):
            behind = None
        who = behind or taker(text, left, grant.end) or who
        basis = self._basis(grant, reading, part, inherited, last)
        given = grant.values if len(grant.values) == len(tiers) else [grant.values[0]] * len(tiers)
        form = form_of(text, grant, left, part, self._clause.start, self._drafts.last())
        for value, tier in zip(given, tiers, strict=True):
            self._drafts.add(_record(self._clause.index, value, who, tier, value.basis or basis, form))
        anew = step is not None or (reading.kinds is not None and len(tiers) > 1)
        self._stepped = anew or (self._stepped and inherited)

    def _who_and_step(self, reading: Reading, last: Support | None) -> tuple[Span | None, Span | None]:
        """Who gets it and on what step; behind a grant with a step, a short name is the next step."""
        who, step = reading.who, reading.step
        if step is not None and lone(self._text, self._sentence, step):
            step = None
        if who is None or step is not None or last is None:
            return who, step
        if self._text.endswith("其中", 0, who.start) and AGENT.search(self._text, who.start, who.end) is None:
            return (who, None) if self._text.startswith("的", who.end) else (None, who)
        if not self._stepped:
            return who, step
        if last.tier is not None and goes_on(self._text, who, last.tier):
            return None, narrow(self._text, who)
        words = self._text[who.start : who.end]
        opened = self._text.startswith("对", who.start - 1)
        longest = _LONG if "、" in words else _SHORT
        if len(words) > longest or "的" in words or opened or self._text.startswith("者", who.end):
            return who, None
        return None, narrow(self._text, who)

    def _named_step(
        self, grant: Grant, left: Span, who: Span | None, step: Span | None, last: Support | None
    ) -> tuple[Span | None, Span | None]:
        """Who gets it and on what step, where the step is a bare number or the name of a kind."""
        text = self._text
        if who is not None and last is not None:
            aside = left.start > self._outline.part_at(left.start).start
            both = next_step(text, who, last.beneficiary, aside)
            if both is not None:
                if last.tier is None and last.beneficiary is not None:
                    common = without_step(text, last.beneficiary, both[0])
                    self._drafts.records[-1] = replace(last, tier=both[0], beneficiary=common)
                return None, both[1]
        label = None
        if grant.kind == "sum" and len(grant.values) == 1:
            label = labelled(text, left, grant.end, self._labelled and last is not None)
        goes_on, self._labelled = self._labelled, label is not None
        if label is None or (who == label and (last is None or last.tier is None)):
            return who, step  # 博士每月900元、硕士每月700元: the names are those who get it
        return None if goes_on else who, label

    def _said_before(self, left: Span, part: Span, last: Support | None) -> Span | None:
        """The one who gets it, where the grant itself doesn't say."""
        text = self._text
        if (found := antecedent(text, left) or numbered(text, left)) is not None:
            return found
        if last is not None:
            return last.beneficiary
        whole = self._outline.part_at(part.start)
        if whole.start < part.start:  # in a bracket
            found = read(text, Span(whole.start, part.start - 1), False).who
        if found is None and self._sentence.start < left.start:
            said = Span(self._sentence.start, left.start)
            found = announced(text, said) or subject(text, said)
        if found is not None:
            return found
        for before in sentences_before(self._outline, self._clause, self._sentence):
            if self._drafts.records and _place(self._drafts.records[-1]) >= before.start:
                return self._drafts.records[-1].beneficiary
            if (found := announced(text, before)) is not None:
                return found
        return said_above(self._outline, self._clause)

    def _tiers(
        self, grant: Grant, left: Span, reading: Reading, who: Span | None, step: Span | None
    ) -> Sequence[Span | None]:
        """The step of each of the grant's records: as many as it has sums, or as one sum has receivers.

        Steps may also stand behind the verb (按一、二、三等奖分别奖励), or be those of the list before.
        """
        count = len(grant.values)
        if count > 1:
            verb = reading.verb
            former = _FORMER.search(self._text, verb, grant.start)
            for where in (
                reading.kinds,
                Span(former.end() if former else verb, grant.start),
                who,
                Span(left.start, verb),
            ):
                found = steps(self._text, where, count) if where is not None else None
                if found is not None:
                    return found
            return self._steps_again(left, count) or [step] * count
        if step is None and who is not None and left.start <= who.start < grant.start:
            respectively = _RESPECTIVELY.search(self._text, who.end, grant.start)
            if respectively and (both := parallel(self._text, who)) is not None:
                return both
        return [step]

    def _steps_again(self, left: Span, count: int) -> list[Span] | None:
        """The steps of the last list in the sentence, if this one has as many and names none."""
        before = self._drafts.records[self._drafts.sentence :][-count:]
        tiers = [record.tier for record in before if record.tier is not None]
        if (
            len(tiers) < count
            or len(set(tiers)) < count
            or not _RESPECTIVELY.search(self._text, left.start, left.end)
        ):
            return None
        return tiers

    def _basis(
        self, grant: Grant, reading: Reading, part: Span, inherited: bool, before: Support | None
    ) -> Span | None:
        """What the grant's rate is a share of; that of the record `before` where it isn't said again.

        Points that a share is raised by are of no money.
        """
        if grant.kind != "rate" or self._text.endswith("百分点", 0, grant.end):
            return None
        basis = reading.basis
        if basis is None or grant.values[0].rule == "support.half":
            basis = bases.behind(self._text, grant.end, part.end) or basis
        if basis is None and before is not None and before.rate is not None:
            raised = bases.is_raised(self._text, Span(max(part.start, grant.start - _SHORT), grant.start))
            if inherited or not (reading.anew and raised):
                basis = before.basis
        return basis


def _is_remark(text: str, part: Span, who: Span, grant: Grant) -> bool:
    """Whether a bracket only has the value of another kind: 每亩80元（林地40元）."""
    return text.startswith("（", part.start - 1) and who == Span(part.start, grant.start)


def _takes_up(text: str, behind: Span, who: Span | None) -> bool:
    """Whether the word behind the value only takes up the one who is named before it."""
    if has_bearer(text, who):
        return True
    return who is not None and text.endswith(text[behind.start : behind.end], who.start, who.end)


def _place(record: Support) -> int:
    span = record.amount or record.cap or record.why.trigger
    return span.start if span is not None else 0


def _record(
    clause: int, value: Value, who: Span | None, tier: Span | None, basis: Span | None, form: Span | None
) -> Support:
    amount = value.amount
    return Support(
        clause=clause,
        beneficiary=who,
        tier=tier,
        amount=None if amount is None else amount.span,
        cap=None,
        min=None if amount is None else amount.min,
        max=None if amount is None else amount.max,
        currency=None if amount is None else amount.currency,
        rate=value.rate,
        rate_max=value.rate_max,
        basis=basis,
        form=form,
        freq=None if amount is None else amount.freq,
        per=None if amount is None else amount.per,
        why=Why(value.rule, value.confidence if who is not None else value.confidence / 2, value.span),
    )
