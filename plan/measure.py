"""How wide and how high a text is before any file format: lines, heights, even pages, words that stay together.

Widths and heights are points. Slides are modelled as one line = 1.2 em, and a box is filled to
97 % at most: unkerned sums of advances were never short by more than 0.11 %.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise
from math import inf
from typing import Protocol, TypeAlias

from assets.fonts import advances

LINE = 1.2  # em, height of one line
FILL = 0.97  # share of a box that may be filled
NARROWED = 1e-6  # points; forgives sums that differ in their last bit
BREAK = re.compile(r"(?<=[^\W\d])[-\u2010\u2013\u2014/](?=\w)|(?<=\d)[-\u2010\u2013\u2014/](?=[^\W\d])| +|\n")
NBSP = "\u00a0"
DASHES = ("-", "\u2013", "\u2014")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[IVXLC]+")
ANY_NUMBER = "0"  # in a compound
SPACE = re.compile(r"(\s)")
ODD = "\0"  # before numbers and dashes of a text, so that one comparison tells them from other words
OPENING, CLOSING = "\"'([{\u2018\u201c\u00ab", "\"')]}\u2019\u201d\u00bb.,;:!?\u2026"
CHAIN_WORDS, CHAIN_LETTERS = 3, 28  # about 14 em: a longer stretch without a break would tear the lines' ends

Index: TypeAlias = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]


class Stretch(Protocol):
    """Letters in one weight, as a span of the course is."""

    @property
    def text(self) -> str:
        """The letters."""

    @property
    def bold(self) -> bool:
        """Whether they are bold."""


Text = str | Sequence[Stretch]


class _Widths(dict[str, int]):
    """Advance by letter; a letter outside the table counts as the widest."""

    widest = 0

    def __missing__(self, letter: str) -> int:
        return self.widest


@dataclass(frozen=True, eq=False)
class Metrics:
    """Advances of a face in 1/1000 em, by letter, upright and bold; made by `metrics`."""

    regular: Mapping[str, int]
    bold: Mapping[str, int]


@dataclass(frozen=True)
class Laid:
    """A text broken into lines; `fits` is False when a word is wider than the line, which is never cut."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    fits: bool


@cache
def metrics(face: str = "Arial") -> Metrics:
    """The metrics of the slide face; KeyError for a face whose widths are not kept."""
    return Metrics(widths_of(advances(face)), widths_of(advances(f"{face}-Bold")))


def widths_of(table: Mapping[int, int]) -> Mapping[str, int]:
    """A table of advances by code point, made ready for measuring; letters it lacks get its widest advance."""
    found = _Widths((chr(code), width) for code, width in table.items())
    found.widest = max(table.values())
    return found


def text_width(text: Text, face: Metrics, size: float, bold: bool = False) -> float:
    """Points of the text on one line; `bold` is for a plain string."""
    return sum(_letters(text, face, bold)) * size / 1000


def lay(text: Text, face: Metrics, size: float, width: float, bold: bool = False) -> Laid:
    """Fill lines of `width` points from the left, breaking at spaces and after dashes and slashes.

    U+00A0 never breaks, nor does a dash or slash between digits. A line feed ends a line; an empty text is one line.
    """
    letters = text if isinstance(text, str) else "".join(stretch.text for stretch in text)
    sums = list(accumulate(_letters(text, face, bold), initial=0))
    starts, ends = _fill(letters, sums, (width + NARROWED) * 1000 / size)
    widths = tuple((sums[end] - sums[start]) * size / 1000 for start, end in zip(starts, ends, strict=True))
    lines = tuple(letters[start:end] for start, end in zip(starts, ends, strict=True))
    return Laid(lines, widths, all(line <= width + NARROWED for line in widths))


def line_height(size: float) -> float:
    """Points of one line of a slide."""
    return LINE * size


def _letters(text: Text, face: Metrics, bold: bool) -> Iterable[int]:
    if isinstance(text, str):
        return map((face.bold if bold else face.regular).__getitem__, text)
    return chain.from_iterable(
        map((face.bold if bold or stretch.bold else face.regular).__getitem__, stretch.text) for stretch in text
    )


def _fill(letters: str, sums: list[int], width: float) -> tuple[list[int], list[int]]:
    """Where each line starts and ends, its closing spaces left out; `sums` and `width` in 1/1000 em."""
    starts, ends, last = [0], [], None
    for end, after, forced in _breaks(letters):
        if last and sums[end] - sums[starts[-1]] > width:
            ends.append(last[0])
            starts.append(last[1])
        last = (end, after)
        if forced:
            ends.append(end)
            starts.append(after)
            last = None
    return starts, [*ends, max(len(letters.rstrip(" ")), starts[-1])]


@lru_cache(8192)
def _breaks(letters: str) -> tuple[tuple[int, int, bool], ...]:
    """Where a line may end, where the next would start, whether it must: dashes and slashes stay on the line.

    Remembered, because one text is tried at several sizes and widths.
    """
    found = [
        (place.start() if place.group().isspace() else place.end(), place.end(), place.group() == "\n")
        for place in BREAK.finditer(letters)
    ]
    return (*found, (len(letters.rstrip(" ")), len(letters), False))


