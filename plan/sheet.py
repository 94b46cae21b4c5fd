"""Where every bubble of an answer sheet lies. Printed from, and read back by, the same numbers.

Lengths in millimetres; origin at the paper's top left corner, y downwards; points are centres. A4, black and white.
Measured on synthetic scans: eight marks (four leave ten times the silent errors on a curled page), rings of 0.35 mm in
full black (thinner ones vanish in 1-bit scans), 10 x 7.4 mm from bubble to bubble.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from course.items import LETTERS, STATEMENTS
from plan.form import Form

PAGE = (210.0, 297.0)
LEFT, RIGHT = 23.0, 187.0
"""What is written stays between the marks of the left and of the right edge."""
FIRST_ROW, LAST_ROW = 131.5, 272.1
"""Centres of the first and last row that answers may take: twenty rows."""
DIGITS_TOP = 56.5
ACROSS, DOWN = 10.0, 7.4
BUBBLE, RING = 4.6, 0.35
"""Outer diameter of a bubble, and the width of its ring, which lies inside that diameter."""
TAG, QR = 7.5, 24.0
CAPTION = 11.0
"""From the left end of a column of answers to its first bubble: room for the number."""
ROWS, GROUP, GROUP_GAP, LOWER = 20, 5, 3.0, 6.0
"""Rows of a column at most; questions of a group; room between groups, and above the first row, where there is any."""
TAG_PLACES = ((16.0, 16.0), (105.0, 16.0), (194.0, 16.0), (194.0, 148.5),
              (194.0, 281.0), (105.0, 281.0), (16.0, 281.0), (16.0, 148.5))  # fmt: skip
"""Clockwise from the top left corner; page p takes the ids from 8 (p - 1) on, so that an id tells side and corner."""
TAGGED_PAGES = 6
ANSWER_BOX, MARK_BOX = (46.0, 10.0), (32.0, 6.2)
CANDIDATE_DIGITS = 3


@dataclass(frozen=True)
class Bubble:
    """A circle to fill; `label` is printed in it."""

    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Field:
    """Bubbles that answer one thing; `multi` lets several be filled. `caption` is printed before them."""

    name: str
    page: int
    multi: bool
    bubbles: tuple[Bubble, ...]
    caption: str = ""


@dataclass(frozen=True)
class Box:
    """A place for handwriting, by its centre; `kind` is `write`, or `mark` for the marker alone."""

    name: str
    page: int
    x: float
    y: float
    w: float
    h: float
    kind: str = "write"
    caption: str = ""


@dataclass(frozen=True)
class Tag:
    """A square mark, by its centre."""

    id: int
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """An answer sheet. `codes` are the places of the QR codes; every page repeats head, number and form code."""

    pages: int
    fields: tuple[Field, ...]
    boxes: tuple[Box, ...]
    tags: tuple[Tag, ...]
    codes: tuple[Box, ...]

    def field(self, name: str) -> Field:
        """The field of that name on its first page; KeyError when there is none."""
        found = next((field for field in self.fields if field.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@dataclass(frozen=True)
class Strip:
    """A question's share of a column: rows high, mm wide; drawn from (0, 0), the left end of its first row."""

    number: int
    rows: int
    width: float
    fields: tuple[Field, ...] = ()
    boxes: tuple[Box, ...] = ()


Column = list[Strip]


def plan_sheet(forms: Sequence[Form], truth: tuple[str, str]) -> Sheet:
    """One sheet for all the forms of a paper: each number has room for the most options that any form asks there.

    `truth` are the letters printed for true and false.
    """
    columns = _columns([_strip(number, forms, truth) for number in range(1, len(forms[0].questions) + 1)])
    sides = list(_sides(columns))
    parts: list[Field | Box] = []
    for page, side in enumerate(sides, 1):
        parts += [*_head(page, len(forms[0].code)), *_answers(side, page)]
    fields = tuple(part for part in parts if isinstance(part, Field))
    boxes = tuple(part for part in parts if isinstance(part, Box))
    codes = tuple(Box("code", page, LEFT + QR / 2, 93.0, QR, QR) for page in range(1, len(sides) + 1))
    return Sheet(len(sides), fields, boxes, tuple(_tags(len(sides))), codes)


def layout(sheet: Sheet) -> dict[str, Any]:
    """The geometry as it is published in `layout.json`; x, y are centres, r the outer radius of a ring."""
    return {
        "unit": "mm", "origin": "top-left", "page_size": list(PAGE), "pages": sheet.pages, "ring": RING,
        "fields": [
            {"name": field.name, "page": field.page, "multi": field.multi, "options": [
                {"label": bubble.label, "x": bubble.x, "y": bubble.y, "r": BUBBLE / 2} for bubble in field.bubbles
            ]} for field in sheet.fields
        ],
        "boxes": [{"name": box.name, **_area(box)} for box in sheet.boxes],
        "fiducials": [
            {"page": tag.page, "id": tag.id, "x": tag.x, "y": tag.y, "size": TAG, "dictionary": "4x4_50"}
            for tag in sheet.tags
        ],
        "qr": [_area(code) for code in sheet.codes],
    }  # fmt: skip


def _area(box: Box) -> dict[str, Any]:
    return {"page": box.page, "x": box.x, "y": box.y, "w": box.w, "h": box.h}


def _tags(pages: int) -> Iterator[Tag]:
    for page in range(1, pages + 1):
        first = len(TAG_PLACES) * ((page - 1) % TAGGED_PAGES)
        yield from (Tag(first + at, page, x, y) for at, (x, y) in enumerate(TAG_PLACES))


