"""Every handout says what the plan says, letter for letter: heard by its tags, and seen by place.

Heard: the texts of all elements, in the order of the tree, are one by one and with their kinds those that the plan and
the labels alone give (`plan_reading`); a footnote follows the first text of a page that carries its number.
Seen: the letters of each element, put in order by their place alone, are that text again, spaces read off the gaps;
line ends may fall at a space or inside a long word. Elements stand on their page from top to bottom and, within a row
of a table or beside a label, from left to right; notes stand below all else, the trainer's asides in the note column or
below the text. There order is not compared: an aside stands beside the first block that it goes with and is heard after
the last. What is in no element is a running head, a head repeated on a later page, or a title over lines to write on.
"""

import sys
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.work import check, course_folder
from assets import compounds
from assets.look import load_look
from builders.handout import editions, files, kit_of, whole
from builders.handout.edition import BOOKLET, CARDS, LARGE, VIEWPOINTS
from builders.handout.parts import part
from builders.product import Materials
from plan.shown import shown_on

sys.path.insert(0, str(Path(__file__).parent))
from hostile_document import SLIDES, hostile_document
from letters_compared import difference, expected, heard
from pdf_places import Sight, agrees, by_place, segments, units, upon_each_other
from pdf_programs import PROGRAMS, glued_or_torn
from pdf_reading import LOST, Reading, folded

LOOK = load_look()
MM = 72 / 25.4
EDITIONS = {
    "learner": "handout.pdf", "trainer": "handout-trainer.pdf", "large": "handout-large.pdf",
    "booklet": "handout-booklet.pdf", "viewpoints": "viewpoints.pdf", "model-card": "model-card.pdf",
}  # fmt: skip
COURSES = ("dan-van-ha-tinh-2022", "blank", "hostile")
ALL = [(course, edition) for course in COURSES for edition in EDITIONS]
WHOLE = [(course, edition) for course in COURSES for edition in ("learner", "trainer", "large", "booklet")]


@cache
def made(course):
    """The document of a course, the slides that show its blocks, and its handouts by name."""
    if course == "hostile":
        document, slides, words = hostile_document(), SLIDES, compounds()
        products = [*editions(document, LOOK, None, words, slides)]
        products += [whole(edition, document, LOOK, None, words) for edition in (LARGE, BOOKLET)]
        for edition in (VIEWPOINTS, CARDS):
            products += part(kit_of(edition, document, LOOK, None, words), document)
    else:
        materials = Materials(check(course_folder(course), LOOK).course, LOOK)
        document, slides, products = materials.document, None, files(materials)
        slides = shown_on(materials.deck, document)
    return document, slides, {product.name: product.data for product in products}


@cache
def read(course, edition):
    """(reading, sight) of a handout; None where the course has no such block."""
    data = made(course)[2].get(EDITIONS[edition])
    return (Reading(data), Sight(data, edition == "booklet")) if data else None


def wanted(course, edition, reading, sight):
    """What the plan lets one expect."""
    document, slides, _ = made(course)
    return expected(document, LOOK, edition, reading, slides, sight.page_of)


def compared(course, edition):
    """A reading, a sight; the test is skipped where the course has no such block."""
    found = read(course, edition)
    if found is None:
        assert course == "blank" and edition in ("viewpoints", "model-card")
        pytest.skip("no such block")
    return found


@pytest.mark.parametrize(("course", "edition"), ALL)
def test_heard_by_its_tags_a_handout_is_the_plan_text_by_text(course, edition):
    reading, sight = compared(course, edition)
    assert difference(wanted(course, edition, reading, sight), heard(reading.blocks)) == ""


@pytest.mark.parametrize(("course", "edition"), ALL)
def test_seen_by_place_every_text_has_the_same_letters_and_spaces(course, edition):
    reading, sight = compared(course, edition)
    shown = [block for block in reading.blocks if block.instead is None and block.text]
    assert [(block.text, sight.seen(block)) for block in shown if not agrees(block.text, sight.seen(block))] == []


@pytest.mark.parametrize(("course", "edition"), ALL)
def test_seen_by_place_a_page_is_read_from_top_to_bottom(course, edition):
    reading, sight = compared(course, edition)
    for page in sight.pages:
        for found in stretches(reading, sight, page, edition):
            assert [unit.block.text for unit in by_place(found)] == [unit.block.text for unit in found], page
            assert upon_each_other(found) == [], page


def stretches(reading, sight, page, edition):
    """The units of a page that follow each other: text, then notes; two columns where the trainer's notes are."""
    notes = units([block for block in reading.blocks if block.kind == "Note"], sight, page)
    main = [block for block in reading.blocks if block.kind not in ("Note", "Figure") and "Div" not in block.path]
    found, longer = units(main, sight, page), trainers(main) if edition == "trainer" else None
    assert not notes or max(unit.top for unit in notes) < min((unit.top for unit in found), default=1e9)
    if longer is None or found and found[-1].first < longer:
        return [found, notes]
    middle = 0.28 * sight.width
    return [[unit for unit in found if (unit.left < middle) == is_left] for is_left in (True, False)] + [notes]


def trainers(blocks):
    """Where the trainer's longer notes begin."""
    title = LOOK.say("handout.trainer-notes")
    return next((at for at, block in enumerate(blocks) if block.kind == "H1" and block.text == title), None)


