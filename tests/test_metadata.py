"""What a document says of itself, on documents made up for the purpose."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import metadata
from pipeline.normalize import EditMap, Normalized, normalize
from pipeline.recognize import times
from pipeline.segment import segment
from pipeline.types import Metadata


def meta(text: str) -> Metadata:
    normalized = normalize(text)
    return metadata.link(normalized, segment(normalized.text), times.recognize(normalized.text))


COVERED = """湘潭市人民政府办公室文件

潭政办发〔2021〕17号

湘潭市人民政府办公室
关于印发支持夜间经济发展
若干措施的通知

各县市区人民政府，市直各单位：
《支持夜间经济发展若干措施》已经市人民政府同意，现印发给你们，请认真贯彻执行。

湘潭市人民政府办公室
2021年8月3日

支持夜间经济发展
若干措施

为激发消费活力，制定以下措施。
一、培育主体。支持企业。
二、降低成本。减免租金。
本措施自2021年9月1日起施行，有效期3年。《湘潭市夜市管理办法》（潭政办发〔2016〕9号）同时废止。

抄送：市委各部门。
湘潭市人民政府办公室 2021年8月5日印发
"""

ONE_LINE = (
    "甘肃省财政厅 甘肃省商务厅关于支持外贸企业的通知 甘财贸〔2020〕6号 各市州财政局、商务局： "
    "现就支持外贸企业有关事项通知如下： 一、降低成本。减免费用。 二、扩大出口。支持参展。 "
    "本通知自印发之日起执行，有效期至2020年底。 甘肃省财政厅 甘肃省商务厅 2020年4月2日"
)

HISTORY = """青年農民創業獎勵辦法
法規類別：行政＞農業部＞輔導目
最新異動日期：20230704
1.中華民國一百零五年六月一日行政院農業委員會農輔字第1050012345號令訂定發布全文9條；並自發布日施行
2.中華民國一百十年九月十日行政院農業委員會農輔字第1100054321號令修正發布第3、5條條文
第 1 條
本辦法依農業發展條例訂定之。
第 2 條
獎勵金最高新臺幣三十萬元。
第 3 條
本辦法自發布日施行。
"""


def test_covering_notice():
    found = meta(COVERED)
    assert found.title == "支持夜间经济发展若干措施"
    assert found.kind == "措施"
    assert found.doc_number == "潭政办发〔2021〕17号"
    assert found.issuers == ["湘潭市人民政府办公室"]
    assert (found.level, found.region, found.adcode) == ("city", "湘潭市", "430300")
    assert (found.signed_on, found.issued_on) == ("2021-08-03", "2021-08-05")
    assert (found.effective_from, found.valid_until) == ("2021-09-01", "2024-08-31")
    assert found.repeals == ["潭政办发〔2016〕9号"]


def test_one_line_and_joint_issuers():
    outline = segment(ONE_LINE)
    normalized = Normalized(ONE_LINE, ONE_LINE, EditMap(()), "hans", ())
    found = metadata.link(normalized, outline, times.recognize(ONE_LINE))
    assert found.title == "甘肃省财政厅 甘肃省商务厅关于支持外贸企业的通知"
    assert found.doc_number == "甘财贸〔2020〕6号"
    assert found.issuers == ["甘肃省财政厅", "甘肃省商务厅"]
    assert found.level == "province"
    assert (found.signed_on, found.effective_from, found.valid_until) == (
        "2020-04-02",
        "2020-04-02",
        "2020-12-31",
    )


def test_history_of_a_regulation():
    found = meta(HISTORY)
    assert (found.title, found.kind) == ("青年農民創業獎勵辦法", "辦法")
    assert found.doc_number == "農輔字第1050012345號"
    assert found.issuers == ["行政院農業委員會"]
    assert (found.level, found.region) == ("nation", None)
    assert (found.signed_on, found.issued_on, found.effective_from) == (None, "2016-06-01", "2016-06-01")


def document(title: str = "某某意见", head: str = "", last: str = "", tail: str = "") -> str:
    body = "为促进发展，提出以下意见。\n一、加强服务。马上就办。\n二、降低成本。减免租金。"
    return f"{title}\n{head}\n{body}\n{last}\n{tail}\n"


SIGNED = "郑州市人民政府\n2022年3月15日"

TAIWAN_CITY = """臺中市青年租金補助辦法
1.中華民國一百十三年五月二日臺中市政府府授法規字第 1130001234 號令
  訂定發布全文 3 條；除第二條自一百十四年一月一日施行外，自發布日施行
