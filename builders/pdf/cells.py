"""The cells and rows of a table: measured once, cut only where a page is too short for a row. Lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.pdf.extras import extras, hand_on
from builders.pdf.kept import draw_on

CELL = 4.0  # points around the text of a cell
FORGIVEN = 1e-4

Cell: TypeAlias = Flowable | Sequence[Flowable]


@dataclass(frozen=True)
class Pads:
    """Around what stands in a cell."""

    left: float = 0.0
    right: float = 2 * CELL
    top: float = CELL - 2
    bottom: float = CELL


@dataclass(eq=False)
class Box:
    """A cell: `left` from the table's edge, `width` for its text, `span` columns; `origin` shared by parts of a cut."""

    flows: tuple[Flowable, ...]
    left: float
    width: float
    span: int = 1
    origin: object = None
    heights: tuple[float, ...] = ()

    def measure(self) -> float:
        """The height of its text."""
        self.heights = tuple(flow.wrapOn(None, self.width, 1e6)[1] for flow in self.flows)
        between = sum(
            above.getSpaceAfter() + below.getSpaceBefore()
            for above, below in zip(self.flows, self.flows[1:], strict=False)
        )
        return sum(self.heights) + between

    def cut(self, room: float) -> tuple["Box", "Box"]:
        """What stands in the first `room` points, and the rest."""
        kept, rest = _cut(self.flows, self.width, room)
        origin = self.origin or self
        return (Box(kept, self.left, self.width, self.span, origin),
                Box(rest, self.left, self.width, self.span, origin))  # fmt: skip

    def draw(self, canvas: Canvas, top: float) -> None:
        """From `top` downwards."""
        y = top
        for number, (flow, height) in enumerate(zip(self.flows, self.heights, strict=True)):
            y -= height + (flow.getSpaceBefore() if number else 0.0)
            draw_on(canvas, flow, self.left, y)
            y -= flow.getSpaceAfter()

    @property
    def heads(self) -> bool:
        """Whether it is the head of its row."""
        name = getattr(getattr(self.flows[0], "style", None), "name", "") if self.flows else ""
        return str(name).removesuffix("-loose") == "label-strong"


def _cut(flows: tuple[Flowable, ...], width: float, room: float) -> tuple[tuple[Flowable, ...], tuple[Flowable, ...]]:
    used = 0.0
    for at, flow in enumerate(flows):
        used += flows[at - 1].getSpaceAfter() + flow.getSpaceBefore() if at else 0.0
        height = flow.wrapOn(None, width, 1e6)[1]
        if used + height > room + FORGIVEN:
            parts = flow.splitOn(None, width, max(room - used, 0.0))
            if len(parts) < 2:
                return flows[:at], flows[at:]
            hand_on(flow, parts)
            return (*flows[:at], parts[0]), (*parts[1:], *flows[at + 1 :])
        used += height
    return flows, ()


@dataclass(eq=False)
class Row:
    """Its cells. `head`: heads the table. `opens`: a page may be turned above it. `strong`: below a strong rule."""

    boxes: tuple[Box, ...]
    pads: Pads
    head: bool = False
    opens: bool = True
    strong: bool = False
    origin: object = None
    _height: float | None = None

    @property
    def height(self) -> float:
        """Measured once."""
        if self._height is None:
            text = max((box.measure() for box in self.boxes), default=0.0)
            self._height = text + self.pads.top + self.pads.bottom
        return self._height

    def forget(self) -> None:
        """Measure anew: its paragraphs may have been put back into their first state."""
        self._height = None

    @property
    def notes(self) -> tuple[str, ...]:
        """The keys of the notes whose marks stand in it."""
        return tuple(key for box in self.boxes for flow in box.flows for key in extras(flow).notes)

    def cut(self, room: float, is_last_way: bool) -> tuple["Row", "Row"] | None:
        """The row in two, the first `room` points high at most; None when so little does not hold a part of each cell.

        When it is the last way, a part of any cell will do.
        """
        pairs = [box.cut(room - self.pads.top - self.pads.bottom) for box in self.boxes]
        self._height = None  # who tries to cut a paragraph must wrap it again
        begun = [bool(kept.flows) for kept, rest in pairs if kept.flows or rest.flows]
        if not (any(begun) if is_last_way else all(begun)) or not any(rest.flows for _, rest in pairs):
            return None
        origin = self.origin or self
        first, second = (tuple(pair[at] for pair in pairs) for at in (0, 1))
        return (Row(first, self.pads, self.head, self.opens, self.strong, origin),
                Row(second, self.pads, self.head, self.opens, False, origin))  # fmt: skip


def boxes(cells: Sequence[Cell], widths: Sequence[float], pads: Pads, wide: bool = False) -> tuple[Box, ...]:
    """A row's cells; the second goes on to the right edge when the row is `wide`."""
    lefts = list(accumulate(widths, initial=0.0))
    assert len(cells) <= len(widths), "a cell without a column"
    filled = [*cells, *([()] * (len(widths) - len(cells)))]
    made = []
    for at, cell in enumerate(filled[:2] if wide else filled):
        span = len(widths) - at if wide and at else 1
        flows = (cell,) if isinstance(cell, Flowable) else tuple(cell)
        room = lefts[at + span] - lefts[at] - pads.left - pads.right
        made.append(Box(flows, lefts[at] + pads.left, room, span))
    return tuple(made)
