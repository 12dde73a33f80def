"""Web pages: the document's text, told from what the site has around it."""

import html
import shutil
import subprocess
from email.message import EmailMessage

import pytest
from readings import TABLES, aside, facts, kept

from pipeline import extract_bytes
from pipeline.extract import extract
from pipeline.readers import ReadError, read

LONG = "为促进软件产业高质量发展，培育具有核心竞争力的骨干企业，完善产业生态，结合本市实际，制定本措施。各有关部门要加强协同配合，按照职责分工抓好落实。"
BODY = "".join(
    f"<p>　　{line}</p>"
    for line in (
        "各县（市、区）人民政府，市政府各部门：",
        LONG,
        "一、支持企业。对首次认定的高新技术企业，给予一次性奖励50万元。",
        "二、本措施自2024年6月1日起施行。",
    )
)
TITLE = "某某市人民政府关于支持软件产业发展的若干措施"
NAVIGATION = "".join(f'<li><a href="/{i}.html">栏目{i}的链接</a></li>' for i in range(30))
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_某某市人民政府门户网站</title>
<meta name="ArticleTitle" content="{TITLE}"><style>p{{color:red}}</style></head><body>
<div class="header"><ul class="nav">{NAVIGATION}</ul></div>
<div class="crumbs">当前位置：首页 &gt; 政务公开 &gt; 政策文件</div>
<table class="xxgk"><tr><td>索 引 号：</td><td>000014349/2024-00006</td><td>成文日期：</td><td>2024-05-08</td></tr>
<tr><td>发文字号：</td><td colspan="3">某政发〔2024〕17号</td></tr></table>
<h1 class="article-title">{TITLE}</h1>
<div class="info">来源：某某市人民政府 浏览次数：123</div>
<div class="TRS_Editor">{BODY}</div>
<div class="share">分享到 微信 微博</div>
<div class="footer">主办：某某市人民政府办公室 某ICP备05000001号</div><script>var a = "脚本";</script></body></html>"""


def lines(page, **options):
    data = page if isinstance(page, bytes) else page.encode("utf-8")
    return kept(read(data, "a.html", **options))


EXPECTED = [
    "索引号：000014349/2024-00006",
    "成文日期：2024-05-08",
    "发文字号：某政发〔2024〕17号",
    TITLE,
    "各县（市、区）人民政府，市政府各部门：",
    LONG,
    "一、支持企业。对首次认定的高新技术企业，给予一次性奖励50万元。",
    "二、本措施自2024年6月1日起施行。",
]


def test_a_page_gives_its_register_its_title_and_its_text():
    raw = read(PAGE.encode(), "a.html")
    assert kept(raw) == EXPECTED
    assert {reason for _, reason in aside(raw)} == {"navigation"}
    assert "栏目29的链接" in raw.text and "脚本" not in raw.text


def test_what_the_site_says_of_the_document_is_metadata():
    document = extract_bytes(PAGE.encode(), path="a.html")
    assert document.metadata.title == TITLE
    assert document.metadata.doc_number == "某政发〔2024〕17号"
    assert document.metadata.signed_on == "2024-05-08"
    assert document.source.media_type == "text/html"


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div id="UCAP-CONTENT">{}</div>', '<div class="pages_content">{}</div>', '<div id="zoom">{}</div>',
        '<div class="article-content">{}</div>', "<article>{}</article>", '<div class="unheard-of">{}</div>',
        '<table><tr><td class="b12c">{}</td></tr></table>',
    ],
)  # fmt: skip
def test_the_body_is_found_in_other_templates(wrapper):
    page = PAGE.replace(f'<div class="TRS_Editor">{BODY}</div>', wrapper.format(BODY))
    assert lines(page) == EXPECTED


@pytest.mark.parametrize("name", ["s02", "s04", "s07", "s12"])
def test_a_sample_as_a_page_gives_the_records_of_its_text(root, name):
    one = extract(root / "corpora" / "samples" / f"{name}.txt")
    body = "".join(f"<p>　　{html.escape(line)}</p>" for line in one.text.splitlines() if line.strip())
    page = f"<html><head><meta charset=utf-8></head><body><ul>{NAVIGATION}</ul><div id=zoom>{body}</div></body></html>"
    other = extract_bytes(page.encode(), path="a.html")
    for table in TABLES:
        assert facts(one, table) == facts(other, table)
    assert one.metadata == other.metadata


PROVINCE = """<html><head><title>某某省人民政府 政策文件</title>
<meta name="ArticleTitle" content="某某省人民政府办公厅关于加快软件产业发展的实施意见"></head><body>
<div class="w1200"><ul><li><a href="/">首页</a></li><li><a href="/">政务公开</a></li></ul></div>
<div class="wz">您现在的位置：<a href="/">首页</a> &gt; 文件</div>
<div class="xxgk-info"><ul><li><span>索引号：</span>002/2024-00123</li><li><span>有效性：</span>有效</li></ul></div>
<div class="arc"><div class="bt">某某省人民政府办公厅关于加快<br>软件产业发展的实施意见</div>
<div class="wzcon"><p style="text-align:center">某政办发〔2024〕23号</p><p>　　<b>一、主要目标</b></p>
<p>　　到2027年，全省软件业务收入突破1.5万亿元，年均增长12%以上。</p><p style="text-align:right">2024年5月6日</p></div>
<div class="fj"><a href="1.doc">附件：任务分工表.doc</a></div></div>
<div class="xgjd"><h3>相关解读</h3><ul><li><a href="/1">图解：加快软件产业</a></li></ul></div>
<div class="foot">主办单位：某某省人民政府办公厅　网站标识码：3300000030</div></body></html>"""

ENCYCLOPAEDIA = """<html><head><title>某市关于支持软件产业发展的若干措施_百科</title></head><body>
<div class="topbar"><a href="/">首页</a><a href="/m">更多</a></div><div class="main-content">
<h1>某市关于支持软件产业发展的若干措施</h1><a href="/edit">编辑</a><a href="/t">讨论</a>
<dl class="basic-info"><dt>颁布时间</dt><dd>2024年5月8日</dd><dt>发布单位</dt><dd>某市人民政府</dd></dl>
<div class="catalog"><ul><li><a href="#1">全文</a></li><li><a href="#2">信息</a></li><li><a href="#3">解读</a></li></ul></div>
<div class="para">一、对首次认定的<a href="/x">高新技术企业</a>，给予一次性奖励50万元。<sup>[2]</sup></div></div>
<div class="footer"><a href="/a">新手上路</a> 使用前必读</div></body></html>"""


def test_a_provincial_page_with_its_title_in_lines_and_its_annex():
    assert lines(PROVINCE) == [
        "索引号：002/2024-00123",
        "有效性：有效",
        "某某省人民政府办公厅关于加快软件产业发展的实施意见",
        "某政办发〔2024〕23号",
        "一、主要目标",
        "到2027年，全省软件业务收入突破1.5万亿元，年均增长12%以上。",
        "2024年5月6日",
        "附件：任务分工表.doc",
    ]


def test_a_page_of_an_encyclopaedia():
    assert lines(ENCYCLOPAEDIA) == [
        "颁布时间：2024年5月8日",
        "发布单位：某市人民政府",
        "某市关于支持软件产业发展的若干措施",
        "一、对首次认定的高新技术企业，给予一次性奖励50万元。",
    ]


def test_a_fragment_is_all_text():
    assert lines("<p>某某市若干措施</p><p>一、甲。<br>二、乙。</p><div>三、丙。</div>") == [
        "某某市若干措施", "一、甲。", "二、乙。", "三、丙。",
    ]  # fmt: skip


def test_a_table_keeps_its_spans_and_a_layout_table_is_none():
    table = (
        '<table><tr><th>档次</th><th colspan="2">奖励</th></tr><tr><td rowspan="2">一档</td><td>国家级</td><td>50万元</td></tr>'
        "<tr><td>省级</td><td>20<br>万元</td></tr></table>"
    )
    raw = read(f"<table><tr><td><p>一、标准</p>{table}</td><td></td></tr></table>".encode(), "a.html")
    assert kept(raw) == ["一、标准", "档次\t奖励", "一档\t国家级\t50万元", "省级\t20 万元"]
    [found] = raw.tables
    told = {raw.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns, c.header) for c in found.cells}
    assert told["奖励"] == (0, 1, 1, 2, True)
    assert told["一档"] == (1, 0, 2, 1, False)
    assert told["省级"] == (2, 1, 1, 1, False)


def test_lists_hidden_text_and_raised_figures():
    page = (
        '<ol><li>甲</li><li>乙</li></ol><ol style="list-style-type:cjk-ideographic" start="3"><li>丙</li></ol>'
        '<p>面积<span style="display: none">隐</span>5m<sup>2</sup>。<sup>[1]</sup></p>'
    )
    raw = read(page.encode(), "a.html")
    assert kept(raw) == ["1. 甲", "2. 乙", "三、丙", "面积5m²。"]
    assert aside(raw) == {("[1]", "footnote mark")}


def test_links_to_annexes_stay_and_lists_of_links_go():
    links = "".join(f'<p><a href="/{i}.html">相关解读第{i}篇</a></p>' for i in range(4))
    page = PAGE.replace(BODY, BODY + '<p><a href="a.docx">附件：申报表.docx</a></p>' + links)
    raw = read(page.encode(), "a.html")
    assert kept(raw) == [*EXPECTED, "附件：申报表.docx"]
    assert ("相关解读第3篇", "navigation") in aside(raw)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("big5", "gb18030"),
        ("", "gb18030"),
        ("", "utf-16"),
    ],
)
def test_the_charset_is_found_even_if_it_is_declared_wrong(declared, encoding):
    page = PAGE.replace(
        '<meta charset="utf-8">', f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    )
    assert lines(page.encode(encoding)) == EXPECTED


def test_a_traditional_page_in_big5():
    page = '<html><head><meta charset="big5"></head><body><p>某某市政府獎勵辦法</p><p>第一條 發給獎金新臺幣五萬元。</p></body></html>'
    raw = read(page.encode("big5"), "a.html")
    assert (raw.source.encoding, kept(raw)) == (
        "big5hkscs",
        ["某某市政府獎勵辦法", "第一條 發給獎金新臺幣五萬元。"],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_saved_in_one_file(encoding):
    message = EmailMessage()
    message["Subject"] = TITLE
    message["Snapshot-Content-Location"] = "https://www.example.gov.cn/1.html"
    message.set_content(
        PAGE.replace('<meta charset="utf-8">', ""), subtype="html", charset=encoding, cte="base64"
    )
    message.add_related(b"\x89PNG", "image", "png")
    raw = read(message.as_bytes(), "a.mht")
    assert (kept(raw), raw.source.media_type) == (EXPECTED, "multipart/related")


def test_a_paragraph_cut_after_a_comma_is_whole_again():
    assert lines("<p>为促进产业发展，</p><p>依据有关规定，制定本办法。</p>") == [
        "为促进产业发展，依据有关规定，制定本办法。"
    ]


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"<html><body><script>load()</script></body></html>", "a.html", "html.empty"),
        (b"[InternetShortcut]\r\nURL=https://www.example.gov.cn/1.html\r\n", "a.url", "html.link"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
            "a.mht",
            "html.damaged",
        ),
        (b"<div>" * 30_000 + "甲".encode(), "a.html", "html.too-large"),
    ],
)
def test_what_cannot_be_read_is_told(data, path, code):
    with pytest.raises(ReadError) as info:
        read(data, path)
    assert info.value.problem.code == code
    assert len(info.value.problem.message) > 30


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_page_as_chromium_saves_it_reads_the_same(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profile",
    ]
    done = subprocess.run(
        [*command, "--dump-dom", f"file://{tmp_path}/a.html"], capture_output=True, timeout=120, check=True
    )
    assert lines(done.stdout) == EXPECTED
