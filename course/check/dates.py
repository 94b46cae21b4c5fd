"""Does the calendar agree: do periods end after they begin, and what has expired? Expiry only ever warns."""

from collections.abc import Iterator
from datetime import date

from course.check.survey import Context, Survey
from course.check.words import shorten
from course.parties import Organisation, Place
from course.problem import Path, Problem
from course.sources import Approval
from course.text import plain


def day(value: date) -> str:
    """A day as the country writes it: 05/02/2018."""
    return f"{value.day:02}/{value.month:02}/{value.year}"


def reversed_periods(survey: Survey, context: Context) -> Iterator[Problem]:
    """No period ends before it begins."""
    course = survey.course
    for name in ("organisations", "places"):
        for index, thing in enumerate(getattr(course, name)):
            yield from _reversed((name, index, "valid_until"), thing.valid_from, thing.valid_until)
    if course.event:
        yield from _reversed(("event", "until"), course.event.on, course.event.until)


def _reversed(path: Path, start: date | None, end: date | None) -> Iterator[Problem]:
    if start and end and end < start:
        yield Problem("date.reversed", path, {"start": day(start), "end": day(end)})


def approvals_to_come(survey: Survey, context: Context) -> Iterator[Problem]:
    """Nobody has approved or compared anything on a day that is still to come."""
    for node in survey.nodes(Approval):
        if node.value.on > context.today:
            yield Problem("date.to-come", (*node.path, "on"), {"by": node.value.by, "on": day(node.value.on)})


def expired_bodies(survey: Survey, context: Context) -> Iterator[Problem]:
    """Bodies and places that are no more, each with what it is now."""
    for name, kind in (("organisations", "organisation"), ("places", "place")):
        for index, thing in enumerate(getattr(survey.course, name)):
            if thing.valid_until and thing.valid_until < context.today:
                yield _expired(survey, (name, index, "valid_until"), name, kind, thing)


def _expired(survey: Survey, path: Path, name: str, kind: str, thing: Organisation | Place) -> Problem:
    params = {"id": thing.id, "name": thing.name, "until": day(thing.valid_until or date.min)}
    successor = survey.find(name, thing.successor)
    if successor is None:
        return Problem(f"{kind}.expired-alone", path, params)
    return Problem(f"{kind}.expired", path, {**params, "successor": successor.name})


def expired_statements(survey: Survey, context: Context) -> Iterator[Problem]:
    """Facts and tasks whose time is over."""
    for index, fact in enumerate(survey.course.facts):
        if fact.valid_until and fact.valid_until < context.today:
            params = {"id": fact.id, "until": day(fact.valid_until), "text": shorten(plain(fact.text))}
            yield Problem("fact.expired", ("facts", index, "valid_until"), params)
    for index, task in enumerate(survey.course.tasks):
        if task.valid_until and task.valid_until < context.today:
            params = {"id": task.id, "until": day(task.valid_until), "text": shorten(task.what)}
            yield Problem("task.expired", ("tasks", index, "valid_until"), params)
