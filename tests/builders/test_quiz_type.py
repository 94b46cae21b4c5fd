"""Text of the quiz in rows: no letter lost, no word beyond its column, words of one compound on one line."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from assets import compounds
from assets.look import load_look
from builders.question_blocks import _columns
from builders.quiz_type import Row, Setter, beside, height, on_pages, pieces, shifted
from course.text import Span, parse_inline, plain

LOOK = load_look()
TEXTS = [
    "Dân",
    "Huy động sức dân phải đi đôi với bồi dưỡng sức dân, vì “nước lấy dân làm gốc” ở mọi xã, phường, đặc khu.",
    "Câu **không** đúng về *phong trào thi đua “Dân vận khéo”* giai đoạn 2022 - 2026 là **câu *nào* dưới đây**?",
    "x < y & z; R&D <b>không phải mã</b> &amp; 3,5% của 1.000 hộ",
    "Địa chỉ https://" + "a" * 160 + "/hết rồi viết tiếp cho dài ra thêm một dòng nữa",
    "*" + "nghiêng và nghiêng nữa " * 12 + "hết*",
]


@pytest.fixture(scope="module")
def setter():
    return Setter(LOOK, "text", compounds())


@pytest.mark.parametrize("width", [60, 150, 482])
@pytest.mark.parametrize("text", TEXTS)
def test_rows_put_together_are_the_text_letter_for_letter_and_stay_in_their_column(setter, text, width):
    spans = parse_inline(text)
    rows = setter.rows(spans, width, 11, 16)
    assert "".join(run.text for row in rows for run in row.runs) == plain(spans)
    for row in rows:
        last = row.runs[-1]
        assert last.x + stringWidth(last.text.rstrip(), last.face, last.size) <= width * 1.001
        assert row.height == 16


def test_bold_and_italic_keep_their_letters(setter):
    rows = setter.rows(parse_inline(TEXTS[2]), 482, 11, 16)
    faces = {}
    for row in rows:
        for run in row.runs:
            faces[run.face] = faces.get(run.face, "") + run.text
    assert faces["Literata-BoldItalic"].strip() == "nào"
    assert "không" in faces["Literata-Bold"] and "phong trào" in faces["Literata-Italic"]


def test_syllables_of_a_compound_stay_on_one_line_and_are_written_with_a_plain_space():
    setter = Setter(LOOK, "text", frozenset({"dân vận", "đoàn thể"}))
    text = "công tác dân vận của các đoàn thể " * 6
    lines = ["".join(run.text for run in row.runs).rstrip() for row in setter.rows(text.strip(), 120, 11, 16)]
    assert len(lines) > 6
    assert not any(line.endswith((" dân", " đoàn")) for line in lines)
    assert not any("\u00a0" in line for line in lines)


def test_a_label_stands_before_the_first_line_alone(setter):
    rows = setter.labelled("A.", TEXTS[1], 200, 16, 11, 16)
    assert rows[0].runs[0].text == "A." and rows[0].runs[0].x == 0
    assert all(run.x >= 16 for row in rows for run in row.runs if run.text != "A.")


def test_blocks_beside_each_other_share_rows(setter):
    left, right = setter.rows(TEXTS[1], 200, 11, 16), shifted(setter.rows("Ngắn", 200, 11, 16), 250)
    both = beside([left, right])
    assert len(both) == len(left) and height(both) == height(left)
    assert both[0].runs[-1].text == "Ngắn" and both[0].runs[-1].x == 250


def test_a_block_higher_than_a_page_goes_on_and_loses_no_row():
    block = tuple(Row(10, 8, dots=((0, at),)) for at in range(25))
    parts = list(pieces(block, 100))
    assert [len(part) for part in parts] == [10, 10, 5]
    assert tuple(row for part in parts for row in part) == block


def test_pages_are_even_and_none_is_over_its_limit():
    blocks = [tuple(Row(10, 8) for _ in range(count)) for count in (3, 5, 4, 6, 5, 3, 4, 5)]
    pages = on_pages(blocks, 40, 200, 5)
    heights = [sum(map(height, page)) + 5 * (len(page) - 1) + 40 * (at == 0) for at, page in enumerate(pages)]
    assert [block for page in pages for block in page] == blocks
    assert max(heights) <= 200 and max(heights) - min(heights) <= 40


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        (["Đúng", "Sai"], 2), (["45 hộ", "59 hộ", "70 hộ", "81 hộ"], 4), (["Một", "Hai", "Ba"], 3),
        (["Ban Dân vận Tỉnh ủy Hà Tĩnh", "Ủy ban MTTQ tỉnh", "UBND tỉnh", "Tỉnh Đoàn"], 2),
        (["Huy động sức dân phải đi đôi với bồi dưỡng sức dân ở cơ sở", "Hai", "Ba", "Bốn"], 1),
    ],
)  # fmt: skip
def test_options_take_as_many_columns_as_the_widest_allows(setter, options, columns):
    assert _columns(options, setter, 11) == columns


def test_a_text_set_twice_is_set_once(setter):
    spans = (Span("Nhân dân là chủ"),)
    assert setter.rows(spans, 200, 11, 16) is setter.rows(spans, 200, 11, 16)
