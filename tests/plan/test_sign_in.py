"""How the rows of a list fall on pages: none lost, all pages hold theirs, no sheet of signatures alone."""

from hypothesis import given
from hypothesis import strategies as st

from assets.look import load_look
from course.model import Course
from plan.sign_in import CLOSING_ROWS, blank_rows, fallen, plan_sign_in

LOOK = load_look()


def planned(**event):
    return plan_sign_in(Course.model_validate({"id": "thu", "title": "Dân vận khéo", "event": event or None}), LOOK)


def test_the_list_has_as_many_rows_as_are_expected_or_thirty():
    assert planned(name="Hội nghị", expected="120").least == 120
    assert planned(name="Hội nghị").least == 30


def test_a_course_without_an_event_is_named_itself():
    assert planned().about == ("Dân vận khéo",)
    assert planned(name="Hội nghị tập huấn").about == ("Hội nghị tập huấn",)


def test_a_list_without_names_fills_its_pages():
    assert blank_rows(10, 20, 25, 21, 16) == [16]
    assert blank_rows(17, 20, 25, 21, 16) == [20, 21]
    assert blank_rows(42, 20, 25, 21, 16) == [20, 25, 21]
    assert blank_rows(300, 20, 25, 21, 16) == [20, *[25] * 11, 21]


@given(st.integers(1, 2000), st.integers(0, 30), st.integers(5, 30), st.integers(0, 5))
def test_a_list_without_names_has_rows_enough_and_no_page_too_many(least, first, middle, closing):
    last, only = middle - closing, max(0, first - closing)
    pages = blank_rows(least, first, middle, last, only)
    assert sum(pages) >= least
    one_less = only if len(pages) == 2 else first + (len(pages) - 3) * middle + last
    assert len(pages) == 1 or one_less < least


@given(st.lists(st.floats(20, 60), min_size=1, max_size=400), st.floats(0, 700), st.floats(60, 200))
def test_no_row_is_lost_and_every_page_holds_its_rows_and_the_signatures(heights, first, closing):
    room = 700.0
    counts = fallen(heights, first, room, closing)
    assert sum(counts) == len(heights) and min(counts) >= 0
    rest = list(heights)
    for page, count in enumerate(counts):
        free = (room if page else first) - sum(rest[:count])
        assert free >= (closing if page == len(counts) - 1 else 0) - 1e-6
        rest = rest[count:]


@given(st.lists(st.floats(20, 60), min_size=CLOSING_ROWS * 3, max_size=400), st.floats(0, 700), st.floats(60, 200))
def test_signatures_have_company(heights, first, closing):
    assert fallen(heights, first, 700.0, closing)[-1] >= min(2, CLOSING_ROWS)
