"""Where things lie on a slide: each layout's places for text and the art beneath them.

Points, origin at the top left corner of a slide of 960 x 540. Colours are tokens of the theme. The same numbers
measure the text here and draw the layouts in the file, so what fits in the plan fits on the wall.
"""

from dataclasses import dataclass, replace

WIDTH, HEIGHT = 960.0, 540.0
LEFT, INNER = 48.0, 864.0
TOP, BOTTOM = 118.0, 474.0


@dataclass(frozen=True)
class Box:
    """A place for text (or a table, or a picture): its frame, and how text stands in it."""

    name: str
    x: float
    y: float
    w: float
    h: float
    size: float = 28
    bold: bool = False
    color: str = "ink"
    anchor: str = "t"
    align: str = "l"
    kind: str = "body"
    framed: str | None = None
    caps: bool = False


@dataclass(frozen=True)
class Art:
    """A shape beneath the text: `rect`, `roundRect` or `ellipse`; `line` in points."""

    shape: str
    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.75


@dataclass(frozen=True)
class Layout:
    """A layout of the master. `type` is the format's own word, by which a template of somebody else is matched."""

    name: str
    type: str
    boxes: tuple[Box, ...]
    art: tuple[Art, ...] = ()
    ground: str = "ground"
    has_foot: bool = True

    def box(self, name: str) -> Box:
        """The place of that name; KeyError when the layout has none."""
        for box in self.boxes:
            if box.name == name:
                return box
        raise KeyError(name)


TITLE = Box("title", LEFT, 16, INNER, 78, 32, True, "red", "b", kind="title")
FOOT = Box("foot", LEFT, 491, 768, 36, 14, color="muted", kind="ftr")
NUMBER = Box("number", 828, 491, 84, 36, 14, color="muted", align="r", kind="sldNum")
BODY = Box("body", LEFT, TOP, INNER, BOTTOM - TOP)
TAG = Box("tag", 776, 58, 136, 34, 20, True, "red", "ctr", "ctr", framed="red")
MASTER_ART = (
    Art("rect", 0, 0, WIDTH, 9, "red"),
    Art("rect", 0, 9, WIDTH, 3, "gold"),
    Art("rect", LEFT, 103, 64, 3, "gold"),
    Art("rect", LEFT, 483, INNER, 0.75, "gold"),
)
"""What every page of content carries; pages in a full colour hide it."""


def _card(x: float, y: float, w: float, h: float) -> Art:
    return Art("rect", x, y, w, h, "white", "rule")


def _cards(count: int) -> Layout:
    gap = 16.0
    width = (INNER - gap * (count - 1)) / count
    boxes, art = [TITLE], []
    for index in range(count):
        x = LEFT + index * (width + gap)
        art += [
            _card(x, 152, width, 318),
            Art("rect", x, 152, width, 4, "red"),
            Art("ellipse", x + width / 2 - 29, 123, 58, 58, "red", "ground", 3),
        ]
        boxes += [
            Box(f"number{index + 1}", x + width / 2 - 29, 123, 58, 58, 28, True, "white", "ctr", "ctr"),
            Box(f"card{index + 1}", x + 6, 192, width - 12, 268, 24, align="ctr", anchor="ctr"),
        ]
    return Layout(f"cards-{count}", "cust", tuple(boxes), tuple(art))


def _rows(count: int) -> Layout:
    """Full rows, each with its number: what cards are too narrow for."""
    gap = 8.0
    height = (BOTTOM - TOP - gap * (count - 1)) / count
    side = min(52.0, height - 8)
    boxes, art = [TITLE], []
    for index in range(count):
        y = TOP + index * (height + gap)
        art += [
            _card(LEFT, y, INNER, height),
            Art("rect", LEFT, y, 6, height, "red"),
            Art("ellipse", LEFT + 22, y + (height - side) / 2, side, side, "red"),
        ]
        boxes += [
            Box(f"number{index + 1}", LEFT + 22, y + (height - side) / 2, side, side, 28, True, "white", "ctr", "ctr"),
            Box(f"card{index + 1}", LEFT + 96, y + 2, INNER - 112, height - 4, 32, anchor="ctr"),
        ]
    return Layout(f"rows-{count}", "cust", tuple(boxes), tuple(art))


ANSWER = Box("answer", LEFT, 430, INNER, 48, 24, True, "green", "ctr")


def _option(index: int, x: float, y: float, w: float, h: float) -> tuple[list[Box], list[Art]]:
    letter = Box(f"letter{index}", x + 12, y + (h - 42) / 2, 42, 42, 24, True, "white", "ctr", "ctr")
    text = Box(f"option{index}", x + 66, y + 2, w - 78, h - 4, 24, anchor="ctr")
    art = [_card(x, y, w, h), Art("ellipse", x + 12, y + (h - 42) / 2, 42, 42, "slate")]
    return [letter, text], art


def _quiz_rows(count: int) -> Layout:
    stem = Box("stem", LEFT, 112, INNER, 76, 28, True, anchor="ctr")
    height = (232 - 6 * (count - 1)) / count
    boxes, art = [TITLE, stem], []
    for index in range(count):
        more, beneath = _option(index + 1, LEFT, 194 + index * (height + 6), INNER, height)
        boxes += more
        art += beneath
    return Layout(f"quiz-rows-{count}", "cust", (*boxes, ANSWER), tuple(art))


