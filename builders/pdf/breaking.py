"""Lines of a paragraph: the very ones that reportlab breaks, found sooner.

Here is what our styles use: letters of shipped faces, any number of fragments. All else (words cut, spaces that
shrink, pictures, hyphens, line breaks, other scripts) is left to reportlab: `lines_of` says None to it.
`tests/builders/test_pdf_speedups.py` compares both on paragraphs made at random.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from reportlab.lib.rl_accel import sameFrag
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.platypus.paragraph import (
    FragLine,
    ParaLines,
    _handleBulletWidth,
    _HSFrag,
    lstrip,
    split,
    strip,
)

from builders.pdf.face import SPACE, Face

BLANK = " \t\n\r\x0b\x0c"  # string.whitespace, by which reportlab tells that a fragment begins or ends a word
SOFT = "\u00ad"
OTHERS = frozenset({"cbDefn", "lineBreak", "backColor"})  # fragments that are not letters alone
LEFT_ALONE = ("splitLongWords", "endDots", "wordWrap", "shaping", "hyphenationLang", "uriWasteReduce",
              "embeddedHyphenation", "autoLeading", "spaceShrinkage")  # fmt: skip

Words = list[Any]
"""Each word as reportlab keeps it: width in points, then (fragment, letters); `_HSFrag` when a space follows."""


def lines_of(paragraph: Any, widths: list[float]) -> Any | None:
    """What `Paragraph.breakLines` gives for these widths in points (the last goes on), and leaves in the paragraph."""
    style, frags = paragraph.style, paragraph.frags
    if not frags or any(getattr(style, name, None) for name in LEFT_ALONE):
        return None
    processed = isinstance(frags[0], list)
    if not processed and not all(_is_plain(frag) for frag in frags):
        return None
    paragraph.height = 0
    _handleBulletWidth(paragraph.bulletText, style, widths)
    if len(frags) == 1 and not processed:
        return _broken_words(frags[0], widths)
    paragraph.frags = words = frags if processed else words_of(frags)
    return ParaLines(kind=1, lines=_Breaker(widths).lines(words))


def _is_plain(frag: Any) -> bool:
    held = vars(frag)
    if not OTHERS.isdisjoint(held) or SOFT in held.get("text", ""):
        return False
    return isinstance(getFont(frag.fontName), Face)


def _broken_words(frag: Any, widths: Sequence[float]) -> Any:
    """A paragraph of one fragment: lines are pairs of the room left and the words."""
    face, unit = getFont(frag.fontName), 0.001 * frag.fontSize
    ems, space = face.words, unit * face.words[SPACE]
    lines: list[tuple[float, list[str]]] = []
    line: list[str] = []
    width, used = widths[0], -space
    for word in _words(frag):
        wide = unit * ems[word]
        more = used + space + wide
        if line and more > width:
            lines.append((width - used, line))
            line, used, width = [word], wide, widths[min(len(lines), len(widths) - 1)]
        else:
            line.append(word)
            used = more
    if line:
        lines.append((width - used, line))
    ascent, descent = _bounds(frag.fontName, frag.fontSize)
    return frag.clone(kind=0, lines=lines, ascent=ascent, descent=descent, fontSize=frag.fontSize)


def _words(frag: Any) -> list[str]:
    if hasattr(frag, "text"):
        text = strip(frag.text)
        return split(text) if text else []
    return list(frag.words) if any(strip(word) for word in frag.words) else []


def words_of(frags: Sequence[Any]) -> Words:
    """What reportlab's `_getFragWords` makes of fragments of letters."""
    found: Words = []
    word: list[Any] = []
    wide, begun = 0.0, False
    for frag in frags:
        text = frag.text
        frag._fkind = 0
        if not begun:
            text = lstrip(text)
        if not text:
            continue
        begun, parts = True, split(text)
        if text[0] in BLANK or not parts:
            spaced = not word and found and isinstance(found[-1], _HSFrag)
            if word:
                found.append([wide, *word])
                word, wide = [], 0.0
            if not spaced:
                parts.insert(0, "")
            elif not parts:
                continue
        face, unit = getFont(frag.fontName), 0.001 * frag.fontSize
        ems = face.words
        if len(parts) > 1:
            found.append(_HSFrag((wide + unit * ems[parts[0]], *word, (frag, parts[0]))))
            found += [_HSFrag((unit * ems[part], (frag, part))) for part in parts[1:-1]]
            word, wide = [], 0.0
        word.append((frag, parts[-1]))
        wide += unit * ems[parts[-1]]
        if text[-1] in BLANK:
            found.append(_HSFrag((wide, *word)))
            word, wide = [], 0.0
    if word:
        found.append([wide, *word])
    if not found:
        frags[0]._fkind = 0
        found = [[0, (frags[0], "")]]
    return found


