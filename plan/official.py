"""What stands in an official head: whose paper it is, by which rules, where and on which day; blanks where nobody says.

A run of `BLANK` in a text is a place to write by hand, as many millimetres wide as the run is long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assets.look import Look
from assets.official import Rule, choose, rules_for
from course.model import Course
from course.problem import Problem

BLANK = "\ufffc"
PLACE, NUMBER, YEAR, KIND = 28, 9, 13, 12
"""Millimetres to write in: a place's name, a number of two figures, a year, the sign of a document."""

DOTS = re.compile(r"[\u2026.]*(?:\u2026|\.{3})[\u2026.]*")
"""What an author types for a place to write in."""


def blank(width: int) -> str:
    """A place to write, `width` mm wide."""
    return BLANK * width


@dataclass(frozen=True)
class Head:
    """`names` from the superior body down to the issuing one; `dateline` and `number` may hold blanks or be empty."""

    rule: Rule
    names: tuple[str, ...]
    dateline: str = ""
    number: str = ""


def plan_head(course: Course, look: Look, *, numbered: bool = False) -> Head:
    """The head of a course's papers; `numbered` leaves room for a number and sign, to be written in.

    KeyError for a rule set that the course names and nobody knows: `problems` tells it before.
    """
    rule = choose(course.head, day_of(course), course.official)
    names = tuple(name.upper() for name in course.organisation)
    return Head(rule, names, _dateline(course, look), _number(rule, look) if numbered else "")


def _dateline(course: Course, look: Look) -> str:
    """The author's own line, its dots a place to write in; else the day of the event, its place left open."""
    if course.dateline:
        return DOTS.sub(blank(KIND), course.dateline)
    day = said_day(look, course.event.on if course.event else None)
    return look.say("official.dateline", place=blank(PLACE), day=day)


def _number(rule: Rule, look: Look) -> str:
    blanks = {"number": blank(NUMBER), "kind": blank(KIND), "body": blank(KIND)}
    return look.say(f"official.number.{rule.number.say}", **blanks)


def day_of(course: Course) -> date | None:
    """The day whose rules hold: that of the event, else the one at which the course's content stands."""
    return (course.event.on if course.event else None) or course.as_of


def said_day(look: Look, day: date | None) -> str:
    """A day in words, with a zero before days under 10 and before January and February; blanks for no day."""
    if day is None:
        return look.say("official.day", day=blank(NUMBER), month=blank(NUMBER), year=blank(YEAR))
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return look.say("official.day", day=f"{day.day:02d}", month=month, year=day.year)


def said_time(course: Course, look: Look) -> str:
    """When the event is: hour, day, last day; blanks for what the course does not say."""
    event = course.event
    starts = event.starts if event else None
    hour, minute = (f"{starts:%H}", f"{starts:%M}") if starts else (blank(NUMBER), blank(NUMBER))
    first = look.say("official.hour", hour=hour, minute=minute, day=said_day(look, event.on if event else None))
    if event and event.until and event.until != event.on:
        return look.say("official.period", first=first, last=said_day(look, event.until))
    return first


def said_place(course: Course) -> str:
    """Where the event is; nothing when the course does not say."""
    event = course.event
    place = next((place.name for place in course.places if event and place.id == event.place), None)
    return ", ".join(part for part in (event.venue if event else None, place) if part)


def problems(course: Course) -> Iterator[Problem]:
    """A rule set that this head does not have; one that is known from reports alone and was not chosen by name."""
    known = [rule.id for rule in rules_for(course.head)]
    if course.official is not None and course.official not in known:
        params = {"id": course.official, "head": course.head, "known": ", ".join(known)}
        yield Problem("official.unknown", ("official",), params)
    elif course.official is None and not (rule := choose(course.head, day_of(course))).is_sure:
        others = ", ".join(name for name in known if name != rule.id)
        yield Problem("official.secondary", ("head",), {"id": rule.id, "name": rule.name, "others": others})