def _quiz_grid() -> Layout:
    boxes, art = [TITLE, Box("stem", LEFT, 112, INNER, 110, 28, True, anchor="ctr")], []
    for index in range(4):
        more, beneath = _option(index + 1, LEFT + index % 2 * 440, 228 + index // 2 * 100, 424, 92)
        boxes += more
        art += beneath
    return Layout("quiz-grid", "cust", (*boxes, ANSWER), tuple(art))


_COVER = Layout(
    "cover", "title",
    (Box("title", 60, 160, 840, 172, 44, True, "red", "ctr", "ctr", "ctrTitle"),
     Box("subtitle", 120, 366, 720, 72, 28, color="ink", align="ctr", kind="subTitle"),
     Box("organisation", 120, 56, 720, 92, 24, True, "slate", "t", "ctr", caps=True),
     Box("date", 120, 460, 720, 34, 24, color="muted", anchor="b", align="ctr"),
     Box("tag", 718, 34, 196, 34, 20, True, "red", "ctr", "ctr", framed="red")),
    (Art("rect", 0, 0, WIDTH, 16, "red"), Art("rect", 0, 16, WIDTH, 4, "gold"),
     Art("rect", 444, 350, 72, 4, "gold"),
     Art("rect", 0, 520, WIDTH, 4, "gold"), Art("rect", 0, 524, WIDTH, 16, "red")),
    has_foot=False,
)  # fmt: skip
_SECTION = Layout(
    "section", "secHead",
    (Box("title", 112, 172, 760, 112, 44, True, "white", "t", kind="title"),
     Box("ordinal", 112, 112, 760, 56, 44, True, "pale-gold", "b"),
     Box("list", 112, 326, 760, 144, 24, color="white"),
     replace(FOOT, x=112, w=640, color="white"), replace(NUMBER, color="white")),
    (Art("rect", 48, 84, 12, 386, "gold"), Art("rect", 112, 304, 64, 3, "gold")),
    ground="deep",
)  # fmt: skip
_BREAK = Layout(
    "break", "cust",
    (Box("title", 112, 150, 760, 164, 44, True, "white", "ctr", kind="title"),
     Box("body", 112, 342, 760, 90, 28, color="white"),
     replace(FOOT, x=112, w=640, color="white"), replace(NUMBER, color="white")),
    (Art("rect", 48, 84, 12, 386, "gold"), Art("rect", 112, 322, 64, 3, "gold")),
    ground="slate",
)  # fmt: skip
_QUOTE = Layout(
    "quote",
    "cust",
    (
        TITLE,
        Box("body", 84, 128, 804, 288, 28, anchor="ctr"),
        Box("by", 84, 418, 804, 50, 20, color="muted", anchor="b"),
    ),
    (_card(LEFT, TOP, INNER, 356), Art("rect", LEFT, TOP, 8, 356, "gold")),
)
_STATEMENT = Layout(
    "statement",
    "cust",
    (TITLE, Box("body", 84, 128, 804, 336, 28, anchor="ctr")),
    (_card(LEFT, TOP, INNER, 356), Art("rect", LEFT, TOP, 8, 356, "red")),
)
_ACTIVITY = Layout(
    "activity", "cust",
    (TITLE, Box("side", 56, TOP + 8, 164, 340, 24, color="white", anchor="ctr", align="ctr"),
     Box("body", 252, TOP + 12, 640, 332, 28, anchor="ctr")),
    (_card(228, TOP, 684, 356), Art("rect", LEFT, TOP, 180, 356, "slate")),
)  # fmt: skip
_NARROW_TITLE = replace(TITLE, w=716)
_TABLE = Box("table", LEFT, TOP, INNER, BOTTOM - TOP, 24, kind="tbl")

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        _COVER,
        _SECTION,
        Layout("content", "obj", (TITLE, BODY)),
        Layout("content-tag", "cust", (_NARROW_TITLE, TAG, BODY)),
        _QUOTE,
        _STATEMENT,
        _cards(3),
        _cards(4),
        _cards(5),
        _rows(3),
        _rows(4),
        _rows(5),
        _rows(6),
        Layout("list", "cust", (TITLE, replace(BODY, size=20))),
        Layout("table", "tbl", (TITLE, _TABLE)),
        Layout("table-tag", "cust", (_NARROW_TITLE, TAG, _TABLE)),
        Layout("picture", "picTx", (TITLE, Box("picture", LEFT, TOP, INNER, 316, kind="pic"),
                                    Box("caption", LEFT, 440, INNER, 34, 24, color="muted", anchor="ctr"))),
        _ACTIVITY,
        _quiz_grid(),
        _quiz_rows(2),
        _quiz_rows(3),
        _quiz_rows(4),
        Layout("quiz-open", "cust", (TITLE, Box("body", 84, 128, 804, 276, 28, anchor="ctr"), ANSWER),
               (_card(LEFT, TOP, INNER, 296), Art("rect", LEFT, TOP, 8, 296, "slate"))),
        Layout("quiz-table", "cust", (TITLE, replace(_TABLE, h=304), ANSWER)),
        _BREAK,
    )
}  # fmt: skip
"""Every layout by name; the order is the order in the file."""
