"""Words wider than a line: addresses are cut after their marks, all else at the letter, and no letter is lost."""

from io import BytesIO

import pytest
from pdfminer.high_level import extract_text

from assets.look import load_look
from builders.pdf.page import render
from builders.pdf.setter import Setter
from course.text import parse_inline

LOOK = load_look()
LONG = "https://baohatinh.vn/an-ninh-trat-tu/mo-hinh-3-trong-1-gop-phan-dam-bao-an-ninh-trat-tu-o-xa-vung-bien-ha-tinh/196286.htm"


def lines_of(text):
    """The lines of a page with one paragraph, in a note's size."""
    data, _ = render([Setter(LOOK).text(parse_inline(text), "small")], LOOK, title="Thử", numbers=False)
    return [line for line in extract_text(BytesIO(data)).splitlines() if line.strip()]


@pytest.mark.parametrize("before", ["", "Xem ", "Báo Hà Tĩnh, bài 196286, ", "Mô hình ở vùng biển, tháng 8 năm 2020, "])
def test_an_address_is_cut_after_a_mark_and_keeps_its_letters(before):
    lines = lines_of(f"{before}[{LONG}]({LONG}) (B).")
    assert "".join("".join(lines).split()) == "".join(f"{before}{LONG} (B).".split())
    assert len(lines) > 1
    for line in lines[:-1]:
        assert line.strip()[-1] in "/-.," or line.endswith("bài,")
        assert not line.strip().endswith(("http:", "https:", "https:/", "https://"))


def test_a_word_without_marks_is_cut_at_the_letter():
    lines = lines_of("**Từ** " + "dài" * 80)
    assert "".join("".join(lines).split()) == "Từ" + "dài" * 80
    assert min(map(len, lines[1:-1])) > 60


def test_an_address_without_room_for_its_first_part_begins_on_the_next_line():
    counted = "Một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm mười sáu, "
    assert lines_of(f"{counted}[{LONG}]({LONG})")[1].startswith("https://baohatinh.vn/")
