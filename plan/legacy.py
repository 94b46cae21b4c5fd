"""Lists typed with the fonts of the nineties: TCVN3 (ABC) and VNI recognised, and turned into Unicode letters.

Such a file holds Latin letters that only an old font shows as Vietnamese: "NguyÔn ThÞ H¶i" (TCVN3), "Nguyeãn Thò Haûi"
(VNI). Which one it is, is seen from how many syllables could be Vietnamese. Nothing is guessed where two fit as well.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from assets import legacy_letters

TONES = "\u0300\u0301\u0303\u0309\u0323"
SURE = 0.85  # share of the syllables that could be Vietnamese
AHEAD = 0.1  # by how much the best reading must be better than the next

_ONSET = "ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdghklmnpqrstvx\u0111]"
_NUCLEUS = "[aeiouy\u0103\u00e2\u00ea\u00f4\u01a1\u01b0]{1,3}"
_SYLLABLE = re.compile(f"(?:{_ONSET})?{_NUCLEUS}(?:ng|nh|ch|[cmnpt])?")
_BEYOND = frozenset(letter for letter, _, _ in legacy_letters() if letter > "\u00ff")
"""Letters that no old file can hold: they prove Unicode."""
_WORD = re.compile(r"[^\W\d_](?:[^\s\d.,;:()/\"'-]*)")


@dataclass(frozen=True)
class Reading:
    """How a list was read: `unicode`, `tcvn3` or `vni`; None when two readings fit as well as each other."""

    encoding: str | None
    read: Callable[[str], str]


def reading_of(texts: Iterable[str]) -> Reading:
    """The encoding of many short texts taken together."""
    sample = "\n".join(texts)
    if sample.isascii() or any(letter in _BEYOND for letter in sample):
        return Reading("unicode", str)
    ways: dict[str, Callable[[str], str]] = {"unicode": str, "vni": from_vni, "tcvn3": from_tcvn3}
    marks = {name: likeness(read(sample)) for name, read in ways.items()}
    best = max(marks, key=lambda name: marks[name])
    rivals = [name for name in ways if name != best and marks[best] - marks[name] < AHEAD]
    if best == "unicode" and (not rivals or marks[best] in (0.0, 1.0)):
        return Reading("unicode", str)
    return Reading(None, str) if rivals or marks[best] < SURE else Reading(best, ways[best])


def from_tcvn3(text: str) -> str:
    """Letters as TCVN3's fonts showed them, NFC.

    TCVN3 has no capitals with tones, fonts of capitals showed them: a text typed in capitals gets them all back.
    """
    table = _table("tcvn3")
    read = "".join(table.get(letter, letter) for letter in text)
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return read.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else read


def from_vni(text: str) -> str:
    """Letters as VNI's fonts showed them, NFC."""
    table = _table("vni")
    return _pairs().sub(lambda found: table[found[0]], text)


@cache
def _pairs() -> re.Pattern[str]:
    """Any letter of VNI, the longest first: most are a letter with a mark after it."""
    return re.compile("|".join(map(re.escape, sorted(_table("vni"), key=len, reverse=True))))


def likeness(text: str) -> float:
    """The share of the words that could be Vietnamese syllables, 0 to 1."""
    words = _WORD.findall(text)
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


@lru_cache(20_000)
def _is_syllable(word: str) -> bool:
    """Onset, nucleus, coda and at most one tone; either all capitals after the first, or none."""
    bare = unicodedata.normalize("NFD", word)
    tones = sum(bare.count(tone) for tone in TONES)
    toneless = "".join(mark for mark in bare if mark not in TONES)
    letters = unicodedata.normalize("NFC", toneless)
    even = letters[1:].islower() or letters[1:].isupper() or len(letters) == 1
    return tones <= 1 and even and _SYLLABLE.fullmatch(letters.lower()) is not None


@cache
def _table(encoding: str) -> Mapping[str, str]:
    """Old letters -> letter."""
    column = {"tcvn3": 1, "vni": 2}[encoding]
    return {row[column]: row[0] for row in legacy_letters() if row[column] != "-"}
