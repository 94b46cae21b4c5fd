"""Is all of it taught, tested and approved? A half-written course is told what it still lacks: warnings."""

from collections.abc import Iterator

from course.blocks import Activity, ModelBlock, ModelCard, TasksBlock, ViewpointBlock, ViewpointsBlock
from course.check.survey import Context, Survey
from course.problem import Problem

SHOWN = 8


def objectives(survey: Survey, context: Context) -> Iterator[Problem]:
    """Each objective has a lesson that teaches it, and items or a worksheet that test it.

    A warning also where there is a blueprint: a form that leaves an objective out is poor, not wrong.
    """
    taught = {name for lesson in survey.course.lessons for name in lesson.objectives}
    tested = {name for item in survey.course.items for name in item.objectives}
    worked = [lesson for lesson in survey.course.lessons if _has_worksheet(lesson.blocks)]
    practised = {name for lesson in worked for name in lesson.objectives}
    for index, objective in enumerate(survey.course.objectives):
        path, params = ("objectives", index), {"objective": objective.id}
        if objective.id not in taught:
            yield Problem("objective.not-taught", path, params)
        if objective.tested_by == "items" and objective.id not in tested:
            yield Problem("objective.not-tested", path, params)
        if objective.tested_by == "worksheet" and objective.id in taught and objective.id not in practised:
            yield Problem("objective.no-worksheet", path, params)


def _has_worksheet(blocks: tuple[object, ...]) -> bool:
    return any(isinstance(block, Activity | ModelCard) for block in blocks)


def shown_in_lessons(survey: Survey, context: Context) -> Iterator[Problem]:
    """Each viewpoint, group of tasks and exemplar model stands in some lesson."""
    course = survey.course
    shown: dict[str, set[str]] = {"viewpoints": set(), "task_groups": set(), "models": set()}
    for lesson in course.lessons:
        for block in lesson.blocks:
            match block:
                case ViewpointBlock(viewpoint=name):
                    shown["viewpoints"].add(name)
                case ViewpointsBlock(viewpoints=names):
                    shown["viewpoints"].update(names or (viewpoint.id for viewpoint in course.viewpoints))
                case TasksBlock(tasks=name):
                    shown["task_groups"].add(name)
                case ModelBlock(model=name):
                    shown["models"].add(name)
    for key, seen in shown.items():
        for index, thing in enumerate(getattr(course, key)):
            if thing.id not in seen:
                yield Problem(f"not-shown.{key}", (key, index), {"id": thing.id})


def unused(survey: Survey, context: Context) -> Iterator[Problem]:
    """What an author may set and no output uses yet is told, so that nobody waits for it."""
    if survey.course.template is not None:
        yield Problem("course.template-unused", ("template",))


def approvals(survey: Survey, context: Context) -> Iterator[Problem]:
    """What nobody has approved prints so, and warns: once for the course, once for all models together."""
    course = survey.course
    if course.approved is None:
        yield Problem("course.not-approved", ("title",))
    waiting = [(index, model.id) for index, model in enumerate(course.models) if model.approved is None]
    if waiting:
        named = ", ".join(name for _, name in waiting[:SHOWN]) + (", \u2026" if len(waiting) > SHOWN else "")
        yield Problem("model.not-approved", ("models", waiting[0][0]), {"count": len(waiting), "models": named})
