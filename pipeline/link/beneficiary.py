"""Who gets it: the noun phrase or the condition in front of a sum or rate.

The text between the last giving and this one is cut into pieces at its commas. From the right, the verb of
giving and what only says how or when are taken off; what remains is the one who gets it, opened by 对 or by
its first piece that is no government activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.link.phrases import mask, pieces, trim
from pipeline.mentions import Span
from pipeline.rules import patterns

_RULES = {rule.id: rule.pattern for rule in patterns("beneficiary")}
_ASIDES = tuple(p for name, p in _RULES.items() if name.startswith("beneficiary.aside."))
_STEPS = (_RULES["step.level"], _RULES["step.time"])
_AGENT = re.compile(
    r"(?:企业|单位|机构|高校|院校|学校|院所|医院|个人|人员|人才|职工|员工|学生|毕业生|劳动者|创业者|农户|家庭|组织|团体|协会|合作社|"
    r"农场|基地|平台|载体|园区|孵化器|空间|中心|团队|项目|投资方|业主|车主|消费者|银行|公司|旅行社|商户|主体|者|店|村|工厂|车间|产品|酒店|景区|工作室|站)(?:（[^（）]*）)?$"
)
_BASE = re.compile(
    r"(?:额|额度|费|费用|价款|租金|房租|部分|支出|投入|投资|贡献|收入|税收|税款|保证金|利息|总额|金额|贷款|资金|成本|所得|价金|变价款)$"
)
_HEAD_OF_BASE = re.compile(r"(?:对|按|按照|参照|以|就|属于)?(?:其(?!他|它|余|中)|该|企业|单位)?")
_TOTAL = re.compile(
    r"^(?P<head>[^，。；]*?(?:额度|标准|金额|经费|资金|费|款|奖励|补助|补贴))?分别为(?P<tier>[^，。；]{0,16})$"
)
_FUNDS = re.compile(
    r"(?:的)?(?:[省市区县]?本级)?(?:财政|奖励|补助|补贴|奖补|资助|贷款)[^，。；]{0,12}(?:额度|标准|金额|资金|经费|比例)(?:安排)?(?:额度|标准)?$"
)
_CONJUNCTION = re.compile(r"^(?:其中|同时|此外|另外|并且|而且|但是?|且|并|或者?|而|即|对|凡|后|若|如)")
_AFTER = re.compile(r"(?:的|之|以|后|时|之后|以后|之日起)$")
_BEHIND = re.compile(r"(?:[一二三四五六七八九十]|\d{1,3})名$|（(?:包括|即|指|以下|简称|下同|下称)[^（）]*）$")
_RECEIVER = re.compile(
    r"(?:企业|单位|机构|个人|方|协会|商会|人员|职工|员工|学生|毕业生|农户|公司|经纪人|主体|部门|劳动者|者|农户|商户|用户|合作社)(?:（[^（）]*）)?$"
)
_LABEL = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|资金|经费|标准|政策|支持|方式|范围|对象|条件|如下|所示|为|即|规定|原则)$"
)
_TOTAL_NAME = re.compile(
    r"(?:之|的)?(?:一次性)?(?:奖励|奖补|补助|补贴|资助|贷款|贴息|返还|奖金|津贴)(?:金|总)?(?:比例|比率|标准|额度|金额|总额|总额度|上限|利率)$"
)
_COST = re.compile(r"(?:费用?|支出|租金)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in front of a value: who gets it, its own step, what the share is of.

    `verb` is where the giving begins.
    `each` is the word that takes it up (每人), for where nothing else is said.
    """

    who: Span | None
    step: Span | None
    basis: Span | None
    each: Span | None
    verb: int


