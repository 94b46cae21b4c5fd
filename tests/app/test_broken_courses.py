"""Broken courses, as people break them: the real command names each fault at its place and writes nothing.

The cases stand in broken_courses.txt, which says how to read them; each edits the course in sound_course/.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from app.cli import main
from assets.look import load_look
from course.codes import WARNINGS

HERE = Path(__file__).parent
SOUND = HERE / "sound_course"
TABLE = HERE / "broken_courses.txt"
LOOK = load_look()
SIGNS = str.maketrans({"⇥": "\t", "␣": "\u00a0", "↵": "\r"})
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
ENGLISH = re.compile(
    r"\b(should|input|valid|error|expected|found|could not|while|string|parsing|scanning|Traceback|File \"|column)\b"
)
MOST_LINES = 6


class Case:
    """One case of the table: what is done to the sound course, and what must be told."""

    def __init__(self, text):
        self.title, *lines = text.strip("\n").split("\n")
        self.steps = [line for line in lines if line[:2] not in ("! ", "? ")]
        self.errors = sorted(line[2:].strip() for line in lines if line.startswith("! "))
        self.warnings = sorted(line[2:].strip() for line in lines if line.startswith("? "))


def cases():
    """All cases of the table; its first paragraph is the explanation."""
    text = TABLE.read_text(encoding="utf-8")
    return [Case(part) for part in re.split(r"\n{2,}", text)[1:] if not part.startswith("#")]


def typed(text):
    """What the signs of the table stand for."""
    text = re.sub("⟨([0-9A-F]+)⟩", lambda found: chr(int(found[1], 16)), text)
    return re.sub("⟨(.+?)×([0-9]+)⟩", lambda found: found[1] * int(found[2]), text).translate(SIGNS)


def prepare(case, folder):
    """The sound course with the steps of a case done to it; gives the path to build."""
    shutil.copytree(SOUND, folder)
    given, name, old, new = folder, "course.yaml", [], []

    def edit():
        if old or new:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8") if old else ""
            before, after = "\n".join(old), "\n".join(new)
            assert not old or text.count(before) == 1, (case.title, before, text.count(before))
            with path.open("w", encoding="utf-8", newline="") as file:
                file.write(text.replace(before, after) if old else after + "\n")
        old.clear()
        new.clear()

    for line in case.steps:
        sign, rest = line[:1], typed(line[2:])
        if sign != "+" and new:
            edit()
        if sign == "-":
            old.append(rest)
        elif sign == "+":
            new.append(rest)
        elif sign == "~":
            edit()
            name = rest
        else:
            edit()
            given = act(typed(line).split(), folder) or given
    edit()
    return given


def act(words, folder):
    """A step that is no edit of text; gives the path to build when it is another than the folder."""
    verb, *rest = words
    path = folder / rest[0] if rest else folder
    path.parent.mkdir(parents=True, exist_ok=True)
    match verb:
        case "give":
            return folder / rest[0]
        case "remove":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case "rename":
            path.rename(folder / rest[1])
        case "folder":
            path.mkdir(parents=True)
        case "link":
            path.unlink(missing_ok=True)
            path.symlink_to(rest[1])
        case "fifo":
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        case "encode":
            path.write_bytes(path.read_text(encoding="utf-8").encode(rest[1], "replace"))
        case "tcvn3":
            path.write_bytes(path.read_bytes().replace("â".encode(), b"\xa9").replace("ó".encode(), b"\xe3"))
        case "bytes":
            path.write_bytes(bytes.fromhex(rest[1]) * int(rest[2] if len(rest) > 2 else 1))
        case "truncate":
            path.write_bytes(path.read_bytes()[: int(rest[1])])
        case _:
            raise AssertionError(verb)
    return None


def told(line):
    """`file:line code` and the sentences of a line that the command printed."""
    found = re.match(r"(.*?):(\d+):(\d+): \[([a-z0-9._-]+)\] (.*)", line, re.S)
    assert found, line
    return f"{found[1]}:{found[2]} {found[4]}", found[4], found[5]


def split_problems(text):
    """One string a problem, though a message may have several lines."""
    parts = re.split(r"\n(?=[^\n]*?:\d+:\d+: \[[a-z])", text.rstrip("\n"))
    return [part for part in parts if part]


def assert_readable(code, message):
    """A sentence for people, in their language, with a longer explanation on request."""
    assert message.count("\n") < MOST_LINES, message
    assert VIETNAMESE.search(message), message
    ours = re.sub("[`“][^`”]*[`”]", "", message)
    assert not ENGLISH.search(ours), message
    assert "{" not in ours.replace("{{", "") or "[ và {" in ours or "Dấu {" in ours, message
    assert LOOK.has(f"problem.{code}") and LOOK.has(f"explain.{code}"), code
    assert LOOK.say(f"explain.{code}").strip()


def snapshot(folder):
    """Every name below a folder, with size and content of what can be read."""
    return sorted(
        (str(path.relative_to(folder)), path.read_bytes() if path.is_file() and not path.is_symlink() else b"")
        for path in folder.rglob("*")
    )


def report(case, tmp_path, capsys):
    """(errors, warnings) that `check` tells of a case, after `build` refused or took it."""
    folder = prepare(case, tmp_path / "khoa")
    before = snapshot(tmp_path)
    if case.errors:
        status = main(["build", str(folder), "--out", str(tmp_path / "ra")])
        said = capsys.readouterr()
        assert status == 1, said
        assert said.out == ""
        *problems, verdict = said.err.rstrip("\n").rsplit("\n", 1)
        built = [told(each) for each in split_problems("\n".join(problems))]
        assert {code for _, code, _ in built if code in WARNINGS} <= {"file.misnamed"}
        assert VIETNAMESE.search(verdict)
        for _, code, message in built:
            assert_readable(code, message)
    status = main(["check", str(folder), "--json", "--today", "2026-11-22"])
    found = json.loads(capsys.readouterr().out)
    assert snapshot(tmp_path) == before, "something was written"
    assert status == (1 if case.errors else 0), found
    rows = {"error": [], "warning": []}
    for row in found["problems"]:
        assert_readable(row["code"], row["message"])
        rows[row["severity"]].append(f"{row['file']}:{row['line']} {row['code']}")
    if case.errors:
        assert sorted(each[0] for each in built if each[1] not in WARNINGS) == sorted(rows["error"])
    return sorted(rows["error"]), sorted(rows["warning"])


def test_the_course_that_the_cases_break_is_sound(tmp_path, capsys):
    assert report(Case("nothing"), tmp_path, capsys) == ([], [])


def test_there_are_as_many_cases_as_promised():
    titles = [case.title for case in cases()]
    assert len(titles) == len(set(titles)), "a title stands twice"
    assert sum(len(case.errors) == 1 for case in cases()) >= 100
    assert sum(len(case.errors) > 2 for case in cases()) >= 15


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in cases()])
def test_each_fault_is_named_at_its_place_and_nothing_is_written(case, tmp_path, capsys):
    errors, warnings = report(case, tmp_path, capsys)
    assert errors == case.errors
    if case.warnings:
        assert warnings == case.warnings
