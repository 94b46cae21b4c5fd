"""Model cases as their sources tell them, and the blank card on which a unit registers its own."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from builders.handout.balanced import Balanced
from builders.handout.ended import stated
from builders.handout.kit import Kit, widen
from builders.handout.pictures import picture
from builders.handout.tables import shares
from builders.pdf.cells import Cell, Pads
from builders.pdf.compose import Keep, NewPage
from builders.pdf.extras import with_extras
from builders.pdf.lines import Boxed
from builders.pdf.styles import color
from builders.pdf.text import Letters, Text, plain
from course.text import Span
from plan.nodes import ModelCardNode, ModelNode

ALMOST = 0.9  # share of a small page, or of large letters, that a card needs to begin there
LABEL = 58.0  # points for the name of a field where text has 11
FIELD_SHARES = (0.22, 0.78)
HALF = 80  # letters that stand in half a row on two lines
CARD_LINES = (("problem", 2), ("how", 4), ("figures", 2), ("viewpoint", 1), ("lesson", 2))


def case(kit: Kit, node: ModelNode) -> Iterator[Flowable]:
    """One case as a table of what is known, a dotted line for what the source leaves out; whole on large pages."""
    setter, look, model = kit.setter, kit.look, node.model
    said = [] if node.approved else [look.say("words.not-approved")]
    said += [] if model.named_by_source else [look.say("words.not-named")]
    heading = _stated(kit, setter.text(model.name, "h3", notes=kit.keys(node.notes)), ". ".join(said))
    fields = [_field(kit, *row) for row in _rows(kit, node)]
    table = _paired(kit, fields) if kit.edition.is_roomy else _listed_fields(kit, fields)
    seen = [picture(kit, model.picture, model.picture_alt or model.name)] if model.picture else []
    flows = widen([*heading, *seen, table])
    yield from [Keep(flows)] if kit.edition.is_roomy else flows


def _stated(kit: Kit, heading: Text, state: str) -> list[Flowable]:
    """A short state ends the heading's line, a long one stands below."""
    if len(state) > HALF:
        return [heading, with_extras(kit.setter.text(state, "small"), joined=True)]
    return [stated(kit, heading, state)]


Value = Letters | list[Flowable] | None
Field = tuple[Flowable, Flowable | list[Flowable], bool]


def _rows(kit: Kit, node: ModelNode) -> Iterator[tuple[str, Value]]:
    model = node.model
    yield "unit", model.unit
    yield "place", _place(kit, node)
    yield "field", "; ".join(filter(None, (node.field_name, model.field_note)))
    yield "period", model.period
    yield "problem", model.problem
    yield "how", _listed(kit, model.how)
    yield "figures", _figures(kit, node)
    yield "result", model.result
    yield "lesson", model.lesson
    if model.note or (node.place and node.place.note):
        spans = tuple(model.note or ())
        said = node.place.note if node.place and node.place.note else ()
        yield "note", (*spans, *([Span(" ")] if spans and said else []), *said)


def _field(kit: Kit, name: str, value: Value) -> Field:
    """Label, cell, and whether it is short enough for half a row."""
    label = kit.setter.text(kit.look.say(f"words.model.{name}"), "label-strong")
    if isinstance(value, list) and value and isinstance(value[0], Flowable):
        return label, value, False
    return label, kit.setter.cell(value or None), not value or len(plain(value)) <= HALF


def _listed_fields(kit: Kit, fields: list[Field]) -> Flowable:
    """A row for each field."""
    return kit.setter.table([], [[label, cell] for label, cell, _ in fields], shares(kit.wide, FIELD_SHARES))


def _paired(kit: Kit, fields: list[Field]) -> Flowable:
    """Rows of four cells: two short fields side by side, a long one over three."""
    rows: list[list[Cell]] = []
    spans: list[int] = []
    waiting = list(fields)
    while waiting:
        label, cell, is_short = waiting.pop(0)
        if is_short and waiting and waiting[0][2]:
            other = waiting.pop(0)
            rows.append([label, cell, other[0], other[1]])
        else:
            spans.append(len(rows))
            rows.append([label, cell, kit.setter.nothing(), kit.setter.nothing()])
    label = kit.setter.grown(LABEL)
    half = kit.wide / 2 - label
    return kit.setter.table([], rows, [label, half, label, half], spans)


