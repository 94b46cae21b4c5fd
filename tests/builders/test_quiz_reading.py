"""Every printed file of the quiz, letter for letter: heard by its tags, seen by place, taken out by other programs.

Questions, options and statements of the booklets are those of the bank, in the order of their form; so are the items of
the explained key. What the official head says is judged elsewhere.
"""

import sys
from functools import cache
from pathlib import Path

import pytest

from assets.look import load_look
from builders.quiz import files
from course import items as kinds
from course.items import LETTERS, STATEMENTS
from plan.form import plan_forms

sys.path.insert(0, str(Path(__file__).parent))
from every_pdf import COURSES
from letters_compared import heard
from pdf_places import Sight, agrees, segments
from pdf_programs import PROGRAMS, glued_or_torn
from pdf_reading import LOST, Reading, folded

LOOK = load_look()
SAY = LOOK.say


@cache
def made(course):
    """The course, its papers planned, and (reading, sight, bytes) of each of its files by name."""
    materials = COURSES[course]()
    papers = [plan_forms(materials.course, blueprint, materials.seed) for blueprint in materials.course.blueprints]
    printed = [product for product in files(materials) if product.name.endswith(".pdf")]
    read = {product.name: (Reading(product.data), Sight(product.data), product.data) for product in printed}
    return materials.course, papers, read


def letters(spans):
    """The letters of spans."""
    return folded("".join(span.text for span in spans))


def asked(form, bank):
    """(kind, text) of all questions of a form, as the bank has them."""
    for part, (kind, questions) in enumerate(form.parts, 1):
        truths = {"yes": SAY("words.true-letter"), "no": SAY("words.false-letter")} if kind == "cluster" else {}
        rule = SAY(f"quiz.rule.{kind}", **truths)
        several = len(form.parts) > 1
        yield ("H", SAY("quiz.part", part=part, rule=rule)) if several else ("P", rule)
        for each in questions:
            item = bank[each.question.id]
            yield "Lbl", folded(SAY("words.question-number", number=each.number)) + "."
            yield "P", letters(item.stem)
            yield from below(item, each.order)


def below(item, order):
    """What stands below a question."""
    match item:
        case kinds.Single() | kinds.Multiple():
            yield from labelled((item.options[at].text for at in order), [f"{letter}." for letter in LETTERS])
        case kinds.Cluster():
            yield from labelled((item.statements[at].text for at in order), [f"{letter})" for letter in STATEMENTS])
        case kinds.NumberItem() if item.unit:
            yield "P", folded(SAY("quiz.unit-of", unit=item.unit))
        case kinds.Written():
            yield "P", SAY("quiz.points")


def labelled(texts, labels):
    for label, text in zip(labels, texts, strict=False):
        yield "Lbl", label
        yield "LBody", folded(text)


@pytest.mark.parametrize("course", COURSES)
def test_a_booklet_asks_what_the_bank_asks_in_the_order_of_its_form(course):
    content, papers, read = made(course)
    bank = {item.id: item for item in content.items}
    for paper in papers:
        for form in paper.forms:
            name = next(name for name in read if name.endswith(f"/booklet-{form.code}.pdf"))
            blocks, wanted = heard(read[name][0].blocks), list(asked(form, bank))
            first = blocks.index(wanted[0])
            end = [("P", f"- {SAY('quiz.end')} -"), ("P", SAY("quiz.end-note"))]
            assert blocks[first:] == [*wanted, *end]
            head = [text for _, text in blocks[:first]]
            assert folded(paper.blueprint.title.upper()) in head and SAY("quiz.form", code=form.code) in head


@pytest.mark.parametrize("course", COURSES)
def test_the_explained_key_says_each_item_of_the_bank(course):
    _, papers, read = made(course)
    keys = [reading for name, (reading, _, _) in read.items() if name.endswith("key-explained.pdf")]
    for paper, reading in zip(papers, keys, strict=True):
        blocks = heard(reading.blocks)
        for number, item in enumerate(paper.items, 1):
            at = blocks.index(("Lbl", f"{number}."))
            said = " ".join(text for _, text in blocks[at : at + 12])
            assert blocks[at + 1] == ("P", letters(item.stem))
            assert letters(item.explanation or ()) in said
            rights = [option.text for option in getattr(item, "options", ()) if option.key]
            rights += [statement.text for statement in getattr(item, "statements", ())]
            assert all(folded(text) in said for text in rights)


@pytest.mark.parametrize("course", COURSES)
def test_every_code_of_the_papers_has_a_letter_and_a_glyph(course):
    for name, (reading, _, _) in made(course)[2].items():
        assert LOST not in "".join(block.letters for block in reading.blocks) + "".join(reading.unheard), name
        assert [font.without_glyph() for font in reading.fonts.values() if font.without_glyph()] == [], name


@pytest.mark.parametrize("course", COURSES)
def test_seen_by_place_the_papers_have_the_same_letters_and_spaces(course):
    for name, (reading, sight, _) in made(course)[2].items():
        shown = [block for block in reading.blocks if block.instead is None and block.text]
        assert [block.text for block in shown if not agrees(block.text, sight.seen(block))] == [], name


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("course", COURSES)
def test_no_program_glues_or_tears_a_syllable_of_the_papers(course, program):
    for name, (reading, sight, data) in made(course)[2].items():
        if "booklet" not in name and "key" not in name:
            continue  # letters in rings stand alone
        unheard = [piece for page in sight.pages for piece in segments([letter for _, letter in sight.unmarked[page]])]
        text = " ".join([block.text for block in reading.blocks if block.instead is None] + unheard)
        assert glued_or_torn(text, program(data)) == [], name
