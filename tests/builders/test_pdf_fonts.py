"""The shipped faces in a PDF: embedded, complete, the same bytes each time."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from assets.look import load_look
from builders.pdf.fonts import STYLES, font, missing, register

SENTENCE = "“Nghiêng, ngã, hỏi, nặng: ữ ự ử ứ ừ ợ ở ỗ ặ ẵ ẳ ắ ằ ệ ễ ể ế ề — Nhân dân là chủ, Nhân dân làm chủ”"


def page(markup, name="Literata-Regular"):
    register(load_look(), "text", "head", "official")
    out = BytesIO()
    style = ParagraphStyle("text", fontName=name, fontSize=11, leading=16, splitLongWords=0)
    SimpleDocTemplate(out, invariant=1).build([Paragraph(markup, style)])
    return out.getvalue()


def words(data):
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split()


@pytest.mark.parametrize("family", ["Literata", "BeVietnamPro", "Tinos"])
@pytest.mark.parametrize("style", STYLES)
def test_the_sentence_is_copied_out_letter_for_letter(family, style):
    bold, italic = style
    assert words(page(SENTENCE, font(family, bold=bold, italic=italic))) == SENTENCE.split()


def test_bold_and_italic_are_the_familys_own():
    data = page("a <b>b</b> <i>c</i> <b><i>d</i></b> Thường ﬁ")
    for name in (b"Literata-Bold", b"Literata-Italic", b"Literata-BoldItalic"):
        assert name in data


def test_the_same_text_gives_the_same_bytes():
    assert page(SENTENCE) == page(SENTENCE)
    assert page(SENTENCE) != page(SENTENCE.upper())


def test_letters_that_a_face_lacks_are_named_in_order():
    register(load_look())
    assert missing("Dân ☐ vận 中 ☐\n", "Literata-Bold") == "☐中"
    assert missing(SENTENCE, "BeVietnamPro-Italic") == ""


def test_a_family_that_is_not_shipped_is_refused():
    with pytest.raises(KeyError, match="Arial"):
        register(load_look(), "slide")
