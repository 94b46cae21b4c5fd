"""The command as a stranger meets it: words, exit codes, pipes, legacy consoles, folders with Vietnamese names."""

import contextlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app import cli, work
from app.cli import COMMANDS, main
from app.new_folder import copy_course
from assets.look import load_look

ROOT = Path(__file__).parents[2]
SOUND = Path(__file__).parent / "sound_course"
LOOK = load_look()
ENGLISH = re.compile(
    r"\b(usage|options|arguments?|positional|required|unrecognized|invalid|choice|choose|expected|error|show|exit"
    r"|following|ambiguous|must|not allowed|default|the|COMMAND|FILE|FOLDER|DIR)\b"
)
CODES = sorted(key.removeprefix("explain.") for key in LOOK.words if key.startswith("explain."))
WRONG_CALLS = [
    "", "bild", "BUILD", "build --only x", "build --only deck,x", "build --only=", "build --seed a", "build --seed -1",
    "build a b", "build --out", "build --onl deck", "check --today 1", "check --today 2024-02-31", "check --json=1",
    "check --explain", "check --sources", "new", "new a b", "new --from", "schema x", "schema --out", "--version", "-x",
]  # fmt: skip


def said_in_vietnamese(text):
    """Without the names of commands, options, outputs and codes, no word of argparse's English is left."""
    ours = re.sub(r"`[^`]*`|“[^”]*”|'[^']*'|--[a-z-]+|\b(taphuan|build|check|new|schema)\b", "", text)
    assert not ENGLISH.search(ours), ENGLISH.search(ours)
    assert re.search("[ạảấầậắặếệịọốộớợụứựáàéèíóòúýđ]", text)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_vietnamese(command, capsys):
    assert main([*command.split(), "--help"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    said_in_vietnamese(said.out)
    assert all(len(line) <= 80 for line in said.out.split("\n"))


@pytest.mark.parametrize("words", WRONG_CALLS)
def test_a_wrong_call_ends_with_2_and_says_how_to_get_help(words, capsys):
    assert main([part or "" for part in words.split()]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--help" in said.err and said.err.count("\n") <= 6
    said_in_vietnamese(said.err)


def test_an_unknown_code_or_start_or_folder_of_sources_ends_with_2(tmp_path, capsys):
    for words in (
        ["check", "--explain", "x.y"],
        ["new", str(tmp_path / "a"), "--from", "x"],
        ["check", "--sources", "x"],
    ):
        assert main(words) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err
        said_in_vietnamese(said.err)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code, capsys):
    assert main(["check", "--explain", code]) == 0
    said = capsys.readouterr().out.strip()
    assert len(said) > 30 and said == LOOK.say(f"explain.{code}").strip()


def test_every_message_has_its_explanation():
    said = {key.removeprefix("problem.") for key in LOOK.words if key.startswith("problem.")}
    assert said == set(CODES)


def test_a_sound_course_ends_with_0_and_a_faulty_one_with_1(tmp_path, capsys):
    assert main(["check", str(SOUND)]) == 0
    assert main(["check", str(tmp_path)]) == 1
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "ra")]) == 1
    assert not (tmp_path / "ra").exists()


def test_json_holds_what_the_lines_say(tmp_path, capsys):
    (tmp_path / "course.yaml").write_text("id: a b\ntitle: Khóa # mới\n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    main(["check", str(tmp_path)])
    lines = capsys.readouterr().out.split("\n")
    assert found["format"] == 1 and found["sound"] is False
    for row, line in zip(found["problems"], lines, strict=False):
        mark = "" if row["severity"] == "error" else "(nhắc) "
        assert line == f"{row['file']}:{row['line']}:{row['column']}: [{row['code']}] {mark}{row['message']}"


def test_a_folder_without_any_source_text_is_not_taken_for_a_comparison(tmp_path, capsys):
    (tmp_path / "bao-khac.txt").write_text("Một đoạn.", encoding="utf-8")
    assert main(["check", "--sources", str(tmp_path)]) == 2
    assert "baohatinh-2022-10-21.txt" in capsys.readouterr().err


def test_check_tells_how_many_papers_without_a_common_item_the_bank_fills(capsys):
    assert main(["check", "blank"]) == 0
    assert "Ma trận “Kiểm tra cuối buổi”: 3 câu, ngân hàng đủ ra 1 đề" in capsys.readouterr().out
    main(["check", "--json"])
    papers = json.loads(capsys.readouterr().out)["papers"]
    assert [(paper["items"], paper["disjoint_papers"]) for paper in papers] == [(30, 2), (10, 3)]


def test_the_day_decides_what_has_expired(capsys):
    def expired(day):
        assert main(["check", str(SOUND), "--today", day, "--json"]) == 0
        return [row["code"] for row in json.loads(capsys.readouterr().out)["problems"]]

    assert expired("2026-11-22") == []
    assert expired("2100-01-01") == ["organisation.expired", "task.expired"]


def test_a_source_text_in_an_old_encoding_is_refused_in_words(tmp_path, capsys):
    (tmp_path / "bao-hoa-binh.txt").write_bytes("Xã Hòa Bình làm tốt".encode("cp1258", "replace") + b"\xff")
    assert main(["check", str(SOUND), "--sources", str(tmp_path)]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_comparing_with_the_sources_writes_the_lock_and_a_second_time_nothing(tmp_path, capsys):
    folder, sources = tmp_path / "khoa", tmp_path / "nguon"
    shutil.copytree(SOUND, folder)
    (folder / "quotes.lock").unlink()
    sources.mkdir()
    text = (ROOT / "tests/course/broken/bao.txt").read_text(encoding="utf-8")
    (sources / "bao-hoa-binh.txt").write_text(text.replace("sức dân phải", "sức dân cần"), encoding="utf-8")
    assert main(["check", str(folder), "--sources", str(sources)]) == 1
    assert "quote.differs" in capsys.readouterr().out
    assert not (folder / "quotes.lock").exists(), "a faulty course gets no lock"
    (sources / "bao-hoa-binh.txt").write_text(text, encoding="utf-8")
    assert main(["check", str(folder), "--sources", str(sources)]) == 0
    assert (folder / "quotes.lock").read_bytes() == (SOUND / "quotes.lock").read_bytes()
    written = (folder / "quotes.lock").stat().st_mtime_ns
    assert main(["check", str(folder), "--sources", str(sources)]) == 0
    assert (folder / "quotes.lock").stat().st_mtime_ns == written


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "ascii", "utf-8"])
def test_a_legacy_console_gets_vietnamese_letters_and_no_crash(encoding, taphuan):
    done = taphuan("check", SOUND, "--today", "2100-01-01", PYTHONIOENCODING=encoding)
    assert done.returncode == 0 and "Hòa Bình" in done.stdout and not done.stderr


