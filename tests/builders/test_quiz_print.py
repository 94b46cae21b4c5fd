"""The answer sheet and the stencils as they come out of a printer: at 150 dpi all lies where the geometry says."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import ImageFilter

from assets.look import load_look
from builders import answer_sheet, stencil
from builders.quiz_head import Heading
from course.model import Blueprint
from plan.form import Answer, Form, FormQuestion, Question
from plan.sheet import BUBBLE, TAG
from plan.sheet_plan import STATEMENTS, plan_sheet
from plan.tags import SIDE, black_modules

DPI = 150
MM = DPI / 25.4
NUMBERED = ("-0123456789", ",0123456789", ",0123456789", "0123456789")
NEAR = 0.3  # mm
INK = 100  # rings are black, the letters in them grey at 128
LOOK = load_look().mono()
HEADING = Heading("dan-van-ha-tinh-2022", "Đổi mới công tác dân vận", ("TỈNH ỦY HÀ TĨNH", "BAN DÂN VẬN"), "party")
BLUEPRINT = Blueprint(id="de-30-cau", title="Đề kiểm tra cuối khóa", rows=())

ASKED = {
    "thirty": [("single", 4)] * 30,
    "fifty": [("single", 4)] * 50,
    "kinds": [("single", 3)] * 6 + [("multiple", 5)] * 4 + [("cluster", 4)] * 3 + [("number", 0)] * 4
    + [("written", 0)] * 2,
    "two pages": [("single", 4)] * 70,
}


def a_form(asked):
    questions = [Question(str(at), kind, (), ("phương án",) * options) for at, (kind, options) in enumerate(asked)]
    return Form("104", tuple(
        FormQuestion(number, each, tuple(range(len(each.options)))) for number, each in enumerate(questions, 1)
    ))  # fmt: skip


def a_key(asked):
    for number, (kind, options) in enumerate(asked, 1):
        if kind == "cluster":
            yield Answer(number, str(number), truths=tuple((row + number) % 2 == 0 for row in range(options)))
        elif kind == "multiple":
            yield Answer(number, str(number), right=(0, options - 1))
        elif kind == "number":
            yield Answer(number, str(number), value=("-0,5", "3,5", "1350", "7")[number % 4])
        else:
            yield Answer(number, str(number), right=(number % options,) if options else ())


def seen(data):
    """Each page as a copier sees it: grey at 150 dpi."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    return [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]


def ink_around(image, x, y, reach, ink=INK):
    """Centroid of the ink in a square window, mm from its middle, and its pixels; None when there is none."""
    left, top = round((x - reach) * MM), round((y - reach) * MM)
    size = round(2 * reach * MM)
    window = image.crop((left, top, left + size, top + size)).tobytes()
    spots = [(at % size, at // size) for at, value in enumerate(window) if value < ink]
    if not spots:
        return None
    across = (left + sum(spot[0] + 0.5 for spot in spots) / len(spots)) / MM - x
    down = (top + sum(spot[1] + 0.5 for spot in spots) / len(spots)) / MM - y
    return across, down, len(spots)


@pytest.fixture(scope="module", params=ASKED.values(), ids=ASKED)
def printed(request):
    """A sheet, what was asked, and its pages as pictures."""
    form = a_form(request.param)
    sheet = plan_sheet([form], ("Đ", "S"))
    return sheet, request.param, form, seen(answer_sheet.build(sheet, HEADING, BLUEPRINT, len(request.param), LOOK))


def test_every_ring_is_centred_where_the_geometry_says(printed):
    sheet, _, _, images = printed
    for field in sheet.fields:
        for bubble in field.bubbles:
            found = ink_around(images[field.page - 1], bubble.x, bubble.y, BUBBLE / 2 + 0.3)
            assert found, (field.name, bubble.label)
            assert abs(found[0]) < NEAR and abs(found[1]) < NEAR, (field.name, bubble.label, found)
            assert found[2] > 0.5 * 3.1 * BUBBLE * 0.35 * MM * MM, "a ring, not a speck"


def test_marks_are_read_where_the_geometry_says_even_from_a_bad_copy(printed):
    sheet, _, _, images = printed
    worse = [image.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 255 * (value > 150)) for image in images]
    for tag in sheet.tags:
        for pictures in (images, worse):
            assert mark_at(pictures[tag.page - 1], tag) == set(black_modules(tag.id))


def mark_at(image, tag):
    side = TAG / SIDE
    corner = -TAG / 2 + side / 2
    return {
        (column, row) for column in range(SIDE) for row in range(SIDE)
        if image.getpixel((int((tag.x + corner + side * column) * MM), int((tag.y + corner + side * row) * MM))) < 128
    }  # fmt: skip


def test_a_bad_copy_still_says_which_ring_is_which():
    asked = ASKED["thirty"]
    sheet = plan_sheet([a_form(asked)], ("Đ", "S"))
    (image,) = seen(answer_sheet.build(sheet, HEADING, BLUEPRINT, len(asked), LOOK))
    worse = image.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 255 * (value > 150))
    top = sheet.field("question.1").bubbles
    assert all(ink_around(worse, bubble.x, bubble.y - 4.4, 0.9) for bubble in top)
    assert all(ink_around(worse, bubble.x - 5, bubble.y, 0.9) for bubble in sheet.field("candidate.1").bubbles)


