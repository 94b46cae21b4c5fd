"""Papers made by one core, threads, all cores or a cluster: the same bytes; and nothing half where a worker fails."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from app import cluster, workers
from app.commands import exam
from app.workers import Ahead
from builders import exam_shards
from plan.roster import Person
from tests.app import bad_workers
from tests.app.sittings import PEOPLE, SECRET, new, snapshot, write_course, write_list

ROOT = Path(__file__).parents[2]
MOST = 4
"""Copies of one file in these tests: ten people and two spares are three files of a kind."""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write_course(tmp_path_factory.mktemp("khoa") / "khoa")


@pytest.fixture(scope="module")
def roster(tmp_path_factory):
    return write_list(tmp_path_factory.mktemp("lớp") / "ds.txt")


@pytest.fixture
def sitting(monkeypatch, course, roster, tmp_path):
    """Calls the command with an executor; its status. The folder is `tmp_path / name`."""
    monkeypatch.setattr(exam_shards, "MOST", MOST)
    monkeypatch.setattr(exam.secrets, "token_bytes", lambda count: SECRET[:count])

    def call(executor, name="ky", *words):
        words = words or ("--personal",)
        return new(course, "--roster", roster, "--seed", 7, "--executor", executor, "--out", tmp_path / name, *words)

    return call


@pytest.fixture(scope="module")
def machines():
    """A cluster of two processes."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made


def address(machines):
    return machines.scheduler_address.replace("tcp://", "dask://")


@pytest.mark.parametrize("words", [("--personal",), ("--forms", "2")])
def test_whoever_makes_the_papers_makes_the_same_bytes(sitting, machines, tmp_path, words):
    for executor in ("none", "threads", "processes", address(machines)):
        assert sitting(executor, executor[:4], *words) == 0
    seen = {name: snapshot(tmp_path / name) for name in ("none", "thre", "proc", "dask")}
    assert seen["none"] == seen["thre"] == seen["proc"] == seen["dask"]
    assert {"sheets-01-04.pdf", "sheets-05-08.pdf", "sheets-09-12.pdf"} <= set(seen["none"])


def test_a_class_that_fits_has_one_file_of_a_kind(monkeypatch, sitting, tmp_path):
    monkeypatch.setattr(exam_shards, "MOST", 12)
    assert sitting("none") == 0
    assert {"booklets.pdf", "sheets.pdf"} <= set(snapshot(tmp_path / "ky"))


def test_the_list_for_the_printer_names_every_file_with_its_copies(sitting, tmp_path):
    assert sitting("none") == 0
    lines = (tmp_path / "ky" / "print-list.txt").read_text(encoding="utf-8-sig").splitlines()
    for name in ("booklets-01-04.pdf", "booklets-09-12.pdf", "sheets-01-04.pdf", "sheets-09-12.pdf"):
        assert [line for line in lines if line.startswith(f"- {name}: ") and " 4 " in line]


# what fails


def nothing_lies_there(tmp_path):
    return not any(tmp_path.iterdir())


def refused(capsys, *parts):
    """A sentence of ours with these words, no trace."""
    said = capsys.readouterr().err
    assert "Traceback" not in said and all(part in said for part in parts), said
    return True


@pytest.mark.parametrize("executor", ["threads", "processes", "cluster"])
def test_a_fault_in_a_worker_leaves_nothing(sitting, machines, monkeypatch, tmp_path, capfd, executor):
    monkeypatch.setattr(workers, "made", bad_workers.raises)
    assert sitting(address(machines) if executor == "cluster" else executor) == 3
    assert nothing_lies_there(tmp_path) and refused(capfd, "ValueError", "thử")


