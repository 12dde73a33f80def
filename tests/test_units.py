"""Units: lists, roles, running text, inheritance."""

import time

import pytest

from pipeline.link import units
from pipeline.link.unit_items import split_items
from pipeline.mentions import Span
from pipeline.recognize.bodies import home_of
from pipeline.recognize.names import recognize
from pipeline.segment import segment
from pipeline.segment.outline import Clause, Outline
from pipeline.types import Metadata

YICHANG = Metadata(level="city", region="宜昌市", adcode="420500")
NATION = Metadata(level="nation", issuers=["国务院"])
L, R, S, M, W = "lead", "responsible", "support", "member", "supervise"


def found(text, metadata=YICHANG):
    outline = segment(text)
    return [
        (text[u.span.start : u.span.end], u.role, u.place)
        for u in units.link(outline, recognize(text, metadata), metadata)
    ]


LISTS = [
    (
        "推进园区建设。（责任单位：市商务局、市财政局，各县市区人民政府）",
        [("市商务局", R), ("市财政局", R), ("各县市区人民政府", R)],
    ),
    ("推进园区建设。[牵头单位:市商务局;配合单位:市财政局等]", [("市商务局", L), ("市财政局", S)]),
    (
        "推进建设。\n责任单位：市商务局，各市、县（区）人民政府\n二、保障",
        [("市商务局", R), ("各市、县（区）人民政府", R)],
    ),
    ("推进建设。(责任单位:、市商务局、市投促中心)", [("市商务局", R), ("市投促中心", R)]),
    ("推进建设。(责任单位:市商务局市财政局)", [("市商务局", R), ("市财政局", R)]),
    (
        "推进建设。(责任单位:市商务局〈含口岸办〉、市发展改革委和市市场监管局)",
        [("市商务局", R), ("市发展改革委", R), ("市市场监管局", R)],
    ),
    ("推进建设。(责任单位:市文化和旅游局、飞翔集团)", [("市文化和旅游局", R), ("飞翔集团", R)]),
    ("推进建设。(成员单位:市商务局)", [("市商务局", M)]),
    ("推进建设。(督导单位:市政府督查室)", [("市政府督查室", W)]),
    (
        "推进建设。（市商务局、市财政局，列首位的为牵头单位，下同；各县（市、区）人民政府为各项任务责任单位）",
        [("市商务局", L), ("市财政局", R), ("各县（市、区）人民政府", R)],
    ),
    (
        "推进建设。（责任单位：市商务局，猇亭区、点军区人民政府）",
        [("市商务局", R), ("猇亭区、点军区人民政府", R)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[c[0][:24] for c in LISTS])
def test_lists(text, expected):
    assert [(q, role) for q, role, place in found(text) if place == "list"] == expected


SIGNED = [
    ("扩大出口。（商务部、财政部负责）", [("商务部", R), ("财政部", R)]),
    ("扩大出口。（商务部牵头，海关总署、财政部配合）", [("商务部", L), ("海关总署", S), ("财政部", S)]),
    ("扩大出口。（商务部等有关部门和单位按职责分工负责）", [("商务部", R), ("有关部门和单位", R)]),
    ("扩大出口。（商务部、财政部负责。列第一位者为牵头单位，下同）", [("商务部", L), ("财政部", R)]),
    ("扩大出口。（各有关部门）\n", [("各有关部门", R)]),
    ("企业（含个体工商户）可以申报。", []),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED, ids=[c[0][:24] for c in SIGNED])
def test_brackets_without_a_label(text, expected):
    assert [(q, role) for q, role, _ in found(text, NATION)] == expected


TEXT = [
    ("本办法由市商务局负责解释。", [("市商务局", R)]),
    ("市商务局牵头制定实施细则。", [("市商务局", L)]),
    ("各县市区要落实主体责任。", [("各县市区", R)]),
    ("市商务局会同市财政局下达资金。", [("市商务局", R), ("市财政局", S)]),
    ("对达标的企业，市财政给予一次性奖励。", [("市财政", R)]),
    ("由市商务局会同市财政局下达资金。", [("市商务局", R), ("市财政局", S)]),
    ("市财政2024年安排资金2亿元。", [("市财政", R)]),
    ("各镇人民政府、街道办事处负责初审。", [("各镇人民政府", R), ("街道办事处", R)]),
    ("标准由县级人民政府确定。", [("县级人民政府", R)]),
    ("乡镇（街道）对材料进行初审。", [("乡镇（街道）", R)]),
    # Whoever opens a clause and is told to act, whatever its name.
    ("各涉农部门和市水旱灾害防治委员会要主动服务。", [("各涉农部门", R), ("市水旱灾害防治委员会", R)]),
    ("街道（乡镇）、居（村）委建立台账。", [("街道（乡镇）", R), ("居（村）委", R)]),
    ("行业协会要引导会员。", [("行业协会", R)]),
    ("财力薄弱的地方，可以分步实施。", [("财力薄弱的地方", R)]),
    ("白沙镇要办好示范点，其他乡镇至少培育一个。", [("白沙镇", R), ("其他乡镇", R)]),
    ("申报单位应当提交材料。", []),
    ("对行业协会应当加强管理。", []),
    ("本办法由市商务局等部门负责解释。", [("市商务局", R)]),
    # A known body acts before any predicate, unless it goes on as something else.
    ("市财政局拨付首批资金。", [("市财政局", R)]),
    ("市人民政府办公室关于印发工作方案的通知", []),
    ("市财政投资建设的场馆应当开放。", []),
    ("，市级再按10%给予补贴。", [("市级", R)]),
    ("补助费由所在企业发给。", [("所在企业", R)]),
    ("各级党委、政府要加强领导。", [("各级党委", R), ("政府", R)]),
    ("各地、各部门要抓好落实。", [("各地", R), ("各部门", R)]),
    # Roles.
    ("市商务局牵头、市财政局配合下达资金。", [("市商务局", L), ("市财政局", S)]),
    ("市审计局对资金使用情况进行监督。", [("市审计局", W)]),
    ("市国资委要督促所监管企业带头减租。", [("市国资委", R)]),
    ("市水利局、市林业局按照职责分工，配合提供资料。", [("市水利局", S), ("市林业局", S)]),
    ("建立由市商务局牵头、有关部门参加的协调机制。", [("市商务局", L), ("有关部门", S)]),
    # A short name that the text defines.
    (
        "宜昌市农村产权交易中心（以下简称交易中心）提供服务。交易中心应当公开规则。",
        [("宜昌市农村产权交易中心", R), ("交易中心", R)],
    ),
    ("企业可以向市商务局提出申请。", []),
    ("经市商务局认定的企业可以申报。", []),
    ("根据《宜昌市人民政府要求各部门做好工作的意见》办理。", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXT, ids=[c[0] for c in TEXT])
def test_running_text(text, expected):
    assert [(q, role) for q, role, _ in found(text)] == expected


PLACES = [
    # between 由 and a verb, whatever body it is
    ("逾期不改的，由渔业登记机构责令改正。", [("渔业登记机构", R)]),
    ("符合规定的，由参保地公积金经办机构通过平台办理。", [("参保地公积金经办机构", R)]),
    ("材料由其派出机构保管。", [("派出机构", R)]),
    ("补助由失业保险基金列支。", []),
    ("由用人单位提出申请。", []),
    ("该事由市商务局的网站公布。", []),
    ("会议由主任委员召集或委托副主任委员召集。", []),
    ("该办法由市商务局会同口岸检验机构制定。", [("市商务局", R), ("口岸检验机构", S)]),
    ("经县（市、区）工信部门初审后上报。", [("县（市、区）工信部门", R)]),
    ("经国务院批准，现印发给你们。", []),
    # a phrase parts the subject from its verb
    ("渔业管理委员会于每年三月底前公布名单。", [("渔业管理委员会", R)]),
    ("县级以上数据主管部门在收到申请后，应当及时答复。", [("县级以上数据主管部门", R)]),
    ("第九条（登记机构）　渔业登记机构应当公布目录。", [("渔业登记机构", R)]),
    # fields before 等部门 are one group
    ("网信、公安、海关等部门，依据各自职责开展检查。", [("网信、公安、海关等部门", R)]),
    ("由市财政、税务、统计等部门共同核定。", [("市财政、税务、统计等部门", R)]),
    ("加强与财政、税务等部门的沟通。", []),
    # what the name itself says
    ("牵头部门要明确专人。", [("牵头部门", L)]),
    ("各成员单位应当报送信息。", [("各成员单位", M)]),
    # persons and titles behind the name
    ("市商务局副局长任组长。", []),
    ("市商务局转发关于促进消费的通知。", []),
    ("市商务局业务人员应当持证。", []),
    # whoever is asked to act
    ("请各有关部门按照分工抓好落实。", [("各有关部门", R)]),
    ("符合条件的地区要及时组织评审。", [("符合条件的地区", R)]),
    ("市商务局、市财政局等有关部门要协同推进。", [("市商务局", R), ("市财政局", R)]),
    ("各地级以上市政府要统筹安排。", [("各地级以上市政府", R)]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[c[0] for c in PLACES])
def test_bodies_told_by_their_place(text, expected):
    assert [(q, role) for q, role, _ in found(text)] == expected


def test_whoever_stands_behind_with_in_a_bracket_helps():
    assert found("推进建设。（市商务局会同市财政局负责）") == [
        ("市商务局", R, "list"),
        ("市财政局", S, "list"),
    ]


def test_the_addressees_are_no_list():
    assert found("各区商务主管部门：\n现将有关事项通知如下。") == []


def test_the_name_of_a_document_on_a_line_of_its_own_makes_nobody_act():
    taiwan = Metadata(level="nation", issuers=["经济部"])
    assert found("附件一、经济部补助产业创新作业要点\n附件二、经济部补助计划契约书", taiwan) == []
    assert found("市商务局制定物流补助办法", YICHANG) == [("市商务局", R, "text")]
    assert found("由市商务局制定物流补助实施细则", YICHANG) == [("市商务局", R, "text")]


def test_a_list_in_a_heading_is_inherited():
    text = "一、夯实基础（责任单位：市商务局）\n（一）建园区。\n（二）建平台。\n二、保障"
    starts = [0, text.index("（一）"), text.index("（二）"), text.index("二、保障")]
    parents, ends = [None, 0, 0, None], [*starts[1:], len(text)]
    clauses = tuple(
        Clause(i, parents[i], "", 1, "section", starts[i], starts[i], ends[i], None) for i in range(4)
    )
    spans = tuple(Span(c.start, c.end) for c in clauses)
    (unit,) = units.link(Outline(text, clauses, spans, spans), (), YICHANG)
    assert (unit.name, unit.applies_to) == ("宜昌市商务局", (1, 2))


def test_a_shared_head_is_one_item():
    text = "市商务局、各市、州、县人民政府"
    spans = split_items(text, 0, len(text), home_of(YICHANG))
    assert [text[s.start : s.end] for s in spans] == ["市商务局", "各市、州、县人民政府"]


@pytest.mark.parametrize(
    "piece",
    [
        "（责任单位：",
        "各市、县",
        "由市商务局",
        "((((",
        "市财政局、",
        "负责）",
        "由机构",
        "网信、",
        "等部门",
        "会同（",
    ],
)
def test_time_grows_with_the_text_and_not_faster(piece):
    def seconds(count):
        text = piece * count
        outline = Outline(text, segment("x").clauses, (Span(0, len(text)),), (Span(0, len(text)),))
        begin = time.process_time()
        units.link(outline, recognize(text, YICHANG), YICHANG)
        return time.process_time() - begin

    seconds(100)
    assert min(seconds(4000) for _ in range(2)) < 40 * max(seconds(400), 0.01)
