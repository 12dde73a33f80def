"""Normalising: folding, joining, blanks, residue, script; and that nothing is lost on the way."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize import markup, normalize
from pipeline.normalize.fold import GONE, fold

LONG = "对符合条件的企业，按照实际投入给予补助，具体办法由主管部门会同财政部门另行制定并向社会公布"


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        # full-width and compatibility characters
        ("ＡＢＣ１２３％，＋－／．～", "ABC123%，+-/.~"),
        ("补助３０％（不含）", "补助30%（不含）"),
        ("(一)支持企业(含个体)", "（一）支持企业（含个体）"),
        ("责任单位:市科技局;市财政局,各区", "责任单位：市科技局；市财政局，各区"),
        ("比例1:2，共1,000元", "比例1:2，共1,000元"),
        ("面积300㎡，①类，Ⅲ级，5℃，8‰", "面积300㎡，①类，Ⅲ级，5℃，8‰"),
        ("⻚面⽇期", "页面日期"),
        ("建设ﬁber网", "建设fiber网"),
        ("贷款馀额", "贷款余额"),
        ("二○二五年，○○公司", "二〇二五年，○○公司"),
        ("元/每月•每平方", "元/每月·每平方"),
        ("2021–2023年，−5%，10－20", "2021-2023年，-5%，10-20"),
        ("二Ｏ二三年，二O一O年，二0一八年", "二〇二三年，二〇一〇年，二〇一八年"),
        ("O型圈，一次0元", "O型圈，一次0元"),
        ("奖励1，000万元，即10，000，000元", "奖励1,000万元，即10,000,000元"),
        ("到2025年，100家企业", "到2025年，100家企业"),
        ("分别为30，40万元", "分别为30，40万元"),
        ('"专精特新"企业与"5G"', "“专精特新”企业与“5G”"),
        ("“十四五“期间。”两化”融合", "“十四五”期间。“两化”融合"),
        ("“推广“两化”融合”", "“推广“两化”融合”"),
        ("巨人”企业和“瞪羚", "巨人”企业和“瞪羚"),
        ('管径5"以上', '管径5"以上'),
        # what HTML leaves
        ("支持&nbsp;&nbsp;企业&#12290;", "支持 企业。"),
        ("&ldquo;小巨人&rdquo;&#65288;含个体&#xff09;R&amp;D占比&gt;3%", "“小巨人”（含个体）R&D占比>3%"),
        ("一、总则<br/>二、附则</p><p>三、其他", "一、总则\n二、附则\n三、其他"),
        ("给予&amp;nbsp;10万元", "给予10万元"),
        ("<strong>给予</strong>10<span style='a'>万元</span>", "给予10万元"),
        ("投资<5亿元且>3亿元；AT&T公司；&unknown;", "投资<5亿元且>3亿元；AT&T公司；&unknown;"),
        # what Markdown leaves
        ("1\\. 支持企业\n\\* 不重复享受\n> 奖励10万元", "1. 支持企业\n* 不重复享受\n奖励10万元"),
        ("投资 > 5亿元", "投资>5亿元"),
        # what web pages and word processors leave
        ("跳到主要內容區塊\n友善列印\n點閱數：1024\n字型大小：小 中 大\n一、補助對象。", "一、补助对象。"),
        ("一、支持。\n【打印本页】 【关闭窗口】\n上一篇：关于节能的通知\n下一篇：没有了", "一、支持。"),
        ("一、支持。\n字体：[大 中 小]\n分享：微信 微博 QQ空间\n扫描二维码分享到手机", "一、支持。"),
        ("一、支持。\n版权所有：某市人民政府 某ICP备05000001号\n责任编辑：张三", "一、支持。"),
        ('按照\x13 HYPERLINK "http://www.example.gov.cn" \x14办法\x15执行', "按照办法执行"),
        ("见错误!未找到引用源。第三条", "见第三条"),
        # blanks
        ("第二章 目标\t3", "第二章 目标 3"),
        ("项目\t100\t200", "项目 100 200"),
        ("\t1.\t支持企业", "1. 支持企业"),
        ("发布日期：2024-03-05 16:30 来源：市政府办", "发布日期：2024-03-05 16:30 来源：市政府办"),
        ("奖励 300 万元", "奖励300万元"),
        ("某政发〔2 0 2 4〕1 2 号", "某政发〔2024〕12号"),
        ("二 〇 二 四 年 五 月 八 日", "二〇二四年五月八日"),
        ("2 0 2 4 年 5 月 1 8 日", "2024年5月18日"),
        (
            "打造“ 1 + 6 + N ” 体系，推广5G + 工业互联网，R & D投入达到2 . 5 倍。",
            "打造“1+6+N”体系，推广5G+工业互联网，R&D投入达到2.5倍。",
        ),
        ("来源：市政府办 发布时间：2024-03-05", "来源：市政府办 发布时间：2024-03-05"),
        ("牵头单位：市工信局 配合单位：市财政局", "牵头单位：市工信局 配合单位：市财政局"),
        ("于 2024 年 3 月 5 日前完成", "于2024年3月5日前完成"),
        ("第 3 条 申请人", "第3条 申请人"),
        ("第 1 2 条 申请人", "第12条 申请人"),
        ("第 4-1 条", "第4-1条"),
        ("1. 5G网络建设", "1. 5G网络建设"),
        ("二 、支持范围", "二、支持范围"),
        ("实行“ 一事一议 ”", "实行“一事一议”"),
        ("第一章 总　则", "第一章 总则"),
        ("附 件 三", "附件三"),
        ("Essential Science Indicators", "Essential Science Indicators"),
        ("甲\u200b乙\ufeff丙\xad丁", "甲乙丙丁"),
        ("甲县委 甲县人民政府", "甲县委 甲县人民政府"),
        ("甲市人民政府 2024年3月5日", "甲市人民政府 2024年3月5日"),
        (f"{LONG}，全力支持战略新 兴产业。", f"{LONG}，全力支持战略新兴产业。"),
        # paragraphs
        ("一、总则\r\n\r\n　　二、附则\n\n", "一、总则\n二、附则"),
        ("甲\u2028乙\x0b丙\x85丁\r戊", "甲\n乙\n丙\n丁\n戊"),
        ("", ""),
        (" \r\n　", ""),
        # residue
        ("# 标题\n\n---\n**一、** 支持", "标题\n一、支持"),
        ("[bookmark: _Toc1]总则", "总则"),
        ("某市人民政府\n扫一扫在手机打开当前页\n相关解读", "某市人民政府"),
        ("打印\n关闭\n正文。", "正文。"),
        ("打印\n正文。", "打印\n正文。"),
        ("加大支持力度", "加大支持力度"),
        (
            "[成文日期] 2024-03-05 [发文字号] 某政发〔2024〕5号",
            "[成文日期] 2024-03-05 [发文字号] 某政发〔2024〕5号",
        ),
    ],
)
def test_normalized_text(original, expected):
    assert normalize(original).text == expected


@pytest.mark.parametrize(
    ("original", "joined"),
    [
        (f"1.支持平台经济。{LONG}，坚持以\n\n企业为主体，给予补助。", "坚持以企业为主体"),
        (f"1.支持工业互联网。{LONG}，对“5G+工业互\n\n联网”项目给予补助。", "5G+工业互联网”项目"),
        ("抄送：市委各部门，市人大常委会办公室，\n市政协办公室。", "办公室，市政协办公室"),
        ("一、支持范围，\n二、支持方式", None),
        ("（一）立足长远，推动平安建设\n坚决维护大局稳定，防范化解风险。", None),
        (f"{LONG}。给予奖励10万元\n各县（市、区）参照执行。", None),
        (f"{LONG}，一次性给予奖励20万元\n对通过复审的企业，减半执行。", None),
        (f"{LONG}，由市财政给予每户奖励2\n0万元。", "奖励20万元"),
        (f"{LONG}，补助以总经费的百分之五\n十。", "百分之五十。"),
        ("一、落实“十四五“规划\n加快建设。", None),
        ("技术改造 100\n200万元", None),
        (f"{LONG}\n责任单位：市财政局", None),
        (f"{LONG}\n2024年3月5日", None),
        (f"{LONG}。\n各区要抓好落实。", None),
        ("某市人民政府\n关于支持企业发展的通知", None),
    ],
)
def test_broken_lines_are_joined_and_paragraphs_are_not(original, joined):
    text = normalize(original).text
    if joined is None:
        assert "\n" in text
    else:
        assert joined in text
        assert "\n" not in text


WRAPPED = """第一条 为规范本市专项资金的使用和管理，提高资金
使用效益，促进产业升级，根据有关法律、法规和国家规定，
结合本市实际情况，制定本办法。
第二条 本办法所称专项资金，是指由市级财政预算安排
并用于支持本市工业和信息化领域企业发展的资金，实行专
款专用，任何单位和个人不得截留、挪用。
第三条 专项资金支持范围包括技术改造、研究开发、人
才引进等项目。
"""


def test_wrapped_lines_become_paragraphs():
    lines = normalize(WRAPPED).text.split("\n")
    assert [line[:3] for line in lines] == ["第一条", "第二条", "第三条"]
    assert "提高资金使用效益" in lines[0]
    assert lines[2].endswith("人才引进等项目。")


def test_wrapped_lines_with_a_blank_line_after_each():
    assert normalize(WRAPPED.replace("\n", "\n\n")).text == normalize(WRAPPED).text


def test_paragraphs_with_a_blank_line_after_each_stay():
    items = [f"推进第{n}批重点项目建设，完善全过程跟踪服务机制" for n in "一二三四五六七八"]
    assert normalize("\n\n".join(items)).text == "\n".join(items)


def test_a_bracket_behind_a_full_stop_ends_its_paragraph():
    unit = "（责任单位：市工业和信息化局（市大数据局）、市财政局）"
    text = WRAPPED + f"对首次上云的企业给予补助。{unit}\n同一项目按就高原则支持，不重复享受。\n"
    assert f"{unit}\n同一项目" in normalize(text).text


def test_page_numbers_fused_to_the_text_are_set_aside():
    line = "并用于支持本市工业和信息化领域企业发展的资金，实行专"
    pages = "\n".join(f"{page}{line}\n" + f"{line}\n" * 11 for page in range(1, 8))
    result = normalize(pages)
    assert [a.reason for a in result.asides] == ["page number"] * 7
    assert not any(char.isdigit() for char in result.text)


def test_page_numbers_between_pages():
    number = "\n\n                 {}\n\n\f"
    text = f"本办法所称补助（不含其他{number.format(1)}      专项）由市财政局安排。{number.format(2)}"
    result = normalize(text)
    assert result.text == "本办法所称补助（不含其他专项）由市财政局安排。"
    assert [text[a.start : a.end] for a in result.asides] == ["1", "2"]


def test_running_heads_in_mid_sentence_are_set_aside_but_for_the_title():
    head = "某某区工业经济\n高质量发展若干意见\n"
    item = f"{{}}.鼓励技术改造。{LONG}，对首次获得认定的\n"
    rest = f"企业给予奖励。{LONG}。\n"
    result = normalize(head + "".join(item.format(n) + head + rest for n in range(1, 4)))
    assert result.text.count("某某区工业经济") == 1
    assert result.text.startswith("某某区工业经济\n高质量发展若干意见\n1.")
    assert result.text.count("认定的企业给予奖励") == 3
    assert {a.reason for a in result.asides} == {"running head"}


def test_repeated_headings_are_no_running_heads():
    guide = "".join(f"{n}.事项。\n申报条件说明\n{LONG}。\n办理流程说明\n{LONG}。\n" for n in "123456")
    assert normalize(guide).asides == ()


def test_a_short_text_on_one_line_keeps_its_blanks():
    text = (
        "某县促进消费若干措施 各乡镇人民政府： 为促进消费，制定本措施。 一、发放消费券。安排资金200万元。"
        " 二、支持夜市。一次性补助3万元。 三、本措施自发布之日起施行。 某县人民政府 2024年3月5日"
    )
    assert normalize(text).text == text


def test_an_entity_leads_back_to_the_whole_of_it():
    original = "#&nbsp;\n一、给予&ldquo;小巨人&rdquo;企业，数&#23383;企业"
    result = normalize(original)
    for normal, source in [("“小巨人”", "&ldquo;小巨人&rdquo;"), ("数字企", "数&#23383;企")]:
        start = result.text.index(normal)
        first, last = result.edits.to_original(start, start + len(normal))
        assert original[first:last] == source


def test_blanks_that_stand_for_paragraphs_stay():
    text = (
        f"某市若干措施 各区人民政府： 现通知如下。 一、减轻负担 1.停征收费。{LONG * 6}。 2.减免 24 小时租金。"
    )
    expected = text.replace(" 24 小时", "24小时")
    assert normalize(text).text == expected
    wide = normalize(text.replace(" 2.", "　　2."))
    assert "\n2.减免" in wide.text


@pytest.mark.parametrize(
    ("original", "script", "text"),
    [
        ("疫情结束後，按规定发放补贴。", "hans", "疫情结束后，按规定发放补贴。"),
        ("乾安县人民政府办公室关于农业的通知", "hans", "乾安县人民政府办公室关于农业的通知"),
        ("平台里程", "hans", "平台里程"),
        ("申請人應於期限內提出。", "hant", "申请人应于期限内提出。"),
        ("123", "hans", "123"),
    ],
)
def test_script(original, script, text):
    result = normalize(original)
    assert (result.script, result.text) == (script, text)


def test_script_of_each_paragraph():
    result = normalize("申請人應檢具軟體說明。\n第 3 款\n软体动物养殖企业应当说明情况。")
    assert result.script == "mixed"
    assert result.text == "申请人应检具软件说明。\n第3款\n软体动物养殖企业应当说明情况。"
    assert [(result.text[r.start : r.end][:3], r.script) for r in result.scripts] == [
        ("申请人", "hant"),
        ("软体动", "hans"),
    ]


def test_spans_lead_back_to_the_original():
    original = "对獲認定之軟體業者，獎勵新臺幣 三百 萬元，於每 年 10 月底前提出申請。"
    result = normalize(original)
    for normal, source in [("软件业者", "軟體業者"), ("三百万元", "三百 萬元"), ("10月底", "10 月底")]:
        start = result.text.index(normal)
        first, last = result.edits.to_original(start, start + len(normal))
        assert original[first:last] == source


def check_nothing_is_lost(original):
    result = normalize(original)
    survives = [False] * len(original)
    for aside in result.asides:
        survives[aside.start : aside.end] = [True] * (aside.end - aside.start)
    for i in range(len(result.text)):
        first, last = result.edits.to_original(i, i + 1)
        survives[first:last] = [True] * (last - first)
    folded, _ = fold(original)
    for change in markup.changes(original):
        if not change.to.strip(f" \t\n\f{GONE}\xa0"):
            survives[change.start : change.end] = [True] * (change.end - change.start)
    lost = [original[i] for i, kept in enumerate(survives) if not kept and folded[i] not in f" \t\n\f{GONE}"]
    assert lost == []
    assert result.text == result.text.strip()
    assert "\n\n" not in result.text


@given(st.text(max_size=120))
def test_nothing_is_lost_of_any_text(original):
    check_nothing_is_lost(original)


POLICY_PIECES = st.sampled_from(
    [
        *(
            "一、",
            "（二）",
            "第 3 條",
            "第3条",
            "1.",
            "\n",
            "\r\n",
            "　　",
            " ",
            "\f",
            "，",
            "。",
            "“",
            "）",
            "**",
            "# ",
        ),
        *(
            "12",
            "2024",
            "年",
            "万元",
            "軟體",
            "資訊",
            "後",
            "企业",
            "补助",
            "扫一扫",
            "打印",
            "\ud800",
            "\0",
            "𠀀",
        ),
        *(
            "[bookmark: x]",
            "|",
            "---",
            "- ",
            "&nbsp;",
            "&ldquo;",
            "<br>",
            "&amp;",
            "“",
            '"',
            "<p>",
            "</span>",
        ),
    ]
)


@given(st.lists(POLICY_PIECES, max_size=60).map("".join))
def test_nothing_is_lost_of_a_garbled_policy(original):
    check_nothing_is_lost(original)


@given(st.lists(POLICY_PIECES, max_size=60).map("".join))
def test_normalising_is_the_same_every_time(original):
    assert normalize(original) == normalize(original)


@pytest.mark.parametrize(
    "piece",
    [
        *"　 \n甲（1、軟-○ﬁ𠀀",
        "甲 ",
        "甲 乙\n",
        "“\n",
        "1\n",
        "資訊，",
        "後来",
        "**",
        "| ",
        "第 1 ",
        "扫一扫 ",
        "（一）支持，\n",
        "&amp;",
        "&#",
        "<p ",
        '"甲',
        "“甲",
        "1，000",
    ],
)
def test_time_grows_with_the_text_only(piece):
    def seconds(characters):
        text = piece * (characters // len(piece))
        start = time.process_time()
        normalize(text)
        return time.process_time() - start

    def linear():
        small, large = min(seconds(20_000) for _ in range(2)), seconds(160_000)
        return large < 30 * small + 0.2

    seconds(1000)
    # Other processes may slow down one measurement, but not make each of three grow with the square.
    assert any(linear() for _ in range(3))
