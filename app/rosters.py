"""A class list from a file: the right sheet, the right letters, the words of the labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.list_files import read_grids
from app.old_text import Decoded
from assets.fonts import repertoire
from assets.look import Look
from course.problem import Place, Problem
from plan.grid import Grid, bare
from plan.legacy import Reading, from_tcvn3, from_vni, reading_of
from plan.roster import FIELDS
from plan.roster_heads import find_columns, heads_of
from plan.roster_table import ListWords, Roster, read_roster

SHOWN = 5
"""Rows shown where it is not sure how a file is written."""

READINGS = {"unicode": Reading("unicode", str), "tcvn3": Reading("tcvn3", from_tcvn3), "vni": Reading("vni", from_vni)}
"""What a person may choose where it cannot be seen."""


@dataclass(frozen=True)
class Choice:
    """What a person said about a file beforehand: the sheet's name, how its letters are written."""

    sheet: str | None = None
    encoding: str | None = None


def load_roster(path: Path, look: Look, choice: Choice | None = None) -> Roster:
    """The people of a file, and all that is to be said about it; nobody where something must be mended first."""
    choice = choice or Choice()
    grids, decoded, problems = read_grids(path)
    if problems:
        return Roster(problems=problems)
    words = words_of(look)
    reading = READINGS.get(choice.encoding or "") or _reading(grids, decoded)
    if reading.encoding is None:
        return Roster(problems=[_doubt(path, grids)])
    grid, told = _chosen(path, [_legible(grid, reading) for grid in grids], words, choice)
    if grid is None:
        return Roster(problems=told)
    old = reading.encoding != "unicode"
    if old:
        told.append(_problem(path, "roster.old-letters", name=look.say(f"roster.encoding.{reading.encoding}")))
    roster = read_roster(grid, words, repertoire(), lost_capitals=reading.encoding == "tcvn3")
    return Roster(roster.people if roster.is_sound else [], [*told, *roster.problems])


def words_of(look: Look) -> ListWords:
    """The words that lists are known by, from the labels; several of a kind are parted by `|`."""

    def several(key: str) -> list[str]:
        return [word.strip() for word in look.say(key).split("|")]

    heads = heads_of({field: several(f"roster.head.{field}") for field in FIELDS})
    units = frozenset(map(bare, several("roster.units")))
    return ListWords(heads, units, frozenset(map(bare, several("roster.ends"))))


def _reading(grids: Sequence[Grid], decoded: Decoded | None) -> Reading:
    """How the letters are written, seen from all cells; a text whose bytes leave a doubt leaves it here too."""
    if decoded and not decoded.sure:
        return Reading(None, str)
    if decoded and decoded.encoding == "cp1258":
        return READINGS["unicode"]
    return reading_of(text for grid in grids for row in grid.rows for text in row if text)


def _legible(grid: Grid, reading: Reading) -> Grid:
    """The cells as letters."""
    if reading.encoding == "unicode":
        return grid
    return replace(grid, rows=tuple(tuple(map(reading.read, row)) for row in grid.rows))


def _chosen(
    path: Path, grids: Sequence[Grid], words: ListWords, choice: Choice
) -> tuple[Grid | None, list[Problem]]:
    """The sheet with a list: the one named, or the first; others with a list are told."""
    if choice.sheet is not None:
        found = next((grid for grid in grids if grid.sheet == choice.sheet), None)
        names = ", ".join(grid.sheet for grid in grids)
        return found, [] if found else [_problem(path, "roster.no-sheet", sheet=choice.sheet, known=names)]
    filled = [grid for grid in grids if any(any(row) for row in grid.rows)]
    lists = [grid for grid in filled if find_columns(grid, words.heads)] or filled
    if not lists:
        return None, [_problem(path, "roster.file-empty")]
    others = ", ".join(grid.sheet for grid in lists[1:])
    return lists[0], [_problem(path, "roster.more-sheets", sheet=lists[0].sheet, others=others)] if others else []


def _doubt(path: Path, grids: Sequence[Grid]) -> Problem:
    """The first rows with strange letters, to look at."""
    strange = (" ".join(row) for grid in grids for row in grid.rows if not " ".join(row).isascii())
    shown = [line.strip() for line, _ in zip(strange, range(SHOWN), strict=False)]
    return _problem(path, "roster.encoding", rows=" / ".join(shown))


def _problem(path: Path, code: str, **params: object) -> Problem:
    return Problem(code, (), {"file": path.name} | params, Place(path.name, 1, 1))
