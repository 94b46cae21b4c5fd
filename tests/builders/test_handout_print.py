"""The handout on a printer: ink, hairlines, grey, headings, and the pages that lead to one another."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.work import check, course_folder
from builders.handout import editions, files, kit_of, whole
from builders.handout.balanced import Balanced
from builders.handout.edition import LARGE, LEARNER
from builders.pdf.text import Text
from builders.product import Materials
from course.items import Option, Ordering, Single
from course.text import Span
from plan import nodes

sys.path.insert(0, str(Path(__file__).parent))
from test_handout import LOOK, NOTE, document_of, words_of

LEAST_LINE = 0.35  # points; thinner is lost on a copier


@pytest.fixture(scope="module")
def grey():
    course = check(course_folder(None), LOOK).course
    assert course is not None
    return {product.name: product.data for product in files(Materials(course, LOOK.mono()))}


def test_in_grey_no_edition_takes_more_than_five_percent_of_ink(grey):
    shares = {}
    for name, data in grey.items():
        drawn = (page.render(scale=150 / 72, grayscale=True) for page in pypdfium2.PdfDocument(data))
        pages = [bitmap.to_pil().convert("L") for bitmap in drawn]
        dark = [1 - sum(value * count for value, count in enumerate(page.histogram())) / 255 / page.width / page.height
                for page in pages]  # fmt: skip
        shares[name] = sum(dark) / len(dark)
    assert len(shares) == 6
    assert {name: share for name, share in shares.items() if share > 0.05} == {}


def operators(data):
    """All drawing of a file, its stamped drawings too."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield from pikepdf.parse_content_stream(page)
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
                yield from pikepdf.parse_content_stream(thing)


def test_in_grey_nothing_has_a_colour_and_no_line_is_too_thin(grey):
    for name, data in grey.items():
        for operands, operator in operators(data):
            values = [float(value) for value in operands if not isinstance(value, pikepdf.Name)] \
                if str(operator) in ("rg", "RG", "w") else []  # fmt: skip
            if str(operator) == "w":
                assert values[0] >= LEAST_LINE, name
            elif values:
                assert max(values) - min(values) < 0.01, (name, values)


ASKED = Single(id="a", stem=(Span("Chọn một"),), options=(Option(text="một"), Option(text="hai", key=True)))


def test_a_question_names_the_page_of_the_key_and_the_key_the_page_of_the_question():
    checks = [nodes.CheckNode(number, ASKED, notes=(NOTE,)) for number in range(1, 40)]
    for data in (next(editions(document_of(*checks), LOOK)).data, whole(LARGE, document_of(*checks), LOOK).data):
        pages = words_of(data)
        key = next(at for at, page in enumerate(pages, 1) if "Xem sau khi đã tự làm" in page)
        asked = next(at for at, page in enumerate(pages, 1) if "Câu 39. Chọn một" in page)
        assert f"Chọn một đáp án: trang {key}" in pages[1] and f"trang {key} " not in pages[asked - 1]
        answered = re.search(r"Câu 39\.? .*?trang (\d+)", pages[-1])
        assert answered and int(answered[1]) == asked > 3


def test_steps_of_an_answer_each_begin_a_line_of_the_key():
    item = Ordering(id="f", kind="ordering", stem=(Span("Xếp lại"),), sequence=("bàn", "làm", "kiểm tra"))
    learner = next(editions(document_of(nodes.CheckNode(1, item)), LOOK)).data
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(learner))
    assert {"A. bàn;", "C. làm;", "B. kiểm tra"} <= {line.strip() for line in text.splitlines()}


def test_the_trainers_cover_asks_for_the_trainer():
    learner, trainer = (words_of(product.data)[0] for product in editions(document_of(), LOOK))
    assert "Học viên:" in learner and "Giảng viên:" not in learner
    assert "Giảng viên:" in trainer and "Học viên:" not in trainer


HEADINGS = ("Gắn với xây dựng Đảng, Nhà nước và nêu gương", "Hội nghị sáng 21/10/2022 và bối cảnh")


@pytest.mark.parametrize("words", HEADINGS)
def test_a_heading_of_two_lines_leaves_no_word_alone(words):
    setter = kit_of(LEARNER, document_of(), LOOK).setter
    lengths = {}
    for kind in (None, Balanced):
        made = setter.text(words, "title", **({"kind": kind} if kind else {}))
        assert made.wrap(270.0, 1e6)[0] == 270.0
        lengths[kind] = [len(" ".join(getattr(line, "words", line[1])).split()) if isinstance(line, tuple)
                         else len(line.words) for line in made.blPara.lines]  # fmt: skip
    assert len(lengths[None]) == len(lengths[Balanced]) == 2
    assert min(lengths[Balanced]) >= 3


def test_a_title_with_marks_of_its_own_gets_no_others():
    source = NOTE.source.model_copy(update={"title": "“Dân vận khéo” giúp các địa phương"})
    note = nodes.Note(source)
    planned = nodes.QuoteNode("Lời trích", notes=(note,))
    joined = " ".join(words_of(next(editions(document_of(planned, sources=(source,)), LOOK)).data))
    assert "““" not in joined and joined.count("“Dân vận khéo” giúp các địa phương") == 2


class Plain(Text):
    """A paragraph as it falls."""


def test_no_short_word_stands_alone_at_the_end_where_the_lines_before_can_spare_one():
    words = "Tên ngắn của quan điểm và ý chính là lời người soạn, để dễ nhớ."
    setter = kit_of(LEARNER, document_of(), LOOK).setter
    alone = dict.fromkeys((Plain, Text), 0)
    for width in range(150, 420, 2):
        counts = set()
        for kind in alone:
            made = setter.text(words, "ragged", kind=kind)
            made.wrap(float(width), 1e6)
            lines = [" ".join(line[1]) for line in made.blPara.lines]
            counts.add(len(lines))
            assert " ".join(lines) == words
            alone[kind] += len(lines) > 1 and lines[-1] == "nhớ."
        assert len(counts) == 1, width
    assert alone[Plain] > 20 and alone[Text] < 4  # where it would take a line more, it stays
