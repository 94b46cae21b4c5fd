"""The shell of printed pages: letters, notes, breaks, numbers, bytes."""

import os
import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import KeepTogether, PageBreak, Spacer

from assets.look import load_look
from builders.pdf.compose import Box, Keep, NewPage, compose
from builders.pdf.extras import Mark, extras, with_extras
from builders.pdf.page import render
from builders.pdf.setter import Setter
from builders.pdf.styles import NAMES, style
from builders.pdf.text import markup, plain
from course.text import Span, normal, parse_inline

LOOK = load_look()
LONG = "Cách mạng là sự nghiệp của Nhân dân, do Nhân dân, vì Nhân dân, Nhân dân là chủ, Nhân dân làm chủ. "
BOX = Box(340, 476, 700)


def words_of(data: bytes) -> str:
    """The text of all pages, white space folded; a hyphen at a line's end as the letter that it is."""
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return normal(text.replace("\ufffe", "-").replace("\x02", "-"))


def pages_of(data: bytes) -> list[str]:
    return [normal(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]


def lines_of(data: bytes) -> list[bytes]:
    """The operators that write the lines of paragraphs on the first page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    return [line for line in re.split(rb"(?<=T\*)\s|\n", content) if line.endswith(b"Tj T*")]


HOSTILE = [
    "R&D, x<y và <b>không đậm</b> & &amp; &lt;",
    'Nói "một đằng", làm ‘một nẻo’ “thế thôi” 100 % 5%',
    "<img src='x'/> <font color=red>đỏ</font> <!-- ghi chú -->",
    "To\u0302\u0301ng hợp ở da\u0302n va\u0323\u0302n",
    "{name} %s %(x)d \\n $1 `mã`",
    "Ẩn ý: ằ ẳ ẵ ặ ề ể ễ ệ ồ ổ ỗ ộ ờ ở ỡ ợ ừ ử ữ ự ỳ ỷ ỹ ỵ đ Đ",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["body", "cell", "title", "note"])
def test_hostile_letters_come_out_letter_for_letter(text, name):
    data, _ = render([Setter(LOOK).text(text, name)], LOOK, title=text)
    assert normal(text) in words_of(data)


def test_a_very_long_word_is_cut_and_keeps_its_letters():
    word = "vậnđộng" * 40
    data, _ = render([Setter(LOOK).text(f"Trước {word} sau", "body")], LOOK, title="Thử")
    assert word in words_of(data).replace(" ", "")
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage()
    assert all(text.get_charbox(at)[2] < page.get_width() - 8 / 25.4 * 72 for at in range(text.count_chars()))


def test_a_word_cut_at_a_line_end_gets_no_space():
    word = "a" * 300
    data, _ = render([Setter(LOOK).text(word + " và", "body")], LOOK, title="Thử")
    lines = lines_of(data)
    assert len(lines) > 3 and not any(line.endswith(b" ) Tj T*") for line in lines[:-1])


def test_lines_end_with_a_space_so_that_no_syllables_are_read_as_one():
    data, _ = render([Setter(LOOK).text(LONG * 5, "body")], LOOK, title="Thử", numbers=False)
    lines = lines_of(data)
    assert len(lines) > 4 and [line.endswith(b" ) Tj T*") for line in lines] == [True] * (len(lines) - 1) + [False]


def test_bold_italic_and_links_are_kept():
    spans = parse_inline("Một **đậm & x<y** và *nghiêng* và [trang](https://vi.du/?a=1&b=2)")
    data, _ = render([Setter(LOOK).text(spans)], LOOK, title="Thử")
    assert normal(plain(spans)) in words_of(data)
    pdf = pikepdf.open(BytesIO(data))
    assert str(pdf.pages[0].Annots[0].A.URI) == "https://vi.du/?a=1&b=2"
    fonts = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert {"Literata-Regular", "Literata-Bold", "Literata-Italic"} <= fonts


def test_compounds_are_joined_by_no_break_spaces():
    assert markup("công tác dân vận", frozenset({"dân vận"})) == "công tác dân\u00a0vận"
    assert markup([Span("dân vận", bold=True)], frozenset({"dân vận"})) == "<b>dân\u00a0vận</b>"


@pytest.mark.parametrize("name", NAMES)
def test_no_style_splits_words_or_falls_back_to_helvetica(name):
    made = style(LOOK, name)
    assert made.splitLongWords == 0
    assert "Helvetica" not in made.fontName + made.bulletFontName
    face, pitch = made.fontName.split("-")[0], made.leading / made.fontSize
    assert pitch >= {"Literata": 1.37, "BeVietnamPro": 1.43}[face] or made.fontSize >= 18


def test_every_face_is_embedded():
    data, _ = render([Setter(LOOK).text(LONG)], LOOK, title="Thử", head=("a", "b"), foot="c")
    pdf = pikepdf.open(BytesIO(data))
    fonts = pdf.pages[0].Resources.Font
    assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())


def test_title_author_language_and_bookmarks_are_said():
    story = [with_extras(Setter(LOOK).text("Bài 1", "title"), mark=Mark("b1", "Bài 1"))]
    data, pages = render(story, LOOK, title="Tên & tài liệu", subject="Về", author="Ban Dân vận")
    pdf = pikepdf.open(BytesIO(data))
    assert (str(pdf.docinfo.Title), str(pdf.docinfo.Author), pages) == ("Tên & tài liệu", "Ban Dân vận", 1)
    assert str(pdf.Root.Lang).startswith("vi") and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Bài 1"]


def test_each_page_says_its_number_and_how_many_there_are():
    story = [Setter(LOOK).text(LONG), PageBreak(), Setter(LOOK).text(LONG)]
    data, pages = render(story, LOOK, title="Thử")
    assert pages == 2
    assert [f"Trang {number}/2" in page for number, page in enumerate(pages_of(data), 1)] == [True, True]


def test_the_same_story_gives_the_same_bytes_under_any_hash_seed():
    code = (
        "import hashlib;from assets.look import load_look;from builders.pdf.page import render;"
        "from builders.pdf.setter import Setter;s=Setter(load_look(),frozenset({'dân vận','Hà Tĩnh'}));"
        "d,_=render([s.text('Công tác dân vận ở Hà Tĩnh'),s.table(['a'],[[s.cell('b')]],[90])],s.look,title='x');"
        "print(hashlib.sha256(d).hexdigest())"
    )
    seen = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
                       capture_output=True, text=True, check=True).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Ho_Chi_Minh"))
    }  # fmt: skip
    assert len(seen) == 1


def test_a_heading_stays_with_what_it_heads():
    setter = Setter(LOOK)
    pages = compose([Spacer(1, 1), setter.text(LONG * 34), setter.text("Đề mục", "h2"), setter.text(LONG * 3)], BOX)
    last = [put.flow.style.name for put in pages[0].puts]
    assert last[-1] != "h2"


def test_a_heading_before_a_page_break_comes_along():
    setter = Setter(LOOK)
    pages = compose([setter.text(LONG), setter.text("Đề mục", "title"), NewPage(), setter.text(LONG)], BOX)
    assert [[put.flow.style.name for put in page.puts] for page in pages] == [["body"], ["title", "body"]]


def test_the_note_of_a_heading_that_moves_moves_along():
    setter = Setter(LOOK)
    heading = setter.text("Đề mục", "title", notes=[setter.note("Nguồn")])
    story = [setter.text(LONG), heading, NewPage(), setter.text(LONG)]
    assert [page.notes for page in compose(story, BOX, setter.notes)] == [[], ["1"]]


@pytest.mark.parametrize("kind", [Keep, KeepTogether])
def test_what_is_kept_together_stands_on_one_page(kind):
    setter = Setter(LOOK)
    pages = compose([setter.text(LONG * 25), kind([setter.text(LONG * 6), setter.text(LONG * 6)])], BOX)
    assert [len(page.puts) for page in pages] == [1, 2]


def test_what_is_kept_together_and_too_high_still_comes_out():
    setter = Setter(LOOK)
    pages = compose([Keep([setter.text(LONG * 30), setter.text(LONG * 30)])], BOX)
    assert len(pages) > 1


def test_elastic_lines_fill_the_page_and_no_more():
    setter = Setter(LOOK)
    page, = compose([setter.text(LONG), setter.writing(2, 99)], BOX)
    assert 0 <= BOX.height - page.used < setter.pitch


def test_a_filler_takes_what_elastic_lines_leave():
    setter = Setter(LOOK)
    page, = compose([setter.text(LONG), setter.writing(2, 3)], BOX, filler=lambda: setter.writing(0, 99))
    assert page.puts[1].flow.count == 3 and 0 <= BOX.height - page.used < setter.pitch + 6


def test_a_table_of_thirty_rows_repeats_its_head():
    setter = Setter(LOOK)
    rows = [[setter.cell(str(at)), setter.cell(f"Việc số {at}. " + LONG)] for at in range(30)]
    data, pages = render([setter.table(["STT", "Việc"], rows, [40, 300])], LOOK, title="Thử")
    assert pages > 1 and all("STT Việc" in page for page in pages_of(data))
    assert all(f"Việc số {at}." in words_of(data) for at in range(30))


def test_no_table_begins_with_one_row_at_the_foot_of_a_page():
    setter = Setter(LOOK)
    rows = [[setter.cell(LONG * 2)] for _ in range(6)]
    for length in range(20, 44):
        pages = compose([setter.text(LONG * length), setter.table(["Việc"], rows, [300])], BOX)
        assert [len(put.flow.rows) for put in pages[0].puts[1:]] != [2]


def test_a_row_higher_than_a_page_comes_out_whole():
    setter = Setter(LOOK)
    data, pages = render([setter.table(["A"], [[setter.cell(f"{LONG * 60} hết hàng")]], [200])], LOOK, title="Thử")
    said = re.sub(r" Trang \d/\d A\b", "", words_of(data))  # a page may end between the two words
    assert pages > 1 and "hết hàng" in said and said.count("Cách mạng") == 60


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 14), st.integers(0, 3)), min_size=1, max_size=40))
def test_every_note_stands_on_the_page_of_its_mark(shape):
    setter = Setter(LOOK)
    story = []
    for length, count in shape:
        keys = tuple(setter.note(f"Chú thích số {len(setter.notes) + 1}. " + LONG) for _ in range(count))
        story.append(setter.text(LONG * length, notes=keys))
    pages = compose(story, BOX, setter.notes)
    for page in pages:
        marked = [key for put in page.puts for key in extras(put.flow).notes]
        assert page.notes == list(dict.fromkeys(marked))
        assert page.used + page.note_height <= BOX.height + 0.01
    assert [key for page in pages for key in page.notes] == list(setter.notes)
