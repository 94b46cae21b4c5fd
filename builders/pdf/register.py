"""A register: a ruled table of people, each row high enough to sign in, its head on every page. Lengths in points.

How many rows stand on a page is decided before (`plan.sign_in.fallen`): each page has a `Register` of its own, and
those that share `whole` are one table for who hears it.
"""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from builders.pdf.setter import Setter
from builders.pdf.styles import color
from builders.pdf.tags import Tags, tags_of

PAD = 4.0  # left and right in a cell
ABOVE = 3.0  # and below the words of a cell


class Register(Flowable):
    """Rows of cells, None for an empty one, below a head. `begun`: an earlier page has the table's beginning."""

    def __init__(
        self, setter: Setter, head: Sequence[Flowable], rows: Sequence[Sequence[Flowable | None]],
        widths: Sequence[float], least: float, whole: object, begun: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.rows, self.widths, self.whole, self.begun = [head, *rows], widths, whole, begun
        self.ink, self.hair = color(setter.look, "ink"), setter.look.size("line.hair")
        self.heights = [heights_of([head], widths, 0.0)[0], *heights_of(rows, widths, least)]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as its columns, as high as its rows."""
        self.width, self.height = sum(self.widths), sum(self.heights)
        return self.width, self.height

    def draw(self) -> None:
        """Cell by cell, then the lines."""
        tags, y = tags_of(self.canv), self.height
        if tags:
            tags.enter("Table", self.whole)
        for at, (row, height) in enumerate(zip(self.rows, self.heights, strict=True)):
            self._row(tags, row, y, height, at == 0)
            y -= height
        if tags:
            tags.leave()
        self._lines()

    def _row(self, tags: Tags | None, row: Sequence[Flowable | None], y: float, height: float, head: bool) -> None:
        """A row in the middle of its height; a head that is repeated is heard once."""
        muted = tags is not None and head and self.begun
        if tags and muted:
            tags.mute(True)
        elif tags:
            tags.enter("TR")
        x = 0.0
        for cell, width in zip(row, self.widths, strict=True):
            if tags and not muted:
                tags.enter("TH" if head else "TD", scope="Column" if head else None)
            if cell is not None:
                cell.drawOn(self.canv, x + PAD, y - (height + cell.height) / 2)
            if tags and not muted:
                tags.leave()
            x += width
        if tags and muted:
            tags.mute(False)
        elif tags:
            tags.leave()

    def _lines(self) -> None:
        """Around every cell."""
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(self.hair)
        y, x = self.height, 0.0
        for height in (0.0, *self.heights):
            y -= height
            self.canv.line(0, y, self.width, y)
        for width in (0.0, *self.widths):
            x += width
            self.canv.line(x, 0, x, self.height)


def heights_of(rows: Sequence[Sequence[Flowable | None]], widths: Sequence[float], least: float) -> list[float]:
    """The height of each row: its highest cell with air, `least` at any rate."""
    return [max(least, *(_height(cell, width) for cell, width in zip(row, widths, strict=True))) for row in rows]


def _height(cell: Flowable | None, width: float) -> float:
    return float(cell.wrapOn(None, width - 2 * PAD, 1e6)[1]) + 2 * ABOVE if cell is not None else 0.0
