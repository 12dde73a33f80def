"""What on a page is the document: its body, its title and the table of what the site says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.readers.html.dom import Block, Element
from pipeline.readers.html.register import entries, is_entry, is_register
from pipeline.readers.html.title import find_title, is_named_title

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

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|breadcrumb|crumbs?|position|share\w*|bdshare\w*|print\w*|toolbar|footer|foot|sidebar|"
    r"related|xgwj|xgjd|xgxw|pager|pages?num|qrcode|ewm|copyright|comment\w*|fontsize|tools?|gongju|search\w*|top-?bar)(?:$|[\s_-])"
)
_NOISY_TAGS = frozenset(("nav", "footer", "aside"))
_CONTAINERS = frozenset(("article", "body", "center", "div", "form", "main", "section", "td"))
_BUTTONS = re.compile(r"(?:编辑|讨论|播报|收藏|分享|查看|上传视频|打印|关闭|展开|纠错|\s|[|｜\[\]【】])+")
_IMPRINT = re.compile(
    r"ICP[备证]|公网安备|网站标识码|版权所有|(?:主办|承办)(?:单位)?[：:]|浏览(?:量|次数)[：:]|位置[：:]"
)
_ANNEX = re.compile(r"附件|.{1,80}\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)\Z", re.I)
_FILE = re.compile(r"附件|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)\b", re.I)
_STOPS = re.compile(r"[。；：]")
_MOST = 0.85
_HEAD = 12
_SHORTEST_PROSE = 15


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
    while last < len(blocks) and last not in noise and _ANNEX.match(blocks[last].text):
        last += 1
    parts = Parts(
        body=[(block, _reason(block, i in noise)) for i, block in enumerate(blocks[first:last], first)]
    )
    _set_links_aside(parts)
    outside = [*range(first), *range(last, len(blocks))]
    parts.title, taken = find_title([block.text for block, _ in parts.body[:_HEAD]], blocks[:first], titles)
    for i in outside:
        if i in taken:
            continue
        labelled = [] if i in noise else list(entries(blocks, i, taken))
        if labelled:
            parts.head += labelled
        elif i not in taken:
            (parts.before if i < first else parts.after).append(blocks[i])
    return parts


def _reason(block: Block, is_noise: bool) -> str | None:
    """Why a block inside the text is none of it."""
    buttons = block.links and _BUTTONS.fullmatch(block.text)
    return "web page" if is_noise or buttons else None


def _prose(block: Block) -> int:
    """How much of a block is running text."""
    text = block.text
    if is_register(block) or is_named_title(block):
        return 0
    size = len(text) - block.links
    if is_entry(text) or _IMPRINT.search(text):
        return 0
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
    for element in sorted(elements, key=lambda e: e.first - e.last):
        if element.first in found and element.last - 1 in found:
            continue
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