def read(text: str, left: Span, share: bool) -> Reading:
    """The reading of text[left], which ends where the value begins; `share` if that is a rate."""
    found = _named(text, pieces(text, left.start, left.end))
    if not found:
        return Reading(None, None, None, None, left.end)
    cut = left.end
    last = found.pop() if found[-1].end >= trim(text, left).end else None
    basis = who = step = each = None
    if last is not None:
        cut = _predicate(text, last, share)
        verb = Span(cut, left.end)
        basis = _basis(text, verb) if share else None
        who, step = _receiver(text, verb, share)
        if share and basis is not None and who is not None and basis.start == who.start:
            basis = trim(text, Span(who.end, basis.end))
        each = _taken_up(text, verb)
        rest = trim(text, Span(last.start, cut))
        if rest.start < rest.end:
            found.append(rest)
    if step is None and len(found) > 1 and text.startswith("：", found[0].end) and is_step(text, found[0]):
        step, found = found[0], []
    if found and step is None and (total := _TOTAL.match(text[found[-1].start : found[-1].end])):
        at = found[-1].start
        named = trim(text, Span(at + total.start("tier"), at + total.end("tier")))
        head = _FUNDS.sub("", total["head"] or "")
        step = named if named.start < named.end else None
        found[-1:] = [Span(at, at + len(head))] if head else []
    if found and step is None and (own := _own_step(text, found)):
        step = own
        found.pop()
    spent = None
    if share and basis is None and found and _is_base(text, found[-1]):
        spent = found.pop()
        basis = _bare_base(text, spent)
    _strip(text, found)
    head = _announcing(text, found)
    if head:
        tail = found[head:]
        if step is None and len(tail) == 1:
            step = narrow(text, tail[0])
        found = found[:head]
        _strip(text, found)
    described = _described(text, found)
    if described is None and spent is not None and _describes(text, spent):
        described = basis
    if described is None or (who is not None and step is None and not _generic(text, who)):
        described = who if who is not None and not _generic(text, who) else described
    return Reading(described, step, basis, each, cut)


def _named(text: str, found: list[Span]) -> list[Span]:
    """The pieces without a label that ends with a colon: 运营补贴标准：…"""
    return [
        span
        for span in found
        if not (text.startswith("：", span.end) and _LABEL.search(text[span.start : span.end]))
    ]


def receiver_after(text: str, start: int, end: int) -> Span | None:
    """The one named behind the value: 分别按营业额的15%、10%对承办单位进行奖励."""
    match = _RULES["beneficiary.to-whom"].match(text[start:end])
    if match is None:
        return None
    span = Span(start + match.start("span"), start + match.end("span"))
    return None if _generic(text, span) else span


def announced(text: str, sentence: Span) -> Span | None:
    """The one who is described or encouraged in a sentence that names no sum."""
    found = pieces(text, sentence.start, sentence.end)
    for i in range(len(found) - 1, -1, -1):
        piece = text[found[i].start : found[i].end]
        opened = _RULES["beneficiary.open"].match(piece)
        if opened and opened.group() != "向":
            part = [Span(found[i].start + opened.end(), found[i].end)]
            part[0] = Span(part[0].start, _predicate(text, part[0], False))
            return _described(text, part)
    for span in found:
        if (who := _encouraged(text, span)) is not None:
            return who
        if text[span.end - 1] == "者" and span.end - span.start > 4:
            return span
    payee = _RULES["beneficiary.payee"].search(text, sentence.start, sentence.end)
    return Span(*payee.span("span")) if payee else antecedent(text, sentence)


def antecedent(text: str, span: Span) -> Span | None:
    """Those that were chosen, so many of them: 遴选10家示范企业 gives 示范企业."""
    found = None
    for match in _RULES["beneficiary.antecedent"].finditer(text, span.start, span.end):
        found = Span(*match.span("span"))
    return found


def is_step(text: str, span: Span) -> bool:
    """Whether the span is no more than a grade or a year."""
    return any(p.fullmatch(text[span.start : span.end]) for p in _STEPS)


def _predicate(text: str, piece: Span, share: bool) -> int:
    """Where the verb of giving begins in the piece that holds the value; its end if there is none."""
    hidden = mask(text, piece.start, piece.end)
    starts = [m.start() for m in [_RULES["predicate.give"].search(hidden)] if m]
    measure = _RULES["predicate.measure"].search(hidden)
    if measure is not None:
        starts.append(measure.start())
    standard = _RULES["predicate.standard"].search(hidden)
    if standard is not None:
        starts.append(standard.start())
    if not starts:
        starts = [m.start() for m in _RULES["predicate.bare"].finditer(hidden)][-1:]
    if not starts:
        starts = [m.start() for m in [_RULES["predicate.ceiling"].search(hidden)] if m]
    cut = min(starts) if starts else len(hidden)
    adverbs = _RULES["predicate.adverbs"].search(hidden[:cut])
    return piece.start + (adverbs.start() if adverbs else cut)


