"""Bodies that a word before them makes agents: whoever stands between 由, 会同 or 经 and a verb.

Officials charge bodies that no word list has (由不动产登记机构换发证书, 会同口岸查验机构检查). Behind such a
word a name, or several that 、 and 和 join, ends where its last word is one of a body's and a verb follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.recognize.joining import ends_like_body, join_cuts, within_bracket, without_others
from pipeline.rules.loader import PatternRule, patterns

_RULES = {rule.id: rule for rule in patterns("agents")}
_MARKS = tuple(rule for rule in _RULES.values() if rule.id.startswith("agent.mark."))
_VERB = _RULES["agent.verb"].pattern.pattern
_GOES_ON = _RULES["agent.goes-on"].pattern
_REFUSED = _RULES["agent.refused"].pattern
_REACH, _LONGEST = 64, 30
_STOP = re.compile(r"[，。；：！？,;:!?\n“”《》「」]")
# The last word of a name, and not the first half of 组成, 处理, 所在, 委托, 会议.
LAST_WORD = (
    r"(?:部门|机构|组织(?!部)|单位|街道|财政|公安|(?<!保险)基金|[机海]关|社区|社(?![会区])|[门局厅府室心团司校队班站区盟馆镇乡]"
    r"|组(?![成织建])|处(?![理置罚分])|所(?![在定属有持得称需])|委(?![托任员])|(?<![社机])会(?![议同商员])"
    r"|行(?![使为政])|院(?!长)|署(?!名)|(?<![内全])部(?![门分署长部])|(?:[妇残科文侨]|工商)联"
    r"|(?<=[省市县区旗州会政发资委金外网编口贫])办(?![法理公]))"
)
# Where a name may end: a body's last word, a bracket perhaps, and a verb or a joint behind it.
_END = re.compile(
    rf"{LAST_WORD}(?:[(（][省市州县区旗乡镇街道园办委局厅室处校社构、,]{{1,8}}[)）])?(?=(?P<joint>[、和及与或]|以及|等)|(?P<verb>{_VERB})|)"
)


def agents(text: str) -> Iterator[tuple[int, int, str]]:
    """The bodies behind 由, 会同 and 经, as (start, end, the rule that says so)."""
    for rule in _MARKS:
        for mark in rule.find(text):
            stop = _STOP.search(text, mark.end(), mark.end() + _REACH)
            limit = stop.start() if stop else min(len(text), mark.end() + _REACH)
            yield from _behind(text, mark.end(), limit, rule)


def _behind(text: str, begin: int, limit: int, rule: PatternRule) -> Iterator[tuple[int, int, str]]:
    last = None
    for match in _END.finditer(text, begin, limit):
        if match["joint"] is not None or within_bracket(text, begin, match.start()):
            continue
        if match["verb"] is not None:
            found = _bodies(text, begin, match.end())
            if found:
                yield from ((a, b, rule.id) for a, b in found)
                return
        last = match.end()
    if last is not None and last < limit and not _GOES_ON.match(text, last):
        yield from ((a, b, rule.id) for a, b in _bodies(text, begin, last))


def _bodies(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The names in text[begin:end] if each is one."""
    pieces = join_cuts(text, begin, without_others(text, begin, end))
    return [(a, b) for a, b in pieces if _is_body(text[a:b])] if _is_body(text[begin : pieces[0][1]]) else []


def _is_body(surface: str) -> bool:
    return 1 < len(surface) <= _LONGEST and ends_like_body(surface) and not _REFUSED.search(surface)
