"""outline.md: the whole course as readable text, to approve and to compare line by line after a change."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from assets.look import Look
from builders.outline_items import item_lines
from builders.outline_rest import rest, unshown
from builders.outline_text import flow, letters, line
from builders.product import Materials, Product
from course.model import Course
from course.text import Span
from plan import nodes
from plan.nodes import AnyNode, Document, Notes, Section
from plan.phrases import by_source, clock, paragraphs_of, place_of, places_of, published, remarks_on, short_date

Lines = Iterable[str]


def files(materials: Materials) -> Iterator[Product]:
    """One text file."""
    yield Product("outline.md", build(materials.document, materials.look, materials.course).encode("utf-8"))


def build(document: Document, look: Look, course: Course | None = None) -> str:
    """The document's text in reading order; one thought a line, so that a comparison shows what changed.

    With the `course`, what it says beyond its lessons stands at the end.
    """
    text = "\n".join([*_lines(document, look), *(_rest(course, look) if course else ())])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n") + "\n"


def _lines(document: Document, look: Look) -> Lines:
    yield f"# {letters(document.title)}"
    yield from ("", letters(document.subtitle)) if document.subtitle else ()
    yield ""
    yield from _front(document, look)
    for section in document.sections:
        yield from _section(section, look)
    yield from _glossary(document, look)
    yield from _sources(document, look)


def _rest(course: Course, look: Look) -> Lines:
    if left := unshown(course):
        yield from ("", f"## {look.say('outline.rest.unshown')}", "")
        for node in left:
            yield from (*_node(node, look), "", *cited(node.notes, look), "")
    yield from rest(course, look)


def _front(document: Document, look: Look) -> Lines:
    yield from (f"- {letters(name)}" for name in document.organisation)
    if document.dateline:
        yield f"- {letters(document.dateline)}"
    approved = document.approved or look.say("words.not-approved")
    yield f"- {letters(look.say('words.approved', who=approved))}"
    yield f"- {look.say('outline.version')}: {document.version}"
    yield from ("", line(document.about)) if document.about else ()
    yield from ("", f"## {look.say('words.objectives')}", "")
    yield from (f"- {line(objective.text)}" for objective in document.objectives)


def _section(section: Section, look: Look) -> Lines:
    minutes = look.say("words.minutes", minutes=section.minutes) if section.minutes else ""
    facts = " · ".join(part for part in (letters(section.module or ""), minutes, clock(section.starts)) if part)
    yield from ("", f"## {section.number}. {letters(section.title)}", "", facts, "")
    for node in section.nodes:
        if node.title:
            yield from (f"### {letters(node.title)}", "")
        if node.origin != "source" and not isinstance(node, nodes.SpeakerNode | nodes.ActivityNode | nodes.PauseNode):
            yield from (f"[{look.say(f'words.origin.{node.origin}')}]", "")
        yield from _node(node, look)
        yield from ("", *cited(node.notes, look), "")


def cited(notes: Notes, look: Look) -> Lines:
    """The places of a statement on one line, each source once; doubts and comparisons by hand after it."""
    found = by_source(notes)
    remarks = dict.fromkeys(remark for one in found for remark in remarks_on(one, look))
    if found:
        said = "; ".join((*(place_of(one, look) for one in found), *remarks))
        yield f"({look.say('words.source')}: {letters(said)})"


def _quoted(words: str) -> str:
    return f"> \u201c{letters(words)}\u201d"


def _blank(text: str | None) -> str:
    """A text, or the place to fill it in."""
    return letters(text) if text else "\u2026" * 4


def _spans(spans: tuple[Span, ...] | None) -> str:
    return line(spans) if spans else _blank(None)


def _node(node: AnyNode, look: Look) -> Lines:
    match node:
        case nodes.TextNode():
            yield from flow(node.flow)
        case nodes.QuoteNode():
            yield _quoted(node.words)
            yield from ("", f"{letters(node.speaker)}") if node.speaker else ()
        case nodes.TableNode():
            yield from _table(node)
        case nodes.CalloutNode():
            yield f"**{look.say(f'words.callout.{node.kind}')}:** {line(node.spans)}"
        case nodes.PictureNode():
            yield f"{look.say('words.figure')}: {letters(node.alt)} {line(node.caption)}".rstrip()
        case nodes.CheckNode():
            yield f"**{look.say('words.question-number', number=node.number)}.** {line(node.item.stem)}"
            yield from item_lines(node.item, look)
        case nodes.ViewpointNode():
            yield from _viewpoint(node, look)
        case nodes.ViewpointsNode():
            for viewpoint, _ in node.viewpoints:
                yield f"{viewpoint.number}. {letters(viewpoint.short)} ({look.say('words.short-name-ours')})"
        case nodes.TasksNode():
            yield from _tasks(node, look)
        case nodes.ModelNode():
            yield from _model(node, look)
        case nodes.ModelCardNode():
            yield f"{look.say('outline.card')}: {letters(node.heading)}"
        case nodes.BodiesNode():
            yield from _bodies(node, look)
        case nodes.FactsNode():
            yield from _facts(node, look)
        case nodes.ConflictNode():
            yield f"**{look.say('words.conflict')}: {letters(node.conflict.title)}**"
            yield from (f"- {letters(text)} ({letters(places_of((note,), look))})" for text, note in node.readings)
            yield line(node.conflict.advice)
        case nodes.ActivityNode():
            yield from _activity(node, look)
        case nodes.PauseNode():
            yield f"**{letters(node.heading)}**{_for(node.minutes, look)}"
        case nodes.AgendaNode():
            yield f"**{letters(node.heading)}**"
            yield from (f"- {clock(row.starts)} {letters(row.title)}{_for(row.minutes, look)}" for row in node.rows)
        case nodes.SpeakerNode():
            yield f"*{look.say('outline.speaker')}{_for(node.minutes, look)}*"
            yield from flow(node.flow)
        case _:
            assert_never(node)


def _for(minutes: int | None, look: Look) -> str:
    return f" ({look.say('words.minutes', minutes=minutes)})" if minutes else ""


def _viewpoint(node: nodes.ViewpointNode, look: Look) -> Lines:
    viewpoint = node.viewpoint
    yield f"**{look.say('words.viewpoint-number', number=viewpoint.number)}: {letters(viewpoint.short)}**"
    yield from ("", _quoted(viewpoint.words), "")
    for name, texts in (("points", viewpoint.points), ("apply", viewpoint.apply), ("mistakes", viewpoint.mistakes)):
        if texts:
            yield from (f"{look.say(f'words.{name}')}:", *(f"- {line(text)}" for text in texts), "")


def _bodies(node: nodes.BodiesNode, look: Look) -> Lines:
    for body, now, notes in node.bodies:
        after = f" ({look.say('words.now', name=letters(now))})" if now else ""
        yield f"- {letters(body.name)}{after}{': ' + line(body.note) if body.note else ''}"
        yield from (f"  {text}" for text in cited(notes, look))


def _facts(node: nodes.FactsNode, look: Look) -> Lines:
    for fact, notes in node.facts:
        when = f" ({look.say('words.as-of', date=short_date(fact.as_of))})" if fact.as_of else ""
        yield f"- {line(fact.text)}{when}"
        yield from (f"  {text}" for text in cited(notes, look))


def _tasks(node: nodes.TasksNode, look: Look) -> Lines:
    yield f"**{letters(node.group.title)}** {letters(node.group.speaker or '')}".rstrip()
    yield from (line(node.group.intro), "") if node.group.intro else ("",)
    for task, notes in node.tasks:
        who = f"{look.say('words.who')}: {_blank(task.who)}"
        when = f"{look.say('words.when')}: {_blank(task.when)}"
        yield f"{task.number}. {letters(task.what)} | {who} | {when}"
        yield from (f"   {line(task.note)}",) if task.note else ()
        yield from (f"   {text}" for text in cited(notes, look))


def _model(node: nodes.ModelNode, look: Look) -> Lines:
    model = node.model
    state = "" if node.approved else f" [{look.say('words.not-approved')}]"
    yield f"**{letters(model.name)}**{state}"
    place_ = ", ".join(part for part in (model.where, node.place.name if node.place else None) if part)
    now = f" ({look.say('words.now', name=letters(node.place_now))})" if node.place_now else ""
    yield f"- {look.say('words.model.unit')}: {_blank(model.unit)}"
    yield f"- {look.say('words.model.place')}: {_blank(place_)}{now}"
    field = " – ".join(part for part in (node.field_name, model.field_note) if part)
    yield f"- {look.say('words.model.field')}: {_blank(field)}"
    yield f"- {look.say('words.model.period')}: {_blank(model.period)}"
    yield f"- {look.say('words.model.problem')}: {_spans(model.problem)}"
    yield f"- {look.say('words.model.how')}: {' '.join(line(text) for text in model.how) or _blank(None)}"
    yield from (f"  - {letters(figure.value)} {letters(figure.what)}" for figure in model.figures)
    yield f"- {look.say('words.model.result')}: {_spans(model.result)}"
    yield f"- {look.say('words.model.lesson')}: {_spans(model.lesson)}"
    yield from (f"- {line(model.note)}",) if model.note else ()


def _table(node: nodes.TableNode) -> Lines:
    yield from (f"**{letters(node.caption)}**", "")
    yield "| " + " | ".join(_cell(text) for text in node.head) + " |"
    yield "|" + " --- |" * len(node.head)
    yield from ("| " + " | ".join(_cell(text) for text in row) + " |" for row in node.rows)


def _cell(text: str | None) -> str:
    return _blank(text).replace("|", "\\|")


def _activity(node: nodes.ActivityNode, look: Look) -> Lines:
    kind = look.say(f"words.activity.{node.kind}")
    yield f"**{kind}: {letters(node.heading)}**{_for(node.minutes, look)}"
    yield from (letters(node.grouping),) if node.grouping else ()
    yield from (f"- {line(prompt)}" for prompt in node.prompts)


def _glossary(document: Document, look: Look) -> Lines:
    if document.glossary:
        yield from ("", f"## {look.say('words.glossary')}", "")
    for term, notes in document.glossary:
        known = f" = {letters(term.stands_for)}" if term.stands_for else ""
        meaning = f": {_spans(term.meaning)}" if term.meaning or not known else ""
        yield f"- **{letters(term.term)}**{known}{meaning}"
        yield from (f"  {text}" for text in cited(notes, look))


def _sources(document: Document, look: Look) -> Lines:
    yield from ("", f"## {look.say('words.sources')}", "")
    paragraphs = dict(document.cited)
    for source in document.sources:
        facts = ", ".join(letters(part) for part in (source.publisher, source.title, published(source)) if part)
        used = paragraphs_of(paragraphs.get(source.id, ()), look)
        at = f" ({used})" if used else ""
        yield f"- {facts}{at}"
        yield from (f"  <{source.url}>",) if source.url else ()
        yield from (f"  {line(source.note)}",) if source.note else ()
