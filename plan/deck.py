"""The deck of a course: every block as slides that fit, in sections, with notes. No file format.

    deck, problems = plan_deck(course, look)

Problems have paths into the course; a deck with problems is still whole, but not fit to be shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

import assets
from assets.look import Look
from course.model import Course
from course.problem import Path, Problem
from course.text import plain
from plan import nodes
from plan.document import plan_document
from plan.phrases import short_date
from plan.slides import cases, checks, front, prose
from plan.slides.desk import Desk, Pages, with_even_lines
from plan.slides.page import Deck, Part, Slide
from plan.slides.speech import Stretch, about, moment, said, spoken

__all__ = ["Deck", "Slide", "plan_deck"]


def plan_deck(course: Course, look: Look, document: nodes.Document | None = None) -> tuple[Deck, tuple[Problem, ...]]:
    """All slides in order, and what does not fit, placed by path. `document` saves planning it a second time."""
    document = document or plan_document(course)
    desk = Desk(look, assets.compounds() | frozenset(course.compounds))
    run = _Run(course, document, desk)
    slides = tuple(_told_apart(desk, run.slides()))
    deck = Deck(course.id, course.title, tuple(run.parts), slides, ", ".join(course.organisation),
                course.subtitle or "", document.version)  # fmt: skip
    return deck, tuple(run.problems)


@dataclass
class _Run:
    """One planning of a deck: slides come out in order, problems and sections are gathered on the way."""

    course: Course
    document: nodes.Document
    desk: Desk
    problems: list[Problem] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def slides(self) -> Iterator[Slide]:
        """Opening, a section for each module, closing."""
        desk, document = self.desk, self.document
        clock = document.sections[0].starts if document.sections else None
        self._open("opening", desk.say("deck.part.opening"))
        yield from self._outside(front.cover(desk, document), clock, ("title",))
        if not _told(document):
            yield from self._outside(front.objectives(desk, document), clock, ("objectives",))
        if not any(isinstance(node, nodes.AgendaNode) for section in document.sections for node in section.nodes):
            yield from self._outside(self._agenda(), clock, ("lessons",))
        yield from self._modules()
        self._open("closing", desk.say("deck.part.closing"))
        yield from self._outside(front.closing(desk, document), None, ("title",))
        yield from self._outside(front.sources(desk, document), None, ("sources",))

    def _agenda(self) -> Pages:
        rows = [nodes.AgendaRow(one.id, one.title, one.minutes, one.starts) for one in self.document.sections]
        if rows:
            yield from front.agenda(self.desk, rows, self.desk.say("words.agenda"), "agenda")

    def _open(self, ref: str, title: str) -> None:
        self.parts.append(Part(ref, title))

    def _outside(self, pages: Pages, at: float | None, path: Path) -> Iterator[Slide]:
        return (moment(self.desk, slide, at) for slide in self._sound(pages, path))

    def _sound(self, pages: Pages, path: Path) -> Iterator[Slide]:
        """The slides among the pages, in the open section; problems get their path and are kept."""
        for page in pages:
            if isinstance(page, Problem):
                self.problems.append(replace(page, path=path + page.path))
            else:
                yield replace(page, section=len(self.parts) - 1)

    def _modules(self) -> Iterator[Slide]:
        place = {module.id: (at, module) for at, module in enumerate(self.course.modules)}
        now, last = 0.0, object()
        for section in self.document.sections:
            if section.module_id != last and section.module_id is not None:
                at, module = place[section.module_id]
                self._open(module.id, module.title)
                mates = [one for one in self.document.sections if one.module_id == module.id]
                pages = front.module(self.desk, at + 1, module.title, module.id, mates)
                yield from self._outside(pages, section.starts, ("modules", at, "title"))
            last = section.module_id
            starts = now if section.starts is None else float(section.starts)
            yield from self._lesson(section, starts)
            now = starts + (section.minutes or 0)

    def _lesson(self, section: nodes.Section, starts: float) -> list[Slide]:
        at = next(at for at, lesson in enumerate(self.course.lessons) if lesson.id == section.id)
        stretches = _stretches(self._blocks(section, at))
        return spoken(self.desk, stretches, section, starts, section.starts is not None)

    def _blocks(self, section: nodes.Section, at: int) -> list[tuple[nodes.AnyNode, list[Slide]]]:
        """Each block with its slides. What a conflict says goes into the notes of the slide before it, or the first."""
        found: list[tuple[nodes.AnyNode, list[Slide]]] = []
        waiting: tuple[str, ...] = ()
        for number, node in enumerate(section.nodes):
            pages = self._pages(node, section, f"{section.id}/{number}")
            words = about(self.desk, node)
            slides = [replace(slide, say=words) for slide in self._sound(pages, ("lessons", at, "blocks", number))]
            before = next((earlier for _, earlier in reversed(found) if earlier), slides)
            waiting += words if isinstance(node, nodes.ConflictNode) else ()
            if before and waiting:
                before[-1], waiting = replace(before[-1], say=before[-1].say + waiting), ()
            found.append((node, slides))
        return found

    def _pages(self, node: nodes.AnyNode, section: nodes.Section, ref: str) -> Pages:
        desk, title = self.desk, node.title
        match node:
            case nodes.TextNode():
                yield from prose.text(desk, node, title or section.title, ref)
            case nodes.QuoteNode():
                yield from prose.quote(desk, node, title or desk.say("words.exact"), ref)
            case nodes.CalloutNode():
                yield from prose.callout(desk, node, title or desk.say(f"words.callout.{node.kind}"), ref)
            case nodes.PictureNode():
                yield from prose.picture(desk, node, title or section.title, ref)
            case nodes.FactsNode():
                yield from prose.facts(desk, node, title or section.title, ref)
            case nodes.ActivityNode():
                yield from prose.activity(desk, node, title or node.heading, ref)
            case nodes.PauseNode():
                yield from prose.pause(desk, node, title or node.heading, ref)
            case nodes.TableNode():
                yield from cases.table(desk, node, title or node.caption, ref)
            case nodes.ViewpointsNode():
                yield from cases.viewpoints(desk, node, title or desk.say("deck.viewpoints"), ref)
            case nodes.ViewpointNode():
                yield from cases.viewpoint(desk, node, title, ref)
            case nodes.TasksNode():
                yield from cases.tasks(desk, node, title or node.group.title, ref)
            case nodes.BodiesNode():
                day = short_date(self.course.as_of) if self.course.as_of else None
                yield from cases.bodies(desk, node, title or desk.say("deck.organisations"), ref, day)
            case nodes.ModelNode():
                yield from cases.model(desk, node, title, ref)
            case nodes.ModelCardNode():
                yield from cases.model_card(desk, node, title or node.heading, ref)
            case nodes.CheckNode():
                yield from checks.check(desk, node, title or desk.say("deck.check", number=node.number), ref)
            case nodes.AgendaNode():
                yield from front.agenda(desk, node.rows, title or node.heading, ref)
            case nodes.ConflictNode() | nodes.SpeakerNode():
                return
            case _:
                assert_never(node)


def _told(document: nodes.Document) -> bool:
    """Whether a lesson already lists the objectives in words of its own slide."""
    flows = [node.flow for section in document.sections for node in section.nodes if isinstance(node, nodes.TextNode)]
    letters = "\n".join(text for flow in flows for text in said(flow))
    return all(plain(objective.text) in letters for objective in document.objectives)


def _stretches(blocks: Iterable[tuple[nodes.AnyNode, list[Slide]]]) -> list[Stretch]:
    """Slides up to each block of notes; what follows the last one has no speech."""
    found: list[Stretch] = []
    slides: list[Slide] = []
    early: tuple[nodes.SpeakerNode, ...] = ()
    for node, more in blocks:
        slides += more
        if isinstance(node, nodes.SpeakerNode):
            if slides:
                found.append(Stretch(tuple(slides), (*early, node)))
                slides, early = [], ()
            elif found:
                found[-1] = replace(found[-1], speakers=(*found[-1].speakers, node))
            else:
                early += (node,)
    return [*found, Stretch(tuple(slides), early)] if slides else found


def _told_apart(desk: Desk, slides: Iterable[Slide]) -> Iterator[Slide]:
    """No two slides with one title: those that share it are numbered (1/2), (2/2); a module's page keeps it bare."""
    found = list(slides)
    bare = {slide.heading for slide in found if slide.kind in ("cover", "section")}
    shared: dict[str, list[int]] = {}
    for at, slide in enumerate(found):
        if slide.kind not in ("cover", "section"):
            shared.setdefault(slide.heading, []).append(at)
    for heading, places in shared.items():
        if len(places) > 1:
            for number, at in enumerate(places, 1):
                part = desk.say("words.part-of", part=number, parts=len(places))
                found[at] = replace(found[at], part=part)
        elif heading in bare:
            found[places[0]] = replace(found[places[0]], part=desk.say("deck.continued"))
    yield from map(with_even_lines, found)
