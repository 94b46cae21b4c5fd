"""Slides of typed content: viewpoints, tasks, exemplar models, organisations, tables, the blank card."""

from collections.abc import Sequence
from dataclasses import replace

from course.problem import Problem
from course.taught import Viewpoint
from plan import nodes
from plan.nodes import Notes
from plan.slides.desk import Desk, Pages
from plan.slides.fit import largest
from plan.slides.grids import SIZES, Row, Sheet, flow_cell, grids, text_cell
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Cell, Fill, Slide, Spans
from plan.slides.prose import Frame, content, quotation


def table_pages(desk: Desk, frame: Frame, sheet: Sheet, sizes: Sequence[float] = SIZES, spare: int = 1,
                notes: Sequence[Notes] = ()) -> Pages:  # fmt: skip
    """A table over slides; a row that fits on no slide is a problem at that row. `notes` go with the rows."""
    layout = "table-tag" if frame.tag else "table"
    pages, faults = grids(sheet, LAYOUTS[layout].box("table"), sizes, spare)
    yield from (Problem(problem.code, ("rows", at) if at >= 0 else (), problem.params) for at, problem in faults)
    tag = [Fill("tag", (desk.para(frame.tag),), 20)] if frame.tag else []
    at = 0
    for number, grid in enumerate(pages, 1):
        own = tuple(note for row in notes[at : at + len(grid.rows) - 1] for note in row)
        at += len(grid.rows) - 1
        yield from desk.slide(frame.kind, layout, frame.title, f"{frame.content_id}/{number}", tag, grid=grid,
                              source=desk.source(own) if own else frame.source)  # fmt: skip


def table(desk: Desk, node: nodes.TableNode, title: str, ref: str) -> Pages:
    """A table of the course."""
    head = [text_cell(desk, text, "head") for text in node.head]
    rows = [[text_cell(desk, text) for text in row] for row in node.rows]
    tag = desk.say("words.origin.background") if node.origin == "background" else None
    yield from table_pages(desk, Frame("table", title, ref, desk.source(node.notes), tag), Sheet(head, rows, title))


def viewpoints(desk: Desk, node: nodes.ViewpointsNode, title: str, ref: str) -> Pages:
    """All viewpoints as one picture: cards side by side, or rows where cards are too narrow."""
    chosen = [viewpoint for viewpoint, _ in node.viewpoints]
    source = f"{desk.source(node.notes)}. {desk.say('words.short-name-ours')}"
    sizes = {"cards": (24.0,), "rows": (32.0, 28.0, 24.0)}
    tries = [
        (f"{name}-{len(chosen)}", _card_size(desk, chosen, f"{name}-{len(chosen)}", ladder))
        for name, ladder in sizes.items()
    ]
    layout, size = next((found for found in tries if found[1]), ("", None))
    if size is None:
        yield from _rows(desk, Frame("viewpoints", title, ref, source), chosen)
        return
    fills = []
    for at, viewpoint in enumerate(chosen, 1):
        fills += [Fill(f"number{at}", (desk.para(str(viewpoint.number)),), 28),
                  Fill(f"card{at}", (desk.para(viewpoint.short),), size)]  # fmt: skip
    yield from desk.slide("viewpoints", layout, title, ref, fills, source=source)


def _card_size(desk: Desk, chosen: Sequence[Viewpoint], layout: str, ladder: Sequence[float]) -> float | None:
    """The size at which every short name stands in its card; None when there is no such layout, or one does not fit."""
    if layout not in LAYOUTS:
        return None
    sizes = [largest([desk.para(viewpoint.short)], LAYOUTS[layout].box(f"card{at}"), ladder)
             for at, viewpoint in enumerate(chosen, 1)]  # fmt: skip
    found = [size for size in sizes if size]
    return min(found) if len(found) == len(sizes) else None


def _rows(desk: Desk, frame: Frame, chosen: Sequence[Viewpoint]) -> Pages:
    head = [text_cell(desk, desk.say("words.number"), "head"), text_cell(desk, frame.title, "head")]
    rows = [[text_cell(desk, str(one.number), "number"), text_cell(desk, one.short)] for one in chosen]
    yield from table_pages(desk, frame, Sheet(head, rows, frame.title, labelled=True))


def viewpoint(desk: Desk, node: nodes.ViewpointNode, title: str | None, ref: str) -> Pages:
    """The exact statement, then its key points."""
    one = node.viewpoint
    heading = title or desk.say("deck.viewpoint", number=one.number, short=one.short)
    frame = Frame("viewpoint", heading, ref, desk.source(node.notes))
    by = [desk.para(desk.say("deck.exact"))]
    yield from quotation(desk, frame, one.words, by)
    if one.points:
        points = [desk.para(point, bullet=True) for point in one.points]
        heading = desk.say("deck.viewpoint.points", number=one.number)
        yield from content(desk, frame._replace(kind="points", title=heading, content_id=f"{ref}/points"), points)


