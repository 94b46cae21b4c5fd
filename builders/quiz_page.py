"""A sheet of A4 to draw on: millimetres from the top left corner downwards, black on white, exact.

Booklet, answer sheet, key and stencil are drawn on it; they hold lines, rings and letters, never a glyph for a box.
Letters stand in the structure tree (`tag`), lines and rings do not unless they are drawn inside `figure`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from assets.look import Look
from builders.pdf.file import close_file, open_file
from builders.pdf.fonts import font
from builders.pdf.tree import Part
from builders.quiz_type import Block, Row, Run, height

POINT = 25.4 / 72  # mm
MM = 1 / POINT  # points
WIDTH, HEIGHT = 210.0, 297.0
GREY = 0.5  # of the letters inside bubbles: they must not pass for a pencil's mark

Tag = Part | str | None
"""Where letters stand in the structure tree: in this part, in a new element of this kind, or nowhere (decoration)."""


class Paper:
    """Pages of one PDF. Sizes of letters and widths of lines are points, all else is mm."""

    def __init__(self, look: Look, title: str, subject: str = "") -> None:
        self.head, self.body = look.face("head"), look.face("text")
        self.canvas = open_file(look, title, subject, role="head")
        self.tags = self.canvas.tags
        self.hair, self.line = look.size("line.hair"), look.size("line.rule")
        self.pages, self.drawing = 0, False

    def new_page(self) -> None:
        """Start a page; the first one too."""
        if self.pages:
            self._end_page()
        self.pages += 1
        self.tags.begin_page()
        self.canvas.setLineWidth(self.hair)

    def bookmark(self, title: str) -> None:
        """An entry of the outline that leads to this page."""
        self.canvas.bookmarkPage(f"page-{self.pages}")
        self.canvas.addOutlineEntry(title, f"page-{self.pages}")

    def bytes(self) -> bytes:
        """The file."""
        self._end_page()
        return close_file(self.canvas)

    @contextmanager
    def inside(self, kind: str) -> Iterator[None]:
        """What is drawn meanwhile stands in a new element of this kind, such as Table or TR."""
        self.tags.enter(kind)
        yield
        self.tags.leave()

    @contextmanager
    def figure(self, alt: str, x: float, y: float, w: float, h: float) -> Iterator[None]:
        """All that is drawn meanwhile, lines and letters, is one picture with these words; its place by its centre."""
        area = ((x - w / 2) * MM, self._up(y + h / 2), (x + w / 2) * MM, self._up(y - h / 2))
        self.tags.begin((Part("Figure", alt, area=area),))
        self.drawing = True
        yield
        self.drawing = False
        self.tags.end()

    def foot(self, x: float, y: float, text: str) -> None:
        """What each page repeats at its foot, around `x`."""
        self.tags.running(lambda: self._write(x * MM, self._up(y), text, font(self.head), 9, "centre", 0))

    def text(
        self, x: float, y: float, text: str, size: float = 9, *,
        bold: bool = False, align: str = "left", grey: float = 0, tag: Tag = "P",
    ) -> None:  # fmt: skip
        """One line in the face of heads; `y` is its baseline. `align` left, centre or right of `x`."""
        with self._tagged(self._path(tag)):
            self._write(x * MM, self._up(y), text, font(self.head, bold=bold), size, align, grey)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide `text` would be."""
        return float(pdfmetrics.stringWidth(text, font(self.head, bold=bold), size)) / MM

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float | None = None) -> None:
        """A straight line."""
        self.canvas.setLineWidth(width or self.hair)
        self.canvas.line(x1 * MM, self._up(y1), x2 * MM, self._up(y2))

    def dots(self, x1: float, x2: float, y: float) -> None:
        """A dotted line to write on."""
        self.canvas.saveState()
        self.canvas.setLineWidth(0.7)
        self.canvas.setLineCap(1)
        self.canvas.setDash([0.01, 2.4])
        self.canvas.line(x1 * MM, self._up(y), x2 * MM, self._up(y))
        self.canvas.restoreState()

    def frame(self, x: float, y: float, w: float, h: float, width: float | None = None) -> None:
        """An empty rectangle by its centre."""
        self.canvas.setLineWidth(width or self.hair)
        self.canvas.rect((x - w / 2) * MM, self._up(y + h / 2), w * MM, h * MM)

    def ring(self, x: float, y: float, outer: float, thick: float) -> None:
        """A ring by its centre, outer diameter and thickness, both mm."""
        self.canvas.setLineWidth(thick * MM)
        self.canvas.circle(x * MM, self._up(y), (outer - thick) / 2 * MM)

    def disc(self, x: float, y: float, diameter: float) -> None:
        """A full circle by its centre."""
        self.canvas.circle(x * MM, self._up(y), diameter / 2 * MM, stroke=0, fill=1)

    def modules(self, x: float, y: float, size: float, count: int, black: Iterable[tuple[int, int]]) -> None:
        """A square mark by its centre: `black` are (column, row) of its modules, drawn as one path without seams."""
        side, left, top = size / count, x - size / 2, y - size / 2
        path = self.canvas.beginPath()
        for column, row in black:
            path.rect((left + column * side) * MM, self._up(top + (row + 1) * side), side * MM, side * MM)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def draw(self, block: Block, x: float, y: float, tag: Tag = "P") -> None:
        """The rows of a block; (x, y) is its top left corner. `tag` is for letters that bring no path of their own."""
        top, path = y, self._path(tag)
        for row in block:
            self._row(row, x * MM, self._up(top), path)
            top += row.height / MM

    def fill(self, blocks: Sequence[Block], x: float, top: float, bottom: float, most: float) -> None:
        """Blocks from `top` to `bottom`; free height goes between them, `most` points at each place."""
        free = (bottom - top) * MM - sum(map(height, blocks))
        gap = min(free / max(1, len(blocks) - 1), most)
        for block in blocks:
            self.draw(block, x, top)
            top += (height(block) + gap) / MM

    def _end_page(self) -> None:
        self.tags.end_page()
        self.canvas.showPage()

    @staticmethod
    def _path(tag: Tag) -> tuple[Part, ...]:
        return () if tag is None else (Part(tag) if isinstance(tag, str) else tag,)

    @contextmanager
    def _tagged(self, path: tuple[Part, ...]) -> Iterator[None]:
        """Letters without a path are decoration; those of a figure belong to it."""
        if path and not self.drawing:
            self.tags.begin(path)
            yield
            self.tags.end()
        else:
            yield

    def _row(self, row: Row, x: float, top: float, path: tuple[Part, ...]) -> None:
        for own, runs in groupby(row.runs, key=lambda run: run.path):
            with self._tagged(own or path):
                self._letters(runs, x, top - row.base)
        for start, end in row.dots:
            self.dots((x + start) / MM, (x + end) / MM, HEIGHT - (top - row.base) / MM)
        for left, width, high in row.frames:
            self.canvas.setLineWidth(self.hair)
            self.canvas.rect(x + left, top - high, width, high)

    def _letters(self, runs: Iterable[Run], x: float, y: float) -> None:
        lines = self.canvas.beginText()
        for run in runs:
            lines.setTextOrigin(x + run.x, y)
            lines.setFont(run.face, run.size)
            lines.textOut(run.text)
        self.canvas.drawText(lines)

    def _write(self, x: float, y: float, text: str, face: str, size: float, align: str, grey: float) -> None:
        wide = pdfmetrics.stringWidth(text, face, size)
        self.canvas.setFillGray(grey)
        self.canvas.setFont(face, size)
        self.canvas.drawString(x - {"left": 0, "centre": wide / 2, "right": wide}[align], y, text)
        self.canvas.setFillGray(0)

    @staticmethod
    def _up(y: float) -> float:
        return (HEIGHT - y) * MM


def fitting(paper: Paper, text: str, size: float, least: float, width: float, bold: bool = False) -> float:
    """The largest size from `size` down to `least` at which the text stands on one line of `width` mm."""
    return max(least, min(size, size * width / max(paper.width(text, size, bold), 0.01)))
