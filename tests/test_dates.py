"""Roles of times and their days, in a document with its own dates."""

import pytest

from pipeline.link.dates import link
from pipeline.recognize.times import recognize
from pipeline.segment import segment
from pipeline.types import Metadata

SIGNED = Metadata(title="东江市支持制造业发展若干措施（2023—2025年）", signed_on="2023-03-15")


def dates(text, metadata=SIGNED):
    return [
        (text[d.span.start : d.span.end], d.role, d.start_date, d.end_date)
        for d in link(segment(text), recognize(text), metadata)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，产值翻一番。", ("2025年", "deadline", None, "2025-12-31")),
        ("2025年建成5个园区。", ("2025年", "deadline", None, "2025-12-31")),
        ("2023年6月底前完成清理。", ("2023年6月底前", "deadline", None, "2023-06-30")),
        ("6月30日前报送方案。", ("6月30日前", "deadline", None, "2023-06-30")),
        ("年底前全部完成。", ("年底前", "deadline", None, "2023-12-31")),
        ("到“十五五”末，全面建成。", ("“十五五”末", "deadline", None, "2030-12-31")),
        ("力争3年内实现全覆盖。", ("3年内", "deadline", None, "2026-03-15")),
        ("经过5—8年左右时间，基本建成。", ("5—8年", "deadline", None, "2031-03-15")),
        ("各县要在本措施印发之日起30日内制定细则。", ("印发之日起30日内", "deadline", None, "2023-04-14")),
        ("自受理之日起5个工作日内办结。", ("受理之日起5个工作日内", "deadline", None, None)),
        ("自认定次年起五年内，按一半奖励。", ("认定次年起五年内", "duration", None, None)),
        ("疫情结束后3个月内补缴。", ("疫情结束后3个月内", "deadline", None, None)),
        ("待疫情解除后补交原件。", ("疫情解除后", "other", None, None)),
        ("自即日起施行。", ("即日起", "effective", "2023-03-15", None)),
        ("应于异动之日起五个营业日内申报。", ("异动之日起五个营业日内", "deadline", None, None)),
        ("提前30日通知职工。", ("提前30日", "deadline", None, None)),
        ("每年遴选10家企业。", ("每年", "recurrence", None, None)),
        ("建立定期评估机制。", ("定期", "recurrence", None, None)),
        ("连续3年给予补助。", ("连续3年", "duration", None, None)),
        ("从业3年以上的人员。", ("3年以上", "duration", None, None)),
        ("在退役1年内创业的军人。", ("1年内", "duration", None, None)),
        ("返岗前14天内有旅居史的。", ("14天内", "duration", None, None)),
        ("五年内免征房产税。", ("五年内", "duration", None, None)),
        ("将办理时间压缩至3个工作日以内。", ("3个工作日以内", "duration", None, None)),
        ("减免4月份租金。", ("4月份", "duration", "2023-04-01", "2023-04-30")),
        ("2023年第二季度房租减半。", ("2023年第二季度", "duration", "2023-04-01", "2023-06-30")),
        ("免征2023年度车船税。", ("2023年度", "duration", "2023-01-01", "2023-12-31")),
        ("将3月应缴税款延期。", ("3月", "other", "2023-03-01", "2023-03-31")),
        ("成本较2022年再降1个百分点。", ("2022年", "other", "2022-01-01", "2022-12-31")),
        ("余额不低于2022年同期余额。", ("2022年同期", "other", "2022-01-01", "2022-12-31")),
        ("2022年，全市新增企业300家。", ("2022年", "other", "2022-01-01", "2022-12-31")),
        ("对2023年新增的贷款给予贴息。", ("2023年", "other", "2023-01-01", "2023-12-31")),
        ("返还其上年度缴费的50%。", ("上年度", "other", "2022-01-01", "2022-12-31")),
        ("过去五年，成绩显著。", ("过去五年", "other", "2018-01-01", "2022-12-31")),
        ("2023年4月30日后取得的，不予资助。", ("2023年4月30日后", "other", "2023-05-01", None)),
        ("今年经济发展的主要目标是：", ("今年", "deadline", None, "2023-12-31")),
        ("今年是全面开局的一年。", ("今年", "other", "2023-01-01", "2023-12-31")),
        ("从2023年起开展试点。", ("2023年起", "effective", "2023-01-01", None)),
        ("从2023年开始，推行学分制。", ("2023年", "effective", "2023-01-01", None)),
        ("本措施自发布之日起施行。", ("发布之日起", "effective", "2023-03-15", None)),
        ("本办法自公布之日起30日后施行。", ("公布之日起30日后", "effective", "2023-04-14", None)),
        ("本措施有效期至2026年12月31日。", ("2026年12月31日", "expiry", None, "2026-12-31")),
        ("本措施有效期至本次响应解除。", ("本次响应解除", "expiry", None, None)),
    ],
)
def test_role_and_days(text, expected):
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本措施自2023年5月1日起施行，有效期3年。",
            [
                ("2023年5月1日起", "effective", "2023-05-01", None),
                ("3年", "expiry", "2023-05-01", "2026-04-30"),
            ],
        ),
        (
            "本政策自发布之日起实施，暂定二年。",
            [("发布之日起", "effective", "2023-03-15", None), ("二年", "expiry", "2023-03-15", "2025-03-14")],
        ),
        (
            "执行期自发布之日起至2023年9月30日。",
            [
                ("发布之日起", "effective", "2023-03-15", None),
                ("2023年9月30日", "expiry", None, "2023-09-30"),
            ],
        ),
        (
            "专项资金自2024年起继续实施3年。",
            [("2024年起", "effective", "2024-01-01", None), ("3年", "duration", "2024-01-01", "2026-12-31")],
        ),
        (
            "成本较2022年下降，6月底前完成。",
            [("2022年", "other", "2022-01-01", "2022-12-31"), ("6月底前", "deadline", None, "2023-06-30")],
        ),
        (
            "2024年4月申报的，可在6月底前缴纳。",
            [("2024年4月", "other", "2024-04-01", "2024-04-30"), ("6月底前", "deadline", None, "2024-06-30")],
        ),
    ],
)
def test_dates_of_one_sentence(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "根据《东江市节水行动方案（2021—2025年）》执行。",
        "东江市支持制造业发展若干措施（2023—2025年）",
        "财税公告（2023年第7号）",
        "发布日期：2023年3月20日",
        "发布时间：2023-03-20 10:30",
        "（含5月6日）",
        "低于每人每月最低生活费",
    ],
)
def test_what_bears_on_nothing_is_no_date(text):
    assert dates(text) == []


