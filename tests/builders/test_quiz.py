"""The files of the printed quiz: what stands on them, what must never, and that they come out the same."""

import json
import re
import unicodedata
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextContainer

from assets.look import load_look
from builders import answer_sheet, booklet
from builders.answer_key import least_to_pass, score
from builders.product import Materials
from builders.quiz import files, folder_of
from builders.quiz_head import Heading
from builders.quiz_type import Setter
from course.items import Multiple, NumberItem, Single
from course.model import Blueprint, Course
from course.text import plain
from plan.form import key_of, plan_forms
from plan.sheet_plan import plan_sheet

KINDS = ("single", "multiple", "cluster", "number", "written")
LOOK = load_look().mono()


def an_item(kind, n):
    """An item as authors write them, with what makes layout hard: markup, `&`, `<`, options short and long."""
    item = {"id": f"{kind}-{n}", "kind": kind, "use": "exam", "topic": kind, "level": "biet", "cites": ["bao/14"],
            "stem": f"Câu số {n} ({kind}): việc nào **không** thuộc *năm quan điểm* khi x < y & z, ở xã đang vận động "
                    "bà con góp công, góp của làm đường và hỗ trợ vốn, kỹ thuật để các hộ làm ăn khá lên?",
            "explanation": f"GIẢI THÍCH RIÊNG {kind} {n}: vế đầu của đoạn 14."}  # fmt: skip
    if kind in ("single", "multiple"):
        long = " và đáp ứng lợi ích thiết thực, chính đáng của Nhân dân trên địa bàn dân cư" * (n % 3)
        item["options"] = [
            {"text": f"Ý {kind} {n}.{at}{long}", "key": at == n % 4 or (kind == "multiple" and at == (n + 1) % 4)}
            for at in range(4)
        ]
    elif kind == "cluster":
        item["statements"] = [{"text": f"Ý nhỏ {n}.{at}", "answer": (at + n) % 3 == 0} for at in range(4)]
    elif kind == "number":
        item |= {"answer": "3,5", "tolerance": "0,5", "unit": "hộ"}
    else:
        item |= {"lines": 5, "guide": "Nêu đủ ba ý."}
    return item


def a_course(counts=(30, 0, 0, 0, 0), head="party", **more):
    items = [an_item(kind, n) for kind, count in zip(KINDS, counts, strict=True) for n in range(count)]
    rows = [{"topic": kind, "counts": {"biet": n}} for kind, n in zip(KINDS, counts, strict=True) if n]
    data = {
        "id": "thu", "title": "Đổi mới công tác dân vận",
        "head": head, "organisation": ["TỈNH ỦY HÀ TĨNH", "BAN DÂN VẬN"],
        "sources": [{"id": "bao", "title": "Bài báo", "publisher": "Báo Hà Tĩnh"}],
        "levels": [{"id": "biet", "name": "Biết"}], "topics": [{"id": kind, "name": kind} for kind in KINDS],
        "items": items,
        "blueprints": [{"id": "de", "title": "Đề kiểm tra cuối khóa", "kinds": list(KINDS), "rows": rows}],
    }  # fmt: skip
    return Course.model_validate(data | more)


def made(course, seed=0):
    return {product.name: product for product in files(Materials(course, load_look(), seed=seed))}


@pytest.fixture(scope="module")
def mixed():
    return made(a_course((8, 4, 3, 3, 2)))


@pytest.fixture(scope="module")
def thirty():
    return made(a_course())


def words(data):
    """The text of a PDF with white space folded."""
    return " ".join(extract_text(BytesIO(data)).split())


def pages(data):
    """The same page by page."""
    found = []
    for page in extract_pages(BytesIO(data)):
        found.append(" ".join(" ".join(box.get_text() for box in page if isinstance(box, LTTextContainer)).split()))
    return found


def flat(text):
    return "".join(text.split())


def test_a_course_without_blueprint_makes_no_files():
    assert made(a_course(blueprints=[])) == {}


def test_the_files_of_a_paper_have_their_names(thirty):
    codes = ("101", "102", "103", "104")
    assert set(thirty) == {
        "quiz/answer-sheet.pdf", "quiz/layout.json", "quiz/key.pdf", "quiz/key-explained.pdf",
        *(f"quiz/booklet-{code}.pdf" for code in codes), *(f"quiz/stencil-{code}.pdf" for code in codes),
    }  # fmt: skip
    assert all(product.pages == len(pikepdf.open(BytesIO(product.data)).pages)
               for name, product in thirty.items() if name.endswith(".pdf"))  # fmt: skip


def test_each_further_blueprint_has_a_folder_of_its_own():
    course = a_course((4, 0, 0, 0, 0))
    course = course.model_copy(update={"blueprints": (*course.blueprints, course.blueprints[0].model_copy(
        update={"id": "De-Nhanh", "forms": ("201",)}
    ))})  # fmt: skip
    assert {"quiz/booklet-104.pdf", "quiz/de-nhanh/booklet-201.pdf", "quiz/de-nhanh/key.pdf"} <= set(made(course))


