"""The one place where letters meet reportlab's markup; and paragraphs whose lines are read with a space between them.

reportlab reads its own small XML: what an author typed is escaped here and nowhere else. It also writes no space where
a line ends, so that readers hear two syllables as one: `Text` adds it.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache, partial
from html import escape as escape_quotes
from typing import Any, Protocol

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus.paragraph import _HSFrag

from builders.pdf.cutting import cut_at_marks
from builders.pdf.lettering import Lettering
from builders.pdf.quick import Quick
from builders.pdf.tags import ARTIFACT, END, LISTED, LOOSE, Tags, kind_of, tags_of
from plan.measure import NBSP, join_compounds

JOINED = 16_384  # texts kept: a course says each in four editions, and again when it is built anew
escape = partial(escape_quotes, quote=False)
NONE: frozenset[str] = frozenset()
INVISIBLE = dict.fromkeys(range(32), " ") | {0x7F: " ", 0xAD: None, 0x200B: None, 0xFEFF: None}


class Stretch(Protocol):
    """Letters of one kind, as a span of the course is."""

    @property
    def text(self) -> str:
        """The letters."""

    @property
    def bold(self) -> bool:
        """Whether they are bold."""

    @property
    def italic(self) -> bool:
        """Whether they are italic."""

    @property
    def link(self) -> str | None:
        """Where they lead."""


Letters = str | Sequence[Stretch]
"""A plain text, or spans; neither holds markup."""


def markup(letters: Letters, compounds: frozenset[str] = NONE) -> str:
    """What `Paragraph` takes: escaped, NFC, bold, italic and links as tags, compounds joined by U+00A0."""
    if isinstance(letters, str):
        return escape(_joined(letters, compounds))
    return "".join(_tagged(span, compounds) for span in letters)


def note_mark(number: str, size: float, apart: str = NBSP) -> str:
    """Markup of a raised note number, `size` points high. `apart` stands before it: 2022 is not copied as 20221."""
    return f'<super size="{size:g}" rise="{size * 0.5:g}">{apart}{escape(number)}</super>'


def link(inner: str, target: str) -> str:
    """Markup that leads to an address, or to a place of this file when `target` starts with `#`."""
    return f'<a href="{escape_quotes(target)}">{inner}</a>'


def plain(letters: Letters) -> str:
    """The letters alone, NFC."""
    text = letters if isinstance(letters, str) else "".join(span.text for span in letters)
    return unicodedata.normalize("NFC", text)


@lru_cache(JOINED)
def _joined(text: str, compounds: frozenset[str]) -> str:
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    return join_compounds(text, compounds) if compounds else text


def _tagged(span: Stretch, compounds: frozenset[str]) -> str:
    inner = escape(_joined(span.text, compounds))
    if span.italic:
        inner = f"<i>{inner}</i>"
    if span.bold:
        inner = f"<b>{inner}</b>"
    return link(inner, span.link) if span.link else inner


class _Lines(Lettering):
    """Writes a space at the end of every line but the last, unless the line ends inside a word; tags its letters."""

    ends: list[bool]
    tags: Tags | None = None
    opened = ""
    shown: tuple[str, ...] = ()
    """What was written since the paragraph's own mark `opened`."""

    def open_mark(self) -> None:
        """What follows stands in the paragraph itself."""
        assert self.tags
        self.opened, self.shown = self.tags.mark(), ()
        self._code.append(self.opened)

    def _linkRecord(self, link: tuple[int, str], which: str) -> None:
        """reportlab tells where a link begins, after its first letters, and where it ends."""
        if not self.tags:
            return
        if which == "end":
            self.tags.leave()
            self._code.append(END)
            return self.open_mark()
        empty = not any(self.shown[:-1])
        if empty:
            self.tags.unmark()
            self._code.remove(self.opened)
        self.tags.enter_link(link)
        self._code[-1:-1] = [self.tags.mark()] if empty else [END, self.tags.mark()]

    def getCode(self) -> str:
        """The operators, the marked content closed before the text object ends."""
        if self.tags:
            self._code.append(END)
        code: str = super().getCode()
        return code

    def _textOut(self, text: str, TStar: int = 0) -> None:  # reportlab's own name
        if TStar and self.ends.pop() and not text.endswith(" "):
            text += " "
        self.shown += (text,)
        super()._textOut(text, TStar)


