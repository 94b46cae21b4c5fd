"""The outline's last part: what the course says and no lesson shows, every exact quotation, what a paper is made of.

Who approves a course reads all of it here; who compares two editions sees every change.
"""

from collections.abc import Iterable, Iterator

from assets.look import Look
from builders.outline_text import letters, line
from course.blocks import ConflictBlock, Facts, ModelBlock, TasksBlock, ViewpointBlock
from course.model import Blueprint, Course, Lesson
from course.parties import Event, Organisation, Place
from course.sources import CitationParts
from course.walk import walk
from plan import nodes
from plan.document import plan_document
from plan.phrases import places_of, short_date
from plan.resolve import note_of

Lines = Iterable[str]


def unshown(course: Course) -> tuple[nodes.AnyNode, ...]:
    """The facts, models, conflicts, tasks and viewpoints of no lesson, as the nodes that they would be."""
    asked = [block for lesson in course.lessons for block in lesson.blocks]
    facts = {name for block in asked if isinstance(block, Facts) for name in block.facts}
    models = {block.model for block in asked if isinstance(block, ModelBlock)}
    conflicts = {block.conflict for block in asked if isinstance(block, ConflictBlock)}
    groups = {block.tasks for block in asked if isinstance(block, TasksBlock)}
    shown = {block.viewpoint for block in asked if isinstance(block, ViewpointBlock)}
    left = tuple(fact.id for fact in course.facts if fact.id not in facts)
    blocks = [
        *(ViewpointBlock(viewpoint=one.id) for one in course.viewpoints if one.id not in shown),
        *(TasksBlock(tasks=one.id) for one in course.task_groups if one.id not in groups),
        *([Facts(facts=left)] if left else []),
        *(ModelBlock(model=one.id) for one in course.models if one.id not in models),
        *(ConflictBlock(conflict=one.id) for one in course.conflicts if one.id not in conflicts),
    ]
    if not blocks:
        return ()
    lesson = Lesson(id="rest", title="-").model_copy(update={"blocks": tuple(blocks)})
    alone = course.model_copy(update={"lessons": (lesson,), "modules": ()})
    return plan_document(alone).sections[0].nodes


def rest(course: Course, look: Look) -> Iterator[str]:
    """Lines of Markdown, each part under its heading; a part with nothing in it is left out."""
    if course.edition:
        yield from ("", f"## {look.say('outline.rest.edition')}", "", letters(course.edition))
    yield from _part("event", _event(course, course.event, look) if course.event else (), look)
    yield from _part("organisations", (_body(course, one, look) for one in course.organisations), look)
    yield from _part("places", (_place(course, one, look) for one in course.places), look)
    yield from _part("fields", (f"- {letters(field.name)}" for field in course.fields), look)
    yield from _part("quotations", _quotations(course, look), look)
    for blueprint in course.blueprints:
        yield from _part("blueprint", _blueprint(course, blueprint, look), look)


def _part(name: str, lines: Lines, look: Look) -> Lines:
    found = list(lines)
    return ["", f"## {look.say(f'outline.rest.{name}')}", "", *found] if found else []


def _event(course: Course, event: Event, look: Look) -> Lines:
    yield f"- {letters(event.name)}"
    yield from (f"- {letters(text)}" for text in (event.topic, event.venue) if text)
    organiser = next((one.name for one in course.organisations if one.id == event.organiser), None)
    where = next((one.name for one in course.places if one.id == event.place), None)
    days = " \u2013 ".join(short_date(day) for day in (event.on, event.until) if day)
    yield from (f"- {letters(text)}" for text in (organiser, where, days) if text)
    yield from (f"- {line(event.audience)}",) if event.audience else ()
    for person in event.people:
        part = f": {letters(person.part)}" if person.part else ""
        yield f"- {letters(person.name)}, {letters(person.position)}{part}"


def _body(course: Course, body: Organisation, look: Look) -> str:
    short = f" ({letters(body.short)})" if body.short else ""
    return f"- {letters(body.name)}{short}{_since(course.organisations, body, look)}"


def _place(course: Course, place: Place, look: Look) -> str:
    inside = next((f", {letters(one.name)}" for one in course.places if one.id == place.part_of), "")
    return f"- {letters(place.name)}{inside}{_since(course.places, place, look)}"


def _since(things: Iterable[Organisation | Place], thing: Organisation | Place, look: Look) -> str:
    """Its days, what it is now, and what is to be known of it."""
    days = " \u2013 ".join(short_date(day) if day else "\u2026" for day in (thing.valid_from, thing.valid_until))
    now = next((look.say("words.now", name=letters(one.name)) for one in things if one.id == thing.successor), "")
    facts = "; ".join(part for part in (days if thing.valid_from or thing.valid_until else "", now) if part)
    return (f" ({facts})" if facts else "") + (f": {line(thing.note)}" if thing.note else "")


def _quotations(course: Course, look: Look) -> Lines:
    """Every quotation that stands in a citation, in the course's order, each once."""
    sources = {source.id: source for source in course.sources}
    told: dict[str, None] = {}
    for node in walk(course).nodes:
        cite = node.value
        if isinstance(cite, CitationParts) and (cite.quote or cite.unverified):
            at = letters(places_of((note_of(cite, sources),), look))
            words = f": \u201c{letters(cite.quote)}\u201d" if cite.quote else ""
            doubt = f" ({letters(look.say('words.doubt', why=cite.unverified))})" if cite.unverified else ""
            told[f"- {at}{words}{doubt}"] = None
    yield from told


def _blueprint(course: Course, blueprint: Blueprint, look: Look) -> Lines:
    yield f"**{letters(blueprint.title)}** ({look.say('words.minutes', minutes=blueprint.minutes)})"
    yield ""
    topics = {topic.id: topic.name for topic in course.topics}
    yield "| " + " | ".join([look.say("outline.rest.topic"), *(letters(level.name) for level in course.levels)]) + " |"
    yield "|" + " --- |" * (len(course.levels) + 1)
    for row in blueprint.rows:
        counts = (str(row.counts.get(level.id, 0)) for level in course.levels)
        yield "| " + " | ".join([letters(topics[row.topic]), *counts]) + " |"