def _receiver(text: str, verb: Span, share: bool) -> tuple[Span | None, Span | None]:
    """The one named between the verb and the value, and a step there: 给予投资方50万元, 给予一等奖5万元."""
    give = _RULES["predicate.give"].search(text, verb.start, verb.end)
    if give is None:
        return None, None
    start = give.end()
    each = _EACH_HEAD.match(text, start, verb.end)
    if each:
        start = each.end()
    rest = Span(start, verb.end)
    tail = _TAIL.search(text[rest.start : rest.end])
    rest = trim(text, Span(rest.start, rest.start + (tail.start() if tail else rest.end - rest.start)))
    if rest.start >= rest.end:
        return None, None
    if is_step(text, rest):
        return None, rest
    words = text[rest.start : rest.end]
    if share:
        agent = _AGENT_HEAD.match(words)
        return (Span(rest.start, rest.start + agent.end()) if agent else None), None
    named = (
        bool(_RECEIVER.search(words))
        and not words.startswith(("专项", "一次性", "人才", "团队"))
        or text.startswith("每", rest.end)
    )
    return (rest if named and len(words) < 30 else None), None


_EACH = re.compile(r"每(?:人|户|家|个|名|件|项|亩)")
_EACH_HEAD = re.compile(
    r"(?:了|其|该)?(?:(?:每|单)(?:个|家|户|名|人|位|件|项|所|座|处)?)?(?:一次性)?(?=[^，。；\d])"
)
_TAIL = re.compile(
    r"(?:(?:每|单)(?:个|家|户|名|人|件|项|辆|台|套|场|次|间|块|亩|所|座|处|年|月|天|日|品种)[^，。；]{0,4}|一次性|一次|连续.{1,3}年|最高|最多|不超过|不高于|总计|累计|合计|分别|适当|当年|再)?"
    r"(?:奖励|奖补|补助|补贴|资助|资金|支持|配套|总额|奖金)?(?:标准|金额|额度)?(?:为|按|的)?"
    r"(?:最高|最多|不超过|不高于|不低于|不少于|各|总计|累计|合计|新台币|人民币|约|为)*$"
)
_AGENT_HEAD = re.compile(
    r"[^，。；的]{0,20}?(?:企业|单位|机构|个人|人员|学生|职工|员工|商户|农户|项目|投资方|主体|者)(?=[^，。；]{2})"
)


def _taken_up(text: str, verb: Span) -> Span | None:
    match = _EACH.search(text, verb.start, verb.end)
    return Span(*match.span()) if match else None


def _basis(text: str, verb: Span) -> Span | None:
    """What the share is of, behind the verb: 按项目总投资的20% gives 项目总投资."""
    hidden = mask(text, verb.start, verb.end)
    start = next((leads[-1].end() for p in _BASIS_LEADS if (leads := list(p.finditer(hidden)))), len(hidden))
    end = len(hidden)
    while (tail := _BASIS_TAIL.search(hidden, start, end)) is not None:
        end = tail.start()
    words = hidden[start:end]
    if len(words) < 2 or _CHANGE.search(words) or words.strip("\0财政省市区县中央再统筹资金安排") == "":
        return None
    return Span(verb.start + start, verb.start + end)


_OF_IT = r"(?:该|每家|每个|每户|各家)?(?:企业(?=超|其|[0-9])|单位(?=其))?(?:其(?!他|它|余|中)|该(?:企业|单位|项目)?)?"
_BASIS_LEADS = tuple(
    re.compile(lead + _OF_IT)
    for lead in (
        r"(?:按照?|参照|依照|不超过|不高于|不得超过|(?:标准|比例|额度)(?:可)?(?:为|按)|(?:^|金|，)[以依就](?!上|下|内|及|外))",
        r"(?:给予|给与|申请|发给|核发|予以|返还|退还|拨付|减免|抵用|最高|免[收征缴]、|，)",
        r"(?:奖励|补助|补贴)",
    )
)
_BASIS_TAIL = re.compile("(?:的|之|\0+|给予|按照?|不超过|不高于|最高|总计|合计|，)$")
_CHANGE = re.compile("提高|上浮|增加|提升|上调|上限")


def basis_behind(text: str, start: int, end: int) -> Span | None:
    """What the share is of, where it stands behind it: 50%的房租减免, 减半收取担保费."""
    match = _BASIS_BEHIND.match(text, start, end)
    return Span(*match.span("basis")) if match else None


