"""A TrueType face whose letters have the same codes in every file: the operators of a page depend on it alone.

reportlab gives a letter the next free code when it is first drawn: the same page reads otherwise behind another one.
Here codes follow a fixed order, 252 to a part: ASCII at its own codes, the Vietnamese letters and the commonest signs
fill part 0, what else the face has follows by code point. A file still embeds only the letters that it shows.
"""

from codecs import charmap_build, charmap_encode
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

WORDS = 50_000  # whose widths are kept for each face
NBSP, SPACE = "\u00a0", " "
SUBSETS = 8  # of each face that are kept, some 30 KB each
UNUSED = -1  # a code without a letter in this file
ASCII = range(32, 127)
SIGNS = (
    0x201C, 0x201D, 0x2013, 0x2026, 0x2014, 0x2018, 0x2019, 0x2022, 0xAB, 0xBB, 0xB0, 0x20AB, 0xD7, 0x2192, 0xA7,
    0x2011, 0x2010, 0xBD, 0x2212, 0x2264, 0x2265, 0xB2, 0xB3,
)  # fmt: skip
# what Vietnamese writes beside ASCII: the letters of Latin-1, those of Latin Extended-A and B, those with two marks
PLAIN = (*range(0xE0, 0xE4), *range(0xE8, 0xEB), 0xEC, 0xED, *range(0xF2, 0xF6), 0xF9, 0xFA, 0xFD)
SMALL = (*PLAIN, 0x103, 0x111, 0x129, 0x169, 0x1A1, 0x1B0, *range(0x1EA1, 0x1EFA, 2))
CAPITAL = tuple(ord(chr(code).upper()) for code in SMALL)
FREE = (*range(127, 256), *(code for code in range(1, 32) if code not in b"\t\n\r"))
FIRST = dict(zip((*ASCII, *FREE), (*ASCII, *SIGNS[:5], *SMALL, *CAPITAL, *SIGNS[5:]), strict=True))  # part 0


class _Widths(dict[str, float]):
    """Widths of letters in 1/1000 em; what the face lacks has its default."""

    default = 0.0

    def __missing__(self, letter: str) -> float:
        return self.default


class _Words(dict[str, float]):
    """Widths of texts in 1/1000 em, added up once: words come again and again."""

    letters: _Widths

    def __missing__(self, text: str) -> float:
        if len(self) > WORDS:
            self.clear()
        found = self[text] = sum(map(self.letters.__getitem__, text))
        return found


Shown = list[tuple["Face", str | int]]
"""What a file shows, as it is drawn: texts in their faces, and the parts of faces that pages name."""


def shown_in(doc: Any) -> Shown:
    """The list of a file, for its faces to add to."""
    found: Shown | None = getattr(doc, "shown", None)
    if found is None:
        found = doc.shown = []
    return found


def show_again(doc: Any, shown: Iterable[tuple["Face", str | int]]) -> None:
    """The same is drawn in this file too."""
    for face, what in shown:
        if face.fontName not in doc.fontMapping and isinstance(what, int):
            face.getSubsetInternalName(what, doc)
    shown_in(doc).extend(shown)


def _once(doc: Any) -> set[tuple["Face", str | int]]:
    """The same, each once; asked for when nothing more is drawn."""
    shown, found = shown_in(doc), getattr(doc, "shown_once", None)
    if found is None or found[0] != len(shown):
        found = doc.shown_once = len(shown), set(shown)
    once: set[tuple[Face, str | int]] = found[1]
    return once


