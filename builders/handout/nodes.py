"""Every kind of node as flowables, and the sections that they make up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from reportlab.platypus import Flowable

from builders.handout import aside
from builders.handout.balanced import Balanced
from builders.handout.cases import card, case
from builders.handout.checks import check
from builders.handout.kit import Kit
from builders.handout.pictures import picture
from builders.handout.tables import agenda, bodies, facts, table, tasks
from builders.handout.viewpoints import Barred, overview, quoted, viewpoint
from builders.pdf.compose import Keep, NewPage
from builders.pdf.extras import Mark, extras, with_extras
from builders.pdf.styles import color
from course.text import Para, Points
from plan import nodes
from plan.nodes import AnyNode, Section

ROOM_TO_START = 0.22  # share of a page that must be free for a lesson to begin on it
SURE_LINES = 3  # to write on, for each prompt; more only where the page has room for them
HEADED = (nodes.ViewpointsNode, nodes.TasksNode, nodes.CheckNode)  # these print their title themselves
TIMED = (nodes.ActivityNode, nodes.PauseNode)  # these take minutes of their own
MARKED = (nodes.TextNode, nodes.FactsNode, nodes.BodiesNode)  # these say whose words they are


def section(kit: Kit, part: Section) -> Iterator[Flowable]:
    """A lesson: number, title, then its nodes with the trainer's asides beside them."""
    kit.footnotes.new_section()
    setter, look = kit.setter, kit.look
    name = look.say("words.lesson-number", number=part.number)
    yield NewPage(kit.height * ROOM_TO_START)
    mark = Mark(f"lesson-{part.id}", f"{name}. {part.title}")
    stands_in = part.module if part.module != part.title else None
    above = " \u00b7 ".join(filter(None, (name, stands_in)))
    head = with_extras(setter.text(above, "eyebrow", spaceBefore=14), mark=mark)
    when = aside.of_section(kit, part)
    yield with_extras(head, side=(when,)) if when else head
    title = setter.text(part.title, "title", kind=Balanced)
    yield with_extras(title, heard=(when,)) if when else title
    yield from _Walk(kit, name, part.title, part.id).run(part.nodes)


@dataclass
class _Walk:
    """Goes along the nodes of a section; what the trainer says belongs to the nodes since the last such note."""

    kit: Kit
    about: str
    said: str
    lesson: str
    shown: tuple[int, ...] = ()
    taken: int = 0
    waiting: list[Flowable] = field(default_factory=list)
    run_of_checks: bool = False

    def run(self, planned: tuple[AnyNode, ...]) -> Iterator[Flowable]:
        for at, node in enumerate(planned):
            slides = self.kit.slides.get((self.lesson, at), ())
            if isinstance(node, nodes.SpeakerNode):
                self._beside(aside.of_speaker(self.kit, node, self.about, self.shown, self.taken))
                yield from self._flush()
            else:
                self._take(node, slides)
                self.shown += slides
                self.taken += (node.minutes or 0) if isinstance(node, TIMED) else 0
        if left := aside.of_slides(self.kit, self.shown):
            self._beside(left)
        yield from self._flush()

    def _take(self, node: AnyNode, slides: tuple[int, ...]) -> None:
        flows = list(draw(self.kit, node, not self.run_of_checks, self.said))
        self.run_of_checks = isinstance(node, nodes.CheckNode)
        own = _own_aside(self.kit, node, self.about, slides)
        if own and (first := _first(flows)):
            with_extras(first, side=(*extras(first).side, own))
            _hear(own, flows)
        self.waiting += flows
        if own and not flows:
            self._beside(own, last=True)

    def _beside(self, said: aside.Aside, last: bool = False) -> None:
        target = (_first(self.waiting[::-1]) if last else _first(self.waiting)) or _anchor(self.waiting)
        side = extras(target).side
        with_extras(target, side=(*side, said) if last else (said, *side))
        _hear(said, self.waiting)

    def _flush(self) -> Iterator[Flowable]:
        yield from self.waiting
        self.waiting, self.shown, self.taken = [], (), 0


def _hear(said: aside.Aside, flows: list[Flowable]) -> None:
    """Read aloud after the last of these that is printed: it belongs to all of them."""
    printed = [flow for flow in flows if not isinstance(flow, NewPage)]
    last = printed[-1].flows[-1] if isinstance(printed[-1], Keep) else printed[-1]
    with_extras(last, heard=(*extras(last).heard, said))


def _anchor(waiting: list[Flowable]) -> Flowable:
    """A place of no height for an aside that belongs to nothing printed."""
    made = Anchor()
    waiting.append(made)
    return made


class Anchor(Flowable):
    """Nothing, at a place."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No room."""
        return width, 0.0

    def draw(self) -> None:
        """Nothing."""


def _first(flows: list[Flowable]) -> Flowable | None:
    """The first that is printed."""
    for flow in flows:
        if isinstance(flow, Keep):
            return flow.flows[0]
        if not isinstance(flow, NewPage):
            return flow
    return None


def _own_aside(kit: Kit, node: AnyNode, about: str, slides: tuple[int, ...]) -> aside.Aside | None:
    if isinstance(node, nodes.ViewpointNode):
        return aside.of_viewpoint(kit, node, about)
    if isinstance(node, nodes.CheckNode):
        return aside.of_check(kit, node, about, slides)
    return aside.of_conflict(kit, node, about) if isinstance(node, nodes.ConflictNode) else None


