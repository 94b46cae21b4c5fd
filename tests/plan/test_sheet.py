"""The geometry of the answer sheet: nothing meets, nothing leaves the paper, everything is published as it is drawn."""

import json
from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest

from plan.form import Form, FormQuestion, Question
from plan.sheet import BUBBLE, DOWN, PAGE, QR, TAG, TICK, layout
from plan.sheet_plan import plan_sheet
from plan.tags import PATTERNS, SIDE, black_modules

TRUTH = ("Đ", "S")
QUIET = 2.0


def question(kind, options):
    if kind == "long number":
        return Question(kind, "number", (), is_long=True)
    return Question(f"{kind}-{options}", kind, (), tuple(f"phương án {at}" for at in range(options)))


def a_form(*asked, code="101"):
    questions = [question(kind, options) for kind, options in asked]
    return Form(code, tuple(
        FormQuestion(number, each, tuple(range(len(each.options)))) for number, each in enumerate(questions, 1)
    ))  # fmt: skip


def a_sheet(*asked, code="101", personal=False):
    return plan_sheet([a_form(*asked, code=code)], TRUTH, personal=personal)


PAPERS = {
    "ten": [("single", 4)] * 10, "twenty": [("single", 4)] * 20, "thirty": [("single", 4)] * 30,
    "forty": [("single", 4)] * 40, "fifty": [("single", 4)] * 50, "fifty of five": [("single", 5)] * 50,
    "sixty": [("single", 4)] * 60, "one": [("single", 2)], "eight options": [("single", 8)] * 30,
    "two hundred": [("single", 4)] * 200, "uneven options": [("single", 2 + at % 7) for at in range(33)],
    "national": [("single", 4)] * 12 + [("cluster", 4)] * 4 + [("number", 0)] * 6,
    "numbers": [("number", 0)] * 25, "ten numbers": [("number", 0)] * 10,
    "a full page before numbers": [("single", 2)] * 38 + [("number", 0)] * 3,
    "long and short numbers": [("long number", 0), ("number", 0)] * 4 + [("written", 0)] * 8,
    "clusters of six": [("cluster", 6)] * 9,
    "all kinds": [("single", 4)] * 8 + [("multiple", 6)] * 5 + [("cluster", 4)] * 3 + [("number", 0)] * 3
    + [("written", 0)] * 2,
}  # fmt: skip


def areas(sheet, page):
    """(left, top, right, bottom) of all that is printed on a page, marks with their quiet zone."""
    tags = [(tag.x, tag.y, TAG / 2 + QUIET, TAG / 2 + QUIET) for tag in sheet.tags if tag.page == page]
    printed = (*sheet.boxes, *sheet.codes, *sheet.ticks)
    boxes = [(box.x, box.y, box.w / 2, box.h / 2) for box in printed if box.page == page]
    rings = [(b.x, b.y, BUBBLE / 2, BUBBLE / 2) for f in sheet.fields if f.page == page for b in f.bubbles]
    return [(x - w, y - h, x + w, y + h) for x, y, w, h in (*tags, *boxes, *rings)]


@pytest.mark.parametrize("personal", [False, True])
@pytest.mark.parametrize("asked", PAPERS.values(), ids=PAPERS)
def test_nothing_on_a_page_touches_anything_else_or_leaves_the_paper(asked, personal):
    sheet = a_sheet(*asked, personal=personal)
    for page in range(1, sheet.pages + 1):
        found = areas(sheet, page)
        assert all(l > 8 and t > 8 and r < PAGE[0] - 8 and b < PAGE[1] - 8 for l, t, r, b in found)  # noqa: E741
        for a, b in combinations(found, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)


@pytest.mark.parametrize("asked", PAPERS.values(), ids=PAPERS)
def test_every_question_has_its_place_and_room_for_each_option(asked):
    sheet = a_sheet(*asked)
    for number, (kind, options) in enumerate(asked, 1):
        name = f"question.{number}"
        if kind == "cluster":
            labels = [[b.label for b in sheet.field(f"{name}.{letter}").bubbles] for letter in "abcdef"[:options]]
            assert labels == [list(TRUTH)] * options
        elif kind in ("long number", "written"):
            assert [box.kind for box in sheet.boxes if box.name == name] == ["mark" if kind == "written" else "write"]
        elif kind == "number":
            labels = ["".join(b.label for b in sheet.field(f"{name}.{column}").bubbles) for column in (1, 2, 3, 4)]
            assert labels == ["-0123456789", ",0123456789", ",0123456789", "0123456789"]
            squares = [box for box in sheet.boxes if box.name.startswith(f"{name}.")]
            assert [(box.name, box.kind) for box in squares] == [(f"{name}.{at}", "write") for at in (1, 2, 3, 4)]
        else:
            field = sheet.field(name)
            assert "".join(bubble.label for bubble in field.bubbles) == "ABCDEFGH"[:options]
            assert field.multi is (kind == "multiple")


