"""What can be drawn on a sheet of A4: millimetres from the top left corner downwards, black on white, exact.

Booklet, answer sheet, key and stencil draw with these words; they hold lines, rings and letters, never a glyph for a
box. Where it is drawn is another thing: on a page of its own (`builders.quiz_page`), or kept to be stamped on ten
thousand pages (`builders.sketch`). Inside, all is points from the lower left corner.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from assets.look import Look
from builders.pdf.fonts import font, register
from builders.pdf.tree import Part
from builders.quiz_type import Block, Row, Run, height

POINT = 25.4 / 72  # mm
MM = 1 / POINT  # points
WIDTH, HEIGHT = 210.0, 297.0
GREY = 0.5  # of the letters inside bubbles: they must not pass for a pencil's mark
ROUND_DOTS = (1.0, 0.01, 3.0)  # points: width, dash, gap; with round caps each dash is a dot; thinner is lost on a copy

Tag = Part | str | None
"""Where letters stand in the structure tree: in this part, in a new element of this kind, or nowhere (decoration)."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, width, height in points."""


class Drawing:
    """Sizes of letters and widths of lines are points, all else is mm. What is below "primitives" is for its makers."""

    def __init__(self, look: Look) -> None:
        register(look)
        self.head, self.body = look.face("head"), look.face("text")
        self.hair, self.line = look.size("line.hair"), look.size("line.rule")

    def inside(self, kind: str) -> AbstractContextManager[None]:
        """What is drawn meanwhile stands in a new element of this kind, such as Table or TR."""
        return nullcontext()

    def figure(self, alt: str, x: float, y: float, w: float, h: float) -> AbstractContextManager[None]:
        """All that is drawn meanwhile, lines and letters, is one picture with these words; its place by its centre."""
        return nullcontext()

    def foot(self, x: float, y: float, text: str) -> None:
        """What each page repeats at its foot, around `x`."""
        self._write(x, y, text, font(self.head), 9, "centre", 0)

    def text(
        self, x: float, y: float, text: str, size: float = 9, *,
        bold: bool = False, align: str = "left", grey: float = 0, tag: Tag = "P",
    ) -> None:  # fmt: skip
        """One line in the face of heads; `y` is its baseline. `align` left, centre or right of `x`."""
        with self._tagged(path_of(tag)):
            self._write(x, y, text, font(self.head, bold=bold), size, align, grey)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide `text` would be."""
        return float(pdfmetrics.stringWidth(text, font(self.head, bold=bold), size)) / MM

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float | None = None) -> None:
        """A straight line."""
        self._line(x1 * MM, up(y1), x2 * MM, up(y2), width or self.hair)

    def dots(self, x1: float, x2: float, y: float) -> None:
        """A dotted line to write on."""
        self._dotted(x1 * MM, x2 * MM, up(y))

    def frame(self, x: float, y: float, w: float, h: float, width: float | None = None) -> None:
        """An empty rectangle by its centre."""
        self._rectangle(((x - w / 2) * MM, up(y + h / 2), w * MM, h * MM), width or self.hair)

    def ring(self, x: float, y: float, outer: float, thick: float) -> None:
        """A ring by its centre, outer diameter and thickness, both mm."""
        self._circle(x * MM, up(y), (outer - thick) / 2 * MM, thick * MM)

    def disc(self, x: float, y: float, diameter: float) -> None:
        """A full circle by its centre."""
        self._circle(x * MM, up(y), diameter / 2 * MM, None)

    def bar(self, x: float, y: float, w: float, h: float) -> None:
        """A full rectangle by its centre."""
        self._filled([((x - w / 2) * MM, up(y + h / 2), w * MM, h * MM)])

    def modules(self, x: float, y: float, size: float, count: int, black: Iterable[tuple[int, int]]) -> None:
        """A square mark by its centre: `black` are (column, row) of its modules, drawn as one path without seams."""
        side, left, top = size / count, x - size / 2, y - size / 2
        self._filled(((left + column * side) * MM, up(top + (row + 1) * side), side * MM, side * MM)
                     for column, row in black)  # fmt: skip

    def draw(self, block: Block, x: float, y: float, tag: Tag = "P") -> None:
        """The rows of a block; (x, y) is its top left corner. `tag` is for letters that bring no path of their own."""
        top, path = y, path_of(tag)
        for row in block:
            self._row(row, x * MM, up(top), path)
            top += row.height / MM

    def fill(self, blocks: Sequence[Block], x: float, top: float, bottom: float, most: float) -> None:
        """Blocks from `top` to `bottom`; free height goes between them, `most` points at each place."""
        for block, y in spread(blocks, top, bottom, most):
            self.draw(block, x, y)

    def _row(self, row: Row, x: float, top: float, path: tuple[Part, ...]) -> None:
        for own, runs in groupby(row.runs, key=lambda run: run.path):
            with self._tagged(own or path):
                self._letters(runs, x, top - row.base)
        for start, end in row.dots:
            self._dotted(x + start, x + end, top - row.base)
        for left, width, high in row.frames:
            self._rectangle((x + left, top - high, width, high), self.hair)

    # primitives

    def _tagged(self, path: tuple[Part, ...]) -> AbstractContextManager[None]:
        return nullcontext()

    def _write(self, x: float, y: float, text: str, face: str, size: float, align: str, grey: float) -> None:
        wide = pdfmetrics.stringWidth(text, face, size)
        left = x * MM - {"left": 0, "centre": wide / 2, "right": wide}[align]
        self._string(left, up(y), text, face, size, grey)

    def _string(self, x: float, y: float, text: str, face: str, size: float, grey: float) -> None:
        raise NotImplementedError

    def _letters(self, runs: Iterable[Run], x: float, y: float) -> None:
        raise NotImplementedError

    def _line(self, x1: float, y1: float, x2: float, y2: float, width: float) -> None:
        raise NotImplementedError

    def _dotted(self, x1: float, x2: float, y: float) -> None:
        raise NotImplementedError

    def _rectangle(self, area: Rectangle, width: float) -> None:
        raise NotImplementedError

    def _circle(self, x: float, y: float, radius: float, width: float | None) -> None:
        """Full where there is no width."""
        raise NotImplementedError

    def _filled(self, areas: Iterable[Rectangle]) -> None:
        raise NotImplementedError


def spread(blocks: Sequence[Block], top: float, bottom: float, most: float) -> Iterator[tuple[Block, float]]:
    """Each block with the y of its top, mm; free height goes between them, `most` points at each place."""
    gap = gap_between([height(block) for block in blocks], (bottom - top) * MM, most)
    for block in blocks:
        yield block, top
        top += (height(block) + gap) / MM


def gap_between(heights: Sequence[float], room: float, most: float) -> float:
    """The free height of a room shared among the places between, `most` at each; all of one unit."""
    return min((room - sum(heights)) / max(1, len(heights) - 1), most)


def path_of(tag: Tag) -> tuple[Part, ...]:
    """The elements that a tag stands for."""
    return () if tag is None else (Part(tag) if isinstance(tag, str) else tag,)


def up(y: float) -> float:
    """Points from the paper's lower edge."""
    return (HEIGHT - y) * MM


def fitting(drawing: Drawing, text: str, size: float, least: float, width: float, bold: bool = False) -> float:
    """The largest size from `size` down to `least` at which the text stands on one line of `width` mm."""
    return max(least, min(size, size * width / max(drawing.width(text, size, bold), 0.01)))
