"""Official pages: the head of party or state bodies, titles, places to sign, for any PDF; how their pages look.

The words and blanks of a head are planned (`plan.official`), its sizes, lines and margins are rules kept as data
(`assets.official`). Lengths in points. Everything is black: what is copied ten times must stay legible.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assets.look import Look
from assets.official import Line, Rule
from builders.pdf.blanks import Blanks
from builders.pdf.fonts import font
from builders.pdf.setter import Setter
from builders.pdf.styles import SIDES, color
from builders.pdf.text import Text, plain
from plan.official import BLANK, Head

PITCH = 1.25  # em of Tinos from line to line: closer, the stacked marks of capitals touch
GAP = 6 * mm  # between the two sides of a head
RULE_GAP = 3.0  # from words to the line beneath them
AFTER = 14.0  # below a head
SIGNING = 24 * mm  # to sign in


def official_look(look: Look, rule: Rule) -> Look:
    """The look on an official page: its face, its sizes, its margins, black. Text and table follow the rule."""
    face, grey = look.face("official"), look.mono()
    table = rule.table.size
    sizes = {"print.text": rule.text.size, "print.h1": rule.heading.size, "print.h2": rule.subheading.size,
             "print.h3": rule.text.size, "print.table": table, "print.label": rule.text.size, "print.small": table,
             "print.running": table}
    margins = {"inner": rule.margins.left, "outer": rule.margins.right, "top": rule.margins.top,
               "bottom": rule.margins.bottom}  # fmt: skip
    return replace(
        grey, faces={**look.faces, "text": face, "head": face}, sizes={**look.sizes, **sizes},
        lengths={**look.lengths, **{f"margin.{side}": length for side, length in margins.items()}},
        colors={**grey.colors, "pencil": grey.color("ink"), "rule": grey.color("ink")},
    )  # fmt: skip


def head(setter: Setter, content: Head) -> list[Flowable]:
    """The head over the whole width; nothing at all for a head without names and without title.

    The setter's look is that of `official_look`.
    """
    rule = content.rule
    title = _title(setter, rule)
    names = _names(setter, content)
    dateline = [line_of(setter, content.dateline, rule.dateline)] if content.dateline else []
    number = [line_of(setter, content.number, rule.number)] if content.number else []
    if not title:
        below = [Sides(rule.left, number, dateline, before=3.0)] if number or dateline else []
        return _spaced([*names, *below])
    if rule.dateline_beside == "title":
        return _spaced([Sides(rule.left, [*names, *number], [*title, *dateline])])
    return _spaced([Sides(rule.left, names, title), *([Sides(rule.left, number, dateline, before=5.0)]
                                                      if number or dateline else [])])  # fmt: skip


def line_of(setter: Setter, letters: str, line: Line, side: str = "center", **changes: object) -> Flowable:
    """A line set as its rule says; with blanks it is one line with dots to write on."""
    face = font(setter.look.face("official"), bold=line.bold, italic=line.italic)
    made = {"fontName": face, "fontSize": line.size, "leading": line.size * PITCH, "alignment": SIDES[side],
            "spaceAfter": 0.0, "spaceBefore": 0.0, "spaceShrinkage": 0.0, **changes}  # fmt: skip
    if BLANK in letters:
        return Blanks(letters, setter.style("body", **made), setter.look.say("ear.write"))
    return setter.text(letters, "body", kind=Balanced if side == "center" else Text, **made)


def heading(setter: Setter, letters: str, rule: Rule) -> Flowable:
    """The title of the paper, the highest heading of the file."""
    size = rule.heading.size
    return setter.text(letters, "title", fontSize=size, leading=size * PITCH, alignment=SIDES["center"], spaceAfter=2.0)


def signatures(setter: Setter, rule: Rule, signers: tuple[str, str]) -> Flowable:
    """Two places to sign side by side: who signs, what to write, room for it. An empty signer leaves its side empty."""
    return Sides(0.5, *(_signer(setter, rule, name) for name in signers), before=8.0, after=SIGNING)


def _signer(setter: Setter, rule: Rule, name: str) -> list[Flowable]:
    if not name:
        return []
    hint = replace(rule.table, italic=True)
    return [line_of(setter, name, replace(rule.table, bold=True)),
            line_of(setter, setter.look.say("official.sign"), hint)]  # fmt: skip


def _title(setter: Setter, rule: Rule) -> list[Flowable]:
    """What stands right: the party's name, or the nation's with its motto."""
    made: list[Flowable] = []
    for line in rule.right:
        words = line_of(setter, setter.look.say(f"official.title.{line.say}"), line)
        made += [words, Beneath(words, line.line, setter.look)] if line.line else [words]
    return made


def _names(setter: Setter, content: Head) -> list[Flowable]:
    """The issuing body, those above it over it, a star or a line beneath."""
    rule = content.rule
    if not content.names:
        return []
    *above, own = content.names
    issuer = line_of(setter, own, rule.issuer)
    star = partial(line_of, setter, setter.look.say("official.star"), rule.superior)
    beneath = star() if rule.beneath == "star" else Beneath(issuer, rule.beneath_line, setter.look)
    return [*(line_of(setter, name, rule.superior) for name in above), issuer, beneath]


def _spaced(flows: list[Flowable]) -> list[Flowable]:
    if flows:
        flows[-1].spaceAfter = AFTER
    return flows


class Sides(Flowable):
    """Two columns beside each other from one top; the left one takes the share `left` of the width."""

    def __init__(
        self, left: float, *columns: Sequence[Flowable], before: float = 0.0, after: float = 0.0
    ) -> None:
        super().__init__()
        self.share, self.columns = left, columns
        self.before, self.below = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the higher column."""
        self.width = width
        left = (width - GAP) * self.share
        self.places = ((0.0, left), (left + GAP, width - GAP - left))
        heights = (sum(flow.wrapOn(None, wide, 1e6)[1] for flow in flows)
                   for flows, (_, wide) in zip(self.columns, self.places, strict=True))  # fmt: skip
        self.height = self.before + max(heights) + self.below
        return width, self.height

    def draw(self) -> None:
        """The left column first: it is read first."""
        for flows, (x, _) in zip(self.columns, self.places, strict=True):
            y = self.height - self.before
            for flow in flows:
                y -= flow.height
                flow.drawOn(self.canv, x, y)


