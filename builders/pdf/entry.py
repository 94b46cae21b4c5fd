"""A line that names the page of another place, as those of a table of contents do; the number is looked up late."""

from builders.pdf.lines import dotted, width_of
from builders.pdf.tags import link_to
from builders.pdf.text import Text

NUMBER_ROOM = 30.0  # points kept free for the page number, where text has 11


class Entry(Text):
    """A line of the table of contents: leads to its place, and names the page. Left empty in editions without it."""

    target = ""
    said = ""

    def split(self, width: float, height: float) -> list[Text]:
        """Its end names the page."""
        said = self.said or self.getPlainText(identify=True)
        parts: list[Text] = super().split(width, height)
        if len(parts) > 1:
            parts[-1].target, parts[-1].said = self.target, said
        return parts

    def draw(self) -> None:
        """Words, dots, number."""
        page = self.canv.places.get(self.target)
        if page is not None or not self.target:
            super().draw()
        if page is None:
            return
        base = self.height - self.style.fontSize
        base -= (len(self.blPara.lines) - 1) * self.style.leading
        start, room = width_of(self) + 5, self.style.rightIndent
        ink = self.style.textColor
        dotted(self.canv, start, base, max(self.width - room + 6 - start, 0), ink)
        self.canv.setFillColor(ink)
        self.canv.setFont(self.style.fontName, self.style.fontSize)
        origin = getattr(self, "origin", self)
        link_to(self.canv, origin, lambda: self.canv.drawRightString(self.width, base, " " + str(page)))
        said = self.said or self.getPlainText(identify=True)
        self.canv.linkRect(said, self.target, (0, 0, self.width, self.height), relative=1, thickness=0)
        self.canv.tags.link = None
