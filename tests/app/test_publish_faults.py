"""Each call that writes fails once, or kills the program: the folder holds the old files or the new, whole."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from app.disk import Disk
from app.publish import mend, publish
from app.publish_error import PublishError

ROOT = Path(__file__).resolve().parents[2]
OLD = {"deck.pptx": b"slides 1" * 9, "handout.pdf": b"pages 1", "quiz/101.pdf": b"paper 1"}
NEW = {"deck.pptx": b"slides 2", "module/index.html": b"page 2", "quiz/101.pdf": b"paper 2"}
THEIRS = {"notes.txt": b"mine", "quiz/mine/a.docx": b"also mine"}
BY_HAND = {**OLD, **THEIRS, "deck.pptx": b"changed by hand"}
REBUILT = frozenset({"deck", "module", "quiz"})
CASES = {
    "first": (None, False, None, NEW),
    "again": ({**OLD, **THEIRS}, False, None, {**NEW, **THEIRS}),
    "only a part": ({**OLD, **THEIRS}, False, REBUILT, {**NEW, **THEIRS, "handout.pdf": OLD["handout.pdf"]}),
    "changed by hand": (BY_HAND, True, None, {**NEW, **THEIRS}),
}
"""What lies there before, whether it is to be replaced, which parts are made, what lies there afterwards."""
WAYS = ["exchange", "two renames", "pieces"]
RUNS = [(case, way) for case in CASES for way in WAYS if way == "exchange" or case in ("again", "changed by hand")]
"""The other cases meet nothing new in the other ways."""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder for thousands of small runs: in memory where there is such a disk, and without waiting for the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


class Broken(Disk):
    """A disk whose `turn`-th writing call goes wrong, counted from 1; 0 for never."""

    def __init__(self, way, turn, fail):
        super().__init__()
        self.can_exchange = way == "exchange"
        self.layered = way == "pieces"
        self.turn, self.fail, self.calls = turn, fail, 0

    def step(self, call, path):
        self.calls += 1
        if self.calls == self.turn:
            self.fail(path)

    def rename(self, source, target):
        if self.layered and target.name.startswith("old") and source.name == "k":
            self.layered = False
            raise OSError(errno.EXDEV, "a folder of a lower layer", str(source))
        super().rename(source, target)


def snapshot(folder):
    """The files in a folder by name; None without the folder."""
    if not folder.exists():
        return None
    paths = (path for path in folder.rglob("*") if not path.is_dir() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def prepare(dist, before):
    """dist/k as the case wants it, and whatever else it takes."""
    folder, model = dist / "k", dist.parent / "model"
    dist.mkdir()
    if before is None:
        return folder
    if not model.exists():
        publish(OLD, model, course="k")
        for name, data in before.items():
            (model / name).parent.mkdir(parents=True, exist_ok=True)
            (model / name).write_bytes(data)
    shutil.copytree(model, folder, copy_function=shutil.copyfile)
    return folder


def run(case, folder, disk):
    _, replace, only, _ = CASES[case]
    return publish({name: [data[:3], data[3:]] for name, data in NEW.items()}, folder, course="k",
                   only=only, replace=replace, disk=disk)  # fmt: skip


def check_after_next_run(case, folder):
    """An ordinary run mends all: new files, no litter, and of what a person changed one whole copy."""
    before, replace, _, after = CASES[case]
    run(case, folder, None)
    assert snapshot(folder) == after
    moved = [path for path in folder.parent.iterdir() if path != folder]
    assert [path.name for path in moved] == (["k-sua-tay-1"] if replace else [])
    assert all(snapshot(path) == before for path in moved)


def count(case, way, place):
    disk = Broken(way, 0, None)
    folder = prepare(place / "count", CASES[case][0])
    run(case, folder, disk)
    check_after_next_run(case, folder)
    assert disk.calls > 15
    return disk.calls


def fault(number):
    def fail(path):
        raise OSError(number, os.strerror(number), str(path))

    return fail


def interrupt(path):
    raise KeyboardInterrupt


FAULTS = {"disk full": fault(errno.ENOSPC), "no permission": fault(errno.EACCES), "Ctrl-C": interrupt}
MORE_FAULTS = {"broken": fault(errno.EIO), "held open": fault(errno.EBUSY)}
"""These take the same path as a full disk; one way of swapping is enough."""


@pytest.mark.parametrize(("case", "way"), RUNS)
def test_any_call_failing_once_leaves_the_old_files_or_the_new(case, way, place):
    before, _, _, after = CASES[case]
    refused = set()
    for turn in range(1, count(case, way, place) + 1):
        for kind, fail in {**FAULTS, **(MORE_FAULTS if way == "exchange" else {})}.items():
            folder = prepare(place / f"{turn} {kind}", before)
            try:
                run(case, folder, Broken(way, turn, fail))
                assert snapshot(folder) == after, (turn, kind)
            except PublishError as error:
                refused.add(error.code)
                if error.code != "stranded":
                    assert snapshot(folder) in (before, after), (turn, kind)
            except KeyboardInterrupt:
                if way == "exchange":
                    assert snapshot(folder) in (before, after), (turn, kind)
            check_after_next_run(case, folder)
    assert {"disk-full", "no-permission"} <= refused
    assert way != "exchange" or {"disk-error", "held-open"} <= refused


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.parametrize(("case", "way"), RUNS)
def test_dying_at_any_call_leaves_the_old_files_or_the_new(case, way, place):
    before, _, _, after = CASES[case]
    for turn in range(1, count(case, way, place) + 1):
        folder = prepare(place / str(turn), before)
        child = os.fork()
        if not child:
            run(case, folder, Broken(way, turn, lambda path: os._exit(9)))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        if way == "exchange":  # whole at every moment, without anybody mending
            assert snapshot(folder) in (before, after), turn
        mend(folder)
        assert snapshot(folder) in (before, after), turn
        assert not [path.name for path in folder.parent.iterdir() if path.name.startswith(".")]
        check_after_next_run(case, folder)


@pytest.mark.parametrize("case", CASES)
def test_a_second_fault_while_the_first_is_mended_loses_nothing(case, place):
    chance = random.Random(case)
    calls = {way: count(case, way, place / way) for way in WAYS if not (place / way).mkdir()}
    for number in range(60):
        way = chance.choice(WAYS)
        folder = prepare(place / str(number), CASES[case][0])
        disk = Broken(way, chance.randint(1, calls[way]), fault(errno.EIO))
        disk.fail = lambda path, disk=disk: (setattr(disk, "turn", disk.calls + chance.randint(1, 9)), fault(5)(path))
        for _ in range(3):
            try:
                run(case, folder, disk)
            except PublishError:
                continue
        check_after_next_run(case, folder)


WRITER = """
import sys
import time
from pathlib import Path
from app.publish import publish
from app.publish_error import PublishError
folder, first, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
refused = done = 0
while done < rounds:
    files = {f"quiz/{part}.pdf": [b"%d " % (first + done) * 9000] * 3 for part in range(8)}
    try:
        publish(files, folder, course="k")
        done += 1
    except PublishError as error:
        assert error.code == "locked", error
        refused += 1
    time.sleep(0.003)