class _Breaker:
    """One paragraph of several fragments.

    `pieces` are the fragments of the line in hand, each with its words, between which spaces come.
    """

    def __init__(self, widths: Sequence[float]) -> None:
        self.widths = widths
        self.found: list[Any] = []
        self.pieces: list[tuple[Any, list[str]]] = []
        self.count, self.start = 0, 0

    def lines(self, words: Words) -> list[Any]:
        """As reportlab's, each a `FragLine`."""
        used = space = after = 0.0
        room, here, run = self._room(), None, [""]
        for at, word in enumerate(words):
            wide, (frag, letters) = word[0], word[1]
            more = used + space + wide if wide > 0 else used
            if more > room and self.count:
                self._end(room - used)
                room, used, self.start, self.count = self._room(), wide, at, 1
                self.pieces = [(frag, [letters]) for frag, letters in word[1:]]
                after = _space(word[-1][0].fontName, word[-1][0].fontSize)
            elif frag is here and letters and space and run[-1] and len(word) == 2:
                run.append(letters)
                used, self.count = more, self.count + 1
                space = after if type(word) is _HSFrag else 0.0
                continue
            else:
                self._add(frag, letters, space)
                used = more
                self.pieces += [(frag, [letters]) for frag, letters in word[2:]]
                self.count += any(letters for _, letters in word[1:])
                after = _space(word[-1][0].fontName, frag.fontSize)
            here, run = self.pieces[-1]
            if len(word) > 2:
                here = None  # the room after such a word is no rule for those that follow
            space = after if type(word) is _HSFrag else 0.0
        self._end(room - used)
        return self.found

    def _room(self) -> float:
        return self.widths[min(len(self.found), len(self.widths) - 1)]

    def _add(self, frag: Any, letters: str, space: float) -> None:
        """Letters after those of the line, joined to the fragment before if it looks the same."""
        if not self.pieces:
            self.pieces.append((frag, [letters]))
            return
        last, run = self.pieces[-1]
        if space and (run[-1] or len(run) == 1):
            run.append("")
        if last is frag or sameFrag(last, frag):
            run[-1] += letters
        else:
            self.pieces.append((frag, [letters]))

    def _end(self, slack: float) -> None:
        made = [frag.clone(text=SPACE.join(run)) for frag, run in self.pieces]
        faces = {(frag.fontName, frag.fontSize) for frag in made}
        bounds = [_bounds(*face) for face in faces]
        self.found.append(FragLine(
            extraSpace=slack, wordCount=self.count, lineBreak=False, words=made, maxWidth=self._room(), sFW=self.start,
            fontSize=max(size for _, size in faces), ascent=max(ascent for ascent, _ in bounds),
            descent=min(descent for _, descent in bounds),
        ))  # fmt: skip


@cache
def _space(name: str, size: float) -> float:
    return float(0.001 * size * getFont(name).words[SPACE])


@cache
def _bounds(name: str, size: float) -> tuple[float, float]:
    """Above and below the line."""
    face, norm = getFont(name), size / 1000.0
    return face.ascent * norm, face.descent * norm
