"""Papers of a sitting: fair as chance, never the same side by side, each to be made again alone."""

from collections import Counter
from itertools import pairwise

import pytest

from course.model import Course
from plan.form import plan_forms
from plan.roster import Person
from plan.sitting import Sitting, check_digit, code_text, copies, copy_form, number_text, proof, sitting_id, together

CRITICAL = {3: 16.27, 29: 58.30}
"""Chi-square at one in a thousand, by degrees of freedom."""


def a_sitting(questions=30, *, people=0, spares=0, seed="7", forms=False, pinned=None):
    items = [{"id": f"c{n:02}", "use": "exam", "topic": "a", "level": "biet", "stem": f"Nội dung câu {n} là gì?",
              "options": [{"text": f"Phương án {at} của câu {n}", "key": at == n % 4, "pinned": at == pinned}
                          for at in range(4)]} for n in range(questions)]  # fmt: skip
    course = Course.model_validate({
        "id": "thu", "title": "Thử", "items": items, "levels": [{"id": "biet", "name": "Biết"}],
        "topics": [{"id": "a", "name": "Chung"}],
        "blueprints": [{"id": "de", "title": "Đề", "rows": [{"topic": "a", "counts": {"biet": questions}}]}],
    })  # fmt: skip
    quiz = plan_forms(course, course.blueprints[0], seed)
    seated = tuple(Person(row, f"Nguyễn Văn {row}") for row in range(1, people + 1))
    return Sitting("ACDEF", quiz.blueprint, quiz.items, seed, seated, spares, bytes(32), quiz.forms if forms else ())


def chi_square(counts, expected):
    return sum((count - expected) ** 2 / expected for count in counts)


@pytest.fixture(scope="module")
def ten_thousand():
    return [copy.form for copy in copies(a_sitting(people=10_000))]


def test_every_place_of_the_key_is_as_likely(ten_thousand):
    asked = (each for form in ten_thousand for each in form.questions)
    places = Counter(each.order.index(int(each.question.id[1:]) % 4) for each in asked)
    assert chi_square([places[at] for at in range(4)], 300_000 / 4) < CRITICAL[3]


def test_every_question_is_as_likely_at_every_number(ten_thousand):
    for question in ("c00", "c13", "c29"):
        numbers = Counter(next(each.number for each in form.questions if each.question.id == question)
                          for form in ten_thousand)  # fmt: skip
        assert chi_square([numbers[at] for at in range(1, 31)], 10_000 / 30) < CRITICAL[29]


def test_what_follows_what_is_as_likely(ten_thousand):
    after = Counter(right.question.id for form in ten_thousand
                    for left, right in pairwise(form.questions) if left.question.id == "c05")  # fmt: skip
    assert set(after) == {f"c{n:02}" for n in range(30)} - {"c05"}
    assert chi_square(after.values(), sum(after.values()) / 29) < CRITICAL[29]


def test_all_forms_hold_all_questions_and_no_two_are_the_same(ten_thousand):
    asked = {f"c{n:02}" for n in range(30)}
    assert all({each.question.id for each in form.questions} == asked for form in ten_thousand)
    assert len({form.questions for form in ten_thousand}) == 10_000


def test_pinned_options_stay(ten_thousand):
    pinned = [copy.form for copy in copies(a_sitting(people=200, pinned=3))]
    assert all(each.order[3] == 3 for form in pinned for each in form.questions)
    assert any(each.order[3] != 3 for form in ten_thousand[:20] for each in form.questions)


@pytest.mark.parametrize("questions", [1, 2, 3, 30])
def test_neighbours_never_have_the_same_paper(questions):
    forms = [copy.form.questions for copy in copies(a_sitting(questions, people=400))]
    assert all(left != right for left, right in pairwise(forms))


@pytest.mark.parametrize("questions", [1, 2, 30])
def test_any_copy_can_be_made_again_alone(questions):
    sitting = a_sitting(questions, people=60, spares=5)
    made = list(copies(sitting))
    assert [copy_form(sitting, copy.number) for copy in made] == [copy.form for copy in made]
    assert list(copies(sitting, 31, 50)) == made[30:50]


def test_forms_of_the_blueprint_go_round_in_the_order_of_the_list():
    made = list(copies(a_sitting(people=10, spares=2, forms=True)))
    assert [copy.form.code for copy in made] == ["101", "102", "103", "104"] * 3
    assert [copy.person.row if copy.person else None for copy in made] == [*range(1, 11), None, None]


def test_another_seed_gives_other_papers():
    one, two = (next(copies(a_sitting(people=1, seed=seed))).form for seed in "12")
    assert one.questions != two.questions


def test_a_check_digit_finds_every_wrong_digit_and_most_swaps():
    for number in range(0, 10_000, 37):
        text = f"{number:04}"
        wrong = [text[:at] + digit + text[at + 1:] for at in range(4) for digit in "0123456789" if digit != text[at]]
        assert all(check_digit(other) != check_digit(text) for other in wrong)
    swaps = [(a + b, b + a) for a in "0123456789" for b in "0123456789" if a != b]
    assert sum(check_digit(left) == check_digit(right) for left, right in swaps) <= 2
    assert number_text(42, 4) == f"0042-{check_digit('0042')}"


def test_a_code_names_exam_copy_and_page_and_nothing_else():
    sitting = a_sitting(people=3)
    said = code_text(sitting, 3, 2)
    assert said.startswith("T1/ACDEF/3/2/")
    assert set(said) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert said.rpartition("/")[2] == proof(bytes(32), "T1/ACDEF/3/2")
    assert proof(bytes(32), "T1/ACDEF/3/2") != proof(b"\1" * 32, "T1/ACDEF/3/2")
    assert len({code_text(sitting, copy, page) for copy in range(1, 200) for page in (1, 2)}) == 398


def test_a_sitting_is_named_by_all_that_makes_it():
    assert sitting_id("khoa", "v1", 7) == sitting_id("khoa", "v1", 7) != sitting_id("khoa", "v1", 8)
    assert len(sitting_id("khoa")) == 5


def test_envelopes_are_counted_by_session_and_room():
    people = [Person(1, "A", room="1", session="s"), Person(2, "B", room="1", session="s"), Person(3, "C", room="2")]
    assert list(together(people)) == [("s", "1", 2), ("", "2", 1)]
