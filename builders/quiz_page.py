"""Sheets of A4 drawn into one PDF by reportlab, every letter in the structure tree (`tag`).

Lines and rings are decoration unless they are drawn inside `figure`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from assets.look import Look
from builders.drawing import MM, ROUND_DOTS, Drawing, Rectangle, up
from builders.pdf.file import close_file, open_file
from builders.pdf.fonts import font
from builders.pdf.tree import Part
from builders.quiz_type import Run


class Paper(Drawing):
    """Pages of one PDF."""

    def __init__(self, look: Look, title: str, subject: str = "") -> None:
        super().__init__(look)
        self.canvas = open_file(look, title, subject, role="head")
        self.tags = self.canvas.tags
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
        """As `Drawing`."""
        self.tags.enter(kind)
        yield
        self.tags.leave()

    @contextmanager
    def figure(self, alt: str, x: float, y: float, w: float, h: float) -> Iterator[None]:
        """As `Drawing`."""
        area = ((x - w / 2) * MM, up(y + h / 2), (x + w / 2) * MM, up(y - h / 2))
        self.tags.begin((Part("Figure", alt, area=area),))
        self.drawing = True
        yield
        self.drawing = False
        self.tags.end()

    def foot(self, x: float, y: float, text: str) -> None:
        """As `Drawing`."""
        self.tags.running(lambda: self._write(x, y, text, font(self.head), 9, "centre", 0))

    def _end_page(self) -> None:
        self.tags.end_page()
        self.canvas.showPage()

    @contextmanager
    def _tagged(self, path: tuple[Part, ...]) -> Iterator[None]:
        """Letters without a path are decoration; those of a figure belong to it."""
        if path and not self.drawing:
            self.tags.begin(path)
            yield
            self.tags.end()
        else:
            yield

    def _string(self, x: float, y: float, text: str, face: str, size: float, grey: float) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.setFont(face, size)
        self.canvas.drawString(x, y, text)
        self.canvas.setFillGray(0)

    def _letters(self, runs: Iterable[Run], x: float, y: float) -> None:
        lines = self.canvas.beginText()
        for run in runs:
            lines.setTextOrigin(x + run.x, y)
            lines.setFont(run.face, run.size)
            lines.textOut(run.text)
        self.canvas.drawText(lines)

    def _line(self, x1: float, y1: float, x2: float, y2: float, width: float) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, y1, x2, y2)

    def _dotted(self, x1: float, x2: float, y: float) -> None:
        width, dash, gap = ROUND_DOTS
        self.canvas.saveState()
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(1)
        self.canvas.setDash([dash, gap])
        self.canvas.line(x1, y, x2, y)
        self.canvas.restoreState()

    def _rectangle(self, area: Rectangle, width: float) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.rect(*area)

    def _circle(self, x: float, y: float, radius: float, width: float | None) -> None:
        if width is None:
            self.canvas.circle(x, y, radius, stroke=0, fill=1)
        else:
            self.canvas.setLineWidth(width)
            self.canvas.circle(x, y, radius)

    def _filled(self, areas: Iterable[Rectangle]) -> None:
        path = self.canvas.beginPath()
        for area in areas:
            path.rect(*area)
        self.canvas.drawPath(path, stroke=0, fill=1)
