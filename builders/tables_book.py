"""Tables for Excel: the matrix of a paper, and the marks of a sitting with formulas that work out score and result.

What people typed stands there as text, whatever it begins with: no cell of theirs is ever a formula or an address.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from assets.look import Look
from builders.matrix import percent_text
from course.model import Blueprint
from plan.collate import sort_key
from plan.matrix import Matrix
from plan.sitting import Copy, Sitting, number_text, seats

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day that stands in the file: the same on any day."""
AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
HEAD_ROW = 2
WIDTHS = (6, 10, 10, 30, 32, 12, 10, 9, 12, 12, 12, 22)


@dataclass(frozen=True)
class Formats:
    """How cells look: heads, text, what is to be typed, what is worked out."""

    title: Any
    head: Any
    text: Any
    typed: Any
    made: Any


def matrix_book(matrix: Matrix, look: Look) -> bytes:
    """matrix.xlsx: both tables, one below the other."""
    say, data = look.say, BytesIO()
    with _book(data, say("exam.matrix.file")) as (book, formats):
        sheet = book.add_worksheet(say("exam.matrix.file")[:31])
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, len(matrix.levels) + 3, 16)
        head = (say("exam.matrix.topic"), *matrix.levels, say("exam.matrix.total"), say("exam.matrix.share"))
        rows = [(row.topic, *row.counts, row.total, percent_text(matrix.percent(row.total))) for row in matrix.rows]
        rows.append((say("exam.matrix.total"), *matrix.totals, matrix.total, "100"))
        end = _table(sheet, formats, 0, head, rows)
        heads = [say(f"exam.matrix.{name}") for name in ("topic", "level", "objectives", "kinds")]
        cells = [(cell.topic, cell.level, "; ".join(cell.objectives), ", ".join(
            say("exam.matrix.cell", count=count, kind=say(f"exam.kind.{kind}")) for kind, count in cell.kinds
        )) for cell in matrix.cells]  # fmt: skip
        _table(sheet, formats, end + 2, heads, cells)
    return data.getvalue()


def results_book(
    sitting: Sitting, look: Look, first: int = 1, last: int | None = None, *, blank: bool = False
) -> bytes:
    """results.xlsx: a row for each copy from the first to the last; only the count of right answers is typed.

    `blank`: papers for the copier, which are nobody's: names and forms are to be typed too.
    """
    say, data = look.say, BytesIO()
    with _book(data, say("exam.results.file")) as (book, formats):
        marks = book.add_worksheet(say("exam.results.sheet"))
        units = book.add_worksheet(say("exam.results.units"))
        rows = [(f"{copy.number}", "" if blank else number_text(copy.number, len(str(sitting.count))), copy)
                for copy in seats(sitting, first, last)]  # fmt: skip
        end = _marks(marks, formats, sitting, look, rows)
        _units(units, formats, sitting, look, end, rows)
    return data.getvalue()


@contextmanager
def _book(data: BytesIO, title: str) -> Iterator[tuple[Any, Formats]]:
    with xlsxwriter.Workbook(data, AS_TYPED) as book:
        book.set_properties({"title": title, "author": "taphuan", "created": MADE})
        plain = {"font_name": "Arial", "font_size": 11, "valign": "vcenter"}
        boxed = plain | {"border": 1}
        yield book, Formats(
            book.add_format(plain | {"bold": True, "font_size": 14}),
            book.add_format(boxed | {"bold": True, "text_wrap": True, "align": "center"}),
            book.add_format(boxed | {"text_wrap": True}),
            book.add_format(boxed | {"bg_color": "#F5E9CC", "align": "center"}),
            book.add_format(boxed | {"align": "center", "num_format": "0.##"}),
        )


def _table(sheet: Any, formats: Formats, top: int, head: Sequence[str], rows: Sequence[Sequence[object]]) -> int:
    """The row after the table."""
    sheet.write_row(top, 0, head, formats.head)
    for at, row in enumerate(rows, top + 1):
        sheet.write_row(at, 0, row, formats.text)
    return top + 1 + len(rows)


EMPTY = '""'
Row = tuple[str, str, Copy]
"""Its place in the table, the number on its papers, the copy."""
COLUMNS = ("order", "copy", "number", "name", "unit", "born", "room", "form", "right", "score", "verdict", "note")
RIGHT, SCORE, VERDICT, UNIT = (COLUMNS.index(name) for name in ("right", "score", "verdict", "unit"))


