"""The bundled course's quotations: all in its lock, and none can change by a letter without being told."""

import copy
import os
from datetime import date
from pathlib import Path

import pytest
import yaml
from checking import empty_to_none

from course.check import Context, Survey, check
from course.lock import LOCK_NAME, dump_lock, parse_lock
from course.model import Course

FOLDER = Path(__file__).parents[2] / "course" / "content" / "dan-van-ha-tinh-2022"
SOURCES = Path(os.environ.get("TAPHUAN_SOURCES", "no-such-folder"))


@pytest.fixture(scope="module")
def value():
    """The course as plain values, its files merged."""
    merged = {}
    for path in sorted(FOLDER.rglob("*.yaml")):
        for key, part in (yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}).items():
            merged[key] = merged[key] + part if isinstance(part, list) and key in merged else part
    return empty_to_none(merged)


@pytest.fixture(scope="module")
def course(value):
    return Course.model_validate(value)


@pytest.fixture(scope="module")
def lock():
    found, problems = parse_lock((FOLDER / LOCK_NAME).read_text(encoding="utf-8"))
    assert problems == []
    return found


def told(course, lock):
    """(code, path) of what is told of quotations and is no warning."""
    problems, _ = check(course, Context(date(2026, 11, 22), lock=lock))
    return [(one.code, one.path) for one in problems if one.code.startswith(("quote.", "lock.")) and not one.is_warning]


def test_every_quotation_stands_in_the_lock(course, lock):
    assert told(course, lock) == []
    assert len(Survey(course).quotations) > 30


def test_one_letter_of_any_quotation_changed_is_told_at_its_place(value, course, lock):
    compared = {entry.source for entry in lock.entries}
    exact = [one for one in Survey(course).quotations if not one.in_prose and one.sources[0] in compared]
    assert len(exact) > 25
    for quotation in exact:
        other = copy.deepcopy(value)
        holder = other
        for step in quotation.path[:-1]:
            holder = holder[step]
        text = holder[quotation.path[-1]]
        middle = len(text) // 2
        holder[quotation.path[-1]] = text[:middle] + "ợ" + text[middle + 1 :]
        assert ("quote.not-locked", quotation.path) in told(Course.model_validate(other), lock), quotation.text


@pytest.mark.skipif(not SOURCES.is_dir(), reason="set TAPHUAN_SOURCES to the folder of source texts")
def test_the_lock_is_what_a_comparison_with_the_sources_writes(course, lock):
    ids = {source.id for source in course.sources}
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SOURCES.glob("*.txt") if path.stem in ids}
    if not texts:
        pytest.skip("no text there is named after a source of the course")
    problems, written = check(course, Context(date(2026, 11, 22), lock=lock, source_texts=texts))
    assert [one for one in problems if one.code.startswith(("quote.", "source.")) and not one.is_warning] == []
    assert dump_lock(written) == dump_lock(lock)
