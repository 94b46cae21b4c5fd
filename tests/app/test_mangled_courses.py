"""Courses mangled at random: whatever is typed, `check` tells placed problems in words, and never raises.

The same seeds always give the same mangling; a fault found by a longer run becomes a case of broken_courses.txt.
"""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.console import message
from app.work import check
from assets.look import load_look

SOUND = Path(__file__).parent / "sound_course"
TODAY = date(2026, 11, 22)
LOOK = load_look()
ODD = [
    "\t", "\u00a0", "\u200b", "\u202e", "\ufeff", "\x07", "\ud7ff", "🙂", "民", "ខ", "é", "e\u0301", "Đ", "Ð", "\u2028",
    "#", " # ", ": ", "- ", "| ", "> ", "? ", "! ", "& ", "* ", "%", "@", "`", '"', "'", "[", "]", "{", "}", "{}", "[]",
    ",", "“", "”", "\\", "\n", "\n\n", "\r", "---\n", "...\n", "\x85", "a" * 3000, "[" * 50, "<<: *a\n", "&a ",
    "null", "~", "true", "9" * 20, "-1", "1e400", "0x1F", "nan", "2024-02-31", "!!python/object:os.system ",
    "<b>", "**", "__", "[a](b)", "../", "=1+1", "{look}", "%s",
]  # fmt: skip


def mangled(text, chance):
    """The text with one to four lines dropped, doubled, swapped, indented, cut, or odd letters put in."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = " " * chance.randint(1, 4) + lines[at]
            case 3:
                lines[at] = lines[at][chance.randint(1, 4) :]
            case 4:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 5:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case _:
                spot = chance.randint(0, len(lines[at]))
                lines[at] = lines[at][:spot] + chance.choice(ODD) + lines[at][spot:]
        lines = lines or [""]
    return "\n".join(lines)


def assert_told_in_words(folder):
    """Check a course; every problem has a place in one of its files, words, and an explanation."""
    loaded = check(folder, LOOK, TODAY)
    for problem in loaded.problems:
        assert problem.place is not None and problem.place.line >= 1 and problem.place.column >= 1, problem
        assert LOOK.has(f"problem.{problem.code}") and LOOK.has(f"explain.{problem.code}"), problem.code
        said = message(LOOK, problem)
        assert said.count("\n") < 6 and len(said) < 3000, said
    assert loaded.is_sound == all(problem.is_warning for problem in loaded.problems)
    return loaded


@pytest.mark.parametrize("seed", range(40))
def test_a_mangled_course_is_told_or_taken_and_never_raises(seed, tmp_path):
    chance = random.Random(seed)
    folder = tmp_path / "khoa"
    shutil.copytree(SOUND, folder)
    for path in chance.sample(sorted(folder.rglob("*.yaml")), chance.randint(1, 2)):
        path.write_text(mangled(path.read_text(encoding="utf-8"), chance), encoding="utf-8")
    assert_told_in_words(folder)


@pytest.mark.parametrize("seed", range(20))
def test_a_course_with_mangled_bytes_is_told_or_taken_and_never_raises(seed, tmp_path):
    chance = random.Random(seed)
    folder = tmp_path / "khoa"
    shutil.copytree(SOUND, folder)
    path = chance.choice(sorted(file for file in folder.rglob("*") if file.is_file()))
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(bytes(data[: chance.randint(1, len(data))] if seed % 2 else data))
    assert_told_in_words(folder)
