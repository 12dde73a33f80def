"""Names of bodies: where they are, and their full official names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognize.bodies import full_name, home_of
from pipeline.recognize.names import groups, recognize
from pipeline.types import Metadata

NATION = Metadata(level="nation", issuers=["国务院办公厅"])
JIANGXI = Metadata(level="province", region="江西省", adcode="360000")
YUNNAN = Metadata(level="province", region="云南省", adcode="530000")
SHANGHAI = Metadata(level="province", region="上海市", adcode="310000")
YICHANG = Metadata(level="city", region="宜昌市", adcode="420500")
HANGZHOU = Metadata(level="city", region="杭州市", adcode="330100")
XIHU = Metadata(level="county", region="杭州市西湖区", adcode="330106")
XINGSHAN = Metadata(level="county", region="兴山县", adcode="420526")
YICHANG_2003 = YICHANG.model_copy(update={"signed_on": "2003-05-01"})
NATION_1996 = NATION.model_copy(update={"signed_on": "1996-05-01"})
NATION_1999 = NATION.model_copy(update={"signed_on": "1999-05-01"})
TAICHUNG = Metadata(level="city", region="臺中市", issuers=["臺中市政府"])
HONG_KONG = Metadata(level="province", region="香港特別行政區", adcode="810000")
TAIWAN = Metadata(level="nation", issuers=["經濟部"])

FULL = [
    (JIANGXI, "省工信厅", "江西省工业和信息化厅"),
    (JIANGXI, "发展改革委", "江西省发展和改革委员会"),
    (JIANGXI, "省国资委", "江西省国有资产监督管理委员会"),
    (YUNNAN, "省国资委", "云南省人民政府国有资产监督管理委员会"),
    (JIANGXI, "省教委", "江西省教育委员会"),
    (JIANGXI, "省农业银行", "中国农业银行江西省分行"),
    (YICHANG, "宜昌保监分局", "中国保险监督管理委员会宜昌监管分局"),
    (SHANGHAI, "市国资委", "上海市国有资产监督管理委员会"),
    (SHANGHAI, "市住房城乡建设管理委", "上海市住房和城乡建设管理委员会"),
    (SHANGHAI, "徐汇区政府", "上海市徐汇区人民政府"),
    (SHANGHAI, "上海海关", "中华人民共和国上海海关"),
    (YICHANG, "市经信局", "宜昌市经济和信息化局"),
    (YICHANG, "市委宣传部", "中共宜昌市委宣传部"),
    (YICHANG, "市政府金融办", "宜昌市人民政府金融工作办公室"),
    (YICHANG, "市税务局", "国家税务总局宜昌市税务局"),
    (YICHANG, "宜昌银保监分局", "中国银行保险监督管理委员会宜昌监管分局"),
    (YICHANG, "人行市中心支行", "中国人民银行宜昌市中心支行"),
    (HANGZHOU, "人行杭州中心支行", "中国人民银行杭州中心支行"),
    (YICHANG, "国网宜昌供电公司", "国网湖北省电力有限公司宜昌供电公司"),
    (YICHANG, "团市委", "共青团宜昌市委员会"),
    (YICHANG, "省财政厅", "湖北省财政厅"),
    (XIHU, "区人社局", "杭州市西湖区人力资源和社会保障局"),
    (XIHU, "市科技局", "杭州市科学技术局"),
    (NATION, "发展改革委", "国家发展和改革委员会"),
    (NATION, "人民银行", "中国人民银行"),
    (NATION, "国务院教育行政部门", "教育部"),
    (YICHANG, "财政部", "财政部"),
    (YICHANG, "市委人才工作领导小组", "中共宜昌市委人才工作领导小组"),
    (YICHANG, "宜昌高新区管委会", "宜昌高新技术产业开发区管理委员会"),
    (YICHANG, "市纪委监委", "中共宜昌市纪律检查委员会、宜昌市监察委员会"),
    (YICHANG, "省电力公司", "国网湖北省电力有限公司"),
    (YICHANG, "湖北能源监管办", "国家能源局湖北监管办公室"),
    (YICHANG, "宜昌电业局", "宜昌电业局"),
    (XINGSHAN, "古夫镇", "兴山县古夫镇人民政府"),
    (YICHANG_2003, "市税务局", "宜昌市税务局"),
    (NATION_1996, "国家计委", "国家计划委员会"),
    (NATION_1999, "国家计委", "国家发展计划委员会"),
    (NATION_1999, "广电总局", "国家广播电影电视总局"),
    (NATION, "广电总局", "国家广播电视总局"),
    (HONG_KONG, "创新科技署", "香港特别行政区政府创新科技署"),
    (TAICHUNG, "本府", "台中市政府"),
    (TAICHUNG, "本府农业局", "台中市政府农业局"),
    (TAIWAN, "本部", "经济部"),
    (TAIWAN, "内政部", "内政部"),
    (TAIWAN, "本会", None),
    (TAIWAN, "交通部民用航空局", "交通部民用航空局"),
    (TAIWAN, "行政院劳工委员会", "行政院劳工委员会"),
    (TAIWAN, "劳保局", "劳动部劳工保险局"),
    (TAIWAN, "司法院", "司法院"),
]


def test_a_mainland_document_may_speak_of_taiwan_s_money():
    home = home_of(Metadata(level="nation", issuers=["国务院"]), "支持开展新台币兑换业务试点。")
    assert full_name("市场监管总局", home) == "国家市场监督管理总局"


@pytest.mark.parametrize(
    ("metadata", "surface", "expected"), FULL, ids=[f"{c[1]}-{i}" for i, c in enumerate(FULL)]
)
def test_full_name(metadata, surface, expected):
    assert full_name(surface, home_of(metadata)) == expected


@pytest.mark.parametrize(
    ("metadata", "surface"),
    [
        (YICHANG, "市减负办"),
        (JIANGXI, "市财政局"),
        (Metadata(), "省财政厅"),
        (YUNNAN, "昆明供电公司"),
        (YICHANG, "相关部门"),
    ],
)
def test_what_is_not_known_is_not_guessed(metadata, surface):
    assert full_name(surface, home_of(metadata)) is None


@pytest.mark.parametrize(
    ("metadata", "text", "expected"),
    [
        (YICHANG, "由市商务局会同有关部门办理", ["市商务局", "有关部门"]),
        (YICHANG, "湖北省财政厅、宜昌市人民政府国资委", ["湖北省财政厅", "宜昌市人民政府国资委"]),
        (JIANGXI, "各设区市、县(区)人民政府要", ["各设区市、县(区)人民政府"]),
        (JIANGXI, "，省财政再给予补助", ["省财政"]),
        (JIANGXI, "省财政厅", ["省财政厅"]),
        (NATION, "政府采购和有关规定", []),
        (YICHANG, "推动市场主体和区域发展", []),
    ],
)
def test_find(metadata, text, expected):
    assert [text[n.span.start : n.span.end] for n in recognize(text, metadata)] == expected


def test_a_joint_body_keeps_its_name_when_taken_up():
    text = "成立宜昌市招商引资领导小组，领导小组办公室负责日常工作。"
    assert [n.name for n in recognize(text, YICHANG)] == [
        "宜昌市招商引资领导小组",
        "宜昌市招商引资领导小组办公室",
    ]


def test_a_short_name_that_the_text_defines():
    text = "宜昌市公共资源交易中心（以下简称交易中心）负责受理。"
    full = "宜昌市公共资源交易中心"
    assert home_of(YICHANG, text).aliases == {"交易中心": full, full: full}


@given(st.text(alphabet="各市县区、省人民政府财厅局（）和有关部门由要 \n", max_size=60))
def test_names_are_in_order_and_apart(text):
    spans = [n.span for n in recognize(text, YICHANG)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert list(groups(text)) == sorted(groups(text))
