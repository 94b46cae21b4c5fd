"""The places on an answer sheet worked out: strips of questions into columns, columns onto sides, a head above them.

Two heads: the blank one, where people write their name and fill in their number and the form's; and the personal one,
where all of that is printed. Two codes stand far apart (on a blank one, where the answers leave room for the second):
a thin line of dust along a page spoils one, not both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from course.items import LETTERS, NUMBER_COLUMNS, STATEMENTS
from plan.form import Form
from plan.sheet import (
    ACROSS,
    ANSWER_BOX,
    BUBBLE,
    CANDIDATE_DIGITS,
    CAPTION,
    DIGITS_TOP,
    DOWN,
    FIRST_ROW,
    GROUP,
    GROUP_GAP,
    LAST_ROW,
    LEFT,
    LOWER,
    MARK_BOX,
    NUMBER_ACROSS,
    NUMBER_HINT,
    NUMBER_LEFT,
    NUMBER_MARKS,
    NUMBER_ROWS,
    NUMBER_TOP,
    QR,
    RIGHT,
    ROWS,
    TAG_PLACES,
    TAGGED_PAGES,
    TICK,
    TICK_APART,
    TICK_CLEAR,
    TICK_X,
    Box,
    Bubble,
    Field,
    Sheet,
    Tag,
)

NUMBER_SQUARE = (7.4, 6.2, 7.0)
"""Of a square above a column of a short number: y of its middle, width, height."""
SECOND_CODE, LOW_CODE, QUIET = 52.0, 269.0, 3.0
"""Height of the second code of a personal sheet; of a blank one, where the answers leave room; white around it, mm."""


@dataclass(frozen=True)
class Strip:
    """A question's share of a column: rows high, mm wide; drawn from (0, 0), the left end of its first row."""

    number: int
    rows: int
    width: float
    fields: tuple[Field, ...] = ()
    boxes: tuple[Box, ...] = ()


Column = list[Strip]


def plan_sheet(forms: Sequence[Form], truth: tuple[str, str], *, personal: bool = False) -> Sheet:
    """One sheet for all the forms of a paper: each number has room for the most options that any form asks there.

    `truth` are the letters printed for true and false. A personal one has two codes and nothing to fill in but answers.
    """
    columns = _columns([_strip(number, forms, truth) for number in range(1, len(forms[0].questions) + 1)])
    sides = list(_sides(columns))
    parts: list[Field | Box] = []
    for page, side in enumerate(sides, 1):
        parts += [*_head(page), *(() if personal else _number(page, len(forms[0].code))), *_answers(side, page)]
    fields = tuple(part for part in parts if isinstance(part, Field))
    boxes = tuple(part for part in parts if isinstance(part, Box))
    codes = tuple(code for page in range(1, len(sides) + 1) for code in _codes(page, personal, parts))
    return Sheet(len(sides), fields, boxes, tuple(_tags(len(sides))), codes, tuple(_ticks(parts)))


def _codes(page: int, personal: bool, parts: Sequence[Field | Box]) -> Iterator[Box]:
    yield Box("code", page, LEFT + QR / 2, 93.0, QR, QR)
    second = Box("code.2", page, RIGHT - QR / 2, SECOND_CODE if personal else LOW_CODE, QR, QR)
    if personal or not any(_meets(part, second) for part in parts if part.page == page):
        yield second


def _meets(part: Field | Box, code: Box) -> bool:
    """Whether a part reaches into the code or the white that a reader needs around it."""
    places = [(part.x, part.y, part.w, part.h)] if isinstance(part, Box) else [
        (bubble.x, bubble.y, BUBBLE, BUBBLE) for bubble in part.bubbles
    ]  # fmt: skip
    reach = code.w / 2 + QUIET
    return any(abs(x - code.x) < reach + w / 2 and abs(y - code.y) < reach + h / 2 for x, y, w, h in places)


def _ticks(parts: Sequence[Field | Box]) -> Iterator[Box]:
    """A bar beside every row of bubbles, but where a square mark stands; rows close together share one."""
    rows = {(part.page, bubble.y) for part in parts if isinstance(part, Field) for bubble in part.bubbles}
    marks = [y for x, y in TAG_PLACES if x == TICK_X]
    last = (0, 0.0)
    for page, y in sorted(rows):
        is_apart = page != last[0] or y - last[1] >= TICK_APART
        if is_apart and all(abs(y - mark) > TICK_CLEAR for mark in marks):
            last = (page, y)
            yield Box("tick", page, TICK_X, y, *TICK)


def _tags(pages: int) -> Iterator[Tag]:
    for page in range(1, pages + 1):
        first = len(TAG_PLACES) * ((page - 1) % TAGGED_PAGES)
        yield from (Tag(first + at, page, x, y) for at, (x, y) in enumerate(TAG_PLACES))