class Beneath(Flowable):
    """A line below words, in their middle, `share` of their longest line."""

    def __init__(self, words: Flowable, share: float, look: Look) -> None:
        super().__init__()
        self.words, self.share = words, share
        self.ink, self.thickness = color(look, "ink"), look.size("line.hair")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the column, with air above and below."""
        self.width, self.height = width, RULE_GAP + 4.0
        return width, self.height

    def draw(self) -> None:
        """One line; nobody hears it."""
        long = longest(self.words) * self.share
        left = (self.width - long) / 2
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(self.thickness)
        self.canv.line(left, self.height - RULE_GAP, left + long, self.height - RULE_GAP)


class Balanced(Text):
    """A centred paragraph whose lines are about as long as each other: as narrow as its number of lines allows."""

    whole: ParagraphStyle | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points; words wider than the column are left as `Text` has them."""
        self.style = self.whole = self.whole or self.style
        size = super().wrap(width, height)
        widest = max(stringWidth(word, self.style.fontName, self.style.fontSize)
                     for word in self.getPlainText(identify=True).split(" "))  # fmt: skip
        if size[1] <= self.style.leading * 1.5 or widest > width:
            return size
        narrow, fits = max(width / 2, widest), width
        while fits - narrow > 1:
            middle = (narrow + fits) / 2
            if super().wrap(middle, height)[1] > size[1]:
                narrow = middle
            else:
                fits = middle
        side = (width - fits) / 2
        self.style = ParagraphStyle(self.style.name, self.style, leftIndent=side, rightIndent=side)
        return super().wrap(width, height)


def longest(words: Flowable) -> float:
    """The width of the longest line of a wrapped line of a head."""
    if isinstance(words, Blanks):
        return words.longest
    room = words.width - words.style.leftIndent - words.style.rightIndent
    return max(room - (line[0] if isinstance(line, tuple) else line.extraSpace) for line in words.blPara.lines)


def number_pages(canvas: Canvas, look: Look, rule: Rule, text: str, left: float, width: float) -> None:
    """The number of a page in the middle of its upper margin; what every page repeats."""
    name, size = font(look.face("official")), rule.page.size

    def draw() -> None:
        canvas.setFont(name, size)
        canvas.setFillColor(color(look, "ink"))
        canvas.drawCentredString(left + width / 2, canvas._pagesize[1] - 14 * mm, plain(text))

    canvas.tags.running(draw)

