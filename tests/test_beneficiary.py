"""Who gets it, read from what stands before a sum or rate."""

import time

import pytest

from pipeline.link.supports.reading import read
from pipeline.link.supports.spread import parallel, steps
from pipeline.mentions import Span

# before the value | is it a rate | who | step | basis
READINGS = [
    ("对首次上规模的工厂给予", False, "首次上规模的工厂", None, None),
    ("对首次上规模的工厂，县财政分别再给予", False, "首次上规模的工厂", None, None),
    ("同时对评定为优秀的站点，按照等次给予每个", False, "评定为优秀的站点", None, None),
    ("自2022年起，对新开的书店，一次性奖励", False, "新开的书店", None, None),
    ("经县农业局审核，购买农机的，补助", False, "购买农机", None, None),
    ("在住院期间，受灾群众每人每天补助", False, "受灾群众", None, None),
    ("鼓励企业扩岗，企业新招毕业生的，按每人", False, "企业新招毕业生", None, None),
    ("支持高校、院所开展攻关，单个项目最高给予", False, "高校、院所", None, None),
    ("依托平台发放服务券，购买指定服务的，对每家企业给予不超过", False, "购买指定服务", None, None),
    ("对活跃用户达1万的社区，以及获批建设体验馆的单位，每个一次性给予", False,
     "活跃用户达1万的社区，以及获批建设体验馆的单位", None, None),
    ("对人才（包括总工程师和总会计师），每年给予", False, "人才", None, None),
    ("对设计中心（基地）给予", False, "设计中心（基地）", None, None),
    ("为一线护士发放慰问金，每人", False, "一线护士", None, None),
    ("每新增1家上市公司，奖励保荐机构", False, "保荐机构", None, None),
    ("给予其他防疫人员每人每天", False, "其他防疫人员", None, None),
    ("住宿费以每人每日最高", False, "每人", None, None),
    ("符合下列各款之一者，得申请最高", False, "符合下列各款之一者", None, None),
    ("通过专利合作条约申请专利的，法人组织每件资助", False, "通过专利合作条约申请专利", "法人组织", None),
    ("被评为市级、省级称号的，除上级奖励外，县财政按级别给予配套奖励，市级奖励", False,
     "被评为市级、省级称号", "市级", None),
    ("日常经费补助标准：小型水库给予", False, "小型水库", None, None),
    ("每家", False, None, None, None),
    ("年销售额达到800万元的，按其研发支出的", True, "年销售额达到800万元", None, "研发支出"),
    ("对参保企业，返还标准最高提至其上年度缴费的", True, "参保企业", None, "上年度缴费"),
    ("对租户，其年度新增贡献，给予", True, "租户", None, "年度新增贡献"),
    ("给予实际投资额（不含税，下同）", True, None, None, "实际投资额"),
    ("省财政再给予", True, None, None, None),
    ("支持企业使用仪器开展研究，对使用仪器产生的费用，按照实际支付额的", True, "企业使用仪器开展研究", None,
     "实际支付额"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "share", "who", "step", "basis"), READINGS)
def test_reading(text, share, who, step, basis):
    reading = read(text, Span(0, len(text)), share)
    found = [span and text[span.start : span.end] for span in (reading.who, reading.step, reading.basis)]
    if reading.who is None and reading.each is not None and who == "每人":
        found[0] = text[reading.each.start : reading.each.end]
    assert found == [who, step, basis]


STEPS = [
    ("国家、省、市级示范店", 3, ["国家", "省", "市级"]),
    ("三、四、五星级民宿", 3, ["三", "四", "五星级"]),
    ("国家3A、4A、5A级景区", 3, ["3A", "4A", "5A级"]),
    ("产值达2亿元、5亿元、9亿元以上", 3, ["2亿元", "5亿元", "9亿元"]),
    ("到资100万-300万（不含）美元、300万美元以上", 2, ["100万-300万（不含）美元", "300万美元以上"]),
    ("获省、市级示范项目（企业）、数字车间、智能园区", 2, ["省", "市级"]),
    ("新建高级雪道、初级雪道", 2, ["高级雪道", "初级雪道"]),
    ("认定为灯塔工厂、标杆工厂、示范项目的企业", 3, ["灯塔工厂", "标杆工厂", "示范项目"]),
    ("正高级职称人才和博士、副高级职称人才和硕士、本科毕业生", 3,
     ["正高级职称人才和博士", "副高级职称人才和硕士", "本科毕业生"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "expected"), STEPS)
def test_steps(text, count, expected):
    found = steps(text, Span(0, len(text)), count)
    assert [text[s.start : s.end] for s in found] == expected


@pytest.mark.parametrize(
    ("text", "count"), [("省级示范店", 2), ("国家级、省级、市级示范店", 2), ("示范店", 1)]
)
def test_no_steps(text, count):
    assert steps(text, Span(0, len(text)), count) is None


def test_a_list_that_ends_with_others_is_not_spread():
    text = "工业、农业等领域首次获得示范称号"
    assert parallel(text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    "unit", ["的", "每个每家单个", "（（", "，按要求", "一次性再分别", "其中", "对", "、省级"]
)
def test_time_grows_no_faster_than_the_text(unit):
    def seconds(count):
        text = "对企业" + unit * count + "给予"
        start = time.process_time()
        read(text, Span(0, len(text)), False)
        return time.process_time() - start

    seconds(100)
    assert min(seconds(16000) for _ in range(2)) < 60 * max(min(seconds(1600), seconds(1600)), 0.002)
