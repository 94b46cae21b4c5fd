"""An output folder holds the old files or the new ones, and what people put there stays theirs."""

import errno
import os
import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from app.disk import Disk
from app.manifest import changed_by_hand, read_manifest
from app.publish import look_before, mend, publish
from app.publish_error import PublishError, from_os
from app.swap import work_of

ROOT = Path(__file__).resolve().parents[2]
FIRST = {"deck.pptx": b"slides 1", "handout.pdf": b"pages 1", "quiz/101.pdf": b"paper 1"}
SECOND = {"deck.pptx": b"slides 2", "handout.pdf": b"pages 2", "quiz/102.pdf": b"paper 2"}


class Stick(Disk):
    """A USB stick: no hard links, no exchange of names."""

    can_exchange = False

    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here", str(target))


@pytest.fixture(params=["exchange", "two renames", "no links"])
def disk(request):
    found = {"exchange": Disk, "two renames": Disk, "no links": Stick}[request.param]()
    found.can_exchange = request.param == "exchange"
    return found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Tập huấn dân vận" / "dist" / "dan-van"


def put(files, folder, **more):
    return publish(files, folder, course="dan-van", version="1", **more)


def snapshot(folder):
    paths = (path for path in sorted(folder.rglob("*")) if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.name != "manifest.json"}


def refusal(*arguments, **more):
    with pytest.raises(PublishError) as caught:
        put(*arguments, **more)
    return caught.value


def beside(folder):
    return sorted(path.name for path in folder.parent.iterdir())


def test_a_deep_new_folder_with_vietnamese_letters_gets_all_files_and_no_litter(folder, disk):
    done = put(FIRST, folder, disk=disk)
    assert snapshot(folder) == FIRST
    assert done.written == tuple(FIRST) and done.folder == folder
    assert beside(folder) == ["dan-van"]


