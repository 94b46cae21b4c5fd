"""Things drawn as vectors, never as glyphs: dotted lines to write on, boxes, ticks, rules, letters in a ring.

Points. Dotted lines are elastic: they grow line by line into the room that is left on their page.
"""

from functools import lru_cache, partial

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.pdf.extras import hand_on
from builders.pdf.mending import numbers
from builders.pdf.tags import figure

DOTS = (0.01, 3.0)  # round caps make each dash a dot
LINES = 2000  # that are remembered
DOT_WIDTH = 1.0  # thinner dots are gone after two copies
AFTER_LABEL = 4.0  # from the words to the dots
LEAST = 40.0  # on less than that after its label nobody can write


def dotted(canvas: Canvas, x: float, y: float, width: float, color: Color) -> None:
    """A line of dots to write on."""
    canvas._code.append(_dots(x, y, x + width, (color.red, color.green, color.blue)))


@lru_cache(LINES)
def _dots(x: float, y: float, end: float, ink: tuple[float, float, float]) -> str:
    """One operator string: there are thousands."""
    path = f"n {numbers(x, y)} m {numbers(end, y)} l S"
    return f"q {numbers(*ink)} RG {numbers(DOT_WIDTH)} w 1 J [{numbers(*DOTS)}] 0 d {path} Q"


class Elastic(Flowable):
    """Something that can take more room line by line."""

    def step(self, free: float) -> float:
        """Points that one more line would take; 0 when it is full or there are not `free` points for it."""
        raise NotImplementedError

    def grow(self) -> None:
        """Take one more line."""
        raise NotImplementedError


