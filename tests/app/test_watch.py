"""`taphuan build --watch`: builds again when a file was saved, says what came of it, goes on after faults."""

import re
import shutil
import time
from io import StringIO
from pathlib import Path

import pytest

from app import watch as room
from app.arguments import parser_for
from app.commands import build
from app.console import Console
from app.publish_error import PublishError
from app.watch import RETRY, changed, settled, snapshot, watch
from app.work import Built
from assets.look import load_look
from builders.product import Product

LOOK = load_look()
SOUND = Path(__file__).parent / "sound_course"
OUT = Path("nowhere")


class Hand:
    """Does one thing to the files after each look; Ctrl+C when there is nothing left to do."""

    def __init__(self, *acts):
        self.acts, self.looks = list(acts), 0

    def __call__(self, seconds):
        self.looks += 1
        if not self.acts:
            raise KeyboardInterrupt
        act = self.acts.pop(0)
        if act:
            act()


def saved(path, text):
    """An act: the file saved with this text, later than whatever was saved before."""
    def act():
        path.write_text(text, encoding="utf-8")

    return act


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "course.yaml").write_text("id: a", encoding="utf-8")
    return tmp_path


@pytest.fixture
def told():
    return Console(LOOK, StringIO(), StringIO())


def made(**files):
    """A build of these files, without what was put where."""
    return Built(tuple(Product(name, data) for name, data in files.items()), None)


def test_nothing_is_built_twice_while_nothing_changes(folder, told):
    calls = []
    assert watch(lambda memo, tell: calls.append(tell), folder, OUT, LOOK, told, Hand(*[None] * 6)) == 0
    assert calls == [True]


def test_a_saved_file_is_built_and_what_differs_is_named(folder, told):
    builds = iter([made(a=b"1", b=b"2"), made(a=b"1", b=b"3")])
    hand = Hand(None, saved(folder / "course.yaml", "id: abc"), *[None] * 5)
    assert watch(lambda memo, tell: next(builds), folder, OUT, LOOK, told, hand) == 0
    lines = told.out.getvalue().splitlines()
    assert re.fullmatch(r"Xong sau \d+,\d giây\.", lines[0])
    assert re.fullmatch(r"Xong sau \d+,\d giây\. Có 1 tệp khác trước: b", lines[2])
    assert lines[-1] == LOOK.say("watch.ended")


def test_what_the_last_build_left_reaches_the_next(folder, told):
    memos = []
    hand = Hand(None, saved(folder / "a.yaml", "x: 1"), *[None] * 5)
    watch(lambda memo, tell: memos.append(memo), folder, OUT, LOOK, told, hand)
    assert len(memos) == 2 and memos[0] is memos[1]


def test_a_file_written_in_several_steps_is_waited_for(folder, told):
    calls, path = [], folder / "course.yaml"
    steps = [saved(path, "id: abc"), saved(path, "id: abcd"), saved(path, "id: abcde")]

    def once(memo, tell):
        calls.append(path.read_text(encoding="utf-8"))

    watch(once, folder, OUT, LOOK, told, Hand(None, *steps, *[None] * 5))
    assert calls == ["id: a", "id: abcde"]


def test_a_change_during_a_build_is_not_missed(folder, told):
    calls, path = [], folder / "course.yaml"

    def once(memo, tell):
        calls.append(path.read_text(encoding="utf-8"))
        if len(calls) == 1:
            path.write_text("id: abc", encoding="utf-8")

    watch(once, folder, OUT, LOOK, told, Hand(*[None] * 6))
    assert calls == ["id: a", "id: abc"]


@pytest.mark.parametrize("code", ["held-open", "locked"])
def test_a_pdf_that_somebody_has_open_is_tried_again(folder, told, code):
    said = {"folder": folder, "names": "handout.pdf", "lock": "x", "pid": 1, "host": "y", "since": "z"}
    refusals = iter([PublishError(code, **said), PublishError(code, **said)])

    def once(memo, tell):
        for refusal in refusals:
            raise refusal
        return made(a=b"1")

    assert watch(once, folder, OUT, LOOK, told, Hand(*[None] * (2 * RETRY + 6))) == 0
    assert told.out.getvalue().count("Sẽ tự thử lại") == 1 and "Xong sau" in told.out.getvalue()
    assert told.err.getvalue() == LOOK.say(f"publish.{code}", **said).replace("rồi chạy lại", "rồi chờ") + "\n"
    assert "chạy lại" not in told.err.getvalue() and "rồi chờ" in told.err.getvalue()


def test_a_refusal_that_only_a_person_ends_waits_for_a_change(folder, told):
    calls = []

    def once(memo, tell):
        calls.append(1)
        raise PublishError("changed", folder=folder, names="deck.pptx", count=1)

    watch(once, folder, OUT, LOOK, told, Hand(*[None] * (RETRY * 3)))
    assert len(calls) == 1 and "deck.pptx" in told.err.getvalue()


def test_what_editors_and_we_ourselves_write_is_no_change(folder):
    out = folder / "dist"
    before = snapshot(folder, out)
    out.mkdir()
    for name in ("dist/handout.pdf", ".course.yaml.swp", "course.yaml~", "~$anh.docx", "#course.yaml#", "x.tmp"):
        (folder / name).write_text("x", encoding="utf-8")
    assert snapshot(folder, out) == before
    (folder / "anh").mkdir()
    (folder / "anh" / "hop-thon.png").write_bytes(b"x")
    assert snapshot(folder, out) != before


def test_a_folder_that_is_taken_away_is_waited_for(folder):
    seen = settled(folder, OUT, lambda seconds: None)
    away = folder.with_name("away")
    folder.rename(away)
    now = changed(seen, folder, OUT, lambda seconds: None)
    assert now == {}
    away.rename(folder)
    assert changed(now, folder, OUT, lambda seconds: None) == seen


def test_the_command_tells_faults_and_goes_on(taphuan_in_process, tmp_path):
    course, out = tmp_path / "khoa", tmp_path / "dist"
    shutil.copytree(SOUND, course)
    path = course / "course.yaml"
    sound = path.read_text(encoding="utf-8")
    acts = [None, saved(path, sound + "\nla: [\n"), None, None, saved(path, sound + "\n# xong\n"), *[None] * 4]
    status, said, complained = taphuan_in_process(acts, str(course), "--out", str(out), "--only", "outline")
    assert status == 0 and "course.yaml" in complained
    assert said.count("Xong sau") == 2 and "Không tệp nào khác trước." in said
    assert list(out.glob("*/outline.md"))


@pytest.fixture
def taphuan_in_process(monkeypatch):
    """The command with a hand that does these acts between looks: exit status, what it said, what it complained of."""
    def call(acts, *words):
        out, err = StringIO(), StringIO()
        monkeypatch.setattr(build, "watch", lambda *given: watch(*given, Hand(*acts)))
        options = build_options("build", *words, "--watch")
        return build.run(options, LOOK, Console(LOOK, out, err)), out.getvalue(), err.getvalue()

    return call


def build_options(*words):
    return parser_for(LOOK).parse_args(words)


def test_looks_are_short_and_far_enough_apart_for_a_slow_disk():
    assert 0.2 <= room.PAUSE <= 1 and watch.__defaults__ == (time.sleep,)