def _head(page: int) -> Iterator[Box]:
    """Name and unit on the left, what the marker writes below."""
    yield Box("name", page, 66.5, 43.5, 87, 12)
    yield Box("unit", page, 66.5, 57, 87, 12)
    yield Box("birthday", page, 44, 70.5, 42, 12)
    yield Box("signature", page, 88.5, 70.5, 43, 12)
    yield Box("right", page, 37, 118, 28, 12, "mark")
    yield Box("score", page, 66.5, 118, 28, 12, "mark")
    yield Box("marker", page, 96, 118, 28, 12, "mark")


def _number(page: int, digits: int) -> Iterator[Field | Box]:
    """On the right, number and form in digits to fill."""
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
        case "number" if not any(question.is_long for question in questions):
            return _number_strip(number)
        case "number":
            box = Box(name, 0, CAPTION - 3 + ANSWER_BOX[0] / 2, DOWN / 2, *ANSWER_BOX, "write", str(number))
            return Strip(number, 2, CAPTION + ANSWER_BOX[0], boxes=(box,))
        case "written":
            box = Box(name, 0, CAPTION - 3 + MARK_BOX[0] / 2, 0, *MARK_BOX, "mark", str(number))
            return Strip(number, 1, CAPTION + MARK_BOX[0], boxes=(box,))
    field = Field(name, 0, kind == "multiple", _row(tuple(LETTERS[:most]), 0), str(number))
    return Strip(number, 1, _width(most), (field,))


def _number_strip(number: int) -> Strip:
    """A short number: its columns, each below a square for the character by hand; the question's number above."""
    fields, boxes = [], []
    for column in range(1, NUMBER_COLUMNS + 1):
        name, x = f"question.{number}.{column}", round(NUMBER_LEFT + NUMBER_ACROSS * (column - 1), 2)
        rows = enumerate(NUMBER_MARKS.items(), NUMBER_TOP)
        bubbles = tuple(Bubble(label, x, DOWN * row) for row, (label, columns) in rows if column in columns)
        fields.append(Field(name, 0, False, bubbles, str(number) if column == 1 else ""))
        boxes.append(Box(name, 0, x, *NUMBER_SQUARE))
    width = NUMBER_LEFT + NUMBER_ACROSS * (NUMBER_COLUMNS - 1) + BUBBLE / 2
    return Strip(number, NUMBER_ROWS, width, tuple(fields), tuple(boxes))


def _caption(number: int, row: int) -> str:
    return f"{number} {STATEMENTS[row]}" if row == 0 else STATEMENTS[row]


def _row(labels: Sequence[str], row: int) -> tuple[Bubble, ...]:
    return tuple(Bubble(label, CAPTION + ACROSS * at, DOWN * row) for at, label in enumerate(labels))


def _width(bubbles: int) -> float:
    return CAPTION + ACROSS * (bubbles - 1) + 2.5


def _columns(strips: Sequence[Strip]) -> list[Column]:
    """Short numbers begin a column, and a row less leaves room for what is said of them; what precedes them is even."""
    first = next((at for at, strip in enumerate(strips) if strip.rows == NUMBER_ROWS), len(strips))
    before, after = strips[:first], strips[first:]
    most = ROWS - 1 if after else ROWS
    return [*(_even(before, most) if before else ()), *(_filled(after, most) if after else ())]


def _even(strips: Sequence[Strip], most: int) -> list[Column]:
    """The fewest columns of at most so many rows (two for more than ten rows), as even as groups of five allow."""
    least = max(len(_filled(strips, most)), 2 if sum(strip.rows for strip in strips) > ROWS / 2 else 1)
    even = ceil(sum(strip.rows for strip in strips) / least / GROUP) * GROUP
    limit = next((rows for rows in range(even, most, GROUP) if len(_filled(strips, rows)) <= least), most)
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
    hint = NUMBER_HINT if any(strip.rows == NUMBER_ROWS for column in side for strip in column) else 0.0
    rows = max(sum(strip.rows for strip in column) for column in side)
    spare = LAST_ROW - FIRST_ROW - hint - DOWN * (rows - 1)
    gaps = max(sum(_ends_group(column, at) for at in range(len(column))) for column in side)
    gap = min(GROUP_GAP, spare / max(1, gaps))
    top = FIRST_ROW + (hint or min(LOWER, spare - gap * gaps))
    x = LEFT + free / 2
    for column in side:
        y = top
        for at, strip in enumerate(column):
            parts: tuple[Field | Box, ...] = (*strip.fields, *strip.boxes)
            yield from (_moved(each, page, x, y) for each in parts)
            y += DOWN * strip.rows + gap * _ends_group(column, at)
        x += _column_width(column) + free


def _ends_group(column: Column, at: int) -> bool:
    """Whether there is a gap below a strip: after each fifth, around each that is higher than a row."""
    below = column[at + 1].rows if at + 1 < len(column) else 1
    return column[at].number % GROUP == 0 or max(column[at].rows, below) > 1


def _moved(each: Field | Box, page: int, x: float, y: float) -> Field | Box:
    if isinstance(each, Box):
        return replace(each, page=page, x=round(each.x + x, 2), y=round(each.y + y, 2))
    moved = (Bubble(bubble.label, round(bubble.x + x, 2), round(bubble.y + y, 2)) for bubble in each.bubbles)
    return replace(each, page=page, bubbles=tuple(moved))
