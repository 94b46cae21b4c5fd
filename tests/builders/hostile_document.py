"""A document of every kind of node, filled with what authors really paste: quotes, brackets, marks of other programs,
decomposed letters, words longer than a line, a table of thirty rows, lessons without a block.
"""

from datetime import date
from unicodedata import normalize

from course.items import (
    Cluster,
    ClusterStatement,
    Matching,
    Multiple,
    NumberItem,
    Option,
    Ordering,
    Pair,
    Single,
    Written,
)
from course.parties import Organisation, Place
from course.sources import Conflict, Fact, Reading, Source
from course.taught import ExemplarModel, KeyFigure, Objective, Task, TaskGroup, Term, Viewpoint
from course.text import Para, Points, Span
from plan import nodes

PLAIN = (
    "“ngoặc” \"thẳng\" 'đơn' (tròn) [vuông] {nhọn} <thẻ> </p> &amp; R&D x<y 3>2 100% %s \\n \\textbf{a} "
    "# * _ ` ~ ^ | $1 Hà\u00a0Tĩnh"
)
STACKED = normalize("NFD", "Thường trực Ủy ban, nghiêng, cỗ, mặn, mẫu, giữ, hợp, bằng, Ế Ộ Ỷ, hòa, thủy, khuỷu, quỵ")
LONG = "https://vi.du/" + "mot-duong-dan-rat-dai/" * 9 + " và " + "dâunốiliền" * 14 + " hết"
SPANS = (Span("R&D "), Span("đậm <b>", bold=True), Span(" và "), Span("nghiêng & x<y", italic=True),
         Span(", "), Span("liên kết “a&b”", link="https://vi.du/a?b=1&c=%22"), Span(" 100% "),
         Span(normalize("NFD", "đậm nghiêng NGỘ"), bold=True, italic=True))  # fmt: skip
MAIN = Source(id="bao", title=f"Bài báo {PLAIN}", publisher="Báo <Hà> & Tĩnh", role="main",
              published=date(2022, 10, 21))  # fmt: skip
OTHER = Source(id="trang", title="“Dân vận khéo” & “R&D”", publisher="Trang x<y", label=f"Trang {STACKED}",
               published_note="khoảng 2021", url="https://vi.du/a?b=1&c=2", note=SPANS)  # fmt: skip
HERE, THERE = nodes.Note(MAIN, 14), nodes.Note(OTHER, None, doubt="bản lưu <thiếu> trang.")
COMPARED = nodes.Note(MAIN, 15, by_hand="Nguyễn & Trần, 01/02/2026")


def items():
    """An item of each kind."""
    options = (Option(text=PLAIN), Option(text=STACKED, key=True), Option(text="ngắn"), Option(text=LONG))
    short = tuple(Option(text=text, key=text == "ba") for text in ("một", "hai", "ba", "bốn", "năm"))
    return [
        Single(id="a", stem=SPANS, options=options, explanation=SPANS),
        Single(id="b", stem=(Span("Chọn một?"),), options=short),
        Multiple(id="c", kind="multiple", stem=(Span(PLAIN),), options=options[:3]),
        Cluster(id="d", kind="cluster", stem=(Span("Đúng sai"),),
                statements=(ClusterStatement(text=PLAIN, answer=True), ClusterStatement(text=LONG, answer=False))),
        NumberItem(id="e", kind="number", stem=(Span("Bao nhiêu?"),), answer="2,5", unit="km<sup>2</sup>"),
        Written(id="f", kind="written", stem=(Span(STACKED),), guide=SPANS),
        Ordering(id="g", kind="ordering", stem=(Span("Xếp lại"),), sequence=("bàn & quyết", "làm <ngay>", PLAIN)),
        Matching(id="h", kind="matching", stem=(Span("Ghép"),),
                 pairs=(Pair(left=PLAIN, right="lãnh đạo & R"), Pair(left="Nhà nước", right=STACKED))),
    ]  # fmt: skip


