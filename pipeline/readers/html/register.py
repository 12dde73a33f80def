"""What a site's register says of a document: its index number, day of signature, document number …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.readers.html.dom import Block

_LABEL = re.compile(
    r"[\[【]?(?P<label>索引号|索取号|主题分类|发文机关|发文机构|发布机构|发布机关|发文单位|发布单位|制发机关|颁布单位|公开主体|成文日期|成文时间|发文日期|"
    r"发文时间|标题|名称|信息名称|文件名称|发文字号|发布文号|文号|文件编号|统一登记号|登记号|发布日期|发布时间|公开日期|生成日期|颁布时间|印发日期|"
    r"主题词|关键词|有效性|效力状态|时效性|公文种类|文种|体裁分类|组配分类|信息分类|服务对象|生效日期|生效时间|施行日期|实施日期|实施时间|废止日期|失效日期)"
    r"[\]】]?(?:[：:]|\Z)"
)
_LONGEST_VALUE = 200


def is_entry(text: str) -> bool:
    """Whether a text begins with a label of a register."""
    return _LABEL.match(_tidy(text[:_LONGEST_VALUE])) is not None


def is_register(block: Block) -> bool:
    """Whether a table says of a document what a register of documents does."""
    return sum(_LABEL.match(_tidy(cell.text)) is not None for cell in block.cells) >= 2


def entries(blocks: Sequence[Block], at: int, taken: set[int]) -> Iterator[str]:
    """What the site says of the document in a block, a label and its value a line."""
    block = blocks[at]
    if block.cells:
        if is_register(block):
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
