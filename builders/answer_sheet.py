"""The answer sheet, for the copier: drawn from the published geometry alone, so that a reader finds what it says.

It knows no key and no order, only how many options each number may have.
"""

from assets.look import Look
from builders.drawing import GREY, POINT, Drawing, Tag, fitting
from builders.qr import qr_rows
from builders.quiz_head import Heading
from builders.quiz_page import Paper
from builders.quiz_type import Setter
from course.items import NUMBER_COLUMNS
from course.model import Blueprint
from plan.sheet import (
    BUBBLE,
    DIGITS_TOP,
    DOWN,
    LEFT,
    NUMBER_ACROSS,
    NUMBER_TOP,
    RIGHT,
    RING,
    TAG,
    Box,
    Bubble,
    Field,
    Sheet,
)
from plan.tags import SIDE, black_modules

LETTER, MARK = 6.5, 10.0  # pt, in the bubbles: letters and digits, minus and comma
HEAD, MARK_HEAD, HEAD_ROOM = 7.5, 13.0, 5.6  # pt, outside; mm that heads need above the middle of a first row
SMALL, LEAD = 8.5, 12.2  # pt
RULE_Y = 127.2
HEAD_GAP = 2.0  # mm, that rows must stand further apart where letters stand between them
HINT_LEFT = 50.0
SAID = 131.2  # mm, the baseline of what is said of short numbers
MARKS = {"-": 0.35, ",": -0.6}  # mm further down, that they stand in the middle
HEADED = {"1": "-0123456789", "2": ","}  # columns of a short number with labels that stand outside too
HINTS, PERSONAL_HINTS = ("fill", "mend", "digits", "keep"), ("fill", "mend", "own", "keep")
SPARE_HINTS = ("fill", "mend", "spare", "keep")
NAMED = ("name", "unit", "birthday", "signature")


def build(sheet: Sheet, heading: Heading, blueprint: Blueprint, count: int, look: Look) -> bytes:
    """PDF bytes; one page for each of the sheet's."""
    paper = Paper(look, f"{look.say('quiz.files.sheet')} - {blueprint.title}", heading.title)
    for page in range(1, sheet.pages + 1):
        paper.new_page()
        _frame(paper, sheet, page)
        _head(paper, look, blueprint, count, sheet, page, HINTS)
        _codes(paper, look, sheet, page, f"TAPHUAN/1/{heading.id}/{blueprint.id}/{page}")
        _draw_answers(paper, look, sheet, page)
    return paper.bytes()


def draw_shared(
    drawing: Drawing, sheet: Sheet, blueprint: Blueprint, count: int, look: Look, page: int, *, spare: bool = False
) -> None:
    """What all copies of a page of a personal sheet have in common: everything but codes, number, name and unit.

    `spare`: of those without a name, to be written in by hand.
    """
    _frame(drawing, sheet, page)
    _head(drawing, look, blueprint, count, sheet, page, SPARE_HINTS if spare else PERSONAL_HINTS)
    _draw_answers(drawing, look, sheet, page)


def _frame(drawing: Drawing, sheet: Sheet, page: int) -> None:
    """What a reader finds its way by: square marks, bars beside the rows."""
    draw_tags(drawing, sheet, page)
    for tick in sheet.ticks:
        if tick.page == page:
            drawing.bar(tick.x, tick.y, tick.w, tick.h)


def _draw_answers(drawing: Drawing, look: Look, sheet: Sheet, page: int) -> None:
    above: dict[float, Bubble] = {}
    answers = _answers(sheet, page)
    if any(isinstance(part, Field) and not _is_row(part) for part in answers):
        said = look.say("quiz.sheet.number")
        drawing.text(LEFT, SAID, said, fitting(drawing, said, SMALL, 7, RIGHT - LEFT))
    for part in answers:
        if isinstance(part, Field):
            first = part.bubbles[0]
            is_top = _has_heads(first, above.get(first.x))
            above[first.x] = first
            labels = "".join(_labels(part)) if is_top else ""
            heads = labels if _is_row(part) else HEADED.get(part.name.split(".")[2], "")
            draw_field(drawing, part, field_words(part, look), heads)
        else:
            _box(drawing, look, part)


