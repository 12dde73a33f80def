"""Finding names of bodies and their full official names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.mentions import Name, Span, Why
from pipeline.recognize import bodies, body_lists
from pipeline.recognize.agents import agents
from pipeline.recognize.bodies import Home
from pipeline.recognize.field_lists import field_lists
from pipeline.recognize.regions import find_regions
from pipeline.recognize.subjects import subjects
from pipeline.rules.loader import patterns
from pipeline.types import Metadata

# What the name of one body ends with, and what the name of a group does.
_BODY_END = re.compile(
    r"(?:[局厅署部委办会院行社处站所队]|中心|政府|公所|公司|[务查究公]室|[收障作导]组|联社|集团|小组|指挥部|专班|机构|部门|单位|机关|海关|税务|联|窗口|银行|中支|企业|基金"
    r"|大学|学校|高校|法院|园区|财政|协会|学会|各[省市区县州地镇]区?|[省市县区州]|乡镇|街道|组委|总社|管委|公安|大队|支队|医院|运营商|电台)$"
)
_GROUP, _JOINT, _COMMITTEE = "names.group.", "names.joint", "names.form.committee"
# What may stand before the name of a group, for the rules that say so.
_GROUP_HEAD = re.compile(
    r"(?:其他|各基层|各级|各地(?!各)|各|基层|[省市区县州]直|[省市区县州]级|省市县?|市县|中央|地方|国务院|国家|所在地|常住地|当地|同级|本市|本省|全[省市区县]"
    r"|[县地市][(（][市县区旗][、，,市县区旗]{0,4}[)）]|各?设区市|政府性|政府|有关|相关|直辖市[、或]县[(（]市[)）]|省内|大型|[省市区县州])+$"
)
# What may stand before the name of a department: a level or a region, with its committee or government.
_WORD_HEAD = re.compile(r"(?:自治区|自治州|[省市州盟区县旗])$")
_ORGAN_HEAD = re.compile(r"(?:人民政府|政府|委)$")
# 县（市、区）科技主管部门: the levels belong to the name.
_LEVELS_BEFORE = re.compile(r"各?[省市州县区旗][(（][市县区旗][、，,市县区旗]{0,4}[)）]$")
_PANEL = re.compile(
    r"(?:(?:领导|工作)小组|(?:部际)?联席会议(?:制度)?|指导委员会|咨询委员会|督导委员会|指挥部|服务窗口|(?<=[区城园港带])管委会)(?:办公室)?"
    r"|(?:行政)?(?:主管|管理)部门"
)
_KIND_OF_PANEL = re.compile(
    r"(?:工作)?(?:领导小组|联席会议|指挥部|指导委员会)(?:办公室)?|工作小组(?:办公室)?"
)
_SHORTEST_PANEL = 4
# A department of a level or region that no word list has.
_UNLISTED = re.compile(
    r"(?:自治区|自治州|(?<![城都地社校园辖集闹超])[省市区县州])(?![场长级内外直域委政])(?:(?![的及]|(?<!自)由|会[同商省市县区])[一-龥]){2,10}?"
    r"(?:(?<![布格])局(?![长势面部域级党限])|厅(?![长级])|(?:委员会|办公室|中心|集团|总队|公司|联社)"
    r"(?=[、，,。；;(（及和与减免要应须负会按牵组根可将于在对依统提制审发受]))"
)
# A proper name runs back from its last word to the region, the level or the mark before it.
_PROPER = re.compile(
    r"(?:(?:国务院|国家|全国|中国|自治区|[省市州区县旗](?=[^、，。；]{2}))[一-龥]{0,22}|(?<![一-龥])[一-龥]{2,14})$"
)
_GLUE = re.compile(
    r"^[一-龥]{0,20}(?:(?<!自)由|统一到|宣布|或者?|[将从给被]|指(?=[管主有相])|对(?![外口])|以及|(?:以下)?(?:简称|统称)|授权|[向报以在与及为]|经(?![济贸信开营])|和(?=[各省市县区])|委托|配合|承担|负责|兼任|履行|成立|组建|建立|设立|发挥|通过|按照|根据|提请|要求|会同|联合|鼓励|部门[和及与]|(?:任组长|为组长|召集人|负责)的|完善|健全|加强|强化|听取|办好|督促"
    r"|(?:指导|落实|依托|召开|报送)(?=[省市县区州旗国中各部]))"
)


@functools.cache
def _matcher() -> tuple[AhoCorasick, tuple[str, ...], frozenset[str]]:
    """The names to look for, and those of them that are whole without a head."""
    whole = (*body_lists.central_names(), *body_lists.taiwan_names())
    names = (*body_lists.tails(), *body_lists.central_short_names(), *whole)
    party = (f"{level}委{organ}" for level in "省市州区县旗" for organ in body_lists.party_organs())
    unique = tuple(dict.fromkeys((*names, *party, "人民政府", "政府")))
    return AhoCorasick(unique, matchkind=MatchKind.LeftmostLongest), unique, frozenset(whole)


@functools.lru_cache(maxsize=4096)  # the same few names are asked for again and again
def groups(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches that name a group of bodies (各市、县人民政府, 有关部门), longest first, in order."""
    return tuple((start, end) for start, end, rule in _groups(text) if rule.startswith(_GROUP))


