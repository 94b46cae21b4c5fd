"""The structure tree: read by tags, the text is the document's; tables, lists, notes and links are what they are."""

from io import BytesIO

import pikepdf
import pytest
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from assets.look import load_look
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import render
from builders.pdf.setter import Setter
from course.text import normal, parse_inline

LOOK = load_look()
LONG = "Cách mạng là sự nghiệp của Nhân dân, do Nhân dân, vì Nhân dân, Nhân dân là chủ, Nhân dân làm chủ. "


class Marked(PDFTextDevice):
    """The letters of each marked content of a page."""

    def __init__(self, manager):
        super().__init__(manager)
        self.inside, self.found = [], {}

    def begin_tag(self, tag, props=None):
        self.inside.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self):
        self.inside.pop()

    def render_string(self, textstate, seq, *_):
        number = next((mcid for mcid in reversed(self.inside) if mcid is not None), None)
        if number is not None:
            codes = [code for part in seq if not isinstance(part, int | float) for code in textstate.font.decode(part)]
            letters = "".join(map(textstate.font.to_unichr, codes))
            self.found[number] = self.found.get(number, "") + letters


def elements(data):
    """(kind, text) of each element that holds text, in the order of the tree."""
    manager, pages = PDFResourceManager(), []
    for page in PDFPage.get_pages(BytesIO(data)):
        device = Marked(manager)
        PDFPageInterpreter(manager, device).process_page(page)
        assert device.inside == []
        pages.append(device.found)
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        found = []
        _walk(pdf.Root.StructTreeRoot.K, None, numbers, pages, found)
        return found


def _walk(kid, page, numbers, pages, found, into=None):
    if isinstance(kid, pikepdf.Array):
        for one in kid:
            _walk(one, page, numbers, pages, found, into)
    elif isinstance(kid, pikepdf.Dictionary):
        page = numbers[kid.Pg.objgen] if "/Pg" in kid else page
        if kid.get("/Type") == "/MCR":
            into[1] += pages[page].get(int(kid.MCID), "")
        elif "/S" in kid:
            found.append([str(kid.S)[1:], ""])
            _walk(kid.get("/K", pikepdf.Array()), page, numbers, pages, found, found[-1])
    else:
        into[1] += pages[page].get(int(kid), "")


def texts(data, kind):
    return [normal(text) for name, text in elements(data) if name == kind]


def test_a_paragraph_over_a_page_break_is_one_element_without_glued_syllables():
    data, pages = render([Setter(LOOK).text(LONG * 60)], LOOK, title="Thử")
    assert pages > 1 and texts(data, "P") == [normal(LONG * 60)]


def test_lists_have_labels_and_bodies():
    data, _ = render(Setter(LOOK).points(["Một", "Hai"], ordered=True), LOOK, title="Thử")
    assert [kind for kind, _ in elements(data)] == ["Document", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]
    assert (texts(data, "Lbl"), texts(data, "LBody")) == (["1.", "2."], ["Một", "Hai"])


def test_a_table_over_pages_is_one_table_with_one_head():
    setter = Setter(LOOK)
    rows = [[setter.cell(str(at)), setter.cell(f"Việc {at}. {LONG}")] for at in range(40)]
    data, pages = render([setter.table(["STT", "Việc"], rows, [40, 300])], LOOK, title="Thử")
    kinds = [kind for kind, _ in elements(data)]
    assert pages > 1 and (kinds.count("Table"), kinds.count("TR"), kinds.count("TH")) == (1, 41, 2)


def test_no_level_of_headings_is_left_out():
    setter = Setter(LOOK)
    data, _ = render([setter.text(name, name) for name in ("title", "h3", "h3", "h2", "h3")], LOOK, title="Thử")
    assert [kind for kind, _ in elements(data)][1:] == ["H1", "H2", "H3", "H2", "H3"]


def test_notes_are_notes_and_running_heads_are_not_read():
    setter = Setter(LOOK)
    story = [setter.text("Một câu", notes=[setter.note("Báo Hà Tĩnh, đoạn 14.")])]
    data, _ = render(story, LOOK, title="Thử", head=("Đầu trang", "Bản dành cho học viên"), notes=setter.notes)
    assert texts(data, "Note") == ["1 Báo Hà Tĩnh, đoạn 14."]
    assert "Đầu trang" not in " ".join(text for _, text in elements(data))


def test_a_link_says_where_it_leads():
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
