"""Booklets of a sitting: each copy says what its order says, names whose it is, and no file knows a key."""

import io
import shutil
import subprocess
import unicodedata

import pikepdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer

from assets.look import load_look
from builders.exam_booklets import Booklets
from builders.quiz_head import Heading
from builders.quiz_type import Setter
from course.items import LETTERS, STATEMENTS
from course.model import Course
from course.text import plain
from plan.form import plan_forms
from plan.roster import Person
from plan.sitting import Sitting, copies, number_text

LOOK = load_look().mono()
PEOPLE = (
    Person(2, "Nguyễn Thị Quỳnh Như", "101", "Xã Cẩm Bình"), Person(3, "H'Hen Niê (R&D) <b>", "", "Xã \\ Đức Thọ"),
    Person(4, "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên Khôi Minh Châu Ngọc Diễm Quỳnh Anh Thư", "7", "Ban"),
    Person(5, "Ưng Ý"),
)  # fmt: skip
HEADING = Heading("thu", "Dân vận khéo", ("TỈNH ỦY HÀ TĨNH", "BAN DÂN VẬN"), "party")


def an_item(kind, n, turned):
    options = [{"text": f"Phương án {at} của câu {n}: R&D <5 % “dân”", "key": (at == 2) != turned} for at in range(3)]
    single = [{"text": option["text"], "key": at == (1 if turned else 0)} for at, option in enumerate(options)]
    truths = [{"text": f"Ý {at} của câu {n}", "answer": (at % 2 == 0) != turned} for at in range(4)]
    own = {
        "single": {"options": single}, "multiple": {"options": options},
        "cluster": {"statements": truths},
        "number": {"answer": "7" if turned else "3,5", "unit": "hộ"},
        "written": {"lines": 14, "guide": "Đủ ba ý." if turned else "Đủ hai ý."},
    }  # fmt: skip
    return {"id": f"{kind}-{n}", "kind": kind, "use": "exam", "topic": "a", "level": "biet",
            "stem": f"Câu hỏi {n} về **dân vận** khi x < y, & việc *cần làm ngay* ở thôn?", **own[kind]}


def a_sitting(people=PEOPLE, *, turned=False, count=6, kinds=("single", "multiple", "cluster", "number", "written")):
    items = [an_item(kind, n, turned) for kind in kinds for n in range(count)]
    course = Course.model_validate({
        "id": "thu", "title": "Thử", "items": items, "levels": [{"id": "biet", "name": "Biết"}],
        "topics": [{"id": "a", "name": "Chung"}],
        "blueprints": [{"id": "de", "title": "Đề kiểm tra cuối khóa", "kinds": list(kinds),
                        "rows": [{"topic": "a", "counts": {"biet": len(items)}}]}],
    })  # fmt: skip
    quiz = plan_forms(course, course.blueprints[0], 7)
    return Sitting("ACDEF", quiz.blueprint, quiz.items, "7", tuple(people), 1, bytes(32))


def pieces(sitting):
    return list(Booklets(sitting, HEADING, LOOK, Setter(LOOK, "text")).write(copies(sitting), "Đề (thử) & 101"))


@pytest.fixture(scope="module")
def sitting():
    return a_sitting()


@pytest.fixture(scope="module")
def data(sitting):
    return b"".join(pieces(sitting))


@pytest.fixture(scope="module")
def texts(sitting, data):
    """By copy, the letters of its pages without white space, as pdfium copies them."""
    found = {}
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage().get_text_bounded()
        assert unicodedata.is_normalized("NFC", text)
        number = next(copy for copy in range(1, sitting.count + 1) if f"Bản số {number_text(copy, 1)} · Trang" in text)
        found[number] = found.get(number, "") + "".join(text.split())
    return found


def asked(each):
    """What a question prints, in the order of reading."""
    marks = [f"{mark}{')' if each.question.kind == 'cluster' else '.'}"
             for mark in (STATEMENTS if each.question.kind == "cluster" else LETTERS)]  # fmt: skip
    options = "".join(f"{mark}{text}" for mark, text in zip(marks, each.options, strict=False))
    return "".join(f"Câu{each.number}.{plain(each.question.stem)}{options}".split())


def test_every_copy_asks_its_own_order_letter_for_letter(sitting, texts):
    for copy in copies(sitting):
        text, at = texts[copy.number], 0
        for each in copy.form.questions:
            at = text.find(asked(each), at)
            assert at >= 0, (copy.number, asked(each))
        assert text.count("Câu") == 2 * len(copy.form.questions)


def test_every_copy_names_its_person_and_no_other(sitting, texts):
    for copy in copies(sitting):
        for person in PEOPLE:
            assert ("".join(person.name.split()) in texts[copy.number]) == (person is copy.person)
        assert f"Bảnsố{number_text(copy.number, 1)}" in texts[copy.number]
    assert "XãCẩmBình" in texts[1] and "101" in texts[1] and "Xã\\ĐứcThọ" in texts[2]


def glyphs(data):
    """Every letter with its box, those of stamps too."""
    waiting = list(extract_pages(io.BytesIO(data), laparams=None))
    while waiting:
        each = waiting.pop()
        if isinstance(each, LTChar):
            yield each
        elif isinstance(each, LTContainer):
            waiting += list(each)


def test_other_readers_find_the_same_letters(data):
    mined = "".join(glyph.get_text() for glyph in glyphs(data))
    seen = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    assert len(mined) > 10_000
    assert sorted("".join(mined.split())) == sorted("".join(seen.split()))


def test_a_key_turned_round_changes_no_byte(data):
    assert b"".join(pieces(a_sitting(turned=True))) == data


def test_the_same_sitting_gives_the_same_bytes(sitting, data):
    assert b"".join(pieces(sitting)) == data


def test_nothing_is_printed_outside_of_the_margins(data):
    for glyph in glyphs(data):
        assert glyph.x0 > 50 and glyph.x1 < 545 and glyph.y0 > 20 and glyph.y1 < 815, glyph


def test_the_file_is_whole_has_title_and_language(tmp_path, data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.docinfo.Title == "Đề (thử) & 101"
        assert pdf.Root.Lang == "vi-VN"
    if shutil.which("qpdf"):
        (tmp_path / "a.pdf").write_bytes(data)
        checked = subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True, text=True)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_pages_come_in_pieces_and_a_copy_costs_little():
    people = [Person(row, f"Nguyễn Văn {row}", str(row)) for row in range(2, 602)]
    made = pieces(a_sitting(people, kinds=("single",), count=30))
    assert len(made) > 5
    assert max(map(len, made[1:-1])) < 200_000
    assert sum(map(len, made)) < 700 * 2_500
