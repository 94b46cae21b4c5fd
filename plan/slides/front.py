"""Slides around the lessons: cover, objectives, agenda, a page for each module, sources, closing."""

from collections.abc import Sequence
from dataclasses import replace

from course.sources import Source
from plan.measure import balance
from plan.nodes import AgendaRow, Document, Section
from plan.phrases import clock, source_name
from plan.slides.cases import table_pages
from plan.slides.desk import Desk, Pages, placed
from plan.slides.fit import evened, largest, stack
from plan.slides.grids import Sheet, text_cell
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Fill, Paragraph, Spans
from plan.slides.prose import Frame, content

LIST_GAP, LIST_GAPS = 3.0, 10.0  # least and widest, between sources


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
    """Every source by name and title; days and addresses are in the handout."""
    if not document.sources:
        return
    box = LAYOUTS["list"].box("body")
    lines = [Paragraph(_named(desk, source)) for source in _by_house(document.sources)]
    heights = [stack([line], box.size, box.w) or box.h for line in lines]
    at = 0
    for number, count in enumerate(balance(heights, box.h, LIST_GAP), 1):
        room = box.h - sum(heights[at : at + count])
        fill = Fill("body", tuple(lines[at : at + count]), box.size, max(0.0, min(LIST_GAPS, room / count)))
        at += count
        yield from desk.slide("sources", "list", desk.say("words.sources"), f"sources/{number}", [fill],
                              source=desk.say("deck.sources.handout"))  # fmt: skip


def _by_house(sources: Sequence[Source]) -> list[Source]:
    """In the order of the course, but those of one house together, where its first one stands."""
    houses = [_house(source) for source in sources]
    return sorted(sources, key=lambda source: houses.index(_house(source)))


def _house(source: Source) -> str:
    return source_name(source).split(",")[0]


def _named(desk: Desk, source: Source) -> Spans:
    """The name that the feet of slides use, bold, then the title; no name twice when the title begins with it."""
    name = source_name(source)
    rest = source.title.removeprefix(name) if source.title.startswith(name) else f": {source.title}"
    return (*desk.spans(name, bold=True), *desk.spans(rest))


def closing(desk: Desk, document: Document) -> Pages:
    """The last page, with the address of the handout when the course gives one."""
    fills = [Fill("organisation", tuple(desk.para(text) for text in document.organisation), 24)]
    fills += [Fill("subtitle", (evened(desk.para(document.title), LAYOUTS["cover"].box("subtitle"), 28),), 28)]
    if document.handout_url:
        fills.append(Fill("date", (Paragraph(desk.spans(document.handout_url)),), 24))
    yield from desk.slide(
        "closing", "cover", desk.say("deck.thanks"), "closing", [fill for fill in fills if fill.paragraphs]
    )
