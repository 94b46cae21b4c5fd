"""A course as one document: lessons in order, blocks as nodes with their notes, annexes. No pages, no fonts."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import count
from typing import assert_never

from course import blocks
from course.blocks import AnyBlock, Block
from course.items import AnyItem
from course.model import Course, Lesson, Module
from course.parties import Organisation
from course.sources import Origin
from plan import nodes
from plan.nodes import AnyNode, Document, Note, Notes, Section
from plan.phrases import by_source, short_date
from plan.resolve import Index

OWN_WORDS = (blocks.Agenda, blocks.Activity, blocks.Pause, blocks.Notes, blocks.ModelCard)
"""Blocks that say nothing of a source unless they cite it themselves; a lesson's citations do not hold for them."""


def version_of(course: Course) -> str:
    """Twelve hexadecimals that change whenever anything that the course says changes."""
    return hashlib.sha256(repr(course).encode()).hexdigest()[:12]


def plan_document(course: Course) -> Document:
    """The whole course, resolved; the same for handout, module and outline."""
    index, numbers = Index(course), count(1)
    starts = {row.lesson: row.starts for row in index.agenda}
    sections = tuple(
        _section(index, number, lesson, module, starts[lesson.id], numbers)
        for number, (lesson, module) in enumerate(index.lessons_in_order, 1)
    )
    cited = _cited(sections)
    glossary = tuple((term, index.notes(term.cites)) for term in course.glossary)
    return Document(
        id=course.id, title=course.title, subtitle=course.subtitle, organisation=course.organisation,
        head=course.head, dateline=course.dateline, as_of=short_date(course.as_of) if course.as_of else None,
        approved=f"{course.approved.by}, {short_date(course.approved.on)}" if course.approved else None,
        about=course.about or (), handout_url=course.handout_url, objectives=course.objectives,
        sections=sections, glossary=glossary, checks=tuple(_checks(sections)), sources=course.sources,
        cited=cited, version=version_of(course),
    )  # fmt: skip


def _checks(sections: tuple[Section, ...]) -> Iterator[nodes.CheckNode]:
    for section in sections:
        yield from (node for node in section.nodes if isinstance(node, nodes.CheckNode))


def _section(
    index: Index, number: int, lesson: Lesson, module: Module | None, starts: int | None, numbers: Iterator[int]
) -> Section:
    planned, now = [], starts
    for block in lesson.blocks:
        planned.append(_node(index, lesson, block, now, numbers))
        minutes = getattr(block, "minutes", None)
        now = now + minutes if now is not None and minutes else now
    objectives = tuple(objective for objective in index.course.objectives if objective.id in lesson.objectives)
    title, module_id = (module.title, module.id) if module else (None, None)
    return Section(
        lesson.id, number, lesson.title, title, lesson.minutes, starts, objectives, tuple(planned), module_id
    )


def _origin(block: Block, notes: Notes) -> Origin:
    """Said by the author, else read off the sources cited; what cites nothing is the trainer's own."""
    if block.origin:
        return block.origin
    if not notes:
        return "trainer"
    return "source" if any(note.source.role == "main" for note in notes) else "background"


def _node(index: Index, lesson: Lesson, block: AnyBlock, now: int | None, numbers: Iterator[int]) -> AnyNode:
    node = _bare_node(index, block, now, numbers)
    inherited = () if isinstance(block, OWN_WORDS) or block.origin == "trainer" else lesson.cites
    notes = node.notes or index.notes(block.cites, inherited)
    return nodes.with_frame(node, title=block.title, notes=notes, origin=_origin(block, notes))


