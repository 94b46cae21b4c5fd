"""Whatever passes the types, the checks come back with problems: no course makes them raise."""

import random

import pytest
import yaml
from checking import SOUND, check, context, empty_to_none
from pydantic import ValidationError

from course.model import Course

VALUE = empty_to_none(yaml.load(SOUND, yaml.BaseLoader))
ODD = ["…", "“”", "“một hai ba bốn", "a", "Ð", "A và B", "x" * 300, "dân vận khéo " * 40, "%", "bao-hoa-binh/99"]


def damaged(value, chance):
    """The same with some parts left out, doubled, or put in place of others."""
    if isinstance(value, dict):
        return {key: damaged(part, chance) for key, part in value.items() if chance.random() > 0.02}
    if isinstance(value, list):
        kept = [damaged(part, chance) for part in value if chance.random() > 0.05]
        return kept + kept[:1] if chance.random() < 0.05 else kept
    return chance.choice(ODD) if isinstance(value, str) and chance.random() < 0.04 else value


def typed(value, chance):
    """A course from damaged values: what the types refuse is left out, list by list."""
    for _ in range(60):
        try:
            return Course.model_validate(value)
        except ValidationError as error:
            value = {key: part for key, part in value.items() if key != error.errors()[0]["loc"][0]}
            value = {"id": "a", "title": "T"} | value
    raise AssertionError("nothing was left")


@pytest.mark.parametrize("seed", range(150))
def test_damaged_courses_are_checked_to_the_end(seed, labels):
    chance = random.Random(seed)
    course = typed(damaged(VALUE, chance), chance)
    for more in ({}, {"source_texts": None}, {"source_texts": {}}, {"wording": {}, "repertoire": None}):
        problems, lock = check(course, context(**more))
        assert (lock is None) == (more.get("source_texts", "") is None)
        for problem in problems:
            if not problem.code.startswith("asset."):
                labels[f"problem.{problem.code}"].format(**problem.params)
