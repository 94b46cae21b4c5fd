"""Tables of the handout: what authors tabled, tasks, agenda, bodies, and background statements one by one."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from builders.handout.citations import paragraphs_alone, short
from builders.handout.kit import Kit
from builders.handout.widths import fitting
from builders.pdf.cells import Cell
from builders.pdf.extras import with_extras
from builders.pdf.text import Letters
from course.parties import Organisation
from course.taught import Task
from plan.nodes import AgendaNode, AgendaRow, BodiesNode, FactsNode, Notes, TableNode, TasksNode
from plan.phrases import clock, short_date

NARROW = 3  # columns that still stand beside the note column
TOLD_SHARES = (0.2, 0.8)


def shares(width: float, parts: tuple[float, ...]) -> list[float]:
    """Column widths from shares of the whole."""
    return [width * part / sum(parts) for part in parts]


def grid(kit: Kit, head: Sequence[str], rows: Sequence[Sequence[Cell]], width: float,
         numbered: bool = False) -> Flowable:  # fmt: skip
    """A table so wide, told row by row in an edition that has no room for so many columns.

    `numbered`: the first column only counts, so that its number stands where the second one's head would.
    """
    if len(head) <= kit.edition.columns:
        titles = [kit.setter.text(title, "cell-head") for title in head]
        return kit.setter.table(head, rows, fitting(titles, rows, width))
    told: list[list[Cell]] = []
    starts: list[int] = []
    for row in rows:
        starts.append(len(told))
        labels: list[Cell] = [kit.setter.text(title, "label-strong") for title in head]
        pairs = list(zip(labels, row, strict=False))
        told += [list(pair) for pair in ([(row[0], row[1]), *pairs[2:]] if numbered else pairs)]
    return kit.setter.table([], told, shares(kit.wide, TOLD_SHARES), groups=starts)


def table(kit: Kit, node: TableNode) -> Iterator[Flowable]:
    """An author's table; its note stands at the caption, its empty cells are dotted lines."""
    wide = len(node.head) > NARROW or not kit.column
    width = kit.wide if wide else kit.width
    yield with_extras(kit.setter.text(node.caption, "h3", notes=kit.keys(node.notes)), wide=wide)
    rows = [[kit.setter.cell(value) for value in row] for row in node.rows]
    yield with_extras(grid(kit, node.head, rows, width), wide=wide)


def tasks(kit: Kit, node: TasksNode, said: str) -> Iterator[Flowable]:
    """Who does what by when: a dotted line wherever the source is silent. `said` is the heading that stands above."""
    group, setter, look = node.group, kit.setter, kit.look
    titles = [title for title in dict.fromkeys((node.title, group.title)) if title and title != said]
    lines: list[tuple[Letters, str]] = [(title, style) for title, style in zip(titles, ("h2", "small"), strict=False)]
    lines += [(group.speaker, "small")] if group.speaker else []
    lines += [(group.intro, "ragged")] if group.intro else []
    for at, (line, style) in enumerate(lines or [(group.title, "h2")]):
        keys = kit.keys(node.notes) if at == 0 else ()
        yield with_extras(setter.text(line, style, notes=keys, keepWithNext=1), wide=True)
    head = [look.say(f"words.{word}") for word in ("number", "what", "who", "when", "source")]
    alone = _one_source(node)
    rows = [_task(kit, task, notes, alone) for task, notes in node.tasks]
    yield with_extras(grid(kit, head, rows, kit.wide, numbered=True), wide=True)


def _one_source(node: TasksNode) -> bool:
    """Whether all tasks rest on the one source that stands in the note of their heading."""
    own = {note.source.id for _, notes in node.tasks for note in notes}
    return len(own) == 1 and own == {note.source.id for note in node.notes}


def _task(kit: Kit, task: Task, notes: Notes, alone: bool) -> list[Flowable | list[Flowable]]:
    setter = kit.setter
    what: list[Flowable] = [setter.text(task.what, "cell")]
    if task.note:
        what.append(setter.text(task.note, "small", spaceBefore=2))
    when = task.when or (short_date(task.valid_until) if task.valid_until else None)
    places = paragraphs_alone(kit.look, notes) if alone else ""
    return [
        setter.text(str(task.number), "cell-strong"), what, setter.cell(task.who), setter.cell(when),
        setter.text(places or short(kit.look, notes), "small"),
    ]  # fmt: skip


def agenda(kit: Kit, node: AgendaNode) -> Iterator[Flowable]:
    """The lessons with their hours."""
    look = kit.look
    yield kit.setter.text(node.heading, "h3")
    head = [look.say(f"words.agenda.{word}") for word in ("hour", "lesson", "minutes")]
    rows = [_agenda_row(kit, row) for row in node.rows]
    yield grid(kit, head, rows, kit.width)


def _agenda_row(kit: Kit, row: AgendaRow) -> list[Flowable]:
    minutes = kit.look.say("words.minutes", minutes=row.minutes) if row.minutes else None
    return [kit.setter.cell(clock(row.starts)), kit.setter.cell(row.title), kit.setter.cell(minutes)]


def bodies(kit: Kit, node: BodiesNode) -> Iterator[Flowable]:
    """Organisations as they were called then, and what they are now."""
    look = kit.look
    head = [look.say(key) for key in ("words.name-then", "document.bodies.period", "document.bodies.now")]
    rows = [_body(kit, body, now, notes) for body, now, notes in node.bodies]
    yield with_extras(grid(kit, head, rows, kit.wide), wide=True)


def _body(kit: Kit, body: Organisation, now: str | None, notes: Notes) -> list[Flowable | list[Flowable]]:
    setter = kit.setter
    named: list[Flowable] = [setter.text(body.name, "cell")]
    if body.short:
        named.append(setter.text(body.short, "small"))
    today: list[Flowable] = [setter.text(now, "cell")] if now else []
    if body.note:
        today.append(setter.text(body.note, "small"))
    if notes:
        today.append(setter.text(f"({short(kit.look, notes)})", "small"))
    return [named, setter.text(period(kit, body) or "\u2013", "cell"), today or [setter.text("\u2013", "cell")]]


def period(kit: Kit, body: Organisation) -> str:
    """The days between which it stood, as far as they are known."""
    start = short_date(body.valid_from) if body.valid_from else ""
    end = short_date(body.valid_until) if body.valid_until else ""
    name = "both" if start and end else "from" if start else "until"
    return kit.look.say(f"document.period.{name}", start=start, end=end) if start or end else ""


def facts(kit: Kit, node: FactsNode) -> Iterator[Flowable]:
    """Each statement with its own note and the day at which it held."""
    for fact, notes in node.facts:
        inner = kit.setter.markup(fact.text)
        if fact.as_of:
            day = kit.setter.markup(kit.look.say("words.as-of", date=short_date(fact.as_of)))
            inner += f" <i>({day})</i>"
        yield kit.setter.raw(inner, "point", notes=kit.keys(notes), bullet="\u2022")
