"""From the cells of a class list to people: what is no person is left out and told, what is doubtful is told by cell.

Nothing is lost without a word. Rows that stop the work: none with heads, a person without a name, a number given twice,
a formula without its value, letters that cannot be printed. All faults come in one pass.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from course.characters import character_fault, missing_letters, named
from course.problem import Place, Problem
from plan.grid import Grid, bare, cell_name
from plan.roster import Person
from plan.roster_heads import Columns, Heads, find_columns, only_column

MOST = 20_000
"""People of one list: a province has fewer cadres; more is another kind of file."""

PLAIN = ("number", "unit", "position", "born", "phone", "room", "session", "note")
COMPARED = ("name", "family", "given", "unit", "position", "born")
"""Columns by which two people of one name are told apart; a number of their own does it too."""
_DATE = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_ROMAN = re.compile(r"(?:[ivx]+|[a-h]|\d+)[.)]?\s+", re.I)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class ListWords:
    """Words by which rows are told apart: heads of columns, beginnings of units, and of what ends a list."""

    heads: Heads
    units: frozenset[str]
    ends: frozenset[str]


@dataclass
class Roster:
    """What was read, and all that is to be said about it. `people` in the order of the file."""

    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing but warnings was found."""
        return all(problem.is_warning for problem in self.problems)


def read_roster(grid: Grid, words: ListWords, repertoire: frozenset[int], *, lost_capitals: bool = False) -> Roster:
    """The people of a table; `repertoire` are the code points that can be printed.

    `lost_capitals`: its letters come from TCVN3, which has no capitals with tones; names get them back.
    """
    columns = find_columns(grid, words.heads) or only_column(grid)
    if columns is None:
        return Roster(problems=[_problem(grid, "roster.no-heads", 0, 0)])
    reader = _Reader(grid, columns, words, repertoire, lost_capitals)
    reader.run()
    return reader.roster


