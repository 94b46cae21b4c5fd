"""What every medium says alike: days, hours, numbers, and where a statement comes from.

Labels come with the look that is handed in. How the letters are set, as a foot line, a footnote or a link, is each
medium's own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assets.look import Look
from course.items import NumberItem
from course.sources import Source
from plan.nodes import Note, Notes


def short_date(day: date) -> str:
    """21/10/2022."""
    return f"{day:%d/%m/%Y}"


def clock(minutes: float | None) -> str:
    """07:30, from minutes since midnight; nothing when no hour is known."""
    return "" if minutes is None else f"{round(minutes) // 60 % 24:02d}:{round(minutes) % 60:02d}"


def decimal_text(number: Decimal) -> str:
    """3,5: a comma before decimals, never an exponent."""
    return f"{number:f}".replace(".", ",")


def number_answer(item: NumberItem) -> str:
    """The right number with its unit."""
    return " ".join(filter(None, (decimal_text(item.answer), item.unit)))


def source_name(source: Source) -> str:
    """How a source is called in a note: its label, else its publisher."""
    return source.label or source.publisher


def published(source: Source) -> str:
    """The day of a source, or what is known of it, or nothing."""
    return short_date(source.published) if source.published else source.published_note or ""


@dataclass(frozen=True)
class Cited:
    """One source with the paragraphs that a statement rests on, in order, and how its words were compared."""

    source: Source
    paragraphs: tuple[int, ...] = ()
    by_hand: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def by_source(notes: Notes) -> tuple[Cited, ...]:
    """Each source once, in the order in which it is first cited. Two sources of one name stay two."""
    grouped: dict[str, list[Note]] = {}
    for note in notes:
        grouped.setdefault(note.source.id, []).append(note)
    return tuple(
        Cited(
            same[0].source,
            tuple(sorted({note.paragraph for note in same if note.paragraph})),
            tuple(dict.fromkeys(note.by_hand for note in same if note.by_hand)),
            tuple(dict.fromkeys(note.doubt for note in same if note.doubt)),
        )
        for same in grouped.values()
    )


def paragraphs_of(numbers: tuple[int, ...], look: Look) -> str:
    """Paragraphs by number, or nothing."""
    return look.say("words.paragraphs", numbers=", ".join(map(str, numbers))) if numbers else ""


def place_of(cited: Cited, look: Look) -> str:
    """The source by name with its paragraphs: all that a reader needs to find the place."""
    return ", ".join(filter(None, (source_name(cited.source), paragraphs_of(cited.paragraphs, look))))


def remarks_on(cited: Cited, look: Look) -> tuple[str, ...]:
    """Who compared a quotation by hand, and why one could not be compared."""
    return (
        *(look.say("words.by-hand", who=who) for who in cited.by_hand),
        *(look.say("words.doubt", why=why) for why in cited.doubts),
    )


def places_of(notes: Notes, look: Look) -> str:
    """All places of a statement in one line, each once."""
    return "; ".join(dict.fromkeys(place_of(cited, look) for cited in by_source(notes)))
