"""Faces in a raw file: letters become glyph numbers of a subset, two bytes each (ISO 32000-1, 9.7 and 9.10.3).

What may be printed is known before the first page, so one subset serves the whole file; copied text comes out as the
same letters. Nothing is looked up in reportlab while pages are written.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics

from builders.pdf.raw import RawFile

PER_BLOCK = 100  # entries of a bfchar block: the most that the specification allows
EM = 1000
SYMBOLIC = 4

_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFace:
    """The letters of one registered face that a file may print. Any other letter is a KeyError: none is dropped."""

    def __init__(self, name: str, letters: Iterable[str]) -> None:
        face: Any = pdfmetrics.getFont(name).face
        self.letters = tuple(sorted(set(letters)))
        self._face, self._name = face, f"{_prefix(self.letters)}+{name}"
        self._glyphs = _numbered(face, self.letters)
        self._shown = {letter: f"{glyph:04X}" for letter, glyph in self._glyphs.items()}
        self._widths = {letter: float(face.charWidths[ord(letter)]) for letter in self.letters}

    def shown(self, text: str) -> bytes:
        """The text as the operand of `Tj`."""
        return f"<{''.join(map(self._shown.__getitem__, text))}>".encode()

    def width(self, text: str, size: float) -> float:
        """Points of the text on one line."""
        return sum(map(self._widths.__getitem__, text)) * size / EM

    def write(self, file: RawFile) -> int:
        """Put the face into the file; the number of its font."""
        data = self._face.makeSubset([ord(letter) for letter in self.letters])
        program = file.stream(b"/Length1 %d" % len(data), data)
        below = file.add(self._descendant(file.add(self._descriptor(program))))
        letters = file.stream(b"", self._to_unicode())
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{self._name}/Encoding/Identity-H"
            f"/DescendantFonts[{below} 0 R]/ToUnicode {letters} 0 R>>".encode()
        )

    def _descriptor(self, program: int) -> bytes:
        face = self._face
        box = " ".join(f"{value:g}" for value in face.bbox)
        return (
            f"<</Type/FontDescriptor/FontName/{self._name}/Flags {SYMBOLIC}/FontBBox[{box}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
            f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}/FontFile2 {program} 0 R>>"
        ).encode()

    def _descendant(self, descriptor: int) -> bytes:
        widths = {glyph: self._widths[letter] for letter, glyph in self._glyphs.items()}
        listed = "".join(f"{glyph}[{width:g}]" for glyph, width in sorted(widths.items()))
        return (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{self._name}/CIDToGIDMap/Identity/DW 0/W[{listed}]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R>>"
        ).encode()

    def _to_unicode(self) -> bytes:
        """pdfium asks for white space around the last words of a block."""
        lines = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
                 for letter, glyph in self._glyphs.items()]  # fmt: skip
        parts = [lines[at : at + PER_BLOCK] for at in range(0, len(lines), PER_BLOCK)]
        blocks = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
        return _MAP.format(blocks=blocks).encode()


def _numbered(face: Any, letters: Sequence[str]) -> dict[str, int]:
    """Glyph numbers as reportlab's `makeSubset` gives them: 0 is no letter, the others in order.

    Two letters that share a glyph, such as the two spaces, share a number: the first is the one that is copied.
    """
    numbers: dict[str, int] = {}
    seen = {0: 0}
    for letter in letters:
        numbers[letter] = seen.setdefault(face.charToGlyph[ord(letter)], len(seen))
    return dict(sorted(numbers.items(), key=lambda pair: pair[1]))


def _prefix(letters: Sequence[str]) -> str:
    """Six capitals that tell one subset from another."""
    drawn = hashlib.sha256("".join(letters).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in drawn[:6])
