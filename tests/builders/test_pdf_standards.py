"""Every PDF of a build keeps PDF/UA-1 and PDF/A-2a, and what says so sees faults that were put in on purpose."""

import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from assets.look import load_look
from builders.handout.pictures import picture
from builders.handout.qr import QrCode
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import render
from builders.pdf.setter import Setter
from builders.pdf.styles import color
from course.text import parse_inline

sys.path.insert(0, str(Path(__file__).parent))
from every_pdf import BATCHES, names_in_code
from pdf_surgery import a_font, annotation, changed, elements, redraw, rewrite

LOOK = load_look()


def test_every_pdf_keeps_both_standards(printed, faults):
    assert len(printed) > 60
    assert {name: found for name, path in printed.items() if (found := faults(path))} == {}


def test_every_name_of_a_pdf_in_the_code_is_one_that_is_judged(made):
    """A maker outside the catalog, or one that makes nothing of these courses, would be judged by nobody."""
    names, asked = [name.partition("/")[2] for name in made], names_in_code()
    assert len(asked) > 10
    alike = {name: name.replace("-*", "*") for name in asked}  # of a crowd's lists to sign each has a number
    assert [name for name in asked if not any(fnmatchcase(file, f"*{alike[name]}") for file in names)] == []


def test_batches_of_a_sitting_have_text_language_and_title(made):
    batches = [path for path in made.values() if path.name in BATCHES]
    assert {path.name for path in batches} == BATCHES
    for path in batches:
        with pikepdf.open(path) as pdf:
            assert (str(pdf.Root.Lang), pdf.Root.ViewerPreferences.DisplayDocTitle) == ("vi-VN", True)
            assert "Đề kiểm tra cuối khóa" in str(pdf.docinfo["/Title"])
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
        assert any("Nguyễn Thị Quỳnh Như" in text for text in pages)
        assert max(map(len, pages)) > 200


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_every_pdf_is_whole(made):
    codes = {name: subprocess.run(["qpdf", "--check", path], capture_output=True) for name, path in made.items()}
    assert [name for name, done in codes.items() if done.returncode] == []


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("RGBA", "PNG"), ("LA", "PNG"), ("L", "JPEG"), ("1", "PNG")]
)
def test_pictures_of_all_kinds_keep_both_standards(tmp_path, mode, kind, faults):
    drawn = BytesIO()
    Image.new(mode, (80, 60)).save(drawn, kind)
    kit = SimpleNamespace(pictures={"anh": drawn.getvalue()}, width=300)
    data, _ = render([picture(kit, "anh", "Cán bộ nghe dân nói")], LOOK, title="Thử")
    file = tmp_path / "picture.pdf"
    file.write_bytes(data)
    assert faults(file) == []


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A page with a heading of each level, a list, a table, a link, a note, a figure and a running head."""
    setter = Setter(LOOK)
    link = parse_inline("Xem [trang của báo](https://baohatinh.vn/a) để biết")
    story = [
        with_extras(setter.text("Chuyên đề", "title"), mark=Mark("a", "Chuyên đề")), setter.text("Bài", "h2"),
        setter.text("Mục", "h3"), setter.text(link, notes=[setter.note("Báo Hà Tĩnh, đoạn 14.")]),
        *setter.points(["Một", "Hai"]),
        setter.table(["STT", "Việc"], [[setter.cell("1"), setter.cell("Nghe")]], [40, 200]),
        QrCode("https://baohatinh.vn", 60, color(LOOK, "ink")),
    ]  # fmt: skip
    data, _ = render(story, LOOK, title="Thử", head=("Đầu trang", "Bản thử"), notes=setter.notes)
    path = tmp_path_factory.mktemp("sound") / "sound.pdf"
    path.write_bytes(data)
    return path


def no_alt(pdf):
    del elements(pdf, "Figure")[0].Alt


def no_language(pdf):
    del pdf.Root.Lang


def letters_outside_the_tree(pdf):
    pdf.pages[0].contents_add(b"BT /F1+0 12 Tf 100 100 Td <01> Tj ET")


def a_level_left_out(pdf):
    elements(pdf, "H2")[0].S = Name.H5


def no_title(pdf):
    rewrite(pdf, b"dc:title", b"dc:source")


def the_name_of_the_file_is_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_face(pdf):
    del a_font(pdf).FontDescriptor.FontFile2


def wrong_widths(pdf):
    font = a_font(pdf)
    font.Widths = Array([int(width) + 90 for width in font.Widths])


def no_map_to_letters(pdf):
    del a_font(pdf).ToUnicode


def no_output_intent(pdf):
    del pdf.Root.OutputIntents


def no_way_back_from_marks(pdf):
    del pdf.pages[0].StructParents


def marks_lead_astray(pdf):
    kids = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    kids[0], kids[1] = kids[1], kids[0]


def read_out_of_turn(pdf):
    elements(pdf, "Document")[0].K = Array(reversed(list(elements(pdf, "Document")[0].K)))


def marks_lead_to_nothing(pdf):
    del pdf.Root.StructTreeRoot.ParentTree


def a_link_without_words(pdf):
    del annotation(pdf).Contents


def a_link_in_no_element(pdf):
    for link in elements(pdf, "Link"):
        link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])
    del annotation(pdf).StructParent


def a_link_that_does_not_print(pdf):
    annotation(pdf).F = 0


def not_said_to_be_tagged(pdf):
    pdf.Root.MarkInfo.Marked = False


def no_tree(pdf):
    del pdf.Root.StructTreeRoot


def no_claim_of_archiving(pdf):
    rewrite(pdf, b"<pdfaid:part>2</pdfaid:part>", b"")


def no_claim_of_accessibility(pdf):
    rewrite(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def an_own_property_unexplained(pdf):
    rewrite(pdf, b"URI>http://www.aiim.org/pdfua/ns/id/", b"URI>http://www.aiim.org/other/")


def a_cell_in_no_row(pdf):
    elements(pdf, "TR")[0].S = Name.P


def an_item_in_no_list(pdf):
    elements(pdf, "L")[0].S = Name.Div


def an_unknown_kind(pdf):
    elements(pdf, "LBody")[0].S = Name.Vung


def a_note_without_id(pdf):
    del elements(pdf, "Note")[0].ID


def no_order_of_tabs(pdf):
    del pdf.pages[0].Tabs


def an_artifact_inside_an_element(pdf):
    redraw(pdf, b"Tj", b"Tj /Artifact BMC EMC")


def a_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def colours_of_a_press(pdf):
    redraw(pdf, b"BT", b"0 1 1 0 k BT")


FAULTS = {fault.__name__: fault for fault in (
    no_alt, no_language, letters_outside_the_tree, a_level_left_out, no_title, the_name_of_the_file_is_shown, no_face,
    wrong_widths, no_map_to_letters, no_output_intent, no_way_back_from_marks, marks_lead_astray, read_out_of_turn,
    marks_lead_to_nothing,
    a_link_without_words, a_link_in_no_element, a_link_that_does_not_print, not_said_to_be_tagged, no_tree,
    no_claim_of_archiving, no_claim_of_accessibility, an_own_property_unexplained, a_cell_in_no_row,
    an_item_in_no_list, an_unknown_kind, a_note_without_id, no_order_of_tabs, an_artifact_inside_an_element, a_script,
    colours_of_a_press,
)}  # fmt: skip


def test_a_sound_page_stays_sound_in_other_hands(sound, tmp_path, faults):
    assert faults(sound) == []
    assert faults(changed(sound, lambda pdf: None, tmp_path / "same.pdf")) == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_put_in_is_seen(sound, tmp_path, fault, faults):
    assert faults(changed(sound, fault, tmp_path / "broken.pdf")) != []
