"""Choosing items for a paper: cells filled, practice left alone, twins avoided, the same for the same seed."""

from collections import Counter

import pytest

from course.model import Course
from plan.blueprint import BankTooSmallError, CannotDrawError, choose, problems, proofs
from plan.form import plan_forms

LEVELS = ("biet", "hieu", "van-dung")
NEED = {"a": (3, 1, 0), "b": (4, 5, 3), "c": (2, 1, 1), "d": (3, 2, 1), "e": (1, 1, 2)}


def an_item(name, topic, level, use="exam", paragraph=None, key="Đảng lãnh đạo"):
    options = [{"text": key, "key": True}, {"text": "Nhà nước quản lý"}, {"text": f"Nhân dân làm chủ {name}"}]
    cites = [f"bao/{paragraph}"] if paragraph else []
    return {"id": name, "use": use, "topic": topic, "level": level, "stem": f"Câu {name}?", "options": options,
            "cites": cites}  # fmt: skip


def a_bank(each=8, practice=4):
    """So many exam and practice items in every cell, all proved by paragraphs of their own."""
    cells = [(topic, level) for topic in NEED for level in LEVELS]
    items = []
    for at, (topic, level) in enumerate(cells):
        items += [an_item(f"{topic}-{level}-{n}", topic, level, paragraph=100 * at + n + 1) for n in range(each)]
        items += [an_item(f"{topic}-{level}-lt{n}", topic, level, use="practice") for n in range(practice)]
    return items


def a_course(items, need=NEED, **blueprint):
    rows = [{"topic": topic, "counts": dict(zip(LEVELS, counts, strict=True))} for topic, counts in need.items()]
    return Course.model_validate({
        "id": "thu", "title": "Khóa thử", "items": items,
        "levels": [{"id": level, "name": level} for level in LEVELS],
        "topics": [{"id": topic, "name": topic} for topic in need],
        "blueprints": [{"id": "de-30", "title": "Đề 30 câu", "rows": rows, **blueprint}],
    })  # fmt: skip


def chosen(course, seed=0):
    return choose(course, course.blueprints[0], seed)


def test_every_cell_is_filled_exactly_and_from_exam_items_alone():
    items = chosen(a_course(a_bank()))
    cells = Counter((item.topic, item.level) for item in items)
    wanted = {(topic, level): n for topic, counts in NEED.items() for level, n in zip(LEVELS, counts, strict=True)}
    assert cells == +Counter(wanted)
    assert {item.use for item in items} == {"exam"}
    assert len({item.id for item in items}) == 30


def test_items_of_other_kinds_are_left_alone():
    items = a_bank()
    several = [{**item, "id": f"{item['id']}-m", "kind": "multiple"} for item in items]
    assert {item.kind for item in chosen(a_course(several + items))} == {"single"}
    assert {item.kind for item in chosen(a_course(several, kinds=["multiple"]))} == {"multiple"}


def test_the_same_seed_chooses_the_same_and_seeds_differ():
    course = a_course(a_bank())
    assert chosen(course, 5) == chosen(course, 5)
    assert len({tuple(item.id for item in chosen(course, seed)) for seed in range(20)}) == 20


def test_the_choice_is_pinned_across_machines_and_versions():
    need = {"a": (1, 1, 1)}
    assert [item.id for item in chosen(a_course(a_bank(), need), 7)] == ["a-biet-3", "a-hieu-3", "a-van-dung-3"]


def test_an_item_added_to_one_cell_leaves_the_other_cells_as_they_were():
    before = {item.id for item in chosen(a_course(a_bank()))}
    after = {item.id for item in chosen(a_course([*a_bank(), an_item("moi", "b", "hieu", paragraph=9999)]))}
    assert {name for name in before ^ after if not name.startswith("b-hieu")} <= {"moi"}


def test_two_items_with_one_paragraph_and_one_key_do_not_meet_where_there_is_choice():
    need = {"a": (2, 0, 0)}
    twins = [an_item(f"cau-{n}", "a", "biet", paragraph=14) for n in range(6)]
    other = an_item("cau-khac", "a", "biet", paragraph=15)
    for seed in range(10):
        assert "cau-khac" in {item.id for item in chosen(a_course([*twins, other], need), seed)}


def test_twins_are_avoided_across_cells_even_when_the_first_draw_meets_them():
    need = {"a": (1, 1, 0)}
    items = [an_item("a1", "a", "biet", paragraph=1), an_item("a2", "a", "biet", paragraph=2),
             an_item("b1", "a", "hieu", paragraph=1), an_item("b2", "a", "hieu", paragraph=2)]  # fmt: skip
    for seed in range(20):
        first, second = chosen(a_course(items, need), seed)
        assert not proofs(first) & proofs(second)


def test_twins_are_taken_rather_than_a_cell_left_empty():
    twins = [an_item(f"cau-{n}", "a", "biet", paragraph=14) for n in range(2)]
    assert len(chosen(a_course(twins, {"a": (2, 0, 0)}))) == 2


