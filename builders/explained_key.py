"""The explained key for trainers: every item with its number on each form, what is right, why, and where it is proved.

The items stand in the order of the bank, with letters as the author wrote them.
"""

from collections.abc import Iterator

from assets.look import Look
from builders.answer_key import answer_text
from builders.booklet import BOTTOM, FOOT, NEXT_TOP, Booklet
from builders.drawing import POINT
from builders.pdf.tree import Part
from builders.quiz_head import LEFT, RIGHT, Heading, centred, official
from builders.quiz_page import Paper
from builders.quiz_type import Block, Row, Setter, listed, on_pages, shifted, within
from course.items import STATEMENTS, Cluster, Item, Multiple, NumberItem, Single, Written
from course.model import Course
from course.text import Span
from plan.form import Quiz, print_mark
from plan.phrases import decimal_text, number_answer, places_of
from plan.resolve import Index

WIDE = (RIGHT - LEFT) / POINT
SIZE, LEAD, GAP, INDENT = 10.0, 14.4, 9.0, 14.0
Spans = tuple[Span, ...]


def build(quiz: Quiz, course: Course, heading: Heading, look: Look, setter: Setter, mark: str = "") -> Booklet:
    """PDF bytes and pages. Without forms, where each copy has its own order, items have no other number than here.

    `mark`: the letters of the sitting, in place of those of the forms.
    """
    paper = Paper(look, f"{look.say('quiz.files.explained')} - {quiz.blueprint.title}", course.title)
    paper.new_page()
    top = _head(paper, quiz, heading, look, setter, mark)
    index = Index(course)
    blocks = [_item(number, item, quiz, index, look, setter) for number, item in enumerate(quiz.items, 1)]
    pages = on_pages(blocks, (top - NEXT_TOP) / POINT, (BOTTOM - NEXT_TOP) / POINT, GAP)
    for page, on_page in enumerate(pages, 1):
        if page > 1:
            paper.new_page()
        paper.fill(on_page, LEFT, top if page == 1 else NEXT_TOP, BOTTOM, GAP * 2)
        foot = look.say("words.page-of", page=page, pages=len(pages))
        paper.bookmark(foot)
        paper.foot((LEFT + RIGHT) / 2, FOOT, f"{look.say('quiz.files.explained')} · {foot}")
    return Booklet(paper.bytes(), len(pages))


def _head(paper: Paper, quiz: Quiz, heading: Heading, look: Look, setter: Setter, mark: str) -> float:
    y = official(paper, look, heading) + 1
    y = centred(paper, setter, look.say("quiz.explained.title"), y, look.size("exam.title"), bold=True, kind="H1")
    y = centred(paper, setter, f"{quiz.blueprint.title} · {heading.title}", y, 9.5)
    y = centred(paper, setter, look.say("quiz.key.secret"), y, 9.5)
    if not quiz.forms:
        return y + 3
    return centred(paper, setter, look.say("quiz.key.mark", mark=mark or print_mark(quiz.forms)), y, 9.5) + 3


def _item(number: int, item: Item, quiz: Quiz, index: Index, look: Look, setter: Setter) -> Block:
    """The whole item; it stays on one page."""
    stem, place = listed(setter.rows((Span(f"{number}. ", bold=True), *item.stem), WIDE, SIZE + 0.5, LEAD))
    lines: list[Row] = list(stem)
    for spans in _below(item, quiz, index, look):
        lines += within(shifted(setter.rows(spans, WIDE - INDENT, SIZE, LEAD), INDENT), *place, Part("P"))
    return tuple(lines)


def _below(item: Item, quiz: Quiz, index: Index, look: Look) -> Iterator[Spans]:
    if quiz.forms:
        yield (Span(look.say("quiz.explained.places", places=_places(item, quiz, look)), italic=True),)
    yield from _key(item, look)
    if item.explanation:
        yield (*_lead("words.explanation", look), *item.explanation)
    if sources := _sources(item, index, look):
        yield (*_lead("words.source", look), Span(sources))


def _lead(key: str, look: Look) -> Spans:
    """The word that says what follows."""
    return Span(f"{look.say(key)}:", bold=True), Span(" ")


def _places(item: Item, quiz: Quiz, look: Look) -> str:
    """Where the item stands on each form that asks it, and its letter there."""
    found = []
    answers = ((form.code, each) for form in quiz.forms for each in quiz.keys[form.code] if each.item == item.id)
    for code, answer in answers:
        said = {"code": code, "number": answer.number}
        if answer.right:
            found.append(look.say("quiz.explained.place", **said, answer=answer_text(answer, look)))
        else:
            found.append(look.say("quiz.explained.place-bare", **said))
    return " · ".join(found)


def _key(item: Item, look: Look) -> Iterator[Spans]:
    lead = _lead("words.answer", look)
    match item:
        case Single(options=options) | Multiple(options=options):
            for option in options:  # without a letter: on each form another one stands before it
                if option.key:
                    yield (*lead, Span(option.text))
        case Cluster(statements=statements):
            for at, each in enumerate(statements):
                verdict = look.say("words.correct" if each.answer else "words.wrong")
                yield (Span(look.say("quiz.explained.statement", letter=STATEMENTS[at], verdict=verdict), bold=True),
                       Span(f": {each.text}"))  # fmt: skip
        case NumberItem():
            yield (*lead, Span(_number(item, look)))
        case Written(guide=guide) if guide:
            yield (*_lead("words.guide", look), *guide)


def _number(item: NumberItem, look: Look) -> str:
    if item.tolerance is None:
        return number_answer(item)
    tolerance = look.say("quiz.explained.tolerance", tolerance=decimal_text(item.tolerance))
    return f"{number_answer(item)} ({tolerance})"


def _sources(item: Item, index: Index, look: Look) -> str:
    """The paragraphs that prove the key; those of the facts that it rests on, when it names none itself."""
    facts = {fact.id: fact for fact in index.course.facts}
    cites = [facts[ref].cites for ref in item.facts if ref in facts]
    model = index.models.get(item.model) if item.model else None
    notes = index.notes(item.cites, tuple(cite for each in cites for cite in each), model.cites if model else ())
    return places_of(notes, look)
