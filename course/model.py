"""The course: everything that one folder of YAML says, typed, frozen, and complete enough to make every file from.

Files of a folder are merged (`course.tree.merge`): a list may be spread over several files, all else stands once.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from course.blocks import AnyBlock
from course.items import PAPER_KINDS, AnyItem
from course.parties import Event, Organisation, Place
from course.sources import Approval, Citations, Conflict, Fact, Source
from course.taught import ExemplarModel, Objective, Task, TaskGroup, Term, Viewpoint, WorkField
from course.types import Clock, Date, FormCode, Id, Ids, Line, Minutes, Prose, Slug, Strict, Url, unique


class Level(Strict):
    """A level of the blueprint, lowest first; three or four, as data."""

    id: Id
    name: Line


class Topic(Strict):
    """A row of the blueprint."""

    id: Id
    name: Line


class BlueprintRow(Strict):
    """How many items of one topic a form takes, level by level."""

    topic: Id
    counts: dict[Id, Annotated[int, Field(ge=0, le=200)]]


class Blueprint(Strict):
    """What a form is made of. `kinds` are the kinds of item that it takes; the score counts on `scale`.

    `draw` says whether all forms ask the same items or each its own; what is kept stays in the author's order.
    """

    id: Id
    title: Line
    minutes: Minutes = 30
    pass_percent: Annotated[int, Field(ge=0, le=100)] = 50
    scale: Annotated[int, Field(ge=1, le=100)] = 10
    forms: Annotated[tuple[FormCode, ...], Field(min_length=1, max_length=24)] = ("101", "102", "103", "104")
    kinds: Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(unique)] = ("single",)
    rows: tuple[BlueprintRow, ...]
    draw: Literal["same", "each"] = "same"
    keep_questions: bool = False
    keep_options: bool = False

    @property
    def total(self) -> int:
        """Items of one form."""
        return sum(sum(row.counts.values()) for row in self.rows)

    @property
    def off_paper(self) -> tuple[str, ...]:
        """Kinds asked for that no paper sheet can take."""
        return tuple(kind for kind in self.kinds if kind not in PAPER_KINDS)


class Lesson(Strict):
    """A lesson. Its `cites` hold for each of its blocks that names none; minutes include its activities."""

    id: Id
    title: Line
    minutes: Minutes | None = None
    objectives: Ids = ()
    cites: Citations = ()
    blocks: tuple[AnyBlock, ...] = ()


class Module(Strict):
    """Lessons that belong together; a section of the deck."""

    id: Id
    title: Line
    lessons: Ids


def _or_empty(value: Any) -> Any:
    return value or {}


class Course(Strict):
    """One training course. `head` says whose official head printed pages carry, `official` by which rules.

    Without `official` the rules of the day hold (`assets/official.yaml`).
    """

    id: Slug
    title: Line
    subtitle: Line | None = None
    language: Literal["vi"] = "vi"
    edition: Line | None = None
    organisation: tuple[Line, ...] = ()
    head: Literal["party", "state", "none"] = "none"
    official: Line | None = None
    dateline: Line | None = None
    starts: Clock | None = None
    handout_url: Url | None = None
    template: Line | None = None
    approved: Approval | None = None
    as_of: Date | None = None
    about: Prose | None = None

    event: Event | None = None
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    objectives: tuple[Objective, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()
    task_groups: tuple[TaskGroup, ...] = ()
    tasks: tuple[Task, ...] = ()
    fields: tuple[WorkField, ...] = ()
    models: tuple[ExemplarModel, ...] = ()
    modules: tuple[Module, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    levels: tuple[Level, ...] = ()
    topics: tuple[Topic, ...] = ()
    items: tuple[AnyItem, ...] = ()
    blueprints: tuple[Blueprint, ...] = ()
    glossary: tuple[Term, ...] = ()
    pronounce: Annotated[dict[Line, Line], BeforeValidator(_or_empty)] = {}
    phrases: tuple[Line, ...] = ()
    compounds: tuple[Line, ...] = ()
