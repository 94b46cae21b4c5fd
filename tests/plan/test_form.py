"""Forms of one paper: the same questions, orders that differ, keys kept apart, nothing to be guessed from them."""

import dataclasses
import re
from collections import Counter
from itertools import combinations

import pytest

from course.model import Course
from plan.form import KINDS, Form, FormQuestion, Question, plan_forms, print_mark
from plan.sitting import widest_form

CODES = ("101", "102", "103", "104")


def single(n, key=None, options=4, pinned=()):
    texts = [f"Phương án {chr(65 + at)} của câu {n}" for at in range(options)]
    key = n % options if key is None else key
    return {"id": f"c{n:02}", "options": [
        {"text": text, "key": at == key, "pinned": at in pinned} for at, text in enumerate(texts)
    ]}  # fmt: skip


def cluster(n):
    statements = [{"text": f"Ý {at} của câu {n}", "answer": at % 2 == n % 2} for at in range(4)]
    return {"id": f"k{n:02}", "kind": "cluster", "statements": statements}


def a_quiz(items, seed=0, codes=CODES):
    for item in items:
        item.update(use="exam", topic="a", level="biet", stem=f"Nội dung của {item['id']} là gì?")
    kinds = list(dict.fromkeys(item.get("kind", "single") for item in items))
    course = Course.model_validate({
        "id": "thu", "title": "Khóa thử", "items": items, "levels": [{"id": "biet", "name": "Biết"}],
        "topics": [{"id": "a", "name": "Chủ đề"}],
        "blueprints": [{"id": "de", "title": "Đề", "forms": list(codes), "kinds": kinds,
                        "rows": [{"topic": "a", "counts": {"biet": len(items)}}]}],
    })  # fmt: skip
    return plan_forms(course, course.blueprints[0], seed)


def thirty():
    return [single(n) for n in range(30)]


def letters(quiz, code):
    return [answer.right[0] for answer in quiz.keys[code]]


def test_all_forms_ask_the_same_questions_in_orders_of_their_own():
    quiz = a_quiz(thirty())
    orders = {tuple(each.question.id for each in form.questions) for form in quiz.forms}
    assert [form.code for form in quiz.forms] == list(CODES)
    assert len(orders) == 4
    assert {frozenset(order) for order in orders} == {frozenset(item.id for item in quiz.items)}
    assert all([each.number for each in form.questions] == list(range(1, 31)) for form in quiz.forms)


def test_the_key_of_a_form_points_to_the_right_text():
    quiz = a_quiz(thirty())
    right = {item.id: next(option.text for option in item.options if option.key) for item in quiz.items}
    for form in quiz.forms:
        for each, answer in zip(form.questions, quiz.keys[form.code], strict=True):
            assert answer.item == each.question.id
            assert each.options[answer.right[0]] == right[answer.item]


def test_options_are_all_there_and_pinned_ones_keep_their_place():
    quiz = a_quiz([single(n, pinned=(3,)) for n in range(20)])
    for form in quiz.forms:
        assert all(sorted(each.order) == [0, 1, 2, 3] and each.order[3] == 3 for each in form.questions)
    assert len({each.order for form in quiz.forms for each in form.questions}) == 6


def test_few_questions_stand_at_the_same_number_on_two_forms():
    quiz = a_quiz(thirty())
    for one, other in combinations(quiz.forms, 2):
        same = [a for a, b in zip(one.questions, other.questions, strict=True) if a.question.id == b.question.id]
        assert len(same) <= 2


def test_a_key_mended_after_printing_leaves_every_form_as_it_was():
    quiz, mended = a_quiz(thirty()), a_quiz([single(n, key=(n + 1) % 4) for n in range(30)])
    assert quiz.forms == mended.forms
    assert quiz.keys != mended.keys


def test_over_many_seeds_keys_items_and_options_stand_anywhere_equally_often():
    places, items, orders, seeds = Counter(), Counter(), Counter(), 600
    for seed in range(seeds):
        form = a_quiz([single(n, key=0) for n in range(12)], seed, ("101",)).forms[0]
        for each in form.questions:
            places[each.number, each.order.index(0)] += 1
            items[each.number, each.question.id] += 1
            orders[each.order] += 1
    assert chi_square(places, seeds / 4, 12 * 4) < 92  # 36 degrees of freedom beside the margins, p = 1e-6
    assert chi_square(items, seeds / 12, 12 * 12) < 205  # 121 degrees, p < 1e-5
    assert chi_square(orders, seeds * 12 / 24, 24) < 65  # 23 degrees, p < 1e-5