def test_files_that_are_no_longer_made_go_and_foreign_ones_stay_as_they_were(folder, disk):
    put(FIRST, folder)
    foreign = {"ghi chú.txt": b"nh\xe1", "quiz/bài làm/a.docx": b"x", "anh/1.jpg": b"y"}
    for name, data in foreign.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        os.utime(folder / name, (1, 1))
    (folder / "trống").mkdir()
    done = put(SECOND, folder, disk=disk)
    assert snapshot(folder) == {**SECOND, **foreign}
    assert (folder / "trống").is_dir() and (folder / "ghi chú.txt").stat().st_mtime == 1
    assert done.removed == ("quiz/101.pdf",) and done.moved_to is None
    assert beside(folder) == ["dan-van"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_the_folder_are_carried_as_links_and_never_followed(folder, tmp_path, disk):
    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "a.txt").write_text("của người khác")
    put(FIRST, folder)
    (folder / "lối tắt").symlink_to(outside)
    (folder / "treo").symlink_to("không có")
    (folder / "khóa").mkdir()
    (folder / "khóa" / "b.txt").write_text("b")
    (folder / "khóa").chmod(0o555)
    put(SECOND, folder, disk=disk)
    assert os.readlink(folder / "lối tắt") == str(outside) and os.readlink(folder / "treo") == "không có"
    assert (outside / "a.txt").read_text() == "của người khác" and (folder / "khóa" / "b.txt").read_text() == "b"
    assert beside(folder) == ["dan-van"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_folder_of_ours_turned_into_a_link_is_not_written_through(folder, tmp_path):
    put(FIRST, folder)
    (folder / "quiz" / "101.pdf").rename(tmp_path / "101.pdf")
    (folder / "quiz").rmdir()
    (folder / "quiz").symlink_to(tmp_path)
    assert refusal(FIRST, folder).params["names"] == "quiz"
    done = put(FIRST, folder, replace=True)
    assert not (folder / "quiz").is_symlink() and (done.moved_to / "quiz").is_symlink()
    assert (tmp_path / "101.pdf").read_bytes() == b"paper 1"


def test_only_one_part_is_rebuilt_and_the_rest_stays(folder, disk):
    put({**FIRST, "deck/a.png": b"a", "deck-trainer.pdf": b"t"}, folder)
    done = put({"deck.pptx": b"slides 2"}, folder, only=frozenset({"deck"}), disk=disk)
    assert snapshot(folder) == {**FIRST, "deck.pptx": b"slides 2", "deck-trainer.pdf": b"t"}
    assert done.kept == ("deck-trainer.pdf", "handout.pdf", "quiz/101.pdf") and done.removed == ("deck/a.png",)
    assert set(read_manifest(folder).files) == set(snapshot(folder))


def test_only_one_part_may_be_rebuilt_beside_another_changed_by_hand(folder):
    put(FIRST, folder)
    (folder / "handout.pdf").write_bytes(b"by hand")
    put({"deck.pptx": b"slides 2"}, folder, only=frozenset({"deck"}))
    assert snapshot(folder)["handout.pdf"] == b"by hand"
    assert changed_by_hand(folder) == ("handout.pdf",)


def test_a_changed_file_stops_the_build_which_names_it_and_changes_nothing(folder):
    put(FIRST, folder)
    (folder / "deck.pptx").write_bytes(b"slides X")
    before = snapshot(folder)
    error = refusal(SECOND, folder)
    assert (error.key, error.params["names"]) == ("publish.changed", "deck.pptx")
    with pytest.raises(PublishError):
        look_before(SECOND, folder, course="dan-van")
    look_before(SECOND, folder, course="dan-van", replace=True)
    assert snapshot(folder) == before and beside(folder) == ["dan-van"]


def test_replace_moves_the_whole_changed_output_away_first(folder, disk):
    put(FIRST, folder)
    for number in (1, 2):
        (folder / "deck.pptx").write_bytes(b"by hand %d" % number)
        (folder / "ghi chú.txt").write_bytes(b"mine")
        before = snapshot(folder)
        done = put(SECOND, folder, replace=True, disk=disk)
        assert done.moved_to == folder.with_name(f"dan-van-sua-tay-{number}")
        assert snapshot(done.moved_to) == before
        assert snapshot(folder) == {**SECOND, "ghi chú.txt": b"mine"}
        assert not os.path.samefile(folder / "ghi chú.txt", done.moved_to / "ghi chú.txt")
    assert put(FIRST, folder, replace=True).moved_to is None
    assert beside(folder) == ["dan-van", "dan-van-sua-tay-1", "dan-van-sua-tay-2"]


def test_a_changed_file_that_is_not_made_any_more_is_left_to_its_owner(folder):
    put(FIRST, folder)
    (folder / "quiz/101.pdf").write_bytes(b"by hand")
    put(SECOND, folder)
    assert snapshot(folder) == {**SECOND, "quiz/101.pdf": b"by hand"}
    assert refusal(FIRST, folder).params["names"] == "quiz/101.pdf"


def test_a_foreign_file_or_folder_where_ours_should_be_is_not_overwritten(folder):
    put({"deck.pptx": b"1"}, folder)
    (folder / "quiz").write_text("a file")
    (folder / "handout.pdf").mkdir()
    assert refusal(FIRST, folder).params["names"] == "handout.pdf, quiz"
    put(FIRST, folder, replace=True)
    assert snapshot(folder) == FIRST


def test_a_save_during_the_build_is_kept_beside(folder, disk):
    put(FIRST, folder)

    class Saved(type(disk)):
        def flush_folder(self, path):
            if path.name == "new":
                (folder / "deck.pptx").write_bytes(b"saved just now")

    saved = Saved()
    saved.can_exchange = disk.can_exchange
    done = put(SECOND, folder, disk=saved)
    assert snapshot(folder) == SECOND
    assert snapshot(done.moved_to) == {"deck.pptx": b"saved just now"}


def test_a_deleted_file_is_simply_made_again(folder):
    put(FIRST, folder)
    (folder / "deck.pptx").unlink()
    assert changed_by_hand(folder) == ()
    put(FIRST, folder)
    assert snapshot(folder) == FIRST


def test_folders_that_are_not_ours_are_refused_and_untouched(tmp_path):
    strangers, other, broken = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    for place in (strangers, other, broken):
        place.mkdir()
        (place / "luận văn.docx").write_text("x")
    publish({}, tmp_path / "d", course="khác")
    (tmp_path / "d/manifest.json").rename(other / "manifest.json")
    (broken / "manifest.json").write_text('{"format": 1, "files": {"../../x": {"sha256": "", "bytes": 0}}}')
    before = snapshot(tmp_path)
    assert [refusal(FIRST, place).code for place in (strangers, other, broken)] == [
        "foreign-folder", "other-course", "manifest-broken"]  # fmt: skip
    assert refusal(FIRST, strangers, replace=True).code == "foreign-folder"
    assert snapshot(tmp_path) == before
    done = put(FIRST, broken, replace=True)
    assert snapshot(done.moved_to) == {"luận văn.docx": b"x"} and snapshot(broken) == FIRST


def test_a_folder_with_nothing_but_what_file_browsers_leave_is_taken(tmp_path, disk):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "Thumbs.db").write_bytes(b"t")
    for place in ("a", "b"):
        put(FIRST, tmp_path / place, disk=disk)
    assert beside(tmp_path / "a") == ["a", "b"] and snapshot(tmp_path / "b") == {**FIRST, "Thumbs.db": b"t"}


