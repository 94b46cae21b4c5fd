"""How wide the columns of a table stand: no word is cut while another column can give, and the rows stay low.

The words of the cells are measured in their faces. Lengths in points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from builders.pdf.cells import Cell, Pads
from builders.pdf.lines import Writing
from builders.pdf.text import Text

PADDING = Pads().left + Pads().right
SLACK = 0.6  # points more than the longest word, for what a sum of widths rounds away
BLANK = 0.16  # share of the table that a column to write in asks for, if the words leave so much
ROOMY = 0.3  # share of the table beyond which such a column needs no more
STEPS = (0.08, 0.04, 0.02, 0.01)  # shares of the table that one column gives to another
MEASURED = 60  # rows by which the widths are chosen; the words of all of them count


@dataclass(frozen=True)
class Words:
    """A paragraph as the widths of its unbreakable words; `pitch` from line to line, `least` is its longest word."""

    widths: tuple[float, ...]
    space: float
    pitch: float
    indent: float = 0.0

    @property
    def least(self) -> float:
        """The narrowest room that cuts no word."""
        return max(self.widths, default=0.0) + self.indent

    def height(self, room: float) -> float:
        """How high its lines are in so much room."""
        lines, used, room = 1, -self.space, room - self.indent
        for width in self.widths:
            if used > 0 and used + self.space + width > room:
                lines, used = lines + 1, -self.space
            used += self.space + width
        return lines * self.pitch


def fitting(head: Sequence[Flowable], rows: Sequence[Sequence[Cell]], width: float) -> list[float]:
    """The widths of the columns, `width` together."""
    lines = [[_words(cell) for cell in row] for row in (head, *rows) if row]
    count = max((len(line) for line in lines), default=0)
    if count < 2:
        return [width] * count
    least = [max((words.least for line in lines if at < len(line) for words in line[at]), default=0.0)
             for at in range(count)]  # fmt: skip
    least = [own + PADDING + SLACK for own in least]
    if sum(least) >= width:
        return _crowded(least, width)
    blank = [sum(_is_blank(row[at]) for row in rows if at < len(row)) * 2 > len(rows) for at in range(count)]
    columns = _Columns(lines[:: max(len(lines) // MEASURED, 1)], width, _with_room(least, blank, width))
    return _with_rest(columns, _lowest(columns), blank)


def _crowded(least: list[float], width: float) -> list[float]:
    """Not all words stand whole: the narrow columns do, the others share the rest."""
    left, waiting, found = width, len(least), [0.0] * len(least)
    for at in sorted(range(len(least)), key=least.__getitem__):
        found[at] = min(least[at], left / waiting)
        left, waiting = left - found[at], waiting - 1
    return found


def _with_room(least: list[float], blank: list[bool], width: float) -> list[float]:
    """The least widths, with room to write as far as the words leave any."""
    wanted = [max(width * BLANK - own, 0.0) if is_blank else 0.0 for own, is_blank in zip(least, blank, strict=True)]
    part = min((width - sum(least)) / 2 / (sum(wanted) or 1.0), 1.0)
    return [own + more * part for own, more in zip(least, wanted, strict=True)]


def _is_blank(cell: Cell) -> bool:
    flows = (cell,) if isinstance(cell, Flowable) else cell
    return all(isinstance(flow, Writing) for flow in flows)


def _words(cell: Cell) -> list[Words]:
    flows = (cell,) if isinstance(cell, Flowable) else cell
    return [_measured(flow) for flow in flows if isinstance(flow, Text)]


def _measured(flow: Text) -> Words:
    style, widths, open_word = flow.style, [], 0.0
    for frag, letters, ends in _pieces(flow.frags):
        for at, piece in enumerate(letters.split(" ")):
            if (at or ends) and open_word:
                widths.append(open_word)
                open_word = 0.0
            open_word += stringWidth(piece, frag.fontName, frag.fontSize)
    widths += [open_word] if open_word else []
    space = float(stringWidth(" ", style.fontName, style.fontSize))
    return Words(tuple(widths), space, style.leading, style.leftIndent)


def _pieces(frags: Sequence[Any]) -> Iterator[tuple[Any, str, bool]]:
    """Fragments with their letters, and whether a new word begins with them for certain: broken ones are words."""
    for frag in frags:
        if isinstance(frag, list):
            yield from ((part, letters, not at) for at, (part, letters) in enumerate(frag[1:]))
        else:
            yield frag, str(getattr(frag, "text", "")), False


@dataclass(frozen=True)
class _Columns:
    """What `_lowest` chooses for: cells row by row, the width of all, the least of each."""

    lines: list[list[list[Words]]]
    width: float
    least: list[float]

    def height(self, widths: Sequence[float], known: dict[tuple[int, float], list[float]]) -> float:
        """All rows together; columns measured before are `known`."""
        columns = [self._column(at, width, known) for at, width in enumerate(widths)]
        return sum(map(max, zip(*columns, strict=True)))

    def _column(self, at: int, width: float, known: dict[tuple[int, float], list[float]]) -> list[float]:
        key = at, round(width, 2)
        if key not in known:
            room = width - PADDING
            known[key] = [sum(words.height(room) for words in line[at]) if at < len(line) else 0.0
                          for line in self.lines]  # fmt: skip
        return known[key]

    def begun(self) -> list[list[float]]:
        """Widths to begin with: equal, and by the length of the words; none under its least."""
        count = len(self.least)
        long = [max((sum(words.widths) for line in self.lines if at < len(line) for words in line[at]), default=1.0)
                for at in range(count)]  # fmt: skip
        return [self._above([self.width * own / sum(wish) for own in wish])
                for wish in ([1.0] * count, [max(own, 1.0) ** 0.5 for own in long])]  # fmt: skip

    def _above(self, wished: list[float]) -> list[float]:
        over = [max(own - low, 0.0) for own, low in zip(wished, self.least, strict=True)]
        free = (self.width - sum(self.least)) / (sum(over) or 1.0)
        return [low + own * free for own, low in zip(over, self.least, strict=True)]


def _lowest(columns: _Columns) -> list[float]:
    """Columns give to each other as long as the table gets lower by it."""
    known: dict[tuple[int, float], list[float]] = {}
    return min((_settled(columns, widths, known) for widths in columns.begun()),
               key=lambda widths: columns.height(widths, known))  # fmt: skip


def _with_rest(columns: _Columns, widths: list[float], blank: list[bool]) -> list[float]:
    """What the words do without goes to the columns to write in, up to `ROOMY` each."""
    step, known = columns.width * STEPS[-1], dict[tuple[int, float], list[float]]()
    best = columns.height(widths, known)
    for taker in (at for at, is_blank in enumerate(blank) if is_blank):
        for giver in (at for at, is_blank in enumerate(blank) if not is_blank):
            while widths[giver] - step >= columns.least[giver] and widths[taker] < columns.width * ROOMY:
                tried = list(widths)
                tried[giver], tried[taker] = tried[giver] - step, tried[taker] + step
                if columns.height(tried, known) > best + 0.01:
                    break
                widths = tried
    return widths


def _settled(columns: _Columns, widths: list[float], known: dict[tuple[int, float], list[float]]) -> list[float]:
    best = columns.height(widths, known)
    for share in STEPS:
        step, moved = columns.width * share, True
        while moved:
            moved = False
            for giver, taker in permutations(range(len(widths)), 2):
                if widths[giver] - step < columns.least[giver]:
                    continue
                tried = list(widths)
                tried[giver], tried[taker] = tried[giver] - step, tried[taker] + step
                height = columns.height(tried, known)
                if height < best - 0.01:
                    widths, best, moved = tried, height, True
    return widths