_BASIS_BEHIND = re.compile(
    r"(?:的|收取|征收|缴纳|计征|缴交)(?P<basis>[^，。；的]{0,16}?(?:费用?|租金?|利息|税|款|保证金|保险费|价款))(?=减免|补贴|补助|贴息|返还|优惠|奖励|，|。|；|$)"
)


def _is_base(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return bool(_BASE.search(words)) and not words.startswith("免") and not _AGENT.search(words)


def _describes(text: str, base: Span) -> bool:
    """Whether what the share is of also says whose it is: 对新购置的设备费用; 小微企业新增的贷款."""
    words = text[base.start : base.end]
    return words.startswith("对") or bool(_WHOSE.search(words))


_WHOSE = re.compile("^(?!.*其)(?=.*的).*(?:企业|单位|机构|人员|个人|农户|者)")


def _bare_base(text: str, span: Span) -> Span:
    lead = _HEAD_OF_BASE.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    for exempt in _EXEMPT.finditer(text, start, span.end):
        start = exempt.end()
    return Span(start, span.end)


_EXEMPT = re.compile("[全]?免(?:收|征|缴|除)?[、，]")


def _own_step(text: str, found: list[Span]) -> Span | None:
    """The last piece as the step of a condition that was stated before it."""
    last = found[-1]
    for pattern in _STEPS:
        match = pattern.match(text[last.start : last.end])
        if match:
            return Span(last.start + match.start("span"), last.start + match.end("span"))
    if len(found) > 1 and text[found[-2].end - 1] == "的":
        match = _RULES["step.nominal"].match(text[last.start : last.end])
        if (
            match
            and not _RULES["beneficiary.open"].match(text[last.start : last.end])
            and not _aside(text, last)
            and not _GIVING.search(text[last.start : last.end])
        ):
            return Span(last.start + match.start("span"), last.start + match.end("span"))
    return None


def lone(text: str, sentence: Span, step: Span) -> bool:
    """Whether the step is a year or an instalment without another one in the sentence."""
    words = text[step.start : step.end]
    if "年" not in words or not _RULES["step.time"].match(words):
        return False
    return len(_TIMES.findall(text, sentence.start, sentence.end)) < 2


_TIMES = re.compile(
    r"(?:[前后第][0-9一二两三四五六]{1,3} ?年|[首次]年)[^，。；]{0,14}[0-9一二三四五六七八九]"
)


def _aside(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return any(p.match(words) for p in _ASIDES) or _generic(text, span)


def _generic(text: str, span: Span) -> bool:
    return bool(_RULES["beneficiary.generic"].match(text[span.start : span.end]))


def _strip(text: str, found: list[Span]) -> None:
    """Take off from the right what doesn't say who, a giving without a number with it."""
    while found:
        last = found[-1]
        words = text[last.start : last.end]
        if total := _TOTAL_NAME.search(words):
            found.pop()
            if total.start() > 0:
                found.append(Span(last.start, last.start + total.start()))
            continue
        if _aside(text, last) or _TAKEN_UP.fullmatch(words):
            found.pop()
            continue
        cut = _predicate(text, last, False)
        if carried := _CARRIED.search(words):
            cut = min(cut, last.start + carried.start())
        if cut < last.end and not words.endswith("的") and _GIVING.search(words):
            rest = trim(text, Span(last.start, cut))
            found.pop()
            if rest.start < rest.end:
                found.append(rest)
            continue
        return


_GIVING = re.compile(
    r"(?:给予|予以|享受|实行|进行|实施|发放|申请|申领|可)[^，。；]{0,24}(?:奖励|奖补|补助|补贴|资助|贴息|支持|返还|减免|政策|扶持|补偿|抵用|救助|慰问|贷款)(?:政策|资金|金)?$"
)


def _announcing(text: str, found: list[Span]) -> int:
    """The first piece behind a giving without a number, where a condition stands before that; else 0."""
    for i in range(len(found) - 1, 0, -1):
        words = text[found[i - 1].start : found[i - 1].end]
        if _GIVING.search(words) and not words.endswith("的") and (i > 1 or _OPENS.match(words)):
            return i if not _RULES["beneficiary.open"].match(text[found[i].start : found[i].end]) else 0
    return 0


def narrow(text: str, span: Span) -> Span:
    """The number in a step that is a condition: 人数为50人以上的 gives 50人以上."""
    number = _COUNT.search(text, span.start, span.end)
    return Span(*number.span()) if number else trim(text, span, "的")


_CARRIED = re.compile(r"(?:实行|进行|实施)[^，。；的]{0,10}$")
_OPENS = re.compile("对|凡")
_COUNT = re.compile(r"[\d.]+[^\d，。；（）以的]{1,4}(?:以上|以下)?")
_TAKEN_UP = re.compile(r"(?:对|按|为|给)?(?:其|该企业|每家|每个)")


def _described(text: str, found: list[Span]) -> Span | None:
    """The one who gets it, from the pieces that are left."""
    if not found:
        return None
    opened = _opened(text, found)
    if opened is not None:
        return opened
    if text[found[-1].end - 1] != "的":
        for span in reversed(found):
            if (who := antecedent(text, span)) is not None:
                return who
    first = 0
    while first < len(found) - 1 and _leads_in(text, found, first):
        first += 1
    last = text[found[-1].start : found[-1].end]
    if not last.endswith("的") and (not _AGENT.search(last) or first == len(found) - 1):
        for span in found:
            if (who := _encouraged(text, span)) is not None:
                return who
    start = found[first].start
    lead = _RULES["beneficiary.lead"].match(text[start : found[first].end])
    if lead is not None:
        start += lead.end()
    return _clean(text, Span(start, found[-1].end))


def _opened(text: str, found: list[Span]) -> Span | None:
    for i in range(len(found) - 1, -1, -1):
        words = text[found[i].start : found[i].end]
        match = _RULES["beneficiary.open"].match(words) or _RULES["beneficiary.open.inside"].search(words)
        if match is None:
            continue
        if match.start() > 0 and i > 0 and words.endswith("的"):
            continue
        start = found[i].start + match.end()
        last = _last_of_name(text, found, i)
        if last == i and _COST.search(words) and (spender := _spender(text, found[:i])) is not None:
            return spender
        end = found[last].end
        if words.startswith("向") and (verb := _RULES["predicate.give"].search(text, start, end)):
            end = verb.start()
        return _clean(text, Span(start, end))
    return None


def _last_of_name(text: str, found: list[Span], first: int) -> int:
    """The piece with which the name or condition that begins in piece `first` ends."""
    for i in range(len(found) - 1, first, -1):
        words = text[found[i].start : found[i].end]
        if words.endswith("的") or (_AGENT.search(words) and words.startswith(("以及", "及", "和", "或"))):
            return i
    words = text[found[first].start : found[first].end]
    return first if _AGENT.search(words) or _COST.search(words) else len(found) - 1


def _spender(text: str, before: list[Span]) -> Span | None:
    """Those who are encouraged, where what is opened by 对 is only the cost that they have."""
    for span in reversed(before):
        lead = _RULES["beneficiary.lead"].match(text[span.start : span.end])
        if lead is not None:
            return Span(span.start + lead.end(), span.end)
    return None


def _leads_in(text: str, found: list[Span], i: int) -> bool:
    words = text[found[i].start : found[i].end]
    if _aside(text, found[i]):
        return True
    if not _RULES["beneficiary.action"].match(words):
        return False
    if _RULES["beneficiary.lead"].match(words) and text[found[-1].end - 1] == "的":
        goes_on = text.startswith(("经", "且", "并"), found[i + 1].start)
        return not goes_on and _encouraged(text, found[i]) is not None
    return True


def _encouraged(text: str, span: Span) -> Span | None:
    """The noun behind 支持 or 鼓励, without what it is to do."""
    words = text[span.start : span.end]
    lead = _RULES["beneficiary.lead"].match(words)
    if lead is None:
        return None
    pivot = _RULES["beneficiary.pivot"].match(words[lead.end() :])
    if pivot is None:
        return None
    start = span.start + lead.end()
    return Span(start + pivot.start("span"), start + pivot.end("span"))


def _clean(text: str, span: Span) -> Span | None:
    """Without conjunctions before it and 的 or 后 behind it; None if only a taking up is left."""
    start, end = trim(text, span).start, trim(text, span).end
    while match := _CONJUNCTION.match(text[start:end]):
        start += match.end()
    while end > start and (match := _AFTER.search(text[start:end])):
        end = start + match.start()
    each = _RULES["predicate.adverbs"].search(mask(text, start, end))
    if each is not None:
        end = start + each.start()
    while match := _BEHIND.search(text[start:end]):
        end = start + match.start()
    cleaned = trim(text, Span(start, end), "的")
    if cleaned.end - cleaned.start < 2 or _generic(text, cleaned):
        return None
    return cleaned
