"""An indicator, a word that leads to its value, and the value: 覆盖率达到90%."""

from __future__ import annotations

import re
from typing import cast

from pipeline.link import indicator, phrases
from pipeline.link.figures import MEASURES, SHARES, Figure, concerns
from pipeline.link.indicator import Phrase
from pipeline.link.places import COMPARE, Place, Reading, first_cue
from pipeline.mentions import Span, Why
from pipeline.rules import CueRule, cues
from pipeline.types import GoalKind, Operator

_REACH = cues("goals", "goal.reach.")
_WINDOW = 24
_GROWTH = re.compile(r"增长|增速|增幅|递增")
_GAINS = re.compile(r"(?:增收|增产|增加额|增量|降幅)\Z")
_SHARE_NOUN = re.compile(r"(?:率|比|比例|比重|占比|份额)\Z")
_FROM = re.compile(r"(?:由|从)[^，。；：]{0,10}\d[^，。；：]{0,6}\Z")
_COMPLETES = re.compile("(?:全年|全面|累计|力争)?(?:完成|实施|开展|推进)")
# What a share is of stands between the word that leads to the value and the value: 不低于工资总额的2%.
_BASIS = re.compile(
    r"(?P<word>不(?:得)?(?:低于|少于|高于|超过|大于|小于)|达到|达|控制在|占(?!比)|超过|低于|高于)"
    r"[^，。；：、\d达于在占过]{1,18}?的?\Z"
)
# What gets the value each time: 不低于每年50元.
_PER = re.compile(r"每[年月日周人户生亩村班场次](?:每[年月日周])?\Z")
# The time that a value is of stands between: 由2020年的30%提高到2025年的35%.
_OF_TIME = re.compile(r"(?:20\d\d年(?:[底末]|年底)?|“[^，。；：”]{2,4}”末)的\Z")
_MEASURED_BY = ("percent", "permille", "ratio", "multiple")


def reached(figure: Figure, place: Place) -> Reading | None:
    """An indicator, a word that leads to its value, and the value: 覆盖率达到90%."""
    text, span = place.text, figure.span
    rules = [rule for rule in _REACH if concerns(rule, figure)]
    left = max(place.start, span.start - _WINDOW)
    timed = _OF_TIME.search(text, left, span.start)
    led = span if timed is None else Span(timed.start(), span.end)
    rule, trigger = first_cue(rules, text, led, left, place.phrase.end)
    each = _PER.search(text, left, span.start) if rule is None else None
    if each is not None:
        rule, trigger = first_cue(rules, text, Span(each.start(), span.end), left, place.phrase.end)
    if rule is None and figure.kind in _MEASURED_BY:
        of = _BASIS.search(text, left, span.start)
        if of is not None:
            rule, trigger = first_cue(rules, text, Span(of.end("word"), span.end), left, place.phrase.end)
    if rule is None or trigger is None or _counts_more(figure, rule, place):
        return None
    whole = rule.gives.get("edge") == "figure" or trigger.start >= span.start
    start, edge = place.start, span.start if whole else trigger.start
    risen = _FROM.search(text, place.phrase.start, edge)
    if risen is not None:
        start, edge = place.phrase.start, risen.start()
    found, inherited = indicator.leading(text, start, edge, figure.kind in SHARES), False
    if figure.kind in SHARES and (found is None or not _is_share(text, found.span)):
        topic = _topic(place)
        found = topic if topic is not None else found
    if found is None:
        found, inherited = _elsewhere(figure, place)
    if found is None:
        return None
    op, kind = _terms(figure, rule, text, place.phrase.end)
    if kind == "level" and (
        found.counts == "increment" or _GAINS.search(text, found.span.start, found.span.end)
    ):
        kind = "increment"
    if kind == "level" and figure.kind == "percent" and _GROWTH.search(text, place.start, span.start):
        kind = "growth"
    return Reading(figure, found, op, kind, Why(rule.id, 0.85, trigger), inherited)


def _counts_more(figure: Figure, rule: CueRule, place: Place) -> bool:
    """Whether a verb of change is no predicate: 完成林地提升20万亩, 提升30个小区 count what stands there."""
    if figure.kind == "count" and indicator.served(place.text, place.start, figure.span, place.phrase.end):
        return True
    if rule.id != "goal.reach.move" or figure.kind != "count":
        return False
    where = place.text, place.start, figure.span, place.phrase.end
    if not phrases.closes(place.text, figure.span.end, place.phrase.end):
        return indicator.counted_after(*where) is not None
    return (
        indicator.counted_before(*where) is not None and _COMPLETES.match(place.text, place.start) is not None
    )


def _is_share(text: str, noun: Span) -> bool:
    return _SHARE_NOUN.search(text, noun.start, noun.end) is not None


def _topic(place: Place) -> Phrase | None:
    """The share that stands before the phrase, set off by a comma: 缴存比例，单位不低于5%."""
    text, sentence = place.text, place.outline.sentence_at(place.phrase.start)
    pause = place.phrase.start - 1
    last = place.last
    if last is not None and _is_share(text, last.phrase.span) and text.startswith("，", last.phrase.span.end):
        return last.phrase
    if pause < sentence.start or text[pause] != "，":
        return None
    found = indicator.before_pause(text, sentence.start, pause)
    return found if found is not None and _is_share(text, found.span) else None


def _behind(figure: Figure, place: Place) -> Phrase | None:
    """The noun that a number counts right behind it, where the phrase goes on with one."""
    text, span, right = place.text, figure.span, place.phrase.end
    noun = None if phrases.closes(text, span.end, right) else phrases.noun_after(text, span.end, right)
    return None if noun is None else Phrase(noun, None, True)


def _elsewhere(figure: Figure, place: Place) -> tuple[Phrase | None, bool]:
    """The indicator of a value that has none before it: behind it, or that of the value before."""
    text, span, right = place.text, figure.span, place.phrase.end
    found = indicator.counted_after(text, place.start, span, right)
    counts = figure.kind == "count" and figure.unit not in MEASURES
    if found is None and counts:
        found = _behind(figure, place)
    if found is None and place.last is not None:
        return place.last.phrase, True
    return found, False


def _terms(figure: Figure, rule: CueRule, text: str, right: int) -> tuple[Operator, GoalKind]:
    """The comparison and the kind that a leading word gives, corrected by the figure and what follows it."""
    kind, op = cast(GoalKind, rule.gives["kind"]), cast(Operator, rule.gives["op"])
    if kind in ("increment", "level") and figure.kind == "multiple":
        kind = "multiple"
    if kind in ("level", "growth") and figure.kind == "points":
        kind = "increment"
    after, _ = first_cue(COMPARE, text, figure.span, figure.span.start, right)
    return (op if after is None else cast(Operator, after.gives["op"])), kind
