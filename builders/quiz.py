"""The printed quiz: a booklet for each form, one answer sheet for the copier, keys, stencils, the sheet's geometry.

The first blueprint of a course makes `quiz/`, each further one a folder of its own inside. No blueprint, no files.
"""

import json
import re
from collections.abc import Iterator

from assets import compounds
from assets.look import Look
from builders import answer_key, answer_sheet, booklet, explained_key, stencil
from builders.product import Materials, Product
from builders.quiz_head import Heading
from builders.quiz_type import Setter
from course.model import Blueprint, Course
from plan.form import Quiz, plan_forms, print_mark
from plan.sheet import Sheet, layout
from plan.sheet_plan import plan_sheet

DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names that Windows keeps for itself, whatever follows their dot."""


def files(materials: Materials) -> Iterator[Product]:
    """All files of all blueprints; the same materials give the same bytes."""
    course, look = materials.course, materials.look.mono()
    for at, blueprint in enumerate(course.blueprints):
        folder = f"quiz/{folder_of(blueprint)}/" if at else "quiz/"
        yield from _paper(course, blueprint, materials.seed, look, folder)


def folder_of(blueprint: Blueprint) -> str:
    """The blueprint's id as a folder that every system takes: small letters, no dot at its end, no device's name."""
    name = blueprint.id.lower().rstrip(".")
    return f"quiz-{name}" if DEVICE.match(name) else name


def _paper(course: Course, blueprint: Blueprint, seed: int, look: Look, folder: str) -> Iterator[Product]:
    quiz = plan_forms(course, blueprint, seed)
    sheet = plan_sheet(quiz.forms, (look.say("words.true-letter"), look.say("words.false-letter")))
    heading = Heading(course.id, course.title, course.organisation, course.head)
    words = compounds() | frozenset(course.compounds)
    text, head = Setter(look, "text", words), Setter(look, "head", words)
    booklets = booklet.build(quiz.forms, heading, blueprint, look, text)
    for form, made in zip(quiz.forms, booklets, strict=True):
        yield Product(f"{folder}booklet-{form.code}.pdf", made.data, made.pages)
    yield from _sheet(heading, quiz, sheet, look, folder)
    key = answer_key.build(quiz, heading, look, head, booklets[0].pages)
    yield Product(f"{folder}key.pdf", key.data, key.pages)
    explained = explained_key.build(quiz, course, heading, look, text)
    yield Product(f"{folder}key-explained.pdf", explained.data, explained.pages)


def _sheet(heading: Heading, quiz: Quiz, sheet: Sheet, look: Look, folder: str) -> Iterator[Product]:
    """The answer sheet, what lies where on it, and the stencils that fit over it."""
    drawn = answer_sheet.build(sheet, heading, quiz.blueprint, quiz.blueprint.total, look)
    yield Product(f"{folder}answer-sheet.pdf", drawn, sheet.pages)
    geometry = json.dumps(layout(sheet), ensure_ascii=False, indent=1) + "\n"
    yield Product(f"{folder}layout.json", geometry.encode())
    mark = print_mark(quiz.forms)
    for form in quiz.forms:
        data = stencil.build(sheet, form, quiz.keys[form.code], heading, look, mark)
        yield Product(f"{folder}stencil-{form.code}.pdf", data, sheet.pages)
