"""Amounts and rates to supports: who gets how much, on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.link import beneficiary
from pipeline.link.grants import Grant, Value, grants, values
from pipeline.link.phrases import brackets, pieces
from pipeline.link.spread import parallel, steps
from pipeline.mentions import Amount, Quantity, Span, Support, Why
from pipeline.rules import cues, patterns
from pipeline.segment import Clause, Outline

_STOP = re.compile(r"[，、；。]|(?:和|及|与)(?=[^，。；]{0,12}\d)")
_REACH = 80
_CEILINGS = tuple(rule for rule in cues("supports") if "cap" in rule.gives)
_FORM = next(rule.pattern for rule in patterns("supports") if rule.id == "support.form")
_CAP_WORDS = next(rule.pattern for rule in patterns("supports") if rule.id == "support.cap.words")
_GIVE = re.compile("给予|申请|享受|提供|发放")
_CAP_KIND = next(rule.pattern for rule in patterns("supports") if rule.id == "support.cap.kind")
_RESPECTIVELY = re.compile("分别|各(?:给予|奖励|补助|补贴|资助)")
_OWN = re.compile(r"(?:^|[，：])(?:其中)?(?:对于?|凡)(?!每|单|同一|其|该)|的[，：]")


def link(outline: Outline, amounts: Sequence[Amount], quantities: Sequence[Quantity]) -> tuple[Support, ...]:
    """One record for each sum or rate that somebody can get, in order."""
    found = values(outline, amounts, quantities)
    records: list[Support] = []
    for index, group in groupby(found, key=lambda v: outline.clause_at(v.span.start).index):
        records.extend(_ClauseReader(outline, outline.clauses[index]).read(list(group)))
    return tuple(records)


class _ClauseReader:
    """Reads the grants of one clause in order; a ceiling changes records that were made before it."""

    def __init__(self, outline: Outline, clause: Clause) -> None:
        self._outline = outline
        self._text = outline.text
        self._clause = clause
        self._records: list[Support] = []
        self._sentence = Span(0, 0)
        self._from = 0  # first record of the sentence
        self._scope_from = 0  # first record of the part or bracket
        self._kinds = False  # whether the last rate is spread over ceilings of its kinds
        self._stepped = False  # whether the last grant had a step of its own

    def read(self, found: list[Value]) -> list[Support]:
        """The records of the clause's values."""
        for start, group in groupby(found, key=lambda v: self._outline.sentence_at(v.span.start).start):
            self._sentence = self._outline.sentence_at(start)
            previous, self._from, self._stepped = self._from, len(self._records), False
            for scope, inside in self._scopes(list(group)):
                self._scope_from = len(self._records)
                at = scope.start
                for grant in grants(self._text, inside):
                    left = Span(min(at, grant.start), grant.start)
                    if not self._ceiling(grant, left, previous):
                        self._grant(grant, left, scope)
                    at = self._behind(grant, scope)
        return self._records

    def _scopes(self, found: list[Value]) -> Iterator[tuple[Span, list[Value]]]:
        """The parts and brackets of the sentence that hold values, with their values."""
        inner = brackets(self._text, self._sentence.start, self._sentence.end)

        def scope(value: Value) -> Span:
            for span in inner:
                if span.start <= value.span.start < span.end:
                    return span
            return self._outline.part_at(value.span.start)

        for span, group in groupby(found, key=scope):
            yield span, list(group)

    # ceilings

    def _ceiling(self, grant: Grant, left: Span, previous: int) -> bool:
        """Whether the grant is the ceiling of records before it, which then get it."""
        if grant.kind != "sum" or not self._records or not self._is_most(grant, left):
            return False
        targets = self._targets(grant, left, previous)
        if not targets:
            return self._ceiling_of_kind(grant, left, previous)
        self._kinds = False
        free = [i for i in targets if self._records[i].cap is None]
        if len(free) == 1 and len(grant.values) > 1:
            self._records[free[0] : free[0] + 1] = self._copies(free[0], grant, left)
            free = list(range(free[0], free[0] + len(grant.values)))
        for i, value in zip(free, _spread(grant.values, len(free)), strict=True):
            self._records[i] = _capped(self._records[i], value)
        return True

    def _ceiling_of_kind(self, grant: Grant, left: Span, previous: int) -> bool:
        """Whether the grant bounds one kind of what the last rate holds for: …30%，海运者最高20万元."""
        last = self._records[-1]
        found = pieces(self._text, left.start, left.end)
        uncapped = last.rate is not None and (last.cap is None or self._kinds)
        if not uncapped or not found or len(grant.values) > 1 or len(self._records) <= previous:
            return False
        kind = _CAP_KIND.match(self._text[found[-1].start : found[-1].end])
        if kind is None or _OWN.search(self._text, left.start, left.end) or self._named_behind(grant):
            return False
        start = found[-1].start
        tier = Span(start + kind.start("span"), start + kind.end("span"))
        capped = _capped(replace(last, tier=tier), grant.values[0])
        if last.cap is None:
            self._records[-1] = capped
        else:
            self._records.append(capped)
        self._kinds = True
        return True

    def _copies(self, index: int, grant: Grant, left: Span) -> list[Support]:
        """The record once for each ceiling, with the steps that stand before them."""
        tiers = steps(self._text, left, len(grant.values)) or [None] * len(grant.values)
        return [replace(self._records[index], tier=tier) for tier in tiers]

    def _is_most(self, grant: Grant, left: Span) -> bool:
        value = grant.values[0]
        amount = value.amount
        if amount is not None and amount.bound == "max":
            return True
        return any(
            rule.fires(self._text, grant.start, grant.end, left.start, self._sentence.end)
            for rule in _CEILINGS
        )

    def _targets(self, grant: Grant, left: Span, previous: int) -> list[int]:
        """The records that a ceiling behind text[left] bounds."""
        words = self._text[left.start : left.end]
        count = len(self._records)
        if self._scope_from < count:
            last = self._records[-1]
            if last.rate is not None and not re.search("[，、；]", words):
                return self._alike(last)
            steps_of_rate = len(grant.values) > 1 and last.rate is not None and last.cap is None
            if last.rate is None and self._given_anew(grant, words):
                return []
            if _OWN.search(words) or not (steps_of_rate or self._only_cap(left)):
                return []
            return self._alike(last)
        if not _CAP_WORDS.sub("", words).strip("，、；。 "):
            first = self._from if self._from < count else previous
            return list(range(first, count))
        return []

    def _given_anew(self, grant: Grant, words: str) -> bool:
        """Whether the sum has a verb and a noun of giving of its own: 再给予每年最高5万元的补助."""
        return _GIVE.search(words) is not None and self._named_behind(grant)

    def _named_behind(self, grant: Grant) -> bool:
        """Whether the word for the kind of support follows the sum."""
        behind = self._behind(grant, self._sentence)
        return _FORM.search(self._text[grant.end : behind]) is not None

    def _only_cap(self, left: Span) -> bool:
        """Whether the last piece in text[left] says no more than what is bounded."""
        found = pieces(self._text, left.start, left.end)
        if not found:
            return True
        return len(_CAP_WORDS.sub("", self._text[found[-1].start : found[-1].end])) <= 2

    def _alike(self, last: Support) -> list[int]:
        """The records of this part for the same beneficiary as the last."""
        return [
            i
            for i in range(self._scope_from, len(self._records))
            if self._records[i].beneficiary == last.beneficiary
        ]

    # records

    def _grant(self, grant: Grant, left: Span, scope: Span) -> None:
        text = self._text
        share = grant.kind == "rate"
        reading = beneficiary.read(text, left, share)
        stop = text.find("，", grant.end, scope.end)
        behind = beneficiary.receiver_after(text, grant.end, stop if stop >= 0 else scope.end)
        who, step = reading.who, reading.step
        if step is not None and beneficiary.lone(text, self._sentence, step):
            step = None
        last = self._records[-1] if len(self._records) > self._from else None
        if who is not None and step is None and self._stepped and last is not None and _short(text, who):
            who, step = None, beneficiary.narrow(text, who)
        inherited = who is None
        if who is None:
            who = self._inherited(left, scope, last) or reading.each
        tiers = self._tiers(grant, Span(left.start, reading.verb), who, step)
        if behind is not None:
            who = behind
        basis = reading.basis
        if share and (basis is None or grant.values[0].rule == "support.half"):
            basis = beneficiary.basis_behind(text, grant.end, scope.end) or basis
        if share and basis is None and inherited and last is not None and last.rate is not None:
            basis = last.basis
        given = grant.values if len(grant.values) == len(tiers) else [grant.values[0]] * len(tiers)
        form = self._form(grant, left, scope)
        for value, tier in zip(given, tiers, strict=True):
            self._kinds = False
            self._records.append(_record(self._clause.index, value, who, tier, value.basis or basis, form))
        self._stepped = step is not None or (self._stepped and inherited)

    def _inherited(self, left: Span, scope: Span, last: Support | None) -> Span | None:
        """The one who gets it where the grant itself doesn't say: said before in this clause."""
        found = beneficiary.antecedent(self._text, left)
        if found is not None:
            return found
        if last is not None:
            return last.beneficiary
        part = self._outline.part_at(scope.start)
        if part.start < scope.start:
            found = beneficiary.read(self._text, Span(part.start, scope.start - 1), False).who
            if found is not None:
                return found
        if self._sentence.start < left.start:
            found = beneficiary.announced(self._text, Span(self._sentence.start, left.start))
            if found is not None:
                return found
        return self._said_before()

    def _said_before(self) -> Span | None:
        at = self._sentence.start
        for _ in range(3):
            if at <= self._clause.body:
                break
            before = self._outline.sentence_at(at - 1)
            if before.start >= at or before.start < self._clause.start:
                break
            held = [r for r in self._records if before.start <= _place(r) < before.end]
            if held:
                return held[-1].beneficiary
            found = beneficiary.announced(self._text, before)
            if found is not None:
                return found
            at = before.start
        heading = self._clause.heading
        found = None if heading is None else beneficiary.announced(self._text, heading)
        return found if found is not None else self._said_above()

    def _said_above(self) -> Span | None:
        """The one whom the words before the list describe that the clause is an item of."""
        if self._clause.parent is None:
            return None
        start = self._outline.clauses[self._clause.parent].body
        end = self._outline.clauses[self._clause.parent + 1].start
        last = self._outline.sentence_at(max(start, end - 1))
        return beneficiary.announced(self._text, Span(max(start, last.start), end)) if start < end else None

    def _tiers(self, grant: Grant, left: Span, who: Span | None, step: Span | None) -> Sequence[Span | None]:
        count = len(grant.values)
        if count > 1:
            for where in (who, left):
                found = steps(self._text, where, count) if where is not None else None
                if found is not None:
                    return found
            return [step] * count
        if step is None and who is not None and who.start >= left.start:
            verb = self._text[who.end : grant.start]
            if _RESPECTIVELY.search(verb) and (both := parallel(self._text, who)) is not None:
                return both
        return [step]

    def _behind(self, grant: Grant, scope: Span) -> int:
        """Where the words that follow the grant end: at a mark, with its scope, or too far away."""
        limit = min(scope.end, grant.end + _REACH)
        stop = _STOP.search(self._text, grant.end, limit)
        return stop.start() if stop else limit

    def _form(self, grant: Grant, left: Span, scope: Span) -> Span | None:
        behind = _FORM.search(self._text, grant.end, self._behind(grant, scope))
        if behind is not None:
            return Span(*behind.span())
        found = list(_FORM.finditer(self._text, max(left.start, grant.start - 40), grant.start))
        return Span(*found[-1].span()) if found else None


def _short(text: str, who: Span) -> bool:
    words = text[who.start : who.end]
    return len(words) <= 12 and "的" not in words and not text[: who.start].endswith("对")


def _place(record: Support) -> int:
    return (record.amount or record.cap or record.form or record.beneficiary or Span(0, 0)).start


def _spread(given: Sequence[Value], count: int) -> Sequence[Value]:
    return given if len(given) == count else [given[0]] * count


def _capped(record: Support, value: Value) -> Support:
    amount = value.amount
    if amount is None:
        return record
    if record.amount is not None:
        return replace(record, cap=value.span)
    return replace(
        record,
        cap=value.span,
        max=amount.max,
        currency=amount.currency,
        freq=record.freq or amount.freq,
        per=record.per or amount.per,
    )


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
