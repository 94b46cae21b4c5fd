"""The note column beside the text: dotted lines for the learner, the trainer's asides at their places.

Points; heights count downwards from the top of the text area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.handout.aside import Aside
from builders.handout.kit import GUTTER, Kit
from builders.pdf.compose import Box, Page, extras
from builders.pdf.lines import dotted
from builders.pdf.page import Painter, Shell, frame_of
from builders.pdf.styles import color
from course.text import Para

LEAST = 60.0  # a shorter free stretch of the column stays empty
GAP = 8.0  # between two asides


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
    """An aside as paragraphs, at the height of what it belongs to."""

    said: Aside
    flows: list[Flowable]
    height: float
    anchor: float
    top: float = 0.0


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
    title, pitch, ink = kit.setter.say("handout.my-notes", "label"), kit.setter.pitch, color(kit.look, "muted")

    def paint(canvas: Canvas, page: Page) -> None:
        x, ceiling = _origin(kit, shell, page)
        for stretch in stretches(page, box):
            _, height = title.wrapOn(canvas, kit.side, 1e6)
            title.drawOn(canvas, x, ceiling - stretch.top - height)
            line = stretch.top + height + pitch
            while line <= stretch.bottom + 1:
                dotted(canvas, x, ceiling - line, kit.side, ink)
                line += pitch

    return paint


def _origin(kit: Kit, shell: Shell, page: Page) -> tuple[float, float]:
    frame = frame_of(kit.look)
    return frame.left(page.number, shell.duplex) + kit.width + GUTTER, frame.height - frame.top


def place_asides(kit: Kit, pages: Sequence[Page], box: Box) -> tuple[Mapping[int, list[Placed]], list[tuple[int, Aside]]]:
    """What stands in the column of each page, and what must go to the end with the page that it belongs to."""
    placed: dict[int, list[Placed]] = {}
    moved: list[tuple[int, Aside]] = []
    for page in pages:
        free, wanted = stretches(page, box), _wanted(kit, page)
        while overfull := _assign(free, wanted):
            said = max((item for item in overfull if item.said.flow), key=lambda item: item.height, default=overfull[0])
            wanted.remove(said)
            moved.append((page.number, said.said))
        for stretch in free:
            _settle(stretch)
        placed[page.number] = [item for stretch in free for item in stretch.asides]
    order = {page.number: [said for put in page.puts for said in extras(put.flow).side] for page in pages}
    moved.sort(key=lambda entry: (entry[0], order[entry[0]].index(entry[1])))
    return placed, [entry for entry in moved if entry[1].flow]


def _wanted(kit: Kit, page: Page) -> list[Placed]:
    found = []
    for put in page.puts:
        for said in extras(put.flow).side:
            flows = list(_flows(kit, said))
            height = sum(flow.wrapOn(None, kit.side, 1e6)[1] + flow.getSpaceAfter() for flow in flows)
            found.append(Placed(said, flows, height, put.top))
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
    top = stretch.top
    for item in stretch.asides:
        item.top = max(top, item.anchor)
        top = item.top + item.height + GAP
    bottom = stretch.bottom
    for item in reversed(stretch.asides):
        item.top = min(item.top, bottom - item.height)
        bottom = item.top - GAP


def trainer_asides(kit: Kit, shell: Shell, placed: Mapping[int, list[Placed]], ink: str = "gold") -> Painter:
    """Draws the asides of each page with a hairline at their left."""

    def paint(canvas: Canvas, page: Page) -> None:
        x, ceiling = _origin(kit, shell, page)
        for item in placed.get(page.number, ()):
            canvas.setStrokeColor(color(kit.look, ink))
            canvas.setLineWidth(kit.look.size("line.hair"))
            canvas.line(x - 5, ceiling - item.top - 2, x - 5, ceiling - item.top - item.height)
            y = ceiling - item.top
            for flow in item.flows:
                _, height = flow.wrapOn(canvas, kit.side, 1e6)
                y -= height
                flow.drawOn(canvas, x, y)
                y -= flow.getSpaceAfter()

    return paint
