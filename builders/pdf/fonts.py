"""The shipped faces made known to reportlab: names, bold and italic of each family, letters that a face lacks.

Shaping is off for every face: ligatures break text copied from the page. Subsets depend on the letters of the
document alone, so the same pages give the same bytes (`builders.pdf.face`).
"""

from functools import cache

from reportlab.pdfbase import pdfmetrics

from assets import font_bytes
from assets.look import Look
from builders.pdf.face import Face

STYLES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
PAGES = ("text", "head")  # roles of the theme that every document prints with; official pages add "official"


def register(look: Look, *roles: str) -> None:
    """Make the families of these roles (`text` and `head` when none is named) known to reportlab, once a process.

    After it `<b>` and `<i>` of a Paragraph find the family's own bold and italic. KeyError for a role or face that
    is not shipped: nothing may fall back to Helvetica, which is not embedded.
    """
    for role in roles or PAGES:
        _register_family(look.face(role))


def font(family: str, *, bold: bool = False, italic: bool = False) -> str:
    """reportlab's name of one face, such as `Literata-BoldItalic`; `register` its family first."""
    return f"{family}-{STYLES[bold, italic]}"


def missing(text: str, name: str) -> str:
    """The letters of `text` that the registered face `name` cannot show, each once, in order of code point."""
    have = pdfmetrics.getFont(name).face.charToGlyph
    return "".join(sorted({letter for letter in text if ord(letter) not in have and letter not in "\n\t"}))


@cache
def _register_family(family: str) -> None:
    """Cached because reportlab's own list is the state: the second call has nothing left to do."""
    names = [f"{family}-{style}" for style in STYLES.values()]
    for name in names:
        pdfmetrics.registerFont(Face(name, font_bytes(name)))
    pdfmetrics.registerFontFamily(family, *names)
