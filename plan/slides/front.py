"""Slides around the lessons: cover, objectives, agenda, a page for each module, sources, closing."""

from collections.abc import Sequence
from dataclasses import replace

from course.sources import Source
from plan.nodes import AgendaRow, Document, Section
from plan.phrases import clock, published, source_name
from plan.slides.cases import table_pages
from plan.slides.desk import Desk, Pages, placed
from plan.slides.fit import evened, largest
from plan.slides.grids import Sheet, text_cell
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Fill, Paragraph
from plan.slides.prose import Frame, content


def cover(desk: Desk, document: Document) -> Pages:
    """The first page: who holds it, its title, where and when."""
    fills: list[Fill] = []
    wanted = [("subtitle", [document.subtitle], (28.0, 24.0)), ("organisation", document.organisation, (24.0, 20.0)),
              ("date", [document.dateline], (24.0,))]  # fmt: skip
    for place, texts, sizes in wanted:
        if lines := [desk.para(text) for text in texts if text]:
            fill, problem = placed(lines, "cover", place, sizes, "deck.text-too-long")
            box = LAYOUTS["cover"].box(place)
            fills.append(replace(fill, paragraphs=tuple(evened(one, box, fill.size) for one in fill.paragraphs)))
            if problem:
                yield problem
    if document.approved is None:
        fills.append(Fill("tag", (desk.para(desk.say("deck.not-approved")),), 20))
    yield from desk.slide("cover", "cover", document.title, "cover", fills)


def objectives(desk: Desk, document: Document) -> Pages:
    """What a learner can do afterwards."""
    if document.objectives:
        points = [desk.para(objective.text, bullet=True) for objective in document.objectives]
        yield from content(
            desk, Frame("objectives", desk.say("deck.objectives"), "objectives", desk.source(())), points
        )


def agenda(desk: Desk, rows: Sequence[AgendaRow], title: str, ref: str) -> Pages:
    """Lessons with their hours, on one slide as long as a size of the ladder holds them."""
    names = [desk.say(f"words.agenda.{name}") for name in ("hour", "lesson", "minutes")]
    shares = (110.0, 620.0, 134.0)
    head = [text_cell(desk, name, "head") for name in names]
    lines = [[text_cell(desk, clock(row.starts) or "\u2013", "number"), text_cell(desk, row.title),
              text_cell(desk, desk.say("words.minutes", minutes=row.minutes) if row.minutes else "\u2013")]
             for row in rows]  # fmt: skip
    sheet = Sheet(head, lines, title, labelled=True, shares=shares)
    yield from table_pages(desk, Frame("agenda", title, ref, desk.source(())), sheet, spare=0)


def module(desk: Desk, number: int, title: str, ref: str, lessons: Sequence[Section]) -> Pages:
    """The page that opens a module, with the hours of its lessons as far as they fit."""
    lines = [desk.para(" ".join(filter(None, (clock(lesson.starts), lesson.title)))) for lesson in lessons]
    fills = [Fill("ordinal", (desk.para(desk.say("deck.module", number=number)),), 44)]
    if size := largest(lines, LAYOUTS["section"].box("list"), (24, 20)):
        fills.append(Fill("list", tuple(lines), size))
    yield from desk.slide("section", "section", title, f"module/{ref}", fills)


def sources(desk: Desk, document: Document) -> Pages:
    """Every source, with the paragraphs that the course cites."""
    if not document.sources:
        return
    head = [
        text_cell(desk, desk.say("deck.sources.what"), "head"),
        text_cell(desk, desk.say("deck.sources.who"), "head"),
    ]
    rows = [[text_cell(desk, source.title), text_cell(desk, _who(source))] for source in document.sources]
    title = desk.say("words.sources")
    frame = Frame("sources", title, "sources", desk.say("deck.sources.handout"))
    yield from table_pages(desk, frame, Sheet(head, rows, title), (20,))


def _who(source: Source) -> str:
    return ", ".join(filter(None, (source_name(source), published(source))))


def closing(desk: Desk, document: Document) -> Pages:
    """The last page, with the address of the handout when the course gives one."""
    fills = [Fill("organisation", tuple(desk.para(text) for text in document.organisation), 24)]
    fills += [Fill("subtitle", (evened(desk.para(document.title), LAYOUTS["cover"].box("subtitle"), 28),), 28)]
    if document.handout_url:
        fills.append(Fill("date", (Paragraph(desk.spans(document.handout_url)),), 24))
    yield from desk.slide(
        "closing", "cover", desk.say("deck.thanks"), "closing", [fill for fill in fills if fill.paragraphs]
    )
