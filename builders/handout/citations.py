"""How a citation is read: the source by name, the paragraph counted from 1; the main source once in full."""

from dataclasses import dataclass, field

from assets.look import Look
from builders.pdf.setter import Setter
from plan.nodes import Note, Notes
from plan.phrases import Cited, by_source, paragraphs_of, published, remarks_on, source_name


def short(look: Look, notes: Notes, full: frozenset[str] = frozenset()) -> str:
    """All notes in one line; sources whose ids are in `full` with title and day."""
    said = ""
    for cited in by_source(notes):
        between = " " if said.endswith(".") else "; " if said else ""
        said += between + _named(look, cited, cited.source.id in full)
    return said


def titled(look: Look, title: str) -> str:
    """A title in quotation marks, unless it brings some of its own: marks inside marks are hard to read."""
    return title if look.say("words.quote-open") in title else look.say("document.title", title=title)


def _named(look: Look, cited: Cited, is_full: bool) -> str:
    source = cited.source
    title = titled(look, source.title) if is_full or not cited.paragraphs else ""
    parts = [
        source_name(source), title, published(source) if is_full else "",  # a name alone finds nothing
        paragraphs_of(cited.paragraphs, look), *remarks_on(cited, look),
    ]  # fmt: skip
    return ", ".join(dict.fromkeys(part for part in parts if part))


def paragraphs_alone(look: Look, notes: Notes) -> str:
    """Where in the one source these notes are found; nothing when more is to be said of them."""
    found = by_source(notes)
    remarks = [remark for cited in found for remark in remarks_on(cited, look)]
    return paragraphs_of(found[0].paragraphs, look) if len(found) == 1 and not remarks else ""


@dataclass(eq=False)
class Footnotes:
    """The notes of one document: the same citation keeps its number within a section."""

    setter: Setter
    _numbers: dict[tuple[object, ...], str] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def new_section(self) -> None:
        """From here on citations get new numbers."""
        self._numbers.clear()

    def keys(self, notes: Notes) -> tuple[str, ...]:
        """The key of the note for these citations; none for none."""
        if not notes:
            return ()
        known = tuple(_identity(note) for note in notes)
        if known not in self._numbers:
            self._numbers[known] = self.setter.note(self._text(notes))
        return (self._numbers[known],)

    def _text(self, notes: Notes) -> str:
        new = frozenset(note.source.id for note in notes if note.source.role == "main") - self._met
        self._met |= new
        said = short(self.setter.look, notes, new)
        return said if said.endswith(".") else said + "."


def _identity(note: Note) -> tuple[object, ...]:
    return note.source.id, note.paragraph, note.by_hand, note.doubt
