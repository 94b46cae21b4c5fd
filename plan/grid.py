"""A table of cells as text, whatever file it came from, and how its cells are named to people: B7."""

import re
import unicodedata
from dataclasses import dataclass

_ASIDE = re.compile(r"\([^)]*\)")
_NOT_WORD = re.compile(r"[^a-z0-9]")
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True)
class Area:
    """Merged cells, by their corners; rows and columns count from 0, the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """Rows of cells, each row as long as the longest; `sheet` names the sheet where a file has several.

    `merged` are areas of which only the first cell holds text; `empty_formulas` are cells (row, column) whose formula
    was saved without its value.
    """

    file: str
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    merged: tuple[Area, ...] = ()
    empty_formulas: tuple[tuple[int, int], ...] = ()

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, nothing where there is none."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""


def cell_name(row: int, column: int) -> str:
    """`B7` for row 6, column 1: as a spreadsheet names it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def bare(text: str) -> str:
    """The letters and digits alone, small, without marks and without what stands in brackets.

    "HỌ VÀ TÊN (chữ in hoa)" and "Ho va ten" are the same head of a column.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFD", _ASIDE.sub("", text).casefold())).replace("\u0111", "d")
    return _NOT_WORD.sub("", plain)