def test_signature_and_issue_give_the_year_where_metadata_has_none():
    text = "6月底前完成。\n东江市人民政府办公室\n2022年4月2日\n东江市人民政府办公室 2022年4月6日印发\n"
    assert dates(text, Metadata()) == [
        ("6月底前", "deadline", None, "2022-06-30"),
        ("2022年4月2日", "signed", "2022-04-02", "2022-04-02"),
        ("2022年4月6日", "issued", "2022-04-06", "2022-04-06"),
    ]


def test_without_any_date_nothing_is_guessed():
    assert dates("6月底前完成。", Metadata()) == [("6月底前", "deadline", None, None)]
    assert dates("本措施自发布之日起施行，有效期3年。", Metadata()) == [
        ("发布之日起", "effective", None, None),
        ("3年", "expiry", None, None),
    ]


def test_history_of_a_regulation():
    text = (
        "1.中华民国一百零二年三月一日海务部海字第1020000001号令订定发布全文9条；并自发布日施行\n"
        "2.中华民国一百零五年六月二日海务部海字第1050000002号令修正发布第3条条文\n"
    )
    assert [d[:2] for d in dates(text, Metadata())] == [
        ("中华民国一百零二年三月一日", "issued"),
        ("发布日", "effective"),
        ("中华民国一百零五年六月二日", "issued"),
    ]


def test_the_order_that_amends_single_articles_dates_no_text():
    text = "1.中华民国一百零五年六月二日海务部海字第1050000002号令修正发布第3条条文\n四、应于3月底前申请。\n"
    assert dates(text, Metadata())[-1] == ("3月底前", "deadline", None, None)


