"""A course becomes slides that fit: the kinds of page, their sources, their notes and clock, what does not fit."""

from itertools import pairwise
from typing import Any

import pytest

from assets.look import load_look
from course.model import Course
from plan.deck import Deck, plan_deck
from plan.measure import FILL, lay
from plan.slides.fit import FACE, largest, stack
from plan.slides.layouts import BOTTOM, LAYOUTS
from plan.slides.page import Slide

LOOK = load_look()
QUOTE = "cách mạng là sự nghiệp của Nhân dân, do Nhân dân, vì Nhân dân, Nhân dân là chủ, Nhân dân làm chủ"
LONG = "Đổi mới nội dung, phương thức hoạt động theo hướng thiết thực, hiệu quả, rõ việc, rõ trách nhiệm"


def course_of(blocks: list[Any], **more: Any) -> Course:
    """A course of one module and one lesson with these blocks."""
    base: dict[str, Any] = {
        "id": "dan-van", "title": "Tập huấn công tác dân vận", "starts": "07:30", "as_of": "21/10/2022",
        "organisation": ["TỈNH ỦY HÀ TĨNH"], "dateline": "Hà Tĩnh, ngày 21 tháng 10 năm 2022",
        "sources": [{"id": "bao", "title": "Đổi mới công tác dân vận", "publisher": "Báo Hà Tĩnh", "role": "main"},
                    {"id": "khac", "title": "Ngày Dân vận", "publisher": "Tạp chí"}],
        "modules": [{"id": "cd1", "title": "Chuyên đề một", "lessons": ["b1"]}],
        "lessons": [{"id": "b1", "title": "Bài một", "minutes": "30", "cites": ["bao/14"], "blocks": blocks}],
    }  # fmt: skip
    return Course.model_validate({**base, **more})


def planned(blocks: list[Any], **more: Any) -> Deck:
    deck, problems = plan_deck(course_of(blocks, **more), LOOK)
    assert not problems
    return deck


def of_kind(deck: Deck, kind: str) -> list[Slide]:
    return [slide for slide in deck.slides if slide.kind == kind]


def letters(slide: Slide) -> str:
    """All letters on a slide, no-break spaces as spaces."""
    cells = [cell for row in slide.grid.rows for cell in row] if slide.grid else []
    found = [
        *(one for fill in slide.fills for one in fill.paragraphs),
        *(one for cell in cells for one in cell.paragraphs),
    ]
    return "\n".join([slide.heading, *(one.text for one in found), slide.source]).replace("\u00a0", " ")


def single(**more: Any) -> dict[str, Any]:
    options = [{"text": "Nhân dân", "key": "true"}, {"text": "Cấp ủy"}, {"text": "Mặt trận"}, {"text": "Đoàn thể"}]
    return {"id": "c1", "stem": "Cách mạng là sự nghiệp của ai?", "options": options, "cites": ["bao/11"], **more}


def viewpoints(count: int) -> list[dict[str, Any]]:
    statement = {"source": "bao", "paragraph": 11, "quote": QUOTE}
    own = {"statement": statement, "points": ["Dân bàn, dân làm"], "apply": ["Ở đơn vị tôi, ai bàn?"]}
    return [{"id": f"qd{at}", "number": at, "short": f"Nhân dân là chủ thể {at}", **own} for at in range(1, count + 1)]


def test_deck_opens_with_a_cover_and_ends_with_thanks_the_sources_behind_them():
    kinds = [slide.kind for slide in planned(["Một đoạn."]).slides]
    assert kinds == ["cover", "agenda", "section", "content", "closing", "sources"]


def test_cover_says_that_the_course_is_not_approved_until_it_is():
    assert "Chưa duyệt" in letters(planned([]).slides[0])
    assert "Chưa duyệt" not in letters(planned([], approved={"by": "Ban", "on": "01/10/2022"}).slides[0])


def test_quotation_stands_letter_for_letter_with_its_paragraph():
    (slide,) = of_kind(planned([{"quote": QUOTE, "source": "bao", "paragraph": "11"}]), "quotation")
    assert QUOTE in letters(slide)
    assert slide.source.replace("\u00a0", " ") == "Nguồn: Báo Hà Tĩnh, đoạn 11"


