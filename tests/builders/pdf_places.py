"""A PDF as it is seen: every letter with its place on the page, as pdfminer finds it, whatever its tags say.

Points from the lower left corner of a side. A folded booklet's sides are cut in the middle and counted in the order
of its pages: the rule of the fold is written here anew.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import median

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt

SAME_LINE = 3.0  # points between baselines: raised numbers of notes stay on the line of their words
LINE = 6.0  # points at least from one line to the next
SAME_ROW = 4.0  # points between the first lines of cells beside each other, which are set in two sizes
APART = 6.0  # points between two pieces of a line that have nothing to do with each other
GAP = 0.1  # em between two letters that a space parts
LARGE, HANGS = 1.8, 0.42  # times the other letters of its block; em below their baseline


@dataclass(frozen=True)
class Letter:
    """One letter: the mark that it stands in, None outside any; `y` is its baseline without rise."""

    text: str
    mark: int | None
    x0: float
    x1: float
    y: float
    size: float
    rise: float


class _Letters(PDFLayoutAnalyzer):
    """Collects the letters of a page."""

    def __init__(self, manager):
        super().__init__(manager, laparams=None)
        self.inside, self.letters = [], []

    def begin_tag(self, tag, props=None):
        self.inside.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self):
        self.inside.pop()

    def receive_layout(self, ltpage):
        """Nothing: the letters alone are wanted."""

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):
        width = font.char_width(cid) * fontsize * scaling
        x0, y = apply_matrix_pt(matrix, (0, 0))
        x1, _ = apply_matrix_pt(matrix, (width, 0))
        mark = next((mark for mark in reversed(self.inside) if mark is not None), None)
        self.letters.append(Letter(font.to_unichr(cid), mark, x0, x1, y, fontsize, rise))
        return width


def places(data):
    """(width, height, letters) of each side of a file."""
    manager, found = PDFResourceManager(), []
    for page in PDFPage.get_pages(BytesIO(data)):
        device = _Letters(manager)
        PDFPageInterpreter(manager, device).process_page(page)
        _, _, width, height = page.mediabox
        found.append((width, height, device.letters))
    return found


def folded_pages(count):
    """(side, half) -> page from 1, of `count` sides: the outermost sheet holds the last and the first page."""
    pages = {}
    for side in range(count):
        low, high = side + 1, 2 * count - side
        pages[side, 0], pages[side, 1] = (high, low) if side % 2 == 0 else (low, high)
    return pages


class Sight:
    """The letters of a file by page and mark. `is_folded`: two pages lie on each side."""

    def __init__(self, data, is_folded=False):
        self.sides = places(data)
        count = len(self.sides)
        numbers = folded_pages(count) if is_folded else {(at, 0): at + 1 for at in range(count)}
        self.pages = sorted(numbers.values())
        self.height = self.sides[0][1]
        self.width = self.sides[0][0] / (2 if is_folded else 1)
        self.marked, self.unmarked = defaultdict(list), defaultdict(list)
        for side, (_, _, letters) in enumerate(self.sides):
            for letter in letters:
                half = int(letter.x0 // self.width)
                here = replace(letter, x0=letter.x0 - half * self.width, x1=letter.x1 - half * self.width)
                key = numbers[side, half]
                (self.unmarked[key] if letter.mark is None else self.marked[side, letter.mark]).append((key, here))

    def page_of(self, mark):
        """The number of the page, from 1, on which the letters of a mark (side, number) stand; None without letters."""
        found = self.marked.get(mark)
        return found[0][0] if found else None

    def of(self, block):
        """Page -> letters of a block, in order of pages."""
        found = defaultdict(list)
        for mark in block.marks:
            for page, letter in self.marked.get(mark, ()):
                found[page].append(letter)
        return dict(sorted(found.items()))

    def seen(self, block):
        """The letters of a block by place alone: lines from the top, each from the left, ended by line feeds."""
        return "\n".join(line for letters in self.of(block).values() for line in lines(letters))


def lines(letters):
    """The text of each line, from the top; where there is a gap between two letters stands a space."""
    found = []
    for height, letter in sorted(levels(letters), key=lambda pair: -pair[0]):
        near = found and found[-1][-1][0] - height < SAME_LINE
        found[-1].append((height, letter)) if near else found.append([(height, letter)])
    return [_line(sorted((letter for _, letter in line), key=lambda letter: letter.x0)) for line in found]


def levels(letters):
    """Each letter with the height of its line: its baseline; a numeral twice as large hangs lower by so much."""
    shown = [letter for letter in letters if letter.text.strip()]
    usual = median(letter.size for letter in shown) if shown else 0.0
    return [(letter.y + (HANGS * letter.size if letter.size > LARGE * usual else 0.0), letter) for letter in shown]


def _line(line):
    text = ""
    for before, letter in zip([None, *line], line, strict=False):
        is_raised = before and letter.rise > before.rise
        text += " " if before and (is_raised or letter.x0 - before.x1 > GAP * letter.size) else ""
        text += letter.text
    return unicodedata.normalize("NFC", text)


def agrees(text, seen):
    """Whether what is seen is the text, the spaces within lines too; a line ends at a space or in a word."""
    at = 0
    for line in seen.split("\n"):
        if not text.startswith(line, at):
            return False
        at += len(line)
        at += text[at : at + 1] == " "
    return at == len(text)


@dataclass
class Unit:
    """What stands together: a cell, a list item's label or body, a paragraph. `top` and `left` of its first line.

    `bottom` is the height of its last line, `end` where that ends.
    """

    number: int
    first: int
    top: float
    left: float
    bottom: float
    end: float
    block: object


def units(blocks, sight, page):
    """The units of a page, in the order of the tree."""
    found = {}
    for at, block in enumerate(blocks):
        letters = levels(sight.of(block).get(page, ()))
        if not letters:
            continue
        top = max(height for height, _ in letters)
        left = min(letter.x0 for height, letter in letters if top - height < SAME_LINE)
        bottom = min(height for height, _ in letters)
        end = max(letter.x1 for height, letter in letters if height - bottom < SAME_LINE)
        unit = found.setdefault(block.unit, Unit(block.unit, at, top, left, bottom, end, block))
        if bottom < unit.bottom:
            unit.bottom, unit.end = bottom, end
        if top > unit.top:
            unit.top, unit.left = top, left
    return list(found.values())


def by_place(found):
    """The units from the top, those of one line from the left."""
    return [unit for row in in_rows(found) for unit in row]


def upon_each_other(found):
    """Texts that begin above the end of what stands over them."""
    rows = in_rows(found)
    pairs = ((unit, under) for above, row in zip(rows, rows[1:], strict=False) for unit in above for under in row)
    return [under.block.text for unit, under in pairs
            if unit.bottom - under.top < LINE and under.left < unit.end]  # fmt: skip


def in_rows(found):
    """Units beside each other: cells of a row, a label and its item."""
    rows = []
    for unit in sorted(found, key=lambda unit: -unit.top):
        near = rows and rows[-1][0].top - unit.top < SAME_ROW
        rows[-1].append(unit) if near else rows.append([unit])
    return [sorted(row, key=lambda unit: unit.left) for row in rows]


def segments(letters):
    """Pieces of lines that stand apart."""
    found = []
    for height, letter in sorted(levels(letters), key=lambda pair: (-round(pair[0]), pair[1].x0)):
        last = found[-1][-1] if found else None
        near = last and abs(last[0] - height) < 1 and -1 < letter.x0 - last[1].x1 < APART
        found[-1].append((height, letter)) if near else found.append([(height, letter)])
    return [_line([letter for _, letter in part]) for part in found]
