"""Supports: who gets how much on what condition, from sentences as officials write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import amounts, supports
from pipeline.recognize import money, quantities, times
from pipeline.segment import segment


def link(text):
    found_money, found_times = money.recognize(text), times.recognize(text)
    shares = quantities.recognize(text, [m.span for m in found_money] + [t.span for t in found_times])
    outline = segment(text)
    return supports.link(outline, amounts.link(outline, found_money), shares)


def short(text):
    """Each record as who | tier | sum or rate | basis | cap, with - for what is absent."""

    def words(span):
        return "-" if span is None else text[span.start : span.end]

    return [
        " | ".join(
            [
                words(r.beneficiary),
                words(r.tier),
                words(r.amount) if r.rate is None else f"{r.rate:g}%",
                words(r.basis),
                words(r.cap),
            ]
        )
        for r in link(text)
    ]


ONE = [
    ("对新认定的瞪羚企业给予一次性奖励30万元。", "新认定的瞪羚企业 | - | 30万元 | - | -"),
    ("获评省级绿色工厂的，一次性奖励40万元。", "获评省级绿色工厂 | - | 40万元 | - | -"),
    ("凡被评为示范农庄的，由县财政奖励2万元。", "被评为示范农庄 | - | 2万元 | - | -"),
    ("新三板挂牌公司额外给予一次性奖励60万元。", "新三板挂牌公司 | - | 60万元 | - | -"),
    ("疫情期间，对坚守岗位的环卫工人，每人每天补助80元。", "坚守岗位的环卫工人 | - | 80元 | - | -"),
    ("对租用标准厂房的企业，每家给予最高9万元补贴。", "租用标准厂房的企业 | - | 9万元 | - | -"),
    ("企业通过辅导验收后，予以奖励70万元。", "企业通过辅导验收 | - | 70万元 | - | -"),
    ("每年评选12家左右数字工厂，每家奖补35万元。", "数字工厂 | - | 35万元 | - | -"),
    ("支持个体工商户恢复经营，每户给予1500元补贴。", "个体工商户 | - | 1500元 | - | -"),
    ("打造特色夜市，新开设餐饮店的，奖励1万元。", "新开设餐饮店 | - | 1万元 | - | -"),
    ("自主创业的毕业生，可申请最高25万元的创业担保贷款。", "自主创业的毕业生 | - | 25万元 | - | -"),
    ("对引进会展满三场的，给予承办方奖励6万元。", "承办方 | - | 6万元 | - | -"),
    ("首席讲解员一名，颁发奖金新台币八万元。", "首席讲解员 | - | 八万元 | - | -"),
    ("对返乡创业的农户，除享受省级补助外，再补助3000元。", "返乡创业的农户 | - | 3000元 | - | -"),
    # rates, what they are a share of, and their ceilings
    (
        "对购置设备的企业，按设备投资额的15%给予补助，最高不超过90万元。",
        "购置设备的企业 | - | 15% | 设备投资额 | 90万元",
    ),
    (
        "对软件企业，按照不超过其研发投入的8%给予最高70万元补助。",
        "软件企业 | - | 8% | 研发投入 | 70万元",
    ),
    ("对参保单位，返还其上年度缴纳失业保险费的60%。", "参保单位 | - | 60% | 上年度缴纳失业保险费 | -"),
    ("给予参展商户展位费70%奖励。", "参展商户 | - | 70% | 展位费 | -"),
    ("企业外出施工的，新增地方贡献，按照60%的比例予以奖励。", "企业外出施工 | - | 60% | 新增地方贡献 | -"),
    ("对小微企业给予40%的房租减免。", "小微企业 | - | 40% | 房租 | -"),
    ("对担保机构减半收取再担保费。", "担保机构 | - | 50% | 再担保费 | -"),
    ("向旅行社暂退保证金，标准为已缴数额的75%。", "旅行社 | - | 75% | 已缴数额 | -"),
    ("对外贸公司，按实到外资的6‰给予奖励。", "外贸公司 | - | 0.6% | 实到外资 | -"),
    ("农机大户购买农机的，给予购机款的三分之一补助。", "农机大户购买农机 | - | 33.33% | 购机款 | -"),
    ("对种粮大户每亩补助90元。每户每年最高补助额度不超过3万元。", "种粮大户 | - | 90元 | - | 3万元"),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_sum_or_rate(text, expected):
    assert short(text) == [expected]


MANY = [
    (
        "对营业收入首次达到3亿元、8亿元的企业，分别给予60万元、90万元奖励。",
        [
            "营业收入首次达到3亿元、8亿元的企业 | 3亿元 | 60万元 | - | -",
            "营业收入首次达到3亿元、8亿元的企业 | 8亿元 | 90万元 | - | -",
        ],
    ),
    (
        "通过国家级、省级、市级认定的，分别补助9万元、6万元和3万元。",
        [
            "通过国家级、省级、市级认定 | 国家级 | 9万元 | - | -",
            "通过国家级、省级、市级认定 | 省级 | 6万元 | - | -",
            "通过国家级、省级、市级认定 | 市级 | 3万元 | - | -",
        ],
    ),
    (
        "投资在100万元以上至300万元以下、300万元以上的项目，分别按投资额的4%、7%补助。",
        [
            "投资在100万元以上至300万元以下、300万元以上的项目 | 100万元以上至300万元以下 | 4% | 投资额 | -",
            "投资在100万元以上至300万元以下、300万元以上的项目 | 300万元以上 | 7% | 投资额 | -",
        ],
    ),
    (
        "对新评定为2—4星级的农庄，分别给予2万元、3万元、5万元奖励。",
        [f"新评定为2—4星级的农庄 | 2—4星级 | {money_} | - | -" for money_ in ("2万元", "3万元", "5万元")],
    ),
    (
        "首次获得省级示范社和省级示范场分别奖励4万元。",
        [
            "首次获得省级示范社和省级示范场 | 省级示范社 | 4万元 | - | -",
            "首次获得省级示范社和省级示范场 | 省级示范场 | 4万元 | - | -",
        ],
    ),
    (
        "对新建冷库的，前2年给予电费60%的补贴，后3年给予电费30%的补贴，每年最高8万元。",
        [
            "新建冷库 | 前2年 | 60% | 电费 | 8万元",
            "新建冷库 | 后3年 | 30% | 电费 | 8万元",
        ],
    ),
    (
        "对新入统的企业，给予10万元奖励（第一年奖励6万元，第二年奖励4万元）。",
        [
            "新入统的企业 | - | 10万元 | - | -",
            "新入统的企业 | 第一年 | 6万元 | - | -",
            "新入统的企业 | 第二年 | 4万元 | - | -",
        ],
    ),
    (
        "带动农户20-30户的补助5万元，带动农户31户以上的补助7万元。",
        ["带动农户20-30户 | - | 5万元 | - | -", "带动农户31户以上 | - | 7万元 | - | -"],
    ),
    (
        "机构介绍就业达到规模的，可以申请补贴，人数为30人以上的，补贴1万元；60人以上的，补贴3万元。",
        [
            "机构介绍就业达到规模 | 30人以上 | 1万元 | - | -",
            "机构介绍就业达到规模 | 60人以上 | 3万元 | - | -",
        ],
    ),
    (
        "对防疫企业的贷款，中央财政按贷款利率的50%给予贴息，省财政再给予25%的贴息。",
        ["防疫企业的贷款 | - | 50% | 贷款利率 | -", "防疫企业的贷款 | - | 25% | 贷款利率 | -"],
    ),
    (
        "重点课题财政经费额度分别为应用类9万元；基础类6万元。",
        ["重点课题 | 应用类 | 9万元 | - | -", "重点课题 | 基础类 | 6万元 | - | -"],
    ),
    (
        "外资项目到资100万-300万美元、300万美元以上的，分别按20万元、到资额的6‰给予奖励。",
        [
            "外资项目到资100万-300万美元、300万美元以上 | 100万-300万美元 | 20万元 | - | -",
            "外资项目到资100万-300万美元、300万美元以上 | 300万美元以上 | 0.6% | 到资额 | -",
        ],
    ),
    (
        "对已建成的工业园补助30万元；对通过复评的，再补助15万元。",
        ["已建成的工业园 | - | 30万元 | - | -", "通过复评 | - | 15万元 | - | -"],
    ),
    (
        "对年输送游客1万人次以上的旅行社进行奖励。每满1万人奖励2万元。",
        ["年输送游客1万人次以上的旅行社 | - | 2万元 | - | -"],
    ),
    (
        "对设站的高校给予建站补助5万元，视绩效给予每年2万元以内的工作经费补助。",
        ["设站的高校 | - | 5万元 | - | -", "设站的高校 | - | 2万元 | - | -"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_several_of_one_sentence(text, expected):
    assert short(text) == expected


NONE = [
    "市财政每年安排2亿元专项资金。",
    "对营业收入增长15%以上的企业，给予适当补助。",
    "研发投入占比达到5%的企业，优先支持。",
    "所需补助资金由市、县各按50%承担。",
    "享受“三免三减半”政策。",
    "补贴超过利息总额40%的，不再给予补贴。",
    "到2027年，产值突破500亿元，增长12%。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_support(text):
    assert short(text) == []


def test_the_former_share_is_no_support():
    assert [r.rate for r in link("对合作银行，补偿比例由20%提高到35%。")] == [35]


def test_a_range_of_a_rate():
    (record,) = link("对技改项目，按投资额的5%—12%给予奖励。")
    assert (record.rate, record.rate_max) == (5, 12)


def test_raised_by_points():
    records = link("获国家级、省级、市级称号的，补助比例分别提高4、3、1个百分点。")
    assert [r.rate for r in records] == [4, 3, 1]


def test_form_frequency_and_values_come_along():
    text = "对新办企业每年给予5万元以内的租金补贴。"
    (record,) = link(text)
    assert text[record.form.start : record.form.end] == "补贴"
    assert (record.min, record.max, record.freq, record.currency) == (None, 50000, "yearly", "CNY")


def test_a_list_announced_by_a_giving():
    text = "第六条 检举案件依下列标准核发奖金：\n一、罚锾未满十万元者，百分之三十。\n二、罚锾十万元以上者，百分之二十。"
    assert [r.rate for r in link(text)] == [30, 20]


def test_ceilings_of_kinds_spread_the_rate():
    text = "贴息比例不高于利息总额的40%。商标质押贴息资金不得超过9万元，专利质押贴息资金不得超过20万元。"
    assert [(text[r.tier.start : r.tier.end], r.rate, r.max) for r in link(text)] == [
        ("商标质押", 40, 90000),
        ("专利质押", 40, 200000),
    ]


GRADES = ["国家级", "省级", "市级", "县级"]


@given(st.lists(st.integers(1, 900), min_size=2, max_size=4), st.sampled_from(["、", "和"]))
def test_as_many_records_as_steps(sums, joint):
    grades = GRADES[: len(sums)]
    condition = "、".join(grades[:-1]) + joint + grades[-1]
    text = f"对获评{condition}示范店的，分别给予{'、'.join(f'{n}万元' for n in sums)}奖励。"
    records = link(text)
    assert [text[r.tier.start : r.tier.end] for r in records] == grades
    assert [r.max for r in records] == [n * 10000 for n in sums]
    assert {text[r.beneficiary.start : r.beneficiary.end] for r in records} == {f"获评{condition}示范店"}


PARTS = st.lists(
    st.sampled_from(
        ["对", "企业", "的", "，", "；", "。", "给予", "分别", "5万元", "8万元", "、", "按", "投资额", "20%", "奖励",
         "每家", "最高", "（", "）", "国家级", "支持", "\n", "一、", "减半", "不超过", "为", "：", "“", "第一年"]
    ),
    max_size=60,
)  # fmt: skip


@given(PARTS)
def test_every_span_lies_in_its_text(parts):
    text = "".join(parts)
    for record in link(text):
        spans = [record.beneficiary, record.tier, record.amount, record.cap, record.basis, record.form]
        for span in filter(None, spans):
            assert 0 <= span.start < span.end <= len(text)
        assert record.amount is not None or record.rate is not None
