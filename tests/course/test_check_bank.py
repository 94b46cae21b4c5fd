"""The bank as a whole: habits of the key, similar items, forms without a common item; and all of it in linear time."""

import time

import yaml
from checking import SOUND, check, context, course_of, empty_to_none, many, problems_of

from course.check.blueprints import disjoint_forms, stock
from course.model import Course

WORDS = ("dân", "vận", "khéo", "xã", "thôn", "cán", "bộ", "đảng", "viên", "mặt", "trận", "hội", "nghị", "hiến", "đất")


def bank(count, key_at, lengthen=False, use="practice"):
    """Items with one right option each; `key_at` gives its position."""
    items = []
    for number in range(count):
        options = [{"text": f"Phương án {letter} của câu {number}"} for letter in "ABCD"]
        options[key_at(number)] |= {"key": True} | ({"text": f"Đáp án {number} " + "dài " * 9} if lengthen else {})
        stem = f"Câu số {number}: {' '.join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7, 11))}?"
        items.append({"id": f"c{number}", "use": use, "stem": stem, "options": options, "cites": ["s/1"]})
    return Course.model_validate(
        {"id": "a", "title": "T", "items": items, "sources": [{"id": "s", "title": "S", "publisher": "P"}]}
    )


def told(course, start):
    """Codes that begin with `start`, sorted."""
    return sorted(code for code, _ in problems_of(course) if code.startswith(start))


def test_keys_at_all_letters_are_fine():
    assert told(bank(24, lambda n: n % 4), "bank.") == []


def test_a_letter_that_has_most_keys_is_told_and_the_one_that_has_none():
    assert told(bank(24, lambda n: n % 2), "bank.") == ["bank.key-often"] * 2 + ["bank.key-seldom"] * 2


def test_few_items_are_not_judged_by_their_letters():
    assert told(bank(19, lambda n: 0), "bank.") == []


def test_practice_and_exam_are_judged_apart():
    mixed = bank(24, lambda n: n % 4)
    exam = bank(24, lambda n: 0, use="exam")
    both = mixed.model_copy(update={"items": mixed.items + exam.items})
    assert "bank.key-often" in told(both, "bank.")


def test_a_key_that_is_mostly_the_longest_is_told_with_its_items():
    problems, _ = check(bank(24, lambda n: n % 4, lengthen=True), context())
    found = [problem for problem in problems if problem.code == "bank.key-longest"]
    assert [(problem.params["count"], problem.params["total"]) for problem in found] == [(24, 24)]


def test_many_copies_of_an_item_are_told_once_each():
    course = bank(1, lambda n: 0)
    copies = course.model_copy(
        update={"items": tuple(course.items[0].model_copy(update={"id": f"x{n}"}) for n in range(50))}
    )
    assert told(copies, "item.similar") == ["item.similar"] * 49


def test_one_mended_word_in_a_long_stem_is_still_the_same_item():
    stem = "Theo đề nghị bế mạc, ai cần trực tiếp đối thoại với Nhân dân về dự án mở đường qua thôn trong năm nay"
    text = SOUND.replace("Cách mạng là sự nghiệp của ai?", stem)
    text = text.replace("Hội nghị do cơ quan nào tổ chức?", stem + " nhỉ")
    text = text.replace("Ủy ban nhân dân xã\n        key", "Nhân dân\n        key")
    assert ("item.similar", "items/2/stem") in problems_of(course_of(text))


def test_forms_without_a_common_item_are_counted_by_the_scarcest_cell():
    course = course_of(SOUND)
    assert disjoint_forms(stock(course), course.blueprints[0]) == 1
    more = course_of(SOUND.replace("{biet: 1}", "{biet: 0}").replace("{hieu: 1}", "{hieu: 2}"))
    assert disjoint_forms(stock(more), more.blueprints[0]) == 0


def times_as_large(times):
    """The sound course so many times, each copy with ids of its own, as one course."""
    return Course.model_validate(many(empty_to_none(yaml.load(SOUND, yaml.BaseLoader)), times))


def seconds(course):
    """CPU time of all checks, the best of two."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        check(course, context())
        taken.append(time.process_time() - start)
    return min(taken)


def test_time_grows_with_the_course_and_not_with_its_square():
    small, large = seconds(times_as_large(20)), seconds(times_as_large(200))
    assert large < small * 25, (small, large)


def test_items_of_a_group_are_of_one_kind_and_use_and_exclude_none_of_theirs():
    text = SOUND.replace("- id: thi1", "- id: thi1\n    group: g").replace("- id: tl1", "- id: tl1\n    group: g")
    assert ("item.group-mixed", "items/1/group") in problems_of(course_of(text)) or (
        "item.group-mixed", "items/0/group") in problems_of(course_of(text))
    text = SOUND.replace("- id: thi1", "- id: thi1\n    group: g")
    text = text.replace("- id: thi2", "- id: thi2\n    group: g\n    excludes: [thi1]")
    assert ("item.excludes-own-group", "items/2/excludes/0") in problems_of(course_of(text))
