"""The booklet of one form: head, questions that never break across pages, options in as few lines as they fit.

Made of stem, options and order alone: a form holds no key. Pages are filled evenly, so that none ends half empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assets.look import Look
from builders.drawing import POINT, Drawing
from builders.question_blocks import Density, form_blocks
from builders.quiz_head import LEFT, RIGHT, Heading, centred, fill_in, official
from builders.quiz_page import Paper
from builders.quiz_type import Block, Setter, on_pages
from builders.sketch import Sketch
from course.model import Blueprint
from plan.form import Form, print_mark

BOTTOM, FOOT = 281.0, 288.0
HEAD_ROOM = 20.5
"""From the row of the code in its frame to the first question, mm."""
NEXT_TOP = 15.0
"""Where the text of the second and later pages begins, mm."""

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


def build(
    forms: Sequence[Form], heading: Heading, blueprint: Blueprint, look: Look, setter: Setter, mark: str = ""
) -> list[Booklet]:
    """A booklet for each form, all with the same density; `setter` sets the text and keeps what it has set.

    `mark`: the letters of the sitting, in place of those of the forms.
    """
    code = look.say("quiz.form", code=forms[0].code)
    head = draw_head(Sketch(look), heading, blueprint, code, 9, look, setter)
    tries = [[_laid(form, look, setter, density, head) for form in forms] for density in DENSITIES]
    best = min(tries, key=lambda laid: (sum((len(each.pages) + 1) // 2 for each in laid), tries.index(laid)))
    return [_drawn(laid, heading, blueprint, look, setter, mark or print_mark(forms)) for laid in best]


def _laid(form: Form, look: Look, setter: Setter, density: Density, head: float) -> Laid:
    blocks = list(form_blocks(form, look, setter, density))
    pages = on_pages(blocks, (head - NEXT_TOP) / POINT, (BOTTOM - NEXT_TOP) / POINT, density.gap)
    return Laid(form, density, pages)


def _drawn(
    laid: Laid, heading: Heading, blueprint: Blueprint, look: Look, setter: Setter, mark: str
) -> Booklet:
    form, pages = laid.form, len(laid.pages)
    paper = Paper(look, f"{look.say('quiz.files.booklet', code=form.code)} - {blueprint.title}", heading.title)
    for page, blocks in enumerate(laid.pages, 1):
        paper.new_page()
        top = NEXT_TOP
        if page == 1:
            top = draw_head(paper, heading, blueprint, look.say("quiz.form", code=form.code), pages, look, setter)
        paper.fill(blocks, LEFT, top, BOTTOM, laid.density.gap * STRETCH)
        foot = look.say("quiz.foot", code=form.code, page=page, pages=pages, mark=mark)
        paper.bookmark(foot)
        paper.foot((LEFT + RIGHT) / 2, FOOT, foot)
    return Booklet(paper.bytes(), pages)


def draw_head(
    drawing: Drawing, heading: Heading, blueprint: Blueprint, code: str, pages: int, look: Look, setter: Setter
) -> float:
    """The head of the first page, `code` in its frame; the y at which questions begin, mm."""
    y = official(drawing, look, heading) + 2
    y = centred(drawing, setter, blueprint.title.upper(), y, look.size("exam.title"), bold=True, kind="H1")
    y = centred(drawing, setter, look.say("quiz.course", title=heading.title), y, 10)
    facts = look.say("quiz.facts", minutes=blueprint.minutes, count=blueprint.total, pages=pages)
    y = centred(drawing, setter, facts, y, 9.5) + 3
    drawing.frame(RIGHT - 18, y + 5, 36, 10, 1.2)
    drawing.text(RIGHT - 18, y + 6.7, code, 13, bold=True, align="centre")
    say = look.say
    fill_in(drawing, ((say("quiz.name"), 92.0), (say("quiz.candidate"), 40.0)), y + 5)
    fill_in(drawing, ((say("quiz.unit"), 132.0),), y + 12.6)
    drawing.rule(LEFT, y + 17, RIGHT, y + 17)
    return y + HEAD_ROOM