print(done, refused)
"""


def start(folder, first, rounds):
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(first), str(rounds)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # fmt: skip
    assert child.stdout.readline() == "ready\n"
    child.stdin.write("go\n")
    child.stdin.flush()
    return child


def is_whole(folder):
    """Eight files, all of one run."""
    texts = {path.read_bytes() for path in (folder / "quiz").iterdir()}
    return len(list((folder / "quiz").iterdir())) == 8 and len(texts) == 1 and len(texts.pop().split()) == 27000


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_at_fifty_random_moments_the_folder_is_whole(tmp_path):
    chance = random.Random(2022)
    folder, amid = tmp_path / "k", 0
    for number in range(50):
        child = start(folder, number * 10000, 9999)
        time.sleep(chance.uniform(0.001, 0.06))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert not (folder / "quiz").exists() or is_whole(folder), number
        amid += any(path.name.startswith(".taphuan-") for path in tmp_path.iterdir())
    assert amid > 10, "hardly any moment was in the middle of writing"
    done, refused = start(folder, 1, 1).communicate()[0].split()
    assert (done, refused) == ("1", "0") and is_whole(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_two_builds_at_once_do_not_mix_and_the_later_one_is_told(tmp_path):
    folder = tmp_path / "k"
    children = [start(folder, first, 30) for first in (1000, 2000)]
    done, refused = zip(*(map(int, child.communicate()[0].split()) for child in children), strict=True)
    assert done == (30, 30)
    assert is_whole(folder) and [path.name for path in tmp_path.iterdir()] == ["k"]
    assert sum(refused), "the two never met"


def test_a_build_during_a_long_build_is_refused_by_name(tmp_path):
    def long():
        with pytest.raises(PublishError) as caught:
            publish({"deck.pptx": b"other"}, tmp_path / "k", course="k")
        assert (caught.value.code, caught.value.params["pid"]) == ("locked", os.getpid())
        yield b"mine"

    publish({"deck.pptx": long()}, tmp_path / "k", course="k")
    assert snapshot(tmp_path / "k") == {"deck.pptx": b"mine"}
