"""What the trainer reads beside the text: the hour at which a thing begins, the slides that show it."""

import sys
from pathlib import Path

from builders.handout import editions
from course.items import Multiple, Option
from course.text import Para, Span
from plan import nodes

sys.path.insert(0, str(Path(__file__).parent))
from test_handout import LOOK, NOTE, document_of, words_of

PROMPT = (Span("Việc nào khó nhất?"),)
ASKED = nodes.ActivityNode("Ba tình huống", "group", 14, None, (PROMPT,), 2)


def said(text, minutes, starts):
    return nodes.SpeakerNode((Para((Span(text),)),), minutes, starts)


def trainers(*planned, **more):
    (*_, trainer) = editions(document_of(*planned), LOOK, **more)
    return words_of(trainer.data)


def test_a_note_after_an_activity_is_headed_by_the_hour_at_which_the_activity_begins():
    pages = " ".join(trainers(said("Mở đầu.", 4, 450), ASKED, said("Khi các nhóm trình bày.", None, 468)))
    assert "07:30 · 4 phút" in pages and "07:34 · 14 phút Khi các nhóm" in pages and "07:48" not in pages
    assert "07:34 · 17 phút" in " ".join(trainers(ASKED, said("Khi các nhóm trình bày.", 3, 468)))


def test_a_foot_without_room_for_each_heading_still_names_all_slides():
    planned, shown = [], {}
    for at in range(4):
        planned += [
            nodes.TableNode(f"Bảng {at}", ("Ai", "Việc", "Nơi", "Ngày", "Nguồn"), (("một",) * 5,) * 3),
            said("Lời dặn.", 7, 450 + 7 * at),
        ]
        shown["bai-1", 2 * at] = (10 * at + 1, 10 * at + 2)
    page = next(page for page in trainers(*planned, slides=shown) if "Bảng 3" in page)
    assert "trang chiếu 1–2, 11–12, 21–22, 31–32. Xem trang" in page


def test_an_instruction_is_left_out_where_the_question_gives_it():
    options = (Option(text="một", key=True), Option(text="hai", key=True), Option(text="ba"))
    stem = "Những vế nào thuộc đoạn 14?"
    for ending, count in (("", 1), (" Chọn tất cả các vế đúng.", 0)):
        item = Multiple(id="m", kind="multiple", stem=(Span(stem + ending),), options=options)
        learner = next(editions(document_of(nodes.CheckNode(1, item, notes=(NOTE,))), LOOK))
        words = " ".join(words_of(learner.data))
        assert words.count("Chọn tất cả các ý đúng.") == count
