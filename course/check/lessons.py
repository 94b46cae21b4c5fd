"""Is a lesson whole: are there blocks, do the minutes add up, is every statement's origin told?"""

from collections.abc import Iterator

from course.blocks import Activity, Block, Notes, Pause, Table
from course.check.survey import Context, Survey
from course.model import Lesson
from course.problem import Problem


def nothing_to_teach(survey: Survey, context: Context) -> Iterator[Problem]:
    """A course has lessons, a module has lessons, a lesson has blocks: else pages would come out blank."""
    course = survey.course
    if not course.lessons:
        yield Problem("course.no-lessons", ("title",))
    for index, module in enumerate(course.modules):
        if not module.lessons:
            yield Problem("module.empty", ("modules", index), {"module": module.id})
    for index, lesson in enumerate(course.lessons):
        if not lesson.blocks:
            yield Problem("lesson.empty", ("lessons", index), {"lesson": lesson.id})


def lesson_minutes(survey: Survey, context: Context) -> Iterator[Problem]:
    """The minutes of a lesson are those of its notes, activities and pauses."""
    for index, lesson in enumerate(survey.course.lessons):
        total = sum(_minutes(block) for block in lesson.blocks)
        if lesson.minutes and total and lesson.minutes != total:
            params = {"lesson": lesson.id, "minutes": lesson.minutes, "sum": total}
            yield Problem("lesson.minutes", ("lessons", index, "minutes"), params)


def _minutes(block: Block) -> int:
    return block.minutes or 0 if isinstance(block, Notes | Activity | Pause) else 0


def origins(survey: Survey, context: Context) -> Iterator[Problem]:
    """What is said to come from a source names it, in the block or in its lesson."""
    for at, lesson in enumerate(survey.course.lessons):
        for index, block in enumerate(lesson.blocks):
            if block.origin in ("source", "background") and not block.cites and not lesson.cites:
                yield Problem("block.no-cites", ("lessons", at, "blocks", index, "origin"), {"lesson": lesson.id})


def table_rows(survey: Survey, context: Context) -> Iterator[Problem]:
    """A row has as many cells as the head: a shorter one would shift its words under a wrong heading."""
    for at, lesson in enumerate(survey.course.lessons):
        for index, block in enumerate(lesson.blocks):
            if isinstance(block, Table):
                yield from _rows(lesson, at, index, block)


def _rows(lesson: Lesson, at: int, index: int, table: Table) -> Iterator[Problem]:
    for number, row in enumerate(table.rows):
        if len(row) != len(table.head):
            params = {"row": number + 1, "cells": len(row), "columns": len(table.head), "lesson": lesson.id}
            yield Problem("table.row", ("lessons", at, "blocks", index, "rows", number), params)