@pytest.mark.parametrize("course", COURSES)
def test_what_the_trainer_is_told_stands_in_the_note_column_or_below_the_text(course):
    reading, sight = compared(course, "trainer")
    frame = {name: LOOK.length(name) * MM for name in ("margin.inner", "margin.outer", "margin.bottom", "note.column")}
    asides = [block for block in reading.blocks if "Div" in block.path]
    assert asides
    for block in asides:
        for page, letters in sight.of(block).items():
            right = sight.width - frame["margin.outer" if page % 2 else "margin.inner"]
            column = right - frame["note.column"] - 1
            assert min(letter.x0 for letter in letters) >= column or max(
                letter.y for letter in letters) < frame["margin.bottom"], block.text  # fmt: skip


@pytest.mark.parametrize(("course", "edition"), ALL)
def test_nothing_but_running_heads_and_lines_to_write_on_is_left_unheard(course, edition):
    reading, sight = compared(course, edition)
    document, label = made(course)[0], LOOK.say(f"handout.edition.{edition}")
    heads = " ".join(block.text for block in reading.blocks if "THead" in block.path)
    for page in sight.pages:
        pieces = Counter(segments([letter for _, letter in sight.unmarked[page]]))
        number = LOOK.say("words.page-of", page=page, pages=len(sight.pages))
        known = {label, number, LOOK.say("handout.my-notes")}
        for piece in pieces:
            title = piece.removesuffix("\u2026")
            assert piece in known or folded(document.title).startswith(title) or piece in heads, (page, piece)
        assert max((pieces[piece] for piece in (label, number)), default=0) <= 1


@pytest.mark.parametrize(("course", "edition"), ALL)
def test_every_code_has_a_letter_and_a_glyph(course, edition):
    reading, _ = compared(course, edition)
    assert reading.fonts and LOST not in "".join(block.letters for block in reading.blocks) + "".join(reading.unheard)
    assert {font.name: font.without_glyph() for font in reading.fonts.values() if font.without_glyph()} == {}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(("course", "edition"), WHOLE)
def test_no_program_glues_or_tears_a_syllable(course, edition, program):
    reading, sight = compared(course, edition)
    unheard = [piece for page in sight.pages for piece in segments([letter for _, letter in sight.unmarked[page]])]
    text = " ".join([block.text for block in reading.blocks if block.instead is None] + unheard)
    assert glued_or_torn(text, program(made(course)[2][EDITIONS[edition]])) == []


def broken(change):
    """The learner's handout of the hostile course after a change; what differs then."""
    with pikepdf.open(BytesIO(made("hostile")[2]["handout.pdf"])) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    reading, sight = Reading(out.getvalue()), Sight(out.getvalue())
    return difference(wanted("hostile", "learner", reading, sight), heard(reading.blocks)), reading, sight


def swapped(kids, at):
    """Two kids of an element, the second first."""
    kids[at], kids[at + 1] = kids[at + 1], kids[at]


def elements(kid, kind):
    """All elements of a kind."""
    for one in kid if isinstance(kid, pikepdf.Array) else [kid]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            if kind == one.S:
                yield one
            yield from elements(one.get("/K", pikepdf.Array()), kind)


def rewritten(pdf, at, change):
    """A page changed once: the first operation outside artifacts for which `change` gives new operands."""
    page, found, inside, done = pdf.pages[at], [], [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            inside.append(str(operands[0]))
        elif str(operator) == "EMC":
            inside.pop()
        elif not done and "/Artifact" not in inside:
            new = change(list(operands), str(operator))
            operands, done = (new, True) if new else (operands, False)
        found.append((operands, operator))
    assert done
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(found))


def without_a_letter(operands, operator):
    """A string that lost its third letter."""
    codes = bytes(operands[0]) if operator == "Tj" else b""
    return [pikepdf.String(codes[:2] + codes[3:])] if len(codes) > 5 else None


def without_a_space(operands, operator):
    """A string that lost the space at its end."""
    codes = bytes(operands[0]) if operator == "Tj" else b""
    return [pikepdf.String(codes[:-1])] if codes.endswith(b" ") else None


def lowered(operands, operator):
    """A text put lower on its page."""
    return [*operands[:5], float(operands[5]) - 200] if operator == "Tm" else None


def test_an_untouched_copy_does_not_differ():
    assert broken(lambda pdf: None)[0] == ""


@pytest.mark.parametrize("at", [2, 40, 120])
def test_two_texts_in_the_wrong_order_are_seen(at):
    assert broken(lambda pdf: swapped(pdf.Root.StructTreeRoot.K[0].K, at))[0]


def test_two_cells_in_the_wrong_order_are_seen():
    rows = "/TR"
    assert broken(lambda pdf: swapped(list(elements(pdf.Root.StructTreeRoot.K, rows))[4].K, 0))[0]


def test_two_words_of_a_list_in_the_wrong_order_are_seen():
    assert broken(lambda pdf: swapped(list(elements(pdf.Root.StructTreeRoot.K, "/L"))[0].K, 0))[0]


@pytest.mark.parametrize("page", [0, 3, 9])
def test_a_letter_that_is_missing_is_seen(page):
    assert broken(lambda pdf: rewritten(pdf, page, without_a_letter))[0]


def test_a_space_that_is_missing_at_the_end_of_a_line_is_seen():
    assert broken(lambda pdf: rewritten(pdf, 2, without_a_space))[0]


def test_a_heading_in_the_wrong_place_is_seen_though_it_is_heard_in_turn():
    differs, reading, sight = broken(lambda pdf: rewritten(pdf, 1, lowered))
    found = stretches(reading, sight, 2, "learner")[0]
    assert differs == "" and [unit.first for unit in by_place(found)] != [unit.first for unit in found]