def _has_heads(first: Bubble, above: Bubble | None) -> bool:
    """Whether a row's letters are new in its column, and there is room for them above it."""
    if above is None:
        return first.y - HEAD_ROOM > RULE_Y
    return above.label != first.label and first.y - above.y >= DOWN + HEAD_GAP


def field_words(field: Field, look: Look) -> str:
    """What a field is, for those who do not see it."""
    kind, number, *row = field.name.split(".")
    if kind != "question":
        return look.say("quiz.sheet.digit-field", name=look.say(f"quiz.sheet.{kind}"), place=number)
    if not _is_row(field):
        return look.say("quiz.sheet.column", question=number, column=row[0], labels=" ".join(_labels(field)))
    labels = ", ".join(_labels(field))
    return look.say("quiz.sheet.field", question="".join((number, *row)), labels=labels)


def _answers(sheet: Sheet, page: int) -> list[Field | Box]:
    """The fields and boxes of the questions of a page, by number."""
    parts: list[Field | Box] = [*sheet.fields, *sheet.boxes]
    here = [part for part in parts if part.page == page and part.name.startswith("question.")]
    return sorted(here, key=lambda part: int(part.name.split(".")[1]))


def draw_tags(paper: Drawing, sheet: Sheet, page: int) -> None:
    """The marks of a page; stencils carry the same."""
    for tag in sheet.tags:
        if tag.page == page:
            paper.modules(tag.x, tag.y, TAG, SIDE, black_modules(tag.id))


def draw_field(paper: Drawing, field: Field, words: str, heads: str = "") -> None:
    """Rings in full black, letters inside in grey, the number before them: one picture with these words.

    Letters of `heads` stand a second time outside, in full black: a poor copy loses the grey ones.
    """
    with paper.figure(words, *_area(field)):
        for bubble in field.bubbles:
            paper.ring(bubble.x, bubble.y, BUBBLE, RING)
            down = bubble.y + 0.9 + MARKS.get(bubble.label, -0.08)
            size = MARK if bubble.label in MARKS else LETTER
            paper.text(bubble.x, down, bubble.label, size, align="centre", grey=GREY)
            if bubble.label not in heads:
                continue
            if _is_row(field):
                paper.text(bubble.x, bubble.y - 3.5, bubble.label, HEAD, bold=True, align="centre")
            else:
                size = MARK_HEAD if bubble.label in MARKS else HEAD
                down = bubble.y + 0.95 + MARKS.get(bubble.label, 0.0)
                paper.text(bubble.x - 4.2, down, bubble.label, size, bold=True, align="right")
        draw_caption(paper, field)


def draw_caption(paper: Drawing, field: Field, tag: Tag = "P") -> None:
    """The number before a field's first ring, or above the columns of a short number; stencils carry the same."""
    first = field.bubbles[0]
    if field.caption and not _is_row(field):
        middle, top = first.x + NUMBER_ACROSS * (NUMBER_COLUMNS - 1) / 2, first.y - NUMBER_TOP * DOWN
        paper.text(middle, top + 2.3, field.caption, 10.5, bold=True, align="centre", tag=tag)
    elif field.caption:
        paper.text(first.x - 4.6, first.y + 1.35, field.caption, 10.5, bold=True, align="right", tag=tag)


def _labels(field: Field) -> list[str]:
    return [bubble.label for bubble in field.bubbles]


def _is_row(field: Field) -> bool:
    return field.bubbles[0].y == field.bubbles[-1].y


def _area(field: Field) -> tuple[float, float, float, float]:
    """Middle, width and height of a field's rings."""
    first, last = field.bubbles[0], field.bubbles[-1]
    return (first.x + last.x) / 2, (first.y + last.y) / 2, last.x - first.x + BUBBLE, last.y - first.y + BUBBLE


