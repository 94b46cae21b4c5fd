"""The viewpoints: all on one page, and one page for each with exact words, key points and lines to write on."""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.handout.balanced import Balanced, Settled
from builders.handout.ended import to_page
from builders.handout.kit import Kit, widen
from builders.pdf.compose import Keep, NewPage
from builders.pdf.extras import Mark, with_extras
from builders.pdf.styles import color
from builders.pdf.text import Text
from course.taught import Viewpoint
from plan.nodes import ViewpointNode, ViewpointsNode

ROOM_FOR_ALL = 0.85  # share of a page; all viewpoints begin a new one where less is left
UNDER = 0.85  # of the pitch, from words to the first line to write on
NUMERAL = 48.0  # points from the edge to the words beside a large numeral, where text has 11


class Barred(Settled):
    """A quotation: a rule stands at its left, over its whole height."""

    def draw(self) -> None:
        """The rule, then the words."""
        _bar(self.canv, self.height, self.style.bulletColor)
        super().draw()


def _bar(canvas: Canvas, height: float, ink: object) -> None:
    canvas.saveState()
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(2)
    canvas.line(2, -1, 2, height - 1)
    canvas.restoreState()


def quoted(kit: Kit, words: str, notes: tuple[str, ...], **changes: Any) -> Text:
    """Exact words in quotation marks, ruled, with the number of their note."""
    opened, closed = kit.look.say("words.quote-open"), kit.look.say("words.quote-close")
    text = words if words.startswith(opened) else opened + words + closed
    gold = color(kit.look, "brass")
    return kit.setter.text(text, "quote", notes=notes, kind=Barred, leftIndent=kit.setter.grown(12), bulletColor=gold,
                           spaceAfter=4, **changes)  # fmt: skip


def viewpoint(kit: Kit, node: ViewpointNode) -> Iterator[Flowable]:
    """Exact words, clauses, key points; two prompts from one's own unit, each with its lines.

    On one page, but for large letters: there the exact words stay whole, and each prompt has its lines below it.
    """
    exact, rest, prompts = list(_exact(kit, node)), list(_points(kit, node)), list(_apply(kit, node))
    if kit.edition.is_roomy:
        yield Keep([*exact, *rest, *(flow for prompt in prompts for flow in prompt)])
    else:
        yield Keep(exact)
        yield from rest
        yield from map(Keep, prompts)


def place_of(point: Viewpoint) -> str:
    """The name of the place where the viewpoint has its page."""
    return f"viewpoint-{point.id}"


def _exact(kit: Kit, node: ViewpointNode) -> Iterator[Flowable]:
    point, setter, look = node.viewpoint, kit.setter, kit.look
    name = look.say("words.viewpoint-number", number=point.number)
    mark = Mark(place_of(point), f"{name}. {point.short}", 1)
    above = f"{name} \u00b7 {look.say('words.short-name-ours')}"
    yield with_extras(setter.text(above, "eyebrow", spaceBefore=11), mark=mark)
    yield with_extras(setter.text(point.short, "title", kind=Balanced, spaceAfter=1), tag="h2")
    yield setter.say("words.exact", "lead")
    yield quoted(kit, point.words, kit.keys(node.notes))


def _points(kit: Kit, node: ViewpointNode) -> Iterator[Flowable]:
    point, setter = node.viewpoint, kit.setter
    if point.clauses and not point.points:
        yield setter.say("document.clauses", "lead")
        yield from setter.points(point.clauses, ordered=True)
    if point.points:
        yield setter.say("words.points", "lead")
        yield from setter.points(point.points)


def _apply(kit: Kit, node: ViewpointNode) -> Iterator[list[Flowable]]:
    """Each prompt with its lines, the first below the heading of all."""
    asked = [kit.setter.text(prompt, "ragged", spaceAfter=0, keepWithNext=1) for prompt in node.viewpoint.apply]
    own = ("document.apply.first", "document.apply.second")
    prompts = asked or [kit.setter.say(key, "ragged", keepWithNext=1) for key in own]
    heading: list[Flowable] = [kit.setter.say("words.apply", "lead")]
    for at, prompt in enumerate(prompts):
        yield [*([] if at else heading), prompt, kit.setter.writing(2, 6, first=kit.setter.pitch * UNDER, after=3)]


def overview(kit: Kit, node: ViewpointsNode) -> Iterator[Flowable]:
    """One page with all of them: numeral, short name, exact words, a line for an example of one's own."""
    yield NewPage(kit.height * ROOM_FOR_ALL)
    if node.title:
        mark = Mark("viewpoints", node.title, 1)
        yield from widen([with_extras(kit.setter.text(node.title, "h2"), mark=mark)])
    yield from rows(kit, node)


def rows(kit: Kit, node: ViewpointsNode, lines: tuple[int, int] = (1, 1)) -> Iterator[Flowable]:
    """Whose names they are, then one after the other between rules, each with so many lines for an example."""
    keys = kit.keys(node.notes)
    yield from widen([kit.setter.text(kit.look.say("words.short-name-ours") + ".", "small", notes=keys)])
    for point, _ in node.viewpoints:
        yield Keep(widen([kit.rule("ink", 3, 5), *_row(kit, point, lines)]))
    yield from widen([kit.rule("ink", 3, 0)])


def _row(kit: Kit, point: Viewpoint, lines: tuple[int, int]) -> list[Flowable]:
    setter, size, indent = kit.setter, kit.look.size("print.numeral"), kit.setter.grown(NUMERAL)
    opened, closed = kit.look.say("words.quote-open"), kit.look.say("words.quote-close")
    name = setter.text(point.short, "h3", bullet=f"{point.number} ", leftIndent=indent, bulletFontSize=size,
                       bulletOffsetY=-size * 0.42, bulletColor=color(kit.look, "red"), spaceBefore=0)  # fmt: skip
    return [
        to_page(kit, name, "handout.viewpoint.on", place_of(point)),
        setter.text(opened + point.words + closed, "ragged", leftIndent=indent, spaceAfter=2),
        setter.labelled(kit.look.say("document.example"), *lines, indent=indent),
    ]  # fmt: skip
