"""Who takes part: people read from a class list, in the order and the rooms in which they will sit.

A person's `row` is the only thing about them that leaves the private folder of a sitting: names never do.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan.collate import TONES, Key, name_key, natural_key

FIELDS = ("order", "number", "name", "family", "given", "unit", "position", "born", "phone", "room", "session", "note",
          "signature")  # fmt: skip
"""Columns that a list may have; `family` and `given` where the name stands in two."""


@dataclass(frozen=True)
class Person:
    """A row of the list. `row` counts from 1 as in the file; `born` is dd/mm/yyyy or a year, as far as it is known."""

    row: int
    name: str
    number: str = ""
    unit: str = ""
    position: str = ""
    born: str = ""
    phone: str = ""
    room: str = ""
    session: str = ""
    note: str = ""


def by_name(people: Sequence[Person], tones: Sequence[str] = TONES) -> tuple[Person, ...]:
    """By given name, then middle, then family name, then birth, then place in the file."""
    return tuple(sorted(people, key=lambda person: (name_key(person.name, tones), person.born[-4:], person.row)))


def by_unit(people: Sequence[Person], tones: Sequence[str] = TONES) -> tuple[Person, ...]:
    """Unit by unit in the alphabet's order, numbers as they count, by name within each."""
    return tuple(sorted(by_name(people, tones), key=lambda person: natural_key(person.unit, tones)))


def in_rooms(people: Sequence[Person], rooms: Sequence[str], session: str = "") -> tuple[Person, ...]:
    """The people in their order, spread over the rooms as evenly as can be; who has a room already keeps it."""
    if not rooms:
        return tuple(people)
    waiting = [person for person in people if not person.room]
    taken = Counter(person.room for person in people if person.room)
    seats = _shares(len(waiting), [taken[room] for room in rooms])
    places = iter([room for room, count in zip(rooms, seats, strict=True) for _ in range(count)])
    return tuple(replace(person, room=person.room or next(places), session=person.session or session)
                 for person in people)  # fmt: skip


def room_order(person: Person) -> tuple[tuple[Key, Key], tuple[Key, Key]]:
    """What to sort by so that sessions and rooms stay together; the order within a room is kept by a stable sort."""
    return natural_key(person.session), natural_key(person.room)


def _shares(count: int, taken: Sequence[int]) -> list[int]:
    """How many more each room takes, so that the fullest is as empty as can be."""
    shares = [0] * len(taken)
    for _ in range(count):
        at = min(range(len(taken)), key=lambda at: (taken[at] + shares[at], at))
        shares[at] += 1
    return shares
