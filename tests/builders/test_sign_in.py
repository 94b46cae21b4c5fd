"""The list to sign: rows to write in, rows with names, several rooms; how it falls on pages and keeps the standards."""

from io import BytesIO

import pikepdf
import pytest

from assets.look import load_look
from assets.official import LEAST_ROW, lists
from builders.product import Materials
from builders.sign_in import files, sign_in
from course.model import Course
from plan.official import plan_head
from plan.sign_in import CLOSING_ROWS, SignList, plan_sign_in
from tests.builders.test_official import HEADS, MM, course_of, pages_of

LOOK = load_look()
FAMILY, MIDDLE, GIVEN = ("Nguyễn", "Trần", "Lê", "Hoàng", "Đặng"), ("Văn", "Thị", "Đức"), ("Ánh", "Bình", "Ước", "Yến")
UNIT = "Ban công tác Mặt trận thôn Đông Hòa, xã Cẩm Bình"


def people(count):
    """Names as rosters hold them; every tenth comes from a unit with a long name."""
    return [
        {"name": f"{FAMILY[at % 5]} {MIDDLE[at % 3]} {GIVEN[at % 4]} {at}", "birthday": f"{at % 28 + 1:02}/10/1975",
         "candidate": f"{at:03}", "unit": UNIT if at % 10 == 0 else f"Thôn {at}"}
        for at in range(1, count + 1)
    ]  # fmt: skip


def room(name, rows):
    """The roster of a room."""
    return SignList("DANH SÁCH THÍ SINH", (name,), (("Thời gian:", ""),), rows, columns="exam", count="Có mặt:",
                    signers=("GIÁM THỊ", ""))  # fmt: skip


def made(course, *wanted):
    return sign_in(wanted, plan_head(course, LOOK), LOOK, course.title)


def rows_of(page):
    """Heights of the ruled rows of a page below its head, in points, from the top."""
    edges = sorted({round(rule[1], 1) for rule in page.rules if rule[3] - rule[1] < 0.1 and rule[2] - rule[0] > 460})
    return [below - above for above, below in zip(edges, edges[1:], strict=False)][1:]


@pytest.fixture(scope="module")
def exam():
    """Bytes of the rosters of three rooms of 100, numbered through."""
    rows = [{**row, "number": str(number)} for number, row in enumerate(people(300), 1)]
    rooms = [room(f"Phòng thi {at // 100 + 1}", rows[at : at + 100]) for at in (0, 100, 200)]
    return made(course_of("nd-30-2020"), *rooms)


def test_blank_rows_fill_every_page_and_are_high_enough_to_sign_in():
    pages = pages_of(made(course_of("hd-36-2018"), plan_sign_in(course_of("hd-36-2018"), LOOK))[0])
    heights = [rows_of(page) for page in pages]
    assert min(min(page) for page in heights) >= LEAST_ROW * MM and sum(map(len, heights)) >= lists().rows
    assert max(rule[3] for rule in pages[0].rules) > (297 - 20 - 10) * MM
    last = [line for line in pages[-1].texts if line.text.isdigit()]
    assert len(last) == len(heights[-1]) and last[-1].text == str(sum(map(len, heights)))
    signed = pages[-1].find("NGƯỜI LẬP")
    assert 20 * MM < (297 - 20) * MM - signed.base < 40 * MM


@pytest.mark.parametrize("expected", [1, 16, 17, 40, 60, 120])
def test_as_many_rows_as_people_are_expected_on_as_few_pages_as_hold_them(expected):
    course = course_of("nd-30-2020", event={"name": "Hội nghị", "expected": str(expected)})
    data, count = made(course, plan_sign_in(course, LOOK))
    pages = pages_of(data)
    rows = [len(rows_of(page)) for page in pages]
    assert sum(rows) >= expected and len(pages) == count
    assert len(pages) == 1 or sum(rows) - rows[-1] - rows[0] < expected


