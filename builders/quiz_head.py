"""The head of a quiz page: whose it is, by the custom of party or state bodies, its title, and lines for the name.

Party bodies: the issuing body left with a star below it, the party's name right. State bodies and the Front: the
national title right. Without a head the body's name stands alone. No date: the paper is written on another day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assets.look import Look
from builders.drawing import POINT, Drawing
from builders.pdf.tree import Part
from builders.quiz_type import Setter, height

LEFT, RIGHT, TOP = 20.0, 190.0, 15.0
HALF = 78.0
"""Width of each side of the head, mm."""
SIZE = 10.0


@dataclass(frozen=True)
class Heading:
    """All that a quiz page says of its course: what is drawn from it cannot know the items, nor their keys.

    `custom` is party, state or none.
    """

    id: str
    title: str
    organisation: tuple[str, ...]
    custom: str


def official(drawing: Drawing, look: Look, heading: Heading) -> float:
    """Draws whose paper it is; the y below it, mm."""
    if heading.custom == "none" and not heading.organisation:
        return TOP
    setter = Setter(look, "head")
    right = {"party": "official.title.party", "state": "official.title.nation"}.get(heading.custom)
    below = _bodies(drawing, setter, look, heading, LEFT + HALF / 2 if right else (LEFT + RIGHT) / 2)
    if not right:
        return below
    words = (right, "official.title.motto") if heading.custom == "state" else (right,)
    y, wide = TOP, 0.0
    for word in words:
        y, wide = _name(drawing, setter, look.say(word), RIGHT - HALF / 2, y, True)
    drawing.rule(RIGHT - HALF / 2 - wide / 2, y + 0.6, RIGHT - HALF / 2 + wide / 2, y + 0.6)
    return max(below, y + 3)


def _bodies(drawing: Drawing, setter: Setter, look: Look, heading: Heading, middle: float) -> float:
    """Superior bodies in plain capitals, the issuing one in bold, a star (party) or a short rule below."""
    y, wide = TOP, 0.0
    for at, name in enumerate(heading.organisation, 1):
        y, wide = _name(drawing, setter, name, middle, y, at == len(heading.organisation))
    if heading.organisation and heading.custom == "party":
        drawing.text(middle, y + 3, look.say("official.star"), SIZE, align="centre", tag=None)
    elif heading.organisation:
        drawing.rule(middle - wide / 5, y + 0.6, middle + wide / 5, y + 0.6)
    return y + 3


def _name(drawing: Drawing, setter: Setter, text: str, middle: float, y: float, bold: bool) -> tuple[float, float]:
    """A name in the middle of its side, on as many lines as it takes; the y below, and the last line's width, mm."""
    wide, part = 0.0, Part("P")
    for row in setter.rows(text, HALF / POINT, SIZE, SIZE * 1.43, bold=bold):
        wide = setter.width(row.runs[0].text.rstrip(), SIZE, bold) * POINT
        drawing.draw((row,), middle - wide / 2, y, part)
        y += row.height * POINT
    return y, wide


def centred(
    drawing: Drawing, setter: Setter, text: str, y: float, size: float, *, bold: bool = False, kind: str = "P"
) -> float:
    """A text in the middle, on as many lines as it takes; the y below it. `kind` is H1 for the title."""
    part = Part(kind)
    rows = setter.rows(text, (RIGHT - LEFT) / POINT, size, size * 1.43, bold=bold)
    for row in rows:
        wide = sum(setter.width(run.text.rstrip(), run.size, bold) for run in row.runs) * POINT
        drawing.draw((row,), (LEFT + RIGHT - wide) / 2, y, part)
        y += height((row,)) * POINT
    return y


def fill_in(drawing: Drawing, labels: Sequence[tuple[str, float]], y: float) -> None:
    """Labels, each followed by a dotted line up to its share (mm) of the row."""
    x = LEFT
    for label, share in labels:
        drawing.text(x, y, f"{label}:", 10)
        drawing.dots(x + drawing.width(f"{label}: ", 10), x + share - 2, y + 0.6)
        x += share
