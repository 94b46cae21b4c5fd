"""One walk through a course: every object, every text and every reference, each with its path.

The walk is made once a check and shared by all of them. What a field holds is read off its type once a class,
so that a new field of the model is walked without a line here (a new kind of reference wants one in `TARGETS`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import PlainValidator

from course.blocks import (
    Bodies,
    ConflictBlock,
    Facts,
    ModelBlock,
    Question,
    Quote,
    TasksBlock,
    ViewpointBlock,
    ViewpointsBlock,
)
from course.items import Item
from course.model import BlueprintRow, Course, Lesson, Module
from course.parties import Event, Organisation, Place
from course.problem import Path
from course.sources import CitationParts
from course.taught import ExemplarModel, Objective, Task
from course.text import Para, Points, Span, plain
from course.types import Flow, Id, Line, Prose, Strict, Url

_LEAVES: dict[Any, str] = {Line: "line", Prose: "prose", Flow: "flow", Url: "url", Id: "id"}
_KINDS: dict[Any, str] = {alias.__metadata__[0]: kind for alias, kind in _LEAVES.items()}

COLLECTIONS: tuple[str, ...] = (
    "organisations", "places", "sources", "facts", "conflicts", "objectives", "viewpoints", "task_groups", "tasks",
    "fields", "models", "modules", "lessons", "levels", "topics", "items", "blueprints",
)  # fmt: skip
"""The keys of `Course` under which things with an `id` stand."""

TARGETS: dict[tuple[type[Strict], str], str] = {
    (CitationParts, "source"): "sources", (Quote, "source"): "sources",
    (Question, "question"): "items", (ViewpointBlock, "viewpoint"): "viewpoints",
    (ViewpointsBlock, "viewpoints"): "viewpoints", (TasksBlock, "tasks"): "task_groups",
    (ModelBlock, "model"): "models", (Bodies, "organisations"): "organisations",
    (Facts, "facts"): "facts", (ConflictBlock, "conflict"): "conflicts",
    (Item, "level"): "levels", (Item, "topic"): "topics", (Item, "objectives"): "objectives",
    (Item, "facts"): "facts", (Item, "model"): "models", (Item, "excludes"): "items",
    (BlueprintRow, "topic"): "topics", (BlueprintRow, "counts"): "levels",
    (Lesson, "objectives"): "objectives", (Module, "lessons"): "lessons",
    (Organisation, "successor"): "organisations", (Place, "part_of"): "places", (Place, "successor"): "places",
    (Event, "organiser"): "organisations", (Event, "place"): "places",
    (Objective, "level"): "levels", (Task, "group"): "task_groups",
    (ExemplarModel, "place"): "places", (ExemplarModel, "field"): "fields",
}  # fmt: skip
"""The class that defines a reference, and its field -> the key of `Course` where that id must stand."""


class Node(NamedTuple):
    """An object of the model, and the one that holds it (None above the course).

    Paths are put together when asked for: few are, and a large course has very many.
    """

    steps: Path
    value: Any
    parent: "Node | None"

    @property
    def path(self) -> Path:
        """From the course down to this object."""
        return (*self.parent.path, *self.steps) if self.parent else self.steps


class Text(NamedTuple):
    """Words without markup. `kind` is `line`, `prose`, `flow` or `url`; `owner` is the object whose field it is.

    `steps` lead from the owner to the words; the first is the field.
    """

    steps: Path
    kind: str
    text: str
    owner: Node

    @property
    def path(self) -> Path:
        """From the course down to the words."""
        return (*self.owner.path, *self.steps)


class Reference(NamedTuple):
    """An id that must stand under the key `target` of the course."""

    steps: Path
    target: str
    id: str
    owner: Node

    @property
    def path(self) -> Path:
        """From the course down to the id."""
        return (*self.owner.path, *self.steps)


@dataclass(frozen=True)
class Walk:
    """What one walk found, in the order of the model's fields."""

    nodes: list[Node]
    texts: list[Text]
    references: list[Reference]


class Step(NamedTuple):
    """What a field of a class holds: `kind` of its texts, `id`, or `models` to descend into."""

    name: str
    kind: str
    target: str


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _kind(annotation: Any, metadata: list[Any]) -> str:
    """The kind of a field; empty for days, numbers and whatever else holds no words."""
    found = ""
    for part in (*metadata, *_parts(annotation)):
        if isinstance(part, PlainValidator) and part in _KINDS:
            return _KINDS[part]
        if isinstance(part, type) and issubclass(part, Strict):
            found = "models"
    return found


def owner_of(model: type[Strict], name: str) -> type[Strict]:
    """The class that defines a field: labels and references are said once, there, for all that inherit it."""
    return next(base for base in model.__mro__ if name in base.__dict__.get("__annotations__", {}))


@cache
def steps(model: Any) -> tuple[Step, ...]:
    """The fields of a model's class that hold words, references or objects."""
    found = []
    for name, info in model.model_fields.items():
        if kind := _kind(info.annotation, info.metadata):
            found.append(Step(name, kind, TARGETS.get((owner_of(model, name), name), "")))
    return tuple(found)


def walk(course: Course) -> Walk:
    """Every object, text and reference of a course."""
    found = Walk([], [], [])
    _object(course, (), None, found)
    return found


def _object(value: Any, steps_here: Path, parent: Node | None, found: Walk) -> None:
    node = Node(steps_here, value, parent)
    found.nodes.append(node)
    for name, kind, target in steps(value.__class__):
        held = getattr(value, name)
        if held is None or held == ():
            continue
        if kind == "models":
            _objects(held, name, node, found)
        elif kind != "id":
            _texts(held, (name,), kind, node, found.texts)
        elif target:
            found.references.extend(_ids(held, name, target, node))


def _objects(held: Any, name: str, node: Node, found: Walk) -> None:
    if isinstance(held, tuple):
        for index, value in enumerate(held):
            _object(value, (name, index), node, found)
    else:
        _object(held, (name,), node, found)


def _texts(held: Any, steps_here: Path, kind: str, node: Node, found: list[Text]) -> None:
    if isinstance(held, str):
        found.append(Text(steps_here, kind, held, node))
    elif isinstance(held, dict):
        for key, value in held.items():
            found.append(Text((*steps_here, key), kind, key, node))
            found.append(Text((*steps_here, key), kind, value, node))
    elif kind == "prose" and isinstance(held[0], Span):
        found.append(Text(steps_here, kind, plain(held), node))
    elif kind == "flow":
        found.append(Text(steps_here, kind, _flow_words(held), node))
    else:
        for index, value in enumerate(held):
            if value:
                _texts(value, (*steps_here, index), kind, node, found)


def _flow_words(flow: tuple[Para | Points, ...]) -> str:
    """Paragraphs and points with a line break between them: no window of words reaches over it."""
    parts = ((part.spans,) if isinstance(part, Para) else part.items for part in flow)
    return "\n".join(plain(spans) for part in parts for spans in part)


def _ids(held: Any, name: str, target: str, node: Node) -> Iterator[Reference]:
    if isinstance(held, str):
        yield Reference((name,), target, held, node)
    elif isinstance(held, dict):
        yield from (Reference((name, key), target, key, node) for key in held)
    else:
        yield from (Reference((name, index), target, value, node) for index, value in enumerate(held))

