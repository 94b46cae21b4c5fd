"""Courses for the tests of checks: a sound one as an author writes it, and the same with one text changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from course.check import Context, check
from course.model import Course

HERE = Path(__file__).parent
SOUND = (HERE / "broken" / "sound.yaml").read_text(encoding="utf-8")
SOURCE = (HERE / "broken" / "bao.txt").read_text(encoding="utf-8")
WORDING = yaml.safe_load((HERE.parents[1] / "assets/labels/vi/wording.yaml").read_text(encoding="utf-8"))
LETTERS = frozenset(range(0x20, 0x250)) | frozenset(range(0x1E00, 0x1F00)) | frozenset(map(ord, "“”‘’…→–"))
TODAY = date(2026, 11, 22)


def empty_to_none(value):
    """What the loader does: a key without a value is no value."""
    if isinstance(value, dict):
        return {key: empty_to_none(part) for key, part in value.items()}
    if isinstance(value, list):
        return [empty_to_none(part) for part in value]
    return None if value in ("", "~") else value


def course_of(text):
    """The course that a text is."""
    return Course.model_validate(empty_to_none(yaml.load(text, yaml.BaseLoader)))


def changed(old, new):
    """The sound course with one text changed; a change that changes nothing is a mistake of the test."""
    assert SOUND.count(old) >= 1, old
    return course_of(SOUND.replace(old, new, 1))


def context(**more):
    """All that the checks can be given."""
    base = Context(TODAY, LETTERS, None, {"bao-hoa-binh": SOURCE}, picture_fault, WORDING)
    return replace(base, **more)


def picture_fault(name):
    """There is one picture."""
    return None if name == "anh.jpg" else "asset.missing"


def problems_of(course, **more):
    """(code, path as text) of every problem."""
    problems, _ = check(course, context(**more))
    return [(problem.code, "/".join(map(str, problem.path))) for problem in problems]


def many(value, times):
    """The course in `value` so many times in one: each copy has ids of its own and the same words."""
    lists = [key for key, part in value.items() if isinstance(part, list) and part and isinstance(part[0], dict)]
    ids = {thing["id"] for key in lists for thing in value[key] if "id" in thing}
    merged = {key: [thing for n in range(times) for thing in renamed(value[key], ids, f"-{n}")] for key in lists}
    return {**value, "event": None, **merged}


def renamed(part, ids, suffix):
    """The same with a suffix at every id; `id/14` is a citation."""
    if isinstance(part, dict):
        return {renamed(key, ids, suffix): renamed(one, ids, suffix) for key, one in part.items()}
    if isinstance(part, list):
        return [renamed(one, ids, suffix) for one in part]
    name, slash, paragraph = part.partition("/") if isinstance(part, str) else (None, "", "")
    return f"{name}{suffix}{slash}{paragraph}" if name in ids else part
