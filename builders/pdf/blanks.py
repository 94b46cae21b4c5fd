"""Lines of letters with places to write in by hand, such as those for a day or a name. Lengths in points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from builders.pdf.lines import dotted
from builders.pdf.tags import tags_of
from builders.pdf.text import plain
from builders.pdf.tree import Part
from plan.official import BLANK

PIECES = re.compile(f"({BLANK}+)")


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: letters, or (without any) dots, and how wide it is."""

    letters: str
    width: float


class Blanks(Flowable):
    """A text with runs of `BLANK`, each as many millimetres of dots as the run is long; words stay whole.

    `said` tells of each where the page is read aloud.
    """

    def __init__(self, text: str, style: ParagraphStyle, said: str = "") -> None:
        super().__init__()
        self.style, self.text, self.said, self.part = style, plain(text), said, Part("P")

    def getSpaceBefore(self) -> float:  # reportlab's own name
        """As the style says."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # reportlab's own name
        """As the style says."""
        return float(getattr(self, "spaceAfter", self.style.spaceAfter))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As many lines as it takes; a place to write that is wider than a line is cut to it."""
        self.lines: list[list[Piece]] = [[]]
        space = self._width(" ")
        for word in self.text.split():
            pieces = self._fitting(list(self._pieces(word)), width)
            if self.lines[-1] and wide(self.lines[-1]) + space + wide(pieces) > width:
                self.lines[-1].append(Piece(" ", 0.0))
                self.lines.append([])
            if self.lines[-1]:
                self.lines[-1].append(Piece(" ", space))
            self.lines[-1] += pieces
        self.width, self.height = width, len(self.lines) * self.style.leading
        return width, self.height

    @property
    def longest(self) -> float:
        """The width of the longest line, once it is wrapped."""
        return max(map(wide, self.lines))

    def draw(self) -> None:
        """Letters and places in one element, in their order."""
        share = {TA_CENTER: 0.5, TA_RIGHT: 1.0}.get(self.style.alignment, 0.0)
        for at, line in enumerate(self.lines):
            x, y = (self.width - wide(line)) * share, self.height - at * self.style.leading - self.style.fontSize
            for piece in line:
                self._draw_piece(piece, x, y)
                x += piece.width

    def _draw_piece(self, piece: Piece, x: float, y: float) -> None:
        tags, path = tags_of(self.canv), [self.part]
        if not piece.letters and self.said:
            corner, other = (x, y - 2), (x + piece.width, y + self.style.fontSize)
            area = (*self.canv.absolutePosition(*corner), *self.canv.absolutePosition(*other))
            path.append(Part("Figure", self.said, area=area))
        told = tags is not None and bool(piece.letters or self.said)
        if tags and told:
            tags.begin(path)
        if piece.letters:
            self.canv.setFillColor(self.style.textColor)
            self.canv.setFont(self.style.fontName, self.style.fontSize)
            self.canv.drawString(x, y, piece.letters)
        else:
            dotted(self.canv, x + 1, y - 1, piece.width - 2, self.style.textColor)
        if tags and told:
            tags.end()

    def _pieces(self, word: str) -> Iterator[Piece]:
        for part in PIECES.split(word):
            if part:
                yield Piece("", len(part) * mm) if part[0] == BLANK else Piece(part, self._width(part))

    def _fitting(self, pieces: list[Piece], width: float) -> list[Piece]:
        """The same, its dots shorter where it is wider than a line."""
        over, dots = wide(pieces) - width, sum(piece.width for piece in pieces if not piece.letters)
        if over <= 0 or not dots:
            return pieces
        kept = max(0.0, dots - over) / dots
        return [piece if piece.letters else replace(piece, width=piece.width * kept) for piece in pieces]

    def _width(self, letters: str) -> float:
        return float(stringWidth(letters, self.style.fontName, self.style.fontSize))


def wide(pieces: list[Piece]) -> float:
    """Points of all pieces of a line."""
    return sum(piece.width for piece in pieces)