@pytest.mark.parametrize(
    ("id_", "folder"), [("De-10", "de-10"), ("con", "quiz-con"), ("aux.1", "quiz-aux.1"), ("a.", "a")]
)
def test_a_folder_has_a_name_that_every_system_takes(id_, folder):
    assert folder_of(Blueprint(id=id_, title="Đề", rows=())) == folder


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(mixed):
    again, other = made(a_course((8, 4, 3, 3, 2))), made(a_course((8, 4, 3, 3, 2)), seed=1)
    assert {name: product.data for name, product in again.items()} == {n: p.data for n, p in mixed.items()}
    assert other["quiz/booklet-101.pdf"].data != mixed["quiz/booklet-101.pdf"].data
    assert other["quiz/layout.json"].data == mixed["quiz/layout.json"].data


def test_permuting_the_key_changes_no_byte_of_booklets_and_sheet():
    course = a_course((8, 4, 3, 3, 2))
    quiz = plan_forms(course, course.blueprints[0], 0)
    permuted = [with_key_moved(item) for item in quiz.items]
    for form in quiz.forms:
        assert key_of(form, permuted) != quiz.keys[form.code]
    paper, again = on_paper(course, quiz.forms), on_paper(with_items(course, permuted), quiz.forms)
    assert paper == again


def with_key_moved(item):
    if isinstance(item, NumberItem):
        return item.model_copy(update={"answer": Decimal("-0.7")})
    if not isinstance(item, Single | Multiple):
        return item
    keys = [option.key for option in item.options]
    moved = zip(item.options, [*keys[1:], keys[0]], strict=True)
    return item.model_copy(update={"options": tuple(option.model_copy(update={"key": key}) for option, key in moved)})


def with_items(course, items):
    return course.model_copy(update={"items": tuple(items)})


def on_paper(course, forms):
    blueprint, heading = course.blueprints[0], Heading(course.id, course.title, course.organisation, course.head)
    booklets = booklet.build(forms, heading, blueprint, LOOK, Setter(LOOK, "text"))
    sheet = plan_sheet(forms, ("Đ", "S"))
    return [*(made.data for made in booklets), answer_sheet.build(sheet, heading, blueprint, 20, LOOK)]


def test_every_question_stands_whole_and_in_order_on_one_page(mixed):
    course = a_course((8, 4, 3, 3, 2))
    quiz = plan_forms(course, course.blueprints[0], 0)
    for form in quiz.forms:
        found = [flat(page) for page in pages(mixed[f"quiz/booklet-{form.code}.pdf"].data)]
        for each in form.questions:
            texts = [flat(f"Câu {each.number}. {plain(each.question.stem)}"), *map(flat, each.options)]
            page = next(page for page in found if texts[0] in page)
            after = page[page.index(texts[0]) :]
            at = [after.find(text) for text in texts]
            assert -1 not in at and at == sorted(at), (form.code, each.number)


def test_each_part_says_how_it_is_answered(mixed):
    text = words(mixed["quiz/booklet-102.pdf"].data)
    for rule in ("Phần 1. Mỗi câu chỉ có một phương án đúng", "Phần 2. Mỗi câu có một hay nhiều phương án đúng",
                 "Phần 3. Mỗi câu có nhiều ý. Với từng ý, tô ô Đ nếu ý đó đúng, ô S nếu ý đó sai",
                 "Phần 4. Ghi đáp số lên phiếu trả lời", "Phần 5. Viết câu trả lời ngay vào đề"):  # fmt: skip
        assert rule in text


def test_text_is_nfc_with_spaces_at_line_ends(mixed):
    for name in ("quiz/booklet-101.pdf", "quiz/key-explained.pdf", "quiz/answer-sheet.pdf"):
        raw = extract_text(BytesIO(mixed[name].data))
        assert unicodedata.is_normalized("NFC", raw)
        assert "\u00a0" not in raw
    text = words(mixed["quiz/booklet-101.pdf"].data)
    assert "góp công, góp của làm đường và hỗ trợ vốn, kỹ thuật để các hộ làm ăn khá lên?" in text


TITLES = ("Đề kiểm tra, mã đề 101 - Đề kiểm tra cuối khóa", "Đề kiểm tra, mã đề 104 - Đề kiểm tra cuối khóa",
          "Phiếu trả lời - Đề kiểm tra cuối khóa")  # fmt: skip


def test_no_booklet_and_no_sheet_says_what_is_right(mixed):
    for name in ("quiz/booklet-101.pdf", "quiz/booklet-104.pdf", "quiz/answer-sheet.pdf"):
        data = mixed[name].data
        assert not re.search("GIẢI THÍCH|Đáp án|Nêu đủ ba ý|3,5", words(data))
        with pikepdf.open(BytesIO(data)) as pdf:
            said = {str(pdf.docinfo[name]) for name in ("/Title", "/Subject", "/Author", "/Keywords", "/Creator")}
        assert said <= {*TITLES, "Đổi mới công tác dân vận", "taphuan", ""}
    assert b"key" not in mixed["quiz/layout.json"].data


