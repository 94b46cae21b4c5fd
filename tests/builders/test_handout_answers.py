"""A question names the page of its answer, in every edition; slide, paper and page call its parts alike."""

import re
import sys
from pathlib import Path

import pytest

from app.work import check, course_folder
from builders.handout import editions, kit_of, whole
from builders.handout.edition import BOOKLET, LARGE, LEARNER
from builders.handout.key import answer
from builders.module_items import question
from course.items import Cluster, ClusterStatement, Matching, Ordering, Pair
from course.text import Span
from plan import lettered, nodes
from plan.document import plan_document
from plan.slides.checks import asked_of
from plan.slides.desk import Desk

sys.path.insert(0, str(Path(__file__).parent))
from test_handout import LOOK, document_of, words_of
from test_handout_editions import in_reading_order

STEM = (Span("Xếp lại"),)
STEPS = Ordering(id="f", kind="ordering", stem=STEM, sequence=("kiểm tra", "bàn", "làm", "biết", "giám sát"))
PAIRS = Matching(id="g", kind="matching", stem=STEM, pairs=(
    Pair(left="Đảng", right="lãnh đạo"), Pair(left="Nhà nước", right="quản lý"), Pair(left="Nhân dân", right="làm chủ"),
))  # fmt: skip
TRUTHS = Cluster(id="c", kind="cluster", stem=STEM, statements=(
    ClusterStatement(text="ý một", answer=True), ClusterStatement(text="ý hai", answer=False),
))  # fmt: skip


@pytest.fixture(scope="module")
def document():
    course = check(course_folder(None), LOOK).course
    assert course is not None
    return plan_document(course)


@pytest.mark.parametrize("name", ["learner", "trainer", "large", "booklet"])
def test_every_question_names_the_page_where_its_own_answer_stands(document, name):
    planned = document
    if name in ("learner", "trainer"):
        learner, trainer = editions(planned, LOOK)
        data = (learner if name == "learner" else trainer).data
    else:
        data = whole({"large": LARGE, "booklet": BOOKLET}[name], planned, LOOK).data
    pages = in_reading_order(name, data)
    first = next(at for at, page in enumerate(pages) if "Xem sau khi đã tự làm" in page)
    assert len(planned.checks) > 20
    led = []
    for node in planned.checks:
        asked = next(at for at, page in enumerate(pages) if re.search(rf"Câu {node.number}\. ", page))
        assert asked < first
        said = re.search(rf"Câu {node.number}\. .*?đáp án: trang (\d+)", pages[asked])
        assert said, f"question {node.number} says no page"
        page = int(said[1])
        led.append(page)
        stands = [at for at, text in enumerate(pages, 1) if at > first and re.search(rf"Câu {node.number}\b", text)]
        assert page == stands[0], f"question {node.number}"
        back = re.search(rf"Câu {node.number}\b.*?trang (\d+)", " ".join(pages[page - 1 : page + 1]))
        assert back and int(back[1]) == asked + 1, f"answer {node.number}"
    assert len(set(led)) > 1


@pytest.mark.parametrize(("item", "said"), [
    (STEPS, ("D", "A", "E", "B", "C")), (PAIRS, ("1", "2", "3")), (TRUTHS, ("a)", "b)")),
])  # fmt: skip
def test_slide_paper_and_page_call_the_parts_of_a_question_alike(item, said):
    shown, asked = asked_of(Desk(LOOK), item), question(nodes.CheckNode(1, item))
    paper = answer(kit_of(LEARNER, document_of(), LOOK), item)
    if isinstance(item, Ordering):
        order = shown.answer.split(", ")
        assert order == re.findall(r"\b([A-E])\.", paper) == re.findall(r"\b([A-E])\.", " ".join(asked.answer))
        assert [part.letter for part in asked.parts] == list(shown.marks) == list("ABCDE")
        assert [part.text for part in asked.parts] == [row[0] for row in shown.rows]
    elif isinstance(item, Matching):
        pairs = re.findall(r"(\d): ([A-C])", shown.answer)
        assert pairs == re.findall(r"(\d):.([A-C])\.", paper)
        assert pairs == re.findall(r"(\d)\. .*?→ ([A-C])\.", "\n".join(asked.answer))
        assert [row[1] for row in shown.rows] == [f"{part.letter}. {part.text}" for part in asked.choices]
        assert shown.marks == said
    else:
        assert shown.marks == said
        assert re.findall(r"\b([ab])\)", shown.answer) == re.findall(r"\b([ab])\)", paper) == ["a", "b"]


def test_what_is_written_into_the_boxes_on_paper_stands_there_to_be_read():
    checks = [nodes.CheckNode(1, STEPS), nodes.CheckNode(2, PAIRS)]
    text = " ".join(words_of(next(editions(document_of(*checks), LOOK)).data))
    for part in (*lettered.steps(STEPS), *lettered.lefts(PAIRS)):
        assert f"{part.mark}. {part.text}" in text
    for part in lettered.rights(PAIRS):
        assert f"{part.mark} {part.text}" in text


def test_what_is_shown_is_never_in_the_right_order():
    for count in range(2, 9):
        words = tuple(f"bước {at}" for at in range(count))
        item = Ordering(id="f", kind="ordering", stem=STEM, sequence=words)
        assert tuple(step.text for step in lettered.steps(item)) != words
        assert tuple(step.text for step in lettered.in_order(item)) == words
