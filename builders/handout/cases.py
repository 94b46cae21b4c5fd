"""Model cases as their sources tell them, and the blank card on which a unit registers its own."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from builders.handout.kit import Kit, widen
from builders.handout.tables import shares
from builders.pdf.compose import Keep, NewPage, with_extras
from builders.pdf.lines import Boxed
from builders.pdf.styles import color
from builders.pdf.text import Letters
from plan.nodes import ModelCardNode, ModelNode

LABEL_SHARES = (0.2, 0.8)
CARD_LINES = (("problem", 2), ("how", 4), ("figures", 2), ("viewpoint", 1), ("lesson", 2))


def case(kit: Kit, node: ModelNode) -> Iterator[Flowable]:
    """One case as a table of what is known; a dotted line for what the source leaves out."""
    setter, look, model = kit.setter, kit.look, node.model
    said = [] if node.approved else [look.say("words.not-approved")]
    said += [] if model.named_by_source else [look.say("document.model.not-named")]
    heading = setter.text(model.name, "h3", notes=kit.keys(node.notes))
    state = [with_extras(setter.text("; ".join(said), "small"), joined=True)] if said else []
    rows = [[setter.text(look.say(f"document.model.{name}"), "label-strong"), value] for name, value in _rows(kit, node)]
    table = with_extras(setter.table([], rows, shares(kit.width, LABEL_SHARES)), notes=figure_notes(kit, node))
    yield Keep([heading, *state, table])


def _rows(kit: Kit, node: ModelNode) -> Iterator[tuple[str, Flowable | list[Flowable]]]:
    setter, model = kit.setter, node.model
    yield "unit", setter.cell(model.unit)
    yield "place", setter.cell(_place(kit, node))
    yield "field", setter.cell("; ".join(filter(None, (node.field_name, model.field_note))))
    yield "period", setter.cell(model.period)
    yield "problem", setter.cell(model.problem)
    yield "how", _listed(kit, model.how) or setter.blank()
    yield "figures", _figures(kit, node) or setter.blank()
    yield "result", setter.cell(model.result)
    yield "lesson", setter.cell(model.lesson)
    if model.note:
        yield "note", setter.text(model.note, "cell")


def _place(kit: Kit, node: ModelNode) -> str | None:
    named = [node.model.where, node.place.name if node.place else None]
    if node.place_now:
        named.append(kit.look.say("words.now", name=node.place_now))
    return ", ".join(filter(None, named)) or None


def _listed(kit: Kit, items: tuple[Letters, ...]) -> list[Flowable]:
    return kit.setter.points(items, name="cell", leftIndent=10, bulletIndent=0)


def _figures(kit: Kit, node: ModelNode) -> list[Flowable]:
    """Each with a note of its own where it comes from elsewhere than the case."""
    known = {note.source.id for note in node.notes}
    made: list[Flowable] = []
    for figure in node.model.figures:
        inner = f"<b>{kit.setter.markup(figure.value)}</b>: {kit.setter.markup(figure.what)}"
        own = figure.cite is not None and figure.cite.source not in known
        keys = kit.keys((kit.note(figure.cite),)) if own and figure.cite else ()
        made.append(kit.setter.raw(inner, "cell", notes=keys, bullet="\u2022", leftIndent=10))
    return made


def figure_notes(kit: Kit, node: ModelNode) -> tuple[str, ...]:
    """Keys of the notes whose marks stand inside the case's table."""
    known = {note.source.id for note in node.notes}
    cites = [figure.cite for figure in node.model.figures if figure.cite and figure.cite.source not in known]
    return tuple(dict.fromkeys(key for cite in cites for key in kit.keys((kit.note(cite),))))


def card(kit: Kit, node: ModelCardNode) -> Iterator[Flowable]:
    """A page to write on: the fields of work to tick, dotted lines that share the room of the page."""
    setter, look = kit.setter, kit.look
    yield NewPage()
    parts: list[Flowable] = [setter.text(node.heading, "title")]
    for name in ("name", "unit", "place"):
        parts.append(setter.labelled(look.say(f"document.card.{name}") + ":"))
    if node.fields:
        parts.append(setter.text(look.say("document.card.field"), "label-strong", spaceBefore=8, spaceAfter=3))
        ink = color(look, "ink")
        parts += [Boxed(setter.text(name, "label"), ink) for name in node.fields]
    parts.append(setter.labelled(look.say("document.card.period") + ":"))
    for name, least in CARD_LINES:
        parts.append(setter.text(look.say(f"document.card.{name}"), "label-strong", spaceBefore=8, keepWithNext=1))
        parts.append(setter.writing(least, least + 3, after=2))
    parts.append(setter.labelled(look.say("document.card.person") + ":"))
    yield from widen(parts)
    yield NewPage()
