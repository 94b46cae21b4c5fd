"""Text of the quiz set into rows before any page: broken by the face's own widths, kept together in blocks.

All lengths are points; x from the left end of the column, heights downwards. No markup is ever made: letters go
to the page as letters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest

from reportlab.pdfbase import pdfmetrics

from assets.look import Look
from builders.pdf.fonts import font, register
from builders.pdf.tree import Part
from course.text import Span
from plan.measure import NBSP, Metrics, balance, join_compounds, lay, loosen, text_width, widths_of

ITALIC_ROOM = 0.985  # share of the width that a line with italics may fill: they are measured as upright letters


@dataclass(frozen=True)
class Run:
    """Letters of one face on one line. `path` are the elements of the structure tree in which they stand."""

    x: float
    text: str
    face: str
    size: float
    path: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Row:
    """One line: its height, its runs on a common baseline `base` below its top, dotted lines, frames to write in.

    `dots` are (from, to); `frames` are (x, width, height) that begin at the row's top.
    """

    height: float
    base: float
    runs: tuple[Run, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    frames: tuple[tuple[float, float, float], ...] = ()


Block = tuple[Row, ...]
"""Rows that stay on one page."""


def height(block: Block) -> float:
    """Points from the first row's top to the last row's end."""
    return sum(row.height for row in block)


def shifted(block: Block, x: float) -> Block:
    """The block further to the right."""
    return tuple(
        Row(row.height, row.base,
            tuple([Run(run.x + x, run.text, run.face, run.size, run.path) for run in row.runs]),
            tuple([(a + x, b + x) for a, b in row.dots]), tuple([(a + x, w, h) for a, w, h in row.frames]))
        for row in block
    )  # fmt: skip


def within(block: Block, *parts: Part) -> Block:
    """The block with its letters in these elements of the structure tree, around those in which they stand already."""
    return tuple(
        Row(row.height, row.base,
            tuple([Run(run.x, run.text, run.face, run.size, (*parts, *run.path)) for run in row.runs]),
            row.dots, row.frames) if row.runs else row
        for row in block
    )


def listed(block: Block) -> tuple[Block, tuple[Part, ...]]:
    """A block whose first run is the label of a list's item; and the path of all that comes below it in that item."""
    item, body = Part("LI"), Part("LBody")
    first, *rest = within(block, item, body, Part("P"))
    label = replace(first.runs[0], path=(item, Part("Lbl")))
    return (replace(first, runs=(label, *first.runs[1:])), *rest), (item, body)


def beside(blocks: Sequence[Block]) -> Block:
    """Blocks that stand side by side, as rows that hold a line of each; they are shifted already."""
    rows = []
    for lines in zip_longest(*blocks):
        here = [line for line in lines if line]
        rows.append(Row(
            max(line.height for line in here), max(line.base for line in here),
            tuple(run for line in here for run in line.runs), tuple(dots for line in here for dots in line.dots),
            tuple(frame for line in here for frame in line.frames),
        ))  # fmt: skip
    return tuple(rows)


def pieces(block: Block, limit: float) -> Iterator[Block]:
    """The block, or where it is higher than a page its rows in as many blocks as it takes."""
    part: list[Row] = []
    for row in block:
        if part and height(tuple(part)) + row.height > limit:
            yield tuple(part)
            part = []
        part.append(row)
    yield tuple(part)