class _Reader:
    """Goes down the rows; `unit` is the last heading of a group."""

    def __init__(
        self, grid: Grid, columns: Columns, words: ListWords, repertoire: frozenset[int], lost_capitals: bool
    ) -> None:
        self.grid, self.columns, self.words = grid, columns, words
        self.repertoire, self.lost_capitals = repertoire, lost_capitals
        self.roster, self.unit = Roster(), ""
        self.known = {column for own in columns.fields.values() for column in own}
        self.merged = {area.top for area in grid.merged if area.right - area.left >= 2}
        self.formulas: dict[int, list[int]] = defaultdict(list)
        for row, column in grid.empty_formulas:
            self.formulas[row].append(column)
        self.is_parted = _is_parted(grid, columns)

    def run(self) -> None:
        self._tell_columns()
        for row in range(self.columns.body, len(self.grid.rows)):
            if self._is_end(row):
                self._tell_rest(row)
                break
            if any(self.grid.rows[row]):
                self._row(row)
        self._tell_people()

    def _tell_columns(self) -> None:
        for column in self.columns.unknown:
            head = self.grid.cell(self.columns.row, column)
            self._tell("roster.unknown-column", self.columns.row, column, head=head)

    def _row(self, row: int) -> None:
        filled = [column for column, text in enumerate(self.grid.rows[row]) if text]
        formulas = [column for column in self.formulas[row] if column in self.known]
        for column in formulas:
            self._tell("roster.formula", row, column)
        if self._is_group(row, filled):
            self.unit = _ROMAN.sub("", self._read(self.grid.cell(row, filled[-1])), count=1)
            self._tell("roster.group", row, filled[-1], unit=self.unit)
            return
        name = self._name(row)
        if name:
            self.roster.people.append(self._person(row, name))
        elif not formulas:
            self._tell("roster.no-name", row, self.columns.names[0])

    def _is_group(self, row: int, filled: Sequence[int]) -> bool:
        """A heading: one text in the row (beside a numeral), where people have more."""
        *before, last = filled
        text = self.grid.cell(row, last)
        if len(before) > 1 or before and not _ROMAN.fullmatch(self.grid.cell(row, before[0]) + " "):
            return False
        begins = bare(_ROMAN.sub("", text, count=1)).startswith(tuple(self.words.units))
        in_name = last in self.columns.names
        merged = row in self.merged
        numbered = bool(before) and self.grid.cell(row, before[0]).isdigit()
        return merged or (not in_name and not before and len(self.columns.fields) > 2) or (begins and not numbered)

    def _is_end(self, row: int) -> bool:
        """A total, a signature: what stands below a list."""
        texts = [bare(self._read(text)) for text in self.grid.rows[row] if text]
        return any(text.startswith(tuple(self.words.ends)) for text in texts) and not self._is_numbered(row)

    def _is_numbered(self, row: int) -> bool:
        order = self.columns.fields.get("order", ())
        return any(self.grid.cell(row, column).strip(".").isdigit() for column in order)

    def _tell_rest(self, row: int) -> None:
        column = next(column for column, text in enumerate(self.grid.rows[row]) if text)
        left = sum(1 for texts in self.grid.rows[row:] if any(texts))
        self._tell("roster.after-list", row, column, text=self._read(self.grid.cell(row, column)), count=left)

    def _name(self, row: int) -> str:
        parts = (self._read(self.grid.cell(row, column)) for column in self.columns.names)
        name = " ".join(filter(None, parts))
        return _capitals(name) if self.lost_capitals else name

    def _person(self, row: int, name: str) -> Person:
        values = {each: self._value(row, each) for each in PLAIN}
        values["unit"] = values["unit"] or self.unit
        values["phone"] = _phone(values["phone"])
        values["born"] = self._born(row, values["born"])
        person = Person(row + 1, name, **values)
        self._judge_name(row, name)
        for column in sorted(self.known):
            self._judge_letters(row, column)
        return person

    def _value(self, row: int, each: str) -> str:
        columns = self.columns.fields.get(each, ())
        return " ".join(filter(None, (self._read(self.grid.cell(row, column)) for column in columns)))

    def _read(self, text: str) -> str:
        return " ".join(unicodedata.normalize("NFC", text).split())

    def _born(self, row: int, text: str) -> str:
        """dd/mm/yyyy, or a year; anything else as it stands, and told."""
        if not text or re.fullmatch(r"(19|20)\d\d", text):
            return text
        found = _DATE.fullmatch(text)
        day, month, year = map(int, found.groups()) if found else (0, 0, 0)
        if found and 1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2100:
            return f"{day:02}/{month:02}/{year}"
        self._tell("roster.born", row, self.columns.fields["born"][0], text=text)
        return text

    def _judge_name(self, row: int, name: str) -> None:
        column = self.columns.names[0]
        if name[0] in "=+@":
            self._tell("roster.formula-text", row, column, text=name)
        elif self.is_parted and not self.grid.cell(row, self.columns.names[-1]):
            self._tell("roster.odd-name", row, self.columns.names[-1], text=name)
        elif _DIGITS.search(name) or len(name) > 60 or " " not in name:
            self._tell("roster.odd-name", row, column, text=name)

    def _judge_letters(self, row: int, column: int) -> None:
        text = self._read(self.grid.cell(row, column))
        refused = [char for char in text if character_fault(char)]
        lacking = missing_letters("".join(char for char in text if char not in refused), self.repertoire)
        for char in dict.fromkeys((*refused, *lacking)):
            shown = char if char in lacking else ""
            self._tell("roster.letter", row, column, letter=f"{shown} ({named(char)})".strip())

    def _tell_people(self) -> None:
        people = self.roster.people
        if not people and self.roster.is_sound:
            self._tell("roster.nobody", self.columns.row, self.columns.names[0])
        if len(people) > MOST:
            self._tell("roster.too-many", people[MOST].row - 1, self.columns.names[0], most=MOST)
        self._twice("roster.number-twice", "number", {person.row: person.number for person in people})
        self._twice("roster.twins", "name", {person.row: _twin(person) for person in people if not person.number},
                    columns=self._compared())  # fmt: skip

    def _compared(self) -> str:
        """The heads of the columns by which twins are told, as they stand in the list; of a list without heads letters.

        Nothing is claimed of a column that the list does not have.
        """
        names = [column for each in COMPARED for column in self.columns.fields.get(each, ())[:1]]
        above = self.columns.body > 0
        heads = (self._read(self.grid.cell(self.columns.row, column)) if above else "" for column in names)
        return ", ".join(head or cell_name(0, column).rstrip("1") for head, column in zip(heads, names, strict=True))

    def _twice(self, code: str, each: str, keys: Mapping[int, str], **more: str) -> None:
        """Rows that share a value with an earlier one, from the first row to the last."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, key in keys.items():
            if key.strip("\x1f"):
                rows[key].append(row - 1)
        column = (self.columns.fields.get(each) or self.columns.names)[0]
        again = sorted((row, first) for first, *others in rows.values() for row in others)
        for row, first in again:
            text = self._read(self.grid.cell(row, column)) if each == "number" else self._name(row)
            self._tell(code, row, column, text=text, first=cell_name(first, column), **more)

    def _tell(self, code: str, row: int, column: int, **params: object) -> None:
        self.roster.problems.append(_problem(self.grid, code, row, column, **params))


def _is_parted(grid: Grid, columns: Columns) -> bool:
    """Whether names stand in two columns, the given name in the last: there most rows have it filled."""
    *before, last = columns.names
    given = [bool(row[last]) for row in grid.rows[columns.body :] if any(row[column] for column in columns.names)]
    return bool(before) and sum(given) * 2 > len(given)


def _problem(grid: Grid, code: str, row: int, column: int, **params: object) -> Problem:
    where = {"cell": cell_name(row, column), "sheet": grid.sheet}
    return Problem(code, (), where | params, Place(grid.file, row + 1, column + 1))


def _twin(person: Person) -> str:
    """What two rows share that nobody can tell apart."""
    return "\x1f".join((bare(person.name), bare(person.unit), bare(person.position), person.born))


def _capitals(name: str) -> str:
    """A name with the capitals that TCVN3 does not have: "Phan ái" is "Phan Ái"."""
    if not any(letter.isupper() for letter in name):
        return name
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def _phone(text: str) -> str:
    """A spreadsheet drops the first 0 of a number: nine digits that could be a mobile phone get it back."""
    digits = re.sub(r"[\s.\-]", "", text)
    return f"0{digits}" if re.fullmatch(r"[35789]\d{8}", digits) else text
