"""Tables whose rows fall over pages: ruled by hairlines, their head on every page, or bare; and what is heard of them.

Lengths in points. Rows are measured once and shared by the parts of a table, so that its length costs no more than it
is long. A row stays whole unless a page is too short for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from assets.look import Look
from builders.pdf.cells import FORGIVEN, Cell, Pads, Row, boxes
from builders.pdf.extras import extras, put_back, with_extras
from builders.pdf.styles import color
from builders.pdf.tags import Tags, tags_of

CUTS = 4  # remembered of a table
LEAST_ROWS = 2  # beside the head where a table begins at the foot of a page, and where its last ones stand
HIGH = 0.5  # share of a page; a higher head is not repeated
ENOUGH = 0.25  # share of a page that must be free for a row higher than a page to begin there


@dataclass(frozen=True)
class Rules:
    """Hairlines between rows; strong ones above and below the table, below its head, above rows that begin a group."""

    hair: float
    hair_ink: Color
    strong: float
    strong_ink: Color


@dataclass(eq=False)
class Whole:
    """What the parts of one table share: its columns, its look, its elements.

    `noted`: notes are marked in its rows. `loose`: these may be cut anywhere, as paragraphs are.
    """

    width: float
    headed: bool
    rules: Rules | None
    noted: bool
    loose: bool = False
    head: object = field(default_factory=object)
    body: object = field(default_factory=object)


class Grid(Flowable):
    """A table or a part of one. `begun`: it began on a page before. `ended`: nothing of it follows."""

    _cuts: dict[tuple[float, float, bool], list[tuple["Grid", dict[str, Any]]]] | None = None
    """What it was cut into when it was asked for, each part with its first state."""

    def __init__(
        self, whole: Whole, rows: Sequence[Row], begun: bool = False, ended: bool = True, height: float | None = None
    ) -> None:
        super().__init__()
        self.whole, self.origin, self.begun, self.ended = whole, whole, begun, ended
        self.rows, self.width = tuple(rows), whole.width
        self.heads = tuple(takewhile(lambda row: row.head and row.origin is None, self.rows))
        self.height = sum(row.height for row in self.rows) if height is None else height
        if whole.noted:
            with_extras(self, notes=tuple(dict.fromkeys(key for row in self.rows for key in row.notes)))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as its columns, whatever is offered."""
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between rows alone; see `parted`."""
        return list(self.parted(height, float("inf")))

    def parted(self, room: float, page: float, alone: bool = False) -> list["Grid"]:
        """This table and nothing else if `room` holds it, else what stands there and the rest, or nothing.

        `page` is the room of an empty page. `alone`: this one is empty, so that something of the table must stand here.
        """
        asked = (room, page, alone)
        if not self._cuts or asked not in self._cuts:
            parts = self._parted(room, page, alone)
            if self in parts:
                return parts
            cuts = self._cuts or {}
            self._cuts = {**(cuts if len(cuts) < CUTS else {}), asked: [(part, dict(vars(part))) for part in parts]}
            return parts
        for part, fresh in self._cuts[asked]:
            put_back(part, fresh)
            for row in part.rows:
                row.forget()
        return [part for part, _ in self._cuts[asked]]

    def _parted(self, room: float, page: float, alone: bool) -> list["Grid"]:
        fitting, end = 0, 0.0
        while fitting < len(self.rows) and end + self.rows[fitting].height <= room + FORGIVEN:
            end += self.rows[fitting].height
            fitting += 1
        if fitting == len(self.rows):
            return [self]
        above = sum(row.height for row in self.heads)
        head, above = (len(self.heads), above) if above <= page * HIGH else (0, 0.0)
        is_high = self.rows[fitting].height > page - above + FORGIVEN
        is_last_way = is_high and alone and fitting == head
        if fitting >= head and (self.whole.loose or is_last_way or (is_high and room - end >= page * ENOUGH)):
            cut = self.rows[fitting].cut(room - end, is_last_way)
            if cut and (is_last_way or not self.whole.loose or not cut[1].boxes[0].flows):  # what names it stays whole
                return self._two([*self.rows[:fitting], cut[0]], head, cut[1])
        at = self._turn(head, fitting, alone)
        return self._two(self.rows[:at], head) if at else []

    def holder(self, key: str) -> Flowable:
        """The paragraph that the mark of this note stands in."""
        flows = (flow for row in self.rows for box in row.boxes for flow in box.flows)
        found = next((flow for flow in flows if key in extras(flow).notes), self)
        return found.holder(key) if isinstance(found, Grid) and found is not self else found

    def _turn(self, head: int, fitting: int, alone: bool) -> int:
        """How many rows stay on this page; 0 when none should."""
        count = len(self.rows)
        ends = [at for at in range(fitting, head, -1) if self.rows[at].opens]
        least = head + (1 if self.begun else LEAST_ROWS)
        good = (at for at in ends if at >= least and count - at >= LEAST_ROWS)
        worse = [*ends, *([fitting] if fitting > head else [])] if alone else []
        return next(good, worse[0] if worse else 0)

    def _two(self, first: Sequence[Row], head: int, cut: Row | None = None) -> list["Grid"]:
        """A part with these rows, and one with the rest: what was `cut` off the last of them, then those after it."""
        again = [*self.rows[:head], *([cut] if cut else [])]
        gone = sum(row.height for row in self.rows[: len(first)])
        left = self.height - gone + sum(row.height for row in again)
        parts = [Grid(self.whole, first, self.begun, False),
                 Grid(self.whole, [*again, *self.rows[len(first) :]], True, self.ended, left)]  # fmt: skip
        parts[0].spaceBefore, parts[1].spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        given = extras(self)
        with_extras(parts[0], wide=given.wide, mark=given.mark, side=given.side)
        with_extras(parts[1], wide=given.wide, heard=given.heard, joined=given.joined)
        return parts

    def draw(self) -> None:
        """Rows, then the rules, which nobody hears."""
        top, rules = self.height, self.whole.rules
        with inside(self._tags, "Table", self.whole):
            for row in self.rows:
                height = row.height  # who tried to cut it left it unmeasured
                repeated = bool(row.head and self.begun and row.origin is None and self._tags)
                if repeated:
                    self.canv.tags.mute(True)
                self._draw_row(row, top)
                if repeated:
                    self.canv.tags.mute(False)
                top -= height
        if rules:
            self._draw_rules(rules)

    def _draw_row(self, row: Row, top: float) -> None:
        tags = self._tags
        section = ("THead", self.whole.head) if row.head else ("TBody", self.whole.body)
        with inside(tags if self.whole.headed else None, *section), inside(tags, "TR", row.origin):
            for box in row.boxes:
                kind, scope = ("TH", "Column") if row.head else ("TH", "Row") if box.heads else ("TD", None)
                with inside(tags, kind, box.origin, scope, box.span):
                    box.draw(self.canv, top - row.pads.top)

    @property
    def _tags(self) -> Tags | None:
        """None where nothing is heard of rows and cells: in bare tables, in heads said before."""
        return tags_of(self.canv) if self.whole.rules else None

    def _draw_rules(self, rules: Rules) -> None:
        y, strong = self.height, not self.begun
        for row, above in zip(self.rows, (None, *self.rows), strict=False):
            self._draw_rule(rules, y, strong or row.strong or (row.head and above is None))
            y, strong = y - row.height, row.head
        self._draw_rule(rules, y, self.ended)

    def _draw_rule(self, rules: Rules, y: float, strong: bool) -> None:
        self.canv.setStrokeColor(rules.strong_ink if strong else rules.hair_ink)
        self.canv.setLineWidth(rules.strong if strong else rules.hair)
        self.canv.line(0, y, self.width, y)


@contextmanager
def inside(
    tags: Tags | None, kind: str, origin: object = None, scope: str | None = None, span: int = 1
) -> Iterator[None]:
    """What is drawn meanwhile stands in such an element."""
    if tags:
        tags.enter(kind, origin, scope=scope, span=span)
    yield
    if tags:
        tags.leave()


def ruled_table(
    look: Look, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[float],
    spans: Sequence[int] = (), groups: Sequence[int] = (),
) -> Grid:  # fmt: skip
    """A table; `widths` in points, `spans` and `groups` as in `Setter.table`."""
    rules = Rules(look.size("line.hair"), color(look, "pencil"), look.size("line.rule"), color(look, "ink"))
    pads, opening = Pads(), frozenset(groups)
    made = [Row(boxes(head, widths, pads), pads, head=True)] if head else []
    for number, cells in enumerate(rows):
        strong = number in opening
        made.append(Row(boxes(cells, widths, pads, number in spans), pads, opens=strong or not groups, strong=strong))
    table = Grid(Whole(sum(widths), bool(head and rows), rules, any(row.notes for row in made)), made)
    table.spaceBefore, table.spaceAfter = 3, 8
    return table


def bare_table(
    rows: Sequence[Sequence[Cell]], widths: Sequence[float], pads: Pads, after: float = 0.0, loose: bool = False
) -> Grid:
    """Things side by side, without rules; heard one after the other, row by row. `loose` as in `Whole`."""
    made = [Row(boxes(cells, widths, pads), pads) for cells in rows]
    table = Grid(Whole(sum(widths), False, None, any(row.notes for row in made), loose), made)
    table.spaceAfter = after
    return table