第 1 條
臺中市政府（以下簡稱本府）為協助青年，特訂定本辦法。
第 2 條
每月補助新臺幣三千元。
第 3 條
本辦法自發布日施行，至一百十六年十二月三十一日止。
"""
TAIWAN_LAW = """菸酒獎勵細則
1.中華民國九十年三月五日財政部台財庫字第 0900005678 號令訂定發布全文 2 條；並自食品標示法施行之日起施行
第 1 條
本細則依食品標示法訂定之。
第 2 條
本細則自本法施行之日施行。
"""

FIELDS = [
    ("number of another document", document("关于贯彻落实财建〔2020〕3号文件的意见"), "doc_number", None),
    ("number in square brackets", document(head="郑政[2022]5号"), "doc_number", "郑政[2022]5号"),
    ("number with blanks", document(head="郑 政 〔 2022 〕 5 号"), "doc_number", "郑政〔2022〕5号"),
    ("number behind a label", document(head="[发文字号] 郑政〔2022〕5号"), "doc_number", "郑政〔2022〕5号"),
    (
        "a government's order",
        document("郑州市人民政府令\n（第88号）\n郑州市某某办法"),
        "doc_number",
        "郑州市人民政府令第88号",
    ),
    ("title: trial", document("郑州市人才奖励办法（试行）"), "title", "郑州市人才奖励办法（试行）"),
    (
        "title: period below",
        document("郑州市三年行动计划\n（2022-2024年）"),
        "title",
        "郑州市三年行动计划（2022-2024年）",
    ),
    (
        "title: wrapped",
        document("郑州市支持数字经济\n发展若干政策"),
        "title",
        "郑州市支持数字经济发展若干政策",
    ),
    ("title: none", "为促进发展，制定本意见。\n一、甲。\n二、乙。", "title", None),
    ("kind without a title", "为促进发展，制定本意见。\n一、甲。\n二、乙。", "kind", "意见"),
    ("kind: the last word", document("郑州市支持企业若干政策措施"), "kind", "措施"),
    ("issuer: from the title", document("郑州市人民政府关于促进消费的意见"), "issuers", ["郑州市人民政府"]),
    (
        "issuer: an organ named in the matter only",
        document("关于规范郑州市人民政府采购的意见"),
        "issuers",
        [],
    ),
    (
        "issuer: short name",
        document(tail="国家发展改革委\n2022年3月15日"),
        "issuers",
        ["国家发展和改革委员会"],
    ),
    ("issuer: label of the page", document(head="· 发布单位：郑州市人民政府"), "issuers", ["郑州市人民政府"]),
    ("issuer: no organ behind the label", document(head="发布机构：郑州市"), "issuers", []),
    ("region: of the title", document("金水区支持企业若干意见"), "region", "郑州市金水区"),
    (
        "level: a city that no list holds",
        document(tail="云岭市人民政府办公室\n2022年3月15日"),
        "level",
        "city",
    ),
    ("level: a county's bureau", document(tail="云岭县财政局\n2022年3月15日"), "level", "county"),
    ("level: central", document(tail="财政部\n2022年3月15日"), "level", "nation"),
    ("signed: below the signature", document(tail=SIGNED), "signed_on", "2022-03-15"),
    (
        "signed: Chinese figures",
        document(tail="郑州市人民政府\n二〇二二年三月十五日"),
        "signed_on",
        "2022-03-15",
    ),
    ("signed: under the title", document(head="（2022年3月15日）"), "signed_on", "2022-03-15"),
    ("signed: not the page's date", document(head="发布日期：2022-03-20"), "signed_on", None),
    ("issued: not the page's date", document(head="发布日期：2022-03-20"), "issued_on", None),
    ("issued", document(tail="郑州市人民政府办公厅 2022年3月16日印发"), "issued_on", "2022-03-16"),
    (
        "effective: day of issue",
        document(last="本意见自印发之日起施行。", tail=SIGNED),
        "effective_from",
        "2022-03-15",
    ),
    ("effective: day unknown", document(last="本意见自印发之日起施行。"), "effective_from", None),
    (
        "effective: 30 days later",
        document(last="本意见自公布之日起30日后施行。", tail=SIGNED),
        "effective_from",
        "2022-04-14",
    ),
    ("effective: of a measure only", document(last="企业自2022年5月1日起申报。"), "effective_from", None),
    (
        "until: tentative",
        document(last="本意见自2022年5月1日起执行，暂定两年。"),
        "valid_until",
        "2024-04-30",
    ),
    (
        "until: months from the issue",
        document(last="本意见执行期限自发布之日起3个月止。", tail=SIGNED),
        "valid_until",
        "2022-06-14",
    ),
    (
        "until: from day to day",
        document(last="上述政策执行期限为2022年1月1日至2023年12月31日。"),
        "valid_until",
        "2023-12-31",
    ),
    ("until: an event", document(last="以上措施有效期至疫情结束。", tail=SIGNED), "valid_until", None),
    ("until: of a support only", document(last="贷款贴息期限3年。"), "valid_until", None),
    (
        "repeals: title without a number",
        document(last="本意见自印发之日起施行，原《郑州市企业奖励办法》同时废止。"),
        "repeals",
        ["郑州市企业奖励办法"],
    ),
    (
        "repeals: two",
        document(last="《甲乙丙办法》（郑政〔2016〕1号）、《丁戊己办法》（郑政〔2017〕2号）同时废止。"),
        "repeals",
        ["郑政〔2016〕1号", "郑政〔2017〕2号"],
    ),
    (
        "repeals: title in quotation marks",
        document(last="“郑州市租金补助作业要点”同时停止适用。"),
        "repeals",
        ["郑州市租金补助作业要点"],
    ),
    ("title: part of the print", document("郑州市政府工作报告（节选）"), "title", "郑州市政府工作报告"),
    ("kind: part of the print", document("郑州市政府工作报告（节选）"), "kind", "报告"),
    (
        "issuer: not the office that printed it",
        document(
            "郑州市人民政府关于鼓励投资的规定", tail="郑州市人民政府办公厅秘书处 一九九四年七月一日印发"
        ),
        "issuers",
        ["郑州市人民政府"],
    ),
    (
        "issuer: central bodies without the state's name",
        document("关于专项经费的通知", tail="中华人民共和国财政部\n中华人民共和国科学技术部\n2006年9月1日"),
        "issuers",
        ["财政部", "科学技术部"],
    ),
    (
        "issuers: a joint signature on two lines",
        document("关于农村教育的意见", tail="教育部  国家卫生计生委\n国务院扶贫办\n2016年9月1日"),
        "issuers",
        ["教育部", "国家卫生和计划生育委员会", "国务院扶贫开发领导小组办公室"],
    ),
    (
        "title: a bracket on a cover's line of its own",
        "青年創業專案計畫\n（學術機構）\n申請作業手冊\n一、目的。\n補助青年。",
        "title",
        "青年創業專案計畫（學術機構）申請作業手冊",
    ),
    (
        "title: the first of two short names",
        document("财政部 税务总局关于捐赠税收政策的公告"),
        "title",
        "财政部 税务总局关于捐赠税收政策的公告",
    ),
    (
        "title: a notice's number behind it",
        document("郑州市税务局关于申报期限的通告2022年第2号"),
        "title",
        "郑州市税务局关于申报期限的通告",
    ),
    (
        "number: a notice's",
        document("郑州市税务局关于申报期限的通告2022年第2号"),
        "doc_number",
        "2022年第2号",
    ),
    (
        "number: right behind the title",
        document("郑州市税务局关于减免税费的通知郑税发〔2022〕2号"),
        "doc_number",
        "郑税发〔2022〕2号",
    ),
    (
        "number: the order in brackets",
        document(
            "郑州市地下空间管理办法", head="（2022年3月15日郑州市人民政府令第61号公布，自5月1日起施行）"
        ),
        "doc_number",
        "郑州市人民政府令第61号",
    ),
    (
        "signed: label between others",
        document(head="【发文单位】 郑州市税务局 【发文日期】 2022-03-15 【是否有效】 全文有效"),
        "signed_on",
        "2022-03-15",
    ),
    (
        "issuer: a company signs with others",
        document(tail="交通运输部  国家铁路集团\n2022年3月15日"),
        "issuers",
        ["交通运输部", "中国国家铁路集团有限公司"],
    ),
    (
        "issuer: torn by a blank",
        document(tail="四川省应对洪涝灾害  应急指挥部\n2022年3月15日"),
        "issuers",
        ["四川省应对洪涝灾害应急指挥部"],
    ),
    (
        "issuer: the office of a commission",
        document(tail="国家卫生健康委办公厅\n2022年3月15日"),
        "issuers",
        ["国家卫生健康委员会办公厅"],
    ),
    (
        "issuer: the red head, not what is annexed",
        document(head="郑州市商务局文件", tail="商务部办公厅\n2022年3月15日"),
        "issuers",
        ["郑州市商务局"],
    ),
    (
        "issuer: no purpose",
        document("为贯彻落实党中央、国务院关于就业的部署"),
        "issuers",
        [],
    ),
    ("region: a city of Taiwan", TAIWAN_CITY, "region", "臺中市"),
    ("level: a city of Taiwan", TAIWAN_CITY, "level", "city"),
    ("effective: not the article excepted", TAIWAN_CITY, "effective_from", "2024-05-02"),
    ("effective: with a law", TAIWAN_LAW, "effective_from", None),
    ("until: the last day named", TAIWAN_CITY, "valid_until", "2027-12-31"),
    ("repeals: none cited", document(last="此前有关规定同时废止。"), "repeals", []),
    ("repeals: cited otherwise", document(last="按照《甲乙丙办法》（郑政〔2016〕1号）执行。"), "repeals", []),
]


@pytest.mark.parametrize(("text", "field", "expected"), [c[1:] for c in FIELDS], ids=[c[0] for c in FIELDS])
def test_field(text, field, expected):
    assert getattr(meta(text), field) == expected


@given(st.text(alphabet="一二三、。（）《》〔〕2020年月日号印发关于通知市人民政府 \n", max_size=120))
def test_any_text_has_metadata(text):
    assert isinstance(meta(text), Metadata)


@pytest.mark.parametrize("unit", ["政", "关于印发", "市局\n", "《甲》废止", "2020年1月1日\n", "（", "本办法"])
def test_time_grows_with_the_text(unit):
    def seconds(size: int) -> float:
        normalized = normalize(unit * (size // len(unit)))
        outline = segment(normalized.text)
        start = time.process_time()
        metadata.link(normalized, outline, [])
        return time.process_time() - start

    seconds(1_000)
    assert min(seconds(100_000) for _ in range(2)) < 20 * seconds(10_000) + 0.5
