"""Where a word wider than a line is cut: after a mark of an address, as in https://bao.vn/ | tin-tuc/ | 1.html.

reportlab cuts after whatever letter still fits. A word without such marks is cut so here too.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import paragraph
from reportlab.platypus.paragraph import _fragWordIter, _HSFrag, _SplitFrag, _SplitFragH, _SplitFragHS

MARKS = "/-_?=&"
SCHEME = "://"
LEAST = 0.5  # share of a line's letters that may not be given up for the sake of a mark

Letter = tuple[Any, float, str]
"""Its fragment, its width in points, itself."""


def cut(word: Any, room: float, rooms: Sequence[float], line: int) -> list[Any]:
    """As reportlab's `_splitFragWord`: pieces of a word, the first for the `room` left on a line, the rest for more."""
    letters = list(_fragWordIter(word))
    pieces: list[list[Letter]] = []
    piece: list[Letter] = []
    filled, least = 0.0, _host("".join(letter for _, _, letter in letters))
    for letter in letters:
        if piece and filled + letter[1] > room:
            at = _place([*piece, letter], least, is_first=not pieces)
            pieces.append(piece[:at])
            piece, least = piece[at:], least - at
            filled = sum(width for _, width, _ in piece)
            line += 1
            room = rooms[min(line, len(rooms) - 1)]
        piece.append(letter)
        filled += letter[1]
    ending = _SplitFragHS if isinstance(word, _HSFrag) else _SplitFragH
    return [*(_SplitFrag(_fragments(one, word)) for one in pieces), ending(_fragments(piece, word))]


def _host(text: str) -> int:
    """How many letters of an address its scheme and host take, the mark after them included; none for other words."""
    at = text.find(SCHEME)
    return text.find("/", at + len(SCHEME)) + 1 if at >= 0 else 0


def _place(letters: Sequence[Letter], least: int, is_first: bool) -> int:
    """How many letters stay on the line, `least` or none; the last one given has no room."""
    text = "".join(letter for _, _, letter in letters)
    last = len(text) - 1
    for at in range(last, max(least, 1) - 1, -1):
        if text[at - 1] in MARKS and text[at] not in MARKS:
            return at if is_first or at > LEAST * len(text) else last
    return 0 if is_first and least > 0 else last


def _fragments(letters: Sequence[Letter], word: Any) -> list[Any]:
    """As reportlab keeps a word: its width, then fragment and text for each run of letters of one fragment."""
    runs: list[tuple[Any, str]] = []
    for fragment, _, letter in letters or [(word[1][0].clone(link=[]), 0.0, "")]:  # no letter leads anywhere
        if runs and runs[-1][0] is fragment:
            runs[-1] = (fragment, runs[-1][1] + letter)
        else:
            runs.append((fragment, letter))
    return [sum(width for _, width, _ in letters), *((_with(fragment, text), text) for fragment, text in runs)]


def _with(fragment: Any, text: str) -> Any:
    made = fragment.clone()
    if hasattr(made, "text"):
        made.text = text
    return made


def cut_at_marks() -> None:
    """From now on reportlab cuts words so; to be called before a paragraph is broken that may need it."""
    paragraph._splitFragWord = cut
