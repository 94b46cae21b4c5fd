"""The list of what is ours: the same for the same files, with names that every system can hold."""

import json

import pytest

from app.manifest import changed_by_hand, read_manifest
from app.publish import publish
from app.publish_error import PublishError

FIRST = {"deck.pptx": b"slides 1", "handout.pdf": b"pages 1", "quiz/101.pdf": b"paper 1"}


def put(files, folder):
    return publish(files, folder, course="dan-van", version="1")


def test_the_manifest_is_the_same_bytes_for_the_same_files_in_any_order(tmp_path):
    put(FIRST, tmp_path / "a")
    put({name: [data[:3], data[3:]] for name, data in reversed(FIRST.items())}, tmp_path / "b")
    assert (tmp_path / "a/manifest.json").read_bytes() == (tmp_path / "b/manifest.json").read_bytes()
    data = json.loads((tmp_path / "a/manifest.json").read_text("utf-8"))
    assert data["files"]["deck.pptx"]["bytes"] == 8 and data["course"] == "dan-van" and data["format"] == 1


@pytest.mark.parametrize(
    "name", ["../a", "/a", "a//b", "a/./b", "", "a\\b", "c:a", "nul", "quiz/CON.txt", "com1.pdf", "a.", "a ", "đề.pdf",
             ".hidden", "manifest.json", "MANIFEST.json", "manifest.json/a", "DECK.pptx", "Quiz/1.pdf", "quiz",
             "deck.pptx/a"]
)  # fmt: skip
def test_names_that_some_system_cannot_hold_or_tell_apart_are_refused(tmp_path, name):
    with pytest.raises(PublishError) as caught:
        put({"deck.pptx": b"", "quiz/2.pdf": b"", name: b""}, tmp_path / "k")
    assert caught.value.code == "bad-name"
    assert not (tmp_path / "k").exists()


def test_a_changed_file_is_found_by_its_bytes_not_by_its_time_or_size(tmp_path):
    put(FIRST, tmp_path)
    (tmp_path / "handout.pdf").write_bytes(b"pages 1")
    (tmp_path / "quiz/101.pdf").write_bytes(b"paper X")
    assert changed_by_hand(tmp_path) == ("quiz/101.pdf",)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 2}', '{"format": 1, "files": []}', "[" * 9999,
    '{"format": 1, "course": "k", "version": "", "files": {"/etc/passwd": {"sha256": "", "bytes": 1}}}'])  # fmt: skip
def test_a_manifest_that_makes_no_sense_is_refused_not_believed(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(PublishError) as caught:
        read_manifest(tmp_path)
    assert caught.value.code == "manifest-broken"


def test_a_new_name_may_not_fall_together_with_a_file_that_stays(tmp_path):
    put(FIRST, tmp_path)
    with pytest.raises(PublishError) as caught:
        publish({"Handout.pdf": b""}, tmp_path, course="dan-van", only=frozenset({"deck"}))
    assert caught.value.params == {"name": "handout.pdf"}
