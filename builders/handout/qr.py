"""A QR code as vector squares."""

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from builders.pdf.tags import figure
from builders.qr import QUIET, qr_rows


class QrCode(Flowable):
    """`side` points with its quiet zone; `text` is what a phone reads."""

    def __init__(self, text: str, side: float, ink: Color) -> None:
        super().__init__()
        self.text, self.side, self.ink = text, side, ink
        self.rows = qr_rows(text, "M")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """A square."""
        self.width = self.height = self.side
        return width, self.side

    def draw(self) -> None:
        """A figure that says what it leads to."""
        figure(self.canv, self.text, (self.side, self.side), self._modules)

    def _modules(self) -> None:
        """Runs of dark modules as rectangles; they overlap a little, so that no light seam shows."""
        module = self.side / (len(self.rows) + 2 * QUIET)
        self.canv.setFillColor(self.ink)
        for down, row in enumerate(self.rows):
            y = self.side - (QUIET + down + 1) * module
            for start, end in _dark_runs(row):
                self.canv.rect((QUIET + start) * module, y, (end - start) * module, module * 1.02, stroke=0, fill=1)


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    dark = [False, *row, False]
    edges = [at for at in range(len(row) + 1) if dark[at] != dark[at + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
