"""A paragraph that does reportlab's slow work once: markup read without a parser, lines broken once for a width."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from builders.pdf.breaking import lines_of
from builders.pdf.fragments import folded, fragments
from builders.pdf.lettering import is_plain, write

WIDTHS = 4  # remembered of a paragraph: it is tried in a narrow place and set in a wide one


class Quick(Paragraph):
    """Like reportlab's in all that can be seen. Neither its style nor its fragments may be changed in place."""

    _known: dict[tuple[float, int], tuple[ParagraphStyle, list[Any], Any, float]] | None = None
    """Of the last wraps, by width and by the style's id: the style, fragments as they were left, lines, height."""

    def __init__(
        self, text: str, style: ParagraphStyle | None = None, bulletText: str | None = None,
        frags: list[Any] | None = None, caseSensitive: int = 1, encoding: str = "utf8",
    ) -> None:  # fmt: skip
        if frags is None and style is not None:
            text = folded(text)
            frags = fragments(text, style)
        super().__init__(text, style, bulletText, frags, caseSensitive, encoding)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points. Notes and cells are wrapped again and again at one width: what was found is given again."""
        known = self._known.get((width, id(self.style))) if self._known else None
        if known:
            self.width, (_, self.frags, self.blPara, self.height) = width, known
            return width, self.height
        size: tuple[float, float] = super().wrap(width, height)
        if size[0]:
            if not self._known or len(self._known) >= WIDTHS:
                self._known = {}
            self._known[width, id(self.style)] = self.style, self.frags, self.blPara, self.height
        return size

    def breakLines(self, width: list[float]) -> Any:  # reportlab's own name
        """Lines for these widths; what `lines_of` does not know is left to reportlab."""
        found = lines_of(self, width)
        return super().breakLines(width) if found is None else found

    def drawPara(self, debug: int = 0) -> None:  # reportlab's own name
        """The lines; what `builders.pdf.lettering` does not know is left to reportlab."""
        if debug or not is_plain(self):
            super().drawPara(debug)
        else:
            write(self)
