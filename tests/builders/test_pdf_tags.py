"""The structure tree: read by tags, the text is the document's; tables, lists, notes and links are what they are."""

from io import BytesIO

import pikepdf
import pytest

from assets.look import load_look
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import render
from builders.pdf.setter import Setter
from course.text import normal, parse_inline

LOOK = load_look()
LONG = "Cách mạng là sự nghiệp của Nhân dân, do Nhân dân, vì Nhân dân, Nhân dân là chủ, Nhân dân làm chủ. "


def test_a_paragraph_over_a_page_break_is_one_element_without_glued_syllables(texts):
    data, pages = render([Setter(LOOK).text(LONG * 60)], LOOK, title="Thử")
    assert pages > 1 and texts(data, "P") == [normal(LONG * 60)]


def test_lists_have_labels_and_bodies(elements, texts):
    data, _ = render(Setter(LOOK).points(["Một", "Hai"], ordered=True), LOOK, title="Thử")
    assert [kind for kind, _ in elements(data)] == ["Document", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]
    assert (texts(data, "Lbl"), texts(data, "LBody")) == (["1.", "2."], ["Một", "Hai"])


def test_a_table_over_pages_is_one_table_with_one_head(elements):
    setter = Setter(LOOK)
    rows = [[setter.cell(str(at)), setter.cell(f"Việc {at}. {LONG}")] for at in range(40)]
    data, pages = render([setter.table(["STT", "Việc"], rows, [40, 300])], LOOK, title="Thử")
    kinds = [kind for kind, _ in elements(data)]
    assert pages > 1 and (kinds.count("Table"), kinds.count("TR"), kinds.count("TH")) == (1, 41, 2)


def test_no_level_of_headings_is_left_out(elements):
    setter = Setter(LOOK)
    data, _ = render([setter.text(name, name) for name in ("title", "h3", "h3", "h2", "h3")], LOOK, title="Thử")
    assert [kind for kind, _ in elements(data)][1:] == ["H1", "H2", "H3", "H2", "H3"]


def test_notes_are_notes_and_running_heads_are_not_read(elements, texts):
    setter = Setter(LOOK)
    story = [setter.text("Một câu", notes=[setter.note("Báo Hà Tĩnh, đoạn 14.")])]
    data, _ = render(story, LOOK, title="Thử", head=("Đầu trang", "Bản dành cho học viên"), notes=setter.notes)
    assert texts(data, "Note") == ["1 Báo Hà Tĩnh, đoạn 14."]
    assert "Đầu trang" not in " ".join(text for _, text in elements(data))


def test_a_link_says_where_it_leads(texts):
    spans = parse_inline("Xem [trang của báo](https://baohatinh.vn/a?b=1) để biết")
    data, _ = render([Setter(LOOK).text(spans)], LOOK, title="Thử")
    assert texts(data, "Link") == ["trang của báo"]
    with pikepdf.open(BytesIO(data)) as pdf:
        annotation = pdf.pages[0].Annots[0]
        assert str(annotation.Contents) == "https://baohatinh.vn/a?b=1" and int(annotation.F) == 4
        assert "/StructParent" in annotation


@pytest.mark.parametrize("key", ["/StructTreeRoot", "/MarkInfo", "/Metadata", "/Lang"])
def test_the_catalog_says_that_the_file_is_tagged(key):
    data, _ = render([with_extras(Setter(LOOK).text("A", "title"), mark=Mark("a", "A"))], LOOK, title="Thử & thế")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert key in pdf.Root
        assert "Thử &amp; thế" in pdf.Root.Metadata.read_bytes().decode()


def test_no_glyph_is_mapped_to_the_letter_zero():
    data, _ = render([Setter(LOOK).text(LONG)], LOOK, title="Thử")
    with pikepdf.open(BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            assert b"<0000>" not in font.ToUnicode.read_bytes()


def test_a_note_of_two_pages_is_two_notes(texts):
    setter = Setter(LOOK)
    note = setter.note("Báo Hà Tĩnh, đoạn 14.")
    story = [setter.text("Một câu", notes=[note]), setter.text(LONG * 60), setter.text("Câu nữa", notes=[note])]
    data, pages = render(story, LOOK, title="Thử", notes=setter.notes)
    assert pages > 1 and texts(data, "Note") == ["1 Báo Hà Tĩnh, đoạn 14."] * 2
