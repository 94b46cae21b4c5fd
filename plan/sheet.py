"""Where every bubble of an answer sheet lies. Printed from, and read back by, the same numbers.

Lengths in millimetres; origin at the paper's top left corner, y downwards; points are centres. A4, black and white.
Measured on synthetic scans: eight marks (four leave ten times the silent errors on a curled page), rings of 0.35 mm in
full black (thinner ones vanish in 1-bit scans), 10 x 7.4 mm from bubble to bubble.
"""

from dataclasses import dataclass
from typing import Any

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
NUMBER_MARKS = {"-": (1,), ",": (2, 3), **dict.fromkeys("0123456789", (1, 2, 3, 4))}
"""Labels of a short number's rows from above, each with its columns: a minus stands first, a comma inside.

A number begins in the first column: 3,5 takes three.
"""
NUMBER_ACROSS, NUMBER_LEFT = 6.8, 7.5
"""From column to column of a number, and from the left end of its block to the first: room for labels outside."""
NUMBER_TOP, NUMBER_ROWS = 2, 14
"""Rows of a block above its first bubbles (the question's number, squares to write in), and in all."""
NUMBER_HINT = 7.2
"""Room above the first row of a page with such blocks, for a line that says how a number is filled in."""
ANSWER_BOX, MARK_BOX = (46.0, 10.0), (32.0, 6.2)
CANDIDATE_DIGITS = 3
TICK = (4.0, 1.2)
TICK_X, TICK_CLEAR, TICK_APART = 16.0, 7.0, 2.4
"""Middle of the bars beside the rows; how far they keep from the middle of a square mark, and from each other."""


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
    """An answer sheet. `codes` are the places of the QR codes; every page repeats head, number and form code.

    `ticks` are bars beside the rows of bubbles: by them a reader sees where a scanner fed the paper unevenly.
    """

    pages: int
    fields: tuple[Field, ...]
    boxes: tuple[Box, ...]
    tags: tuple[Tag, ...]
    codes: tuple[Box, ...]
    ticks: tuple[Box, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether it is printed for one person: then there is nothing to fill in but answers."""
        return not any(field.name.startswith("candidate.") for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of that name on its first page; KeyError when there is none."""
        found = next((field for field in self.fields if field.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


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
        "ticks": [_area(tick) for tick in sheet.ticks],
    }  # fmt: skip


def _area(box: Box) -> dict[str, Any]:
    return {"page": box.page, "x": box.x, "y": box.y, "w": box.w, "h": box.h}