def test_a_worker_that_dies_leaves_nothing(sitting, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(workers, "made", bad_workers.dies)
    assert sitting("processes") == 1
    assert nothing_lies_there(tmp_path) and refused(capfd, "--executor none")


def test_an_old_sitting_stays_when_a_worker_dies(sitting, monkeypatch, tmp_path, capfd):
    assert sitting("none") == 0
    before = snapshot(tmp_path)
    monkeypatch.setattr(workers, "made", bad_workers.dies)
    assert sitting("processes", "ky", "--personal", "--replace") == 1
    assert snapshot(tmp_path) == before and refused(capfd, "--executor none")


def test_another_version_on_a_machine_of_the_cluster_is_refused(sitting, machines, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(workers, "kit", lambda: "another")
    assert sitting(address(machines)) == 1
    assert nothing_lies_there(tmp_path) and refused(capfd, "khác máy này")


def test_a_machine_without_our_rooms_is_refused(sitting, machines, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(workers, "made", bad_workers.knows_nothing)
    assert sitting(address(machines)) == 1
    assert nothing_lies_there(tmp_path) and refused(capfd, "khác máy này")


def test_a_cluster_that_does_not_answer_is_told(sitting, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    assert sitting("dask://127.0.0.1:9") == 1
    assert nothing_lies_there(tmp_path) and refused(capfd, "127.0.0.1:9")


def test_a_cluster_without_workers_is_told(sitting, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with LocalCluster(n_workers=0, processes=False, dashboard_address=":0", protocol="tcp") as empty:
        assert sitting(address(empty)) == 1
    assert nothing_lies_there(tmp_path) and refused(capfd, "chưa có máy nào")


def test_a_cluster_that_goes_away_is_told(monkeypatch):
    monkeypatch.setattr(workers, "LOOK_AGAIN", 0.01)
    alone = Ahead(Idle(), shards_of(2), 1, workers.Far(lambda: False, ()))
    with pytest.raises(workers.WorkersError, match=r"workers\.lost"):
        list(alone.make(alone_shard := shards_of(2)[0]))
    assert alone_shard.first == 1


def test_without_the_extra_people_are_told_how_to_install_it(sitting, monkeypatch, tmp_path, capfd):
    monkeypatch.setitem(sys.modules, "app.cluster", None)
    assert sitting("dask://127.0.0.1:9") == 1
    assert nothing_lies_there(tmp_path) and refused(capfd, "taphuan[dask]")


@pytest.mark.parametrize("odd", ["all", "dask://", "dask://may", "dask://may:abc", "tcp://may:1", "DASK://may:1", ""])
def test_an_unknown_way_is_a_wrong_call(sitting, tmp_path, capfd, odd):
    assert sitting(odd) == 2
    assert nothing_lies_there(tmp_path) and refused(capfd, "dask://MÁY:CỔNG")


class Refusing(Executor):
    """Takes nothing."""

    def submit(self, call, /, *what, **more):
        raise RuntimeError("no")


class Idle(Executor):
    """Takes everything and never begins."""

    def submit(self, call, /, *what, **more):
        return Future()


class Counting(Executor):
    """Does at once what it is given, and knows how much waits."""

    def __init__(self):
        self.sent = 0

    def submit(self, call, /, *what, **more):
        self.sent += 1
        done = Future()
        done.set_result(call(*what, **more))
        return done


def test_an_executor_that_takes_nothing_leaves_nothing(sitting, monkeypatch, tmp_path, capfd):
    @contextmanager
    def refusing(choice, shards):
        yield Ahead(Refusing(), shards, 2).make

    monkeypatch.setattr(exam, "workers", refusing)
    assert sitting("none") == 3
    assert nothing_lies_there(tmp_path) and refused(capfd, "RuntimeError")


def test_any_executor_will_do_and_only_a_few_files_wait(monkeypatch):
    monkeypatch.setattr(workers, "made", lambda shard, is_far: (shard.name.encode(), 2, ""))
    pool, shards = Counting(), shards_of(10_200)
    ahead = Ahead(pool, shards, 3)
    for at, shard in enumerate(shards, 1):
        assert list(ahead.make(shard)) == [shard.name.encode()]
        assert pool.sent == min(len(shards), at + 3)


def shards_of(copies):
    """Files of booklets for so many copies; nothing is made of them."""
    return exam_shards.shards(exam_shards.Batch(a_sitting(copies), None, None, None, frozenset()), exam_shards.BOOKLETS)


def a_sitting(copies):
    people = tuple(PEOPLE[at % len(PEOPLE)] for at in range(copies - 2))
    return exam_shards.Sitting("ACDEF", None, (), "7", people, 2, SECRET)


# killed


@pytest.fixture
def lingering(tmp_path, roster):
    """The command whose two workers never end, in a group of processes of its own; and those workers."""
    if not Path("/proc/self/task").exists():
        pytest.skip("signals to processes that are found in /proc")
    marks = tmp_path / "marks"
    marks.mkdir()
    course = write_course(tmp_path / "khoa", title=str(marks))
    code = (
        "import sys; from app import workers; from app.cli import main; from builders import exam_shards\n"
        "from tests.app import bad_workers\n"
        "if __name__ == '__main__':\n    exam_shards.MOST, workers.made = 4, bad_workers.lingers\n"
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    words = "exam", "new", course, "--roster", roster, "--personal", "--executor", "processes", "--out", tmp_path / "ky"
    child = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        start_new_session=True, text=True,
    )  # fmt: skip
    wait_for(lambda: list(marks.iterdir()))
    yield child, marks
    child.kill()
    child.stderr.close()


def wait_for(happens, every=0.05):
    end = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < end
        time.sleep(every)


def are_gone(marks):
    return not any(Path("/proc", mark.name).exists() for mark in marks.iterdir())


def test_workers_leave_when_the_command_is_killed(lingering, tmp_path):
    child, marks = lingering
    child.kill()
    child.wait()
    wait_for(lambda: are_gone(marks))
    assert not (tmp_path / "ky").exists()


def test_ctrl_c_stops_the_command_and_its_workers_without_a_trace(course, tmp_path):
    if not Path("/proc/self/task").exists():
        pytest.skip("signals to processes that are found in /proc")
    roster = write_list(tmp_path / "ds.txt", [Person(row, "Trần Văn Đức", str(row)) for row in range(2, 3002)])
    words = "exam", "new", course, "--roster", roster, "--personal", "--executor", "processes", "--out", tmp_path / "ky"
    said = tmp_path / "said.txt"
    with said.open("w") as stream:
        child = subprocess.Popen([sys.executable, "-m", "app.cli", *map(str, words)], cwd=ROOT, stderr=stream,
                                 stdout=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        begun = Path(f"/proc/{child.pid}/task/{child.pid}/children")
        wait_for(lambda: len(begun.read_text().split()) > 1, 0.002)  # a worker, and what counts their semaphores
        os.killpg(child.pid, signal.SIGINT)
        assert child.wait(timeout=60) == 130
    last = said.read_text(encoding="utf-8")
    assert "Traceback" not in last and "KeyboardInterrupt" not in last
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ds.txt", "said.txt"]