def tasks(desk: Desk, node: nodes.TasksNode, title: str, ref: str) -> Pages:
    """What, who, when; dots where the source names nobody or no time."""
    names = (desk.say("words.number"), *(desk.say(f"words.{key}") for key in ("what", "who", "when")))
    head = [text_cell(desk, name, "head") for name in names]
    rows = [[text_cell(desk, str(task.number), "number"), text_cell(desk, task.what), text_cell(desk, task.who),
             text_cell(desk, task.when)] for task, _ in node.tasks]  # fmt: skip
    source = desk.source(node.notes or tuple(note for _, notes in node.tasks for note in notes))
    for page in table_pages(desk, Frame("tasks", title, ref, source), Sheet(head, rows, title),
                            notes=[notes for _, notes in node.tasks]):  # fmt: skip
        if isinstance(page, Slide) and node.group.speaker:
            page = replace(page, source=f"{page.source}. {desk.join(node.group.speaker)}")
        yield page


def bodies(desk: Desk, node: nodes.BodiesNode, title: str, ref: str, as_of: str | None) -> Pages:
    """Organisations as they were named then, and what they are now."""
    then = desk.say("words.as-of", date=as_of).capitalize() if as_of else desk.say("words.name-then")
    head = [text_cell(desk, then, "head"), text_cell(desk, desk.say("deck.now"), "head")]
    rows = [
        [text_cell(desk, body.name), text_cell(desk, now and desk.say("words.now", name=now))]
        for body, now, _ in node.bodies
    ]
    notes = node.notes + tuple(note for _, _, notes in node.bodies for note in notes)
    frame = Frame("organisations", title, ref, desk.source(notes), desk.say("words.origin.background"))
    yield from table_pages(desk, frame, Sheet(head, rows, title, shares=(1, 1)))


def model(desk: Desk, node: nodes.ModelNode, title: str | None, ref: str) -> Pages:
    """A case: where, the hard problem, how, figures and result, what was learnt; dots where the source is silent."""
    one = node.model
    heading = title or one.name
    where = capital("; ".join(text for text in (_place(desk, node), one.where, one.period) if text))
    head = [text_cell(desk, desk.say("words.model.place"), "head"), text_cell(desk, where or None, "head")]
    rows = [[text_cell(desk, desk.say(f"words.model.{name}"), "label"), cell]
            for name, cell in _model_cells(desk, node)]  # fmt: skip
    source = desk.source(node.notes)
    source += "" if one.named_by_source else f". {desk.say('words.not-named')}"
    tag = None if node.approved else desk.say("deck.not-approved")
    frame = Frame("model", heading, ref, source, tag)
    yield from table_pages(desk, frame, Sheet(head, rows, heading, labelled=True, shares=(150, 714), most=2))


def _place(desk: Desk, node: nodes.ModelNode) -> str:
    """Unit and place, the place not twice when the unit is named after it; then what the place is called now."""
    unit, place = node.model.unit or "", node.place.name if node.place else ""
    names = [unit] if place.casefold() in unit.casefold() else [unit, place]
    now = desk.say("words.now", name=node.place_now) if node.place_now else ""
    return ", ".join(filter(None, (*names, now)))


def capital(text: str) -> str:
    """The text with its first letter large, as at the head of a cell."""
    return text[:1].upper() + text[1:]


def _model_cells(desk: Desk, node: nodes.ModelNode) -> list[tuple[str, Cell]]:
    one = node.model
    field = "; ".join(text for text in (node.field_name, one.field_note) if text)
    figures = [_figure(desk, figure.value, figure.what) for figure in one.figures]
    cells = [("field", text_cell(desk, capital(field) or None)), ("problem", text_cell(desk, one.problem)),
             ("how", flow_cell(desk, one.how))]  # fmt: skip
    if figures:
        cells.append(("figures", flow_cell(desk, figures)))
    if one.result or not figures:
        cells.append(("result", text_cell(desk, one.result)))
    return [*cells, ("lesson", text_cell(desk, one.lesson))]


def _figure(desk: Desk, value: str, what: str) -> Spans:
    return (*desk.spans(value, bold=True), *desk.spans(f" {what}"))


def model_card(desk: Desk, node: nodes.ModelCardNode, title: str, ref: str) -> Pages:
    """The blank card of a unit's own model; the fields of work to choose from are named."""
    choice = desk.say("deck.card.choose", names=", ".join(node.fields)) if node.fields else None
    head = [text_cell(desk, desk.say("words.model.name"), "head"), text_cell(desk, desk.say("deck.card.own"), "head")]
    names = ("place", "field", "problem", "how", "result")
    rows: list[Row] = [[text_cell(desk, desk.say(f"words.model.{name}"), "label"),
                        text_cell(desk, choice if name == "field" else None)] for name in names]  # fmt: skip
    yield from table_pages(desk, Frame("model-card", title, ref, desk.say("deck.source.own")),
                           Sheet(head, rows, title, labelled=True, shares=(220, 644)))  # fmt: skip
