"""Goals: what a figure commits to, and which figures commit to nothing."""

import re

import pytest

from pipeline.link.goals import link
from pipeline.mentions import Amount, Date, Span, Why
from pipeline.recognize import quantities
from pipeline.segment import segment
from pipeline.types import Metadata

DEADLINES = {"2026年": "2026-12-31", "2027年": "2027-12-31"}
WHY = Why("test.given", 1.0)


def goals_of(text):
    """The goals of a text whose years and sums of money are known."""
    dates = [
        Date(Span(m.start(), m.end()), "deadline", None, DEADLINES[m.group()], WHY)
        for m in re.finditer("|".join(DEADLINES), text)
    ]
    sums = [
        Amount(Span(m.start(), m.end()), float(m[1]) * 1e8, None, "min", "CNY", "goal", None, None, WHY)
        for m in re.finditer(r"(\d+)亿元", text)
    ]
    taken = [item.span for item in (*dates, *sums)]
    outline = segment(text)
    return link(outline, quantities.recognize(text, taken), sums, dates), outline.text


def described(text):
    found, text = goals_of(text)
    return [
        (
            text[g.span.start : g.span.end],
            g.indicator and text[g.indicator.start : g.indicator.end],
            g.op,
            g.kind,
        )
        for g in found
    ]


