"""What on a page is the document: its body, its title and the table of what the site says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.readers.html.dom import Block, Element

_BODIES = (
    frozenset((
        "ucap-content", "pages_content", "trs_editor", "trs_ueditor", "trs_paper_preview", "zoom",
        "zoomcon", "vsb_content", "article_content", "articlecontent", "article-content", "xxgk_content",
        "news_content", "js_content",
    )),
    frozenset((
        "content", "article", "main-content", "detail", "con_text", "contents", "conten", "lemma-summary",
        "main",
    )),
)  # fmt: skip
"""Ids and classes of the element around the text in the templates of government sites, the surest first."""

_LABEL = re.compile(
    r"[\[【]?(?P<label>索引号|索取号|主题分类|发文机关|发文机构|发布机构|发布机关|发文单位|发布单位|制发机关|颁布单位|公开主体|成文日期|成文时间|发文日期|"
    r"发文时间|标题|名称|信息名称|文件名称|发文字号|发布文号|文号|文件编号|统一登记号|登记号|发布日期|发布时间|公开日期|生成日期|颁布时间|印发日期|"
    r"主题词|关键词|有效性|效力状态|时效性|公文种类|文种|体裁分类|组配分类|信息分类|服务对象|生效日期|生效时间|施行日期|实施日期|实施时间|废止日期|失效日期)"
    r"[\]】]?(?:[：:]|\Z)"
)
_NOISE = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|breadcrumb|crumbs?|position|share\w*|bdshare\w*|print\w*|toolbar|footer|foot|sidebar|"
    r"related|xgwj|xgjd|xgxw|pager|pages?num|qrcode|ewm|copyright|comment\w*|fontsize|tools?|gongju|search\w*|top-?bar)(?:$|[\s_-])"
)
_NOISY_TAGS = frozenset(("nav", "footer", "aside"))
_CONTAINERS = frozenset(("article", "body", "center", "div", "form", "main", "section", "td"))
_HEADINGS = ("h1", "h2")
_TITLE_NAMES = re.compile(r"(?:^|[\s_-])(?:\w*title|tit|bt|biaoti|headline)(?:$|[\s_-])")
_FILE = re.compile(r"附件|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)\b", re.I)
_STOPS = re.compile(r"[。；：]")
_MOST = 0.85
_SHORTEST_PROSE = 15
_LONGEST_VALUE = 200


@dataclass
class Parts:
    """A page's blocks: what stands before the document, its head, its text and what comes after.

    In the text a block is set aside where `reasons` has its index.
    """

    before: list[Block] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    title: str | None = None
    body: list[tuple[Block, str | None]] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


def parts_of(
    blocks: Sequence[Block], elements: Sequence[Element], *, whole: bool, titles: Sequence[str]
) -> Parts:
    """The parts of a page. `whole` says that it is a fragment, without a site around it.

    `titles` are what the page's head gives as titles, the surest first.
    """
    prose = [_prose(block) for block in blocks]
    noise = _noise(elements, prose)
    prose = [0 if i in noise else size for i, size in enumerate(prose)]
    first, last = _body(elements, prose) or ((0, len(blocks)) if whole else _densest(elements, prose))
    parts = Parts(
        body=[
            (block, "web page" if i in noise else None) for i, block in enumerate(blocks[first:last], first)
        ]
    )
    _set_links_aside(parts)
    outside = [*range(first), *range(last, len(blocks))]
    taken = _title(parts, blocks, range(first), titles)
    for i in outside:
        if i in taken:
            continue
        labelled = [] if i in noise else list(_labelled(blocks, i, taken))
        if labelled:
            parts.head += labelled
        elif i not in taken:
            (parts.before if i < first else parts.after).append(blocks[i])
    return parts


def _prose(block: Block) -> int:
    """How much of a block is running text."""
    text = block.text
    if _is_register(block) or block.tag in _HEADINGS or _TITLE_NAMES.search(block.names):
        return 0
    size = len(text) - block.links
    if block.cells:
        return max(size, 0)
    return size if size >= _SHORTEST_PROSE or (size > 0 and _STOPS.search(text)) else 0


def _sums(prose: Sequence[int]) -> list[int]:
    sums = [0]
    for size in prose:
        sums.append(sums[-1] + size)
    return sums


def _body(elements: Sequence[Element], prose: Sequence[int]) -> tuple[int, int] | None:
    """The blocks of the element that a known template has around the text."""
    sums = _sums(prose)
    for names in _BODIES:
        known = [
            e
            for e in elements
            if not names.isdisjoint(e.names.split()) or (e.tag == "article" and "article" in names)
        ]
        most = max((sums[e.last] - sums[e.first] for e in known), default=0)
        if most >= max(30, sums[-1] * 0.3):
            enough = [e for e in known if sums[e.last] - sums[e.first] >= _MOST * most]
            best = min(enough, key=lambda e: e.last - e.first)
            return best.first, best.last
    return None


def _densest(elements: Sequence[Element], prose: Sequence[int]) -> tuple[int, int]:
    """The blocks of the smallest element that has most of the running text."""
    sums = _sums(prose)
    enough = [
        e for e in elements if e.tag in _CONTAINERS and sums[e.last] - sums[e.first] >= _MOST * sums[-1]
    ]
    best = min(enough, key=lambda e: e.last - e.first, default=None)
    return (0, len(prose)) if best is None or sums[-1] == 0 else (best.first, best.last)


def _noise(elements: Sequence[Element], prose: Sequence[int]) -> set[int]:
    """The blocks inside what templates have around a text: navigation, sharing, printing."""
    sums = _sums(prose)
    found: set[int] = set()
    for element in elements:
        named = element.tag in _NOISY_TAGS or _NOISE.search(element.names)
        if named and sums[element.last] - sums[element.first] <= 0.2 * sums[-1]:
            found.update(range(element.first, element.last))
    return found


def _set_links_aside(parts: Parts) -> None:
    """Three lines in a row that are nothing but links are navigation, unless they lead to annexes."""
    run: list[int] = []
    for i in range(len(parts.body) + 1):
        block = parts.body[i][0] if i < len(parts.body) else None
        if (
            block is not None
            and block.text
            and block.links >= 0.9 * len(block.text)
            and not _FILE.search(block.text)
        ):
            run.append(i)
            continue
        if len(run) >= 3:
            for at in run:
                parts.body[at] = parts.body[at][0], parts.body[at][1] or "navigation"
        run = []


def _title(parts: Parts, blocks: Sequence[Block], before: range, titles: Sequence[str]) -> set[int]:
    """Find the title where the body doesn't begin with it; the blocks that are it."""
    head = _bare("".join(block.text for block, _ in parts.body[:12]))
    for told in titles:
        if len(_bare(told)) >= 6 and _bare(told) in head:
            return set()
    named = [
        i
        for i in before
        if blocks[i].tag in _HEADINGS or (_TITLE_NAMES.search(blocks[i].names) and len(blocks[i].text) >= 8)
    ]
    for i in reversed(before):
        text = _bare(blocks[i].text)
        if len(text) >= 8 and any(text == _bare(told) for told in titles):
            named = [i]
            break
    else:
        named = [i for i in named if not blocks[i].links and len(blocks[i].text) <= 150]
    if named:
        text = blocks[named[-1]].text
        if _bare(text) not in head:
            parts.title = text
        return {named[-1]}
    if titles and "关于" in titles[0] and _bare(titles[0]) not in head:
        parts.title = titles[0]
    return set()


