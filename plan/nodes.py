"""What a document is made of: the blocks of a course with every reference resolved, before any file format.

Handout, e-learning module and outline draw the same nodes; each medium decides only how they look.
A `Note` is a citation ready to print: the source and the paragraph, counted from 1.
"""

from dataclasses import dataclass, field, replace

from course.items import AnyItem
from course.parties import Organisation, Place
from course.sources import Conflict, Fact, Origin, Source
from course.taught import ExemplarModel, Objective, Task, TaskGroup, Term, Viewpoint
from course.text import Para, Points, Span


@dataclass(frozen=True)
class Note:
    """Where a statement comes from. `quote` is exact; `by_hand`: who compared it; `doubt`: why nobody did."""

    source: Source
    paragraph: int | None = None
    quote: str | None = None
    by_hand: str | None = None
    doubt: str | None = None


Notes = tuple[Note, ...]


@dataclass(frozen=True)
class Node:
    """What all nodes share. `title` heads it; `origin` says whose words they are."""

    title: str | None = field(default=None, kw_only=True)
    notes: Notes = field(default=(), kw_only=True)
    origin: Origin = field(default="source", kw_only=True)


@dataclass(frozen=True)
class TextNode(Node):
    """Paragraphs and lists."""

    flow: tuple[Para | Points, ...]


@dataclass(frozen=True)
class QuoteNode(Node):
    """An exact quotation; `notes[0]` is its place."""

    words: str
    speaker: str | None = None


@dataclass(frozen=True)
class TableNode(Node):
    """A table with one head row; None is a cell to fill in."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class CalloutNode(Node):
    """A sentence that must not be overlooked; `kind` is note, important or example."""

    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class PictureNode(Node):
    """A picture by its path in the course's folder; app hands its bytes to the makers."""

    path: str
    alt: str
    caption: tuple[Span, ...] = ()


@dataclass(frozen=True)
class CheckNode(Node):
    """A practice item to answer on the spot; `number` counts from 1 through the document."""

    number: int
    item: AnyItem


@dataclass(frozen=True)
class ViewpointNode(Node):
    """One viewpoint, whole; `notes[0]` is the place of its exact statement."""

    viewpoint: Viewpoint


@dataclass(frozen=True)
class ViewpointsNode(Node):
    """All viewpoints at a glance, each with the place of its statement."""

    viewpoints: tuple[tuple[Viewpoint, Note], ...]


@dataclass(frozen=True)
class TasksNode(Node):
    """The tasks of a group, each with its own notes; what the source leaves open stays None."""

    group: TaskGroup
    tasks: tuple[tuple[Task, Notes], ...]


@dataclass(frozen=True)
class ModelNode(Node):
    """One exemplar model as a case; `place` and `field_name` resolved, `approved` false prints so."""

    model: ExemplarModel
    place: Place | None
    place_now: str | None
    field_name: str | None
    approved: bool


@dataclass(frozen=True)
class ModelCardNode(Node):
    """A blank card to register a model; `fields` are the fields of work to tick."""

    heading: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class BodiesNode(Node):
    """Organisations as they were named then; the second of each pair is the name of the successor."""

    bodies: tuple[tuple[Organisation, str | None, Notes], ...]


@dataclass(frozen=True)
class FactsNode(Node):
    """Background statements, each with its notes."""

    facts: tuple[tuple[Fact, Notes], ...]


@dataclass(frozen=True)
class ConflictNode(Node):
    """Readings that disagree; for the trainer's edition alone."""

    conflict: Conflict
    readings: tuple[tuple[str, Note], ...]


@dataclass(frozen=True)
class ActivityNode(Node):
    """Something people do; `lines` are writing lines a prompt."""

    heading: str
    kind: str
    minutes: int | None
    grouping: str | None
    prompts: tuple[tuple[Span, ...], ...]
    lines: int


@dataclass(frozen=True)
class PauseNode(Node):
    """A break."""

    heading: str
    minutes: int | None


@dataclass(frozen=True)
class AgendaRow:
    """One line of the agenda; `starts` in minutes since midnight, None when the course names no hour."""

    lesson: str
    title: str
    minutes: int | None
    starts: int | None


@dataclass(frozen=True)
class AgendaNode(Node):
    """The lessons with their hours."""

    heading: str
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True)
class SpeakerNode(Node):
    """What the trainer says; for the trainer's edition and the notes of slides. `starts` as in AgendaRow."""

    flow: tuple[Para | Points, ...]
    minutes: int | None
    starts: int | None


AnyNode = (
    TextNode | QuoteNode | TableNode | CalloutNode | PictureNode | CheckNode | ViewpointNode | ViewpointsNode
    | TasksNode | ModelNode | ModelCardNode | BodiesNode | FactsNode | ConflictNode | ActivityNode | PauseNode
    | AgendaNode | SpeakerNode
)  # fmt: skip
"""Every kind of node; a maker's `match` over it ends in `assert_never`."""


@dataclass(frozen=True)
class Section:
    """A lesson of the course. `number` counts from 1; `module` is the title of the module it belongs to.

    Two modules may bear one title: `module_id` tells them apart.
    """

    id: str
    number: int
    title: str
    module: str | None
    minutes: int | None
    starts: int | None
    objectives: tuple[Objective, ...]
    nodes: tuple[AnyNode, ...]
    module_id: str | None = None


@dataclass(frozen=True)
class Document:
    """A whole course as one readable text, in order; the annexes after the sections.

    `version` is a short fingerprint of the course as it was read (hexadecimals).
    """

    id: str
    title: str
    subtitle: str | None
    organisation: tuple[str, ...]
    head: str
    dateline: str | None
    approved: str | None
    as_of: str | None
    about: tuple[Span, ...]
    handout_url: str | None
    objectives: tuple[Objective, ...]
    sections: tuple[Section, ...]
    glossary: tuple[tuple[Term, Notes], ...]
    checks: tuple[CheckNode, ...]
    sources: tuple[Source, ...]
    cited: tuple[tuple[str, tuple[int, ...]], ...]
    version: str


def with_frame(node: AnyNode, *, title: str | None, notes: Notes, origin: Origin) -> AnyNode:
    """The same node with what all nodes share filled in."""
    return replace(node, title=title, notes=notes, origin=origin)
