"""The stencil of a form, for marking by hand: rings around the right bubbles alone, at the answer sheet's own geometry.

Printed on clear film it is laid over a sheet; printed on paper its rings are punched out. One page for each of
the sheet's. Only questions that are answered by a bubble stand on it.
"""

from collections.abc import Iterator, Sequence

from assets.look import Look
from builders.answer_sheet import draw_caption, draw_tags
from builders.drawing import POINT
from builders.quiz_head import Heading
from builders.quiz_page import Paper
from builders.quiz_type import Setter
from course.items import STATEMENTS
from plan.form import Form, Key
from plan.sheet import BUBBLE, LEFT, RIGHT, Bubble, Field, Sheet

HOLE, THICK = 6.4, 0.6
"""Outer diameter and thickness of a ring, mm: around the bubble, so that the mark in it is seen."""
CORNERS = (0, 2, 4, 6)
"""Places of the marks at the corners, among the eight of a page."""
SIZE, LEAD = 9.5, 14.0


def build(sheet: Sheet, form: Form, key: Key, heading: Heading, look: Look, mark: str) -> bytes:
    """PDF bytes. `mark` is the print mark of the booklets that it belongs to."""
    paper = Paper(look, look.say("quiz.files.stencil", code=form.code), heading.title)
    setter = Setter(look, "head")
    for page in range(1, sheet.pages + 1):
        paper.new_page()
        draw_tags(paper, sheet, page)
        _frames(paper, sheet, page)
        rings = [(field, bubble) for field, bubble in right_bubbles(sheet, key) if field.page == page]
        _head(paper, look, setter, form, list(_rules(sheet, key, look)), len(rings), mark, page)
        _rings(paper, look, sheet, rings, page)
        _form_digits(paper, look, sheet, page, form.code)
    return paper.bytes()


def right_bubbles(sheet: Sheet, key: Key) -> Iterator[tuple[Field, Bubble]]:
    """Every bubble that a faultless sheet has filled."""
    fields = {field.name: field for field in sheet.fields}
    for answer in key:
        name = f"question.{answer.number}"
        for place in answer.right:
            yield fields[name], fields[name].bubbles[place]
        for row, truth in enumerate(answer.truths):
            field = fields[f"{name}.{STATEMENTS[row]}"]
            yield field, field.bubbles[0 if truth else 1]
        if f"{name}.1" in fields and answer.value:
            for column, mark in enumerate(answer.value, 1):
                field = fields[f"{name}.{column}"]
                yield field, next(bubble for bubble in field.bubbles if bubble.label == mark)


def _frames(paper: Paper, sheet: Sheet, page: int) -> None:
    """A frame around each corner mark, to see that the stencil lies straight."""
    for at, tag in enumerate(tag for tag in sheet.tags if tag.page == page):
        if at in CORNERS:
            paper.frame(tag.x, tag.y, 11.5, 11.5)


def _rings(paper: Paper, look: Look, sheet: Sheet, rings: Sequence[tuple[Field, Bubble]], page: int) -> None:
    """The rings, and the numbers of the questions, so that a shifted stencil is noticed at once."""
    for field, bubble in rings:
        name = field.name.removeprefix("question.").replace(".", "")
        with paper.figure(look.say("quiz.stencil.ring", question=name, label=bubble.label), *_place(bubble)):
            paper.ring(bubble.x, bubble.y, HOLE, THICK)
    for field in sheet.fields:
        if field.page == page:
            draw_caption(paper, field, tag=None)


def _form_digits(paper: Paper, look: Look, sheet: Sheet, page: int, code: str) -> None:
    """Rings at the form's own number: a sheet of another form shows none of its marks in them."""
    for field in sheet.fields:
        if field.page == page and field.name.startswith("form."):
            place = field.name[5:]
            bubble = field.bubbles[int(code[int(place) - 1])]
            with paper.figure(look.say("quiz.stencil.digit", place=place, digit=bubble.label), *_place(bubble)):
                paper.ring(bubble.x, bubble.y, HOLE, THICK)
                paper.text(bubble.x, bubble.y + 1.2, bubble.label, 9, align="centre")


def _place(bubble: Bubble) -> tuple[float, float, float, float]:
    """Middle, width and height of the ring around it."""
    return bubble.x, bubble.y, HOLE, HOLE


def _rules(sheet: Sheet, key: Key, look: Look) -> Iterator[str]:
    """How rings are counted, and what no ring can decide."""
    bubbled = {field.name for field in sheet.fields}
    numbers = [answer for answer in key if answer.value and f"question.{answer.number}.1" in bubbled]
    several = numbers or any(len(answer.right) > 1 or answer.truths for answer in key)
    yield look.say("quiz.stencil.3-several" if several else "quiz.stencil.3")
    if numbers:
        yield look.say("quiz.stencil.3-number")
    by_hand = [answer for answer in key if not answer.right and not answer.truths and answer not in numbers]
    if by_hand:
        yield look.say("quiz.stencil.by-hand", numbers=", ".join(str(answer.number) for answer in by_hand))


def _head(
    paper: Paper, look: Look, setter: Setter, form: Form, rules: Sequence[str], rings: int, mark: str, page: int
) -> None:  # fmt: skip
    title, tag = look.say("quiz.stencil.title", code=form.code), "H1" if page == 1 else "P"
    paper.text((LEFT + RIGHT) / 2, 27.5, title, 15, bold=True, align="centre", tag=tag)
    paper.text((LEFT + RIGHT) / 2, 33.5, look.say("quiz.key.secret"), SIZE, align="centre")
    lines = [look.say("quiz.stencil.1"), look.say("quiz.stencil.2", code=form.code)]
    lines += rules
    lines.append(f"{look.say('quiz.stencil.count', count=rings)} {look.say('quiz.stencil.mark', mark=mark)}")
    y = 44.0
    for line in lines:
        rows = setter.rows(line, (118 - LEFT) / POINT, SIZE, LEAD)
        paper.draw(rows, LEFT, y)
        y += len(rows) * LEAD * POINT + 2


assert HOLE - 2 * THICK > BUBBLE  # the ring leaves the bubble open
