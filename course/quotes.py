"""Exact quotations: where a course makes them, and whether they are the source's words to the letter.

With the text of a source each quotation is compared with its paragraph; without it, with the fingerprint in
`quotes.lock`. Comparison is in the normal form: NFC, runs of white space one space, U+00A0 a space.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from course.blocks import Quote
from course.items import ClusterStatement, Option
from course.problem import Path
from course.sources import CitationParts, Conflict, Reading
from course.taught import Viewpoint
from course.text import comparable, normal
from course.walk import Node, Text, Walk

_QUOTED = re.compile("\u201c([^\u201c\u201d]*(?:\u201c[^\u201c\u201d]*\u201d[^\u201c\u201d]*)*)\u201d")
LEAST_WORDS = 4
"""Words in quotation marks inside prose count as a quotation from this length on; below they are a name or a term."""


class Quotation(NamedTuple):
    """Words said to be a source's. `paragraph` 0: anywhere in it; `in_prose`: found between quotation marks.

    `sources` is more than one only in prose, where any of the cited ones may be quoted.
    """

    path: Path
    text: str
    sources: tuple[str, ...]
    paragraph: int = 0
    verified: str = ""
    unverified: str = ""
    in_prose: bool = False


class Nearest(NamedTuple):
    """The most similar words of a source: where, how similar (0 to 1), and the first word that differs."""

    paragraph: int
    text: str
    likeness: float
    word: str
    expected: str


def paragraphs(text: str) -> tuple[str, ...]:
    """A source text's paragraphs, each with its letters alone; blank lines are not counted."""
    return tuple(line for line in (comparable(line) for line in text.splitlines()) if line)


def contains(paragraph: str, words: str) -> bool:
    """Whether whole words stand in a paragraph, letter for letter."""
    at = paragraph.find(words)
    while at >= 0:
        end = at + len(words)
        if not (paragraph[at - 1 : at].isalnum() and words[0].isalnum()) and not (
            paragraph[end : end + 1].isalnum() and words[-1].isalnum()
        ):
            return True
        at = paragraph.find(words, at + 1)
    return False


def is_false(text: Text) -> bool:
    """Whether the words are wrong on purpose: a distractor, a false statement, a usual mistake."""
    owner = text.owner.value
    if isinstance(owner, Option):
        return not owner.key
    if isinstance(owner, ClusterStatement):
        return not owner.answer
    return isinstance(owner, Viewpoint) and text.steps[0] == "mistakes"


def quotations(walk: Walk) -> Iterator[Quotation]:
    """All quotations of a course: exact ones first, then those in prose."""
    for node in walk.nodes:
        yield from _exact(node)
    for text in walk.texts:
        if "\u201c" in text.text and not is_exact(text) and not is_false(text):
            yield from _in_prose(text)


def _exact(node: Node) -> Iterator[Quotation]:
    match node.value:
        case CitationParts(quote=str() as quote) as cite:
            yield _of_cite((*node.path, "quote"), quote, cite)
        case Reading(text=quote, cite=cite):
            yield _of_cite((*node.path, "text"), quote, cite)
        case Quote(quote=quote, source=source, paragraph=paragraph, unverified=unverified):
            yield Quotation((*node.path, "quote"), normal(quote), (source,), paragraph or 0, "", unverified or "")


def _of_cite(path: Path, quote: str, cite: CitationParts) -> Quotation:
    verified = f"{cite.verified.by}, {cite.verified.on.isoformat()}" if cite.verified else ""
    return Quotation(path, normal(quote), (cite.source,), cite.paragraph or 0, verified, cite.unverified or "")


def is_exact(text: Text) -> bool:
    """Whether the whole text is a quotation already, or the name of a source: neither is searched again."""
    owner, field = text.owner.value, text.steps[0]
    if isinstance(owner, CitationParts) or (isinstance(owner, Reading) and field == "text"):
        return True
    return (isinstance(owner, Quote) and field == "quote") or (isinstance(owner, Viewpoint) and field == "clauses")


def _in_prose(text: Text) -> Iterator[Quotation]:
    sources = _cited(text.owner)
    if not sources:
        return
    for found in _QUOTED.finditer(text.text):
        words = normal(found[1])
        if len(words.split()) >= LEAST_WORDS:
            yield Quotation(text.path, words, sources, in_prose=True)


def _cited(node: Node | None) -> tuple[str, ...]:
    """The sources cited by the nearest object around that cites any."""
    while node is not None:
        if sources := tuple(dict.fromkeys(cite.source for cite in _cites(node.value))):
            return sources
        node = node.parent
    return ()


def _cites(value: Any) -> Iterator[CitationParts]:
    yield from getattr(value, "cites", ())
    if isinstance(value, Viewpoint):
        yield value.statement
    if isinstance(value, Conflict):
        yield from (reading.cite for reading in value.readings)
    if cite := getattr(value, "cite", None):
        yield cite


def nearest(words: str, source: tuple[str, ...]) -> Nearest:
    """Where a source says nearly this, for a message: slow, and only asked of quotations that failed."""
    wanted = words.split()
    vocabulary = set(wanted)
    common = {number: len(vocabulary & set(paragraph.split())) for number, paragraph in enumerate(source, start=1)}
    best = sorted(common, key=lambda number: (-common[number], number))[:3]
    found = [_window(wanted, source[number - 1].split(), number) for number in best]
    return max(found, key=lambda near: near.likeness, default=Nearest(0, "", 0.0, "", ""))


def _window(wanted: list[str], words: list[str], number: int) -> Nearest:
    matcher = SequenceMatcher(None, wanted, words, autojunk=False)
    match = matcher.find_longest_match()
    start = max(0, match.b - match.a)
    window = words[start : start + len(wanted)]
    likeness = SequenceMatcher(None, " ".join(wanted), " ".join(window), autojunk=False).ratio()
    at = next((i for i, pair in enumerate(zip(wanted, window, strict=False)) if pair[0] != pair[1]), len(window))
    around = " ".join(window[max(0, at - 4) : at + 5])
    return Nearest(number, around, likeness, " ".join(wanted[at : at + 1]), " ".join(window[at : at + 1]))
