"""Tables on slides: column widths from what stands in them, rows never cut, the head on every slide, even parts.

Points. A cell's text is 20 or 24; dots stand where the source is silent, to write on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from math import inf

from course.problem import Problem
from course.text import Span
from plan.measure import FILL, balance, line_height, text_width
from plan.slides.desk import Desk, too_long
from plan.slides.fit import FACE, height_of, unwidowed
from plan.slides.layouts import Box
from plan.slides.page import Cell, Grid, Paragraph, Spans

SIDE, ABOVE = 10.0, 5.0  # margins of a cell
SIZES = (24.0, 20.0)
ROUNDS, MOVES = 4, (16.0, 48.0)  # how often a column gives points to another, and how many
STRETCH = 22.0  # most that a row grows when its slide has room
DOTS = "\u2026"
BOLD = ("head", "label", "number")
Row = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """A table before it is cut: its head, its rows. `labelled`: the first column names its row.

    `most` slides are worth the larger size; 0 means: one more than the fewest. What one slide holds stays on it.
    """

    head: Row
    rows: Sequence[Row]
    alt: str
    labelled: bool = False
    shares: tuple[float, ...] = ()
    most: int = 0


def text_cell(desk: Desk, text: str | Spans | None, role: str = "text") -> Cell:
    """A cell of one paragraph; None is a blank to write on."""
    return Cell((desk.para(text),), role) if text else Cell((), "blank")


def flow_cell(desk: Desk, texts: Sequence[str | Spans]) -> Cell:
    """A cell of several paragraphs, bulleted when there is more than one; none at all is a blank."""
    if not texts:
        return Cell((), "blank")
    return Cell(tuple(desk.para(text, bullet=len(texts) > 1) for text in texts))


def grids(sheet: Sheet, box: Box, sizes: Sequence[float] = SIZES, spare: int = 1
          ) -> tuple[list[Grid], list[tuple[int, Problem]]]:  # fmt: skip
    """The table over slides, and (row, problem) for rows that fit on none. `spare` slides more buy a larger size."""
    tries = [_at(sheet, box, size) for size in sizes]
    clean = [found for found in tries if not found[1]]
    if not clean:
        return tries[-1]
    fewest = min(len(found[0]) for found in clean)
    most = 1 if fewest == 1 else max(sheet.most, fewest) if sheet.most else fewest + spare
    return next(found for found in clean if len(found[0]) <= most)


def _at(sheet: Sheet, box: Box, size: float) -> tuple[list[Grid], list[tuple[int, Problem]]]:
    ruler = _Ruler(list(zip(sheet.head, *sheet.rows, strict=True)), size)
    widths = _widths(sheet, ruler, box.w)
    head, *heights = ruler.rows(widths)
    room = box.h - (head if head < inf else 0.0)
    faults = [(at, _fault(row)) for at, (row, height) in enumerate(zip(sheet.rows, heights, strict=True))
              if height > room]  # fmt: skip
    if head > box.h / 2:
        faults.insert(0, (-1, _fault(sheet.head)))
    if sum(widths) > box.w + 1:
        faults.insert(0, (-1, too_long("deck.table-too-wide", sheet.alt)))
        widths = tuple(width * box.w / sum(widths) for width in widths)
    head, *heights = [height if height < inf else 0.0 for height in (head, *heights)]
    pages, at = [], 0
    for count in balance(heights, room) or [0]:
        rows = (sheet.head, *sheet.rows[at : at + count])
        high = [head, *heights[at : at + count]]
        pages.append(_page(sheet, rows, high, widths, size, box))
        at += count
    return pages, faults


def _page(sheet: Sheet, rows: Sequence[Row], heights: list[float], widths: tuple[float, ...], size: float, box: Box
          ) -> Grid:  # fmt: skip
    more = max(0.0, min(STRETCH, (box.h - sum(heights)) / len(heights)))
    filled = tuple(tuple(_filled(cell, width, size) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return Grid(box.name, widths, tuple(height + more for height in heights), filled, size, sheet.alt, sheet.labelled)


def _fault(row: Row) -> Problem:
    longest = max((paragraph.text for cell in row for paragraph in cell.paragraphs), key=len, default="")
    return too_long("deck.row-too-high", longest)


def _filled(cell: Cell, width: float, size: float) -> Cell:
    if cell.paragraphs:
        ones = (unwidowed(one, width - 2 * SIDE, size, bold=cell.role in BOLD) for one in cell.paragraphs)
        return replace(cell, paragraphs=tuple(ones))
    count = max(2, min(12, int((width - 2 * SIDE) * FILL / size)))
    return replace(cell, paragraphs=(Paragraph((Span(DOTS * count),), color="muted"),))


@dataclass(frozen=True, eq=False)
class _Ruler:
    """Heights of a table's rows at one size. A column is measured once at each width: many widths are tried."""

    columns: Sequence[Row]
    size: float
    known: dict[tuple[int, float], list[float]] = field(default_factory=dict)

    def rows(self, widths: Sequence[float]) -> list[float]:
        """The height of the head and of each row; infinite where a word is wider than its column."""
        measured = [self._column(at, width) for at, width in enumerate(widths)]
        return [max(row) + 2 * ABOVE for row in zip(*measured, strict=True)]

    def total(self, widths: Sequence[float]) -> float:
        """The height of the table, rows that do not fit left out."""
        return sum(height if height < inf else 0.0 for height in self.rows(widths))

    def _column(self, at: int, width: float) -> list[float]:
        if (at, width) not in self.known:
            heights = [_cell_height(cell, width - 2 * SIDE, self.size) for cell in self.columns[at]]
            self.known[at, width] = heights
        return self.known[at, width]


