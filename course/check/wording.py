"""Are fixed phrases said as they are, and can every letter be printed?"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from course.characters import missing_letters
from course.check.survey import Context, Survey
from course.check.words import fold, shorten
from course.problem import Problem
from course.quotes import is_exact, is_false
from course.sources import Source
from course.text import habits, stray_marks
from course.walk import Text

_WORD = re.compile(r"\w+")
LEAST_FOR_ONE_WORD = 4
"""A phrase of so many words is also known by all of them but one; shorter ones only with other marks or capitals."""


class Phrase(NamedTuple):
    """A fixed phrase, and its words in small letters without marks."""

    text: str
    words: tuple[str, ...]


def letters(survey: Survey, context: Context) -> Iterator[Problem]:
    """Every letter of every text can be drawn by the fonts."""
    if context.repertoire is None:
        return
    known = frozenset(map(chr, context.repertoire)) | {" ", "\n"}
    for text in survey.walk.texts:
        if not known.issuperset(text.text) and (odd := missing_letters(text.text, context.repertoire)):
            codes = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in odd[:5])
            yield Problem("text.no-glyph", text.path, {"letters": codes})


def marks(survey: Survey, context: Context) -> Iterator[Problem]:
    """Marks of Markdown that became letters."""
    for text in survey.walk.texts:
        if text.kind in ("prose", "flow"):
            for code, params in [*stray_marks(text.text), *habits(text.text)]:
                yield Problem(code, text.path, params)


def near_misses(survey: Survey, context: Context) -> Iterator[Problem]:
    """A fixed phrase that is almost said: other capitals, marks, commas, or one word."""
    phrases = [Phrase(text, tuple(_WORD.findall(fold(text)))) for text in survey.course.phrases]
    anchors = _anchors(phrases)
    for text in survey.walk.texts if anchors else ():
        if not _is_exempt(text):
            yield from _in_text(text, phrases, anchors)


def _is_exempt(text: Text) -> bool:
    """The phrases themselves, addresses, names of sources, exact quotations, and what is wrong on purpose."""
    is_name = text.steps[0] == "phrases" or isinstance(text.owner.value, Source)
    return text.kind == "url" or is_name or is_exact(text) or is_false(text)


Anchors = Mapping[tuple[str, str], list[tuple[int, int]]]


def _anchors(phrases: list[Phrase]) -> Anchors:
    """Two neighbouring words -> the phrases they stand in, and where."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        for at, pair in enumerate(zip(phrase.words, phrase.words[1:], strict=False)):
            found[pair].append((number, at))
    return found


def _in_text(text: Text, phrases: list[Phrase], anchors: Anchors) -> Iterator[Problem]:
    bare = _WORD.findall(fold(text.text))
    near = list(_windows(bare, phrases, anchors))
    spans = [match.span() for match in _WORD.finditer(text.text)] if near else []
    told: set[int] = set()
    for number, start, end in near if len(spans) == len(bare) else ():
        said = text.text[spans[start][0] : spans[end - 1][1]]
        if number not in told and not _is_same(phrases[number].text, said):
            told.add(number)
            params = {"said": shorten(said, 90), "phrase": phrases[number].text}
            yield Problem("phrase.near-miss", text.path, params)


def _windows(bare: list[str], phrases: list[Phrase], anchors: Anchors) -> Iterator[tuple[int, int, int]]:
    """The number of a phrase, and the first word and the one after the last of a place where it is nearly said."""
    tried: set[tuple[int, int]] = set()
    for at, pair in enumerate(zip(bare, bare[1:], strict=False)):
        for number, offset in anchors.get(pair, ()):
            start, end = at - offset, at - offset + len(phrases[number].words)
            if start >= 0 and end <= len(bare) and (number, start) not in tried:
                tried.add((number, start))
                if _is_near(phrases[number], bare[start:end]):
                    yield number, start, end


def _is_near(phrase: Phrase, said: list[str]) -> bool:
    differ = sum(one != other for one, other in zip(phrase.words, said, strict=True))
    return differ == 0 or (differ == 1 and len(phrase.words) >= LEAST_FOR_ONE_WORD)


def _is_same(phrase: str, said: str) -> bool:
    """Equal, or different only as a heading is in capitals or a sentence begins with one."""
    phrase = phrase.strip(" .,;:!?\u201c\u201d\u2026()")
    return said in (phrase, phrase.upper(), phrase[:1].upper() + phrase[1:])
