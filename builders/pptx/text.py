"""The one place where letters meet the markup of slides: escaping, runs, paragraphs.

Every run, every end of a paragraph carries the language, so that PowerPoint does not underline Vietnamese in red.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from course.text import Span
from plan.slides.page import Paragraph

LANG = "vi-VN"
COLORS = {"ink": "tx1", "ground": "bg2", "white": "bg1", "muted": "tx2", "red": "accent1", "gold": "accent2",
          "slate": "accent3", "green": "accent4", "rule": "accent5", "slate-tint": "accent6"}  # fmt: skip
"""Tokens of the theme by the names that the format gives them."""
SHADES = {
    "deep": '<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>',
    "pale-gold": '<a:schemeClr val="accent2"><a:lumMod val="60000"/><a:lumOff val="40000"/></a:schemeClr>',
}
"""Red in its darker shade, gold in its lighter one: both follow when the theme's colours are changed."""
INDENT = 330200  # EMU, 26 pt
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escape(text: str) -> str:
    """Letters for an element or an attribute; ValueError for what no XML can hold (loading refuses it long before)."""
    if found := _FORBIDDEN.search(text):
        raise ValueError(f"U+{ord(found[0]):04X} cannot stand in a slide")
    return text.translate(_MARKS)


def emu(points: float) -> int:
    """Points as the format's own unit."""
    return round(points * 12700)


def color(token: str) -> str:
    """A colour of the theme as a choice element."""
    if token in SHADES:
        return SHADES[token]
    return f'<a:schemeClr val="{COLORS[token]}"/>'


def fill(token: str | None) -> str:
    """A solid fill, or none."""
    return f"<a:solidFill>{color(token)}</a:solidFill>" if token else "<a:noFill/>"


def line(token: str | None, width: float = 0.75) -> str:
    """An outline of so many points, or none."""
    return f'<a:ln w="{emu(width)}">{fill(token)}</a:ln>' if token else "<a:ln><a:noFill/></a:ln>"


@dataclass
class Links:
    """Addresses that a part points to; each gets a relationship of the part."""

    first: int
    targets: list[str] = field(default_factory=list)

    def id_of(self, address: str) -> str:
        """The relationship for an address, made when it is new."""
        if address not in self.targets:
            self.targets.append(address)
        return f"rId{self.first + self.targets.index(address)}"


def run(span: Span, link: Callable[[str], str], *, size: float | None, bold: bool, token: str | None) -> str:
    """One run of letters."""
    marks = f' sz="{round(size * 100)}"' if size else ""
    marks += ' b="1"' if bold or span.bold else ""
    marks += ' i="1"' if span.italic else ""
    inner = fill(token) if token else ""
    inner += f'<a:hlinkClick r:id="{link(span.link)}"/>' if span.link else ""
    props = (
        f'<a:rPr lang="{LANG}"{marks} dirty="0">{inner}</a:rPr>'
        if inner
        else f'<a:rPr lang="{LANG}"{marks} dirty="0"/>'
    )
    return f"<a:r>{props}<a:t>{escape(span.text)}</a:t></a:r>"


def paragraph(one: Paragraph, link: Callable[[str], str], *, size: float | None = None, bold: bool = False,
              token: str | None = None, gap: int = 0, align: str = "") -> str:  # fmt: skip
    """A paragraph; `size` only where it differs from what the place inherits."""
    own = one.size or size
    runs = "".join(run(span, link, size=own, bold=bold or one.bold, token=one.color or token) for span in one.spans)
    mark = _bullet(one)
    after = f'<a:spcAft><a:spcPts val="{gap}"/></a:spcAft>' if gap else ""
    props = f"<a:pPr{_attributes(one, align)}>{after}{mark}</a:pPr>"
    end = f' sz="{round(own * 100)}"' if own else ""
    return f'<a:p>{props}{runs}<a:endParaRPr lang="{LANG}"{end} dirty="0"/></a:p>'


def _attributes(one: Paragraph, align: str) -> str:
    left = f' marL="{INDENT}"' if one.bullet else f' marL="{emu(one.left)}"'
    right = f' marR="{emu(one.right)}"'  # said even when 0: LibreOffice lets an indent last for the paragraphs after it
    indent = f"{left}{right}" + (f' indent="-{INDENT}"' if one.bullet else ' indent="0"')
    return indent + (f' algn="{align}"' if align else "")


def _bullet(one: Paragraph) -> str:
    if not one.bullet:
        return "<a:buNone/>"
    if one.number:
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{one.number}"/>'
    return f'<a:buClr>{color("red")}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="\u2022"/>'


def plain_paragraphs(texts: Iterable[str]) -> str:
    """Paragraphs of letters alone, as in notes."""
    return "".join(
        f'<a:p><a:r><a:rPr lang="{LANG}" dirty="0"/><a:t>{escape(text)}</a:t></a:r><a:endParaRPr '
        f'lang="{LANG}" dirty="0"/></a:p>'
        for text in texts
    )