def test_a_key_mended_after_printing_leaves_the_choice_as_it_was():
    items = a_bank()
    mended = [{**item, "options": [{**option, "key": at == 1} for at, option in enumerate(item["options"])]}
              for item in items]  # fmt: skip
    for seed in range(20):
        before, after = (chosen(a_course(bank), seed) for bank in (items, mended))
        assert [item.id for item in before] == [item.id for item in after]


def test_a_bank_too_small_names_the_cell():
    with pytest.raises(BankTooSmallError) as caught:
        chosen(a_course(a_bank(each=2)))
    assert (caught.value.need, caught.value.have) == (3, 2)
    assert caught.value.cell == ("a", "biet")


def test_each_item_of_a_cell_is_as_likely_as_any_other():
    course = a_course(a_bank(each=5), {"a": (2, 0, 0)})
    count = Counter(item.id for seed in range(1000) for item in chosen(course, seed))
    assert len(count) == 5
    assert sum((n - 400) ** 2 / 400 for n in count.values()) < 18.5  # chi-square, 4 degrees of freedom, p = 0.001


def bound(items, **more):
    """The items with `group` or `excludes` set on some of them: id -> value."""
    return [item | {name: values[item["id"]] for name, values in more.items() if item["id"] in values}
            for item in items]  # fmt: skip


def test_items_that_give_each_other_away_never_meet():
    items = bound(a_bank(3), excludes={"b-biet-0": ["b-hieu-0", "c-biet-1"], "a-biet-1": ["b-hieu-0"]})
    seen = set()
    for seed in range(200):
        names = {item.id for item in chosen(a_course(items, {"a": (2, 1, 0), "b": (2, 2, 0), "c": (1, 0, 0)}), seed)}
        assert not ("b-biet-0" in names and names & {"b-hieu-0", "c-biet-1"})
        assert not {"a-biet-1", "b-hieu-0"} <= names
        seen |= names
    assert {"b-biet-0", "b-hieu-0", "c-biet-1", "a-biet-1"} <= seen


def test_items_that_belong_together_come_together_and_stand_side_by_side():
    group = {"a-biet-0": "tinh-huong", "a-biet-4": "tinh-huong", "b-hieu-2": "tinh-huong"}
    course = a_course(bound(a_bank(6), group=group))
    met = 0
    for seed in range(60):
        quiz = plan_forms(course, course.blueprints[0], seed)
        found = group.keys() & {item.id for item in quiz.items}
        assert len(found) in (0, 3)
        met += bool(found)
        for form in quiz.forms if found else ():
            order = [each.question.id for each in form.questions]
            at = order.index("a-biet-0")
            assert order[at : at + 3] == ["a-biet-0", "a-biet-4", "b-hieu-2"]
    assert 5 < met < 60


def test_a_group_with_an_item_that_no_cell_takes_stays_away():
    items = bound(a_bank(), group={"a-biet-0": "g", "a-van-dung-0": "g"})
    assert all("a-biet-0" not in {item.id for item in chosen(a_course(items), seed)} for seed in range(40))


def test_what_cannot_be_drawn_is_told_with_its_cell_and_numbers():
    items = bound(a_bank(2), excludes={"a-biet-0": ["a-biet-1"]})
    course = a_course(items, {"a": (2, 0, 0), "b": (1, 0, 0)})
    with pytest.raises(CannotDrawError) as caught:
        chosen(course)
    assert (caught.value.cell, caught.value.need, caught.value.have) == (("a", "biet"), 2, 1)
    (problem,) = problems(course)
    assert (problem.code, problem.path) == ("blueprint.cannot-draw", ("blueprints", 0, "rows"))
    assert list(problems(a_course(a_bank()))) == []


def test_a_tight_bank_of_pairs_is_drawn_all_the_same():
    pairs = {f"a-biet-{n}": [f"a-biet-{n + 1}"] for n in range(0, 12, 2)}
    course = a_course(bound(a_bank(12), excludes=pairs), {"a": (6, 0, 0), "b": (1, 0, 0)})
    assert len(chosen(course)) == 7


def test_forms_that_draw_their_own_items_have_none_in_common():
    course = a_course(a_bank(25), draw="each")
    quiz = plan_forms(course, course.blueprints[0], 3)
    asked = [{each.question.id for each in form.questions} for form in quiz.forms]
    assert [len(each) for each in asked] == [30] * 4
    assert len(set().union(*asked)) == 120 == len(quiz.items)
    assert all(quiz.keys[form.code][0].item == form.questions[0].question.id for form in quiz.forms)


def test_orders_may_stay_the_authors():
    for keep in (["questions"], ["options"], ["questions", "options"]):
        course = a_course(a_bank(), **{f"keep_{what}": True for what in keep})
        quiz = plan_forms(course, course.blueprints[0], 3)
        orders = [[each.question.id for each in form.questions] for form in quiz.forms]
        in_order = [item.id for item in quiz.items]
        assert all(order == in_order for order in orders) == ("questions" in keep)
        options = {each.order for form in quiz.forms for each in form.questions}
        assert (options == {(0, 1, 2)}) == ("options" in keep)
