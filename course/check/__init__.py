"""Faults that only show when a whole course is looked at. Each check is a function; problems are values with a path.

Every check takes the survey of a course (walked once for all) and its context, and is linear in the course's size.
To add one: a function in the file of its theme, its name in `CHECKS`, its words in `problems-check.yaml`.
"""

from collections.abc import Callable, Iterator

from course.check import (
    bank,
    blueprints,
    dates,
    items,
    lessons,
    proof,
    quotations,
    references,
    teaching,
    together,
    wording,
)
from course.check.survey import Context, Survey
from course.lock import Lock
from course.model import Course
from course.problem import Problem

__all__ = ["CHECKS", "Check", "Context", "Survey", "check"]

Check = Callable[[Survey, Context], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    references.unknown_references, references.ids_twice, references.terms_twice, references.shown_exam_items,
    references.lessons_in_modules, references.circles, references.numbers, references.cited_paragraphs,
    references.pictures,
    lessons.nothing_to_teach, lessons.lesson_minutes, lessons.origins, lessons.table_rows,
    items.keys, items.equal_choices, items.hard_to_read, items.left_out,
    bank.similar_items, bank.same_proof, bank.key_positions, bank.longest_keys,
    proof.uncited, proof.on_doubt, proof.on_conflict, proof.unguarded_conflicts,
    quotations.clauses, quotations.source_paragraphs,
    teaching.objectives, teaching.shown_in_lessons, teaching.unused, teaching.approvals,
    blueprints.cells, blueprints.kinds, blueprints.forms, blueprints.columns,
    together.groups, together.exclusions, together.sets,
    dates.reversed_periods, dates.approvals_to_come, dates.expired_bodies, dates.expired_statements,
    wording.letters, wording.marks, wording.near_misses,
)  # fmt: skip
"""All checks but that of quotations, which also writes the lock."""


def check(course: Course, context: Context) -> tuple[list[Problem], Lock | None]:
    """All problems, in the order of `CHECKS`, and the new `quotes.lock` when source texts were given."""
    survey = Survey(course)
    problems = [problem for one in CHECKS for problem in one(survey, context)]
    verdicts = list(quotations.judged(survey, context))
    of_quotes = [verdict for verdict in verdicts if isinstance(verdict, Problem)]
    wrong = {problem.path[:2] for problem in of_quotes if problem.path[2:3] == ("statement",)}
    problems = [one for one in problems if one.code != "viewpoint.clause-differs" or one.path[:2] not in wrong]
    problems += quotations.foreign(verdicts) or of_quotes
    return problems, None if context.source_texts is None else quotations.lock_of(verdicts)
