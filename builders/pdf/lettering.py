"""The lines of a paragraph written into a text object: reportlab's own operators, a good deal sooner.

Letters, colours, raised numbers, justified or from the left. What else a paragraph may have (links, lines below
words, boxes, other sides) is left to reportlab. Points.
"""

from typing import Any

from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus.paragraph import _drawBullet

from builders.pdf.mending import numbers

NBSP = "\u00a0"
TINY = 1e-8  # room that counts as none
AROUND = ("backColor", "endDots", "wordWrap", "autoLeading", "justifyLastLine")
BESIDE = frozenset({"backColor", "cbDefn", "lineBreak"})  # what fragments may have that are not letters alone


class Lettering(PDFTextObject):
    """A text object for the shipped faces alone."""

    _curSubset: int

    def _formatText(self, text: str) -> str:  # reportlab's own name
        """The operators that show a text."""
        face, doc, found = getFont(self._fontname), self._canvas._doc, []
        for part, codes in face.splitString(text, doc):
            if part != self._curSubset:
                self._curSubset, name = part, face.getSubsetInternalName(part, doc)
                found.append(f"{name} {numbers(self._fontsize)} Tf {numbers(self._leading)} TL")
            found.append(f"({self._canvas._escape(codes)}) Tj")
        return " ".join(found)


def is_plain(paragraph: Any) -> bool:
    """Whether `write` knows all that this wrapped paragraph has."""
    style, broken = paragraph.style, paragraph.blPara
    if style.alignment not in (TA_LEFT, TA_JUSTIFY) or any(getattr(style, name, None) for name in AROUND):
        return False
    if not broken.lines or style.borderColor and style.borderWidth or hasattr(paragraph, "_offsets"):
        return False
    pieces = (piece for line in broken.lines for piece in line.words) if broken.kind else (broken,)
    return not any(
        piece.link or piece.us_lines or piece.textColor.alpha != 1 or not BESIDE.isdisjoint(vars(piece))
        for piece in pieces
    )


def write(paragraph: Any) -> None:
    """Draw it, as `Paragraph.drawPara` does."""
    canvas, style, broken = paragraph.canv, paragraph.style, paragraph.blPara
    first = broken.lines[0] if broken.kind else broken
    y, offset = paragraph.height - first.fontSize, style.firstLineIndent
    canvas._code.append("q")  # what changes until "Q" is the colour alone
    colour = canvas._fillColorObj
    if paragraph.bulletText:
        offset = _drawBullet(canvas, offset, y, paragraph.bulletText, style, rtl=None)
    if not broken.kind:
        canvas.setFillColor(broken.textColor)
    text = paragraph.beginText(style.leftIndent, y)
    text.preformatted, text.direction = False, style.wordWrap
    last = None if getattr(paragraph, "_JustifyLast", False) else broken.lines[-1]
    if broken.kind:
        _write_pieces(text, broken.lines, last, offset, style)
    else:
        text.setFont(broken.fontName, broken.fontSize, style.leading)
        _write_words(text, broken.lines, last, offset, style)
    canvas.drawText(text)
    canvas._code.append("Q")
    canvas._fillColorObj = colour


def _write_words(text: Any, lines: Any, last: Any, offset: float, style: Any) -> None:
    for line in lines:
        slack, words = line
        letters = " ".join(words)
        if offset:
            _shift(text, offset)
        spaces = len(words) + letters.count(NBSP) - 1
        stretched = spaces > 0 and _is_stretched(slack, style, line is last)
        if stretched:
            text.setWordSpace(slack / float(spaces))
        text._textOut(letters, 1)
        if stretched:
            text.setWordSpace(0)
        if offset:
            _shift(text, -offset)
            offset = 0.0


def _write_pieces(text: Any, lines: Any, last: Any, offset: float, style: Any) -> None:
    text._leading = text._fontname = text._fontsize = colour = None
    rise = 0.0
    for line in lines:
        if offset:
            _shift(text, offset)
        spaces = line.wordCount + sum(piece.text.count(NBSP) for piece in line.words) - 1
        stretched = spaces > 0 and _is_stretched(line.extraSpace, style, line is last)
        if stretched:
            text.setWordSpace(line.extraSpace / float(spaces))
        if text._leading != style.leading:
            text.setLeading(style.leading)
        end = line.words[-1]
        for piece in line.words:
            if text._fontname != piece.fontName or text._fontsize != piece.fontSize:
                text._setFont(piece.fontName, piece.fontSize)
            if colour is not piece.textColor and colour != piece.textColor:
                colour = piece.textColor
                text.setFillColor(colour)
            if rise != piece.rise:
                rise = piece.rise
                text.setRise(rise)
            text._textOut(piece.text, piece is end)
        if stretched:
            text.setWordSpace(0)
        if offset:
            _shift(text, -offset)
            offset = 0.0


def _is_stretched(slack: float, style: Any, last: bool) -> bool:
    """Whether spaces take the room that is left, or give what is lacking."""
    return slack <= -TINY or style.alignment == TA_JUSTIFY and slack > TINY and not last


def _shift(text: Any, right: float) -> None:
    if abs(right) > 1e-6:
        text.setXPos(right)