READ = [
    ("绿道覆盖率达到85%以上。", [("85%", "绿道覆盖率", "ge", "level")]),
    ("电能利用效率不高于1.25。", [("1.25", "电能利用效率", "le", "level")]),
    ("城镇调查失业率控制在5.5%以内。", [("5.5%", "城镇调查失业率", "le", "level")]),
    ("工业投资增长11%左右。", [("11%", "工业投资", "approx", "growth")]),
    ("软件业收入年均增长不低于12%。", [("12%", "软件业收入", "ge", "growth")]),
    ("服务业增加值占比提高2个百分点。", [("2个百分点", "服务业增加值占比", "eq", "increment")]),
    ("绿化率由2021年的30%提高到2026年的40%。", [("40%", "绿化率", "eq", "level")]),
    ("动员全省超900名技工参与。", [("900名", "技工", "gt", "level")]),
    ("为800名工人免费开展体检。", [("800名", "工人", "eq", "level")]),
    ("在60个左右乡镇大力推广节水灌溉。", [("60个", "乡镇", "approx", "level")]),
    ("巡回图书车覆盖90%乡镇。", [("90%", "乡镇", "eq", "level")]),
    ("到2026年30%街区完成架空线入地。", [("30%", "街区", "eq", "level")]),
    ("突破30项关键工艺。", [("30项", "关键工艺", "eq", "level")]),
    ("钢材产量同比增长6%左右。", [("6%", "钢材产量", "approx", "growth")]),
    ("每轮选拔工匠30名左右，分别给予1万元奖励。", [("30名", "工匠", "approx", "level")]),
    ("面向全市每年公开选调教研员20名。", [("20名", "教研员", "eq", "level")]),
    ("理事会由委员九人至十一人组成。", [("九人至十一人", "委员", "eq", "level")]),
    ("形成年产600辆客车的组装能力。", [("600辆", "客车", "eq", "level")]),
    ("推动6个县（市、区）全域建成美丽乡村。", [("6个", "县（市、区）", "eq", "level")]),
    ("推进市级重点工程800项以上。", [("800项", "市级重点工程", "ge", "level")]),
    ("向外商推介产业用地300宗。", [("300宗", "产业用地", "eq", "level")]),
    ("为超200万名老人发放护理津贴。", [("200万名", "老人", "gt", "level")]),
    ("城镇新增就业不少于9万人。", [("9万人", "城镇新增就业", "ge", "increment")]),
    ("棚户区回迁房交付4万套以上。", [("4万套", "棚户区回迁房", "ge", "level")]),
    ("国道中等路比率稳定在85%以上。", [("85%", "国道中等路比率", "ge", "level")]),
    ("审批时限由20个工作日缩短至4个工作日。", [("4个工作日", "审批时限", "eq", "level")]),
    ("平均办理时间压缩至2天以内。", [("2天", "平均办理时间", "le", "level")]),
    ("零工欠薪动态清零。", [("清零", "零工欠薪", "eq", "level")]),
    (
        "外贸额增长6%左右、迈上300亿元台阶。",
        [("6%", "外贸额", "approx", "growth"), ("300亿元", "外贸额", "ge", "level")],
    ),
    ("支持5个县开展试点。", [("5个", "县", "eq", "level")]),
    ("打造20个具有影响力的赛事。", [("20个", "具有影响力的赛事", "eq", "level")]),
    (
        "导师（含长期聘用的校外兼职导师和企业导师）占教师总数超过一半。",
        [("一半", "导师", "gt", "level")],
    ),
    (
        "老旧小区（2000年底前建成、公共设施不够完善且居民有改造意愿的住宅小区）改造率达到90%。",
        [
            (
                "90%",
                "老旧小区（2000年底前建成、公共设施不够完善且居民有改造意愿的住宅小区）改造率",
                "ge",
                "level",
            )
        ],
    ),
    ("有关机构降低担保费率0.4个百分点。", [("0.4个百分点", "担保费率", "eq", "increment")]),
    ("软件业产值突破900亿元。", [("900亿元", "软件业产值", "gt", "level")]),
    ("算力规模较2020年翻两番。", [("翻两番", "算力规模", "eq", "multiple")]),
    ("综合实力进入全国前八位。", [("前八位", "综合实力", "le", "rank")]),
    ("打造30个湿地公园。", [("30个", "湿地公园", "eq", "level")]),
    ("培育40家以上骨干企业。", [("40家", "骨干企业", "ge", "level")]),
    ("新增社区食堂60个。", [("60个", "社区食堂", "eq", "increment")]),
    ("新建和改造提升农村公路800公里。", [("800公里", "农村公路", "eq", "level")]),
    ("城镇新增就业9万人以上。", [("9万人", "城镇新增就业", "ge", "increment")]),
    ("每村至少配备一名网格员。", [("一名", "网格员", "ge", "level")]),
    ("新建产业园绿电使用率控制在60%以内。", [("60%", "新建产业园绿电使用率", "le", "level")]),
    ("办理成本较上年至少下降0.2个百分点。", [("0.2个百分点", "办理成本", "ge", "increment")]),
    ("各县民政局每年实施改造项目70项以上。", [("70项", "改造项目", "ge", "level")]),
    ("支持本市学院每年培养护理人才不少于900名。", [("900名", "护理人才", "ge", "level")]),
    ("带动果农7000户以上。", [("7000户", "果农", "ge", "level")]),
    ("9月底前修复水渠36公里。", [("36公里", "水渠", "eq", "level")]),
    (
        "各站至少提供2次义诊、3次讲座。",
        [("2次", "义诊", "ge", "level"), ("3次", "讲座", "ge", "level")],
    ),
    (
        "水稻、玉米机收率分别达到80%和70%。",
        [("80%", "水稻、玉米机收率", "ge", "level"), ("70%", "水稻、玉米机收率", "ge", "level")],
    ),
    (
        "建设20所实验学校和45个实训中心。",
        [("20所", "实验学校", "eq", "level"), ("45个", "实训中心", "eq", "level")],
    ),
    ("平台企业研发投入不低于营业收入的4%。", [("4%", "平台企业研发投入", "ge", "level")]),
    ("选修课程占总学时三分之一以上。", [("三分之一", "选修课程", "ge", "level")]),
    ("带动社会投入达到财政投入的5倍。", [("5倍", "社会投入", "ge", "multiple")]),
    ("参训合格比例，骨干不低于90%。", [("90%", "参训合格比例", "ge", "level")]),
    ("县林业局每年安排苗圃用地不少于900亩。", [("900亩", "苗圃用地", "ge", "level")]),
    ("每个乡镇配备护林员不少于5名。", [("5名", "护林员", "ge", "level")]),
    ("建设东湖灯会等12个文旅项目。", [("12个", "文旅项目", "eq", "level")]),
    ("共建实训基地，每年认定不超过6家。", [("6家", "实训基地", "le", "level")]),
    ("每村每周至少巡查3次。", [("3次", "巡查", "ge", "level")]),
    ("完成林地改造提升20万亩。", [("20万亩", "林地改造提升", "eq", "level")]),
    ("提升30个便民网点。", [("30个", "便民网点", "eq", "level")]),
    ("65岁以上老年人体检率达到80%。", [("80%", "65岁以上老年人体检率", "ge", "level")]),
    ("覆盖90%以上的行政村。", [("90%", "行政村", "ge", "level")]),
    ("完成“安居”改造项目40个。", [("40个", "“安居”改造项目", "eq", "level")]),
    ("新建和改扩建泵站15座。", [("15座", "泵站", "eq", "level")]),
    ("新汇聚乡村人才300人。", [("300人", "乡村人才", "eq", "increment")]),
    ("教师进修时间不低于每年40小时。", [("40小时", "教师进修时间", "ge", "level")]),
    (
        "建成口袋公园30个，劳动力转移就业8万人以上。",
        [("30个", "口袋公园", "eq", "level"), ("8万人", "劳动力转移就业", "ge", "level")],
    ),
    (
        "1\n森林覆盖率\n38%\n约束性\n2\n单位产值能耗\n下降12%\n约束性\n",
        [("38%", "森林覆盖率", "eq", "level"), ("12%", "单位产值能耗", "eq", "increment")],
    ),
    (
        "建设文化驿站25个、村史馆12个。",
        [("25个", "文化驿站", "eq", "level"), ("12个", "村史馆", "eq", "level")],
    ),
    ("坚决守住900万亩耕地红线。", [("900万亩", "耕地红线", "eq", "level")]),
    (
        "财政补贴资金用于设备更新的比重力争提高到45%以上。",
        [("45%", "财政补贴资金用于设备更新的比重", "ge", "level")],
    ),
    (
        "改造现有12个粮库和30个冷库。",
        [("12个", "粮库", "eq", "level"), ("30个", "冷库", "eq", "level")],
    ),
    ("制定首批8项团体标准。", [("8项", "团体标准", "eq", "level")]),
    ("重点水域断面达标率达到90%。", [("90%", "重点水域断面达标率", "ge", "level")]),
    ("推动20家农庄提档升级。", [("20家", "农庄", "eq", "level")]),
    ("委员人数一般为7至11人。", [("7至11人", "委员人数", "eq", "level")]),
    ("理事会会议每年至少召开两次。", [("两次", "理事会会议", "ge", "level")]),
    ("加快园区进度，亿元以上项目新开工20个以上。", [("20个", "亿元以上项目", "ge", "increment")]),
    ("攻坚战完成规划任务85%以上。", [("85%", "规划任务", "ge", "level")]),
    ("60%公办幼儿园纳入集团化管理。", [("60%", "公办幼儿园", "eq", "level")]),
    ("播种面积保持稳定、产量达到200万吨。", [("200万吨", "产量", "ge", "level")]),
    ("1\n年均每百万人口火灾死亡率\n<1\n约束性\n", [("1", "年均每百万人口火灾死亡率", "lt", "level")]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_reading(text, expected):
    assert described(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "对就业人数达到300人以上的工厂，给予奖励。",
        "负债率低于60%的企业可以申请。",
        "按设备投资额的30%给予补助。",
        "全市已建成充电桩3000个。",
        "截至6月底，全市充电桩超过3000个。",
        "建成了30个园区。",
        "深入推进“三个一批”行动。",
        "重点抓好八个方面工作。",
        "每超过1个百分点扣2分。",
        "给予不超过50%的贴息。",
        "利用国际国内两个市场。",
        "产值同比增长8%。",
        "资助额不超过项目投入的40%。",
        "各项优惠累计不超过25%。",
        "担保费补贴比例由30%提高到50%。",
        "按投资额的10%补助，民族乡再提高5个百分点。",
        "裁员率不高于5%的，返还费用。",
        "绿地面积仅占5%。",
        "同一企业最多资助3个品种。",
        "有序关停20万千瓦以下锅炉。",
        "建设30万吨级码头。",
        "一名专家不同时兼任超过2个学会的职务。",
    ],
)
def test_no_goal(text):
    assert described(text) == []


def test_what_looks_back_is_no_goal():
    text = "一、2025年工作回顾\n建成驿站30个。\n二、重点任务\n建成驿站50个。\n"
    assert [quote for quote, *_ in described(text)] == ["50个"]


def test_deadline_of_the_sentence_and_carried_on():
    text = (
        "一、主要目标\n到2026年，绿化率达到40%。建成公园50个。"
        "2027年建成绿道90公里。\n二、其他\n建成驿站20个。\n"
    )
    found, _ = goals_of(text)
    assert [g.by for g in found] == ["2026-12-31", "2026-12-31", "2027-12-31", None]


def test_a_vision_holds_for_its_own_line():
    text = "一、主要目标\n到2026年，绿化率达到40%。到2035年，再上台阶。\n建成公园50个。\n"
    dates = [
        Date(Span(m.start(), m.end()), "deadline", None, f"{m[1]}-12-31", WHY)
        for m in re.finditer(r"(20\d\d)年", text)
    ]
    outline = segment(text)
    found = link(outline, quantities.recognize(text, [d.span for d in dates]), [], dates)
    assert [g.by for g in found] == ["2026-12-31", "2026-12-31"]


def test_the_time_of_a_plan_is_over_by_the_year_of_the_document():
    text = "一、工程\n“十四五”期间，全市实施排涝工程60项。\n"
    outline = segment(text)
    found = [
        link(outline, quantities.recognize(text, []), [], [], Metadata(signed_on=day))
        for day in ("2022-03-01", "2026-03-01")
    ]
    assert [len(goals) for goals in found] == [1, 0]


def test_conditions_in_a_list_are_no_goals():
    text = "一、申请条件\n申请单位应当具备下列条件：\n（一）床位达到100张。\n（二）合格率不低于90%。\n"
    assert described(text) == []


def test_a_past_year_reports():
    years = [
        Date(Span(m.start(), m.end()), "other" if m[1] < "2026" else "deadline", None, f"{m[1]}-12-31", WHY)
        for text in ["2019年，新建公园30个。2026年，新建公园50个。"]
        for m in re.finditer(r"(\d{4})年", text)
    ]
    outline = segment("2019年，新建公园30个。2026年，新建公园50个。")
    found = link(outline, quantities.recognize(outline.text, [d.span for d in years]), [], years)
    assert [(g.value, g.by) for g in found] == [(50, "2026-12-31")]


def test_years_and_values_in_pairs():
    found, _ = goals_of("2026年、2027年绿化率分别达到30%、40%。")
    assert [(g.value, g.by) for g in found] == [(30, "2026-12-31"), (40, "2027-12-31")]


def test_a_deadline_holds_on_as_a_topic_and_for_no_recurring_task():
    text = "一、任务\n2026年完成搬迁。建成公园5个。\n二、任务\n到2027年，绿化率达到40%。每年举办灯会3场。\n"
    found, _ = goals_of(text)
    assert [g.by for g in found] == [None, "2027-12-31", None]


def test_a_deadline_in_a_cell_of_its_own():
    found, text = goals_of("田间水渠 修复60公里 水务局 2026年\n")
    assert [(g.by, text[g.indicator.start : g.indicator.end]) for g in found] == [("2026-12-31", "田间水渠")]


def test_firm_and_stretch():
    found, text = goals_of("软件业产值达到500亿元，力争达到580亿元。")
    assert [g.stretch for g in found] == [False, True]
    assert {text[g.indicator.start : g.indicator.end] for g in found} == {"软件业产值"}


def test_yearly():
    found, _ = goals_of("每年举办40场以上对接会，培训300人。建成驿站20个。")
    assert [g.freq for g in found] == ["yearly", "yearly", None]


def test_values_are_in_base_units():
    found, _ = goals_of("新建充电桩1.8万个，新增就业岗位2—3万个。")
    assert [(g.value, g.value_max, g.unit) for g in found] == [(18000, None, "个"), (20000, 30000, "个")]
