"""The notes of slides: minutes and running clock, what to say, questions, conflicts, the source in full.

Minutes; a clock counts from midnight, or from the beginning of the course when it names no hour.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from course.items import Written
from course.text import Para, Points, plain
from plan import nodes
from plan.phrases import by_source, clock, paragraphs_of, published
from plan.slides.checks import asked_of
from plan.slides.desk import Desk
from plan.slides.page import Slide


@dataclass(frozen=True)
class Stretch:
    """Slides that share one speech: those of the blocks since the notes before.

    Notes to blocks that make no slide join the speech of the slides before them.
    """

    slides: tuple[Slide, ...]
    speakers: tuple[nodes.SpeakerNode, ...] = ()

    @property
    def minutes(self) -> int | None:
        """What the notes say that it takes; None when none of them does."""
        found = [speaker.minutes for speaker in self.speakers if speaker.minutes is not None]
        return sum(found) if found else None


def said(flow: Iterable[Para | Points]) -> Iterator[str]:
    """The paragraphs of a speech, as letters."""
    for piece in flow:
        if isinstance(piece, Para):
            yield plain(piece.spans)
        else:
            yield from (plain(item) for item in piece.items)


def spoken(
    desk: Desk, stretches: Sequence[Stretch], lesson: nodes.Section, starts: float, is_clock: bool
) -> list[Slide]:
    """The slides of a lesson with their notes; the clock runs from `starts` and ends where the lesson's minutes do."""
    slides, now = [], starts
    lengths = _lengths(stretches, lesson.minutes)
    for stretch, length in zip(stretches, lengths, strict=True):
        timed = [slide.minutes for slide in stretch.slides if slide.minutes is not None]
        shared = sum(slide.weight for slide in stretch.slides if slide.minutes is None)
        for number, slide in enumerate(stretch.slides, 1):
            rest = max(0.0, length - sum(timed))
            takes = slide.minutes if slide.minutes is not None else rest * slide.weight / shared
            when = _clock(desk, now, now + takes, is_clock)
            now += takes
            slides.append(replace(slide, notes=(f"{when}. {lesson.title}",
                                                *_speech(desk, stretch, number), *slide.say)))  # fmt: skip
    return slides


def _lengths(stretches: Sequence[Stretch], total: int | None) -> list[float]:
    """Minutes of each stretch: its notes and its activities; what is left goes to those that say nothing."""
    timed = [sum(slide.minutes or 0 for slide in stretch.slides) for stretch in stretches]
    own = [stretch.minutes for stretch in stretches]
    is_whole = total is not None and sum(timed) + sum(minutes or 0 for minutes in own) > total
    known = [float(max(said_, acts) if is_whole else said_ + acts) if said_ is not None else None
             for said_, acts in zip(own, timed, strict=True)]  # fmt: skip
    taken = (acts if minutes is None else minutes for minutes, acts in zip(known, timed, strict=True))
    left = (total or 0) - sum(taken)
    silent = sum(len([slide for slide in stretch.slides if slide.minutes is None])
                 for stretch, minutes in zip(stretches, known, strict=True) if minutes is None)  # fmt: skip
    each = max(0.0, left) / silent if silent else 0.0
    return [minutes if minutes is not None
            else acts + each * len([slide for slide in stretch.slides if slide.minutes is None])
            for stretch, minutes, acts in zip(stretches, known, timed, strict=True)]  # fmt: skip


def _clock(desk: Desk, start: float, end: float, is_clock: bool) -> str:
    length = round(end) - round(start)
    takes = desk.say("words.minutes", minutes=length) if length else desk.say("deck.clock.short")
    names = (clock(start), clock(end)) if is_clock else (round(start), round(end))
    return desk.say("deck.clock" if is_clock else "deck.clock.relative", start=names[0], end=names[1], takes=takes)


def _speech(desk: Desk, stretch: Stretch, number: int) -> Iterator[str]:
    if stretch.speakers and len(stretch.slides) > 1:
        yield desk.say("deck.shared", number=number, count=len(stretch.slides))
    for speaker in stretch.speakers:
        yield from said(speaker.flow)


def moment(desk: Desk, slide: Slide, at: float | None) -> Slide:
    """A slide outside the lessons, with the hour at which it is shown."""
    first = desk.say("deck.clock.at", hour=clock(at)) if at is not None else desk.say("deck.clock.outside")
    return replace(slide, notes=(first, *slide.say))


def about(desk: Desk, node: nodes.AnyNode) -> tuple[str, ...]:
    """What notes say of a block beside the speech: answers, questions to ask, mistakes, then the source in full."""
    return (*_extras(desk, node), *full_sources(desk, node.notes))


def _extras(desk: Desk, node: nodes.AnyNode) -> Iterator[str]:
    match node:
        case nodes.CheckNode(item=item):
            answer = asked_of(desk, item).answer
            yield desk.say("deck.check.click", answer=answer) if answer else desk.say("deck.check.listen")
            if isinstance(item, Written) and item.guide:
                yield desk.say("deck.check.guide", text=plain(item.guide))
            if item.explanation:
                yield desk.say("deck.check.why", text=plain(item.explanation))
        case nodes.ViewpointNode(viewpoint=one):
            yield from (desk.say("deck.ask", text=plain(text)) for text in one.apply)
            yield from (desk.say("deck.mistake", text=plain(text)) for text in one.mistakes)
        case nodes.ModelNode(model=one):
            yield from () if node.approved else (desk.say("deck.model.not-approved"),)
            yield from (plain(one.note),) if one.note else ()
        case nodes.TasksNode(group=group, tasks=tasks):
            yield from (text for text in (group.speaker, plain(group.intro or ())) if text)
            noted = ((task.number, plain(task.note)) for task, _ in tasks if task.note)
            yield from (desk.say("deck.task.note", number=number, text=text) for number, text in noted)
        case nodes.BodiesNode(bodies=bodies):
            yield from (f"{body.name}: {plain(body.note)}" for body, _, _ in bodies if body.note)
        case nodes.ConflictNode(conflict=conflict, readings=readings):
            yield f"{desk.say('words.conflict')}: {conflict.title}"
            yield from (desk.say("deck.reading", text=text, names=desk.source((note,))) for text, note in readings)
            yield desk.say("deck.advice", text=plain(conflict.advice))
        case _:
            return


def full_sources(desk: Desk, notes: nodes.Notes) -> Iterator[str]:
    """Each source with its title, day and paragraphs."""
    for cited in by_source(notes):
        source = cited.source
        facts = (source.publisher, source.title, published(source), paragraphs_of(cited.paragraphs, desk.look))
        yield desk.say("deck.source.full", names=", ".join(filter(None, facts)))
