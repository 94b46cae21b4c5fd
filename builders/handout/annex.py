"""What stands after the lessons: glossary, sources by paragraph, answer key, the trainer's longer notes, check code."""

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable

from builders.handout.aside import Aside
from builders.handout.checks import ABREAST
from builders.handout.citations import short, titled
from builders.handout.key import key_list, key_table
from builders.handout.kit import Kit, widen
from builders.handout.tables import shares
from builders.pdf.cells import Pads
from builders.pdf.compose import NewPage
from builders.pdf.extras import Mark, with_extras
from builders.pdf.text import link
from course.sources import Source
from course.taught import Term
from course.text import Para
from plan.nodes import Document, Notes
from plan.phrases import paragraphs_of, published, source_name

ROOM_TO_START = 0.25
NOTE_SHARES = (0.27, 0.73)  # where a note of the trainer belongs, what it says
LONG = 0.33  # share of a page; a longer note of the trainer may be cut where the page ends
HANGING = 12.0  # points that the lines of a source after the first stand further in, where text has 11


def annexes(kit: Kit, document: Document) -> Iterator[Flowable]:
    """The annexes of both editions, in the learner's order."""
    room = kit.height * ROOM_TO_START
    if document.glossary:
        yield from _headed(kit, "glossary", room, _terms(kit, document))
    if document.sources:
        yield from _headed(kit, "sources", room, _sources(kit, document))
    if document.checks:
        key = key_table(kit, document.checks) if kit.column else key_list(kit, document.checks)
        yield from _headed(kit, "answers", room, [kit.setter.say("handout.answers.intro", "small"), *key])
    yield code(kit, document)


def marks(kit: Kit, document: Document) -> Iterator[Mark]:
    """Entries of the table of contents for the annexes, the trainer's last."""
    held = (("glossary", document.glossary), ("sources", document.sources), ("answers", document.checks))
    names = [name for name, parts in held if parts]
    return (Mark(name, kit.look.say(f"handout.{name}")) for name in (*names, "trainer-notes"))


def code(kit: Kit, document: Document) -> Flowable:
    """What tells one state of the course from another."""
    return with_extras(kit.setter.text(kit.look.say("handout.code", code=document.version), "small", spaceBefore=12),
                       wide=True)  # fmt: skip


def _headed(kit: Kit, name: str, room: float, flows: Iterable[Flowable]) -> Iterator[Flowable]:
    title = kit.look.say(f"handout.{name}")
    yield NewPage(room)
    yield from widen([with_extras(kit.setter.text(title, "title", spaceBefore=16), mark=Mark(name, title))])
    yield from widen(list(flows))


def _terms(kit: Kit, document: Document) -> Iterator[Flowable]:
    """Those with a meaning, then abbreviations, then lines to fill in for the others; the latter two abreast."""
    known = [(term, notes) for term, notes in document.glossary if term.meaning]
    brief = [(term, notes) for term, notes in document.glossary if term.stands_for and not term.meaning]
    blank = [term for term, _ in document.glossary if not (term.meaning or term.stands_for)]
    yield from (_term(kit, term, notes) for term, notes in known)
    yield from _abreast(kit, [_term(kit, term, notes) for term, notes in brief])
    yield from _abreast(kit, [kit.setter.labelled(f"{term.term}:") for term in blank])


def _abreast(kit: Kit, flows: list[Flowable]) -> Iterator[Flowable]:
    """In two columns, read row by row."""
    rows = [[flows[at], flows[at + 1] if at + 1 < len(flows) else kit.setter.nothing()]
            for at in range(0, len(flows), 2)]  # fmt: skip
    if rows:
        yield kit.setter.bare(rows, [kit.wide / 2] * 2, ABREAST)


def _term(kit: Kit, term: Term, notes: Notes) -> Flowable:
    inner = f"<b>{kit.setter.markup(term.term)}</b>"
    inner += f": {kit.setter.markup(term.stands_for)}" if term.stands_for else ""
    inner += f". {kit.setter.markup(term.meaning)}" if term.meaning else ""
    if notes:
        inner += f" <i>({kit.setter.markup(short(kit.look, notes))})</i>"
    return kit.setter.raw(inner, "cell", spaceAfter=4)


def _sources(kit: Kit, document: Document) -> Iterator[Flowable]:
    cited = dict(document.cited)
    yield kit.setter.say("handout.sources.intro", "small")
    yield kit.setter.say("document.certainty", "small")
    for source in document.sources:
        yield _source(kit, source, cited.get(source.id, ()))


def _source(kit: Kit, source: Source, paragraphs: tuple[int, ...]) -> Flowable:
    look, setter = kit.look, kit.setter
    title = titled(look, source.title)
    grade = look.say("document.sources.certainty", grade=source.certainty)
    inner = setter.markup(", ".join(filter(None, (*_named(source), title, published(source)))))
    inner += ", " + link(setter.markup(source.url), source.url) if source.url else ""
    inner += setter.markup(f" ({grade}).")
    if paragraphs:
        cited = look.say("document.sources.cited", paragraphs=paragraphs_of(paragraphs, look))
        inner += " " + setter.markup(cited)
    if source.note:
        inner += f" <i>{setter.markup(source.note)}</i>"
    indent = setter.grown(HANGING)
    return setter.raw(inner, "note", spaceAfter=3, leftIndent=indent, firstLineIndent=-indent)


def _named(source: Source) -> list[str]:
    """What notes call it, then its publisher where that says more."""
    name, publisher = source_name(source), source.publisher
    if name in publisher:
        return [publisher]
    return [name] if publisher in name else [name, publisher]


def trainer_notes(kit: Kit, moved: Iterable[tuple[int, Aside]]) -> Iterator[Flowable]:
    """Asides that found no room beside the text, each with the page that it belongs to."""
    setter, look = kit.setter, kit.look
    yield from _headed(kit, "trainer-notes", 0.0, [setter.say("handout.trainer-notes.intro", "small")])
    for number, (page, said) in enumerate(moved):
        place = f"{look.say('handout.trainer-notes.page', page=page)}. {said.about}"
        head: list[Flowable] = [setter.text(place, "label-strong"), setter.text(said.heading, "side")]
        cells = [head, list(_prose(kit, said))]
        widths, pads = shares(kit.wide, NOTE_SHARES), Pads(0, 12, 6, 4)
        row = setter.bare([cells], widths, pads)
        if row.wrap(kit.wide, kit.height)[1] > kit.height * LONG:
            row = setter.bare([cells], widths, pads, loose=True)
        yield with_extras(row, mark=Mark(place_of(number), place, hidden=True), wide=True)


def place_of(number: int) -> str:
    """The name of the place where the note of this number stands, counted from 0."""
    return f"trainer-note-{number}"


def _prose(kit: Kit, said: Aside) -> Iterator[Flowable]:
    for part in said.flow:
        if isinstance(part, Para):
            yield kit.setter.text(part.spans, "cell", spaceAfter=3)
        else:
            indent = kit.setter.grown(12)
            yield from kit.setter.points(part.items, part.ordered, "cell", leftIndent=indent, spaceAfter=2)
