"""Which characters no course text may hold, and where in a file they stand.

Offsets count characters from 0; lines and columns count from 1, as editors show them.
Letters that only some fonts hold are not judged here alone: the fonts' repertoire is handed in.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from course.problem import Place, Problem

SHOWN = 20
"""So many places of one fault are told in one file; the rest are of the same kind."""

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
ETHS = {"\u00d0": "\u0110", "\u00f0": "\u0111", "\u0189": "\u0110", "\u0256": "\u0111"}
"""Letters that old converters leave in place of D and d with stroke: alike on paper, never equal when compared."""

_BREAK = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_MOJIBAKE = re.compile(
    "[\u00c3\u00c6][\u0080-\u00bf]|\u00c4[\u0080-\u009f\u2018\u2019\u0192]|\u00e1[\u00ba\u00bb]"  # UTF-8 read as cp1252
    "|[A-Za-z][\u00a8-\u00ac\u00ae\u00b5-\u00b9]+[a-z]|\\b\u00ae[\u00a8-\u00fe]*[a-z]"  # TCVN3 read as Latin-1
    "|[aeou][\u00f8\u00fb\u00ef\u00f9]\\w*(?:[^\\w\n]+\\w+){0,5}?[^\\w\n]+\\w*"  # VNI, two words near each other
    "[aeou][\u00f8\u00fb\u00ef\u00f9\u00e4\u00eb]"
)


class Lines:
    """The lines of one file's text: `starts` are the offsets at which they begin."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return Place(self.name, line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The letters of a line (counted from 0) without its line break; empty beyond the end."""
        if not 0 <= number < len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")


def character_fault(char: str) -> str | None:
    """The code of what is wrong with a character, or None for one that may stand in a text."""
    point, category = ord(char), unicodedata.category(char)
    if char in "\t\n\r" or (point < 0x7F and category != "Cc"):
        return None
    if char in BIDI:
        return "text.bidi"
    if char == "\ufffd":
        return "text.replacement"
    if category == "Cf" or char in FILLERS or 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF:
        return "text.zero-width"
    codes = {"Cc": "text.control", "Co": "text.private-use", "Cs": "text.noncharacter", "Cn": "text.noncharacter"}
    return codes.get(category) or ("text.separator" if category in ("Zl", "Zp") else None)


def letter_faults(text: str) -> list[tuple[str, str, int]]:
    """(code, character, offset) of every refused character, every lookalike and the first letter not in NFC."""
    found = list(_refused(text))
    if not unicodedata.is_normalized("NFC", text):
        found.append(_decomposed(text))
    return sorted(found, key=lambda fault: (fault[2], fault[0]))


def _refused(text: str) -> Iterator[tuple[str, str, int]]:
    letters = set(text)
    if len(letters) == 0 or max(letters) < "\x7f" and min(letters) >= " ":
        return
    faults = {char: code for char in letters if (code := character_fault(char))}
    faults |= dict.fromkeys(letters & ETHS.keys(), "text.eth")
    if faults:
        for found in re.finditer("[" + "".join(map(re.escape, sorted(faults))) + "]", text):
            yield faults[found[0]], found[0], found.start()
    if any(_FOREIGN.match(char) for char in letters):
        yield from _mixed(text)
    if any("\x80" <= char <= "\u00ff" for char in letters):
        for found in _MOJIBAKE.finditer(text):
            yield "text.mojibake", found[0], found.start()


def _mixed(text: str) -> Iterator[tuple[str, str, int]]:
    """Greek or Cyrillic letters within a word that also has Latin ones."""
    for word in _WORD.finditer(text):
        stranger = _FOREIGN.search(word[0])
        if stranger and _LATIN.search(word[0]):
            yield "text.mixed-script", stranger[0], word.start() + stranger.start()


def _decomposed(text: str) -> tuple[str, str, int]:
    """The first letter that NFC would write otherwise, with its marks; looked for by halves, in fast C calls."""
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if unicodedata.is_normalized("NFC", text[low : middle + 1]):
            low = middle
        else:
            high = middle
    start = low if not unicodedata.is_normalized("NFC", text[low : low + 1]) else min(high, len(text) - 1)
    while start and unicodedata.combining(text[start]):
        start -= 1
    end = start + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return "text.nfd", text[start:end], start


def missing_letters(text: str, repertoire: frozenset[int]) -> tuple[str, ...]:
    """The letters (each once, sorted) that no font of the repertoire (code points) can show; white space aside."""
    return tuple(sorted(char for char in set(text) if ord(char) not in repertoire and not char.isspace()))


def named(char: str) -> str:
    """`U+00AD` for the characters of `char`: invisible ones can only be told by number."""
    return " ".join(f"U+{ord(one):04X}" for one in char)


def letter_problems(lines: Lines) -> list[Problem]:
    """Every fault of the letters of a file, each at its very character (at most `SHOWN` of one code)."""
    problems, counts, garbled = [], dict[str, int](), set[int]()
    for code, char, offset in letter_faults(lines.text):
        line = lines.place(offset).line
        if line in garbled:  # one word of a line in the wrong encoding tells of all
            continue
        if code == "text.mojibake":
            garbled.add(line)
        counts[code] = counts.get(code, 0) + 1
        if counts[code] <= SHOWN:
            problems.append(Problem(code, params=_params(code, char), place=lines.place(offset)))
    return problems


def _params(code: str, char: str) -> dict[str, str]:
    params = {"char": named(char)}
    if code in ("text.eth", "text.mixed-script", "text.mojibake", "text.nfd"):
        params["letter"] = unicodedata.normalize("NFC", char) if char.isprintable() else named(char)
    if code == "text.eth":
        params["instead"] = ETHS[char]
    return params


def cleaned(text: str) -> str:
    """The text, as long as before, in which YAML sees no refused character: the rest of the file can still be read.

    Breaks that only YAML takes for a new line become spaces, all else U+FFFD, which the tree then drops.
    """
    faults = {char for char in set(text) if character_fault(char)}
    if not faults:
        return text
    return text.translate({ord(char): " " if char.isspace() else "\ufffd" for char in faults})