@pytest.mark.parametrize("asked", PAPERS.values(), ids=PAPERS)
def test_rows_keep_their_pitch_and_columns_read_downwards(asked):
    sheet = a_sheet(*asked)
    for page in range(1, sheet.pages + 1):
        answers = [f for f in sheet.fields if f.page == page and f.name.startswith("question")]
        rows = [field.bubbles for field in answers if field.bubbles[0].y == field.bubbles[-1].y]
        for row in rows:
            assert {round(b.x - a.x, 2) for a, b in zip(row, row[1:], strict=False)} <= {10.0}
        for above, below in zip(rows, rows[1:], strict=False):
            assert below[0].x > above[0].x or below[0].y - above[0].y >= DOWN - 0.01


def test_papers_of_twenty_to_fifty_questions_take_one_page():
    assert {a_sheet(*[("single", 4)] * count).pages for count in range(20, 61)} == {1}
    assert a_sheet(*PAPERS["two hundred"]).pages == 4


def test_the_national_format_takes_two_pages_and_ten_numbers_no_more():
    for personal in (False, True):
        assert a_sheet(*PAPERS["national"], personal=personal).pages == 2
        assert a_sheet(*PAPERS["ten numbers"], personal=personal).pages == 2
        assert a_sheet(*PAPERS["national"], *[("number", 0)] * 4, personal=personal).pages <= 3


def test_rings_of_numbers_leave_2_mm_between_them_and_stand_below_their_square():
    sheet = a_sheet(*PAPERS["numbers"])
    for page in range(1, sheet.pages + 1):
        found = [b for f in sheet.fields if f.page == page and f.name.startswith("question") for b in f.bubbles]
        assert min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(found, 2)) >= BUBBLE + 2
    for field in sheet.fields:
        if field.name.startswith("question"):
            square = next(box for box in sheet.boxes if box.name == field.name)
            assert (square.page, square.x) == (field.page, field.bubbles[0].x) and square.y < field.bubbles[0].y
            assert len({bubble.x for bubble in field.bubbles}) == 1


def test_a_digit_stands_at_one_height_in_all_columns_of_a_page():
    sheet = a_sheet(*PAPERS["ten numbers"])
    sevens = {(f.page, b.y) for f in sheet.fields if f.name.startswith("question") for b in f.bubbles if b.label == "7"}
    assert len(sevens) == sheet.pages


def test_a_number_that_is_long_on_one_form_is_written_by_hand_on_the_sheet_of_all():
    short, long = ("number", 0), ("long number", 0)
    sheet = plan_sheet([a_form(short, short, short), a_form(short, long, short, code="102")], TRUTH)
    assert [box.name for box in sheet.boxes if box.name == "question.2"] == ["question.2"]
    assert {field.name for field in sheet.fields if field.name.startswith("question")} == {
        f"question.{number}.{column}" for number in (1, 3) for column in (1, 2, 3, 4)
    }


def test_eight_marks_stand_15_mm_inside_and_tell_corner_and_page():
    sheet = a_sheet(*PAPERS["two hundred"])
    assert len({tag.id for tag in sheet.tags}) == len(sheet.tags) == 8 * sheet.pages
    assert all(15 <= tag.x <= PAGE[0] - 15 and 15 <= tag.y <= PAGE[1] - 15 for tag in sheet.tags)
    assert [tag.id for tag in sheet.tags if tag.page == 1] == list(range(8))
    assert 7 <= TAG <= 8 and QR >= 22


def test_the_codes_of_the_form_and_of_the_candidate_have_a_column_a_digit():
    for code, digits in (("101", 3), ("1042", 4)):
        sheet = a_sheet(*PAPERS["thirty"], code=code)
        columns = [field for field in sheet.fields if field.name.startswith("form.")]
        assert [field.name for field in columns] == [f"form.{at + 1}" for at in range(digits)]
        assert all([b.label for b in field.bubbles] == list("0123456789") for field in columns)
        assert sum(field.name.startswith("candidate.") for field in sheet.fields) == 3


def test_a_personal_sheet_has_two_codes_far_apart_and_nothing_to_fill_in_but_answers():
    blank, personal = (a_sheet(*PAPERS["two hundred"], personal=personal) for personal in (False, True))
    for page in range(1, personal.pages + 1):
        left, right = (code for code in personal.codes if code.page == page)
        assert abs(left.x - right.x) > 100 and min(left.w, right.w) >= 22
    answers = [field for field in blank.fields if field.name.startswith("question.")]
    assert list(personal.fields) == answers
    assert personal.is_personal and not blank.is_personal


def test_a_blank_sheet_has_a_second_code_at_another_place_where_the_answers_leave_room():
    roomy = ("ten", "twenty", "thirty", "fifty", "numbers", "national", "all kinds")
    for name, asked in PAPERS.items():
        sheet = a_sheet(*asked)
        second = [code for code in sheet.codes if code.name == "code.2"]
        assert all(abs(code.x - sheet.codes[0].x) > 100 and code.w >= 22 for code in second)
        if name in roomy:
            assert len(second) == sheet.pages, name
    assert len(a_sheet(*PAPERS["forty"]).codes) == 1


