"""A sheet of A4 to draw on: millimetres from the top left corner downwards, black on white, exact.

Booklet, answer sheet, key and stencil are drawn on it; they hold lines, rings and letters, never a glyph for a box.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from assets.look import Look
from builders.pdf.fonts import font, register
from builders.quiz_type import Block, Row, height

rl_config.useA85 = 0  # as all printed files have it: base 85 makes a file a quarter longer

PRODUCER = "taphuan"
MM = 72 / 25.4
WIDTH, HEIGHT = 210.0, 297.0
GREY = 0.5  # of the letters inside bubbles: they must not pass for a pencil's mark


class Paper:
    """Pages of one PDF. Sizes of letters and widths of lines are points, all else is mm."""

    def __init__(self, look: Look, title: str, subject: str = "") -> None:
        register(look)
        self.head, self.body = look.face("head"), look.face("text")
        self.buffer = BytesIO()
        self.canvas = Canvas(
            self.buffer, pagesize=A4, invariant=1, pageCompression=1, lang="vi-VN",
            initialFontName=font(self.head), pdfVersion=(1, 7),
        )  # fmt: skip
        self.canvas.setTitle(title)
        self.canvas.setSubject(subject or title)
        self.canvas.setAuthor(PRODUCER)
        self.canvas.setCreator(PRODUCER)
        self.canvas.setProducer(PRODUCER)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.hair, self.line = look.size("line.hair"), look.size("line.rule")
        self.pages = 0

    def new_page(self) -> None:
        """Start a page; the first one too."""
        if self.pages:
            self.canvas.showPage()
        self.pages += 1
        self.canvas.setLineWidth(self.hair)

    def bookmark(self, title: str) -> None:
        """An entry of the outline that leads to this page."""
        self.canvas.bookmarkPage(f"page-{self.pages}")
        self.canvas.addOutlineEntry(title, f"page-{self.pages}")

    def bytes(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    def text(
        self, x: float, y: float, text: str, size: float = 9, *,
        bold: bool = False, align: str = "left", grey: float = 0,
    ) -> None:
        """One line in the face of heads; `y` is its baseline. `align` left, centre or right of `x`."""
        face = font(self.head, bold=bold)
        self._write(x * MM, self._up(y), text, face, size, align, grey)

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

    def draw(self, block: Block, x: float, y: float) -> None:
        """The rows of a block; (x, y) is its top left corner."""
        top = y
        for row in block:
            self._row(row, x * MM, self._up(top))
            top += row.height / MM

    def fill(self, blocks: Sequence[Block], x: float, top: float, bottom: float, most: float) -> None:
        """Blocks from `top` to `bottom`; free height goes between them, `most` points at each place."""
        free = (bottom - top) * MM - sum(map(height, blocks))
        gap = min(free / max(1, len(blocks) - 1), most)
        for block in blocks:
            self.draw(block, x, top)
            top += (height(block) + gap) / MM

    def _row(self, row: Row, x: float, top: float) -> None:
        if row.runs:
            lines = self.canvas.beginText()
            for run in row.runs:
                lines.setTextOrigin(x + run.x, top - row.base)
                lines.setFont(run.face, run.size)
                lines.textOut(run.text)
            self.canvas.drawText(lines)
        for start, end in row.dots:
            self.dots((x + start) / MM, (x + end) / MM, HEIGHT - (top - row.base) / MM)
        for left, width, high in row.frames:
            self.canvas.setLineWidth(self.hair)
            self.canvas.rect(x + left, top - high, width, high)

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
