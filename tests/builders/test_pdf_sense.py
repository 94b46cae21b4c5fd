"""Faults of sense put in on purpose, and who notices: the standards' checker, our walk through the marks, `outloud`.

What none of them notices is listed too: the letters themselves, compared with the plan's, are another test's.
"""

import sys
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, String

from assets.look import load_look
from builders.handout.qr import QrCode
from builders.pdf.compose import NewPage
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import render
from builders.pdf.setter import Setter
from builders.pdf.styles import color
from course.text import parse_inline

sys.path.insert(0, str(Path(__file__).parent))
from pdf_surgery import changed, elements, redraw, rewrite

LOOK = load_look()
PROSE = "Cán bộ nghe dân nói, ghi lại đủ từng việc, hẹn ngày trả lời rồi trả lời đúng hẹn trước cả thôn."


@pytest.fixture(scope="module")
def sensible(tmp_path_factory):
    """Three pages: headings, prose, a list, a table, a link, a note, a figure."""
    setter = Setter(LOOK)
    link = parse_inline("Xem [trang của báo](https://baohatinh.vn/a) để biết thêm")
    rows = [[setter.cell("1"), setter.cell("Nghe")], [setter.cell("2"), setter.cell("Nói")]]
    table = setter.table(["STT", "Việc"], rows, [40, 200])
    story = [
        with_extras(setter.text("Dân vận khéo", "title"), mark=Mark("a", "Dân vận khéo")),
        setter.text("Nghe dân", "h2"),
        setter.text(PROSE), setter.text(link, notes=[setter.note("Báo Hà Tĩnh, đoạn 14.")]),
        *setter.points(["Một là nghe", "Hai là ghi"]), table, QrCode("https://baohatinh.vn", 60, color(LOOK, "ink")),
        NewPage(), setter.text("Nói với dân", "h2"), setter.text(PROSE.replace("nghe", "gặp")),
        NewPage(), setter.text("Làm cùng dân", "h2"), setter.text(PROSE.replace("nói", "kể")),
    ]  # fmt: skip
    data, _ = render(story, LOOK, title="Dân vận khéo", head=("Dân vận khéo", "Bản thử"), notes=setter.notes)
    path = tmp_path_factory.mktemp("sense") / "sensible.pdf"
    path.write_bytes(data)
    return path


def kids(element):
    """As a list."""
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def two_paragraphs_change_places(pdf):
    root = elements(pdf, "Document")[0]
    found = kids(root)
    at = [number for number, kid in enumerate(found) if kid.S == Name.P]
    found[at[0]], found[at[1]] = found[at[1]], found[at[0]]
    root.K = Array(found)


def two_items_in_one(pdf):
    first, second = elements(pdf, "LBody")[:2]
    first.K = Array([*kids(first), *kids(second)])
    second.K = Array([])


def heads_are_cells(pdf):
    for head in elements(pdf, "TH"):
        head.S = Name.TD


def a_row_lacks_a_cell(pdf):
    row = elements(pdf, "TR")[1]
    row.K = Array(kids(row)[:1])


def a_note_at_the_end(pdf):
    note = elements(pdf, "Note")[0]
    note.P.K = Array([kid for kid in kids(note.P) if not (isinstance(kid, Dictionary) and kid.objgen == note.objgen)])
    root = elements(pdf, "Document")[0]
    root.K, note.P = Array([*kids(root), note]), root


def a_figure_of_blanks(pdf):
    elements(pdf, "Figure")[0].Alt = String("  ")


def a_figure_named_as_its_file(pdf):
    elements(pdf, "Figure")[0].Alt = String("hinh-01.png")


def an_english_paragraph(pdf):
    elements(pdf, "P")[0].Lang = String("en-US")


def a_title_like_a_file(pdf):
    rewrite(pdf, "Dân vận khéo".encode(), b"tai-lieu-final.pdf")
    pdf.docinfo["/Title"] = String("tai-lieu-final.pdf")


def two_titles_that_differ(pdf):
    pdf.docinfo["/Title"] = String("Khác hẳn")


def a_paragraph_is_a_heading(pdf):
    elements(pdf, "P")[0].S = Name.H3


def a_heading_is_a_paragraph(pdf):
    elements(pdf, "H2")[1].S = Name.P


def all_headings_are_paragraphs(pdf):
    for kind in ("H1", "H2"):
        for heading in elements(pdf, kind):
            heading.S = Name.P


def two_headings_of_the_first_level(pdf):
    elements(pdf, "H2")[1].S = Name.H1


