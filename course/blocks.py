"""Blocks of a lesson: bare Markdown literals, and typed blocks whose first key names their kind.

    blocks:
      - |
        A paragraph, or a list.
      - viewpoint: quan-diem-1
      - activity: Thảo luận
        minutes: 15
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from course.sources import Citations, Origin
from course.types import Flow, Id, Ids, Line, Minutes, Prose, Proses, Strict


class Block(Strict):
    """What all blocks share. `title` heads its slide; without `cites` the lesson's own citations hold."""

    title: Line | None = None
    cites: Citations = ()
    origin: Origin | None = None


class Text(Block):
    """Paragraphs and lists; a bare literal is one of these."""

    text: Flow


class Quote(Block):
    """An exact quotation, on its own."""

    quote: Line
    source: Id
    paragraph: Annotated[int, Field(ge=1)] | None = None
    speaker: Line | None = None
    unverified: Line | None = None


Cell = Annotated[Line | None, BeforeValidator(lambda value: None if value == "" else value)]
"""A cell of a table; nothing, or `""` between two others, is an empty one."""


class Table(Block):
    """A table; an empty cell prints as a line to fill in."""

    table: Line
    head: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    rows: tuple[tuple[Cell, ...], ...]


class Callout(Block):
    """A sentence that must not be overlooked."""

    callout: Prose
    kind: Literal["note", "important", "example"] = "note"


class Figure(Block):
    """A picture of the course's folder, with words for those who do not see it."""

    figure: Line
    alt: Line
    caption: Prose | None = None


class Question(Block):
    """A quick check with one item of the bank; practice items alone."""

    question: Id


class ViewpointBlock(Block):
    """One viewpoint, whole."""

    viewpoint: Id


def _all(value: Any) -> Any:
    return () if value == "all" else [value] if isinstance(value, str) else value


class ViewpointsBlock(Block):
    """All viewpoints as one picture."""

    viewpoints: Annotated[tuple[Id, ...], BeforeValidator(_all)]


class TasksBlock(Block):
    """The table of a group's tasks."""

    tasks: Id


class ModelBlock(Block):
    """One exemplar model as a case."""

    model: Id


class ModelCard(Block):
    """A blank card on which a unit registers a model of its own."""

    model_card: Line


class Bodies(Block):
    """Organisations as they were named then, with what they are now."""

    organisations: Ids


class Facts(Block):
    """Background statements, each with its own source."""

    facts: Ids


class ConflictBlock(Block):
    """Readings that disagree; for the trainer."""

    conflict: Id


class Activity(Block):
    """Something people do: discussion, group work, writing alone, a first step at home."""

    activity: Line
    kind: Literal["discussion", "group", "individual", "commitment"] = "discussion"
    minutes: Minutes | None = None
    grouping: Line | None = None
    prompts: Proses = ()
    lines: Annotated[int, Field(ge=0, le=30)] = 4


class Pause(Block):
    """A break."""

    pause: Line
    minutes: Minutes | None = None


class Agenda(Block):
    """The lessons with their hours, made from the course."""

    agenda: Line


class Notes(Block):
    """What the trainer says to the slides of the blocks since the last notes, and the minutes it takes."""

    notes: Flow
    minutes: Minutes | None = None


KINDS: dict[str, type[Block]] = {
    "text": Text, "quote": Quote, "table": Table, "callout": Callout, "figure": Figure, "question": Question,
    "viewpoint": ViewpointBlock, "viewpoints": ViewpointsBlock, "tasks": TasksBlock, "model": ModelBlock,
    "model_card": ModelCard, "organisations": Bodies, "facts": Facts, "conflict": ConflictBlock,
    "activity": Activity, "pause": Pause, "agenda": Agenda, "notes": Notes,
}  # fmt: skip
"""The first key of a typed block -> its model."""


def _kind(value: Any) -> str:
    """The tag of a block: its class name when built, its first key when read."""
    if isinstance(value, Block):
        return next(kind for kind, model in KINDS.items() if type(value) is model)
    return str(next(iter(value), "")) if isinstance(value, dict) else "text"


def _literal(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


AnyBlock = Annotated[
    Annotated[Text, BeforeValidator(_literal, json_schema_input_type=str | Text), Tag("text")]
    | Annotated[Quote, Tag("quote")]
    | Annotated[Table, Tag("table")]
    | Annotated[Callout, Tag("callout")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[Question, Tag("question")]
    | Annotated[ViewpointBlock, Tag("viewpoint")]
    | Annotated[ViewpointsBlock, Tag("viewpoints")]
    | Annotated[TasksBlock, Tag("tasks")]
    | Annotated[ModelBlock, Tag("model")]
    | Annotated[ModelCard, Tag("model_card")]
    | Annotated[Bodies, Tag("organisations")]
    | Annotated[Facts, Tag("facts")]
    | Annotated[ConflictBlock, Tag("conflict")]
    | Annotated[Activity, Tag("activity")]
    | Annotated[Pause, Tag("pause")]
    | Annotated[Agenda, Tag("agenda")]
    | Annotated[Notes, Tag("notes")],
    Discriminator(_kind),
]
"""Any block of a lesson."""
