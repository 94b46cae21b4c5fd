"""How a citation is read: the source by name, the paragraph counted from 1; the main source once in full."""

from dataclasses import dataclass, field
from itertools import groupby

from assets.look import Look
from builders.pdf.setter import Setter
from course.sources import Source
from plan.nodes import Note, Notes
from plan.resolve import short_date, source_name


def published(source: Source) -> str:
    """The day of a source, or what is known of it, or nothing."""
    return short_date(source.published) if source.published else source.published_note or ""


def place(look: Look, notes: Notes) -> str:
    """One source with its paragraphs: the notes of one `groupby`."""
    paragraphs = sorted({note.paragraph for note in notes if note.paragraph})
    if len(paragraphs) > 1:
        return look.say("document.paragraphs", numbers=", ".join(map(str, paragraphs)))
    return look.say("words.paragraph-number", number=paragraphs[0]) if paragraphs else ""


def short(look: Look, notes: Notes, full: frozenset[str] = frozenset()) -> str:
    """All notes in one line; sources whose ids are in `full` with title and day."""
    ordered = sorted(notes, key=lambda note: [other.source.id for other in notes].index(note.source.id))
    parts = []
    for source_id, group in groupby(ordered, key=lambda note: note.source.id):
        same = tuple(group)
        source = same[0].source
        lost = source_id in full or not any(note.paragraph for note in same)  # a name alone finds nothing
        title = look.say("document.title", title=source.title) if lost else ""
        day = published(source) if source_id in full else ""
        named = [source_name(source), title, day, place(look, same), *_proofs(look, same)]
        parts.append(", ".join(dict.fromkeys(part for part in named if part)))
    return "; ".join(parts)


def _proofs(look: Look, notes: Notes) -> list[str]:
    by_hand = [look.say("document.by-hand", who=note.by_hand) for note in notes if note.by_hand]
    doubts = [look.say("document.doubt", why=note.doubt) for note in notes if note.doubt]
    return by_hand + doubts


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
        return short(self.setter.look, notes, new) + "."


def _identity(note: Note) -> tuple[object, ...]:
    return note.source.id, note.paragraph, note.by_hand, note.doubt
