"""Short numbers on paper: bubbles where they fit, a frame where not; what sheet, booklet and stencil say of them."""

import json
from io import BytesIO

import pytest
from pdfminer.high_level import extract_text

from assets.look import load_look
from builders.product import Materials
from builders.quiz import files
from course.model import Course
from plan.form import plan_forms

ANSWERS = ("3,5", "-0,5", "1350")
LONG = ("3,5", "12500", "1350")
HOW = "bắt đầu từ cột bên trái"


def a_course(answers):
    own = [{"kind": "number", "answer": answer, "unit": "triệu đồng"} for answer in answers]
    own += [{"options": [{"text": "Nhân dân", "key": True}, {"text": "Cấp ủy"}]}] * 4 + [{"kind": "written"}]
    shared = {"use": "exam", "topic": "a", "level": "biet"}
    items = [{"id": f"c{n}", "stem": f"Mỗi hộ góp bao nhiêu ở thôn {n}?"} | shared | each for n, each in enumerate(own)]
    return Course.model_validate({
        "id": "thu", "title": "Đổi mới công tác dân vận", "items": items,
        "levels": [{"id": "biet", "name": "Biết"}], "topics": [{"id": "a", "name": "Chung"}],
        "blueprints": [{"id": "de", "title": "Đề kiểm tra", "kinds": ["single", "number", "written"],
                        "rows": [{"topic": "a", "counts": {"biet": len(items)}}]}],
    })  # fmt: skip


def made(course):
    """The forms with their keys, and the bytes of each file by its name."""
    products = files(Materials(course, load_look(), seed=0))
    return plan_forms(course, course.blueprints[0], 0), {product.name[5:]: product.data for product in products}


@pytest.fixture(scope="module")
def short():
    return made(a_course(ANSWERS))


@pytest.fixture(scope="module")
def long():
    return made(a_course(LONG))


def words(data):
    return " ".join(extract_text(BytesIO(data)).split())


def names(data, kind):
    """Of what is published of the questions."""
    return {each["name"] for each in json.loads(data)[kind] if each["name"].startswith("question.")}


def test_a_number_has_four_columns_of_bubbles(short):
    columns = {f"question.{number}.{column}" for number in (5, 6, 7) for column in (1, 2, 3, 4)}
    assert names(short[1]["layout.json"], "fields") == columns | {f"question.{number}" for number in (1, 2, 3, 4)}


def test_how_a_number_is_filled_in_is_said_only_where_one_is_asked(short):
    assert HOW in words(short[1]["answer-sheet.pdf"])
    assert HOW not in words(made(a_course(()))[1]["answer-sheet.pdf"])


def test_the_unit_stays_in_the_booklet(short):
    text = words(short[1]["booklet-101.pdf"])
    assert text.count("Đơn vị tính: triệu đồng") == 3 and "tô kín ô tròn (nếu có) dưới từng chữ số, dấu" in text


def test_a_stencil_leaves_to_the_key_what_has_no_bubbles(short):
    text = words(short[1]["stencil-101.pdf"])
    assert "Các câu 8 chấm theo đáp án." in text and "Câu ghi đáp số mà tô khác các vòng" in text
    assert f"Có {4 + sum(map(len, ANSWERS))} vòng." in text


def test_another_right_number_changes_no_byte_of_the_paper(short):
    other = made(a_course(("7", "-125", "0,25")))[1]
    paper = [name for name in short[1] if name.startswith(("booklet", "answer-sheet", "layout"))]
    assert len(paper) == 6
    assert [name for name in paper if other[name] != short[1][name]] == []
    assert other["stencil-101.pdf"] != short[1]["stencil-101.pdf"]


def test_a_number_too_long_for_the_columns_has_a_frame_on_all_forms_and_is_marked_by_hand(long):
    quiz, made_files = long
    framed = sorted({answer.number for key in quiz.keys.values() for answer in key if answer.value == "12500"})
    boxes = names(made_files["layout.json"], "boxes")
    assert {f"question.{number}" for number in framed} == boxes & {"question.5", "question.6", "question.7"}
    by_hand = ", ".join(map(str, [*framed, 8]))
    assert f"Các câu {by_hand} chấm theo đáp án." in words(made_files["stencil-101.pdf"])