def prose_is_an_artifact(pdf):
    """The paragraph leaves the tree, its marks in the page become artifacts."""
    prose = elements(pdf, "P")[0]
    mark = next(int(kid) for kid in kids(prose) if isinstance(kid, int))
    redraw(pdf, f"/P <</MCID {mark}>> BDC".encode(), b"/Artifact BMC")
    root = elements(pdf, "Document")[0]
    root.K = Array([kid for kid in kids(root) if kid.objgen != prose.objgen])


def an_empty_element(pdf):
    elements(pdf, "P")[1].K = Array([])


def a_link_that_says_nothing(pdf):
    link = elements(pdf, "Link")[0]
    words = [kid for kid in kids(link) if isinstance(kid, int)]
    link.K = Array([kid for kid in kids(link) if not isinstance(kid, int)])
    link.P.K = Array([*words, *kids(link.P)])


def other_words_stand_instead(pdf):
    elements(pdf, "P")[0].ActualText = String("Không có gì.")


def one_mark_in_two_elements(pdf):
    first, second = elements(pdf, "P")[:2]
    second.K = Array([*kids(second), *kids(first)])


def said_to_be_doubtful(pdf):
    pdf.Root.MarkInfo.Suspects = True


def letters_without_ink(pdf):
    redraw(pdf, b"BT", b"BT 3 Tr")


def a_picture_that_is_not_there(pdf):
    redraw(pdf, b"BT", b"/Anh1 Do BT")


def no_bookmarks(pdf):
    del pdf.Root.Outlines


def a_list_is_paragraphs(pdf):
    for kind, other in (("LI", Name.P), ("L", Name.Div), ("LBody", Name.Span), ("Lbl", Name.Span)):
        for element in elements(pdf, kind):
            element.S = other


def letters_changed_in_the_map(pdf):
    """What is printed stays; what is heard changes, each `a` into `o`."""
    maps = [font.ToUnicode for page in pdf.pages for font in page.Resources.Font.values()]
    assert any(b"<0061>" in one.read_bytes() for one in maps)
    for one in maps:
        one.write(one.read_bytes().replace(b"<0061>", b"<006F>"))


def two_items_exchange_their_words(pdf):
    """Drawn in one order, heard in the other, and all the marks in order."""
    first, second = (int(body.K) for body in elements(pdf, "LBody")[:2])
    for old, new in ((first, 900), (second, first), (900, second)):
        redraw(pdf, f"/LBody <</MCID {old}>>".encode(), f"/LBody <</MCID {new}>>".encode())


NOTICED = {
    two_paragraphs_change_places: {"walk"},
    two_items_in_one: {"walk", "outloud"},
    heads_are_cells: {"outloud"},
    a_row_lacks_a_cell: {"standards", "walk", "outloud"},
    a_figure_of_blanks: {"outloud"},
    a_figure_named_as_its_file: {"outloud"},
    an_english_paragraph: {"walk"},
    a_title_like_a_file: {"outloud"},
    two_titles_that_differ: {"outloud"},
    prose_is_an_artifact: {"walk", "outloud"},
    an_empty_element: {"walk", "outloud"},
    a_link_that_says_nothing: {"walk", "outloud"},
    other_words_stand_instead: {"outloud"},
    one_mark_in_two_elements: {"walk", "outloud"},
    said_to_be_doubtful: {"standards", "outloud"},
    letters_without_ink: {"walk"},
    a_picture_that_is_not_there: {"walk"},
    two_items_exchange_their_words: {"outloud"},
}
UNNOTICED = (
    a_note_at_the_end, a_paragraph_is_a_heading, a_heading_is_a_paragraph, all_headings_are_paragraphs, no_bookmarks,
    two_headings_of_the_first_level, a_list_is_paragraphs, letters_changed_in_the_map,
)  # fmt: skip
"""What only a comparison with the plan can tell: letters, their order, and what they are."""


def test_a_sensible_file_is_noticed_by_nobody(sensible, notice, tmp_path):
    assert notice(sensible) == set()
    assert notice(changed(sensible, lambda pdf: None, tmp_path / "same.pdf")) == set()


@pytest.mark.parametrize("fault", NOTICED, ids=lambda fault: fault.__name__)
def test_a_fault_of_sense_is_noticed_by_these(sensible, notice, tmp_path, fault):
    assert notice(changed(sensible, fault, tmp_path / "broken.pdf")) == NOTICED[fault]


@pytest.mark.parametrize("fault", UNNOTICED, ids=lambda fault: fault.__name__)
def test_a_fault_that_nobody_notices_is_known_as_such(sensible, notice, tmp_path, fault):
    """The day one of these judges learns to see it, this test says so."""
    assert notice(changed(sensible, fault, tmp_path / "broken.pdf")) == set()