def viewpoints():
    """Two: one of clauses, one of points and mistakes."""
    first = Viewpoint(id="v1", number=1, short=f"Tên {PLAIN}", clauses=("vế <một>", "vế & hai"),
                      statement={"source": "bao", "paragraph": 14, "quote": f"Nguyên văn {PLAIN}"})  # fmt: skip
    second = Viewpoint(id="v2", number=2, short=STACKED, points=(SPANS, (Span(LONG),)), apply=(SPANS,),
                       mistakes=(SPANS,),
                       statement={"source": "bao", "paragraph": 15, "quote": "“mở ngoặc” rồi thôi"})  # fmt: skip
    return first, second


def table(rows=30):
    """Rows of long and of empty cells."""
    made = tuple((str(at), f"việc {at} {LONG if at % 7 == 0 else PLAIN}", None) for at in range(1, rows + 1))
    return nodes.TableNode(f"Bảng {PLAIN}", ("STT", f"Việc {STACKED}", "Ai làm & bao giờ"), made, notes=(THERE,))


def wide_table():
    """More columns than large print has room for."""
    rows = tuple((str(at), PLAIN, None, "x<y", STACKED) for at in range(1, 6))
    return nodes.TableNode("Bảng năm cột", ("STT", "Việc", "Ai", "R&D", "Bao giờ"), rows, title="Có tên riêng")


def teaching():
    """What is taught: texts, quotations, tables, viewpoints."""
    first, second = viewpoints()
    return (
        nodes.TextNode((Para(SPANS), Points((SPANS, (Span(PLAIN),)), True), Para((Span(LONG),))), title=PLAIN,
                       notes=(HERE,)),
        nodes.SpeakerNode((Para(SPANS), Points((SPANS, (Span(STACKED),)))), 7, 450),
        nodes.QuoteNode(PLAIN, STACKED, notes=(HERE, COMPARED)), nodes.QuoteNode("“đã có ngoặc”", notes=(THERE,)),
        nodes.CalloutNode("important", SPANS, origin="trainer", notes=(HERE,)),
        nodes.TextNode((Points((SPANS,) * 3),), origin="background", title="Bối cảnh: & khác", notes=(THERE,)),
        nodes.TextNode((Para((Span("Lời của người giảng."),)),), origin="trainer"),
        nodes.SpeakerNode((Para((Span(f"Nói nhiều {PLAIN} " * 22),)),), None, None),
        table(), wide_table(),
        nodes.ViewpointsNode(((first, HERE), (second, COMPARED)), title=f"Các {PLAIN}", notes=(HERE, COMPARED)),
        nodes.ViewpointNode(first, notes=(HERE,)), nodes.ViewpointNode(second, notes=(COMPARED,)),
    )  # fmt: skip


