"""One writer at a time, and everybody learns who it is."""

import json
import os
import socket
import subprocess
import sys

import pytest

from app.disk import Disk
from app.lock import hold
from app.publish import publish
from app.publish_error import PublishError
from app.swap import lock_of

FILES = {"deck.pptx": b"slides", "quiz/101.pdf": b"paper"}


def refusal(folder):
    with pytest.raises(PublishError) as caught:
        publish(FILES, folder, course="k")
    return caught.value


def beside(folder):
    return sorted(path.name for path in folder.parent.iterdir())


def test_the_lock_says_who_holds_it_and_goes_with_its_holder(tmp_path):
    publish(FILES, tmp_path / "k", course="k")
    with hold(lock_of(tmp_path / "k"), Disk()):
        error = refusal(tmp_path / "k")
    assert (error.code, error.params["pid"], error.params["host"]) == ("locked", os.getpid(), socket.gethostname())
    assert error.params["since"].startswith("20")
    publish(FILES, tmp_path / "k", course="k")
    assert beside(tmp_path / "k") == ["k"]


def test_a_lock_left_by_a_dead_process_is_taken_over_and_one_of_another_machine_is_not(tmp_path):
    lock = lock_of(tmp_path / "k")
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    signed = {"pid": int(dead.stdout), "host": "may-khac", "since": "2026-11-22 08:00:00"}
    lock.write_text(json.dumps(signed))
    error = refusal(tmp_path / "k")
    assert (error.code, error.params["host"], error.params["lock"]) == ("locked-elsewhere", "may-khac", str(lock))
    for text in (json.dumps({**signed, "host": socket.gethostname()}), "", "{"):
        lock.write_text(text)
        publish(FILES, tmp_path / "k", course="k")
        assert beside(tmp_path / "k") == ["k"]


def test_a_lock_file_that_its_owner_takes_away_meanwhile_is_no_lock(tmp_path):
    class Late(Disk):
        opened = 0

        def open_lock(self, path):
            handle = super().open_lock(path)
            self.opened += 1
            if self.opened == 1 and os.name != "nt":
                path.unlink()
            return handle

    lock = lock_of(tmp_path / "k")
    with hold(lock, Late()):
        assert json.loads(lock.read_text())["pid"] == os.getpid()
        assert refusal(tmp_path / "k").code == "locked"
    assert not lock.exists()
