import pytest

from pipeline.link import amounts
from pipeline.link.terms import terms
from pipeline.mentions import Span
from pipeline.recognize.money import recognize
from pipeline.segment import segment
from pipeline.types import Metadata

ROLES = [
    ("对首次获评的企业一次性奖励40万元。", ["award"]),
    ("给予不超过投资额20%、最高600万元的补助。", ["award"]),
    ("按投资额的15%给予资助，单个项目最高不超过90万元。", ["award"]),
    ("可申请最高25万元的创业担保贷款。", ["award"]),
    ("按每人1500元的标准发放培训补贴。", ["award"]),
    ("对年营业收入首次达到3亿元、6亿元的企业，分别奖励30万元、60万元。", ["threshold"] * 2 + ["award"] * 2),
    ("总投资2亿元以上项目优先供地。", ["threshold"]),
    ("年销售额达到4亿元，给予20万元奖励；每增加2亿元，另给予10万元奖励。", ["threshold", "award"] * 2),
    ("投资60万元以上至90万元以下的，补助5万元。", ["threshold", "threshold", "award"]),
    ("家庭年收入未超过八十万元者，得申请补助。", ["threshold"]),
    ("每单设备费用低于3000元的部分全额抵用。", ["threshold"]),
    ("县财政每年安排专项资金700万元。", ["budget"]),
    ("设立总规模不低于30亿元的产业引导基金。", ["budget"]),
    ("统筹6亿元应急周转资金。", ["budget"]),
    ("安排3000万元用于支持企业投保信用保险。", ["budget"]),
    ("鼓励银行发放纾困贷款不少于90亿元。", ["budget"]),
    ("申请企业实缴注册资本不低于800万元。", ["threshold"]),
    ("打造千亿元级产业集群。", ["goal"]),
    ("为企业减负超过40亿元。", ["goal"]),
    ("公开招标数额标准为300万元。", ["other"]),
    ("到2028年，核心产业规模突破700亿元。", ["goal"]),
    ("力争全年完成交通投资900亿元、能源投资400亿元。", ["goal", "goal"]),
    ("降低企业用能成本8亿元以上。", ["goal"]),
    ("产业总规模达到700亿元。", ["goal"]),
    ("逾期不改的，处以2万元以下罚款。", ["other"]),
    ("人均标准从450元提高到500元。", ["other", "goal"]),
    ("按每月1200元的标准定额扣除。", ["other"]),
    ("五年来，招商引资到位资金300亿元。新增贷款80亿元。", ["other", "other"]),
    ("五年来，投入80亿元。力争明年产业规模达到90亿元。", ["other", "goal"]),
]
ROLES += [
    ("达到50万元奖励2万元，80万元奖励5万元。", ["threshold", "award", "threshold", "award"]),
    ("企业发放岗位津贴每月不低于900元的，财政按一半补贴。", ["threshold"]),
    ("每介绍1人奖励600元，介绍技师的每人再增加300元。", ["award", "award"]),
    ("总投资9000万元，其中省级财政补助6000万元、县级配套3000万元。", ["budget"] * 3),
    ("基金规模5亿元。按用途分：种子期2亿元，初创期3亿元。", ["budget"] * 3),
    ("从本级预算拿出2亿元，对先进县予以奖励。", ["budget"]),
    ("到2028年，工业总产值突破900亿元，产值过10亿元的企业有8家。", ["goal", "threshold"]),
    ("进出口总额稳定在700亿元以上。", ["goal"]),
    ("单间月租金不高于500元。", ["goal"]),
    ("门票按每人30元收取。", ["other"]),
    ("已兑现的32万元奖金不重复计发。", ["other"]),
    ("处两千元以上一万元以下罚款。", ["other", "other"]),
]
HEADINGS = [
    ("一、工作回顾\n重点项目完成投资300亿元。\n二、明年安排\n重点项目完成投资400亿元。", ["other", "goal"]),
    ("一、夯实产业发展基础\n对新建平台奖励30万元。", ["award"]),
    ("一、主要成就\n产业规模达到300亿元。", ["other"]),
    ("一、租房补贴\n本科生3000元，硕士生5000元。", ["award", "award"]),
]
# the list, the words around it, how often and per what
TERMS = [
    ("对每家企业一次性奖补", "", ("once", "每家企业")),
    ("分别给予", "一次性奖励", ("once", None)),
    ("每年安排", "资金", ("yearly", None)),
    ("对年营业收入", "以上的", ("yearly", None)),
    ("单个项目最高不超过", "。", (None, "单个项目")),
    ("按每人每天", "的标准", (None, "每人每天")),
    ("亩均税收达到", "的", (None, None)),
    ("人均补助标准提高到", "。", (None, "人均")),
    ("一次性奖励", "/亩", ("once", "亩")),
    ("奖励", "/年", ("yearly", None)),
    ("最高给予", "/平方米·月补助", (None, "平方米·月")),
    ("奖励", "。", (None, None)),
    ("单家企业年贴息额不超过", "。", ("yearly", "单家企业")),
    ("对年网络零售额首次突破", "的企业", ("yearly", None)),
    ("上年度营业收入不低于", "。", (None, None)),
    ("每引进1人奖励", "。", (None, "每引进1人")),
    ("零售额每增加2亿元，另给予", "奖励", (None, "每增加2亿元")),
    ("零售额每增加", "，另给予2万元奖励", (None, None)),
    ("每人每月再补助", "。", (None, "每人每月")),
    ("每户以", "为限。", (None, "每户")),
    ("按合同额的10%给予每家企业补贴，最高额度不超过", "。", (None, "每家企业")),
    ("单台设备价值在", "以上的", (None, "单台")),
    ("给予学员每人", "/月的补贴", (None, "每人")),
    ("按每户", "的标准给予一次性补贴", ("once", "每户")),
]


def roles(text):
    return [amount.role for amount in amounts.link(segment(text), recognize(text))]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_the_role_of_a_sum(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_what_the_heading_says_of_a_sum(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(("before", "after", "expected"), TERMS)
def test_how_often_and_per_what(before, after, expected):
    text = f"{before}20万元{after}"
    group = Span(len(before), len(before) + 4)
    freq, per = terms(text, group, Span(0, len(text)))
    assert (freq, per and text[per.start : per.end]) == expected


def test_the_year_of_the_document_tells_what_is_past():
    text = "2021年，全市总产值达到300亿元。“十三五”期间，投资完成80亿元。“十四五”期间，安排90亿元。"
    metadata = Metadata(signed_on="2023-03-01")
    found = amounts.link(segment(text), recognize(text), metadata)
    assert [amount.role for amount in found] == ["other", "other", "budget"]


def test_a_list_has_one_role_and_one_frequency():
    text = "分别给予30万元、20万元和10万元一次性奖励。"
    found = amounts.link(segment(text), recognize(text))
    assert [(a.role, a.freq) for a in found] == [("award", "once")] * 3
    assert len({a.why for a in found}) == 1


def test_an_undecided_sum_says_which_rule_found_it():
    text = "门票30元。"
    (found,) = amounts.link(segment(text), recognize(text))
    assert (found.role, found.why.rule) == ("other", "money.scaled")