def balance(heights: Sequence[float], limit: float, gap: float = 0.0) -> list[int]:
    """How many blocks go on each page: the fewest pages, then the most even ones, none over `limit`.

    `gap` is added between two blocks of a page. A block that alone is over the limit gets a page of its own:
    whether that is a fault is for the caller to say.
    """
    pages, uneven, taken = [0], [0.0], [0]  # up to each block: pages, unevenness, blocks on the last page
    steps, most = [height + gap for height in heights], limit + NARROWED
    for end in range(1, len(steps) + 1):
        used, fewest_before, evenest, chosen = -gap, len(steps) + 1, inf, 0
        for start in range(end - 1, -1, -1):
            used += steps[start]
            if used > most and start < end - 1:
                break
            before = pages[start]
            if before <= fewest_before:
                here = uneven[start] + used * used
                if before < fewest_before or here < evenest:
                    fewest_before, evenest, chosen = before, here, end - start
        pages.append(fewest_before + 1)
        uneven.append(evenest)
        taken.append(chosen)
    counts, end = [], len(steps)
    while end:
        counts.append(taken[end])
        end -= counts[-1]
    return counts[::-1]


def fewest(heights: Sequence[float], limit: float) -> int:
    """How many pages `balance` would make without a gap; much sooner known than how it makes them."""
    pages, used = 0, inf
    for height in heights:
        used += height
        if used > limit + NARROWED:
            pages, used = pages + 1, height
    return pages


def join_compounds(text: str, compounds: frozenset[str]) -> str:
    """The text with U+00A0 in place of the spaces inside compounds, so that no line ends there.

    Nothing but spaces is changed. The longest compound wins, capitals do not matter, `0` in a compound stands for any
    number, and a lone dash stays with the word before it. Chains of more than three words stay breakable.
    """
    parts = SPACE.split(text)
    words = [*map(_bare, parts[::2]), ""]
    index, free = _index(compounds), 0
    for at in [at for at, pair in enumerate(pairwise(words)) if pair in index or pair[0] < " " or pair[1] < " "]:
        count = _match(parts, words, at, index) if at >= free else 1
        if count > 1:
            _join(parts, at, count)
            free = at + count
        elif free <= at > 0 and words[at][1:] in DASHES and at + 2 < len(words) and _is_apart(parts, words, at):
            parts[2 * at - 1] = NBSP
    return "".join(parts)


@lru_cache(50_000)
def _bare(part: str) -> str:
    """A word in small letters without what stands around it; numbers and dashes are marked as odd."""
    core = part.strip(OPENING + CLOSING)
    return ODD + core if core in DASHES or NUMBER.fullmatch(core) else core.lower()


def _is_apart(parts: list[str], words: Sequence[str], at: int) -> bool:
    """Whether a plain space stands between a word and the one before it."""
    return parts[2 * at - 1] == " " and bool(words[at - 1])


def loosen(text: str, face: Metrics, size: float, width: float, bold: bool = False) -> str:
    """The text with plain spaces again in joined words that are wider than the line.

    Left joined, they would be torn between two letters by the program that opens the file.
    """
    words = text.split(" ")
    return " ".join(word.replace(NBSP, " ") if text_width(word, face, size, bold) > width else word for word in words)


@cache
def _index(compounds: frozenset[str]) -> Index:
    """Compounds by their first two words, the longest first; those too long for a chain are left out."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for compound in sorted(compounds):
        words = tuple(compound.lower().split())
        if 1 < len(words) <= CHAIN_WORDS and len(compound) <= CHAIN_LETTERS:
            found.setdefault(words[:2], []).append(words)
    return {pair: sorted(several, key=len, reverse=True) for pair, several in found.items()}


def _match(parts: list[str], words: Sequence[str], at: int, index: Index) -> int:
    """How many words from `at` on are one compound; 1 when none begins there."""
    for compound in index.get((words[at], words[at + 1])) or _odd(words[at], words[at + 1], index):
        count = len(compound)
        is_same = at + count < len(words) and all(map(_is_form, compound[2:], words[at + 2:at + count]))
        if is_same and _unbroken(parts, at, count):
            return count
    return 1


def _odd(first: str, second: str, index: Index) -> Iterator[tuple[str, ...]]:
    """Compounds that may begin with these words, one of which is a number or a dash."""
    for form in _forms(first):
        several = (compound for other in _forms(second) for compound in index.get((form, other), ()))
        yield from sorted(several, key=len, reverse=True)


def _forms(word: str) -> tuple[str, ...]:
    """How compounds may write a word of a text."""
    core = word.removeprefix(ODD)
    return (core,) if core == word or core in DASHES else (core.lower(), ANY_NUMBER)


def _is_form(form: str, word: str) -> bool:
    return form == word or form in _forms(word)


def _unbroken(parts: list[str], at: int, count: int) -> bool:
    """Whether plain spaces alone, no comma and no quotation mark, stand between the words."""
    for space in range(2 * at + 1, 2 * (at + count) - 1, 2):
        if parts[space] not in (" ", NBSP) or parts[space - 1][-1] in CLOSING or parts[space + 1][0] in OPENING:
            return False
    return True


def _join(parts: list[str], at: int, count: int) -> None:
    """Join the words unless what is joined already on either side would make the chain too long."""
    first, last = 2 * at, 2 * (at + count - 1)
    low, high = first, last
    while low and parts[low - 1] == NBSP:
        low -= 2
    while high + 1 < len(parts) and parts[high + 1] == NBSP:
        high += 2
    words = [word for word in parts[low:high + 1:2] if word not in DASHES]
    if len(words) <= CHAIN_WORDS and len(" ".join(words)) <= CHAIN_LETTERS + 4:
        parts[first + 1:last:2] = [NBSP] * (count - 1)