class Text(Quick):
    """A paragraph from markup. A word wider than the line is loosened at its U+00A0, then cut; all else stays whole."""

    style: ParagraphStyle
    frags: list[Any]
    letters: str
    _within: object = None
    """The lines that are known to stand within their width."""
    _loose: tuple[ParagraphStyle, ParagraphStyle, list[Any], str] | None = None
    """The style that it was loosened from, and what it was loosened to."""
    said: str | None = None
    """What the bullet is called where it is read aloud, if it is a place to write in."""

    def draw(self) -> None:
        """The letters, in an element of the structure tree."""
        tags = tags_of(self.canv)
        if not tags:
            return super().draw()
        listed = self.bulletText and self.style.name.removesuffix(LOOSE) in LISTED
        kind = "LI" if listed else kind_of(self)
        tags.enter(kind, getattr(self, "origin", self))
        in_list = tags.here.kind == "LI"
        if in_list:
            tags.enter("Lbl", alt=self.said) if self.bulletText else tags.reopen("LBody")
        self.canv._code.append(END)
        if self.bulletText:
            self.canv._code.append(tags.mark())
        self.begun = False
        super().draw()
        self.canv._code += [END, ARTIFACT] if self.bulletText and not self.begun else [ARTIFACT]
        tags.links.clear()
        if in_list:
            tags.leave()
        return tags.leave()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Points; like reportlab's, but nothing reaches over the right edge."""
        size = super().wrap(width, height)
        if self._within is not self.blPara and self._over(width):
            self._loosen()
            size = super().wrap(width, height)
        self._within = self.blPara
        return size

    def breakLines(self, width: list[float]) -> object:  # reportlab's own name
        """Where words are cut no line is wider than the rest: reportlab cuts only what is wider than the first."""
        return super().breakLines([min(width), *width[1:]] if self.style.splitLongWords else width)

    def split(self, width: float, height: float) -> list[Quick]:
        """Like reportlab's; a part knows which of its lines end inside a word."""
        parts: list[Quick] = super().split(width, height)
        letters = getattr(self, "letters", "")
        for part in parts if letters else ():
            part.letters = letters
            letters = _after(letters, sum(map(_letters_of, part.frags)))
        return parts

    def _over(self, width: float) -> bool:
        """Whether a line is wider than its room: reportlab lets such a word stand out."""
        lines = self.blPara.lines
        slacks = (line[0] if isinstance(line, tuple) else line.extraSpace for line in lines)
        return not self.style.splitLongWords and any(slack < -0.01 for slack in slacks)

    def _loosen(self) -> None:
        if self._loose and self._loose[0] is self.style:
            _, self.style, self.frags, self.letters = self._loose
            return
        cut_at_marks()
        given, style = self.style, ParagraphStyle(f"{self.style.name}{LOOSE}", self.style)
        style.splitLongWords = 1
        self.style = style
        self.frags = [frag.clone(text=letters.replace(NBSP, " ")) for frag, letters in _held(self.frags)]
        self.letters = self.getPlainText(identify=True)
        self._loose = given, style, self.frags, self.letters

    def beginText(self, x: float, y: float) -> PDFTextObject:  # reportlab's own name
        """reportlab asks for it once a paragraph, after the bullet and before the letters."""
        lines = _Lines(self.canv, x, y)
        lines.ends = self._line_ends()[::-1]
        lines.tags = tags = tags_of(self.canv)
        self.begun = True
        if tags and self.bulletText:
            self.canv._code.append(END)
            if tags.here.kind == "Lbl":
                tags.leave()
                tags.enter("LBody")
        if tags:
            lines.open_mark()
        return lines

    def _line_ends(self) -> list[bool]:
        """For each line, first to last: does a space belong after it?"""
        lines = self.blPara.lines
        letters = getattr(self, "letters", None)
        ends = [True] * (len(lines) - 1) + [getattr(self, "goes_on", False)]
        return _whole_words(letters, lines, ends) if letters else ends


def _held(frags: Sequence[Any]) -> list[tuple[Any, str]]:
    """Fragments with their letters; words that they were broken into are put together again."""
    found: list[tuple[Any, str]] = []
    for word in frags:
        pieces = word[1:] if isinstance(word, list) else [(word, word.text)]
        for frag, letters in pieces:
            found.append((frag, letters))
        if isinstance(word, _HSFrag):
            found[-1] = (found[-1][0], found[-1][1] + " ")
    return found


def _letters_of(frag: object) -> int:
    """How many letters a part's fragment has: as text, as words of one kind, or as a word of pieces with its width."""
    if isinstance(frag, list):
        held = "".join(letters for _, letters in frag[1:])
    else:
        held = getattr(frag, "text", None) or "".join(getattr(frag, "words", ()))
    return len("".join(held.split()))


def _after(letters: str, count: int) -> str:
    """What stands after so many letters, white space not counted."""
    at = 0
    while count and at < len(letters):
        count -= not letters[at].isspace()
        at += 1
    return letters[at:]


def _whole_words(letters: str, lines: Sequence[object], ends: list[bool]) -> list[bool]:
    """The same with False where a line stops inside a word, found by walking along the letters."""
    rest = "".join(letters.split())
    breaks, count = set(), 0
    for word in letters.split():
        count += len(word)
        breaks.add(count)
    at, found = 0, []
    for line, end in zip(lines, ends, strict=True):
        at += len("".join(_line_text(line).split()))
        found.append(end and (at in breaks or at > len(rest)))
    return found


def _line_text(line: object) -> str:
    if isinstance(line, tuple):
        return "".join(line[1])
    return "".join(getattr(frag, "text", "") for frag in line.words)  # type: ignore[attr-defined]
