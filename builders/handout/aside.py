"""What the trainer alone reads, as values: minutes, what to say, mistakes to expect, readings that disagree, answers.

It never takes room in the text, so that both editions turn their pages at the same words: an aside stands in the
note column beside its place, or at the end when the column is too short.
"""

from dataclasses import dataclass

from builders.handout.citations import short
from builders.handout.key import answer
from builders.handout.kit import Kit
from course.text import Para, Points, Span
from plan.nodes import CheckNode, ConflictNode, Section, SpeakerNode, ViewpointNode
from plan.phrases import clock
from plan.shown import ranges

Flow = tuple[Para | Points, ...]


@dataclass(frozen=True)
class Aside:
    """A heading and prose; `about` names the place when it stands at the end. `movable` ones may stand there.

    `slides` are those that the heading names.
    """

    heading: str
    flow: Flow
    about: str = ""
    movable: bool = True
    slides: tuple[int, ...] = ()


def of_section(kit: Kit, section: Section) -> Aside | None:
    """When the lesson begins and how long it takes."""
    said = _when(kit, section.starts, section.minutes)
    return Aside(said, (), movable=False) if said else None


def of_speaker(kit: Kit, node: SpeakerNode, about: str, slides: tuple[int, ...] = (), before: int = 0) -> Aside:
    """What to say, headed by the clock and by the slides that it goes with; `before`: minutes of what it goes with.

    It stands beside the first of that, so it says when that begins and how long all of it takes.
    """
    starts = None if node.starts is None else node.starts - before
    when = _when(kit, starts, (node.minutes or 0) + before or None) or kit.look.say("handout.trainer-notes")
    return Aside(_shown(kit, when, slides), node.flow, about, slides=slides)


def of_slides(kit: Kit, slides: tuple[int, ...]) -> Aside | None:
    """Slides for which nothing is said."""
    return Aside(_shown(kit, "", slides), (), movable=False, slides=slides) if slides else None


def _shown(kit: Kit, heading: str, slides: tuple[int, ...]) -> str:
    said = kit.look.say("handout.slides", numbers=ranges(slides)) if slides else ""
    return " \u00b7 ".join(filter(None, (heading, said)))


def of_viewpoint(kit: Kit, node: ViewpointNode, about: str) -> Aside | None:
    """Mistakes that learners make with it."""
    mistakes = node.viewpoint.mistakes
    return Aside(kit.look.say("words.mistakes"), (Points(mistakes),), about) if mistakes else None


def of_check(kit: Kit, node: CheckNode, about: str, slides: tuple[int, ...] = ()) -> Aside:
    """The answer and its place, and the slides that ask it."""
    said = answer(kit, node.item)
    place = f" ({short(kit.look, node.notes)})" if node.notes else ""
    heading = _shown(kit, kit.look.say("handout.answer", number=node.number), slides)
    return Aside(heading, (_para(said + place),), about, slides=slides)


def of_conflict(kit: Kit, node: ConflictNode, about: str) -> Aside:
    """The readings, each with its place, and what to do."""
    readings = tuple(
        f"{kit.look.say('document.reading', number=number, text=text)} ({short(kit.look, (note,))})"
        for number, (text, note) in enumerate(node.readings, 1)
    )
    advice = Para((Span(kit.look.say("document.advice") + " ", bold=True), *node.conflict.advice))
    heading = f"{kit.look.say('words.conflict')}: {node.conflict.title}"
    return Aside(heading, (*map(_para, readings), advice), about)


def _para(text: str) -> Para:
    return Para((Span(text),))


def _when(kit: Kit, starts: int | None, minutes: int | None) -> str:
    lasts = kit.look.say("words.minutes", minutes=minutes) if minutes else None
    return " \u00b7 ".join(filter(None, (clock(starts), lasts)))