def draw(kit: Kit, node: AnyNode, first_check: bool = True, said: str = "") -> Iterator[Flowable]:
    """The flowables of one node, headed by its title and by whose words they are; `said` stands above already."""
    hidden = isinstance(node, nodes.ConflictNode | nodes.SpeakerNode)
    if not hidden and not isinstance(node, HEADED):
        origin = _origin(kit, node) if isinstance(node, MARKED) else ""
        if origin and not (node.title or "").startswith(origin):
            yield kit.setter.text(origin, "eyebrow", spaceBefore=kit.setter.grown(6))
        if node.title and node.title != said:
            yield kit.setter.text(node.title, "h3", spaceBefore=4)
    yield from _bare(kit, node, first_check, said)


def _origin(kit: Kit, node: AnyNode) -> str:
    """Whose words they are where they are not the source's; nothing else."""
    return "" if node.origin == "source" else kit.look.say(f"words.origin.{node.origin}")


def _bare(kit: Kit, node: AnyNode, first_check: bool, said: str) -> Iterator[Flowable]:
    match node:
        case nodes.TextNode():
            yield from _prose(kit, node.flow, kit.keys(node.notes))
        case nodes.QuoteNode():
            yield from _quote(kit, node)
        case nodes.TableNode():
            yield from table(kit, node)
        case nodes.CalloutNode():
            yield from _callout(kit, node)
        case nodes.PictureNode():
            yield from _picture(kit, node)
        case nodes.CheckNode():
            yield from check(kit, node, first_check)
        case nodes.ViewpointNode():
            yield from viewpoint(kit, node)
        case nodes.ViewpointsNode():
            yield from overview(kit, node)
        case nodes.TasksNode():
            yield from tasks(kit, node, said)
        case nodes.ModelNode():
            yield from case(kit, node)
        case nodes.ModelCardNode():
            yield from card(kit, node)
        case nodes.BodiesNode():
            yield from bodies(kit, node)
        case nodes.FactsNode():
            yield from facts(kit, node)
        case nodes.ActivityNode():
            yield from _activity(kit, node)
        case nodes.PauseNode():
            yield from _pause(kit, node)
        case nodes.AgendaNode():
            yield from agenda(kit, node)
        case nodes.ConflictNode() | nodes.SpeakerNode():
            return
        case _:
            assert_never(node)


def _prose(kit: Kit, flow: tuple[Para | Points, ...], keys: tuple[str, ...]) -> Iterator[Flowable]:
    for part in flow:
        own = keys if part is flow[-1] else ()
        match part:
            case Para(spans=spans):
                yield kit.setter.text(spans, "body", notes=own)
            case Points(items=items, ordered=ordered):
                yield from kit.setter.points(items, ordered, notes=own)
            case _:
                assert_never(part)


def _quote(kit: Kit, node: nodes.QuoteNode) -> Iterator[Flowable]:
    if node.speaker:
        yield kit.setter.text(node.speaker, "lead")
    yield quoted(kit, node.words, kit.keys(node.notes))


def _callout(kit: Kit, node: nodes.CalloutNode) -> Iterator[Flowable]:
    said = (kit.look.say(f"words.callout.{node.kind}"), _origin(kit, node))
    yield kit.setter.text(" \u00b7 ".join(filter(None, said)), "lead")
    yield kit.setter.text(node.spans, "quote", notes=kit.keys(node.notes), kind=Barred, spaceAfter=8,
                          leftIndent=kit.setter.grown(12), bulletColor=color(kit.look, "red"))  # fmt: skip


def _picture(kit: Kit, node: nodes.PictureNode) -> Iterator[Flowable]:
    caption = kit.setter.text(node.caption or node.alt, "small", notes=kit.keys(node.notes), spaceAfter=8)
    yield Keep([picture(kit, node.path, node.alt), caption])


def _activity(kit: Kit, node: nodes.ActivityNode) -> Iterator[Flowable]:
    setter, look, least = kit.setter, kit.look, min(node.lines, SURE_LINES)
    minutes = look.say("words.minutes", minutes=node.minutes) if node.minutes else None
    how = [look.say(f"words.activity.{node.kind}"), minutes, node.grouping]
    yield setter.text(node.heading, "h2", kind=Balanced)
    yield setter.text(" \u00b7 ".join(filter(None, how)), "small", keepWithNext=1)
    for prompt in node.prompts:
        asked = setter.text(prompt, "ragged", spaceAfter=0)
        yield Keep([asked, setter.writing(least, node.lines + 1, after=6)]) if node.lines else asked
    if node.lines and not node.prompts:
        yield setter.writing(least, node.lines + 6)


def _pause(kit: Kit, node: nodes.PauseNode) -> Iterator[Flowable]:
    minutes = kit.look.say("words.minutes", minutes=node.minutes) if node.minutes else None
    text = " \u00b7 ".join(filter(None, (node.heading, minutes)))
    yield Keep([kit.rule("pencil", 12, 3), kit.setter.text(text, "label", spaceAfter=3), kit.rule("pencil", 0, 8)])
