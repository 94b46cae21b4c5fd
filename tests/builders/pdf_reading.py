"""A PDF as it is heard: the structure tree walked, letters decoded from the content streams; no code of ours is asked.

Every letter goes the way of a screen reader: element, its marked content on a page, the codes of that content, each
code through the ToUnicode map of its font. What stands in no element is an artifact and is kept apart.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

INLINE = {"Link", "Span", "Reference"}
"""Kinds that go on in the line of the element around them."""
CELLS = {"TD", "TH"}
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
LOST = "\ufffd"
"""What a code without a letter is read as."""


def folded(text):
    """NFC; each run of white space, no-break spaces too, as one space; none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass
class Block:
    """An element that says something itself: `kind`, its letters, the pages (from 0) and marks in which they stand.

    `path` are the kinds around it, from the root. A figure says its words for those who do not see it. `unit` tells
    which cell, list item or paragraph it belongs to.
    """

    kind: str
    path: tuple[str, ...]
    unit: int
    letters: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    instead: str | None = None

    @property
    def text(self):
        """As it is compared."""
        return folded(self.letters if self.instead is None else self.instead)

    @property
    def first(self):
        """The page on which it begins, from 0."""
        return min(page for page, _ in self.marks) if self.marks else None

    @property
    def last(self):
        """The page on which it ends, from 0."""
        return max(page for page, _ in self.marks) if self.marks else None


class Font:
    """The letters and the glyphs of the codes of one font."""

    def __init__(self, font):
        self.wide = 2 if font.Subtype == Name.Type0 else 1
        self.letters = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        self.name, self.used = str(font.BaseFont), set()
        holder = font.DescendantFonts[0] if self.wide == 2 else font
        program = holder.FontDescriptor.get("/FontFile2") if "/FontDescriptor" in holder else None
        self.program = program.read_bytes() if program is not None else None

    def decode(self, codes):
        """The letters of a shown string."""
        found = [int.from_bytes(codes[at : at + self.wide], "big") for at in range(0, len(codes), self.wide)]
        self.used.update(found)
        return "".join(self.letters.get(code, LOST) for code in found)

    def without_glyph(self):
        """The used codes that the embedded program maps to no glyph, or to the one for missing letters."""
        assert self.program, f"{self.name} is not embedded"
        if self.wide == 2:
            return sorted(code for code in self.used if not code)
        names = {}
        for table in TTFont(BytesIO(self.program))["cmap"].tables:
            names |= {code & 0xFF: name for code, name in table.cmap.items() if name != ".notdef"}
        return sorted(self.used - names.keys())


def to_unicode(cmap):
    """Code -> letters."""
    found = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, letters in _BFCHAR.findall(part):
            found[int(code, 16)] = _utf16(letters)
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, letters in _BFRANGE.findall(part):
            start = int.from_bytes(bytes.fromhex(letters.decode()), "big")
            found |= {code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    return found


def _here(inside):
    """The mark in which letters stand: the innermost that has a number."""
    return next((mark for mark in reversed(inside) if mark is not None), None)


def _utf16(digits):
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


class Reading:
    """A file read: `blocks` in the order of the tree, `unheard` letters of each page, `fonts` with the codes used."""

    def __init__(self, data):
        self.fonts, self.unheard, self.blocks, self.units = {}, [], [], 0
        with pikepdf.open(BytesIO(data)) as pdf:
            self.numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
            self.marked = [self._page(page) for page in pdf.pages]
            self._walk(pdf.Root.StructTreeRoot.K, None, (), None)

    def _page(self, page):
        """Mark -> letters of one page."""
        found, inside, font, kept = defaultdict(str), [], None, []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC":
                    about = operands[1]
                    inside.append(int(about.MCID) if isinstance(about, Dictionary) and "/MCID" in about else None)
                case "BMC":
                    inside.append(None)
                case "EMC":
                    inside.pop()
                case "q":
                    kept.append(font)
                case "Q":
                    font = kept.pop()
                case "Tf":
                    font = self._font(page.Resources.Font[str(operands[0])])
                case "Tj" | "'" | '"':
                    found[_here(inside)] += font.decode(bytes(operands[-1]))
                case "TJ":
                    strings = [part for part in operands[0] if isinstance(part, pikepdf.String)]
                    found[_here(inside)] += "".join(font.decode(bytes(part)) for part in strings)
                case "Do":
                    assert page.Resources.XObject[str(operands[0])].Subtype == Name.Image, "letters in a form"
        assert not inside
        self.unheard.append(found.pop(None, ""))
        return found

    def _font(self, font):
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = Font(font)
        return self.fonts[font.objgen]

    def _walk(self, kid, page, path, block):
        """`block` is the element whose line the letters go on in."""
        if isinstance(kid, Array):
            for one in kid:
                self._walk(one, page, path, block)
        elif not isinstance(kid, Dictionary):
            self._say(block, page, int(kid))
        elif kid.get("/Type") == "/MCR":
            self._say(block, self.numbers[kid.Pg.objgen], int(kid.MCID))
        elif "/S" in kid:
            page = self.numbers[kid.Pg.objgen] if "/Pg" in kid else page
            self._element(kid, page, path, block)

    def _element(self, element, page, path, block):
        kind = str(element.S)[1:]
        if kind in INLINE and block:
            self._walk(element.get("/K", Array()), page, path, block)
            return
        if not CELLS.intersection(path):
            self.units += 1
        made = Block(kind, path, self.units)
        made.instead = next((str(element[key]) for key in ("/ActualText", "/Alt") if key in element), None)
        at = len(self.blocks)
        self.blocks.append(made)
        self._walk(element.get("/K", Array()), page, (*path, kind), made)
        if not made.marks and len(self.blocks) > at + 1:
            del self.blocks[at]  # it only holds others

    def _say(self, block, page, mark):
        block.letters += self.marked[page].get(mark, "")
        block.marks.append((page, mark))


def read(data):
    """The blocks of a file's bytes in the order of its tree."""
    return Reading(data).blocks