LONG_COLUMNS = [[("cluster", statements)] * count for count in range(10, 30) for statements in (2, 3, 4)]


@pytest.mark.parametrize("asked", [*PAPERS.values(), *LONG_COLUMNS])
def test_nothing_stands_within_3_mm_of_a_code(asked):
    for sheet in (a_sheet(*asked), a_sheet(*asked, personal=True)):
        for code in sheet.codes:
            reach = code.w / 2 + 2.9
            assert all(max(abs(tag.x - code.x), abs(tag.y - code.y)) >= reach + TAG / 2 for tag in sheet.tags)
            for left, top, right, bottom in areas(replace(sheet, tags=()), code.page):
                if abs((left + right) / 2 - code.x) > 0.1 or abs((top + bottom) / 2 - code.y) > 0.1:
                    beside = right <= code.x - reach or left >= code.x + reach
                    assert beside or bottom <= code.y - reach or top >= code.y + reach


@pytest.mark.parametrize("personal", [False, True])
def test_a_bar_stands_beside_every_row_of_bubbles_but_where_a_mark_is(personal):
    sheet = a_sheet(*PAPERS["all kinds"], personal=personal)
    marks = [tag.y for tag in sheet.tags]
    for page in range(1, sheet.pages + 1):
        rows = {bubble.y for field in sheet.fields if field.page == page for bubble in field.bubbles}
        bars = [tick.y for tick in sheet.ticks if tick.page == page]
        assert set(bars) <= rows
        assert all(b - a >= 2.4 for a, b in zip(bars, bars[1:], strict=False))
        for y in rows:
            assert min(abs(y - bar) for bar in bars) < 2.4 or min(abs(y - mark) for mark in marks) <= 9.4
    assert {(tick.w, tick.h) for tick in sheet.ticks} == {TICK}
    assert json.loads(json.dumps(layout(sheet)))["ticks"][0]["y"] == min(tick.y for tick in sheet.ticks)


def test_one_sheet_has_room_for_the_form_that_asks_most_at_a_number():
    few, many = a_form(("single", 3), ("single", 5)), a_form(("single", 5), ("single", 3), code="102")
    sheet = plan_sheet([few, many], TRUTH)
    assert [len(sheet.field(f"question.{number}").bubbles) for number in (1, 2)] == [5, 5]


def test_the_published_geometry_says_what_the_sheet_says():
    sheet = a_sheet(*PAPERS["all kinds"])
    published = json.loads(json.dumps(layout(sheet)))
    assert (published["unit"], published["origin"], published["page_size"]) == ("mm", "top-left", [210.0, 297.0])
    field = next(field for field in published["fields"] if field["name"] == "question.9")
    bubble = sheet.field("question.9").bubbles[2]
    assert field["page"] == 1 and field["multi"] is True
    assert field["options"][2] == {"label": "C", "x": bubble.x, "y": bubble.y, "r": 2.3}
    assert published["fiducials"][0] == {"page": 1, "id": 0, "x": 16.0, "y": 16.0, "size": 7.5, "dictionary": "4x4_50"}
    assert published["qr"][0] == {"page": 1, "x": 35.0, "y": 93.0, "w": 24.0, "h": 24.0}
    assert {box["name"] for box in published["boxes"]} >= {"name", "unit", "birthday", "question.17.1", "question.20"}
    field = next(field for field in published["fields"] if field["name"] == "question.17.2")
    assert [option["label"] for option in field["options"]] == list(",0123456789") and field["multi"] is False


def turned(bits):
    return tuple(bits[4 * (3 - column) + row] for row in range(4) for column in range(4))


def bits(tag):
    black = set(black_modules(tag))
    return tuple(int((column, row) not in black) for row in range(1, 5) for column in range(1, 5))


def test_the_marks_are_those_of_the_public_dictionary():
    assert [tuple(pattern.to_bytes(2, "big")) for pattern in PATTERNS[:2]] == [(181, 50), (15, 154)]
    assert len(set(PATTERNS)) == 48
    for tag in (0, 31, 47):
        border = {(c, r) for c in range(SIDE) for r in range(SIDE) if c in (0, 5) or r in (0, 5)}
        assert border <= set(black_modules(tag))
        assert int("".join(map(str, bits(tag))), 2) == PATTERNS[tag]


def test_no_mark_can_be_taken_for_another_or_for_itself_turned():
    faces = {}
    for tag in range(48):
        face = bits(tag)
        for turn in range(4):
            faces[tag, turn] = face
            face = turned(face)
    for (one, a), (other, b) in combinations(faces, 2):
        distance = sum(x != y for x, y in zip(faces[one, a], faces[other, b], strict=True))
        assert distance >= 2, (one, a, other, b)
