"""A set of rules that a course names: a fault is told at the author's line, one that nobody read is only a warning."""

import shutil
from datetime import date

import pytest

from app.work import CONTENT, check
from assets.look import load_look

LOOK = load_look()
TODAY = date(2026, 11, 22)


@pytest.fixture
def problems(tmp_path):
    """Problems of the blank course with lines put before its own, as (code, line, message)."""

    shutil.copytree(CONTENT / "blank", tmp_path, dirs_exist_ok=True)

    def found(*lines, day="2022-10-21"):
        text = (CONTENT / "blank" / "course.yaml").read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if not line.startswith(("head:", "official:", "event:", "as_of:"))]
        (tmp_path / "course.yaml").write_text("\n".join([*lines, f"as_of: {day}", *kept]), encoding="utf-8")
        loaded = check(tmp_path, LOOK, TODAY)
        return [(one.code, one.place.line, LOOK.say(f"problem.{one.code}", **one.params))
                for one in loaded.problems if one.code.startswith("official.")]  # fmt: skip

    return found


def test_an_unknown_set_is_told_at_its_line_with_those_that_are_there(problems):
    ((code, line, message),) = problems("head: party", "official: hd-36-2108")
    assert (code, line) == ("official.unknown", 2)
    assert "hd-36-2108" in message and "hd-36-2018, hd-05-2026" in message


def test_a_set_of_another_head_is_told(problems):
    assert [code for code, *_ in problems("head: state", "official: hd-36-2018")] == ["official.unknown"]


def test_a_set_known_from_reports_is_a_warning_at_the_head_until_it_is_named(problems):
    ((code, line, message),) = problems("head: party", day="2026-10-10")
    assert (code, line) == ("official.secondary", 1) and "hd-05-2026" in message and "hd-36-2018" in message
    assert problems("head: party", "official: hd-05-2026", day="2026-10-10") == []
    assert problems("head: party") == []
