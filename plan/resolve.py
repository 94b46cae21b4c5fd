"""References become things: one lookup of a course by id, shared by all plans.

A course that passed its checks has no reference that leads nowhere; a KeyError here is a fault of ours.
"""

from collections.abc import Mapping
from functools import cached_property

from course.items import AnyItem
from course.model import Course, Lesson, Module
from course.parties import Organisation, Place
from course.sources import CitationParts, Citations, Conflict, Fact, Source
from course.taught import ExemplarModel, Task, TaskGroup, Viewpoint
from plan.nodes import AgendaRow, Note, Notes
from plan.phrases import short_date


def note_of(cite: CitationParts, sources: Mapping[str, Source]) -> Note:
    """A citation with its source, looked up by id."""
    by_hand = f"{cite.verified.by}, {short_date(cite.verified.on)}" if cite.verified else None
    return Note(sources[cite.source], cite.paragraph, cite.quote, by_hand, cite.unverified)


class Index:
    """A course by id. Made once a plan; holds no state of its own beside its caches."""

    def __init__(self, course: Course) -> None:
        self.course = course

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.course.sources}

    @cached_property
    def viewpoints(self) -> dict[str, Viewpoint]:
        """Viewpoints by id."""
        return {viewpoint.id: viewpoint for viewpoint in self.course.viewpoints}

    @cached_property
    def models(self) -> dict[str, ExemplarModel]:
        """Exemplar models by id."""
        return {model.id: model for model in self.course.models}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.course.places}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by id."""
        return {body.id: body for body in self.course.organisations}

    @cached_property
    def items(self) -> dict[str, AnyItem]:
        """Items by id."""
        return {item.id: item for item in self.course.items}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.course.facts}

    @cached_property
    def conflicts(self) -> dict[str, Conflict]:
        """Conflicts by id."""
        return {conflict.id: conflict for conflict in self.course.conflicts}

    @cached_property
    def task_groups(self) -> dict[str, tuple[TaskGroup, tuple[Task, ...]]]:
        """Groups by id, each with its tasks by number."""
        tasks: dict[str, list[Task]] = {group.id: [] for group in self.course.task_groups}
        for task in sorted(self.course.tasks, key=lambda task: task.number):
            tasks[task.group].append(task)
        return {group.id: (group, tuple(tasks[group.id])) for group in self.course.task_groups}

    @cached_property
    def fields(self) -> dict[str, str]:
        """Names of the fields of work by id."""
        return {field.id: field.name for field in self.course.fields}

    def note(self, cite: CitationParts) -> Note:
        """A citation with its source looked up."""
        return note_of(cite, self.sources)

    def notes(self, *cites: Citations) -> Notes:
        """The citations of the first group that has any: a block's own before its lesson's."""
        return tuple(self.note(cite) for cite in next(filter(None, cites), ()))

    def place_now(self, place: Place | None) -> str | None:
        """What a place is called today, when it has a successor."""
        return self.places[place.successor].name if place and place.successor else None

    @cached_property
    def lessons_in_order(self) -> tuple[tuple[Lesson, Module | None], ...]:
        """Lessons as the modules order them, each with its module; those of no module come last."""
        by_id = {lesson.id: lesson for lesson in self.course.lessons}
        placed = [(by_id.pop(ref), module) for module in self.course.modules for ref in module.lessons]
        return tuple(placed) + tuple((lesson, None) for lesson in by_id.values())

    @cached_property
    def agenda(self) -> tuple[AgendaRow, ...]:
        """Lessons with their hours; the clock stops at a lesson that names no minutes."""
        clock = self.course.starts
        now = clock.hour * 60 + clock.minute if clock else None
        rows = []
        for lesson, _ in self.lessons_in_order:
            rows.append(AgendaRow(lesson.id, lesson.title, lesson.minutes, now))
            now = now + lesson.minutes if now is not None and lesson.minutes else None
        return tuple(rows)