def _cell_height(cell: Cell, width: float, size: float) -> float:
    """Infinite when a word is too wide."""
    if not cell.paragraphs:
        return line_height(size)
    heights = [height_of(paragraph, size, width, cell.role in BOLD) for paragraph in cell.paragraphs]
    return sum(inf if height is None else height for height in heights)


def _widths(sheet: Sheet, ruler: _Ruler, room: float) -> tuple[float, ...]:
    """No column narrower than its widest word; of several ways to share the rest, the one with the lowest table."""
    if sheet.shares:
        return tuple(room * share / sum(sheet.shares) for share in sheet.shares)
    columns, size = ruler.columns, ruler.size
    least = [max(_widest(cell, size) for cell in column) / FILL + 2 * SIDE + 1 for column in columns]
    wanted = [max(max(_whole(cell, size) for cell in column) / FILL + 2 * SIDE + 1, low)
              for column, low in zip(columns, least, strict=True)]  # fmt: skip
    tries = [_shared(least, wanted, room, power) for power in (0.5, 0.75, 1.0)]
    return _lowered(ruler, min(tries, key=ruler.total), least)


def _lowered(ruler: _Ruler, widths: tuple[float, ...], least: Sequence[float]) -> tuple[float, ...]:
    """Widths with which the table is lower yet: what one column spares goes to another, as long as that helps."""
    height = ruler.total(widths)
    for _ in range(ROUNDS):
        moved = [found for giver, taker in permutations(range(len(widths)), 2)
                 for found in _moved(widths, giver, taker, least)]  # fmt: skip
        best = min(moved, key=ruler.total, default=widths)
        if ruler.total(best) >= height:
            break
        widths, height = best, ruler.total(best)
    return widths


def _moved(widths: tuple[float, ...], giver: int, taker: int, least: Sequence[float]) -> Iterator[tuple[float, ...]]:
    for step in MOVES:
        if widths[giver] - step >= least[giver]:
            shift = {giver: -step, taker: step}
            yield tuple(width + shift.get(at, 0.0) for at, width in enumerate(widths))


def _shared(least: list[float], wanted: list[float], room: float, power: float) -> tuple[float, ...]:
    """Widths between `least` and `wanted`; what is left when all have what they want goes to all alike."""
    spare = max(0.0, room - sum(least))
    lacks = [(want - low) ** power for want, low in zip(wanted, least, strict=True)]
    given = [
        min(want - low, spare * lack / (sum(lacks) or 1.0))
        for want, low, lack in zip(wanted, least, lacks, strict=True)
    ]
    rest = (spare - sum(given)) / len(least)
    return tuple(low + gift + rest for low, gift in zip(least, given, strict=True))


def _widest(cell: Cell, size: float) -> float:
    bold = cell.role in BOLD
    words = (word for paragraph in cell.paragraphs for word in paragraph.text.split(" "))
    return max((text_width(word, FACE, size, True if bold else _has_bold(cell)) for word in words), default=5 * size)


def _has_bold(cell: Cell) -> bool:
    return any(span.bold for paragraph in cell.paragraphs for span in paragraph.spans)


def _whole(cell: Cell, size: float) -> float:
    return max((text_width(paragraph.text, FACE, size) for paragraph in cell.paragraphs), default=9 * size)