def test_the_head_follows_the_custom_of_party_state_or_none():
    for head, there, absent in (
        ("party", "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI"),
        ("state", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN"),
        ("none", "BAN DÂN VẬN", "VIỆT NAM"),
    ):
        text = words(made(a_course((4, 0, 0, 0, 0), head=head))["quiz/booklet-101.pdf"].data)
        assert there in text and absent not in text
        assert all(word in text for word in ("Họ và tên", "Đơn vị", "STT/SBD", "Mã đề 101", "30 phút", "HẾT"))


def test_booklets_keys_and_stencils_that_belong_together_carry_one_mark(thirty):
    marks = {found for name, product in thirty.items() if name.endswith(".pdf")
             for found in re.findall(r"Bản in (\w{5})", words(product.data))}  # fmt: skip
    assert len(marks) == 1
    unmarked = {name for name, product in thirty.items() if "Bản in" not in words_of(name, product)}
    assert unmarked == {"quiz/answer-sheet.pdf", "quiz/layout.json"}


def words_of(name, product):
    return words(product.data) if name.endswith(".pdf") else ""


def test_no_page_of_thirty_long_questions_ends_above_two_thirds(thirty):
    for code in ("101", "102", "103", "104"):
        data = thirty[f"quiz/booklet-{code}.pdf"].data
        lowest = []
        for page in extract_pages(BytesIO(data)):
            tops = [box.y0 for box in page if isinstance(box, LTTextContainer) and "Trang" not in box.get_text()]
            lowest.append(min(tops))
        assert max(lowest) < 842 * 0.35, (code, lowest)
        assert all(f"Mã đề {code} · Trang {n}/{len(lowest)}" in page for n, page in enumerate(pages(data), 1))


def test_the_key_lists_each_answer_of_each_form_and_the_marks(thirty):
    course = a_course()
    quiz = plan_forms(course, course.blueprints[0], 0)
    text = words(thirty["quiz/key.pdf"].data)
    letters = "".join("ABCD"[answer.right[0]] for answer in quiz.keys["101"])
    assert len(re.findall(r"(?<!\S)[ABCD](?!\S)", text)) == 120
    assert len(letters) == 30 and "15/30" in text and "6,67" in text and "75 bản" in text
    assert "101, 102, 103, 104" in text


def test_the_explained_key_gives_place_text_reason_and_paragraph(mixed):
    course = a_course((8, 4, 3, 3, 2))
    quiz = plan_forms(course, course.blueprints[0], 0)
    text = words(mixed["quiz/key-explained.pdf"].data)
    for item in quiz.items:
        assert plain(item.explanation) in text
    assert text.count("Báo Hà Tĩnh, đoạn 14") == 20
    number = next(answer for answer in quiz.keys["102"] if answer.item == "single-3")
    assert f"102 câu {number.number} ({'ABCD'[number.right[0]]})" in text
    assert "3,5 hộ (chấp nhận sai lệch ± 0,5)" in text and "Nêu đủ ba ý." in text


@pytest.mark.parametrize(
    ("right", "count", "scale", "marks"),
    [(0, 30, 10, "0,00"), (15, 30, 10, "5,00"), (20, 30, 10, "6,67"), (30, 30, 10, "10,00"), (1, 8, 1, "0,13")],
)
def test_marks_are_rounded_as_the_country_rounds(right, count, scale, marks):
    assert score(right, count, scale) == marks


def test_passing_takes_the_share_rounded_up():
    blueprint = Blueprint(id="de", title="Đề", rows=(), pass_percent=50)
    assert [least_to_pass(blueprint, count) for count in (30, 31, 11)] == [15, 16, 6]


def test_the_geometry_is_published_beside_the_sheet(thirty):
    published = json.loads(thirty["quiz/layout.json"].data)
    assert len([field for field in published["fields"] if field["name"].startswith("question.")]) == 30


def test_texts_that_no_page_can_hold_come_out_on_several_whole():
    item = an_item("single", 0) | {"stem": "Rất dài " * 2500 + "https://" + "x" * 300}
    item["options"][1]["text"] = "y" * 200 + " hết"
    course = a_course((3, 0, 0, 0, 0), items=[item, an_item("single", 1), an_item("single", 2)],
                      organisation=["ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH HÀ TĨNH VÀ CÁC TỔ CHỨC THÀNH VIÊN " * 2])
    product = made(course)["quiz/booklet-101.pdf"]
    text = words(product.data)
    assert text.count("Rất dài") == 2500
    assert "x" * 300 in flat(text) and "y" * 200 in flat(text)
    for page in extract_pages(BytesIO(product.data)):
        assert all(box.x0 > 22 and box.x1 < 573 and box.y0 > 22 and box.y1 < 820 for box in page)
