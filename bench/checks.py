"""CPU milliseconds of all checks on the bundled course, and on courses 10 and 100 times as large.

Run from the root: `python bench/checks.py`. `each` adds a line for each check.
To keep: under 60 ms, and 100 times the course in at most 110 times the time.
"""

import gc
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

import yaml

from course.check import CHECKS, Context, Survey, check
from course.model import Course

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "course"))
from checking import LETTERS, WORDING, empty_to_none, many  # noqa: E402  the helper that multiplies a course stands there


def bundled():
    """The bundled course as plain values, its files merged."""
    merged: dict = {}
    for path in sorted((ROOT / "course/content/dan-van-ha-tinh-2022").rglob("*.yaml")):
        for key, value in (yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}).items():
            merged[key] = merged[key] + value if isinstance(value, list) and key in merged else value
    return empty_to_none(merged)


def milliseconds(work, times):
    """The best of some runs: what the machine does beside it is not ours."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def main():
    """Print one line for each size; with `each` also one for each check."""
    value, context = bundled(), Context(date(2026, 11, 22), repertoire=LETTERS, wording=WORDING)
    for times in (1, 10, 100):
        course = Course.model_validate(many(value, times))
        print(f"{times:4} x {milliseconds(partial(check, course, context), 7 if times == 1 else 2):9.1f} ms")
        if "each" in sys.argv:
            each(Survey(course), context)


def each(survey, context):
    """One line for each check; the walk first, which they share."""
    print(f"     {milliseconds(lambda: (survey.walk, survey.quotations, survey.ids), 1):9.2f} walk")
    for one in CHECKS:
        print(f"     {milliseconds(lambda one=one: list(one(survey, context)), 1):9.2f} {one.__name__}")


if __name__ == "__main__":
    main()
