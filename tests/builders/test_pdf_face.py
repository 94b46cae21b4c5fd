"""Letters have the same codes in every file: pages know of no other page, files hold what they show."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from time import sleep

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from assets import font_bytes
from assets.fonts import repertoire
from assets.look import load_look
from builders.pdf.face import CAPITAL, SIGNS, SMALL, Face, shown_in
from builders.pdf.fonts import register
from builders.pdf.page import render
from builders.pdf.setter import Setter

LOOK = load_look()
register(LOOK, "text", "head", "official")
FACES = [f"{family}-{style}" for family in ("Literata", "BeVietnamPro", "Tinos") for style in ("Regular", "BoldItalic")]
PLAIN = "Dân vận khéo là gì? “Nghiêng, ngã, hỏi, nặng: ữ ự ử ừ ợ ở ỗ ặ” – § 3…"
RARE = "ČŘ ß ⅓ ₂ Œuvre, Łódź ≠ Đà Nẵng"


def file_of(*texts):
    """One paragraph a page."""
    setter = Setter(LOOK)
    return render([setter.text(text, spaceAfter=700) for text in texts], LOOK, title="Thử")[0]


def operators(data, page):
    """Of one page, without the page's number, which stands at its foot."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return pdf.pages[page].Contents.read_bytes().split(b"/Artifact <</Type/Pagination>> BDC")[0]


def test_the_operators_of_a_page_do_not_depend_on_the_pages_before_it():
    behind_one, behind_other = file_of("Một trang khác", RARE + PLAIN), file_of(RARE[::-1], RARE + PLAIN)
    assert operators(behind_one, 1) == operators(behind_other, 1) == operators(file_of(RARE + PLAIN), 0)


def test_files_made_in_one_process_do_not_touch_each_other():
    texts = (PLAIN, RARE, PLAIN + RARE)
    alone = [file_of(text) for text in texts]
    assert [file_of(text) for text in reversed(texts)] == alone[::-1]
    assert file_of(PLAIN) == alone[0]


def test_two_files_may_be_drawn_at_the_same_time():
    face = getFont("Literata-Regular")
    one, other = type("Doc", (), {})(), type("Doc", (), {})()
    face.splitString("ab", one)
    face.splitString("c", other)
    assert shown_in(one) == [(face, "ab")]
    assert shown_in(other) == [(face, "c")]


@pytest.mark.parametrize("name", FACES)
def test_vietnamese_and_ascii_stand_in_one_part_of_the_face(name):
    face, doc = getFont(name), type("Doc", (), {})()
    text = "".join(map(chr, (*range(32, 127), *SMALL, *CAPITAL, *SIGNS)))
    ((part, codes),) = face.splitString(text, doc)
    assert part == 0
    assert len(set(codes)) == len(text)
    assert not set(codes) & {0, 9, 10, 13}


@pytest.mark.parametrize("name", FACES)
def test_every_letter_of_a_face_has_a_code_of_its_own(name):
    face, doc = getFont(name), type("Doc", (), {})()
    letters = sorted(set(face.face.charToGlyph) - {0xA0})
    found = [run for letter in letters for run in face.splitString(chr(letter), doc)]
    assert len({(part, bytes(codes)) for part, codes in found}) == len(letters)
    assert not any(code in b"\x00\t\n\r" or part and code == 32 for part, codes in found for code in codes)


def test_a_text_of_many_parts_comes_in_runs():
    face, doc = getFont("Literata-Regular"), type("Doc", (), {})()
    runs = face.splitString("a\u00a0b₂c\u0001", doc)
    assert [part for part, _ in runs] == [0, 1, 0]
    assert runs[0][1] == b"a b"
    assert runs[2][1] == b"c\x00"


def test_the_whole_repertoire_is_copied_out_letter_for_letter():
    letters = [chr(code) for code in sorted(repertoire()) if chr(code).strip() and code != 0xAD]
    random.Random(7).shuffle(letters)
    text = " ".join(letters)
    copied = pypdfium2.PdfDocument(file_of(text))[0].get_textpage().get_text_range()
    assert "".join(copied.split()).startswith("".join(letters))


def test_a_file_holds_only_the_letters_that_it_shows():
    with pikepdf.open(BytesIO(file_of("Nhân dân"))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        face = fonts["/Literata-Regular+0"]
        lines = re.findall(r"(?m)^<..> <(....)>$", face.ToUnicode.read_bytes().decode())
        shown = {chr(int(letter, 16)) for letter in lines}
        widths = [int(width) for width in face.Widths]
    assert shown == set("Nhân d")
    assert sum(width > 0 for width in widths) == len(shown)


@pytest.mark.parametrize("name", FACES)
def test_words_are_as_wide_as_reportlab_says(name):
    theirs, ours = TTFont(f"{name}-again", BytesIO(font_bytes(name)), shapable=False), getFont(name)
    for text in ("", "Nghiêng", PLAIN, RARE, "\u00a0中\t", "Nghiêng"):
        for size in (6.5, 8.5, 11.0, 27.3):
            assert ours.stringWidth(text, size) == theirs.stringWidth(text, size)


def test_threads_read_a_face_in_turn(monkeypatch):
    reading, most = [], []

    def slowly(face, letters):
        reading.append(letters)
        most.append(len(reading))
        sleep(0.01)
        reading.pop()

    monkeypatch.setattr(TTFontFace, "makeSubset", slowly)
    face = Face("thu", font_bytes("Literata-Regular"))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(face.face.makeSubset, [[65 + at] for at in range(8)]))
    assert most == [1] * 8