def test_viewpoint_has_its_exact_words_then_its_key_points():
    deck = planned([{"viewpoint": "qd1"}], viewpoints=viewpoints(1))
    (exact,), (points,) = of_kind(deck, "viewpoint"), of_kind(deck, "points")
    assert QUOTE in letters(exact)
    assert "Dân bàn, dân làm" in letters(points)
    assert "Hỏi: Ở đơn vị tôi, ai bàn?" in exact.notes


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 9])
def test_any_number_of_viewpoints_makes_one_picture_that_says_the_names_are_ours(count: int):
    deck = planned([{"viewpoints": "all"}], viewpoints=viewpoints(count))
    slides = of_kind(deck, "viewpoints")
    assert sum(letters(slide).count("chủ thể") for slide in slides) == count
    assert "do tài liệu đặt" in slides[0].source.replace("\u00a0", " ")


def test_task_without_an_owner_gets_dots_to_write_on():
    tasks = [{"id": "n1", "group": "g", "number": "1", "what": "Đối thoại với Nhân dân", "cites": ["bao/30"]},
             {"id": "n2", "group": "g", "number": "2", "what": "Ký kết chương trình", "who": "các địa phương"}]
    deck = planned([{"tasks": "g"}], tasks=tasks, task_groups=[{"id": "g", "title": "Đề nghị", "cites": ["bao/27"]}])
    (slide,) = of_kind(deck, "tasks")
    assert slide.grid
    assert [cell.role for cell in slide.grid.rows[1]] == ["number", "text", "blank", "blank"]
    assert slide.grid.rows[1][2].paragraphs[0].text.strip("…") == ""
    assert [cell.role for cell in slide.grid.rows[2]] == ["number", "text", "text", "blank"]


def test_rows_of_a_long_table_are_all_there_in_order_under_one_head():
    rows = [[str(at), f"{LONG} {at}", None] for at in range(40)]
    slides = of_kind(planned([{"table": "Bảng dài", "head": ["STT", "Việc", "Ai"], "rows": rows}]), "table")
    assert len(slides) > 4
    grids = [slide.grid for slide in slides if slide.grid]
    assert {tuple(cell.paragraphs[0].text for cell in grid.rows[0]) for grid in grids} == {("STT", "Việc", "Ai")}
    assert [row[0].paragraphs[0].text for grid in grids for row in grid.rows[1:]] == [row[0] for row in rows]
    assert all(sum(grid.heights) <= BOTTOM - LAYOUTS["table"].box("table").y + 0.01 for grid in grids)
    assert max(len(grid.rows) for grid in grids) - min(len(grid.rows) for grid in grids) <= 1


def test_unapproved_model_says_so_on_its_slide_and_in_its_notes():
    deck = planned(
        [{"model": "m1"}], models=[{"id": "m1", "name": "Ống tiền tiết kiệm", "unit": "Hội LHPN", "cites": ["khac"]}]
    )
    (slide,) = of_kind(deck, "model")
    assert "Chưa duyệt" in letters(slide)
    assert any("chưa được duyệt" in note for note in slide.notes)


def test_organisation_is_shown_with_its_successor():
    bodies = [
        {"id": "cu", "name": "Ban Dân vận Tỉnh ủy", "successor": "moi"},
        {"id": "moi", "name": "Ban Tuyên giáo và Dân vận"},
    ]
    (slide,) = of_kind(planned([{"organisations": "cu"}], organisations=bodies), "organisations")
    assert "Tại thời điểm 21/10/2022" in letters(slide)
    assert "nay là Ban Tuyên giáo và Dân vận" in letters(slide)


def test_key_of_a_check_is_behind_a_click():
    (slide,) = of_kind(planned([{"question": "c1"}], items=[single()]), "check")
    assert (slide.layout, slide.reveal, slide.mark) == ("quiz-grid", ("answer",), ("option1",))
    assert any("Đáp án: A" in note for note in slide.notes)