REGULAR = [
    ("各县于每年第一季度报送清单。", [("每年第一季度", "recurrence", None, None)]),
    ("各县于每年年底前报送清单。", [("每年年底前", "recurrence", None, None)]),
    ("各县于每季度首月10日前报送清单。", [("每季度首月10日前", "recurrence", None, None)]),
    ("按每人每天60元发给。", [("每天", "recurrence", None, None)]),
    ("每人每年补助一次。", [("每年", "recurrence", None, None)]),
    ("投入逐年增长。", [("逐年", "recurrence", None, None)]),
    ("对未完成年度指标的约谈。", [("年度", "recurrence", None, None)]),
    (
        "项目每年申报，报名截止时间为5月20日。",
        [("每年", "recurrence", None, None), ("5月20日", "deadline", None, None)],
    ),
    ("报名截止时间为5月20日。", [("5月20日", "deadline", None, "2023-05-20")]),
    ("责令3个月内整改。", [("3个月内", "deadline", None, None)]),
    ("2年内不受理其申请。", [("2年内", "duration", None, None)]),
    ("附3个月内的体检报告。", [("3个月内", "duration", None, None)]),
    ("“十四五”期间，新建泵站30座。", [("“十四五”期间", "duration", "2021-01-01", "2025-12-31")]),
    ("“十二五”期间，新建泵站30座。", [("“十二五”期间", "other", "2011-01-01", "2015-12-31")]),
    ("省财政2023年安排培训资金4亿元。", [("2023年", "duration", "2023-01-01", "2023-12-31")]),
    ("自受理当月起按月发给。", [("按月", "recurrence", None, None)]),
    (
        "于考核期第二年的9月底前报送。",
        [("第二年", "duration", None, None), ("9月底前", "deadline", None, None)],
    ),
    ("免收4、5月租金。", [("4、5月", "duration", "2023-04-01", "2023-05-31")]),
    ("将4、5月应缴税费缓缴。", [("4、5月", "other", "2023-04-01", "2023-05-31")]),
    ("医院三季度建成投用。", [("三季度", "deadline", None, "2023-09-30")]),
    ("2023年继续对参保企业返还一半。", [("2023年", "duration", "2023-01-01", "2023-12-31")]),
    ("限期三个月归还。", [("三个月", "deadline", None, None)]),
    ("获奖后三年内迁出本市者，应缴还奖金。", [("三年内", "duration", None, None)]),
    ("签约后90日内开工的，奖励50万元。", [("90日内", "duration", None, None)]),
    ("最近二年内有违法记录。", [("最近二年内", "duration", None, None)]),
    (
        "每年度申报期为3—9月份。",
        [("每年度", "recurrence", None, None), ("3—9月份", "recurrence", None, None)],
    ),
    ("每季度终了后十日内上报。", [("每季度终了后十日内", "recurrence", None, None)]),
    ("每年3月1日至5月31日受理。", [("每年3月1日至5月31日", "recurrence", None, None)]),
    ("田间道路，4月15日前\n", [("4月15日前", "deadline", None, "2023-04-15")]),
    ("2015年6月印发的办法同时废止。", [("2015年6月", "other", "2015-06-01", "2015-06-30")]),
    ("一个会计年度内不得变更。", [("一个会计年度内", "duration", None, None)]),
    ("第六年至第八年减半征收。", [("第六年至第八年", "duration", None, None)]),
    ("安排在次年2-4月兑付。", [("次年2-4月", "deadline", None, None)]),
    ("2022年3月1日前已登记的企业。", [("2022年3月1日前", "other", None, "2022-03-01")]),
    ("应于期满2个月前提出。", [("2个月前", "deadline", None, None)]),
    ("按周期评估，五年一贯制，10年一遇。", []),
    ("应于当年四月底前申请。", [("当年四月底前", "deadline", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), REGULAR)
def test_what_recurs_lasts_or_is_due(text, expected):
    assert dates(text) == expected


def test_a_year_before_is_no_certain_one_in_a_standing_regulation():
    text = "按上年度营业收入补助。"
    assert dates(text) == [("上年度", "other", "2022-01-01", "2022-12-31")]
    assert dates(text, SIGNED.model_copy(update={"kind": "办法"})) == [("上年度", "other", None, None)]


def test_the_title_is_known_without_its_issuer():
    metadata = Metadata(title="东江市人民政府关于做好2023年治水工作的意见")
    assert dates("关于做好2023年治水工作的意见\n东江市人民政府关于做好2023年治水工作的意见\n", metadata) == []


def test_a_date_in_any_of_many_titles_is_none():
    text = "依据《水务（2019年版）》《林务〈2018年度〉办法》的规定，" * 50 + "到2025年建成。"
    assert dates(text) == [("2025年", "deadline", None, "2025-12-31")]


def test_every_date_says_which_rule_found_it():
    text = "到2025年建成。每年评估。"
    found = link(segment(text), recognize(text), SIGNED)
    assert [d.why.rule for d in found] == ["date.deadline.to", "date.usual.recurrence"]
    assert text[found[0].why.trigger.start : found[0].why.trigger.end] == "到"