def _box(paper: Drawing, look: Look, box: Box) -> None:
    """Handwriting of the head has its label inside, digits none, an answer its number before it."""
    paper.frame(box.x, box.y, box.w, box.h)
    left, top = box.x - box.w / 2, box.y - box.h / 2
    if box.name in NAMED:
        paper.text(left + 1.2, top + 3.6, look.say(f"quiz.{box.name}"), SMALL)
    elif box.caption:
        paper.text(left - 1.6, box.y + 1.35, box.caption, 10.5, bold=True, align="right")
        if box.kind == "mark":
            paper.text(left + 1.2, box.y + 1.1, look.say("quiz.points"), SMALL)
    elif box.kind == "mark":
        paper.text(left + 1.2, top + 3.6, look.say(f"quiz.sheet.{box.name}"), SMALL)


def _codes(paper: Drawing, look: Look, sheet: Sheet, page: int, text: str) -> None:
    """The square codes name course, paper and page: never a key, an order or a person. One of them is told of."""
    rows = qr_rows(text, "Q")
    black = [(column, row) for row, line in enumerate(rows) for column, is_dark in enumerate(line) if is_dark]
    first, *others = (code for code in sheet.codes if code.page == page)
    with paper.figure(look.say("quiz.sheet.code"), first.x, first.y, first.w, first.h):
        paper.modules(first.x, first.y, first.w, len(rows), black)
    for code in others:
        paper.modules(code.x, code.y, code.w, len(rows), black)


def _head(
    paper: Drawing, look: Look, blueprint: Blueprint, count: int, sheet: Sheet, page: int, hints: tuple[str, ...]
) -> None:
    setter = Setter(look, "head")
    middle = (LEFT + RIGHT) / 2
    tag = "H1" if page == 1 else "P"
    paper.text(middle, 27.5, look.say("quiz.sheet.title"), 15, bold=True, align="centre", tag=tag)
    facts = look.say("quiz.sheet.facts", title=blueprint.title, count=count, minutes=blueprint.minutes)
    if sheet.pages > 1:
        facts += " · " + look.say("quiz.sheet.page", page=page, pages=sheet.pages)
    wide = (RIGHT - LEFT) / POINT
    line = setter.rows(facts, wide, SMALL, LEAD)[:1]
    paper.draw(line, middle - paper.width(line[0].runs[0].text.strip(), SMALL) / 2, 30)
    boxes = [box for box in sheet.boxes if box.page == page and not box.name.startswith("question.")]
    for box in boxes:
        if box.kind != "mark":
            _box(paper, look, box)
    if not sheet.is_personal:
        for name in ("candidate", "form"):
            _digits(paper, look, sheet, page, name)
    _hints(paper, look, setter, hints)
    for box in boxes:
        if box.kind == "mark":
            _box(paper, look, box)
    paper.rule(LEFT, RULE_Y, RIGHT, RULE_Y)


def _digits(paper: Drawing, look: Look, sheet: Sheet, page: int, name: str) -> None:
    """The columns of a number, its name above them."""
    places = [box.x for box in sheet.boxes if box.page == page and box.name.startswith(f"{name}.")]
    middle = (places[0] + places[-1]) / 2
    paper.text(middle, DIGITS_TOP - 15.3, look.say(f"quiz.sheet.{name}"), SMALL, bold=True, align="centre")
    for field in sheet.fields:
        if field.page == page and field.name.startswith(f"{name}."):
            heads = "".join(_labels(field)) if field.name == f"{name}.1" else ""
            draw_field(paper, field, field_words(field, look), heads)


def _hints(paper: Drawing, look: Look, setter: Setter, hints: tuple[str, ...]) -> None:
    """How to fill, how to mend: beside the square code."""
    y = 78.6
    wide = (110 - HINT_LEFT) / POINT
    for hint in hints:
        rows = setter.rows(look.say(f"quiz.sheet.{hint}"), wide, SMALL, LEAD)
        paper.draw(rows, HINT_LEFT, y)
        if hint == "fill":
            last = paper.width(rows[-1].runs[-1].text.rstrip(), SMALL)
            x, middle = HINT_LEFT + last + 4, y + (len(rows) - 0.5) * LEAD * POINT
            with paper.figure(look.say("quiz.sheet.filled"), x, middle, BUBBLE, BUBBLE):
                paper.disc(x, middle, BUBBLE)
        y += len(rows) * LEAD * POINT + 0.7
