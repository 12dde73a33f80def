"""Names that 、 and 和 join: where one ends and the next begins, and which share a head."""

from __future__ import annotations

import re

_JOINT = re.compile(
    r"[、，,]?(?:以及|及其|或者|[和及与或])(?=[一-龥]{2})|、|(?<=各地)(?=各)|(?<=各地区)(?=各)"
)
_BODY = re.compile(
    r"(?:[局厅部委办会院署站所队处社联]|中心|政府|公所|集团|(?<![机重分])组|指挥部|专班|机构|组织|部门|单位|机关|海关|[银分支]行|(?<!保险)基金|财政|基金|公司|大学|学校|高校"
    r"|园区|乡镇|街道|社区|属地|村[(（]社区[)）]|公安|企业|各[省市县区州地]区?|[村居][)）]?委|镇|乡|开发区|高新区|[(（][一-龥]{1,6}[)）])$"
)
_PLACE = re.compile(r"(?:[省市州县区旗镇乡盟]|街道|园区|开发区)(?:[(（][一-龥、]{1,8}[)）])?$")
_GOVERNMENT = re.compile(r"(?:政府|管委会|办事处|财政(?:部门)?|委员会|指挥部|[局厅])$")
_TOPIC = re.compile(r"财政$")
_OTHERS = re.compile(
    r"(?:等|等?[\d一二三四五六七八九十]{1,3}[个家])(?:有关|相关|其他|各)?(?:部门|单位|机构|方面|组织)?(?:[和及、](?:有关)?(?:单位|部门|机构|个人))?$"
)


def ends_like_body(surface: str) -> bool:
    """Whether a name's last word is one that bodies' names end with."""
    return len(surface) > 1 and _BODY.search(surface) is not None


def shares_head(left: str, right: str) -> bool:
    """Whether 新城区 in 新城区、灞桥区人民政府 has its head behind the next name."""
    if _PLACE.search(left) and _GOVERNMENT.search(right):
        return not left.startswith("各") or _PLACE.search(right) is not None
    return _TOPIC.search(left) is not None and right.endswith("部门")


def join_cuts(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The names in text[begin:end]; what does not end like a body goes with the name behind it."""
    found: list[tuple[int, int]] = []
    start = begin
    for match in _JOINT.finditer(text, begin, end):
        if match.start() < start or within_bracket(text, start, match.start()):
            continue
        left = text[start : match.start()]
        following = _JOINT.search(text, match.end(), end)
        right = text[match.end() : following.start() if following else end]
        if ends_like_body(left) and not shares_head(left, right):
            found.append((start, match.start()))
            start = match.end()
    found.append((start, end))
    return found


def within_bracket(text: str, start: int, offset: int) -> bool:
    """Whether a bracket is open at `offset`: the levels of 乡（镇、市、区）公所 belong to one name."""
    return max(text.rfind("(", start, offset), text.rfind("（", start, offset)) > max(
        text.rfind(")", start, offset), text.rfind("）", start, offset)
    )


def without_others(text: str, begin: int, end: int) -> int:
    """Where a name ends without 等部门 behind it, if a name is left that ends like a body."""
    others = _OTHERS.search(text, begin, end)
    if others is None or not _BODY.search(text, begin, others.start()):
        return end
    return others.start()