def test_every_one_of_three_hundred_people_stands_whole_in_a_row(exam):
    data, _ = exam
    pages = pages_of(data)
    names = [row["name"] for row in people(300)]
    found = [line.text for page in pages for line in page.texts if line.text in set(names)]
    assert sorted(found) == sorted(names)
    for page in pages:
        lines = sorted({rule[1] for rule in page.rules if rule[2] - rule[0] > 300})
        for line in page.texts:
            if lines and lines[0] < line.base < lines[-1]:
                assert not any(line.top + 1 < edge < line.base for edge in lines), line.text


def test_rows_with_long_units_are_higher_and_none_is_lower_than_a_hand_needs(exam):
    heights = [height for page in pages_of(exam[0]) for height in rows_of(page)]
    assert len(heights) == 300
    assert min(heights) >= LEAST_ROW * MM and max(heights) > min(heights) + 5


def test_each_room_begins_on_a_sheet_of_its_own_with_its_head_and_numbers(exam):
    data, count = exam
    pages = pages_of(data)
    firsts = [number for number, page in enumerate(pages, 1) if page.has("Phòng thi")]
    assert len(firsts) == 3 and all(number % 2 for number in firsts) and len(pages) == count
    assert all(pages[number - 1].has("CỘNG HÒA XÃ HỘI") for number in firsts)
    for first, end in zip(firsts, [*firsts[1:], count + 1], strict=True):
        used = [page for page in pages[first - 1 : end - 1] if page.texts]
        assert not used[0].has("Trang 1/")
        assert all(page.has(f"Trang {at}/{len(used)}") for at, page in enumerate(used[1:], 2))
        assert len(rows_of(used[-1])) >= CLOSING_ROWS and used[-1].has("GIÁM THỊ")


def test_bookmarks_lead_to_each_room(exam):
    with pikepdf.open(BytesIO(exam[0])) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [f"DANH SÁCH THÍ SINH - Phòng thi {at}" for at in (1, 2, 3)]
        assert len({str(entry.destination) for entry in outline.root}) == 3


@pytest.mark.parametrize("count", [1, 2, 17, 18, 19, 20, 21, 22, 40, 41, 42, 43, 44, 45, 46])
def test_signatures_never_stand_alone(count):
    pages = pages_of(made(course_of("nd-30-2020"), room("Phòng 1", people(count)))[0])
    assert pages[-1].has("GIÁM THỊ") and len(rows_of(pages[-1])) >= min(count, CLOSING_ROWS)
    assert sum(len(rows_of(page)) for page in pages) == count


def test_one_table_is_heard_its_head_once_each_person_in_order(exam, elements):
    found = elements(exam[0])
    kinds = [kind for kind, _ in found]
    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("H1")) == (3, 18, 3)
    heard = [text for kind, text in found if kind == "P" and text.split(" ")[0] in FAMILY]
    assert heard == [row["name"] for row in people(300)]


@pytest.mark.parametrize("rule", HEADS)
def test_lists_under_every_head_keep_both_standards(rule, tmp_path, faults):
    course = course_of(rule, dateline=None)
    data, _ = made(course, plan_sign_in(course, LOOK), room("Phòng thi 1", people(30)))
    file = tmp_path / "sign-in.pdf"
    file.write_bytes(data)
    assert faults(file) == []


def test_nothing_stands_within_eight_millimetres_of_the_edge(exam):
    for page in pages_of(exam[0]):
        spots = [(line.left, line.top, line.right, line.bottom) for line in page.texts] + page.rules
        assert all(x0 >= 8 * MM and y0 >= 8 * MM and x1 <= 202 * MM and y1 <= 289 * MM for x0, y0, x1, y1 in spots)


def test_the_maker_gives_one_file_with_its_pages_and_the_same_bytes_again():
    course = course_of("hd-36-2018")
    first, second = (list(files(Materials(course, LOOK))) for _ in range(2))
    assert [(product.name, product.pages) for product in first] == [("sign-in.pdf", 2)]
    assert first[0].data == second[0].data


def test_a_course_that_says_nothing_still_has_its_list():
    course = Course.model_validate({"id": "thu", "title": "Dân vận khéo"})
    (product,) = files(Materials(course, LOOK))
    page = pages_of(product.data)[0]
    assert page.has("DANH SÁCH ĐẠI BIỂU KÝ THAM DỰ") and page.has("Dân vận khéo") and page.has("Địa điểm:")
