"""What is asked on paper as blocks of rows: questions that never break, options in as few lines as they fit.

Made of stem, options and order alone: nothing here knows a key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assets.look import Look
from builders.drawing import POINT
from builders.pdf.tree import Part
from builders.quiz_head import LEFT, RIGHT
from builders.quiz_type import Block, Row, Setter, baseline, beside, listed, shifted, within
from course.items import LETTERS, STATEMENTS
from course.text import Span
from plan.form import Form, FormQuestion
from plan.measure import NBSP

WIDE = (RIGHT - LEFT) / POINT
INDENT, LETTER, COLUMN_GAP = 14.0, 16.0, 10.0  # pt: options, their letters, between columns of options
WRITING = 7.6 / POINT
MARK = (70.0, 26.0)  # pt, the marker's box of a written answer
WRITING_TOGETHER = 12


@dataclass(frozen=True)
class Density:
    """How close the lines stand, points: of a paragraph, between questions; a page may stretch the second."""

    lead: float
    gap: float


def form_blocks(form: Form, look: Look, setter: Setter, density: Density) -> Iterator[Block]:
    """Part by part; a part's rule stays with its first question."""
    for part, (kind, questions) in enumerate(form.parts, 1):
        before = rule_block(kind, part if len(form.parts) > 1 else 0, look, setter, density)
        for question in questions:
            first, *rest = question_blocks(question, look, setter, density)
            yield (*before, *first)
            yield from rest
            before = ()
    yield end_block(look, setter, density)


def rule_block(kind: str, part: int, look: Look, setter: Setter, density: Density) -> Block:
    """How questions of a kind are answered, with the number of their part where there are several."""
    rule = look.say(f"quiz.rule.{kind}", **_truths(look, kind))
    if part:
        rule = look.say("quiz.part", part=part, rule=rule)
    told = Part("H2" if part else "P")
    return (*within(setter.rows((Span(rule, italic=True),), WIDE, 10, density.lead), told), Row(density.gap / 2, 0))


def _truths(look: Look, kind: str) -> dict[str, str]:
    return {"yes": look.say("words.true-letter"), "no": look.say("words.false-letter")} if kind == "cluster" else {}


def end_block(look: Look, setter: Setter, density: Density) -> Block:
    """The word that says that no page is missing."""
    rows: list[Row] = []
    for text, bold, size in ((f"- {look.say('quiz.end')} -", True, 11.0), (look.say("quiz.end-note"), False, 9.5)):
        row, *_ = setter.rows(text, WIDE, size, density.lead, bold=bold)
        rows += shifted(within((row,), Part("P")), (WIDE - setter.width(text, size, bold)) / 2)
    return tuple(rows)


def question_blocks(each: FormQuestion, look: Look, setter: Setter, density: Density) -> list[Block]:
    """A question whole; a written one goes on in further blocks when it has many lines."""
    size, lead = look.size("exam.text"), density.lead
    number = f"{look.say('words.question-number', number=each.number)}.".replace(" ", NBSP)
    stem, item = listed(setter.rows((Span(number, bold=True), Span(" "), *each.question.stem), WIDE, size, lead))
    match each.question.kind:
        case "cluster":
            marks = [f"{STATEMENTS[at]})" for at in range(len(each.options))]
            return [(*stem, *within(_in_columns(each.options, marks, 1, setter, size, lead), *item))]
        case "number":
            unit = each.question.unit
            text = look.say("quiz.unit-of", unit=unit) if unit else ""
            below = shifted(setter.rows(text, WIDE - INDENT, size, lead), INDENT) if text else ()
            return [(*stem, *within(below, *item, Part("P")))]
        case "written":
            return _written(stem, item, each.question.lines, look, setter)
    marks = [f"{LETTERS[at]}." for at in range(len(each.options))]
    columns = _columns(each.options, setter, size)
    return [(*stem, *within(_in_columns(each.options, marks, columns, setter, size, lead), *item))]


def _columns(options: Sequence[str], setter: Setter, size: float) -> int:
    """Four beside each other, else two, where every option stands on one line of its column; else one below another."""
    widest = max(setter.width(text, size) for text in options) + LETTER + COLUMN_GAP
    wide = WIDE - INDENT + COLUMN_GAP
    return next((count for count in (min(4, len(options)), 2) if widest <= wide / count), 1)


def _in_columns(
    options: Sequence[str], marks: Sequence[str], columns: int, setter: Setter, size: float, lead: float
) -> Block:
    step = (WIDE - INDENT + COLUMN_GAP) / columns
    cells = [
        shifted(setter.labelled(mark, text, step - COLUMN_GAP, LETTER, size, lead), INDENT + step * (at % columns))
        for at, (mark, text) in enumerate(zip(marks, options, strict=True))
    ]
    lines = (beside(cells[at : at + columns]) for at in range(0, len(cells), columns))
    return tuple(row for line in lines for row in line)


def _written(stem: Block, item: tuple[Part, ...], lines: int, look: Look, setter: Setter) -> list[Block]:
    """Lines to write on, and beside the stem's end the marker's box."""
    size = look.size("print.small")
    run = setter.rows(look.say("quiz.points"), MARK[0], size, MARK[1])[0].runs[0]
    left = WIDE - MARK[0]
    frame = Row(MARK[1] + 2, baseline(size, MARK[1]), (replace(run, x=left + 4, path=(*item, Part("P"))),),
                frames=((left, *MARK),))  # fmt: skip
    ruled = [Row(WRITING, WRITING - 3, dots=((0, WIDE),)) for _ in range(lines)]
    blocks = [tuple(ruled[at : at + WRITING_TOGETHER]) for at in range(0, lines, WRITING_TOGETHER)]
    return [(*stem, frame, *blocks[0]), *blocks[1:]]