def _marks(sheet: Any, formats: Formats, sitting: Sitting, look: Look, rows: Sequence[Row]) -> int:
    """The table of people; the last row with one, from 0."""
    blueprint, count = sitting.blueprint, sitting.blueprint.total
    sheet.write(0, 0, f"{look.say('exam.results.file')} - {blueprint.title}", formats.title)
    sheet.write(1, 0, look.say("exam.results.how", count=count, percent=blueprint.pass_percent))
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    heads = [look.say(f"exam.results.{name}", scale=blueprint.scale) for name in COLUMNS]
    sheet.write_row(HEAD_ROW, 0, heads, formats.head)
    row = HEAD_ROW
    for row, (order, number, copy) in enumerate(rows, HEAD_ROW + 1):
        person, code = copy.person, copy.form.code if sitting.forms and number else ""
        known = (person.number, person.name, person.unit, person.born, person.room) if person else ("",) * 5
        said = (order, number, *known, code)
        sheet.write_row(row, 0, said, formats.text)
        _worked_out(sheet, formats, row, blueprint, count, look)
    sheet.freeze_panes(HEAD_ROW + 1, COLUMNS.index("unit"))
    sheet.autofilter(HEAD_ROW, 0, row, len(COLUMNS) - 1)
    sheet.data_validation(HEAD_ROW + 1, RIGHT, row, RIGHT, {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": count,
        "error_message": look.say("exam.results.wrong", count=count),
    })  # fmt: skip
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    return row


def _worked_out(sheet: Any, formats: Formats, row: int, blueprint: Blueprint, count: int, look: Look) -> None:
    """Score and result, empty until a count is typed. Nothing is rounded before the pass mark is judged."""
    right = xl_rowcol_to_cell(row, RIGHT)
    sheet.write_blank(row, RIGHT, None, formats.typed)
    score = f'=IF({right}="","",ROUND({right}/{count}*{blueprint.scale},2))'
    sheet.write_formula(row, SCORE, score, formats.made, "")
    passed, failed = look.say("exam.results.pass"), look.say("exam.results.fail")
    verdict = f'=IF({right}="","",IF({right}*100>={blueprint.pass_percent}*{count},"{passed}","{failed}"))'
    sheet.write_formula(row, VERDICT, verdict, formats.made, "")
    sheet.write_blank(row, VERDICT + 1, None, formats.text)


def _units(
    sheet: Any, formats: Formats, sitting: Sitting, look: Look, last: int, rows: Sequence[Row]
) -> None:
    """How many of each unit are listed, were marked and passed, and their mean; and so of all."""
    names = sorted({copy.person.unit for _, _, copy in rows if copy.person}, key=sort_key)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 4, 14)
    head = ("unit", "people", "marked", "passed", "mean")
    sheet.write_row(0, 0, [look.say(f"exam.results.{name}") for name in head], formats.head)
    for row, name in enumerate(names, 1):
        sheet.write(row, 0, name or look.say("exam.results.no-unit"), formats.text)
        same = f"EXACT({_column(UNIT, look, last)},{f'$A{row + 1}' if name else EMPTY})"
        _unit_row(sheet, formats, row, same, sitting, look, last)
    row = len(names) + 1
    sheet.write(row, 0, look.say("exam.results.all"), formats.head)
    _unit_row(sheet, formats, row, "1", sitting, look, last)


def _unit_row(sheet: Any, formats: Formats, row: int, same: str, sitting: Sitting, look: Look, last: int) -> None:
    """`same` is 1 in the rows that count."""
    name, right, verdict = (_column(at, look, last) for at in (COLUMNS.index("name"), RIGHT, VERDICT))
    passed, share = look.say("exam.results.pass"), f"{sitting.blueprint.total}*{sitting.blueprint.scale}"
    marked = f"SUMPRODUCT({same}*({right}<>{EMPTY}))"
    made = (
        f"=SUMPRODUCT({same}*({name}<>{EMPTY}))", f"={marked}", f'=SUMPRODUCT({same}*({verdict}="{passed}"))',
        f"=IF({marked}=0,{EMPTY},ROUND(SUMPRODUCT({same}*({right}<>{EMPTY}),{right})/{marked}/{share},2))",
    )  # fmt: skip
    for at, formula in enumerate(made, 1):
        sheet.write_formula(row, at, formula, formats.made, "")


def _column(at: int, look: Look, last: int) -> str:
    """A column of the marks, as formulas of the other sheet name it."""
    first, end = (xl_rowcol_to_cell(place, at, row_abs=True, col_abs=True) for place in (HEAD_ROW + 1, last))
    return f"'{look.say('exam.results.sheet')}'!{first}:{end}"
