"""Words with a few more at the right end of their last line: the page of what they lead to, or a state.

A page is known only while drawing: room is kept for three figures. Where the last line is full, the end begins a line.
"""

from collections.abc import Callable

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.handout.kit import Kit
from builders.pdf.extras import extras
from builders.pdf.kept import draw_on
from builders.pdf.lines import width_of
from builders.pdf.tags import link_to
from builders.pdf.text import Text, plain
from builders.pdf.tree import Part

APART = 12.0  # points between the words and their end
LONGEST = 888  # the widest page number that room is kept for


class Ended(Flowable):
    """`words`, then what `end` says of the page of the place `target`; without a target it says it of 0.

    Nothing follows the words where there is no such place. `to_left`: an end that begins a line stands at its left.
    It brings the extras of its words to the page.
    """

    def __init__(
        self, words: Text, end: Callable[[int], str], style: ParagraphStyle, target: str | None, to_left: bool = False
    ) -> None:
        super().__init__()
        self.words, self.end, self.style, self.target, self.to_left = words, end, style, target, to_left
        self.extras, self.origin = extras(words), getattr(words, "origin", words)
        self.keepWithNext = words.getKeepWithNext()
        self.spaceBefore, self.spaceAfter = words.getSpaceBefore(), words.getSpaceAfter()

    def _length(self, said: str) -> float:
        return float(stringWidth(said, self.style.fontName, self.style.fontSize))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the words, or a line more."""
        _, tall = self.words.wrap(width, height)
        end = self._length(plain(self.end(LONGEST)))
        self.width, self.below = width, width_of(self.words) + APART + end > width
        self.height = tall + (self.style.leading if self.below else 0.0)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The words part as they do; the end goes with the last of them."""
        parts = self.words.split(width, height)
        if len(parts) < 2:
            return []
        *first, last = parts
        last.origin = self.origin
        return [*first, Ended(last, self.end, self.style, self.target, self.to_left)]

    def draw(self) -> None:
        """The words, then the end."""
        canvas: Canvas = self.canv
        draw_on(canvas, self.words, 0, self.height - self.words.height)
        page = canvas.places.get(self.target) if self.target else 0
        said = plain(self.end(page)) if page is not None else ""
        if said:
            self._draw_end(canvas, said)

    def _draw_end(self, canvas: Canvas, said: str) -> None:
        style, beside = self.style, self.style if self.below else self.words.style
        base = beside.leading - beside.fontSize
        left = 0.0 if self.below and self.to_left else self.width - self._length(said)
        canvas.setFillColor(style.textColor)
        canvas.setFont(style.fontName, style.fontSize)
        if not self.target:
            canvas.tags.begin((Part("P"),))
            canvas.drawString(left, base, said)
            return canvas.tags.end()
        link_to(canvas, object(), lambda: canvas.drawString(left, base, said))
        box = (left, base - 2, left + self._length(said), base + style.fontSize)
        canvas.linkRect(said, self.target, box, relative=1, thickness=0)
        canvas.tags.link = None
        return None


def stated(kit: Kit, words: Text, state: str) -> Ended:
    """Words that end in a state, or in nothing."""
    return kit.setter.again(("stated", words, extras(words), state),
                            lambda: Ended(words, lambda _: state, kit.setter.style("small"), None))  # fmt: skip


def to_page(kit: Kit, words: Text, key: str, target: str, to_left: bool = False) -> Ended:
    """Words that end in the label `key`, its `{page}` filled in with the page of a Mark's place."""
    look, style = kit.look, kit.setter.style("small")

    def end(page: int) -> str:
        return look.say(key, page=page)

    return kit.setter.again(("to-page", words, extras(words), key, target, to_left),
                            lambda: Ended(words, end, style, target, to_left))  # fmt: skip
