"""The command where the machine around it is odd: no folder to stand in, no room for what it says, endless names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from assets.look import load_look

ROOT = Path(__file__).parents[2]
SOUND = Path(__file__).parent / "sound_course"
LOOK = load_look()


def test_a_name_longer_than_the_system_takes_is_told_as_a_missing_folder(capsys):
    assert main(["check", "a" * 5000]) == 1
    assert "[folder.missing]" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder in which somebody stands")
def test_a_working_folder_deleted_meanwhile_is_told(tmp_path, monkeypatch, capsys):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["build", str(SOUND), "--only", "outline"]) == 1
    assert capsys.readouterr().err.strip() == LOOK.say("cli.no-cwd")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_told():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", "check", str(SOUND)],
            stdout=full, stderr=subprocess.PIPE, cwd=ROOT, encoding="utf-8",
        )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (1, LOOK.say("cli.output-full"))