def test_a_folder_with_spaces_and_vietnamese_letters_and_another_directory(taphuan, tmp_path):
    folder = tmp_path / "Tập huấn dân vận 2024" / "khóa của tôi"
    shutil.copytree(SOUND, folder)
    for name in (folder, "khóa của tôi", "./khóa của tôi/"):
        done = taphuan("check", name, cwd=folder.parent, LC_ALL="C")
        assert done.returncode == 0, done.stderr + done.stdout
    done = taphuan("build", "khóa của tôi", "--only", "outline", "--out", "kết quả", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    assert (folder.parent / "kết quả" / "hoa-binh-2024" / "outline.md").is_file()


def test_a_reader_who_leaves_is_no_fault():
    call = f"{sys.executable} -m app.cli schema | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", call], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["{", "0"] and done.stderr == ""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_progress_is_for_a_terminal_and_a_pipe_stays_quiet(tmp_path):
    def told(stream):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stream):
            assert main(["build", str(SOUND), "--only", "outline", "--out", str(tmp_path)]) == 0
        return stream.getvalue()

    assert told(io.StringIO()) == ""
    assert LOOK.say("cli.making.outline") in told(Terminal())


def test_our_own_fault_ends_with_3_without_a_trace(monkeypatch, capsys):
    def broken(*_, **__):
        raise ZeroDivisionError("chia cho không")

    monkeypatch.setattr(work, "load", broken)
    assert main(["check"]) == 3
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err and said.err.count("\n") <= 3
    monkeypatch.setenv("TAPHUAN_TRACE", "1")
    assert main(["check"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_stopping_by_hand_says_that_the_old_output_stands(monkeypatch, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "load", stopped)
    assert main(["check"]) == 130
    assert capsys.readouterr().err.strip() == LOOK.say("cli.stopped")


def test_words_come_from_the_command_line_when_none_are_given(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["taphuan", "check", "--explain", "item.no-key"])
    with pytest.raises(SystemExit) as leave:
        cli.run_and_exit()
    assert leave.value.code == 0


def test_schema_is_printed_or_put_into_a_file(tmp_path, capsys):
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["title"]
    place = tmp_path / "khoa.schema.json"
    assert main(["schema", "--out", str(place)]) == 0
    assert place.read_text(encoding="utf-8") == printed
    assert main(["schema", "--out", str(tmp_path / "khong" / "co.json")]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["khoa.schema.json"]


@pytest.mark.parametrize(
    "origin", sorted(path.name for path in work.CONTENT.iterdir() if (path / "course.yaml").is_file())
)
def test_a_new_course_is_sound_and_whole(origin, tmp_path, capsys):
    target = tmp_path / "khóa mới" / "khoa"
    assert main(["new", str(target), "--from", origin]) == 0
    assert str(target) in capsys.readouterr().out
    assert main(["check", str(target)]) == 0, capsys.readouterr().out
    assert work.check(target, load_look()).course.id == "khoa"
    for path in (work.CONTENT / origin).rglob("*"):
        if path.is_file() and path.name != "course.yaml":
            assert (target / path.relative_to(work.CONTENT / origin)).read_bytes() == path.read_bytes()
    assert json.loads((target / ".taphuan.schema.json").read_text(encoding="utf-8"))["properties"]


@pytest.mark.parametrize(
    ("name", "course_id"),
    [("Lớp Đức Thọ 2", "lop-duc-tho-2"), ("Đợt 1", "dot-1"), ("…", "khoa-moi"), ("con", "khoa-moi"),
     ("a" * 90, "a" * 40)],  # fmt: skip
)
def test_a_new_course_is_named_by_its_folder(name, course_id, tmp_path, capsys):
    assert main(["new", str(tmp_path / name)]) == 0
    assert f'taphuan check "{tmp_path / name}"' in capsys.readouterr().out or " " not in name
    assert work.check(tmp_path / name, load_look()).course.id == course_id
    before = (work.CONTENT / "blank" / "course.yaml").read_text(encoding="utf-8").splitlines()
    after = (tmp_path / name / "course.yaml").read_text(encoding="utf-8").splitlines()
    changed = [line for line, old in zip(after, before, strict=True) if line != old]
    assert changed in ([], [f"id: {course_id}"])


def test_causes_are_named_as_they_are(tmp_path, capsys, monkeypatch):
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "khong-phai-khoa" / "a").mkdir(parents=True)
    for number in range(50):
        (tmp_path / "khong-phai-khoa" / "a" / f"{number}.yaml").write_text("a: [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    cases = {
        "new README.md": "taphuan new` ghi tên một thư mục chưa có",
        "build --only outline --out README.md": "README.md không phải là thư mục",
        "schema --out khong/co.json": "Không có thư mục khong.",
        "build README.md": "README.md là một tệp, không phải thư mục",
        "build khong-phai-khoa": "không có tệp course.yaml",
        "build khong-co --watch": "Không có thư mục khong-co",
    }
    for words, said in cases.items():
        assert main(words.split()) == 1
        heard = capsys.readouterr().err
        assert said in heard and "lock" not in heard and len(heard.splitlines()) <= 2, heard


def test_a_day_is_taken_as_people_write_it(capsys):
    for day in ("22/11/2026", "2026-11-22", "22.11.2026"):
        assert main(["check", "--today", day]) == 0
    assert main(["check", "--today", "31/02/2026"]) == 2
    assert "22/11/2026" in capsys.readouterr().err


def test_a_fault_in_every_row_is_told_twenty_times_and_counted(tmp_path, capsys):
    rows = [f"{at};Nguyễn Văn {at};Xã A" for at in range(1, 300)]
    (tmp_path / "ds.csv").write_text("\n".join(["STT;Họ và tên;Đơn vị", *rows, "300;;Xã A"]), encoding="utf-8")
    assert main(["exam", "new", "--roster", str(tmp_path / "ds.csv"), "--out", str(tmp_path / "ky")]) == 1
    said = capsys.readouterr().err
    assert said.count("[roster.odd-name] (nhắc)") == 20 and "[roster.odd-name] và 279 chỗ nữa" in said
    assert said.count("[roster.no-name]") == 1


def test_a_place_that_is_taken_is_not_touched(tmp_path, capsys):
    target = tmp_path / "khoa"
    assert main(["new", str(target), "--from", work.BUNDLED]) == 0
    (target / "course.yaml").write_text("của tôi", encoding="utf-8")
    assert main(["new", str(target), "--from", work.BUNDLED]) == 1
    assert (target / "course.yaml").read_text(encoding="utf-8") == "của tôi"
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    assert main(["new", str(tmp_path / "tep")]) == 1
    assert main(["new", str(tmp_path / "tep" / "khoa")]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["khoa", "tep"]
    said_in_vietnamese(capsys.readouterr().err)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_may_not_be_written_is_told(tmp_path, capsys):
    tmp_path.chmod(0o500)
    assert main(["new", str(tmp_path / "khoa"), "--from", work.BUNDLED]) == 1
    tmp_path.chmod(0o700)
    assert not list(tmp_path.iterdir())


def test_a_refused_write_leaves_nothing_half(tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.disk.Disk.rename", full)
    assert main(["new", str(tmp_path / "khoa"), "--from", work.BUNDLED]) == 1
    assert not list(tmp_path.iterdir())
    assert "đầy" in capsys.readouterr().err


def test_new_killed_midway_leaves_nothing_half_and_no_litter_after_the_next_run(tmp_path):
    target = tmp_path / "khoa"
    words = [sys.executable, "-m", "app.cli", "new", str(target), "--from", work.BUNDLED]
    whole = {path.relative_to(work.CONTENT / work.BUNDLED) for path in (work.CONTENT / work.BUNDLED).rglob("*.yaml")}
    for number in range(4):
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            if number:
                wait_for(lambda: list(tmp_path.iterdir()), process)
                time.sleep(0.004 * (number - 1))
            process.send_signal(signal.SIGKILL)
        if target.exists():
            assert {path.relative_to(target) for path in target.rglob("*.yaml")} == whole
            shutil.rmtree(target)
    copy_course(work.CONTENT / work.BUNDLED, target, {})
    assert [path.name for path in tmp_path.iterdir()] == ["khoa"]


def wait_for(seen, process):
    """Until something is seen or the process is gone."""
    while not seen() and process.poll() is None:
        time.sleep(0.001)
