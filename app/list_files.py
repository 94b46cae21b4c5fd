"""Class lists as people have them: spreadsheets of any age, text in any encoding, columns pasted into a file.

What a file is, is seen from its bytes, not from its name. A file that cannot be read is a problem with its remedy.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time
from html import unescape
from pathlib import Path
from typing import Any
from xml.parsers import expat

import python_calamine as calamine

from app.old_text import Decoded, decode
from course.problem import Place, Problem
from plan.grid import Area, Grid

MOST_BYTES = 20_000_000
MOST_UNPACKED = 300_000_000
MOST_CELLS = 3_000_000
BOOK, OLD_BOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DOCUMENTS = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
OLD_DOCUMENTS = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}
"""Streams of old files by what writes them, as their directory names them (MS-CFB, 2.6.1: UTF-16)."""
TEXTS = ((b"%PDF-", "PDF"), (b"{\\rtf", "Word"))
SEPARATORS = "\t;,|"
BROKEN = (
    calamine.CalamineError, expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip

_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(rb'<Relationship (?=[^>]*?Id="([^"]*)")(?=[^>]*?Target="([^"]*)")')


def read_grids(path: Path) -> tuple[list[Grid], Decoded | None, list[Problem]]:
    """The tables of a file, visible sheets in order; for a text how it was decoded; what is wrong with the file."""
    if path.is_dir():
        return [], None, [_problem(path, "roster.file-folder")]
    try:
        if path.stat().st_size > MOST_BYTES:
            return [], None, [_problem(path, "roster.file-large", limit=MOST_BYTES // 1_000_000)]
        data = path.read_bytes()
    except FileNotFoundError:
        return [], None, [_problem(path, "roster.file-missing")]
    except OSError:
        return [], None, [_problem(path, "roster.file-unreadable")]
    if not data.strip():
        return [], None, [_problem(path, "roster.file-empty")]
    if kind := _document(data):
        return [], None, [_problem(path, "roster.file-document", kind=kind)]
    if data.startswith((BOOK, OLD_BOOK)):
        return _book(path, data)
    return _text(path, data)


def _document(data: bytes) -> str:
    """Word, PowerPoint or PDF where people took a document for a table; else nothing."""
    for begin, kind in TEXTS:
        if data.startswith(begin):
            return kind
    if data.startswith(OLD_BOOK):
        return next((kind for name, kind in OLD_DOCUMENTS.items() if name.encode("utf-16-le") in data), "")
    if not data.startswith(BOOK):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except BROKEN:
        return ""
    if b"opendocument.text" in said:
        return "Word"
    return next((kind for name, kind in DOCUMENTS.items() if name in names), "")


def _book(path: Path, data: bytes) -> tuple[list[Grid], None, list[Problem]]:
    try:
        if fault := _book_fault(data):
            return [], None, [_problem(path, fault)]
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [each.name for each in book.sheets_metadata if each.visible == calamine.SheetVisibleEnum.Visible
                 and each.typ == calamine.SheetTypeEnum.WorkSheet]  # fmt: skip
        sheets = [book.get_sheet_by_name(name) for name in shown]
        if any(sheet.total_height * sheet.total_width > MOST_CELLS for sheet in sheets):
            return [], None, [_problem(path, "roster.file-wide")]
        formulas = _empty_formulas(data)
        return [_grid(path, sheet, formulas.get(sheet.name, ())) for sheet in sheets], None, []
    except calamine.PasswordError:
        return [], None, [_problem(path, "roster.file-locked")]
    except BROKEN:
        return [], None, [_problem(path, "roster.file-broken")]


def _book_fault(data: bytes) -> str | None:
    """What must be seen before a book is opened: that it would fill the memory. Its reader holds a place for every cell
    up to the farthest one, and ends the process where it cannot."""
    if not data.startswith(BOOK):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if any(entry.filename.endswith("workbook.bin") for entry in entries):
            return "roster.file-kind"  # the binary kind of Excel: where its cells stand cannot be seen beforehand
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            return "roster.file-wide"
        sheets = (_content(archive, entry) for entry in entries if entry.filename.endswith(".xml"))
        return "roster.file-wide" if any(_reach(sheet) > MOST_CELLS for sheet in sheets) else None


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """As many bytes as an entry says that it has; asked for all, one that says too little is unpacked up to 2 GB.

    ExpatError where elements are not closed: the reader of books would wait for their end for ever.
    """
    with archive.open(entry) as opened:
        data = opened.read(entry.file_size)
    expat.ParserCreate().Parse(data, True)
    return data


def _reach(sheet: bytes) -> int:
    """The cells from A1 to the farthest row and column that are named."""
    last, columns = 0, set()
    for letters, row in (found.groups() for found in _PLACE.finditer(sheet)):
        columns.add(letters.decode())
        last = max(last, int(row))
    return last * max(map(_column, columns), default=0)


def _grid(path: Path, sheet: Any, formulas: tuple[tuple[int, int], ...]) -> Grid:
    rows = tuple(tuple(map(_shown, row)) for row in sheet.to_python(skip_empty_area=False))
    areas = (Area(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(path.name, rows, sheet.name, tuple(areas), formulas)


def _shown(value: Any) -> str:
    """A cell as people see it: whole numbers without a point, dates by day, month, year."""
    match value:
        case bool():
            return "x" if value else ""
        case float():
            return str(int(value)) if value.is_integer() else f"{value:g}".replace(".", ",")
        case date():
            return f"{value.day:02}/{value.month:02}/{value.year}"
        case time():
            return f"{value.hour:02}:{value.minute:02}"
    return " ".join(str(value).split())


def _empty_formulas(data: bytes) -> dict[str, tuple[tuple[int, int], ...]]:
    """By sheet, the cells whose formula was saved without a value: (row, column) from 0. Other books tell none."""
    if not data.startswith(BOOK):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: tuple(_cells(archive.read(part))) for name, part in _parts(archive)}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name of a sheet, name of its part) of a book of Office Open XML."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    targets = {key: target.decode() for key, target in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels"))}
    for name, key in _SHEET.findall(archive.read("xl/workbook.xml")):
        part = "xl/" + targets.get(key, "").removeprefix("/xl/")
        if part in names:
            yield unescape(name.decode("utf-8", "replace")), part


def _cells(part: bytes) -> Iterator[tuple[int, int]]:
    for letters, row in _EMPTY_FORMULA.findall(part):
        yield int(row) - 1, _column(letters.decode()) - 1


def _column(letters: str) -> int:
    """The number of a column, A is 1; 0 without letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(path: Path, data: bytes) -> tuple[list[Grid], Decoded | None, list[Problem]]:
    decoded = decode(data)
    if decoded is None:
        return [], None, [_problem(path, "roster.file-kind")]
    separator = _separator(decoded.text)
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator) if separator else (
        [line] for line in decoded.text.splitlines())  # fmt: skip
    try:
        cells = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    except csv.Error:
        return [], None, [_problem(path, "roster.file-broken")]
    wide = max(map(len, cells), default=0)
    if wide * len(cells) > MOST_CELLS:
        return [], None, [_problem(path, "roster.file-wide")]
    even = tuple(row + ("",) * (wide - len(row)) for row in cells)
    return [Grid(path.name, even)], decoded, []


def _separator(text: str) -> str:
    """What parts the columns: the mark that stands in most lines; none in a list of one column."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    counts = {mark: sum(mark in line for line in lines) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: counts[mark])
    return best if counts[best] > len(lines) / 2 else ""


def _problem(path: Path, code: str, **params: object) -> Problem:
    return Problem(code, (), {"file": path.name} | params, Place(path.name, 1, 1))
