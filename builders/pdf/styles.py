"""Paragraph styles of every printed page, made from the theme. Sizes and line pitches in points.

No style splits words, narrows spaces (such a line would pass for one that holds a word too wide for it) or falls back
to Helvetica, bullets included. Pitch is 1.43 em of Be Vietnam Pro and at least 1.37 em of Literata: closer, the stacked
marks of two lines touch.
"""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from assets.look import Look
from builders.pdf.fonts import font, register

TEXT_SIZE = 11.0  # the size of text for which spaces and indents below are said; they grow with it
SIDES = {"left": TA_LEFT, "right": TA_RIGHT, "center": TA_CENTER, "justify": TA_JUSTIFY}

# name: (face, size token, colour, bold, italic, side, space before, space after, what else)
_STYLES: dict[str, tuple[str, str, str, bool, bool, str, float, float, dict[str, float]]] = {
    "organisation": ("head", "print.h3", "ink", True, False, "center", 0, 0, {}),
    "cover": ("head", "print.cover", "red", True, False, "left", 6, 8, {"pitch": 1.3}),
    "subtitle": ("text", "print.h2", "ink", False, False, "left", 0, 10, {}),
    "title": ("head", "print.h1", "red", True, False, "left", 0, 5, {"keepWithNext": 1, "pitch": 1.34}),
    "h2": ("head", "print.h2", "slate", True, False, "left", 9, 3, {"keepWithNext": 1}),
    "h3": ("head", "print.h3", "ink", True, False, "left", 7, 2, {"keepWithNext": 1}),
    "eyebrow": ("head", "print.small", "pencil", True, False, "left", 0, 1, {"keepWithNext": 1}),
    "lead": ("head", "print.label", "slate", True, False, "left", 7, 1, {"keepWithNext": 1}),
    "body": ("text", "print.text", "ink", False, False, "justify", 0, 4, {}),
    "ragged": ("text", "print.text", "ink", False, False, "left", 0, 4, {}),
    "point": ("text", "print.text", "ink", False, False, "left", 0, 2.5, {"leftIndent": 14, "bulletIndent": 0}),
    "quote": ("text", "print.text", "ink", False, False, "left", 0, 0, {}),
    "cell": ("text", "print.table", "ink", False, False, "left", 0, 0, {}),
    "cell-head": ("head", "print.small", "ink", True, False, "left", 0, 0, {}),
    "cell-strong": ("head", "print.table", "ink", True, False, "left", 0, 0, {}),
    "label": ("head", "print.label", "pencil", False, False, "left", 0, 0, {}),
    "label-strong": ("head", "print.label", "ink", True, False, "left", 0, 0, {}),
    "small": ("head", "print.small", "pencil", False, False, "left", 0, 2, {}),
    "note": ("text", "print.note", "ink", False, False, "left", 0, 0, {}),
    "side": ("head", "print.small", "ink", False, False, "left", 0, 3, {}),
    "side-strong": ("head", "print.small", "red", True, False, "left", 0, 1, {}),
    "running": ("head", "print.running", "pencil", False, False, "left", 0, 0, {}),
    "numeral": ("head", "print.numeral", "red", True, False, "left", 0, 0, {"pitch": 1.2}),
}
NAMES = tuple(_STYLES)


def style(look: Look, name: str, **changes: object) -> ParagraphStyle:
    """The style of that name, with reportlab's own settings in `changes` put over it; KeyError for an unknown one.

    Registers the faces. Sizes of the theme; `leading` follows the face.
    """
    register(look)
    role, token, colour, bold, italic, side, before, after, more = _STYLES[name]
    face, size = font(look.face(role), bold=bold, italic=italic), look.size(token)
    settings = {key: grown(look, value) if key.endswith("Indent") else value
                for key, value in more.items() if key != "pitch"}  # fmt: skip
    made = ParagraphStyle(
        name, fontName=face, fontSize=size, leading=_pitch(look, role, more) * size, alignment=SIDES[side],
        textColor=color(look, colour), spaceBefore=grown(look, before), spaceAfter=grown(look, after),
        splitLongWords=0, spaceShrinkage=0, allowWidows=0, allowOrphans=0,
        bulletFontName=face, bulletFontSize=size, bulletColor=color(look, colour), **settings,
    )  # fmt: skip
    for key, value in changes.items():
        setattr(made, key, value)
    return made


def grown(look: Look, points: float) -> float:
    """So many points beside text of `TEXT_SIZE`, in proportion beside the text of this look."""
    return points * look.size("print.text") / TEXT_SIZE


def color(look: Look, name: str) -> Color:
    """A colour of the theme as reportlab has it."""
    return HexColor("#" + look.color(name))


def _pitch(look: Look, role: str, more: dict[str, float]) -> float:
    if "pitch" in more:
        return more["pitch"]
    if role == "head":
        return look.size("print.head.lead")
    return look.size("print.line.lead")
