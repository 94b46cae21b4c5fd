"""What fits: heights of paragraphs, the largest size of the ladder that holds, even splits over several slides.

Points. One line is 1.2 em; lines are filled to 97 %. Nothing here shrinks a text below the ladder: what does not
fit at its smallest step is split, and what cannot be split is told to the author.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from course.text import Span
from plan.measure import FILL, balance, fewest, lay, line_height, metrics
from plan.slides.layouts import Box
from plan.slides.page import Paragraph, Spans

FACE = metrics("Arial")
GAP, WIDEST_GAP = 10.0, 24.0  # between paragraphs
INDENT = 26.0  # of a point behind its bullet
FEW, STEP = 4, 12.0  # lines that are evened, and by how many points at a time
LAST = 0.25  # least share of its column that the last line of a paragraph should take
POINTS, WORDS = 5, 88  # most points, and syllables, of one slide
ROUNDED = 1e-6  # pages; forgives sums that differ in their last bit
SENTENCE = re.compile(r"(?<=[.;!?\u2026])[\u201d\")]* +")


def words_of(text: str) -> int:
    """Syllables, no-break spaces counting as spaces."""
    return len(text.split())


def lines_of(spans: Spans, size: float, width: float, bold: bool = False) -> int | None:
    """Lines of the text in a column, or None when one of its words is wider than the column."""
    laid = lay(spans, FACE, size, width * FILL, bold)
    return len(laid.lines) if laid.fits else None


def height_of(paragraph: Paragraph, size: float, width: float, bold: bool = False) -> float | None:
    """Height of one paragraph; None when a word is too wide."""
    own = paragraph.size or size
    count = lines_of(paragraph.spans, own, width - (INDENT if paragraph.bullet else 0), bold or paragraph.bold)
    return None if count is None else count * line_height(own)


def stack(paragraphs: Sequence[Paragraph], size: float, width: float, bold: bool = False) -> float | None:
    """Height of paragraphs one below the other; None when a word is too wide."""
    heights = [height_of(paragraph, size, width, bold) for paragraph in paragraphs]
    found = [height for height in heights if height is not None]
    return sum(found) + GAP * (len(found) - 1) if len(found) == len(heights) else None


def largest(paragraphs: Sequence[Paragraph], box: Box, sizes: Sequence[float], room: float = 1.0) -> float | None:
    """The first of `sizes` at which the paragraphs take at most `room` of the box; None when there is none."""
    for size in sizes:
        height = stack(paragraphs, size, box.w, box.bold)
        if height is not None and height <= box.h * room:
            return size
    return None


def evened(paragraph: Paragraph, box: Box, size: float) -> Paragraph:
    """A text of a few lines set in the narrowest column that keeps their number: no line of one word at its end."""
    bold = box.bold or paragraph.bold
    count = lines_of(paragraph.spans, size, box.w, bold)
    if count is None or not 2 <= count <= FEW:
        return paragraph
    width = box.w
    while width > box.w / 2 and lines_of(paragraph.spans, size, width - STEP, bold) == count:
        width -= STEP
    spare = box.w - width
    is_centred = box.align == "ctr"
    return replace(paragraph, left=spare / 2 if is_centred else 0.0, right=spare / 2 if is_centred else spare)


def unwidowed(paragraph: Paragraph, width: float, size: float, *, bold: bool = False, is_centred: bool = False
              ) -> Paragraph:  # fmt: skip
    """A paragraph in a column a little narrower when its last line would be one short word; never a line more."""
    own, bold = paragraph.size or size, bold or paragraph.bold
    room = width - (INDENT if paragraph.bullet else 0.0)
    if paragraph.left or paragraph.right or not _hangs(paragraph, own, room, room, bold):
        return paragraph
    count = lines_of(paragraph.spans, own, room, bold)
    narrow = room - STEP
    while narrow > room / 2 and _hangs(paragraph, own, narrow, room, bold):
        narrow -= STEP
    if narrow <= room / 2 or lines_of(paragraph.spans, own, narrow, bold) != count:
        return paragraph
    spare = room - narrow
    return replace(paragraph, left=spare / 2 if is_centred else 0.0, right=spare / 2 if is_centred else spare)


def _hangs(paragraph: Paragraph, size: float, width: float, room: float, bold: bool) -> bool:
    """Whether the last of several lines is short; measured in the full width, as the wall shows it."""
    laid = lay(paragraph.spans, FACE, size, width, bold)
    return len(laid.lines) > 1 and laid.widths[-1] < room * LAST


def airy(paragraphs: Sequence[Paragraph], box: Box, size: float) -> float:
    """The gap between paragraphs that lets a slide with room breathe: two thirds of it filled, calmly spaced."""
    height = stack(paragraphs, size, box.w, box.bold) or box.h
    return GAP if len(paragraphs) < 2 else GAP + max(0.0, min(WIDEST_GAP - GAP, (box.h - height) / len(paragraphs) / 2))


def cut(spans: Spans, start: int, end: int) -> Spans:
    """The letters from `start` to `end`, without the spaces at both ends."""
    pieces, at = [], 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        pieces.append(replace(span, text=text))
    return strip(tuple(piece for piece in pieces if piece.text))


def strip(spans: Spans) -> Spans:
    """Without plain spaces at both ends."""
    if not spans:
        return spans
    first = replace(spans[0], text=spans[0].text.lstrip(" "))
    spans = (first, *spans[1:])
    return (*spans[:-1], replace(spans[-1], text=spans[-1].text.rstrip(" ")))


def _cuts(text: str, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    ends = [found.end() for found in mark.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def sentences(paragraph: Paragraph) -> list[Paragraph]:
    """The paragraph cut after each sentence or clause; a single one stays as it is."""
    found = _cuts(paragraph.text, SENTENCE)
    return [replace(paragraph, spans=cut(paragraph.spans, start, end)) for start, end in found]


@lru_cache(64)
def shares(paragraph: Paragraph, size: float, width: float, room: float) -> tuple[Paragraph, ...]:
    """The paragraph cut into the fewest even parts that fit: at sentences, else between words.

    Parts together are never lower than the whole, which tells at once how many there must be at least.
    Remembered, because a course is planned once to be checked and once to be built.
    """
    least = (height_of(paragraph, size, width) or 0.0) / room
    for mark in (SENTENCE, re.compile(r" +")):
        spots = _cuts(paragraph.text, mark)
        parts = [replace(paragraph, spans=cut(paragraph.spans, *spot)) for spot in spots]
        if any((stack([part], size, width) or room + 1) > room for part in parts):
            continue
        costs = [len(part.text) + 1.0 for part in parts]
        for pages in range(2, len(parts) + 1):
            limit = max(max(costs), sum(costs) / pages * 1.25)
            if fewest(costs, limit) < least - ROUNDED:
                continue
            counts = balance(costs, limit)
            joined = tuple(_joined(paragraph, spots, counts))
            if all((stack([one], size, width) or room + 1) <= room for one in joined):
                return joined
    return (paragraph,)


def _joined(paragraph: Paragraph, spots: list[tuple[int, int]], counts: list[int]) -> Iterator[Paragraph]:
    at = 0
    for count in counts:
        yield replace(paragraph, spans=cut(paragraph.spans, spots[at][0], spots[at + count - 1][1]))
        at += count


def pages_of(paragraphs: Sequence[Paragraph], box: Box, size: float) -> list[tuple[Paragraph, ...]]:
    """Paragraphs over slides: the fewest, evenly; a heading line that ends in a colon stays with what follows."""
    whole = [part for paragraph in paragraphs for part in _parts(paragraph, box, size)]
    units = list(_units(whole))
    costs = [sum(_cost(one, box, size) for one in unit) + GAP * (len(unit) - 1) for unit in units]
    pages, at = [], 0
    for count in balance(costs, box.h, GAP):
        pages.append(tuple(one for unit in units[at : at + count] for one in unit))
        at += count
    return pages


def spread(paragraphs: Sequence[Paragraph], box: Box) -> tuple[list[tuple[Paragraph, ...]], float]:
    """Paragraphs over slides at 28 points, or at 24 where that saves a slide, and the size."""
    pages = pages_of(paragraphs, box, 28)
    if len(pages) == 1:
        return pages, 28.0
    is_little = len(paragraphs) <= POINTS and sum(words_of(one.text) for one in paragraphs) <= WORDS
    if is_little and (size := largest(paragraphs, box, (28, 24))):
        return [tuple(paragraphs)], size
    closer = pages_of(paragraphs, box, 24)
    return (closer, 24.0) if len(closer) < len(pages) else (pages, 28.0)


def _parts(paragraph: Paragraph, box: Box, size: float) -> Sequence[Paragraph]:
    height = height_of(paragraph, size, box.w, box.bold)
    return [paragraph] if height is None or height <= box.h else shares(paragraph, size, box.w, box.h)


def _units(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    unit: list[Paragraph] = []
    for paragraph in paragraphs:
        unit.append(paragraph)
        if not paragraph.text.endswith(":") or len(unit) > 2:
            yield unit
            unit = []
    if unit:
        yield unit


def _cost(paragraph: Paragraph, box: Box, size: float) -> float:
    """The height, or more when the paragraph uses up the slide's share of points or words sooner."""
    height = height_of(paragraph, size, box.w, box.bold) or 0.0
    point = (box.h + GAP) / POINTS - GAP if paragraph.bullet else 0.0
    return max(height, point, words_of(paragraph.text) * box.h / WORDS)


def whole(text: str, bold: bool = False) -> Spans:
    """A plain text as spans."""
    return (Span(text, bold=bold),)
