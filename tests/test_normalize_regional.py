"""The words of Taiwan and Hong Kong: every entry against its own examples."""

import pytest

from pipeline.normalize import normalize, regional
from pipeline.normalize.script import simplify
from pipeline.rules.loader import table

TERMS = table("regional_terms")
CHANGED = [row for row in TERMS if row["target"] != row["term"]]


def normalized_mark(marked):
    """What the stretch between ⟦ and ⟧ becomes, and what it is."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    original = marked.replace("⟦", "").replace("⟧", "")
    result = normalize(original)
    first, last = result.edits.to_normalized(start, end)
    return result.text[first:last], original[start:end]


@pytest.mark.parametrize("row", CHANGED, ids=lambda row: row["term"])
def test_the_example_changes(row):
    got, original = normalized_mark(row["example"])
    assert simplify(original) == row["term"]
    assert got == row["target"]


@pytest.mark.parametrize("row", TERMS, ids=lambda row: row["term"])
def test_the_counter_example_stays(row):
    got, original = normalized_mark(row["keeps"])
    assert got == simplify(original) == row["term"]


@pytest.mark.parametrize(
    ("words", "simplified"),
    [
        ("融資訊息", "融资信息"),
        ("數字元件", "数字元件"),
        ("規模組成", "规模组成"),
        ("新建置換工程", "新建置换工程"),
        ("司機車輛", "司机车辆"),
        ("銀行銷售", "银行销售"),
        ("全部份數", "全部份数"),
        ("配套用地", "配套用地"),
        ("電視訊號", "电视信号"),
        ("重視訊息", "重视信息"),
        ("便捷運輸", "便捷运输"),
        ("村部落格局", "村部落格局"),
        ("艱巨集體", "艰巨集体"),
        ("敏感測量", "敏感测量"),
        ("思辨識別", "思辨识别"),
        ("發布建議", "发布建议"),
        ("工程式樣", "工程式样"),
        ("水準備金", "水准备金"),
        ("物質素材", "物质素材"),
        ("視頻寬度", "视频宽度"),
        ("通訊號碼", "通讯号码"),
        ("刊登入口", "刊登入口"),
        ("系列印刷", "系列印刷"),
        ("水晶片劑", "水晶片剂"),
        ("地雷射擊", "地雷射击"),
        ("號碼數碼", "号码数字"),
    ],
)
def test_words_that_only_meet_are_no_term(words, simplified):
    assert normalize(f"申請單位應檢具{words}等說明。").text == f"申请单位应检具{simplified}等说明。"


def test_there_are_enough_entries_and_each_is_there_once():
    assert len(CHANGED) >= 150
    assert len({row["term"] for row in TERMS}) == len(TERMS)
    assert max(len(row["term"]) for row in TERMS) <= regional._LONGEST
    assert {row["region"] for row in TERMS} == {"tw", "hk", "both"}


@pytest.mark.parametrize("row", CHANGED, ids=lambda row: row["term"])
def test_a_simplified_paragraph_is_left_alone(row):
    text = f"为认真贯彻执行有关规定，现将{row['term']}有关情况通报给各单位。"
    assert normalize(text).text == text
