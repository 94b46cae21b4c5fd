"""The order of Vietnamese words and names: letters first, then tones, then case (CLDR `vi`, the order of ICU).

Letters run a ă â b c d đ e ê ... as in the alphabet. Two words of the same letters are told apart by their tones, and
only then by capitals. Dictionaries and spreadsheets differ in the order of the tones, so it is an argument.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"

TONES = (GRAVE, HOOK, TILDE, ACUTE, DOT)
"""Level, grave, hook, tilde, acute, dot: CLDR, and most dictionaries since 1945."""

TONES_OF_SCHOOL = (ACUTE, GRAVE, HOOK, TILDE, DOT)
"""Level, acute, grave, hook, tilde, dot: as primers count the tones."""

_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_SHAPES = {_BREVE: 1, _CIRCUMFLEX: 2, _HORN: 3}  # they make another letter of a vowel, in this order
_STROKE = {"\u0111": "d", "\u0110": "D"}

_NUMBER, _WIDEST = re.compile(r"\d+"), 12  # digits of a number that is padded to be compared

Key = tuple[tuple[tuple[int, str, int], ...], tuple[int, ...], tuple[int, ...]]


@lru_cache(20_000)
def sort_key(text: str, tones: Sequence[str] = TONES) -> Key:
    """What to sort a text by: its letters, its tones, its capitals, each from left to right.

    `tones` are the five combining marks in their order; the level tone is before them all. Runs of white space count
    as one space, which stands before punctuation, digits and letters.
    """
    letters: list[tuple[int, str, int]] = []
    toned: list[int] = []
    cased: list[int] = []
    for mark in unicodedata.normalize("NFD", " ".join(text.split())):
        if mark in tones and letters:
            toned[-1] = tones.index(mark) + 1
        elif mark in _SHAPES and letters:
            letters[-1] = (letters[-1][0], letters[-1][1], _SHAPES[mark])
        else:
            plain = _STROKE.get(mark, mark)
            letters.append((_class_of(plain), plain.lower(), 1 if mark in _STROKE else 0))
            toned.append(0)
            cased.append(int(plain != plain.lower()))
    return tuple(letters), tuple(toned), tuple(cased)


def natural_key(text: str, tones: Sequence[str] = TONES) -> tuple[Key, Key]:
    """What to sort by where numbers count as numbers: room 2 before room 10."""
    padded = _NUMBER.sub(lambda found: found[0].zfill(_WIDEST), text)
    return sort_key(padded, tuple(tones)), sort_key(text, tuple(tones))


def _class_of(char: str) -> int:
    """Space, then punctuation, then digits, then letters, as in the root collation."""
    if char == " ":
        return 0
    if char.isalpha():
        return 3
    return 2 if char.isdigit() else 1


def name_key(name: str, tones: Sequence[str] = TONES) -> tuple[Key, Key, Key]:
    """What to sort people by: the given name, which is the last syllable; then what stands between; then the family.

    So are class lists kept in Vietnam. A name of one word is a given name.
    """
    *before, given = name.split() or [""]
    return sort_key(given, tuple(tones)), sort_key(" ".join(before[1:]), tuple(tones)), \
        sort_key(" ".join(before[:1]), tuple(tones))
