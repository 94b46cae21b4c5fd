"""The note column beside the text: dotted lines for the learner, the trainer's asides at their places.

Points; heights count downwards from the top of the text area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.handout.annex import place_of
from builders.handout.aside import Aside
from builders.handout.kit import GUTTER, Kit
from builders.pdf.compose import Box, Page
from builders.pdf.extras import extras
from builders.pdf.kept import draw_on
from builders.pdf.lines import dotted
from builders.pdf.page import RUNNING, Painter, Shell, frame_of
from builders.pdf.styles import color
from course.text import Para
from plan.shown import ranges

LEAST = 60.0  # a shorter free stretch of the column stays empty
GAP = 8.0  # between two asides
DOT = " \u00b7 "  # between the parts of a heading
NUMBER_ROOM = 66.0  # for the page number, at the outer end of the foot


@dataclass
class Stretch:
    """A piece of the column with nothing wide beside it."""

    top: float
    bottom: float
    asides: list["Placed"] = field(default_factory=list)

    @property
    def room(self) -> float:
        """What is left."""
        return self.bottom - self.top - sum(placed.height + GAP for placed in self.asides)


@dataclass
class Placed:
    """An aside as paragraphs, at the height of what it belongs to; `key` names its place at the end when it was moved.

    `top` is None where the page has no column to stand in.
    """

    said: Aside
    flows: list[Flowable]
    height: float
    anchor: float
    page: int
    key: str = ""
    top: float | None = None


def stretches(page: Page, box: Box) -> list[Stretch]:
    """Where the column is free: beside runs of narrow text, the last run down to the notes."""
    found: list[Stretch] = []
    running = False
    for put in page.puts:
        narrow = not extras(put.flow).wide
        if narrow and running:
            found[-1].bottom = put.top + put.height
        elif narrow and put.height:
            found.append(Stretch(put.top, put.top + put.height))
        running = narrow and (running or put.height > 0)
    if running:
        found[-1].bottom = box.height - page.note_height
    return [stretch for stretch in found if stretch.bottom - stretch.top >= LEAST]


def learner_lines(kit: Kit, box: Box, shell: Shell) -> Painter:
    """Draws "my notes" and dotted lines down each free stretch."""
    title, pitch, ink = kit.setter.say("handout.my-notes", "label"), kit.setter.pitch, color(kit.look, "ink")

    def paint(canvas: Canvas, page: Page) -> None:
        x, ceiling = _origin(kit, shell, page)
        canvas.tags.mute(True)
        for stretch in stretches(page, box):
            _, height = title.wrapOn(canvas, kit.side, 1e6)
            draw_on(canvas, title, x, ceiling - stretch.top - height)
            line = stretch.top + height + pitch
            while line <= stretch.bottom + 1:
                dotted(canvas, x, ceiling - line, kit.side, ink)
                line += pitch
        canvas.tags.mute(False)

    return paint


def _origin(kit: Kit, shell: Shell, page: Page) -> tuple[float, float]:
    frame = frame_of(kit.look)
    return frame.left(page.number, shell.duplex) + kit.width + GUTTER, frame.height - frame.top


@dataclass(frozen=True)
class Placing:
    """What stands in the column of each page, and what had to go to the end, in order of the text."""

    beside: Mapping[int, list[Placed]]
    moved: list[Placed]


def place_asides(kit: Kit, pages: Sequence[Page], box: Box) -> Placing:
    """Find room for all asides; the longest of a column that is too short go to the end and leave their heading."""
    beside: dict[int, list[Placed]] = {}
    moved: list[Placed] = []
    for page in pages:
        free, wanted = stretches(page, box), _wanted(kit, page)
        beside[page.number] = wanted
        while overfull := _assign(free, wanted):
            left = (item for item in overfull if item.said.flow and not item.key)
            longest = max(left, key=lambda item: item.height, default=None)
            if longest is None:
                break
            _move(kit, longest)
        for stretch in free:
            while stretch.room < -GAP:
                stretch.asides.pop()  # not even the headings: the last are named at the foot
            _settle(stretch)
        moved += [item for item in wanted if item.key]
    for number, item in enumerate(moved):
        item.key = place_of(number)
    return Placing(beside, moved)


def _move(kit: Kit, item: Placed) -> None:
    """Leave the heading, and room for a line that says where the rest is."""
    item.key = "moved"
    item.flows = item.flows[:1]
    item.height = _height(kit, item.flows) + kit.setter.style("side").leading


def _height(kit: Kit, flows: list[Flowable]) -> float:
    return sum(flow.wrapOn(None, kit.side, 1e6)[1] + flow.getSpaceAfter() for flow in flows)


def _wanted(kit: Kit, page: Page) -> list[Placed]:
    found = []
    for put in page.puts:
        for said in extras(put.flow).side:
            assert isinstance(said, Aside), "nothing else is put beside the text"
            flows = list(_flows(kit, said))
            found.append(Placed(said, flows, _height(kit, flows), put.top, page.number))
    return found


def _flows(kit: Kit, said: Aside) -> list[Flowable]:
    setter = kit.setter
    flows: list[Flowable] = [setter.text(said.heading, "side-strong")]
    for part in said.flow:
        if isinstance(part, Para):
            flows.append(setter.text(part.spans, "side"))
        else:
            flows += setter.points(part.items, part.ordered, "side", leftIndent=9)
    return flows


def _assign(free: list[Stretch], wanted: list[Placed]) -> list[Placed]:
    """Give each aside to the stretch nearest to it; those of the first stretch that cannot hold its own, or none."""
    for stretch in free:
        stretch.asides.clear()
    if not free:
        return wanted
    for item in wanted:
        near = min(free, key=lambda stretch: max(stretch.top - item.anchor, item.anchor - stretch.bottom, 0.0))
        near.asides.append(item)
    return next((stretch.asides for stretch in free if stretch.room < -GAP), [])


def _settle(stretch: Stretch) -> None:
    """Each at its anchor or below the one before; pushed up where the last would run out."""
    top, bottom, tops = stretch.top, stretch.bottom, []
    for item in stretch.asides:
        tops.append(max(top, item.anchor))
        top = tops[-1] + item.height + GAP
    for item, wished in zip(reversed(stretch.asides), reversed(tops), strict=True):
        item.top = min(wished, bottom - item.height)
        bottom = item.top - GAP


def trainer_asides(kit: Kit, shell: Shell, placing: Placing) -> Painter:
    """Draws the asides of each page with a hairline at their left; at the foot, where the page has no column."""

    def paint(canvas: Canvas, page: Page) -> None:
        x, ceiling = _origin(kit, shell, page)
        away = []
        for item in placing.beside.get(page.number, ()):
            if item.top is None:
                away.append(item)
            else:
                with canvas.tags.within(item.said):
                    _draw_aside(canvas, kit, item, x, ceiling - item.top)
        _draw_away(canvas, kit, away, x)

    return paint


def _draw_aside(canvas: Canvas, kit: Kit, item: Placed, x: float, y: float) -> None:
    canvas.setStrokeColor(color(kit.look, "brass"))
    canvas.setLineWidth(kit.look.size("line.rule"))
    canvas.line(x - 6, y - 2, x - 6, y - item.height)
    flows = item.flows + ([_reference(canvas, kit, [item])] if item.key else [])
    for flow in flows:
        _, height = flow.wrapOn(canvas, kit.side, 1e6)
        y -= height
        draw_on(canvas, flow, x, y)
        y -= flow.getSpaceAfter()


def _reference(canvas: Canvas, kit: Kit, items: list[Placed]) -> Flowable:
    pages = ", ".join(dict.fromkeys(str(canvas.places[item.key]) for item in items))
    return kit.setter.say("handout.trainer-notes.ref", "side", page=pages)


def _draw_away(canvas: Canvas, kit: Kit, items: list[Placed], x: float) -> None:
    """In the lower margin, at the left: when and how long, and where the rest of it is found."""
    if items:
        reference = _in_one_line(canvas, kit, items)
        left = 0.0 if items[0].page % 2 else NUMBER_ROOM  # the number of an even page stands there
        with canvas.tags.within(items[0].said):
            draw_on(canvas, reference, x - kit.width - GUTTER + left, RUNNING - 2.5)


def _in_one_line(canvas: Canvas, kit: Kit, items: list[Placed]) -> Flowable:
    """As much of it as stands beside the page number, which is at the left or at the right."""
    pages = ", ".join(dict.fromkeys(str(canvas.places[item.key]) for item in items if item.key and item.said.flow))
    where = [kit.look.say("handout.trainer-notes.ref", page=pages)] if pages else []
    headings = [item.said.heading for item in items]
    hours = [heading.partition(DOT)[0] for item, heading in zip(items, headings, strict=True)
             if DOT in heading or not item.said.slides]  # fmt: skip
    shown = tuple(sorted({number for item in items for number in item.said.slides}))
    slides = [kit.look.say("handout.slides", numbers=ranges(shown))] if shown else []
    brief = (DOT.join(["; ".join(some), *slides]) for some in (hours, hours[:1]) if some)
    for said in ("; ".join(headings), *brief, *slides):
        made = kit.setter.text(". ".join([said, *where]), "side")
        if made.wrapOn(canvas, kit.wide - NUMBER_ROOM, 1e6)[1] <= made.style.leading + 0.1:
            break
    return made