def _labelled(blocks: Sequence[Block], at: int, taken: set[int]) -> Iterator[str]:
    """What the site says of the document in a block, a label and its value a line."""
    block = blocks[at]
    if block.cells:
        if _is_register(block):
            yield from _paired([_tidy(cell.text) for cell in block.cells])
        return
    text = _tidy(block.text)
    found = _LABEL.match(text)
    if found is None or len(text) > _LONGEST_VALUE:
        return
    if found.end() < len(text):
        yield text
    elif at + 1 < len(blocks) and not blocks[at + 1].cells:
        following = _tidy(blocks[at + 1].text)
        if not _LABEL.match(following) and len(following) <= _LONGEST_VALUE:
            taken.update((at, at + 1))
            yield f"{found['label']}：{following}"


def _is_register(block: Block) -> bool:
    """Whether a table says of a document what a register of documents does."""
    return sum(_LABEL.match(_tidy(cell.text)) is not None for cell in block.cells) >= 2


def _paired(texts: Sequence[str]) -> Iterator[str]:
    label = ""
    for text in texts:
        found = _LABEL.match(text)
        if found and found.end() == len(text):
            label = found["label"]
        elif found:
            yield text
        elif label and text:
            yield f"{label}：{text}"
            label = ""


def _tidy(text: str) -> str:
    """A label without the blanks that set it out: 索 引 号：, 标　　题：."""
    text = " ".join(text.split())
    head, colon, rest = text.partition("：")
    return "".join(head.split()) + colon + rest if len(head) <= 14 and (colon or len(text) <= 14) else text


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b<>《》“”\"]", "", text)
