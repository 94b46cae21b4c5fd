"""The booklet of one form: head, questions that never break across pages, options in as few lines as they fit.

Made of stem, options and order alone: a form holds no key. Pages are filled evenly, so that none ends half empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assets.look import Look
from builders.drawing import POINT
from builders.pdf.tree import Part
from builders.quiz_head import LEFT, RIGHT, Heading, centred, fill_in, official
from builders.quiz_page import Paper
from builders.quiz_type import Block, Row, Setter, baseline, beside, listed, on_pages, shifted, within
from course.items import LETTERS, STATEMENTS
from course.model import Blueprint
from course.text import Span
from plan.form import Form, FormQuestion, print_mark
from plan.measure import NBSP

BOTTOM, FOOT = 281.0, 288.0
NEXT_TOP = 15.0
"""Where the text of the second and later pages begins, mm."""
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


DENSITIES = (Density(16.0, 9.0), Density(15.2, 6.0))
"""Comfortable; and a little closer, taken only where that saves a sheet of paper."""
STRETCH = 2.2  # times the gap, at most, to fill a page to its foot


@dataclass(frozen=True)
class Booklet:
    """The bytes of a PDF and its pages."""

    data: bytes
    pages: int


@dataclass(frozen=True)
class Laid:
    """A form laid out: the blocks of each page, and the height of the first page's head, mm."""

    form: Form
    density: Density
    pages: tuple[tuple[Block, ...], ...]


def build(forms: Sequence[Form], heading: Heading, blueprint: Blueprint, look: Look, setter: Setter) -> list[Booklet]:
    """A booklet for each form, all with the same density; `setter` sets the text and keeps what it has set."""
    head = _head(Paper(look, "", ""), heading, blueprint, forms[0], look, setter, 9, dry=True)
    tries = [[_laid(form, look, setter, density, head) for form in forms] for density in DENSITIES]
    best = min(tries, key=lambda laid: (sum((len(each.pages) + 1) // 2 for each in laid), tries.index(laid)))
    return [_drawn(laid, heading, blueprint, look, setter, print_mark(forms)) for laid in best]


def _laid(form: Form, look: Look, setter: Setter, density: Density, head: float) -> Laid:
    blocks = list(_blocks(form, look, setter, density))
    pages = on_pages(blocks, (head - NEXT_TOP) / POINT, (BOTTOM - NEXT_TOP) / POINT, density.gap)
    return Laid(form, density, pages)


def _drawn(
    laid: Laid, heading: Heading, blueprint: Blueprint, look: Look, setter: Setter, mark: str
) -> Booklet:
    form, pages = laid.form, len(laid.pages)
    paper = Paper(look, f"{look.say('quiz.files.booklet', code=form.code)} - {blueprint.title}", heading.title)
    for page, blocks in enumerate(laid.pages, 1):
        paper.new_page()
        top = _head(paper, heading, blueprint, form, look, setter, pages) if page == 1 else NEXT_TOP
        paper.fill(blocks, LEFT, top, BOTTOM, laid.density.gap * STRETCH)
        foot = look.say("quiz.foot", code=form.code, page=page, pages=pages, mark=mark)
        paper.bookmark(foot)
        paper.foot((LEFT + RIGHT) / 2, FOOT, foot)
    return Booklet(paper.bytes(), pages)


def _head(
    paper: Paper, heading: Heading, blueprint: Blueprint, form: Form, look: Look, setter: Setter, pages: int,
    dry: bool = False,
) -> float:  # fmt: skip
    """Draws the head of the first page; the y at which questions begin. A `dry` paper is only measured."""
    if dry:
        paper.new_page()
    y = official(paper, look, heading) + 2
    y = centred(paper, setter, blueprint.title.upper(), y, look.size("exam.title"), bold=True, kind="H1")
    y = centred(paper, setter, look.say("quiz.course", title=heading.title), y, 10)
    facts = look.say("quiz.facts", minutes=blueprint.minutes, count=len(form.questions), pages=pages)
    y = centred(paper, setter, facts, y, 9.5) + 3
    code = look.say("quiz.form", code=form.code)
    paper.frame(RIGHT - 18, y + 5, 36, 10, 1.2)
    paper.text(RIGHT - 18, y + 6.7, code, 13, bold=True, align="centre")
    say = look.say
    fill_in(paper, ((say("quiz.name"), 92.0), (say("quiz.candidate"), 40.0)), y + 5)
    fill_in(paper, ((say("quiz.unit"), 132.0),), y + 12.6)
    paper.rule(LEFT, y + 17, RIGHT, y + 17)
    return y + 20.5


def _blocks(form: Form, look: Look, setter: Setter, density: Density) -> Iterator[Block]:
    """Part by part; a part's rule stays with its first question."""
    for part, (kind, questions) in enumerate(form.parts, 1):
        rule = look.say(f"quiz.rule.{kind}", **_truths(look, kind))
        if len(form.parts) > 1:
            rule = look.say("quiz.part", part=part, rule=rule)
        told = Part("H2" if len(form.parts) > 1 else "P")
        ruled = within(setter.rows((Span(rule, italic=True),), WIDE, 10, density.lead), told)
        before = (*ruled, Row(density.gap / 2, 0))
        for question in questions:
            first, *rest = _question(question, look, setter, density)
            yield (*before, *first)
            yield from rest
            before = ()
    yield _end(look, setter, density)


def _truths(look: Look, kind: str) -> dict[str, str]:
    return {"yes": look.say("words.true-letter"), "no": look.say("words.false-letter")} if kind == "cluster" else {}


def _end(look: Look, setter: Setter, density: Density) -> Block:
    """The word that says that no page is missing."""
    rows: list[Row] = []
    for text, bold, size in ((f"- {look.say('quiz.end')} -", True, 11.0), (look.say("quiz.end-note"), False, 9.5)):
        row, *_ = setter.rows(text, WIDE, size, density.lead, bold=bold)
        rows += shifted(within((row,), Part("P")), (WIDE - setter.width(text, size, bold)) / 2)
    return tuple(rows)


def _question(each: FormQuestion, look: Look, setter: Setter, density: Density) -> list[Block]:
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