def _place(kit: Kit, node: ModelNode) -> str | None:
    named = [node.model.where, node.place.name if node.place else None]
    if node.place_now:
        named.append(kit.look.say("words.now", name=node.place_now))
    return ", ".join(filter(None, named)) or None


def _listed(kit: Kit, items: tuple[Letters, ...]) -> list[Flowable]:
    return kit.setter.points(items, name="cell", leftIndent=kit.setter.grown(10), bulletIndent=0)


def _figures(kit: Kit, node: ModelNode) -> list[Flowable]:
    """Each with a note of its own where it comes from elsewhere than the case."""
    known = {note.source.id for note in node.notes}
    made: list[Flowable] = []
    for figure in node.model.figures:
        inner = f"<b>{kit.setter.markup(figure.value)}</b>: {kit.setter.markup(figure.what)}"
        own = figure.cite is not None and figure.cite.source not in known
        keys = kit.keys((kit.note(figure.cite),)) if own and figure.cite else ()
        made.append(kit.setter.raw(inner, "cell", notes=keys, bullet="\u2022",
                                   leftIndent=kit.setter.grown(10)))  # fmt: skip
    return _abreast(kit, made) if kit.edition.is_roomy and len(made) > 1 else made


def _abreast(kit: Kit, figures: list[Flowable]) -> list[Flowable]:
    """Two on a line where all are short enough for one."""
    half = (kit.wide - kit.setter.grown(LABEL)) / 2 - kit.setter.grown(10)
    if any(figure.wrap(half - 4, 1e6)[1] > figure.style.leading + 0.1 for figure in figures):
        return figures
    rows = [[*figures[at : at + 2], *([kit.setter.nothing()] if at + 2 > len(figures) else [])]
            for at in range(0, len(figures), 2)]  # fmt: skip
    return [kit.setter.bare(rows, [half, half], Pads(0, 4, 0, 0))]


def ticks(kit: Kit, names: Sequence[str]) -> Flowable:
    """A box to tick before each, two on a line."""
    ink, said = color(kit.look, "ink"), kit.look.say("ear.tick")
    side = kit.setter.grown(8.5)

    def boxed(name: str) -> Flowable:
        words = kit.setter.text(name, "label", textColor=ink)
        return kit.setter.again(("boxed", words, ink, side, said), lambda: Boxed(words, ink, side, said))

    made: list[Flowable] = [boxed(name) for name in names]
    rows = [[*made[at : at + 2], *([kit.setter.nothing()] if at + 2 > len(made) else [])]
            for at in range(0, len(made), 2)]  # fmt: skip
    return kit.setter.bare(rows, [kit.wide / 2] * 2, Pads(bottom=3, top=0), after=2)


def card(kit: Kit, node: ModelCardNode) -> Iterator[Flowable]:
    """A page, or what is left of one, to write on: fields of work to tick, dotted lines that share the room."""
    setter, look = kit.setter, kit.look
    if kit.edition.is_roomy and not kit.column:
        yield NewPage(kit.height * ALMOST)
    parts: list[Flowable] = [setter.text(node.heading, "title", kind=Balanced, spaceBefore=14)]
    for key in ("words.model.name", "document.card.unit", "document.card.place"):
        parts.append(setter.labelled(look.say(key) + ":"))
    if node.fields:
        parts.append(setter.text(look.say("words.model.field"), "label-strong", spaceBefore=8, spaceAfter=3,
                                 keepWithNext=1))
        parts.append(ticks(kit, node.fields))
    parts.append(setter.labelled(look.say("document.card.period") + ":"))
    for name, least in CARD_LINES:
        parts.append(setter.text(look.say(f"document.card.{name}"), "label-strong", spaceBefore=8, keepWithNext=1))
        parts.append(setter.writing(least if kit.column else max(least - 1, 1), least + 3, after=2))
    parts.append(setter.labelled(look.say("document.card.person") + ":"))
    yield Keep(widen(parts))