def doing():
    """What is done: tasks, models, cards, activities, questions."""
    group = TaskGroup(id="g", title=f"Nhóm việc {PLAIN}", speaker="Đồng chí <A>", intro=SPANS)
    first = Task(id="t1", group="g", number=1, what=PLAIN, who="ai & ai", when="quý <IV>", note=SPANS)
    second = Task(id="t2", group="g", number=2, what=LONG, valid_until=date(2026, 12, 31))
    tasks = ((first, (HERE,)), (second, (HERE, THERE)))
    place = Place(id="p", name="xã <Cũ>", note=(Span("địa danh & đổi"),))
    model = ExemplarModel(
        id="m", name=f"Mô hình {PLAIN}", unit="Thôn & xã", where="xóm <1>", field_note=STACKED, named_by_source=False,
        problem=SPANS, how=(SPANS, (Span(LONG),)), result=None, note=SPANS, lesson=(Span("bài học x<y"),),
        figures=(KeyFigure(value="10%", what="hộ <nghèo>"), KeyFigure(value="3", what="R&D", cite="trang/2")),
    )  # fmt: skip
    body = Organisation(id="o", name="Ban <cũ> & R&D", short="B&R", valid_from=date(2020, 1, 1), note=SPANS)
    conflict = Conflict(id="x", title=f"Hai số {PLAIN}", advice=SPANS,
                        readings=(Reading(text="300 <người>", cite="bao/14"), Reading(text="& 350", cite="trang/2")))
    facts = tuple((Fact(id=f"f{at}", text=SPANS, as_of=date(2025, 7, at)), (THERE,)) for at in (1, 2))
    rows = (nodes.AgendaRow("bai-1", PLAIN, 30, 450), nodes.AgendaRow("bai-2", "Bài & hai", None, None))
    return (
        nodes.TasksNode(group, tasks, title=group.title, notes=(HERE,)),
        nodes.ModelNode(model, place, "xã & mới", "Kinh tế", False, notes=(HERE,)),
        nodes.ModelCardNode(f"Phiếu {PLAIN}", ("Kinh tế & R&D", STACKED)),
        nodes.BodiesNode(((body, "Ban & mới", (HERE,)), (Organisation(id="q", name="Hội"), None, ())),
                         origin="background"),
        nodes.FactsNode(facts, title="Số liệu x<y", origin="background", notes=(THERE, THERE)),
        nodes.ConflictNode(conflict, (("300 <người>", HERE), ("& 350", THERE)), notes=(HERE, THERE)),
        nodes.ActivityNode(PLAIN, "group", 5, "nhóm 4 & 5", (SPANS, (Span(LONG),)), 2),
        nodes.ActivityNode("Việc <riêng>", "individual", None, None, (), 3), nodes.PauseNode(PLAIN, 15),
        nodes.AgendaNode(f"Chương trình {STACKED}", rows), nodes.SpeakerNode((Para(SPANS),), 5, None),
    )  # fmt: skip


def hostile_document():
    """The whole of it; two of its lessons hold nothing."""
    checks = tuple(nodes.CheckNode(at, item, notes=(HERE,) if at % 2 else ()) for at, item in enumerate(items(), 1))
    section = nodes.Section
    sections = (
        section("trong", 1, "Bài trống <không khối>", "Chuyên đề & R&D", None, None, (), (), "m1"),
        section("bai-1", 2, PLAIN, PLAIN, 30, 450, (), teaching(), "m2"),
        section("bai-2", 3, STACKED, None, None, None, (), doing()),
        section("cuoi", 4, "Kiểm tra", "Chuyên đề & R&D", 10, 600, (), checks, "m1"),
        section("het", 5, LONG, None, None, None, (), ()),
    )
    glossary = ((Term(term="R&D", stands_for="nghiên cứu <và> phát triển"), ()), (Term(term="x<y"), ()),
                (Term(term=STACKED, meaning=SPANS), (HERE,)), (Term(term="BCĐ 68"), ()),
                (Term(term="TW", stands_for="trung ương"), (THERE,)))  # fmt: skip
    return nodes.Document(
        id="thu", title=f"Tài liệu {PLAIN}", subtitle=STACKED, organisation=("Ban <Dân vận>", "R&D"), head="none",
        dateline="Hà Tĩnh, ngày <1>", approved=None, as_of="21/10/2022", about=SPANS, handout_url="https://vi.du/a?b&c",
        objectives=(Objective(id="o", level="biet", text=SPANS), Objective(id="p", level="biet", text=(Span(PLAIN),))),
        sections=sections, glossary=glossary, checks=checks, sources=(MAIN, OTHER),
        cited=(("bao", (14, 15)), ("trang", (2,))), version="0123456789ab",
    )  # fmt: skip


SLIDES = {("bai-1", 0): (3, 4, 5), ("bai-1", 2): (7,), ("cuoi", 0): (9, 10), ("bai-2", 1): (8,)}
"""Slides that show some of its blocks."""
