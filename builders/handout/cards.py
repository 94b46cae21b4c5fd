"""The set of blank cards of models: one card on both sides of a sheet, the list of a place's cards, short cards to cut.

What is asked stands in the type of a model (`course.taught.ExemplarModel`) and nowhere else. Lengths in points.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from builders.handout.balanced import Balanced
from builders.handout.cases import ticks
from builders.handout.kit import Kit, widen
from builders.handout.tables import shares
from builders.pdf.kept import draw_on
from builders.pdf.lines import width_of
from builders.pdf.page import frame_of
from builders.pdf.styles import color
from builders.pdf.text import Text
from plan.nodes import ModelCardNode

LIST_SHARES = (0.12, 0.36, 0.22, 0.19, 0.11)
LISTED = ("handout.card.number", "words.model.name", "words.model.unit", "words.model.field", "handout.card.approved")
FIGURE_SHARES = (0.46, 0.18, 0.36)
FIGURED = ("handout.card.counted", "words.model.figures", "handout.card.where")
FIGURES = 5  # rows for figures on a card
LIST_ROW = 10.6 * mm
CUT_AIR = 9 * mm  # between a short card and the line to cut along
DASHES = (9, 5)  # points of a dash and of the gap after it

Above = tuple[str, ...]
Sheet = Callable[[Kit, ModelCardNode, Above], Iterator[Flowable]]


def front(kit: Kit, node: ModelCardNode, above: Above) -> Iterator[Flowable]:
    """What a unit wants to do: filled in when the model is registered."""
    yield from _headed(kit, above, node.heading)
    for key in ("handout.card.number", "words.model.name", "document.card.unit", "document.card.place"):
        yield _asked(kit, key)
    yield from _fields(kit, node)
    yield _asked(kit, "document.card.period")
    yield from _lines(kit, (("document.card.problem", 3, 7), ("document.card.how", 5, 14)))
    yield _asked(kit, "document.card.person")


def back(kit: Kit, node: ModelCardNode, above: Above) -> Iterator[Flowable]:
    """What came of it, and who approved it."""
    yield from _headed(kit, above, kit.look.say("handout.card.back"))
    yield _asked(kit, "handout.card.number")
    yield kit.setter.text(kit.look.say("document.card.figures"), "label-strong", spaceBefore=8, keepWithNext=1)
    rows = [[Spacer(0, LIST_ROW * 0.6)] * len(FIGURED)] * FIGURES
    yield kit.setter.table([kit.look.say(key) for key in FIGURED], rows, shares(kit.wide, FIGURE_SHARES))
    wanted = (("words.model.result", 2, 6), ("document.card.viewpoint", 1, 1), ("document.card.lesson", 2, 9),
              ("words.model.note", 1, 6))  # fmt: skip
    yield from _lines(kit, wanted)
    for key in ("handout.card.approver", "handout.card.approved-on"):
        yield _asked(kit, key)


def listing(kit: Kit, node: ModelCardNode, above: Above) -> Iterator[Flowable]:
    """The cards of a place, one a row: a page full of rows."""
    yield from _headed(kit, above, kit.look.say("handout.card.list"))
    yield _asked(kit, "handout.unit")
    yield Spacer(0, kit.setter.grown(6))
    count = int((kit.height - kit.setter.grown(85)) / (LIST_ROW + 6))
    rows = [[Spacer(0, LIST_ROW), *[Spacer(0, 0)] * (len(LISTED) - 1)] for _ in range(count)]
    yield kit.setter.table([kit.look.say(key) for key in LISTED], rows, shares(kit.wide, LIST_SHARES))


def slips(kit: Kit, node: ModelCardNode, above: Above) -> Iterator[Flowable]:
    """Two short cards, the paper cut in the middle between them."""
    frame = frame_of(kit.look)
    upper, lower = (frame.height / 2 - margin - CUT_AIR for margin in (frame.top, frame.bottom))
    flows = _slip(kit, node, above[:1], min(upper, lower))
    if _tall(kit, flows) > min(upper, lower):  # more fields of work than half a page holds: one card, not to be cut
        yield from flows
        return
    same = min(upper, lower)  # both cards have as many lines
    yield Block(_slip(kit, node, above[:1], same), upper)
    yield Cut(CUT_AIR, color(kit.look, "ink"), kit.setter.say("handout.card.cut", "small"))
    yield Block(_slip(kit, node, above[:1], same), lower)


SHEETS: Mapping[str, Sheet] = {"front": front, "back": back, "list": listing, "slips": slips}
"""What an edition may name among its sheets; each fills one page."""


def sheet(kit: Kit, name: str, node: ModelCardNode, above: Above) -> list[Flowable]:
    """One page of the set, under the lines of `headed`."""
    return widen(list(SHEETS[name](kit, node, above)))


def headed(kit: Kit, above: Above) -> list[Flowable]:
    """Whose a single sheet is, and of which course: a line for each; it has no running head."""
    styles = ("eyebrow", "small")
    return [kit.setter.text(line, style, spaceAfter=0, keepWithNext=1)
            for line, style in zip(above, styles, strict=False) if line]  # fmt: skip


def _headed(kit: Kit, above: Above, heading: str, style: str = "title") -> list[Flowable]:
    return [*headed(kit, above), kit.setter.text(heading, style, kind=Balanced, spaceBefore=4, spaceAfter=0)]


def _asked(kit: Kit, key: str) -> Flowable:
    return kit.setter.labelled(kit.look.say(key).rstrip(":") + ":")


def _lines(kit: Kit, wanted: Sequence[tuple[str, int, int]]) -> Iterator[Flowable]:
    for key, least, most in wanted:
        yield kit.setter.text(kit.look.say(key), "label-strong", spaceBefore=8, keepWithNext=1)
        yield kit.setter.writing(least, most, first=kit.setter.pitch * 0.85, after=2)


def _fields(kit: Kit, node: ModelCardNode) -> Iterator[Flowable]:
    if node.fields:
        yield kit.setter.text(kit.look.say("words.model.field"), "label-strong", spaceBefore=8, spaceAfter=3,
                              keepWithNext=1)  # fmt: skip
        yield ticks(kit, node.fields)


def _slip(kit: Kit, node: ModelCardNode, above: Above, room: float) -> list[Flowable]:
    """As many lines for the hard task as the room has."""
    fixed = _headed(kit, above, node.heading, "h2")
    fixed += [_asked(kit, key) for key in ("handout.card.number", "words.model.name", "document.card.unit")]
    fixed += _fields(kit, node)
    end = [_asked(kit, key) for key in ("document.card.figures", "document.card.person")]
    label = kit.setter.text(kit.look.say("document.card.problem"), "label-strong", spaceBefore=8)
    count = max(int((room - _tall(kit, [*fixed, label, *end])) / kit.setter.pitch), 1)
    return [*fixed, label, kit.setter.writing(count, count, first=kit.setter.pitch * 0.85), *end]


def _tall(kit: Kit, flows: Sequence[Flowable]) -> float:
    return sum(flow.getSpaceBefore() + flow.wrapOn(None, kit.wide, 1e6)[1] + flow.getSpaceAfter() for flow in flows)


class Block(Flowable):
    """Flowables one below the other from the top of a box of a fixed height."""

    def __init__(self, flows: Sequence[Flowable], height: float) -> None:
        super().__init__()
        self.flows, self.height = tuple(flows), height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The width given, its own height."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """From the top downwards."""
        y = self.height
        for flow in self.flows:
            _, tall = flow.wrapOn(self.canv, self.width, 1e6)
            y -= tall + flow.getSpaceBefore()
            flow.drawOn(self.canv, 0, y)
            y -= flow.getSpaceAfter()


class Cut(Flowable):
    """Dashes from edge to edge of the text to cut along, `air` points above and below; `said` begins them.

    Places to write are dotted: these must not look like one.
    """

    def __init__(self, air: float, ink: object, said: Text) -> None:
        super().__init__()
        self.air, self.ink, self.said = air, ink, said

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The air on both sides."""
        self.width, self.height = width, 2 * self.air
        return width, self.height

    def draw(self) -> None:
        """One line in the middle, the words before it."""
        canvas: Canvas = self.canv
        _, tall = self.said.wrapOn(canvas, self.width, 1e6)
        draw_on(canvas, self.said, 0, self.air - tall / 2)
        canvas.saveState()
        canvas.setStrokeColor(self.ink)
        canvas.setLineWidth(1)
        canvas.setDash(*DASHES)
        canvas.line(width_of(self.said) + DASHES[1], self.air, self.width, self.air)
        canvas.restoreState()
