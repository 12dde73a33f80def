"""Regions: names, short names, chains and what stays open."""

import pytest

from pipeline.recognize.regions import find_regions, province_of_mark, region_of, short_name

CASES = [
    ("湖北省武汉市江汉区人民政府", [("湖北省武汉市江汉区", "武汉市江汉区", "420103")]),
    ("上海浦东新区", [("上海浦东新区", "上海市浦东新区", "310115")]),
    ("桂林、恩施州两地", [("桂林", "桂林市", "450300"), ("恩施州", "恩施土家族苗族自治州", "422800")]),
    ("芷江县的园区", [("芷江县", "芷江侗族自治县", "431228")]),
    ("吉林、河南两省", [("吉林", "吉林省", "220000"), ("河南", "河南省", "410000")]),
    ("福州市：鼓楼区", [("福州市", "福州市", "350100"), ("鼓楼区", "福州市鼓楼区", "350102")]),
    ("河北省唐县", [("河北省唐县", "唐县", "130627")]),
    ("宣武区", [("宣武区", "北京市宣武区", "110104")]),
    ("鼓楼区", []),  # several cities have one
    ("简单县域模型", []),  # 单县 is a county of Shandong
    ("海峡西岸", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_find(text, expected):
    assert [(text[a:b], r.path, r.adcode) for a, b, r in find_regions(text)] == expected


def test_the_region_of_the_document_decides():
    nanjing = region_of("320100")
    assert [r.path for _, _, r in find_regions("鼓楼区", [nanjing])] == ["南京市鼓楼区"]


def test_a_former_region_knows_its_successors():
    region = region_of("110103")
    assert (region.name, region.until, region.successors) == ("崇文区", 2010, ("110101",))


@pytest.mark.parametrize(("mark", "name"), [("鄂", "湖北省"), ("内蒙古", "内蒙古自治区"), ("陇", "甘肃省")])
def test_marks(mark, name):
    assert province_of_mark(mark).name == name


def test_no_province_for_other_characters():
    assert province_of_mark("国") is None


@pytest.mark.parametrize(
    ("code", "short"), [("420000", "湖北"), ("150000", "内蒙古"), ("433100", "湘西"), ("110108", "海淀")]
)
def test_short_names(code, short):
    assert short_name(region_of(code)) == short
