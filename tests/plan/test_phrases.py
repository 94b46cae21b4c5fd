"""What every medium says alike: the same day, number and citation in a slide's foot, a footnote and a link."""

from datetime import date
from decimal import Decimal

import pytest

from assets.look import load_look
from course.items import NumberItem
from course.sources import Approval, CitationParts, Source
from plan.chance import out_of_order
from plan.nodes import Note
from plan.phrases import by_source, clock, decimal_text, number_answer, places_of, published, remarks_on
from plan.resolve import note_of

LOOK = load_look()
MAIN = Source(id="bao-1", title="Hội nghị quán triệt", publisher="Báo Hà Tĩnh")
OTHER = Source(id="bao-2", title="Phong trào thi đua", publisher="Báo Hà Tĩnh")
PAGE = Source(id="trang", title="Tin", publisher="Trang thông tin điện tử", label="Trang tin huyện")


def test_a_source_is_named_once_with_its_paragraphs_in_order():
    notes = (Note(MAIN, 18), Note(PAGE), Note(MAIN, 4), Note(MAIN, 18))
    assert places_of(notes, LOOK) == "Báo Hà Tĩnh, đoạn 4, 18; Trang tin huyện"


def test_paragraphs_of_two_articles_of_one_paper_are_not_mixed():
    notes = (Note(MAIN, 18), Note(OTHER, 4), Note(MAIN, 5))
    assert [(cited.source.id, cited.paragraphs) for cited in by_source(notes)] == [("bao-1", (5, 18)), ("bao-2", (4,))]
    assert places_of(notes, LOOK) == "Báo Hà Tĩnh, đoạn 5, 18; Báo Hà Tĩnh, đoạn 4"


def test_nothing_cited_says_nothing():
    assert places_of((), LOOK) == ""


def test_each_remark_on_a_quotation_is_made_once():
    notes = (Note(MAIN, 4, by_hand="Bà Lan, 01/10/2022"), Note(MAIN, 5, by_hand="Bà Lan, 01/10/2022"),
             Note(MAIN, 6, doubt="bản lưu thiếu trang"))  # fmt: skip
    assert remarks_on(by_source(notes)[0], LOOK) == (
        "đã đối chiếu bằng tay: Bà Lan, 01/10/2022", "chưa đối chiếu được: bản lưu thiếu trang",
    )  # fmt: skip


def test_who_compared_a_quotation_by_hand_is_kept_with_its_note():
    cite = CitationParts(source="bao-1", paragraph=4, quote="dân là gốc",
                         verified=Approval(by="Bà Lan", on=date(2022, 10, 1)))  # fmt: skip
    assert note_of(cite, {"bao-1": MAIN}).by_hand == "Bà Lan, 01/10/2022"


@pytest.mark.parametrize(
    ("published_", "note", "said"),
    [(date(2022, 10, 21), None, "21/10/2022"), (None, "cuối năm 2022", "cuối năm 2022"), (None, None, "")],
)
def test_a_source_says_its_day_or_what_is_known_of_it(published_, note, said):
    assert published(MAIN.model_copy(update={"published": published_, "published_note": note})) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(450, "07:30"), (1500, "01:00"), (0, "00:00"), (59.6, "01:00"), (None, "")]
)
def test_hours_are_those_of_a_clock(minutes, said):
    assert clock(minutes) == said


@pytest.mark.parametrize(("number", "said"), [("3.50", "3,50"), ("1E+2", "100"), ("20", "20")])
def test_numbers_have_a_comma_and_no_exponent(number, said):
    assert decimal_text(Decimal(number)) == said


def test_a_number_is_answered_with_its_unit():
    asked = {"id": "s1", "kind": "number", "stem": "Bao xa?", "answer": "3,5"}
    assert number_answer(NumberItem.model_validate(asked)) == "3,5"
    assert number_answer(NumberItem.model_validate({**asked, "unit": "km"})) == "3,5 km"


@pytest.mark.parametrize("steps", [("Bàn", "Dân", "Kiểm tra"), ("Dân biết", "Dân bàn", "Dân làm"), ("a", "b")])
def test_steps_to_be_ordered_are_never_shown_in_the_right_order(steps):
    assert out_of_order(steps) != steps
    assert sorted(out_of_order(steps)) == sorted(steps)
