"""A drawing kept as operators looks as reportlab draws it, and is written once however often it is used."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from assets.look import load_look
from builders.drawing import Drawing
from builders.pdf.raw import RawFile
from builders.quiz_page import Paper
from builders.quiz_type import Setter
from builders.sketch import Faces, Sketch, stamp
from course.text import parse_inline
from plan.tags import SIDE, black_modules

LOOK = load_look().mono()
A4 = b"/MediaBox[0 0 595.28 841.89]"


def drawn(drawing: Drawing):
    """Something of everything that a quiz paper draws."""
    drawing.text(105, 30, "PHIẾU TRẢ LỜI", 15, bold=True, align="centre")
    drawing.text(190, 40, "Mã đề 101", 11, align="right", grey=0.5)
    drawing.rule(20, 50, 190, 50, 1.2)
    drawing.dots(20, 120, 60)
    drawing.frame(60, 80, 70, 12)
    drawing.ring(120, 80, 4.6, 0.35)
    drawing.disc(130, 80, 4.6)
    drawing.modules(150, 80, 7.5, SIDE, black_modules(3))
    block = Setter(LOOK, "text").rows(parse_inline("Đảng **lãnh đạo**, *Nhân dân làm chủ* & <5 %> " * 6), 400, 11, 16)
    drawing.draw(block, 20, 100)
    drawing.foot(105, 288, "Trang 1/4")


def on_paper():
    paper = Paper(LOOK, "Thử")
    paper.new_page()
    drawn(paper)
    return paper.bytes()


def stamped(pages=1):
    sketch = Sketch(LOOK)
    drawn(sketch)
    file = RawFile()
    faces = Faces(file, sketch.letters())
    made = stamp(file, faces, sketch.parts)
    for _ in range(pages):
        contents = file.stream(b"", b"/%b Do" % made.name)
        file.page(b"/Contents %d 0 R/Resources<</XObject<<%b>>>>" % (contents, made.entry))
    file.close(b"/Lang(vi-VN)", b"", A4, bytes(16))
    return file.take()


def picture(data):
    return pypdfium2.PdfDocument(data)[0].render(scale=150 / 72).to_pil().convert("L")


def test_a_sketch_looks_as_reportlab_draws_it():
    paper, sketch = picture(on_paper()), picture(stamped())
    assert sum(paper.histogram()[:128]) > 5000
    assert sum(ImageChops.difference(paper, sketch).histogram()[100:]) < 10


def test_the_letters_of_a_sketch_are_copied_in_order():
    def letters(data):
        return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded().split()

    assert letters(stamped()) == letters(on_paper())


def test_a_stamp_is_written_once_for_all_pages():
    one, many = len(stamped()), len(stamped(500))
    assert many - one < 500 * 140
    with pikepdf.open(io.BytesIO(stamped(500))) as pdf:
        assert len({page.Resources.XObject[name].objgen for page in pdf.pages for name in page.Resources.XObject}) == 1


def test_letters_that_no_drawing_announced_are_an_error():
    file = RawFile()
    faces = Faces(file, {"BeVietnamPro-Regular": "abc"})
    with pytest.raises(KeyError):
        faces.width("abd", "BeVietnamPro-Regular", 9)
