"""Broken courses, one fault each, as a table: each is told at its place; nothing is told of a sound course."""

from pathlib import Path

import pytest
import yaml
from checking import SOUND, changed, check, context, course_of, problems_of

CASES = yaml.safe_load((Path(__file__).parent / "broken" / "cases.yaml").read_text(encoding="utf-8"))


def test_a_sound_course_has_no_problem():
    assert problems_of(course_of(SOUND)) == []


@pytest.mark.parametrize("case", CASES, ids=[case["fault"] for case in CASES])
def test_a_fault_is_told_at_its_place(case):
    assert (case["code"], case["path"]) in problems_of(changed(case["old"], case["new"]))


def test_there_are_at_least_eighty_cases():
    assert len({(case["old"], case["new"]) for case in CASES}) >= 80


def test_every_message_can_be_filled_in_with_what_the_check_gives(labels):
    for case in CASES:
        for problem in check(changed(case["old"], case["new"]), context())[0]:
            if not problem.code.startswith("asset."):
                assert "{" not in labels[f"problem.{problem.code}"].format(**problem.params), problem


def test_faults_that_come_together_are_all_told():
    text = SOUND.replace("viewpoint: qd1", "viewpoint: qd7").replace("{biet: 1}", "{biet: 9}")
    text = text.replace("tolerance: 0", "tolerance: -1")
    codes = [code for code, _ in problems_of(course_of(text))]
    assert {"reference.viewpoints", "blueprint.cell-short", "item.tolerance"} <= set(codes)


def test_an_empty_course_is_only_told_what_it_lacks():
    assert problems_of(course_of("{id: a, title: Khóa mới}")) == [
        ("course.no-lessons", "title"),
        ("course.not-approved", "title"),
    ]
