"""The printed quiz: a booklet for each form, one answer sheet for the copier, keys, stencils, the sheet's geometry.

The first blueprint of a course makes `quiz/`, each further one a folder of its own inside. No blueprint, no files.
"""

import json
from collections.abc import Iterator

from assets import compounds
from assets.look import Look
from builders import answer_key, answer_sheet, booklet, explained_key, stencil
from builders.product import Materials, Product
from builders.quiz_type import Setter
from course.model import Blueprint, Course
from plan.form import Quiz, plan_forms
from plan.sheet import Sheet, layout, plan_sheet


def files(materials: Materials) -> Iterator[Product]:
    """All files of all blueprints; the same materials give the same bytes."""
    course, look = materials.course, materials.look.mono()
    for at, blueprint in enumerate(course.blueprints):
        folder = f"quiz/{blueprint.id.lower()}/" if at else "quiz/"
        yield from _paper(course, blueprint, materials.seed, look, folder)


def _paper(course: Course, blueprint: Blueprint, seed: int, look: Look, folder: str) -> Iterator[Product]:
    quiz = plan_forms(course, blueprint, seed)
    sheet = plan_sheet(quiz.forms, (look.say("quiz.true"), look.say("quiz.false")))
    words = compounds() | frozenset(course.compounds)
    text, head = Setter(look, "text", words), Setter(look, "head", words)
    booklets = booklet.build(quiz.forms, course, blueprint, look, text)
    for form, made in zip(quiz.forms, booklets, strict=True):
        yield Product(f"{folder}booklet-{form.code}.pdf", made.data, made.pages)
    yield from _sheet(course, quiz, sheet, look, folder)
    key = answer_key.build(quiz, course, look, head, booklets[0].pages)
    yield Product(f"{folder}key.pdf", key.data, key.pages)
    explained = explained_key.build(quiz, course, look, text)
    yield Product(f"{folder}key-explained.pdf", explained.data, explained.pages)


def _sheet(course: Course, quiz: Quiz, sheet: Sheet, look: Look, folder: str) -> Iterator[Product]:
    """The answer sheet, what lies where on it, and the stencils that fit over it."""
    drawn = answer_sheet.build(sheet, course, quiz.blueprint, len(quiz.items), look)
    yield Product(f"{folder}answer-sheet.pdf", drawn, sheet.pages)
    geometry = json.dumps(layout(sheet), ensure_ascii=False, indent=1) + "\n"
    yield Product(f"{folder}layout.json", geometry.encode())
    for form in quiz.forms:
        data = stencil.build(sheet, form, quiz.keys[form.code], course, look)
        yield Product(f"{folder}stencil-{form.code}.pdf", data, sheet.pages)
