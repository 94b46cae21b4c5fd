"""Pictures of the course, no wider than the column, with words for those who do not see them."""

from io import BytesIO

from PIL.Image import open as read_pixels
from reportlab.platypus import Flowable, Image

from builders.handout.kit import Kit
from builders.pdf.extras import with_extras
from builders.pdf.tags import figure

HIGHEST = 260.0  # points; a picture leaves room for the text that it belongs to


class Picture(Image):
    """Drawn as a figure of the structure tree."""

    alt = ""

    def draw(self) -> None:
        """The picture, and its words beside it in the tree."""
        figure(self.canv, self.alt, (self.drawWidth, self.drawHeight), super().draw)


def in_rgb(data: bytes) -> bytes:
    """The same bytes, or where the picture was made for a press another: files of ours explain RGB and grey alone."""
    with read_pixels(BytesIO(data)) as pixels:
        if pixels.mode != "CMYK":
            return data
        turned = BytesIO()
        pixels.convert("RGB").save(turned, "PNG")
        return turned.getvalue()


def picture(kit: Kit, path: str, alt: str) -> Flowable:
    """A picture by its path in the course's folder, joined to what follows; never enlarged over 72 dots an inch."""
    made = Picture(BytesIO(in_rgb(kit.pictures[path])))
    scale = min(1.0, kit.width / made.imageWidth, HIGHEST / made.imageHeight)
    made.drawWidth, made.drawHeight = made.imageWidth * scale, made.imageHeight * scale
    made.hAlign, made.alt = "LEFT", alt
    return with_extras(made, joined=True)