def _groups(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for rule in (*patterns("names", _GROUP), *patterns("names", "names.form.")):
        headed = rule.gives.get("head", False)
        for start, end in rule.spans(text):
            head = _GROUP_HEAD.search(text, max(0, start - 12), start) if headed else None
            begin = head.start() if head else start
            found.append((begin, end, rule.id))
    found.sort(key=lambda s: (s[0], -s[1]))
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def is_body(surface: str, home: Home) -> bool:
    """Whether a name looks like that of a body."""
    return _BODY_END.search(surface) is not None or bodies.full_name(surface, home) is not None


def recognize(text: str, metadata: Metadata) -> tuple[Name, ...]:
    """All names of bodies in a normalised text, in order, not overlapping.

    The region and level of `metadata` say what 省, 市 and 县 stand for in names like 省经信厅.
    """
    home = bodies.home_of(metadata, text)
    places = _regions_before(text, home)
    found = [
        Name(Span(_with_place(a, rule, places), b), None, rule.startswith(_GROUP), Why(rule, 0.8))
        for a, b, rule in _groups(text)
    ]
    found += [Name(Span(a, b), None, False, Why(_JOINT, 0.8)) for a, b in _gremia(text)]
    found += [
        Name(Span(a, b), None, False, Why(rule, 0.8)) for a, b, rule in (*subjects(text), *agents(text))
    ]
    found += [Name(Span(a, b), None, True, Why("names.group.fields", 0.8)) for a, b in field_lists(text)]
    found += [Name(Span(a, b), None, False, Why("names.unlisted", 0.7)) for a, b in _unlisted(text, places)]
    found += [Name(Span(a, b), None, False, Why("names.defined", 0.95)) for a, b in _defined(text, home)]
    found += [
        Name(Span(a, b), None, False, Why("names.dictionary", 0.95))
        for a, b in _departments(text, home, places)
    ]
    found.sort(key=lambda n: (n.span.start, -n.span.end, n.group))
    kept: list[Name] = []
    for name in found:
        if kept and name.span.start < kept[-1].span.end:
            if name.span.end - name.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = name
            continue
        kept.append(name)
    named = (bodies.official_name(text[n.span.start : n.span.end], home, n.group) for n in kept)
    resolved = [replace(n, name=name) for n, name in zip(kept, named, strict=True)]
    return tuple(_taken_up(text, resolved))


def _taken_up(text: str, names: list[Name]) -> Iterator[Name]:
    """A joint body that is named again without its matter (领导小组办公室) gets the name it had before.

    One that is called by its kind alone (联席会议) is a name only where it had one before.
    """
    before: list[tuple[str, str]] = []
    for name in names:
        surface = text[name.span.start : name.span.end]
        if _KIND_OF_PANEL.fullmatch(surface):
            again = next((full for said, full in reversed(before) if said.endswith(surface)), None)
            if again is not None or len(surface) > _SHORTEST_PANEL:
                yield replace(name, name=again or name.name)
            continue
        if name.name is not None and _PANEL.search(surface):
            before += [(surface, name.name), (f"{surface}办公室", f"{name.name}办公室")]
        yield name


def _with_place(start: int, rule: str, before: dict[int, int]) -> int:
    """Where the name of a party committee begins, the place before its level included (某某省委)."""
    return before.get(start + 1, start) if rule == _COMMITTEE else start


def _departments(text: str, home: Home, before: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Names of the word lists with the head before them; a name that needs one and has none is left out."""
    matcher, names, whole = _matcher()
    last = 0
    for index, start, end in matcher.find_matches_as_indexes(text):
        name = names[index]
        if name.endswith("部") and text[end : end + 1] == "门":
            continue  # 建设部门 is no 建设部
        head = _head(text, start, before, last)
        if (
            head < start
            or name in whole
            or name.endswith("厅")
            or (home.level == "nation" and bodies.full_name(name, home))
            or name[:2] in ("省委", "市委", "区委", "县委")
        ):
            yield head, end
            last = head


def _defined(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """The short names that the text itself defines (以下简称管委会), where they stand alone."""
    if home.aliases:
        longest_first = sorted(home.aliases, key=len, reverse=True)
        pattern = rf"(?<![一-龥]{{2}}[区局市县省])(?:{'|'.join(map(re.escape, longest_first))})"
        yield from (match.span() for match in re.finditer(pattern, text))


def _unlisted(text: str, before: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Names that only their head and their last word tell."""
    for match in _UNLISTED.finditer(text):
        yield _level(text, match.start() + 1, before), match.end()


def _regions_before(text: str, home: Home) -> dict[int, int]:
    """Where each region that ends at an offset begins, but for 会同县, which is 会同 before 县 elsewhere."""
    here = (home.region,) if home.region else ()
    at_home = home.region is not None and home.region.path.startswith(("怀化", "会同"))
    return {
        end: start for start, end, region in find_regions(text, here) if at_home or region.name != "会同县"
    }


def _head(text: str, start: int, before: dict[int, int], last: int) -> int:
    """Where the name that ends in a word of the lists at `start` begins."""
    head = start
    organ = _ORGAN_HEAD.search(text, max(0, head - 4), head)
    if organ and _level(text, organ.start(), before) < organ.start():
        head = organ.start()
    return _level(text, head, before)


def _level(text: str, end: int, before: dict[int, int]) -> int:
    if end in before:
        return before[end]
    word = _WORD_HEAD.search(text, max(0, end - 3), end)
    return word.start() if word else end


def _gremia(text: str) -> Iterator[tuple[int, int]]:
    """Leading groups, joint conferences and their offices, back to where their names begin."""
    for match in _PANEL.finditer(text):
        begin = max(0, match.start() - 26)
        proper = _PROPER.search(text, begin, match.start())
        start = match.start()
        if proper is not None:
            start = proper.start()
            glue = _GLUE.match(text[start : match.start()])
            start += glue.end() if glue else 0
        levels = _LEVELS_BEFORE.search(text, max(0, start - 10), start)
        start = levels.start() if levels else start
        yield start, match.end()