def _bare_node(index: Index, block: AnyBlock, now: int | None, numbers: Iterator[int]) -> AnyNode:
    match block:
        case blocks.Text(text=flow):
            return nodes.TextNode(flow)
        case blocks.Quote():
            note = Note(index.sources[block.source], block.paragraph, block.quote, None, block.unverified)
            return nodes.QuoteNode(block.quote, block.speaker, notes=(note,))
        case blocks.Table():
            return nodes.TableNode(block.table, block.head, block.rows)
        case blocks.Callout():
            return nodes.CalloutNode(block.kind, block.callout)
        case blocks.Figure():
            return nodes.PictureNode(block.figure, block.alt, block.caption or ())
        case blocks.Question(question=ref):
            return check_node(index, next(numbers), index.items[ref])
        case blocks.ViewpointBlock(viewpoint=ref):
            viewpoint = index.viewpoints[ref]
            return nodes.ViewpointNode(viewpoint, notes=(index.note(viewpoint.statement),))
        case blocks.ViewpointsBlock(viewpoints=refs):
            return _viewpoints(index, refs)
        case blocks.TasksBlock(tasks=ref):
            return _tasks(index, ref)
        case blocks.ModelBlock(model=ref):
            return _model(index, ref)
        case blocks.ModelCard(model_card=heading):
            return nodes.ModelCardNode(heading, tuple(field.name for field in index.course.fields))
        case blocks.Bodies(organisations=refs):
            return nodes.BodiesNode(tuple(_body(index, ref) for ref in refs))
        case blocks.Facts(facts=refs):
            return _facts(index, refs)
        case blocks.ConflictBlock(conflict=ref):
            return _conflict(index, ref)
        case blocks.Activity():
            return nodes.ActivityNode(
                block.activity, block.kind, block.minutes, block.grouping, block.prompts, block.lines
            )
        case blocks.Pause():
            return nodes.PauseNode(block.pause, block.minutes)
        case blocks.Agenda():
            return nodes.AgendaNode(block.agenda, index.agenda)
        case blocks.Notes():
            return nodes.SpeakerNode(block.notes, block.minutes, now)
        case _:
            assert_never(block)


def check_node(index: Index, number: int, item: AnyItem) -> nodes.CheckNode:
    """A practice item with its place in the sources."""
    return nodes.CheckNode(number, item, notes=index.notes(item.cites))


def _viewpoints(index: Index, refs: Sequence[str]) -> nodes.ViewpointsNode:
    """Those chosen, or all where the author chose none."""
    chosen = [index.viewpoints[ref] for ref in refs] if refs else index.course.viewpoints
    pairs = tuple((viewpoint, index.note(viewpoint.statement)) for viewpoint in chosen)
    return nodes.ViewpointsNode(pairs, notes=tuple(note for _, note in pairs))


def _facts(index: Index, refs: Sequence[str]) -> nodes.FactsNode:
    pairs = tuple((fact, index.notes(fact.cites)) for fact in map(index.facts.__getitem__, refs))
    return nodes.FactsNode(pairs, notes=tuple(note for _, notes in pairs for note in notes))


def _conflict(index: Index, ref: str) -> nodes.ConflictNode:
    conflict = index.conflicts[ref]
    readings = tuple((reading.text, index.note(reading.cite)) for reading in conflict.readings)
    return nodes.ConflictNode(conflict, readings, notes=tuple(note for _, note in readings))


def _tasks(index: Index, ref: str) -> nodes.TasksNode:
    group, tasks = index.task_groups[ref]
    rows = tuple((task, index.notes(task.cites, group.cites)) for task in tasks)
    return nodes.TasksNode(group, rows, notes=index.notes(group.cites))


def _model(index: Index, ref: str) -> nodes.ModelNode:
    model = index.models[ref]
    place = index.places[model.place] if model.place else None
    field = index.fields[model.field] if model.field else None
    return nodes.ModelNode(
        model, place, index.place_now(place), field, model.approved is not None, notes=index.notes(model.cites)
    )


def _body(index: Index, ref: str) -> tuple[Organisation, str | None, Notes]:
    body = index.organisations[ref]
    now = index.organisations[body.successor].name if body.successor else None
    return body, now, index.notes(body.cites)


def _cited(sections: tuple[Section, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """For each source id that is cited: its paragraphs, in order."""
    notes = tuple(note for section in sections for node in section.nodes for note in node.notes)
    return tuple(sorted((cited.source.id, cited.paragraphs) for cited in by_source(notes)))