def test_a_file_or_a_link_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "a").write_text("x")
    assert refusal(FIRST, tmp_path / "a").code == "not-a-folder"
    assert refusal(FIRST, tmp_path / "a" / "b").code == "not-a-folder"
    if os.name != "nt":
        (tmp_path / "l").symlink_to(tmp_path)
        assert refusal(FIRST, tmp_path / "l").code == "not-a-folder"
    assert sorted(path.name for path in tmp_path.iterdir()) in (["a"], ["a", "l"])


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_dist_may_be_a_link_to_another_file_system(tmp_path):
    made = subprocess.run(["mktemp", "-d", "-p", "/dev/shm"], capture_output=True, text=True, check=True)
    shared = Path(made.stdout.strip())
    try:
        (tmp_path / "dist").symlink_to(shared)
        for files in (FIRST, SECOND):
            put(files, tmp_path / "dist" / "k")
            assert snapshot(shared / "k") == files and [path.name for path in shared.iterdir()] == ["k"]
    finally:
        subprocess.run(["rm", "-r", str(shared)], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_read_only_dist_is_told(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert refusal(FIRST, tmp_path / "k").code == "no-permission"
    tmp_path.chmod(stat.S_IRWXU)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_who_may_enter_the_folder_stays_as_it_was(folder, disk):
    put(FIRST, folder)
    folder.chmod(0o2770)
    put(SECOND, folder, disk=disk)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770


def test_a_failing_maker_leaves_the_old_output_and_its_own_error(folder):
    put(FIRST, folder)

    def half():
        yield b"one"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put({**SECOND, "zz.pdf": half()}, folder)
    assert snapshot(folder) == FIRST and beside(folder) == ["dan-van"]


def test_mending_where_nothing_is_wrong_changes_nothing(folder):
    assert mend(folder) is None and not folder.parent.exists()
    put(FIRST, folder)
    assert mend(folder) is None and beside(folder) == ["dan-van"] and not work_of(folder).exists()


def test_every_refusal_has_its_message_and_every_message_its_refusal():
    labels = yaml.safe_load((ROOT / "assets/labels/vi/publish.yaml").read_text("utf-8"))
    code = "".join(path.read_text("utf-8") for path in (ROOT / "app").glob("*.py"))
    spoken = {key for key in labels if f'"{key.removeprefix("publish.")}"' in code}
    assert set(labels) - {"publish.moved"} == spoken
    for number in (errno.ENOSPC, errno.EACCES, errno.EBUSY, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EIO):
        error = from_os(OSError(number, "hỏng", "/x"), Path("/k"))
        assert labels[error.key].format(**error.params)