@pytest.mark.parametrize("item", [
    {"kind": "multiple", "options": [{"text": f"Phương án {at}", "key": str(at < 2).lower()} for at in range(7)]},
    {"kind": "cluster", "statements": [{"text": "Đúng ý bài", "answer": "true"},
                                        {"text": "Sai ý bài", "answer": "false"}]},
    {"kind": "number", "answer": "3,5", "unit": "ha"},
    {"kind": "ordering", "sequence": ["Khảo sát", "Bàn với dân", "Làm"]},
    {"kind": "matching", "pairs": [{"left": "Đảng", "right": "lãnh đạo"}, {"left": "Mặt trận", "right": "nòng cốt"}]},
    {"kind": "written"},
])  # fmt: skip
def test_every_kind_of_item_makes_one_slide_with_a_hidden_answer(item: dict[str, Any]):
    shown = {key: value for key, value in single().items() if key != "options"}
    (slide,) = of_kind(planned([{"question": "c1"}], items=[{**shown, **item}]), "check")
    assert slide.reveal == (() if item["kind"] == "written" else ("answer",))
    assert "Cách mạng là sự nghiệp của ai?" in letters(slide)


def test_notes_begin_with_a_clock_that_runs_to_the_end_of_the_lesson():
    blocks = [
        "Một.",
        {"notes": "Nói một.", "minutes": "10"},
        {"activity": "Bàn", "minutes": "12", "prompts": "Việc gì?"},
        "Hai.",
    ]
    deck = planned(blocks)
    shown = [slide.notes[0][:13] for slide in deck.slides if slide.kind in ("content", "activity")]
    assert shown == ["07:30 - 07:40", "07:40 - 07:52", "07:52 - 08:00"]


def test_speech_belongs_to_all_slides_since_the_last_notes():
    deck = planned(["Một.", {"callout": "Hai."}, {"notes": "Lời chung."}, {"callout": "Ba."}, {"notes": "Lời riêng."}])
    said = [("Lời chung." in slide.notes, "Lời riêng." in slide.notes) for slide in deck.slides
            if slide.kind in ("content", "callout")]  # fmt: skip
    assert said == [(True, False), (True, False), (False, True)]


def test_conflict_makes_no_slide_and_is_told_in_the_notes_before_it():
    conflict = {
        "id": "v1",
        "title": "Số người dự",
        "readings": [{"text": "Gần 300 đại biểu", "cite": "bao/25"}],
        "advice": "Nói khoảng 300.",
    }
    deck = planned(["Một.", {"conflict": "v1"}, {"notes": "Lời."}], conflicts=[conflict])
    (slide,) = of_kind(deck, "content")
    assert len(deck.slides) == len(planned(["Một.", {"notes": "Lời."}]).slides)
    assert any("Gần 300 đại biểu" in note for note in slide.notes)


def test_speech_about_conflicts_alone_joins_the_slides_before():
    conflict = {"id": "v1", "title": "Số", "readings": [{"text": "Gần 300", "cite": "bao/25"}], "advice": "Nói khoảng."}
    blocks = ["Một.", {"notes": "Lời.", "minutes": "10"}, {"conflict": "v1"}, {"notes": "Lời thêm.", "minutes": "5"}]
    (slide,) = of_kind(planned(blocks, conflicts=[conflict]), "content")
    assert slide.notes[0].startswith("07:30 - 07:45")
    assert {"Lời.", "Lời thêm."} < set(slide.notes)


def test_titles_are_told_apart():
    deck = planned(["Một.", "Hai.", {"quote": QUOTE, "source": "bao"}, {"quote": LONG, "source": "bao"}])
    titles = [slide.heading + slide.part for slide in deck.slides]
    assert len(titles) == len(set(titles))
    assert [slide.part for slide in of_kind(deck, "content")] == ["(1/2)", "(2/2)"]


def test_long_text_is_split_evenly_and_never_made_smaller():
    points = "\n".join(f"- {LONG} {at}" for at in range(11))
    slides = of_kind(planned([points]), "content")
    fills = [slide.fills[0] for slide in slides]
    assert {fill.size for fill in fills} <= {28, 32}
    assert "".join(one.text for fill in fills for one in fill.paragraphs).count("thiết") == 11
    assert all(len(fill.paragraphs) <= 5 for fill in fills)
    assert all(abs(len(a.paragraphs) - len(b.paragraphs)) <= 1 for a, b in pairwise(fills))


