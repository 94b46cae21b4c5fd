"""What a course folder may hold: read, passed over, or refused before it is opened."""

import os
import socket
import struct
import time
import unicodedata
import zlib
from pathlib import Path

import pytest
import yaml

from course.files import asset_problem, decoded, read_folder

LABELS = Path(__file__).parents[2] / "assets/labels/vi/problems-text.yaml"
SAYS = yaml.safe_load(LABELS.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    """A course folder with a course.yaml."""
    (tmp_path / "course.yaml").write_text("title: Dân vận khéo\n", encoding="utf-8")
    return tmp_path


def told(folder):
    """`place code` of every problem; each message can be said."""
    problems = read_folder(folder)[1]
    assert all(SAYS[f"problem.{problem.code}"].format(**problem.params) for problem in problems)
    return [f"{problem.place} {problem.code}" for problem in problems]


def put(folder, name, data=b"items: []\n"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_all_yaml_files_below_are_read_by_name(folder):
    passed_over = [".git/x.yaml", "items.yaml~", ".items.yaml.swp", "a.bak", "#items.yaml#", "~$a.yaml", "README.txt"]
    for name in ["lessons/b.yaml", "lessons/a.yml", "Items.yaml", "quotes.lock", "hinh/a.png", *passed_over]:
        put(folder, name)
    texts, problems = read_folder(folder)
    assert list(texts) == ["Items.yaml", "course.yaml", "lessons/a.yml", "lessons/b.yaml"] and problems == []


@pytest.mark.parametrize(("data", "text"), [
    ("\ufefftitle: Đ\r\n".encode(), "title: Đ\r\n"), (b"", ""), (b"a: \xe1\xba\xa1\n", "a: ạ\n"),
])  # fmt: skip
def test_utf8_is_read_with_and_without_mark(data, text):
    assert decoded("a.yaml", data) == text


@pytest.mark.parametrize(("data", "expected"), [
    ("title: Nhân dân\n".encode("utf-16"), "a.yaml:1:1 file.utf16"),
    ("title: Nhân dân\n".encode("utf-16-le"), "a.yaml:1:1 file.utf16"),
    ("title: Nhân dân\n".encode("utf-16-be"), "a.yaml:1:1 file.utf16"),
    ("title: Nhân dân\n".encode("utf-32"), "a.yaml:1:1 file.utf16"),
    ("id: a\ntitle: Nhân\n".encode("cp1252"), "a.yaml:2:10 file.encoding"),
    ("id: a\r\ntitle: “Đ".encode("cp1258"), "a.yaml:2:8 file.encoding"),
    ("# Đại hội ".encode() + b"c\xabng\n", "a.yaml:1:12 file.encoding"),
    (b"title: " + b"\xe1\xba", "a.yaml:1:8 file.encoding"),
    (b"title: \xed\xa0\x80", "a.yaml:1:8 file.encoding"),
    (b"a: 1\nb: x\x00y\n", "a.yaml:2:5 file.nul"),
])  # fmt: skip
def test_other_encodings_are_told_at_their_first_byte(folder, data, expected):
    put(folder, "a.yaml", data)
    assert told(folder) == [expected] and "a.yaml" not in read_folder(folder)[0]


def test_a_folder_that_is_none(tmp_path):
    assert told(tmp_path / "khong-co") == ["khong-co:1:1 folder.missing"]
    assert told(put(tmp_path, "tep.yaml")) == ["tep.yaml:1:1 folder.is-file"]
    assert told(tmp_path / "a\0b") == ["a\0b:1:1 folder.missing"]


@pytest.mark.parametrize(
    "name", ["Course.YAML", "course.yml", "COURSE.yaml", "course.yaml.txt", "course.txt", "course.json"]
)
def test_a_course_under_another_name_is_found_out(tmp_path, name):
    put(tmp_path, name)
    problem = next(problem for problem in read_folder(tmp_path)[1] if not problem.is_warning)
    assert problem.code == "folder.course-misnamed" and problem.params["found"] == name


def test_a_course_one_folder_deeper_is_found_out(tmp_path):
    put(tmp_path, "khoa-1/course.yaml")
    (problem,) = read_folder(tmp_path)[1]
    assert problem.code == "folder.course-misnamed" and problem.params["found"] == "khoa-1/course.yaml"
    assert told(tmp_path / "khoa-1") == []


def test_an_empty_folder_is_told(tmp_path):
    assert told(tmp_path) == ["course.yaml:1:1 folder.no-course"]


@pytest.mark.parametrize(("name", "meant"), [
    ("items.YAML", "items.yaml"), ("bai/items.Yml", "bai/items.yaml"), ("items.yaml.txt", "items.yaml"),
    ("items.txt", "items.yaml"), ("items.json", "items.yaml"), ("items.yaml.docx", "items.yaml"),
])  # fmt: skip
def test_a_misnamed_file_is_a_warning_with_the_right_name(folder, name, meant):
    put(folder, name)
    (problem,) = read_folder(folder)[1]
    assert (problem.code, problem.is_warning, problem.params["meant"]) == ("file.misnamed", True, meant)


def test_links_are_refused_wherever_they_are(folder):
    outside = put(folder.parent, "ngoai.yaml")
    (folder / "items.yaml").symlink_to(outside)
    (folder / "lessons").symlink_to(folder.parent, target_is_directory=True)
    (folder / "hong.png").symlink_to("khong-co")
    put(folder, "bai/1.yaml")
    (folder / "bai/vong").symlink_to(folder, target_is_directory=True)
    names = ["hong.png", "items.yaml", "lessons", "bai/vong"]
    assert sorted(told(folder)) == sorted(f"{name}:1:1 file.link" for name in names)
    assert list(read_folder(folder)[0]) == ["bai/1.yaml", "course.yaml"]


def test_a_course_file_that_is_a_link_is_told_once(tmp_path):
    (tmp_path / "course.yaml").symlink_to(put(tmp_path.parent, "that.yaml"))
    assert told(tmp_path) == ["course.yaml:1:1 file.link"]


def test_pipes_and_sockets_are_refused_without_waiting(folder):
    os.mkfifo(folder / "items.yaml")
    place = os.getcwd()
    os.chdir(folder)  # a socket's path may have only some hundred letters
    try:
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind("s.yaml")
    finally:
        os.chdir(place)
    start = time.monotonic()
    assert told(folder) == ["items.yaml:1:1 file.not-regular", "s.yaml:1:1 file.not-regular"]
    assert time.monotonic() - start < 1


def test_limits_of_size_number_and_depth(folder):
    put(folder, "big.yaml", b"#" * 2_000_001)
    put(folder, "1/2/3/4/5/6/7/x.yaml")
    put(folder, "1/2/3/4/5/ok.yaml")
    assert sorted(told(folder)) == ["1/2/3/4/5/6:1:1 folder.too-deep", "big.yaml:1:1 file.too-big"]
    assert "1/2/3/4/5/ok.yaml" in read_folder(folder)[0]
    for number in range(600):
        put(folder, f"items/{number:03}.yaml")
    assert "file.too-many" in " ".join(told(folder)) and len(read_folder(folder)[0]) <= 500


def test_names_that_windows_cannot_tell_apart(folder):
    put(folder, "Items.yaml")
    put(folder, "items.yaml")
    put(folder, unicodedata.normalize("NFD", "bài.yaml"))
    put(folder, "bài.yaml")
    codes = [problem.code for problem in read_folder(folder)[1]]
    assert codes == ["file.same-name", "file.same-name"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(folder):
    put(folder, "items.yaml").chmod(0)
    (folder / "bai").mkdir(mode=0)
    assert sorted(told(folder)) == ["bai:1:1 folder.unreadable", "items.yaml:1:1 file.unreadable"]


def test_a_file_that_refuses_to_open_is_told(folder, monkeypatch):
    put(folder, "items.yaml")

    def refuse(path, *rest):
        if str(path).endswith("items.yaml"):
            raise PermissionError(13, "no")
        return open(path, *rest)

    monkeypatch.setattr("course.files.open", refuse, raising=False)
    assert told(folder) == ["items.yaml:1:1 file.unreadable"]


def test_a_name_in_no_encoding_is_told(folder):
    with open(os.fsencode(folder) + b"/b\xe0i.yaml", "wb"):
        pass
    assert told(folder) == ["b?i.yaml:1:1 file.name"]


def png(width, height, rows=None):
    def chunk(kind, inside):
        return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))

    head = chunk(b"IHDR", struct.pack(">II", width, height) + b"\x08\x02\0\0\0")
    rows = zlib.compress(b"\0" * min(height * (width * 3 + 1), 3_000_000)) if rows is None else rows
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("data", [
    png(80, 60)[:60], png(80, 60)[:-12], png(80, 60, b"garbage"), png(80, 60, zlib.compress(b"\0" * 99)),
    png(80, 60).replace(b"IDATx", b"IDATy", 1),
])  # fmt: skip
def test_a_picture_copied_in_part_is_told_before_any_page_is_drawn(folder, data):
    (folder / "a.png").write_bytes(data)
    assert asset_problem(folder, "a.png") == "asset.broken"


def test_a_photo_without_its_end_is_told(folder):
    (folder / "a.jpg").write_bytes(jpeg(80, 60)[:-30])
    assert asset_problem(folder, "a.jpg") == "asset.broken"


def jpeg(width, height):
    head = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 9 + b"\xff\xdb\0\x04\0\0\xff\xff\xc2\0\x11\x08"
    return head + struct.pack(">HH", height, width) + b"\x03" + b"\0" * 20 + b"\xff\xda" + b"\0" * 40 + b"\xff\xd9"


@pytest.mark.parametrize(("name", "data"), [
    ("hinh/a.png", png(800, 600)), ("hinh/a.JPG", jpeg(7000, 5000)), ("Bản đồ.jpeg", jpeg(1, 1)),
    ("mau.pptx", b"PK\x03\x04PK\x05\x06"),
])  # fmt: skip
def test_good_pictures_are_good(folder, name, data):
    put(folder, name, data)
    assert asset_problem(folder, name) is None


@pytest.mark.parametrize(("name", "data", "code"), [
    ("a.png", png(10_000, 5_000), "asset.too-many-pixels"),
    ("a.jpg", jpeg(65_000, 65_000), "asset.too-many-pixels"),
    ("a.png", png(800, 600)[:20], "asset.broken"),
    ("a.png", png(0, 600), "asset.broken"),
    ("a.jpg", jpeg(800, 600)[:30], "asset.broken"),
    ("a.png", jpeg(800, 600), "asset.other-kind"),
    ("a.pptx", png(800, 600), "asset.other-kind"),
    ("a.png", b"", "asset.kind"),
    ("a.svg", b"<svg/>", "asset.kind"),
    ("a.gif", b"GIF89a" + b"\0" * 40, "asset.kind"),
    ("a", png(800, 600), "asset.kind"),
    ("a.png", png(8, 6) + b"\0" * 20_000_000, "asset.too-big"),
])  # fmt: skip
def test_pictures_that_cannot_be_used(folder, name, data, code):
    put(folder, name, data)
    assert asset_problem(folder, name) == code
    assert SAYS[f"problem.{code}"].format(file=name)


@pytest.mark.parametrize(("name", "code"), [
    ("khong-co.png", "asset.missing"), ("hinh", "asset.is-folder"), ("hinh/A.png", "asset.other-case"),
    ("Hinh/a.png", "asset.other-case"), ("hinh\\a.png", "asset.backslash"), ("../a.png", "asset.escapes"),
    ("hinh/../../a.png", "asset.escapes"), ("hinh/..", "asset.escapes"), ("..\\a.png", "asset.escapes"),
    ("/etc/passwd", "asset.escapes"), ("C:\\hinh\\a.png", "asset.escapes"), ("c:a.png", "asset.escapes"),
    ("\\\\may\\chung\\a.png", "asset.escapes"), ("//may/chung/a.png", "asset.escapes"), ("~/a.png", "asset.escapes"),
    ("https://a.vn/a.png", "asset.address"), ("file:/etc/passwd", "asset.address"),
    ("data:image/png;base64,x", "asset.address"),
    ("", "asset.missing"), (".", "asset.missing"), ("hinh//a.png", "asset.missing"), ("hinh/a.png/", "asset.missing"),
    ("a\0.png", "asset.missing"), ("hinh/a.png/b", "asset.missing"), ("noi.png", "asset.link"),
    ("loi/a.png", "asset.link"),
    ("ong.png", "asset.not-regular"), ("a" * 5000, "asset.missing"), ("\ud800.png", "asset.missing"),
])  # fmt: skip
def test_names_that_lead_nowhere_or_out(folder, name, code):
    put(folder, "hinh/a.png", png(8, 6))
    put(folder.parent, "a.png", png(8, 6))
    (folder / "noi.png").symlink_to(folder / "hinh/a.png")
    (folder / "loi").symlink_to(folder / "hinh", target_is_directory=True)
    os.mkfifo(folder / "ong.png")
    assert asset_problem(folder, name) == code
    assert SAYS[f"problem.{code}"] and SAYS[f"explain.{code}"]


def test_a_copy_of_a_long_file_is_told_once_and_left_out(folder):
    text = "phrases: [" + ", ".join(f"câu thứ {number}" for number in range(40)) + "]\n"
    (folder / "items.yaml").write_text(text, encoding="utf-8")
    (folder / "items - Copy.yaml").write_text(text, encoding="utf-8")
    assert told(folder) == ["items - Copy.yaml:1:1 file.copy"]


def test_a_course_inside_a_course_is_told_once(folder):
    put(folder, "cu/course.yaml")
    put(folder, "cu/items.yaml")
    assert told(folder) == ["cu/course.yaml:1:1 folder.other-course"]


def test_a_folder_named_as_a_file_is_told(folder):
    (folder / "items.yaml").mkdir()
    assert told(folder) == ["items.yaml:1:1 folder.named-yaml"]