def chi_square(count, expected, cells):
    assert len(count) == cells
    return sum((n - expected) ** 2 / expected for n in count.values())


def test_the_same_seed_gives_the_same_forms_and_they_are_pinned():
    quiz = a_quiz(thirty(), 3)
    assert quiz == a_quiz(thirty(), 3)
    assert "".join("ABCD"[at] for at in letters(quiz, "101")) == "DCBADCBBABBDDCBDABBBCBCBCACBCC"
    assert quiz.forms != a_quiz(thirty(), 4).forms


def test_the_print_mark_changes_with_any_order_and_not_with_a_mended_stem():
    quiz = a_quiz(thirty(), 3)
    form, *others = quiz.forms
    first, second, *rest = form.questions
    stem = dataclasses.replace(first, question=dataclasses.replace(first.question, stem=()))
    turned = dataclasses.replace(first, order=first.order[::-1])
    assert re.fullmatch(r"[A-Z3-9]{5}", print_mark(quiz.forms))
    assert print_mark([Form("101", (stem, second, *rest)), *others]) == print_mark(quiz.forms)
    assert print_mark([Form("101", (turned, second, *rest)), *others]) != print_mark(quiz.forms)


def test_what_paper_knows_holds_no_key():
    assert {field.name for field in dataclasses.fields(Question)} == {
        "id", "kind", "stem", "options", "unit", "lines", "is_long",
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(FormQuestion)} == {"number", "question", "order"}
    assert {field.name for field in dataclasses.fields(Form)} == {"code", "questions"}


def number(n, answer):
    return {"id": f"s{n:02}", "kind": "number", "answer": answer}


@pytest.mark.parametrize("answer", ["7", "3,5", "-0,5", "12,5", "1350", "-125", "0,25", "-3"])
def test_numbers_of_up_to_four_characters_can_be_filled_in(answer):
    quiz = a_quiz([number(0, answer)])
    assert not quiz.forms[0].questions[0].question.is_long
    assert quiz.keys["101"][0].value == answer


@pytest.mark.parametrize("answer", ["12500", "-12,5", "10,25", "-1350", "0,125"])
def test_longer_numbers_cannot(answer):
    assert a_quiz([number(0, answer)]).forms[0].questions[0].question.is_long


def test_the_form_that_stands_for_all_orders_has_room_for_a_long_number_at_each():
    items = [number(n, "12500" if n == 3 else "3,5") for n in range(6)]
    quiz = a_quiz([*items, single(0)])
    assert [sum(each.question.is_long for each in form.questions) for form in quiz.forms] == [1] * 4
    widest = widest_form(quiz.items)
    assert [each.question.is_long for each in widest.questions] == [False, *[True] * 6]


def test_kinds_stand_in_parts_and_statements_keep_the_authors_order():
    items = [cluster(n) for n in range(4)] + [single(n) for n in range(6)]
    items += [{"id": "so", "kind": "number", "answer": "3,5", "unit": "hộ"}]
    items += [{"id": "viet", "kind": "written", "lines": 4}]
    quiz = a_quiz(items)
    for form in quiz.forms:
        assert [kind for kind, _ in form.parts] == [kind for kind in KINDS if kind != "multiple"]
        clusters = [each for each in form.questions if each.question.kind == "cluster"]
        assert all(each.order == (0, 1, 2, 3) for each in clusters)
    by_item = {answer.item: answer for answer in quiz.keys["101"]}
    assert by_item["k00"].truths == (True, False, True, False)
    assert by_item["so"].value == "3,5"
    assert by_item["viet"].right == () and by_item["viet"].value == ""


def test_the_key_of_several_right_options_names_them_all():
    item = {"id": "n", "kind": "multiple", "options": [
        {"text": "Một", "key": True}, {"text": "Hai"}, {"text": "Ba", "key": True}
    ]}  # fmt: skip
    quiz = a_quiz([item])
    for form in quiz.forms:
        printed = [form.questions[0].options[at] for at in quiz.keys[form.code][0].right]
        assert sorted(printed) == ["Ba", "Một"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_very_short_papers_get_the_fairest_forms_there_are(count):
    assert len(a_quiz([single(n, options=2) for n in range(count)]).forms) == 4


def test_two_dozen_forms_differ_from_each_other():
    codes = tuple(str(code) for code in range(101, 125))
    quiz = a_quiz(thirty(), 0, codes)
    for one, other in combinations(codes, 2):
        assert sum(a == b for a, b in zip(letters(quiz, one), letters(quiz, other), strict=True)) <= 15