def test_a_bad_copy_still_says_which_ring_of_a_number_and_of_a_later_part_is_which():
    asked = [("single", 4)] * 12 + [("cluster", 4)] * 4 + [("number", 0)] * 2
    sheet = plan_sheet([a_form(asked)], ("Đ", "S"))
    (image,) = seen(answer_sheet.build(sheet, HEADING, BLUEPRINT, len(asked), LOOK))
    worse = image.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 255 * (value > 150))
    first, comma = sheet.field("question.17.1").bubbles, sheet.field("question.17.2").bubbles[0]
    assert all(ink_around(worse, bubble.x - 5, bubble.y, 0.9) for bubble in (*first, comma))
    later = sheet.field("question.13.a").bubbles
    assert later[0].x == sheet.field("question.1").bubbles[0].x, "below questions with other letters"
    assert all(ink_around(worse, bubble.x, bubble.y - 4.4, 0.9) for bubble in later)


def test_the_square_code_names_course_paper_and_page(printed):
    _, _, _, images = printed
    for page, image in enumerate(images, 1):
        texts = [code.text for code in zxingcpp.read_barcodes(image)]
        places = [code for code in printed[0].codes if code.page == page]
        assert texts == [f"TAPHUAN/1/dan-van-ha-tinh-2022/de-30-cau/{page}"] * len(places)


def test_stencil_rings_lie_around_the_right_bubbles_and_around_no_other(printed):
    sheet, asked, form, _ = printed
    key = tuple(a_key(asked))
    images = seen(stencil.build(sheet, form, key, HEADING, LOOK, "MARK7"))
    right = dict(right_places(key))
    for field in sheet.fields:
        if not field.name.startswith("question."):
            continue
        for place, bubble in enumerate(field.bubbles):
            found = ink_around(images[field.page - 1], bubble.x, bubble.y, 3.6)
            if place in right.get(field.name, ()):
                assert abs(found[0]) < NEAR and abs(found[1]) < NEAR, (field.name, place, found)
                assert ink_around(images[field.page - 1], bubble.x, bubble.y, 1.7) is None, "the mark must be seen"
            else:
                assert found is None or found[2] < 25, (field.name, place, found)


def right_places(key):
    for answer in key:
        if answer.right:
            yield f"question.{answer.number}", answer.right
        for row, truth in enumerate(answer.truths):
            yield f"question.{answer.number}.{STATEMENTS[row]}", (0,) if truth else (1,)
        for column, (labels, mark) in enumerate(zip(NUMBERED, answer.value, strict=False), 1):
            yield f"question.{answer.number}.{column}", (labels.index(mark),)


def test_the_stencil_shows_the_digits_of_its_form(printed):
    sheet, asked, form, _ = printed
    image = seen(stencil.build(sheet, form, tuple(a_key(asked)), HEADING, LOOK, "MARK7"))[0]
    for at, digit in enumerate(form.code, 1):
        for bubble in sheet.field(f"form.{at}").bubbles:
            assert (ink_around(image, bubble.x, bubble.y, 3.6) is not None) == (bubble.label == digit)


def test_the_stencil_carries_the_marks_of_the_sheet(printed):
    sheet, asked, form, _ = printed
    images = seen(stencil.build(sheet, form, tuple(a_key(asked)), HEADING, LOOK, "MARK7"))
    assert all(mark_at(images[tag.page - 1], tag) == set(black_modules(tag.id)) for tag in sheet.tags)
