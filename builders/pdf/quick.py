"""A paragraph that does reportlab's slow work once: markup read without a parser, lines broken once for a width."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from builders.pdf.breaking import lines_of
from builders.pdf.fragments import folded, fragments
from builders.pdf.lettering import is_plain, write


class Quick(Paragraph):
    """Like reportlab's in all that can be seen. Neither its style nor its fragments may be changed in place."""

    _known: tuple[float, ParagraphStyle, Any, float] | None = None
    """The width and style of the last wrap, its lines and its height."""

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
        if self._known and self._known[0] == width and self._known[1] is self.style:
            self.width, _, self.blPara, self.height = self._known
            return self.width, self.height
        size: tuple[float, float] = super().wrap(width, height)
        self._known = (width, self.style, self.blPara, self.height) if size[0] else None
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
