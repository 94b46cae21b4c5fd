"""What one build leaves to the next saves time and changes nothing: the bytes are those of a build without memory."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from assets.look import load_look
from builders.handout import files
from builders.pdf import kept, quick
from builders.pdf.lines import Writing
from builders.pdf.memo import Memo, Recalling, Shelf
from builders.pdf.page import Shell, box_of, compose, draw, render
from builders.pdf.setter import Setter
from builders.product import Materials
from course.model import Course
from course.text import Para, Span, parse_inline
from plan.document import plan_document
from plan.nodes import TextNode

LOOK = load_look()
LONG = "Cách mạng là sự nghiệp của Nhân dân, do Nhân dân, vì Nhân dân, Nhân dân là chủ, Nhân dân làm chủ. "
LINK = "Xem [trang của báo, nơi đăng toàn văn bài nói](https://baohatinh.vn/a?b=1) để biết thêm"
ADDRESS = "https://baohatinh.vn/" + "dan-van-kheo/" * 12 + "a.html"  # wider than a line
WORDS = ("Sửa một câu.", LONG * 3, LINK, ADDRESS, "**Đậm** và x < y & z")


def small_course():
    """A course with every kind of block."""
    tree = yaml.load((Path(__file__).parent / "module_course.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return Course.model_validate(tree)


def a_picture():
    """The bytes of a small one."""
    drawn = BytesIO()
    Image.new("RGB", (80, 60), "red").save(drawn, "PNG")
    return drawn.getvalue()


COURSE, PICTURES = small_course(), {"anh/duong.png": a_picture()}
FIRST = plan_document(COURSE)


def made(document, memo=None):
    """Name -> bytes of all editions of this document."""
    materials = Materials(COURSE, LOOK, PICTURES, memo={} if memo is None else memo)
    materials.__dict__["document"] = document
    return {product.name: product.data for product in files(materials)}


def with_nodes(document, at, change):
    """The document with the nodes of one lesson changed."""
    sections = list(document.sections)
    at %= len(sections)
    sections[at] = replace(sections[at], nodes=tuple(change(list(sections[at].nodes))))
    return replace(document, sections=tuple(sections))


def say(document, at, node, words):
    """Put a paragraph before some node, or before the words of a text."""
    def change(nodes):
        node_at = node % len(nodes) if nodes else 0
        para = Para(parse_inline(words))
        if nodes and isinstance(nodes[node_at], TextNode):
            nodes[node_at] = replace(nodes[node_at], flow=(para, *nodes[node_at].flow))
        else:
            nodes.insert(node_at, TextNode((para,)))
        return nodes

    return with_nodes(document, at, change)


def drop(document, at, node, words):
    """Take out a node."""
    return with_nodes(document, at, lambda nodes: [one for one in nodes if one is not nodes[node % len(nodes)]])


def twice(document, at, node, words):
    """Say a node again: the same words, the same notes."""
    return with_nodes(document, at, lambda nodes: [*nodes, nodes[node % len(nodes)]] if nodes else nodes)


def cite(document, at, node, words):
    """Give a node another note, so that all numbers after it change."""
    notes = [note for section in document.sections for one in section.nodes for note in one.notes]

    def change(nodes):
        if nodes and notes:
            nodes[node % len(nodes)] = replace(nodes[node % len(nodes)], notes=(notes[node % len(notes)],))
        return nodes

    return with_nodes(document, at, change)


def turn(document, at, node, words):
    """Move the first lesson to the end."""
    return replace(document, sections=(*document.sections[1:], document.sections[0]))


def name(document, at, node, words):
    """Another title: the running heads of all pages change."""
    return replace(document, title=f"Tập huấn {at}")


edits = st.tuples(
    st.sampled_from((say, say, say, drop, twice, cite, turn, name)), st.integers(0, 5), st.integers(0, 9),
    st.sampled_from(WORDS),
)  # fmt: skip


@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(edits, min_size=1, max_size=3))
def test_after_any_changes_the_bytes_are_those_of_a_first_build(changes):
    memo, document = {}, FIRST
    made(document, memo)
    for change, at, node, words in changes:
        document = change(document, at, node, words)
        again, fresh = made(document, memo), made(document)
        assert [name for name in fresh if again[name] != fresh[name]] == []


def test_the_way_back_gives_the_bytes_from_before():
    memo = {}
    before = made(FIRST, memo)
    changed = made(say(FIRST, 0, 0, WORDS[3]), memo)
    assert changed["handout.pdf"] != before["handout.pdf"]
    assert made(FIRST, memo) == before


def test_a_build_that_ended_halfway_leaves_nothing_wrong():
    memo = {}
    made(FIRST, memo)
    materials = Materials(COURSE, LOOK, PICTURES, memo=memo)
    materials.__dict__["document"] = say(FIRST, 1, 0, LONG)
    next(files(materials))
    document = say(FIRST, 0, 1, "Câu khác.")
    assert made(document, memo) == made(document)


def test_nothing_of_an_old_version_is_kept_in_memory():
    memo = {}
    made(say(FIRST, 0, 0, "Câu bí mật đã bỏ."), memo)
    made(FIRST, memo)
    assert not any("bí mật" in repr(key) for shelf in memo["handout"]._shelves.values() for key in shelf._old)


def counted(monkeypatch, room, name):
    """How often a function is called from here on."""
    calls, inner = [], getattr(room, name)
    monkeypatch.setattr(room, name, lambda *given: calls.append(1) or inner(*given))
    return calls


def test_after_one_sentence_hardly_anything_is_drawn_or_broken_into_lines_again(monkeypatch):
    drawn, broken = counted(monkeypatch, kept, "_draw"), counted(monkeypatch, quick, "lines_of")
    memo = {}
    made(FIRST, memo)
    made(FIRST, memo)
    at_first = len(drawn), len(broken)
    drawn.clear()
    broken.clear()
    made(say(FIRST, 1, 0, "Sửa một câu."), memo)
    assert len(broken) < at_first[1] / 5 and len(drawn) < at_first[0] / 5


def test_the_same_words_asked_for_twice_are_two_paragraphs():
    shelf = Shelf()
    for _ in range(2):
        setter = Recalling(LOOK, shelf=shelf)
        one, two = setter.text("Nhân dân"), setter.text("Nhân dân")
        assert one is not two
        shelf.turn()


def test_what_was_said_of_a_paragraph_is_forgotten_with_its_build():
    shelf = Shelf()
    first = Recalling(LOOK, shelf=shelf).text("Nhân dân", notes=["1"])
    first.said, first.origin, first.extras = "chỗ trống", object(), None
    shelf.turn()
    again = Recalling(LOOK, shelf=shelf).text("Nhân dân", notes=["1"])
    assert again is first and again.said is None and not hasattr(again, "origin") and again.extras.notes == ("1",)


def test_another_look_starts_with_empty_shelves():
    memo = Memo()
    shelf = memo.shelf("learner", (LOOK, frozenset()))
    assert memo.shelf("learner", (load_look(), frozenset())) is shelf
    assert memo.shelf("learner", (LOOK, frozenset({"dân vận"}))) is not shelf


def story(setter):
    """Of each kind of thing that is kept when it was drawn, and of what lies over two pages."""
    return [
        setter.text("Một", "title"), setter.text("Hai", "h3"), *setter.points(["a", "b"], ordered=True),
        setter.text(parse_inline(LINK), notes=[setter.note("Báo Hà Tĩnh, đoạn 14.")]), setter.writing(3, 9),
        setter.table(["STT", "Việc"], [[setter.cell(str(at)), setter.cell(LONG)] for at in range(30)], [40, 300]),
        setter.text((Span("x (y) \\ /P <</MCID 7>> BDC"),)), setter.text(LONG * 40), setter.labelled("Tên:", 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("duplex", [False, True])
def test_pages_drawn_a_second_time_are_the_same(duplex):
    setter, shell = Setter(LOOK), Shell("Thử", head=("a", "b"), duplex=duplex)
    pages = compose(story(setter), box_of(LOOK, shell), setter.notes)
    first, second = (draw(pages, LOOK, shell) for _ in range(2))
    assert first == second and len(pages) > 2


def test_what_was_kept_stands_elsewhere_as_if_it_were_drawn_there():
    before, anew = Setter(LOOK), Setter(LOOK)
    flows = [flow for flow in story(before) if not isinstance(flow, Writing)]  # these grow
    render(flows, LOOK, title="Thử", notes=before.notes)
    moved, _ = render([before.text("Câu trước"), *flows], LOOK, title="Thử", notes=before.notes)
    again = [flow for flow in story(anew) if not isinstance(flow, Writing)]
    fresh, _ = render([anew.text("Câu trước"), *again], LOOK, title="Thử", notes=anew.notes)
    assert moved == fresh


def test_a_link_that_moved_leads_from_where_it_stands():
    setter = Setter(LOOK)
    link = setter.text(parse_inline(LINK))
    low, high = ([setter.writing(2, 2), link], [link])
    rects = []
    for flows in (low, high):
        data, _ = render(flows, LOOK, title="Thử")
        with pikepdf.open(BytesIO(data)) as pdf:
            rects.append([float(value) for value in pdf.pages[0].Annots[0].Rect])
    assert rects[1][1] > rects[0][1] + 10 and rects[0][0] == rects[1][0]