def _head(page: int, digits: int) -> Iterator[Field | Box]:
    """Handwriting on the left, digits to fill on the right."""
    yield Box("name", page, 66.5, 43.5, 87, 12)
    yield Box("unit", page, 66.5, 57, 87, 12)
    yield Box("birthday", page, 44, 70.5, 42, 12)
    yield Box("signature", page, 88.5, 70.5, 43, 12)
    yield Box("right", page, 37, 118, 28, 12, "mark")
    yield Box("score", page, 66.5, 118, 28, 12, "mark")
    yield Box("marker", page, 96, 118, 28, 12, "mark")
    form_left = 183 - ACROSS * (digits - 1)
    yield from _digits("form", page, form_left, digits)
    yield from _digits("candidate", page, form_left - 14 - ACROSS * (CANDIDATE_DIGITS - 1), CANDIDATE_DIGITS)


def _digits(name: str, page: int, left: float, count: int) -> Iterator[Field | Box]:
    """Columns of digits, each below a square for the digit by hand."""
    for at in range(count):
        x = left + ACROSS * at
        yield Box(f"{name}.{at + 1}", page, x, DIGITS_TOP - 9.5, 8, 8)
        bubbles = (Bubble(str(digit), x, round(DIGITS_TOP + DOWN * digit, 2)) for digit in range(10))
        yield Field(f"{name}.{at + 1}", page, False, tuple(bubbles))


def _strip(number: int, forms: Sequence[Form], truth: tuple[str, str]) -> Strip:
    questions = [form.questions[number - 1].question for form in forms]
    kind, most = questions[0].kind, max(len(question.options) for question in questions)
    name = f"question.{number}"
    match kind:
        case "cluster":
            rows = tuple(
                Field(f"{name}.{STATEMENTS[row]}", 0, False, _row(truth, row), _caption(number, row))
                for row in range(most)
            )
            return Strip(number, most, _width(2), rows)
        case "number":
            box = Box(name, 0, CAPTION - 3 + ANSWER_BOX[0] / 2, DOWN / 2, *ANSWER_BOX, "write", str(number))
            return Strip(number, 2, CAPTION + ANSWER_BOX[0], boxes=(box,))
        case "written":
            box = Box(name, 0, CAPTION - 3 + MARK_BOX[0] / 2, 0, *MARK_BOX, "mark", str(number))
            return Strip(number, 1, CAPTION + MARK_BOX[0], boxes=(box,))
    field = Field(name, 0, kind == "multiple", _row(tuple(LETTERS[:most]), 0), str(number))
    return Strip(number, 1, _width(most), (field,))


def _caption(number: int, row: int) -> str:
    return f"{number} {STATEMENTS[row]}" if row == 0 else STATEMENTS[row]


def _row(labels: Sequence[str], row: int) -> tuple[Bubble, ...]:
    return tuple(Bubble(label, CAPTION + ACROSS * at, DOWN * row) for at, label in enumerate(labels))


def _width(bubbles: int) -> float:
    return CAPTION + ACROSS * (bubbles - 1) + 2.5


def _columns(strips: Sequence[Strip]) -> list[Column]:
    """The fewest columns of at most twenty rows (two for more than ten rows), as even as groups of five allow."""
    least = max(len(_filled(strips, ROWS)), 2 if sum(strip.rows for strip in strips) > ROWS / 2 else 1)
    even = ceil(sum(strip.rows for strip in strips) / least / GROUP) * GROUP
    limit = next((rows for rows in range(even, ROWS, GROUP) if len(_filled(strips, rows)) <= least), ROWS)
    return _filled(strips, limit)


def _filled(strips: Sequence[Strip], limit: int) -> list[Column]:
    columns: list[Column] = [[]]
    for strip in strips:
        if columns[-1] and sum(each.rows for each in columns[-1]) + strip.rows > limit:
            columns.append([])
        columns[-1].append(strip)
    return columns


def _sides(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """As many columns on a page as stand side by side."""
    side: list[Column] = []
    for column in columns:
        if side and sum(_column_width(each) for each in (*side, column)) > RIGHT - LEFT:
            yield side
            side = []
        side.append(column)
    yield side


def _column_width(column: Column) -> float:
    return max(strip.width for strip in column)


def _answers(side: Sequence[Column], page: int) -> Iterator[Field | Box]:
    """The strips of a page moved to their places; free width goes evenly around the columns, free height to groups."""
    free = (RIGHT - LEFT - sum(_column_width(column) for column in side)) / len(side)
    spare = LAST_ROW - FIRST_ROW - DOWN * (max(sum(strip.rows for strip in column) for column in side) - 1)
    gaps = max(sum(map(_ends_group, column)) for column in side)
    gap = min(GROUP_GAP, spare / max(1, gaps))
    top = FIRST_ROW + min(LOWER, spare - gap * gaps)
    x = LEFT + free / 2
    for column in side:
        y = top
        for strip in column:
            parts: tuple[Field | Box, ...] = (*strip.fields, *strip.boxes)
            yield from (_moved(each, page, x, y) for each in parts)
            y += DOWN * strip.rows + gap * _ends_group(strip)
        x += _column_width(column) + free


def _ends_group(strip: Strip) -> bool:
    return strip.number % GROUP == 0 or strip.rows > 1


def _moved(each: Field | Box, page: int, x: float, y: float) -> Field | Box:
    if isinstance(each, Box):
        return replace(each, page=page, x=round(each.x + x, 2), y=round(each.y + y, 2))
    moved = (Bubble(bubble.label, round(bubble.x + x, 2), round(bubble.y + y, 2)) for bubble in each.bubbles)
    return replace(each, page=page, bubbles=tuple(moved))
