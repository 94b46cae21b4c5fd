"""Files written object by object: whole for other readers, the same each time, letters copied as they were."""

import io
import shutil
import subprocess
import unicodedata

import pikepdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from reportlab.pdfbase.pdfmetrics import stringWidth

from assets.look import load_look
from builders.pdf.embedded import EmbeddedFace
from builders.pdf.fonts import font, register
from builders.pdf.raw import RawFile, text_string

LINES = ("Phát huy quyền làm chủ, đáp ứng lợi ích của Nhân dân", "ỨỪỬỮỰ ẤẦẨẪẬ ẮẰẲẴẶ “dân vận” & <5 %> (R\\D)")
A4 = b"/MediaBox[0 0 595.28 841.89]"


def a_file(pages, *, taken=1000):
    """`pages` pages, each with its number and both lines; written in pieces of `taken` pages."""
    register(load_look())
    face = EmbeddedFace(font("Literata"), "".join(LINES) + "0123456789")
    file = RawFile()
    fonts = b"/Resources<</Font<</F0 %d 0 R>>>>" % face.write(file)
    for page in range(1, pages + 1):
        rows = b"\n".join(b"1 0 0 1 50 %d Tm %b Tj" % (800 - 20 * at, face.shown(text))
                          for at, text in enumerate((str(page), *LINES)))  # fmt: skip
        file.page(b"%b/Contents %d 0 R" % (fonts, file.stream(b"", b"BT /F0 11 Tf\n%b\nET" % rows)))
        if page % taken == 0:
            yield file.take()
    file.close(b"/Lang(vi-VN)", b"/Title%b" % text_string("Đề (thi) \\ 101"), A4, bytes(16))
    yield file.take()


@pytest.mark.parametrize("pages", [1, 59, 60, 61, 1000])
def test_other_readers_find_every_page(pages):
    with pikepdf.open(io.BytesIO(b"".join(a_file(pages)))) as pdf:
        assert len(pdf.pages) == pages
        assert pdf.docinfo.Title == "Đề (thi) \\ 101"
        assert pdf.Root.Lang == "vi-VN"
        assert pdf.pages[-1].MediaBox[3] == pikepdf.Object.parse(b"841.89")
        assert pdf.check_pdf_syntax() == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_qpdf_finds_nothing_to_mend(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"".join(a_file(300)))
    checked = subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_letters_are_copied_as_they_were():
    data = b"".join(a_file(2))
    right = ["2", *LINES]
    mined = extract_text(io.BytesIO(data), page_numbers=[1])
    seen = pypdfium2.PdfDocument(data)[1].get_textpage().get_text_bounded()
    for text in (mined, seen):
        assert unicodedata.is_normalized("NFC", text)
        assert [" ".join(line.split()) for line in text.splitlines() if line.strip()] == right


def test_pieces_make_the_same_file_and_none_grows_with_the_pages():
    whole, pieces = list(a_file(600, taken=1000)), list(a_file(600, taken=20))
    assert b"".join(whole) == b"".join(pieces)
    assert len(pieces) > 30
    assert max(map(len, pieces[1:-1])) < 3 * min(map(len, pieces[1:-1]))


def test_a_letter_that_was_not_announced_is_an_error():
    register(load_look())
    with pytest.raises(KeyError):
        EmbeddedFace(font("Literata"), "abc").shown("abd")


def test_width_is_that_of_the_face():
    register(load_look())
    face = EmbeddedFace(font("BeVietnamPro", bold=True), "Mã đề 101")
    expected = stringWidth("Mã đề 101", font("BeVietnamPro", bold=True), 12)
    assert face.width("Mã đề 101", 12) == pytest.approx(expected)
