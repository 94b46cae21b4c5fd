"""Can each blueprint be filled from the bank, and answered on paper?"""

import difflib
from collections import Counter
from collections.abc import Iterator

from course.check.survey import Context, Survey
from course.items import ITEM_KINDS, NUMBER_COLUMNS, NumberItem, fits_columns
from course.model import Blueprint, Course
from course.problem import Problem

Cells = Counter[tuple[str, str]]
"""(topic, level) -> a number of items."""
Stock = Counter[tuple[str, str, str]]
"""(topic, level, kind) -> a number of exam items; counted once for all blueprints."""


def needed(blueprint: Blueprint) -> Cells:
    """Items that one form takes, cell by cell; empty cells are left out."""
    cells: Cells = Counter()
    for row in blueprint.rows:
        for level, count in row.counts.items():
            cells[row.topic, level] += count
    return +cells


def stock(course: Course) -> Stock:
    """Exam items by topic, level and kind."""
    return Counter(
        (item.topic, item.level, str(item.kind))
        for item in course.items
        if item.use == "exam" and item.topic and item.level
    )


def available(stocked: Stock, blueprint: Blueprint) -> Cells:
    """Exam items of the kinds that the blueprint takes, for each cell that it asks for."""
    kinds = set(blueprint.kinds)
    return Counter({cell: sum(stocked[*cell, kind] for kind in kinds) for cell in needed(blueprint)})


def disjoint_forms(stocked: Stock, blueprint: Blueprint) -> int:
    """How many forms without a common item the bank allows; 0 where a cell cannot be filled once."""
    have = available(stocked, blueprint)
    return min((have[cell] // count for cell, count in needed(blueprint).items()), default=0)


def cells(survey: Survey, context: Context) -> Iterator[Problem]:
    """Each cell finds enough exam items in the bank."""
    stocked = stock(survey.course)
    for index, blueprint in enumerate(survey.course.blueprints):
        need, have = needed(blueprint), available(stocked, blueprint)
        if not ITEM_KINDS.keys() >= set(blueprint.kinds):
            continue  # told as an unknown kind; what the bank lacks of it says nothing
        for at, row in enumerate(blueprint.rows):
            if survey.find("topics", row.topic) is None:
                continue
            for level in row.counts:
                cell = (row.topic, level)
                if have[cell] < need[cell]:
                    params = {"topic": row.topic, "level": level, "need": need[cell], "have": have[cell]}
                    params |= {"blueprint": blueprint.id, "short": need[cell] - have[cell]}
                    yield Problem("blueprint.cell-short", ("blueprints", index, "rows", at, "counts", level), params)


def kinds(survey: Survey, context: Context) -> Iterator[Problem]:
    """The kinds asked for exist and can be answered on a sheet of paper."""
    for index, blueprint in enumerate(survey.course.blueprints):
        for at, kind in enumerate(blueprint.kinds):
            path, params = ("blueprints", index, "kinds", at), {"blueprint": blueprint.id, "kind": kind}
            if kind not in ITEM_KINDS:
                near = difflib.get_close_matches(kind.lower(), ITEM_KINDS, 1, 0.6) or list(ITEM_KINDS)
                yield Problem("blueprint.unknown-kind", path, {**params, "known": ", ".join(near)})
            elif kind in blueprint.off_paper:
                yield Problem("blueprint.off-paper", path, params)


def forms(survey: Survey, context: Context) -> Iterator[Problem]:
    """Form codes differ, a topic has one row, and a form asks something."""
    for index, blueprint in enumerate(survey.course.blueprints):
        if not blueprint.total:
            yield Problem("blueprint.empty", ("blueprints", index, "rows"), {"blueprint": blueprint.id})
        params = {"blueprint": blueprint.id}
        for at in _repeated(blueprint.forms):
            twice = {**params, "form": blueprint.forms[at]}
            yield Problem("blueprint.form-twice", ("blueprints", index, "forms", at), twice)
        for at in _repeated(tuple(row.topic for row in blueprint.rows)):
            twice = {**params, "topic": blueprint.rows[at].topic}
            yield Problem("blueprint.row-twice", ("blueprints", index, "rows", at, "topic"), twice)


def columns(survey: Survey, context: Context) -> Iterator[Problem]:
    """Numbers that a paper may ask can be filled in on its answer sheet, a column a character."""
    asking = [needed(blueprint).keys() for blueprint in survey.course.blueprints if "number" in blueprint.kinds]
    for index, item in enumerate(survey.course.items):
        if not isinstance(item, NumberItem) or item.use != "exam" or fits_columns(item.answer):
            continue
        if any((item.topic, item.level) in cells for cells in asking):
            text = f"{item.answer:f}".replace(".", ",")
            params = {"item": item.id, "answer": text, "length": len(text), "columns": NUMBER_COLUMNS}
            yield Problem("item.number-too-long", ("items", index, "answer"), params)


def _repeated(values: tuple[str, ...]) -> Iterator[int]:
    first = {value: at for at, value in reversed(list(enumerate(values)))}
    yield from (at for at, value in enumerate(values) if first[value] < at)