class Writing(Elastic):
    """Dotted lines: `least` always, up to `most`. With `least` 0 it is only there when room is left over.

    `label` stands before the first line; `first` is the room above that line. `indent` moves all to the right.
    `said` tells of the lines where they are read aloud; without it neither they nor the label are heard.
    """

    def __init__(
        self, least: int, most: int, pitch: float, color: Color, first: float | None = None, after: float = 0.0,
        label: Flowable | None = None, indent: float = 0.0, start: int = 1, said: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self.count, self.most, self.pitch, self.ink = least, most, pitch, color
        self.first, self.spaceAfter = pitch if first is None else first, after
        self.label, self.indent, self.start, self.said = label, indent, start, said

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width given, height of the lines it has now."""
        self.width, self.top = width, self.first + self._above(width)
        self.height = self.top + (self.count - 1) * self.pitch + 2 if self.count else 0.0
        return width, self.height

    def _above(self, width: float) -> float:
        """What the lines of a label before its last take; all of it where nothing could be written after it."""
        if self.label is None:
            return 0.0
        _, height = self.label.wrapOn(None, width - self.indent, 1e6)
        self.begun = self.indent + width_of(self.label) + AFTER_LABEL
        alone = width - self.begun < LEAST
        self.foot = self.pitch if alone else -0.25 * self.label.style.leading
        self.begun = self.indent if alone else self.begun
        return float(height - self.label.style.leading + (self.pitch if alone else 0.0))

    def split(self, width: float, height: float) -> list[Flowable]:
        """Never, unless the label alone is higher than that."""
        parts = self.label.splitOn(None, width - self.indent, height) if self.label else []
        if len(parts) < 2:
            return []
        parts[1].origin = getattr(self, "origin", self)
        rest = Writing(self.count, self.most, self.pitch, self.ink, self.first, self.getSpaceAfter(), parts[1],
                       self.indent, self.start, self.said)  # fmt: skip
        return [parts[0], rest]

    def step(self, free: float) -> float:
        """As `Elastic`. The first `start` lines come together: fewer would look like a leftover."""
        more = self.pitch if self.count else self.top + 2 + (self.start - 1) * self.pitch
        return more if self.count < self.most and more <= free else 0.0

    def grow(self) -> None:
        """As `Elastic`."""
        self.count = self.count + 1 if self.count else self.start
        self.wrap(self.width, 0.0)

    def draw(self) -> None:
        """The label, then the lines from the top downwards."""
        if not self.count:
            return
        if self.label:
            self._draw_label(self.label)
        if self.said:
            figure(self.canv, self.said, (self.width, self.height), self._lines)
        else:
            self._lines()

    def _lines(self) -> None:
        for line in range(self.count):
            left = self.indent if line or not self.label else self.begun
            dotted(self.canv, left, self.height - self.top - line * self.pitch, self.width - left, self.ink)

    def _draw_label(self, label: Flowable) -> None:
        tags = None if self.said else getattr(self.canv, "tags", None)
        if tags:
            tags.mute(True)
        label.drawOn(self.canv, self.indent, self.height - self.top + self.foot)
        if tags:
            tags.mute(False)


def width_of(paragraph: Flowable) -> float:
    """Points from the left edge to the end of the last line of a wrapped, left-aligned paragraph."""
    last = paragraph.blPara.lines[-1]
    slack = last[0] if isinstance(last, tuple) else last.extraSpace
    return paragraph.width - paragraph.style.rightIndent - slack


class Push(Elastic):
    """Takes the room that is left, `most` points at most; what follows stands lower, or at the foot of the page."""

    room = 0.0

    def __init__(self, most: float = 1e6) -> None:
        super().__init__()
        self.most = most

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Nothing at first."""
        self.width, self.height = width, self.room
        return width, self.room

    def step(self, free: float) -> float:
        """As `Elastic`: everything, once."""
        self.offered = min(free, self.most)
        return self.offered if not self.room and free > 1 else 0.0

    def grow(self) -> None:
        """As `Elastic`."""
        self.room = self.height = self.offered

    def draw(self) -> None:
        """Nothing to see."""


class Rule(Flowable):
    """A line across the column."""

    def __init__(self, thickness: float, color: Color, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.thickness, self.ink = thickness, color
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the column."""
        self.width, self.height = width, self.thickness
        return width, self.height

    def draw(self) -> None:
        """One line."""
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(self.thickness)
        self.canv.line(0, self.thickness / 2, self.width, self.thickness / 2)


def box(canvas: Canvas, x: float, y: float, side: float, color: Color, ticked: bool = False) -> None:
    """A square to tick, its lower left corner at x, y."""
    canvas.saveState()
    canvas.setStrokeColor(color)
    canvas.setLineWidth(0.8)
    canvas.rect(x, y, side, side)
    if ticked:
        canvas.setLineWidth(1.4)
        canvas.lines([(x + side * 0.2, y + side * 0.5, x + side * 0.42, y + side * 0.22),
                      (x + side * 0.42, y + side * 0.22, x + side * 0.85, y + side * 0.85)])
    canvas.restoreState()


def _told(canvas: Canvas, said: str, x: float, y: float, side: float, color: Color) -> None:
    """An empty box, a picture for the ear where `said` has words for it."""
    if said:
        figure(canvas, said, (x + side, y + side), partial(box, canvas, x, y, side, color))
    else:
        box(canvas, x, y, side, color)


class Square(Flowable):
    """An empty square to tick; `said` tells of it where it is read aloud."""

    def __init__(self, side: float, color: Color, said: str = "") -> None:
        super().__init__()
        self.side, self.ink, self.said = side, color, said

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its side and a little air."""
        self.width, self.height = self.side + 1, self.side + 2
        return self.width, self.height

    def draw(self) -> None:
        """Four lines."""
        _told(self.canv, self.said, 0.5, 1, self.side, self.ink)


class Boxed(Flowable):
    """Words after a square to tick; `said` tells of the square where it is read aloud. `begun`: it is above."""

    def __init__(self, words: Flowable, color: Color, side: float = 8.5, said: str = "", begun: bool = False) -> None:
        super().__init__()
        self.words, self.ink, self.side, self.said, self.begun = words, color, side, said, begun

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the words."""
        self.width = width
        _, self.height = self.words.wrapOn(self.canv_or_none(), width - self.side - 6, height)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As the words are."""
        parts = self.words.splitOn(None, width - self.side - 6, height)
        if len(parts) < 2:
            return []
        hand_on(self.words, parts)
        return [Boxed(part, self.ink, self.side, self.said, self.begun or part is parts[1]) for part in parts]

    def canv_or_none(self) -> Canvas | None:
        """The canvas while drawing; while composing there is none."""
        return getattr(self, "canv", None)

    def draw(self) -> None:
        """The square stands beside the first line."""
        lead = self.words.style.leading
        if not self.begun:
            _told(self.canv, self.said, 0.5, self.height - lead * 0.5 - self.side * 0.5, self.side, self.ink)
        self.words.drawOn(self.canv, self.side + 6, 0)
