"""One page after the other being filled: what fits is put, notes take their room at the foot, elastic lines the rest.

Lengths are points; `top` counts downwards from the top of the text area.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reportlab.platypus import Flowable, Spacer

from builders.pdf.extras import extras, with_extras
from builders.pdf.feet import ABOVE, Foot, Notes
from builders.pdf.lines import Elastic
from builders.pdf.table import Grid

FORGIVEN = 1e-4  # points


@dataclass(frozen=True)
class Box:
    """The text area of a page; `wide` is its width where no note column stands beside it."""

    width: float
    wide: float
    height: float


@dataclass
class Put:
    """A flowable that found its page: `gap` above it (none at the top), where its top is once the page is full."""

    flow: Flowable
    width: float
    height: float
    gap: float
    top: float = 0.0


@dataclass
class Page:
    """One page: what stands on it from top to bottom; the keys of the notes marked on it; the notes at its foot."""

    number: int
    puts: list[Put] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    feet: list[Foot] = field(default_factory=list)
    used: float = 0.0

    @property
    def note_height(self) -> float:
        """Points that the notes take, rule and gaps included."""
        return ABOVE + sum(foot.height for foot in self.feet) if self.feet else 0.0


Filler = Callable[[], Flowable]
State: TypeAlias = tuple[list[Put], list[str], list[Foot], float, list[Foot]]


class Filling:
    """The pages so far; the last of them is open. `left_over`: notes for the foot of the next."""

    def __init__(self, box: Box, notes: Notes, filler: Filler | None, first: int) -> None:
        self.box, self.notes, self.filler = box, notes, filler
        self.pages = [Page(first)]
        self.left_over: list[Foot] = []

    def put_all(self, chain: Sequence[Flowable]) -> bool:
        """Put them all, or none."""
        before = self.state()
        if all(self.put(flow, only_if_fits=True) for flow in chain):
            return True
        self.restore(before)
        return False

    def put(self, flow: Flowable, only_if_fits: bool = False) -> bool:
        """Put it at the end of this page, too high or not; or not at all when it must fit and does not."""
        page = self.page
        if isinstance(flow, Spacer) and not page.puts:
            return True
        height, gap = self.height(flow), self.gap(flow)
        new = [key for key in dict.fromkeys(extras(flow).notes) if key not in page.notes]
        needed = gap + height + self.notes.room(new, bool(page.feet))
        if only_if_fits and (needed > self.free + FORGIVEN or (new and self.left_over)):
            return False
        page.puts.append(Put(flow, self.width(flow), height, gap))
        page.used += gap + height
        page.notes += new
        self._add_notes(flow, new)
        return True

    def _add_notes(self, flow: Flowable, keys: Iterable[str]) -> None:
        for key in keys:
            self._add_foot(self.notes.foot(key, flow.holder(key) if isinstance(flow, Grid) else flow))

    def _add_foot(self, foot: Foot) -> None:
        """At the foot of this page; what it cannot hold is left over for the next."""
        room = self.free - (0.0 if self.page.feet else ABOVE)
        fits = foot.height <= room + FORGIVEN
        first, *rest = [foot] if fits or self.left_over else self.notes.cut(foot, room)
        if (self.left_over or not (fits or rest)) and not self.is_empty:
            self.left_over.append(first)
        else:
            self.page.feet.append(first)
        self.left_over += rest

    def turn(self) -> None:
        """Close this page and begin another, unless nothing stands on this one."""
        if not self.is_empty:
            self.close()
            self.pages.append(Page(self.page.number + 1))
            left_over, self.left_over = self.left_over, []
            for foot in left_over:
                self._add_foot(foot)

    def close(self) -> None:
        """Give what room is left to elastic lines, then to a filler; then say where each flowable stands."""
        page = self.page
        self._grow([put for put in page.puts if isinstance(put.flow, Elastic)])
        if self.filler and page.puts:
            self.put(with_extras(self.filler(), wide=extras(page.puts[-1].flow).wide))
            self._grow(page.puts[-1:])
        top = 0.0
        for put in page.puts:
            put.top = top + put.gap
            top = put.top + put.height

    def _grow(self, elastic: list[Put]) -> None:
        """A line to each in turn, until none fits or all have enough."""
        growing = list(elastic)
        while growing:
            for put in tuple(growing):
                more = put.flow.step(self.free)
                if more:
                    put.flow.grow()
                    put.height += more
                    self.page.used += more
                else:
                    growing.remove(put)

    def state(self) -> State:
        """What `restore` takes."""
        page = self.page
        return list(page.puts), list(page.notes), list(page.feet), page.used, list(self.left_over)

    def restore(self, state: State) -> None:
        """The open page as it was."""
        page = self.page
        page.puts, page.notes, page.feet, page.used, self.left_over = state

    @property
    def page(self) -> Page:
        """The open one."""
        return self.pages[-1]

    @property
    def is_empty(self) -> bool:
        """Neither text nor notes on it yet."""
        return not (self.page.puts or self.page.feet)

    @property
    def free(self) -> float:
        """Points left between text and notes."""
        return self.box.height - self.page.used - self.page.note_height

    def height(self, flow: Flowable) -> float:
        """Of a flowable at its width."""
        return float(flow.wrapOn(None, self.width(flow), self.box.height)[1])

    def width(self, flow: Flowable) -> float:
        """What it is offered."""
        return self.box.wide if extras(flow).wide else self.box.width

    def gap(self, flow: Flowable) -> float:
        """Above it, if it stood next; none at the top of a page."""
        puts = self.page.puts
        return max(puts[-1].flow.getSpaceAfter(), flow.getSpaceBefore()) if puts else 0.0
