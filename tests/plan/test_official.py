"""What is planned for an official head: words of a day, blanks where the course is silent, faults of a named set."""

from datetime import date

import pytest

from assets.look import load_look
from course.model import Course
from plan.official import BLANK, plan_head, problems, said_day, said_place, said_time

LOOK = load_look()


def course(**more):
    return Course.model_validate({"id": "thu", "title": "Dân vận khéo", "head": "party", **more})


def event(**more):
    return {"name": "Hội nghị tập huấn", **more}


def dots(text):
    """A text with each blank as one dot, so that it can be read."""
    while BLANK * 2 in text:
        text = text.replace(BLANK * 2, BLANK)
    return text.replace(BLANK, "…")


@pytest.mark.parametrize(("day", "said"), [
    (date(2018, 2, 5), "ngày 05 tháng 02 năm 2018"), (date(2022, 10, 21), "ngày 21 tháng 10 năm 2022"),
    (date(2025, 3, 9), "ngày 09 tháng 3 năm 2025"), (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
])  # fmt: skip
def test_small_days_and_the_first_two_months_have_a_zero(day, said):
    assert said_day(LOOK, day) == said


def test_place_and_day_are_blanks_where_the_course_is_silent():
    assert dots(plan_head(course(), LOOK).dateline) == "…, ngày … tháng … năm …"
    held = course(event=event(on="05/02/2026"))
    assert dots(plan_head(held, LOOK).dateline) == "…, ngày 05 tháng 02 năm 2026"


def test_the_authors_own_line_stands_as_it_is():
    line = "Hà Tĩnh, ngày 21 tháng 10 năm 2022"
    assert plan_head(course(dateline=line, event=event(on="05/02/2026")), LOOK).dateline == line


@pytest.mark.parametrize("typed", ["Hà Tĩnh, ngày … tháng … năm …", "Hà Tĩnh, ngày ..... tháng .… năm ……"])
def test_dots_that_the_author_types_are_places_to_write(typed):
    line = plan_head(course(dateline=typed), LOOK).dateline
    assert dots(line) == "Hà Tĩnh, ngày … tháng … năm …" and line.count(BLANK) >= 3 * 10


def test_number_and_sign_are_only_places_to_write():
    assert plan_head(course(), LOOK).number == ""
    assert dots(plan_head(course(), LOOK, numbered=True).number) == "Số …-…/…"
    assert dots(plan_head(course(head="state"), LOOK, numbered=True).number) == "Số: …/…-…"


def test_names_are_set_in_capitals():
    head = plan_head(course(organisation=["Tỉnh ủy Hà Tĩnh", "Ban Dân vận"]), LOOK)
    assert head.names == ("TỈNH ỦY HÀ TĨNH", "BAN DÂN VẬN")


def test_time_and_place_come_from_the_event_alone():
    places = [{"id": "xa", "name": "xã Mẫu"}]
    whole = course(event=event(on="5/2/2026", until="6/2/2026", starts="7h30", venue="Hội trường", place="xa"),
                   places=places)  # fmt: skip
    assert said_time(whole, LOOK) == "07 giờ 30, ngày 05 tháng 02 năm 2026 đến ngày 06 tháng 02 năm 2026"
    assert said_place(whole) == "Hội trường, xã Mẫu"
    assert dots(said_time(course(starts="7h30", event=event(on="5/2/2026")), LOOK)) == (
        "… giờ …, ngày 05 tháng 02 năm 2026"
    )
    assert dots(said_time(course(), LOOK)) == "… giờ …, ngày … tháng … năm …"
    assert said_place(course()) == ""


@pytest.mark.parametrize(("more", "found"), [
    ({"event": event(on="21/10/2022")}, "hd-36-2018"), ({"event": event(on="01/11/2026")}, "hd-05-2026"),
    ({"as_of": "21/10/2022"}, "hd-36-2018"), ({"as_of": "21/10/2022", "event": event(on="1/11/2026")}, "hd-05-2026"),
    ({}, "hd-05-2026"), ({"event": event(on="01/11/2026"), "official": "hd-36-2018"}, "hd-36-2018"),
    ({"head": "state"}, "nd-30-2020"), ({"head": "none"}, "none"),
])  # fmt: skip
def test_the_day_of_the_event_chooses_the_rules_unless_the_course_names_them(more, found):
    assert plan_head(course(**more), LOOK).rule.id == found


def test_an_unknown_set_is_told_with_those_of_this_head():
    found = list(problems(course(official="nd-30-2020")))
    assert [(one.code, one.path) for one in found] == [("official.unknown", ("official",))]
    assert found[0].params["known"] == "hd-36-2018, hd-05-2026"


def test_a_set_known_from_reports_alone_is_a_warning_until_it_is_named():
    late = {"event": event(on="01/11/2026")}
    found = list(problems(course(**late)))
    assert [(one.code, one.is_warning) for one in found] == [("official.secondary", True)]
    assert list(problems(course(**late, official="hd-05-2026"))) == []
    assert list(problems(course(head="state", **late))) == []
