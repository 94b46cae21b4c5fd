"""What must not happen to a sitting: half a folder, an old one overwritten, a fault told too late or not at all."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app import exam_forget, publish
from app.cli import main
from app.commands import exam
from app.disk import Disk
from app.exam_forget import forget
from app.manifest import read_manifest
from app.publish_error import PublishError
from tests.app.sittings import LOOK, NAMES, PEOPLE, is_whole, new, record, snapshot, write_course, write_list

ROOT = Path(__file__).parents[2]
FAULTY = (
    "STT\tHọ và tên\tSBD\tĐơn vị\n1\tNguyễn Thị Hải\t101\tXã Cẩm Bình\n2\t\t102\tXã Kỳ Xuân\n"
    "3\tTrần Văn Đức\t101\tXã Kỳ Xuân\n"
)
FAULTS = errno.ENOSPC, errno.EACCES
WRONG = ["--personal --forms 4", "--rooms A", "--sheet A", "--encoding vni", "--forms 0", "--forms 25", "--forms a",
         "--order ten", "--tones x", "--count 0", "--seed -1", "--out", "--encoding utf8"]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("lớp")


@pytest.fixture(scope="module")
def course(place):
    return write_course(place / "khoa")


@pytest.fixture(scope="module")
def roster(place):
    return write_list(place / "ds.txt")


@pytest.fixture
def sitting(course, roster, tmp_path):
    """A sitting of forms in a folder of its own."""
    assert new(course, "--roster", roster, "--out", tmp_path / "ky", "--seed", 7) == 0
    return tmp_path / "ky"


class Broken(Disk):
    """A disk whose `turn`-th writing call goes wrong, counted from 1; 0 for never."""

    turn, fault, calls = 0, 0, 0

    def step(self, call, path):
        Broken.calls += 1
        if Broken.calls == Broken.turn:
            raise OSError(Broken.fault, os.strerror(Broken.fault), str(path))


@pytest.fixture
def broken(monkeypatch):
    """Every disk of the command breaks when told."""
    monkeypatch.setattr(publish, "Disk", Broken)
    monkeypatch.setattr(exam_forget, "Disk", Broken)
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    yield Broken
    Broken.turn = Broken.calls = 0


@pytest.fixture
def quick(monkeypatch):
    """What the first call read and made serves the next ones: what is tried here is the disk."""
    kept, read = {}, []
    real, reading = publish.publish, exam._read
    monkeypatch.setattr(exam, "_read", lambda *words: read[0] if read else (read.append(reading(*words)), read[0])[1])

    def remembered(files, folder, **more):
        if not kept:
            kept.update({name: data if isinstance(data, bytes) else list(data) for name, data in files.items()})
        return real(kept, folder, **more)

    monkeypatch.setattr(exam, "publish", remembered)


def test_faults_of_list_and_course_are_told_in_one_pass_and_nothing_is_written(tmp_path, capsys):
    folder = write_course(tmp_path / "khoa", need=9)
    (tmp_path / "ds.txt").write_text(FAULTY, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert new(folder, "--roster", tmp_path / "ds.txt", "--out", tmp_path / "a" / "ky") == 1
    said = capsys.readouterr().err
    assert "[roster.no-name]" in said and "B3" in said and "[roster.number-twice]" in said and "C4" in said
    assert "[blueprint." in said and "Còn 3 chỗ phải sửa" in said
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [("--blueprint nua", "exam.unknown-blueprint"), ("--roster khong-co.xlsx", "roster.file-missing")],
)
def test_what_is_not_there_is_named(course, tmp_path, capsys, words, code):
    assert new(course, *words.split(), "--out", tmp_path / "ky") == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_course_without_a_blueprint_is_told_what_to_add(tmp_path, capsys):
    folder = write_course(tmp_path / "khoa")
    path = folder / "course.yaml"
    path.write_text("\n".join(line for line in path.read_text(encoding="utf-8").splitlines()
                              if not line.startswith(("blueprints", "  - {id: de,"))), encoding="utf-8")  # fmt: skip
    assert new(folder, "--out", tmp_path / "ky") == 1
    assert "[exam.no-blueprint]" in capsys.readouterr().err


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_call_is_told_in_vietnamese_and_writes_nothing(course, tmp_path, monkeypatch, capsys, words):
    monkeypatch.chdir(tmp_path)
    assert new(course, *words.split()) == 2
    said = capsys.readouterr()
    assert said.out == "" and not set("đưạảố").isdisjoint(said.err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["new", "forget"])
def test_help_of_both_is_in_vietnamese(what, capsys):
    assert main(["exam", what, "--help"]) == 0
    said = capsys.readouterr().out
    assert "usage" not in said and "positional" not in said and "--" in said


def test_without_out_the_folder_is_named_by_course_and_sitting(course, roster, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert new(course, "--roster", roster, "--seed", 7) == 0
    (folder,) = (tmp_path / "ky-kiem-tra").iterdir()
    assert folder.name == f"lop-thu-{record(folder)['exam']}"
    assert new(course, "--roster", roster, "--seed", 7) == 1  # the same sitting a second time


def test_a_folder_with_other_files_is_refused(course, tmp_path, capsys):
    (tmp_path / "ky").mkdir()
    (tmp_path / "ky" / "luan-van.docx").write_bytes(b"mine")
    for more in ([], ["--replace"]):
        assert new(course, "--out", tmp_path / "ky", *more) == 1
        assert "luan-van.docx" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "ky").iterdir()] == ["luan-van.docx"]


def test_an_old_sitting_is_kept_and_moved_aside_whole_on_request(sitting, course, roster, tmp_path, capsys):
    (sitting / "quet").mkdir()
    (sitting / "quet" / "001.png").write_bytes(b"scan")
    before = snapshot(sitting)
    assert new(course, "--roster", roster, "--out", sitting, "--seed", 8) == 1
    assert "--replace" in capsys.readouterr().err and snapshot(sitting) == before
    assert new(course, "--roster", roster, "--out", sitting, "--seed", 8, "--replace") == 0
    aside = tmp_path / "ky-sua-tay-1"
    assert snapshot(aside) == before and is_whole(sitting) and record(sitting)["seed"] == "8"
    assert str(aside) in capsys.readouterr().out
    if os.name == "posix":
        assert (aside / "private").stat().st_mode & 0o77 == 0


def test_the_folder_of_a_build_is_not_taken_for_a_sitting(course, tmp_path, capsys):
    publish.publish({"deck.pptx": b"slides"}, tmp_path / "lop-thu", course="lop-thu")
    assert new(course, "--out", tmp_path / "lop-thu", "--replace") == 1
    assert "lop-thu" in capsys.readouterr().err
    assert set(snapshot(tmp_path / "lop-thu")) == {"deck.pptx", "manifest.json"}


@pytest.mark.parametrize("replace", [False, True])
def test_any_writing_call_failing_once_leaves_nothing_half(course, roster, tmp_path, broken, quick, replace):
    words = ("--roster", roster, "--seed", 9, *(["--replace"] if replace else []))

    def prepare(name):
        out = tmp_path / name / "ky"
        if replace:
            broken.calls = broken.turn = 0
            publish.publish({"exam.json": b"{}", "private/a": b"old"}, out, course="exam-lop-thu", disk=Disk())
        broken.calls = broken.turn = 0
        return out, snapshot(out)

    out, _ = prepare("count")
    assert new(course, "--out", out, *words) == 0
    whole, total = snapshot(out), broken.calls
    assert total > 60
    for turn in range(1, total + 1):
        out, before = prepare(str(turn))
        broken.turn, broken.fault = turn, FAULTS[turn % 2]
        status = new(course, "--out", out, *words)
        broken.turn = 0
        assert status in (0, 1), turn
        assert snapshot(out) == whole if status == 0 else snapshot(out) in (before, whole), turn
        publish.mend(out)
        assert not list(out.parent.glob(".taphuan-*"))
        kept = [snapshot(path) for path in out.parent.glob("ky-sua-tay-*")]
        assert kept in ([], [before]), turn


COMMAND = "import sys; from app.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_at_random_moments_there_is_a_whole_sitting_or_none(course, roster, tmp_path):
    chance, out = random.Random(4), tmp_path / "a" / "ky"
    words = [sys.executable, "-c", COMMAND, "exam", "new", str(course), "--roster", str(roster), "--out", str(out)]
    begun = time.monotonic()
    assert subprocess.run([*words, "--personal"], cwd=ROOT, capture_output=True).returncode == 0
    took = time.monotonic() - begun
    amid = 0
    for turn in range(40):
        if turn >= 9 and amid:
            break
        child = subprocess.Popen([*words, "--personal", "--replace"], cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.4, 1.0) * took)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert is_whole(out)
        amid += any(path.name == ".taphuan-ky" for path in out.parent.iterdir())
    assert amid, "no moment was in the middle of writing"
    assert subprocess.run([*words, "--replace"], cwd=ROOT, capture_output=True).returncode == 0
    assert is_whole(out) and record(out)["forms"]
    assert not [path for path in out.parent.iterdir() if path.name.startswith(".taphuan")]
    assert all(is_whole(path) for path in out.parent.glob("ky-sua-tay-*"))


def test_forgetting_deletes_private_and_says_what_is_left(sitting, capsys):
    before = snapshot(sitting)
    capsys.readouterr()
    assert main(["exam", "forget", str(sitting), "--yes"]) == 0
    said = capsys.readouterr().out
    after = snapshot(sitting)
    assert set(before) - set(after) == {"private/keys.json", "private/roster.json", "private/secret.bin"}
    assert not (sitting / "private").exists() and is_whole(sitting)
    assert "không chấm lại được" in said and "sheets.pdf" in said and "sign-in.pdf" in said
    (sitting / "sign-in-scan.pdf").write_bytes(b"a trainer's own")
    assert main(["exam", "forget", str(sitting), "--papers", "--yes"]) == 0
    gone = {"sheets.pdf", "sign-in.pdf", "results.xlsx"}
    assert gone < before.keys() and not gone & snapshot(sitting).keys()
    assert (sitting / "sign-in-scan.pdf").read_bytes() == b"a trainer's own"
    (sitting / "sign-in-scan.pdf").unlink()
    assert is_whole(sitting)
    assert "booklet-101.pdf" in snapshot(sitting)
    assert main(["exam", "forget", str(sitting)]) == 0  # nothing left to ask about


@pytest.mark.parametrize(("answer", "status"), [("có", 0), ("CÓ", 0), ("co", 0), ("không", 1), ("", 1), (None, 1)])
def test_forgetting_asks_first(sitting, monkeypatch, answer, status):
    def said():
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", said)
    assert main(["exam", "forget", str(sitting)]) == status
    assert (sitting / "private").exists() == bool(status)


def test_only_a_sitting_is_forgotten(tmp_path, capsys):
    publish.publish({"private/a": b"mine"}, tmp_path / "k", course="k")
    (tmp_path / "own" / "private").mkdir(parents=True)
    (tmp_path / "own" / "private" / "a.txt").write_text("mine")
    for folder in ("k", "own", "nowhere"):
        assert main(["exam", "forget", str(tmp_path / folder), "--yes"]) == 1
        assert "exam.json" in capsys.readouterr().err
    assert (tmp_path / "k" / "private" / "a").exists() and (tmp_path / "own" / "private" / "a.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_lies_behind_a_link_is_not_forgotten(sitting, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    (sitting / "private" / "link").symlink_to(tmp_path / "mine")
    assert main(["exam", "forget", str(sitting), "--yes"]) == 0
    assert (tmp_path / "mine" / "a.txt").exists() and not (sitting / "private").exists()
    (sitting / "private").symlink_to(tmp_path / "mine")
    assert main(["exam", "forget", str(sitting), "--yes"]) == 1
    assert (tmp_path / "mine" / "a.txt").exists()


def test_forgetting_cut_short_can_be_done_again(sitting, tmp_path, broken):
    files = {name: (sitting / name).read_bytes() for name in snapshot(sitting) if name != "manifest.json"}
    console = type("Quiet", (), {"print": lambda *a: None, "complain": lambda *a: None})()
    for turn in range(1, 40):
        folder = tmp_path / str(turn)
        publish.publish(files, folder, course="exam-lop-thu", disk=Disk())
        broken.calls, broken.turn, broken.fault = 0, turn, errno.EIO
        try:
            forget(folder, LOOK, console, sure=True, papers=True)
        except PublishError as error:
            assert error.code == "disk-error"
        broken.turn = 0
        assert read_manifest(folder) is not None
        assert forget(folder, LOOK, console, sure=True, papers=True) == 0
        assert not (folder / "private").exists() and is_whole(folder), turn
        assert not [path for path in folder.iterdir() if path.name.startswith(("sheets", "sign-in"))]
    assert turn > broken.calls, "every call was tried"


def test_what_a_killed_command_left_beside_the_folder_is_forgotten_too(sitting):
    left = sitting.with_name(f".taphuan-{sitting.name}") / "new" / "private"
    left.mkdir(parents=True)
    (left / "roster.json").write_text(NAMES[0], encoding="utf-8")
    assert main(["exam", "forget", str(sitting), "--yes"]) == 0
    assert not left.parent.parent.exists()


def test_old_sittings_are_named_however_the_folder_is_called(course, roster, tmp_path, capsys):
    for more in ((), ("--replace",)):
        assert new(course, "--roster", roster, "--out", tmp_path / "ky [1]", *more) == 0
    capsys.readouterr()
    assert main(["exam", "forget", str(tmp_path / "ky [1]"), "--yes"]) == 0
    assert "ky [1]-sua-tay-1" in capsys.readouterr().out


def test_a_room_that_no_face_can_print_is_a_wrong_call(course, roster, tmp_path, capsys):
    assert new(course, "--roster", roster, "--out", tmp_path / "ky", "--rooms", "Phòng \U0001f642") == 2
    assert not (tmp_path / "ky").exists() and "--rooms" in capsys.readouterr().err


def test_names_of_the_list_are_never_in_messages_of_success(course, roster, tmp_path, capsys):
    assert new(course, "--roster", roster, "--out", tmp_path / "ky") == 0
    assert not any(name in capsys.readouterr().out for name in NAMES)
    assert len(PEOPLE) == record(tmp_path / "ky")["people"]
