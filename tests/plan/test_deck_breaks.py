"""How text falls on slides: what stays together, what is parted, no word alone on a line, the list of sources."""

from dataclasses import replace
from typing import Any

from assets.look import load_look
from course.model import Course
from plan.deck import plan_deck
from plan.measure import lay
from plan.slides import fit, grids
from plan.slides.fit import FACE, INDENT, stack
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Paragraph, Slide

LOOK = load_look()
LONG = "Đổi mới nội dung, phương thức hoạt động theo hướng thiết thực, hiệu quả, rõ việc, rõ trách nhiệm"
MAIN = {"id": "bao", "title": "Đổi mới", "publisher": "Báo Hà Tĩnh", "role": "main"}


def slides_of(kind: str, *blocks: Any, sources: tuple[dict[str, str], ...] = ()) -> list[Slide]:
    """The slides of one kind in a course of one lesson with these blocks."""
    lesson = {"id": "b1", "title": "Bài một", "minutes": "30", "cites": ["bao/14"], "blocks": [*blocks]}
    course = Course.model_validate({"id": "dan-van", "title": "Tập huấn", "sources": [MAIN, *sources],
                                    "modules": [{"id": "cd1", "title": "Một", "lessons": ["b1"]}],
                                    "lessons": [lesson]})  # fmt: skip
    deck, problems = plan_deck(course, LOOK)
    assert not problems
    return [slide for slide in deck.slides if slide.kind == kind]


def counted(monkeypatch, module, name: str) -> list[tuple[Any, ...]]:
    """The arguments of each call of a function of that module, from now on."""
    calls: list[tuple[Any, ...]] = []
    plain = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: calls.append(given) or plain(*given))
    return calls


def letters(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\u00a0", " ")


def test_points_that_fit_on_one_slide_a_step_smaller_stay_together():
    points = [f"Nêu đúng thứ tự và ý chính của năm quan điểm, bốn nhiệm vụ, việc {at}." for at in range(1, 6)]
    (slide,) = slides_of("content", "\n".join(f"- {point}" for point in points))
    assert slide.fills[0].size == 24
    assert [letters(one) for one in slide.fills[0].paragraphs] == points


def test_no_paragraph_ends_with_one_word_on_a_line_of_its_own():
    text = "Dòng kẻ để trống là chỗ nguồn không nói, hoặc chỗ đồng chí tự ghi."
    (slide,) = slides_of("content", f"- {text}\n- {LONG}\n- {LONG}")
    fill, box = slide.fills[0], LAYOUTS["content"].box("body")
    ends = [lay(one.spans, FACE, fill.size, box.w - INDENT - one.right).widths[-1]
            for one in (replace(fill.paragraphs[0], right=0.0), fill.paragraphs[0])]  # fmt: skip
    assert ends[0] < box.w * 0.1
    assert ends[1] > box.w * 0.2


def test_a_point_alone_has_no_bullet():
    (slide,) = slides_of("content", f"- {LONG}")
    assert not slide.fills[0].paragraphs[0].bullet


def test_table_that_one_slide_holds_is_never_parted():
    rows = [[str(at), LONG, "Cấp ủy, chính quyền các địa phương, đơn vị"] for at in range(4)]
    (slide,) = slides_of("table", {"table": "Bốn việc", "head": ["STT", "Việc", "Ai"], "rows": rows})
    assert slide.grid
    assert (len(slide.grid.rows), slide.grid.size) == (5, 20)


def test_sources_of_one_house_stand_together_each_with_name_and_title():
    law = {"id": "l", "title": "Luật 97 sửa đổi", "publisher": "Quốc hội", "label": "Luật 97"}
    more = {"id": "k", "title": "Mở đường", "publisher": "Báo Hà Tĩnh", "label": "Báo Hà Tĩnh, bài 227128"}
    (slide,) = slides_of("sources", "Một.", sources=(law, more))
    said = [letters(one) for one in slide.fills[0].paragraphs]
    assert said == ["Báo Hà Tĩnh: Đổi mới", "Báo Hà Tĩnh, bài 227128: Mở đường", "Luật 97 sửa đổi"]


def test_many_sources_go_over_slides_that_hold_them_all():
    many = tuple({"id": f"s{at}", "title": f"{LONG} {at}", "publisher": "Báo"} for at in range(40))
    slides = slides_of("sources", "Một.", sources=many)
    box = LAYOUTS["list"].box("body")
    assert sum(len(slide.fills[0].paragraphs) for slide in slides) == 41
    for fill in (slide.fills[0] for slide in slides):
        height = sum(stack([one], fill.size, box.w) or box.h for one in fill.paragraphs)
        assert height + fill.gap * (len(fill.paragraphs) - 1) <= box.h


def test_a_long_paragraph_without_a_full_stop_is_cut_between_words_at_the_first_tries(monkeypatch):
    tries = counted(monkeypatch, fit, "balance")
    text = " ".join(f"{LONG} {at}" for at in range(60))
    slides = slides_of("content", text)
    assert " ".join(letters(one) for slide in slides for one in slide.fills[0].paragraphs) == text
    assert len(tries) < len(slides)


def test_a_cell_of_a_table_is_measured_once_at_each_width(monkeypatch):
    measured = counted(monkeypatch, grids, "_cell_height")
    rows = [[f"Xã {at}", f"{LONG}, việc {at}", f"Cấp ủy {at}", f"{at} hộ dân"] for at in range(20)]
    slides_of("table", {"table": "Hai mươi việc", "head": ["Nơi", "Việc", "Ai", "Bao nhiêu"], "rows": rows})
    assert len(measured) == len(set(measured))