class Face(TTFont):
    """A face from the bytes of its file, for any number of files at a time."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, BytesIO(data), shapable=False)
        self.ascent, self.descent = self.face.ascent, self.face.descent
        made = lru_cache(SUBSETS)(_in_turn(self.face.makeSubset))
        self.face.makeSubset = lambda letters: made(tuple(letters))  # editions show the same letters
        letters = _Widths((chr(code), width) for code, width in self.face.charWidths.items())
        letters.default = self.face.defaultWidth
        self.words = _Words()
        self.words.letters = letters
        self._first = {code: letter for code, letter in FIRST.items() if letter in self.face.charToGlyph}
        self._encoding = charmap_build("".join(chr(self._first.get(code, 0xFFFE)) for code in range(256)))

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # reportlab's own name
        """Points that a text takes in letters of `size` points."""
        return 0.001 * size * self.words[text]

    def splitString(self, text: str, doc: object, encoding: str = "utf8") -> list[tuple[int, bytes]]:
        """The codes of a text by part, nearly always one; remembers for this file what it shows."""
        text = text.replace(NBSP, SPACE)
        shown_in(doc).append((self, text))
        try:
            return [(0, charmap_encode(text, "strict", self._encoding)[0])] if text else []
        except UnicodeEncodeError:
            codes = (self._codes.get(ord(letter), 0) for letter in text)
            return [(part, bytes(code & 255 for code in run)) for part, run in groupby(codes, lambda code: code >> 8)]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # reportlab's own name
        """How pages call a part; the file is told to embed the face when its first part is named."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/{self.fontName}"
            doc.delayedFonts.append(self)
        shown_in(doc).append((self, subset))
        return f"/{self.fontName}+{subset}"

    def addObjects(self, doc: Any) -> None:  # reportlab's own name
        """Put the parts that the file names into it, each with the letters that it shows."""
        own = [what for face, what in _once(doc) if face is self]
        letters = frozenset("").union(*(what for what in own if isinstance(what, str)))
        for part in sorted({what for what in own if isinstance(what, int)}):
            self._embed(doc, part, self._letters(part, letters))

    def _embed(self, doc: Any, part: int, letters: Sequence[int]) -> None:
        name = (SUBSETN(part) + b"+" + self.face.name).decode("ascii")
        made = pdfdoc.PDFTrueTypeFont()
        made.Name = f"{self.fontName}+{part}"
        made.BaseFont = name
        made.FirstChar = next(code for code, letter in enumerate(letters) if letter != UNUSED)
        made.LastChar = len(letters) - 1
        made.Widths = pdfdoc.PDFArray([self.words.letters[chr(letter)] if letter != UNUSED else 0
                                       for letter in letters[made.FirstChar:]])  # fmt: skip
        stream = pdfdoc.PDFStream(content=_to_unicode(name, letters))
        stream.filters = [pdfdoc.PDFZCompress] if doc.compression else None
        made.ToUnicode = doc.Reference(stream, f"toUnicodeCMap:{name}")
        made.FontDescriptor = self.face.addSubsetObjects(doc, name, letters)
        doc.Reference(made, made.Name)
        doc.idToObject["BasicFonts"].dict[made.Name] = made

    def _letters(self, part: int, shown: Container[str]) -> list[int]:
        """Code points by code, up to the last that is shown; a part without any shows a space."""
        there = {code & 255: letter for letter, code in self._codes.items()
                 if code >> 8 == part and chr(letter) in shown}  # fmt: skip
        if not there:
            there = {ord(SPACE): ord(SPACE)}
        return [there.get(code, UNUSED) for code in range(max(there) + 1)]

    @cached_property
    def _codes(self) -> dict[int, int]:
        """Code point -> part * 256 + code, for all that the face has."""
        codes = {letter: code for code, letter in self._first.items()}
        rest = sorted(letter for letter in self.face.charToGlyph if letter not in codes and chr(letter) != NBSP)
        return codes | dict(zip(rest, _places(), strict=False))


def _in_turn(subset: Callable[[Sequence[int]], bytes]) -> Callable[[Sequence[int]], bytes]:
    """reportlab reads a face with one finger on its file: threads that write files at a time must not move it."""
    turn = Lock()

    def read(letters: Sequence[int]) -> bytes:
        with turn:
            return subset(letters)

    return read


def _places() -> Iterator[int]:
    """The codes of all parts but the first."""
    part = 1
    while True:
        yield from (part * 256 + code for code in (*FREE, *range(33, 127)))
        part += 1


def _to_unicode(name: str, letters: Sequence[int]) -> str:
    """The map from codes to letters (ISO 32000-1, 9.10.3), in blocks of a hundred at most; none leads to
    U+0000, which ISO 14289-1, 7.21.7 forbids."""
    known = [(code, letter) for code, letter in enumerate(letters) if letter != UNUSED]
    entries = [f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>" for code, letter in known]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    return "\n".join([
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ])  # fmt: skip