def test_one_paragraph_longer_than_a_slide_goes_on_without_losing_a_word():
    text = " ".join(f"{LONG}, lần {at}." for at in range(30))
    slides = of_kind(planned([text]), "content")
    assert len(slides) > 3
    whole = " ".join(one.text for slide in slides for one in slide.fills[0].paragraphs).replace("\u00a0", " ")
    assert whole == text


def test_every_text_fits_its_place():
    blocks = [LONG * 3, f"- {LONG}\n- {LONG}", {"quote": QUOTE * 3, "source": "bao"}, {"callout": LONG},
              {"activity": "Bàn", "minutes": "5", "grouping": "nhóm 6 người", "prompts": [LONG, LONG]}]  # fmt: skip
    for slide in planned(blocks).slides:
        layout = LAYOUTS[slide.layout]
        for fill in slide.fills:
            height = stack(fill.paragraphs, fill.size, layout.box(fill.place).w, layout.box(fill.place).bold)
            assert height is not None
            assert height <= layout.box(fill.place).h, (slide.kind, fill.place)


@pytest.mark.parametrize(("blocks", "code", "path"), [
    (["Một.", {"callout": "Hai", "title": LONG * 3}], "deck.title-too-long", ("lessons", 0, "blocks", 1)),
    ([{"callout": LONG * 9}], "deck.text-too-long", ("lessons", 0, "blocks", 0)),
    (["x" * 90], "deck.word-too-wide", ("lessons", 0, "blocks", 0)),
    ([{"table": "Bảng", "head": ["A"], "rows": [["Một"], [LONG * 20]]}], "deck.row-too-high",
     ("lessons", 0, "blocks", 0, "rows", 1)),
    ([{"table": "Bảng", "head": ["Chương trình phối hợp"] * 8, "rows": [["Nghiêngnghiêng"] * 8]}],
     "deck.table-too-wide", ("lessons", 0, "blocks", 0)),
])  # fmt: skip
def test_what_cannot_fit_is_a_problem_at_its_block(blocks: list[Any], code: str, path: tuple[Any, ...]):
    _, problems = plan_deck(course_of(blocks), LOOK)
    assert (code, path) in [(problem.code, problem.path) for problem in problems]
    for problem in problems:
        assert LOOK.say(f"problem.{problem.code}", **problem.params)
        assert LOOK.say(f"explain.{problem.code}")


def test_question_that_fills_more_than_a_slide_is_a_problem():
    item = single(stem=LONG * 8)
    _, problems = plan_deck(course_of([{"question": "c1"}], items=[item]), LOOK)
    assert [problem.code for problem in problems] == ["deck.question-too-long"]


def test_steps_to_be_ordered_are_never_shown_in_the_right_order():
    shown = {key: value for key, value in single().items() if key != "options"}
    item = {**shown, "kind": "ordering", "sequence": ["An", "Ba", "Cư"]}
    (slide,) = of_kind(planned([{"question": "c1"}], items=[item]), "check")
    assert slide.grid
    assert [row[1].paragraphs[0].text for row in slide.grid.rows[1:]] == ["Ba", "Cư", "An"]
    assert slide.fills[0].paragraphs[0].text.replace("\u00a0", " ") == "Đáp án: C, A, B"


def test_lines_of_a_short_quotation_are_about_equally_long():
    (slide,) = of_kind(planned([{"quote": QUOTE, "source": "bao"}]), "quotation")
    box, one = LAYOUTS["quote"].box("body"), slide.fills[0].paragraphs[0]
    laid = lay(one.spans, FACE, 32, (box.w - one.right) * FILL, bold=True)
    assert len(laid.lines) == len(lay(one.spans, FACE, 32, box.w * FILL, bold=True).lines)
    assert min(laid.widths) > max(laid.widths) * 0.7


def test_words_that_belong_together_are_never_parted():
    (slide,) = of_kind(planned(["Công tác dân vận khéo của Hà Tĩnh."]), "content")
    assert "dân\u00a0vận" in slide.fills[0].paragraphs[0].text


def test_size_is_the_largest_that_holds_the_text():
    box = LAYOUTS["quote"].box("body")
    (slide,) = of_kind(planned([{"quote": LONG, "source": "bao"}]), "quotation")
    assert slide.fills[0].size == largest(slide.fills[0].paragraphs, box, (32, 28, 24))
