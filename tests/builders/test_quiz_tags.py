"""The printed quiz as it is read aloud: questions as lists, keys as tables, fields in words, and nothing left out."""

from io import BytesIO

import pikepdf
import pytest

from app.work import check, course_folder
from assets.look import load_look
from builders.answer_key import answer_text, score
from builders.product import Materials
from builders.quiz import files
from course.items import LETTERS
from course.text import normal, plain
from plan.form import plan_forms, print_mark

LOOK = load_look().mono()


@pytest.fixture(scope="module")
def quiz():
    """The first paper of the first course, and its files by name."""
    course = check(course_folder(None), LOOK).course
    made = {product.name: product.data for product in files(Materials(course, load_look()))}
    return plan_forms(course, course.blueprints[0], 0), made


def spoken(form):
    """(kind, text) of all questions of a form of single choice."""
    for each in form.questions:
        yield "Lbl", f"Câu {each.number}."
        yield "P", normal(plain(each.question.stem))
        for at, option in enumerate(each.options):
            yield "Lbl", f"{LETTERS[at]}."
            yield "LBody", normal(option)


@pytest.mark.parametrize("at", range(4))
def test_a_booklet_is_read_question_by_question(quiz, heard, at):
    plan, made = quiz
    form = plan.forms[at]
    read = heard(made[f"quiz/booklet-{form.code}.pdf"])
    first, last = read.index(("Lbl", "Câu 1.")), len(read) - 2
    assert read[first:last] == list(spoken(form))
    assert [kind for kind, _ in read[:first]].count("H1") == 1
    assert {kind for kind, _ in (*read[:first], *read[last:])} == {"H1", "P"}


def test_of_a_booklet_only_its_foot_and_the_star_are_not_read(quiz, unheard):
    plan, made = quiz
    for form in plan.forms:
        pages = unheard(made[f"quiz/booklet-{form.code}.pdf"])
        mark = print_mark(plan.forms)
        foots = [f"Mã đề {form.code} · Trang {page}/{len(pages)} · Bản in {mark}" for page in range(1, len(pages) + 1)]
        assert [text.removeprefix("*") for text in pages] == foots


def test_the_key_is_read_row_by_row(quiz, heard):
    plan, made = quiz
    cells = [(kind, text) for kind, text in heard(made["quiz/key.pdf"]) if kind in ("TH", "TD")]
    codes = [form.code for form in plan.forms]
    head = [("TH", "Câu"), *(("TH", code) for code in codes)]
    rows = [
        [("TH", str(number)), *(("TD", answer_text(plan.keys[code][number - 1], LOOK)) for code in codes)]
        for number in range(1, len(plan.items) + 1)
    ]
    answers = cells[: (len(rows) + 3) * len(head)]
    assert [cell for start in (0, 10, 20) for row in (head, *rows[start : start + 10]) for cell in row] == answers
    marks = [text for kind, text in cells[len(answers) :] if kind == "TD" and text != "Số câu đúng"]
    count, scale = len(plan.items), plan.blueprint.scale
    assert marks == [score(right, count, scale) for right in range(count + 1)]


def test_the_key_has_its_parts_under_headings(quiz, heard):
    headings = [kind for kind, _ in heard(quiz[1]["quiz/key.pdf"]) if kind.startswith("H")]
    assert headings == ["H1", "H2", "H2", "H2"]


def test_the_explained_key_says_every_item_whole(quiz, heard):
    plan, made = quiz
    read = heard(made["quiz/key-explained.pdf"])
    for number, item in enumerate(plan.items, 1):
        at = read.index(("Lbl", f"{number}."))
        assert read[at + 1] == ("P", normal(plain(item.stem)))
        assert f"Giải thích: {normal(plain(item.explanation))}" in [text for _, text in read[at : at + 6]]


def alternatives(data):
    """The words of all figures, in the order of the tree."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_alternatives(pdf.Root.StructTreeRoot.K))


def _alternatives(kids):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/Alt" in kid:
                yield str(kid.Alt)
            yield from _alternatives(kid.get("/K", pikepdf.Array()))


def test_the_fields_of_the_answer_sheet_are_told_in_words(quiz):
    words = alternatives(quiz[1]["quiz/answer-sheet.pdf"])
    asked = [f"Câu {number}: các ô A, B, C, D để tô" for number in range(1, 31)]
    assert words[-30:] == asked
    assert words[0] == "STT / số báo danh, chữ số thứ 1: các ô từ 0 đến 9 để tô"
    assert len(words) == 3 + 3 + 1 + 1 + 30


def test_a_stencil_says_where_its_rings_are(quiz):
    plan, made = quiz
    key = plan.keys["102"]
    rings = [f"Câu {each.number}: vòng tròn quanh ô {LETTERS[each.right[0]]}" for each in key]
    digits = [f"Mã đề, chữ số thứ {at}: vòng tròn quanh ô {digit}" for at, digit in enumerate("102", 1)]
    assert alternatives(made["quiz/stencil-102.pdf"]) == rings + digits