def on_pages(blocks: Sequence[Block], start: float, limit: float, gap: float) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each page, pages as even as can be; `start` of the first page is taken already.

    A block higher than a page goes on in pieces.
    """
    whole = [piece for block in blocks for piece in pieces(block, limit - start - gap)]
    heights = [height(block) for block in whole]
    counts = balance([heights[0] + start + gap, *heights[1:]], limit, gap)
    ends = list(accumulate(counts))
    return tuple(tuple(whole[end - count : end]) for end, count in zip(ends, counts, strict=True))


class Setter:
    """Breaks text into rows in one family of the theme; `compounds` are words whose syllables stay together."""

    def __init__(self, look: Look, role: str, compounds: frozenset[str] = frozenset()) -> None:
        register(look)
        self.family, self.compounds = look.face(role), compounds
        self.metrics = Metrics(_widths(font(self.family)), _widths(font(self.family, bold=True)))
        self.kept: dict[tuple[object, ...], Block] = {}

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Points of the text on one line."""
        return text_width(text, self.metrics, size, bold)

    def rows(
        self, text: str | Sequence[Span], width: float, size: float, lead: float, *, bold: bool = False
    ) -> Block:
        """The text in rows of `width` points, ragged right; words wider than that are cut rather than lost."""
        spans = (Span(text, bold=bold),) if isinstance(text, str) else tuple(text)
        sought = (spans, width, size, lead)
        if sought not in self.kept:
            self.kept[sought] = tuple(self._row(line, size, lead) for line in self._lines(spans, width, size))
        return self.kept[sought]

    def labelled(
        self, label: str, text: str | Sequence[Span], width: float, indent: float, size: float, lead: float
    ) -> Block:
        """A label in bold, and the text beside it at `indent`: an item of a list."""
        item = Part("LI")
        body = within(shifted(self.rows(text, width - indent, size, lead), indent), item, Part("LBody"))
        run = Run(0, label, font(self.family, bold=True), size, (item, Part("Lbl")))
        return (replace(body[0], runs=(run, *body[0].runs)), *body[1:])

    def _lines(self, spans: Sequence[Span], width: float, size: float) -> Iterator[tuple[Span, ...]]:
        joined = tuple(replace(span, text=join_compounds(span.text, self.compounds)) for span in spans)
        room = width * (ITALIC_ROOM if any(span.italic for span in spans) else 1)
        laid = lay(joined, self.metrics, size, room)
        if not laid.fits:
            joined = tuple(replace(span, text=self._cut(span, size, room)) for span in joined)
            laid = lay(joined, self.metrics, size, room)
        return _along(joined, laid.lines)

    def _cut(self, span: Span, size: float, room: float) -> str:
        """The text with line feeds inside words that are wider than the line even when loosened."""
        loose = loosen(span.text, self.metrics, size, room, span.bold)
        return " ".join(self._cut_word(word, size, room, span.bold) for word in loose.split(" "))

    def _cut_word(self, word: str, size: float, room: float, bold: bool) -> str:
        if self.width(word, size, bold) <= room:
            return word
        parts = [""]
        for letter in word:
            if self.width(parts[-1] + letter, size, bold) > room:
                parts.append("")
            parts[-1] += letter
        return "\n".join(parts)

    def _row(self, line: Sequence[Span], size: float, lead: float) -> Row:
        runs, x = [], 0.0
        for span in line:
            face = font(self.family, bold=span.bold, italic=span.italic)
            runs.append(Run(x, span.text.replace(NBSP, " "), face, size))
            x += pdfmetrics.stringWidth(span.text, face, size)
        return Row(lead, baseline(size, lead), tuple(runs))


def baseline(size: float, lead: float) -> float:
    """From a row's top to its baseline: the letters stand in the middle of their lead."""
    return (lead + size * 0.72) / 2


def _widths(face: str) -> Mapping[str, int]:
    return widths_of(pdfmetrics.getFont(face).face.charWidths)


def _along(spans: Sequence[Span], lines: Sequence[str]) -> Iterator[tuple[Span, ...]]:
    """The spans cut where the lines end; a space (or line feed) at a line's end stays with the line, as a space."""
    letters = "".join(span.text for span in spans)
    kinds = [span for span in spans for _ in span.text]
    at = 0
    for number, line in enumerate(lines):
        end = at + len(line)
        after = end
        while after < len(letters) and letters[after] in " \n":
            after += 1
        space = " " if number + 1 < len(lines) and after > end and " " in letters[end:after] else ""
        yield tuple(_cut_spans(letters[at:end] + space, kinds[at:end] + kinds[end - 1 : end] * len(space)))
        at = after


def _cut_spans(letters: str, kinds: Sequence[Span]) -> Iterator[Span]:
    start = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or kinds[at] is not kinds[start]:
            yield replace(kinds[start], text=letters[start:at])
            start = at
