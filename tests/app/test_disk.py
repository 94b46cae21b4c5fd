"""The writing hand waits where waiting helps, and leaves nothing in the air."""

import errno
import os

import pytest

from app.disk import Disk
from app.publish import publish
from app.publish_error import PublishError

FIRST = {"deck.pptx": b"slides 1", "quiz/101.pdf": b"paper 1"}
SECOND = {"deck.pptx": b"slides 2", "handout.pdf": b"pages 2", "quiz/102.pdf": b"paper 2"}


def put(files, folder, **more):
    return publish(files, folder, course="dan-van", **more)


def snapshot(folder):
    paths = (path for path in sorted(folder.rglob("*")) if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.name != "manifest.json"}


def test_all_is_on_the_disk_before_the_old_output_gives_way(tmp_path, monkeypatch):
    folder = tmp_path / "dist" / "k"
    put(FIRST, folder)
    told, flush = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (told.append(("flushed", "")), flush(handle)))

    class Told(Disk):
        def step(self, call, path):
            told.append((call, path.name))

    put(SECOND, folder, disk=Told())
    moment = min(place for place, step in enumerate(told) if step in [("exchange", "k"), ("rename", "k")])
    flushed = {name for call, name in told[:moment] if call == "fsync"}
    assert flushed >= {"deck.pptx", "handout.pdf", "102.pdf", "manifest.json"}
    assert os.name == "nt" or (flushed >= {"quiz", "new"} and ("fsync", "dist") in told[moment:])
    assert [call for call, _ in told].count("flushed") == [call for call, _ in told].count("fsync")
    assert not any(call in ("remove", "rmdir") for call, _ in told[:moment])


def test_a_rename_is_tried_again_where_scanners_open_fresh_files(tmp_path, monkeypatch):
    monkeypatch.setattr("app.disk.PAUSE", 0.001)
    rename, refusals = os.rename, [1, 2, 3]

    def busy(source, target):
        if refusals and refusals.pop():
            raise PermissionError(errno.EACCES, "in use", str(source))
        rename(source, target)

    monkeypatch.setattr(os, "rename", busy)
    put(FIRST, tmp_path / "k", disk=Disk(patience=5))
    assert snapshot(tmp_path / "k") == FIRST
    refusals.extend(range(1, 9))
    with pytest.raises(PublishError) as caught:
        put(SECOND, tmp_path / "k", disk=Disk(patience=0))
    assert caught.value.code == "held-open"
    assert snapshot(tmp_path / "k") == FIRST
