"""A list to sign: who may stand in it, how many rows it has, how they fall on pages. No fonts, no file format.

A conference has one list, an exam one for each room; what is not known is left to be written in by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.look import Look
from assets.official import lists
from course.model import Course
from plan.official import NUMBER, blank, said_place, said_time

Row = Mapping[str, str]
"""Name of a column -> its letters; a column that is left out stays empty. Without `number` rows count from 1."""

CLOSING_ROWS = 3
"""Rows at least that stand on the page of the signatures: a sheet of signatures alone proves nothing."""


@dataclass(frozen=True)
class SignList:
    """One list. `about` are lines below the title, `facts` pairs of a label and what follows it, empty for a blank.

    `rows` are people known before; without them `least` rows are left blank, and as many more as fill the last page.
    `columns` names a set of columns in the rules, `without` those of them that nobody has anything for; `count` is the
    line above the signatures, `signers` those who sign.
    """

    title: str
    about: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    rows: Sequence[Row] = ()
    least: int = 0
    columns: str = "conference"
    without: frozenset[str] = frozenset()
    count: str = ""
    signers: tuple[str, str] = ("", "")


def plan_sign_in(course: Course, look: Look) -> SignList:
    """The list of a course's event, nobody in it yet."""
    event = course.event
    about = (event.name,) if event else (course.title,)
    facts = ((look.say("official.when"), said_time(course, look)), (look.say("official.where"), said_place(course)))
    return SignList(
        look.say("official.sign-in.title"), about, facts, least=(event.expected if event else None) or lists().rows,
        count=look.say("official.sign-in.count", count=blank(NUMBER * 2)),
        signers=(look.say("official.sign-in.made"), look.say("official.sign-in.confirmed")),
    )  # fmt: skip


def blank_rows(least: int, first: int, middle: int, last: int, only: int) -> list[int]:
    """Rows of each page of a list without names, all pages full. What a page holds: the first, those between, the last
    with the signatures, the only one."""
    if least <= only:
        return [only]
    between = max(0, -(-(least - first - last) // middle))
    return [first, *[middle] * between, last]


def fallen(heights: Sequence[float], first: float, room: float, closing: float) -> list[int]:
    """How many rows stand on each page: `first` is free on the first, `room` on the others, signatures take `closing`.

    The last page has `CLOSING_ROWS` at least where the list has as many; no row is cut.
    """
    pages, free = [0], first
    for height in heights:
        if height > free and (pages[-1] or free < room):
            pages.append(0)
            free = room
        pages[-1] += 1
        free -= height
    if free < closing:
        moved = min(CLOSING_ROWS, pages[-1] - 1) if pages[-1] > 1 else 0
        pages[-1] -= moved
        pages.append(moved)
    elif len(pages) > 1 and pages[-1] < CLOSING_ROWS:
        moved = max(0, min(CLOSING_ROWS - pages[-1], pages[-2] - 1))
        pages[-2] -= moved
        pages[-1] += moved
    return pages
