"""The papers of a sitting in files of so many copies, each made from values alone: in this process or far from it.

How copies fall into files depends on nothing but their number, and a file on nothing but its shard: one core, all cores
or a cluster give the same bytes. What is sent away names the people of its own copies and nobody else.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from assets.look import Look
from builders.exam_booklets import Booklets
from builders.exam_sheets import Sheets
from builders.quiz_head import Heading
from builders.quiz_type import Setter
from plan.roster import Person
from plan.sheet import Sheet
from plan.sitting import Sitting, copies, seats

MOST = 1000
"""Copies of one file: what a print shop takes at once, and what any reader opens quickly."""

BOOKLETS, SHEETS = "booklets", "sheets"
NOBODY = Person(0, "")
Pieces = Generator[bytes, None, int]
"""A file in pieces; returns its pages."""


@dataclass(frozen=True)
class Batch:
    """What all papers of a sitting are made from; `words` are the compounds at which no line ends."""

    sitting: Sitting
    sheet: Sheet
    heading: Heading
    look: Look
    words: frozenset[str]


@dataclass(frozen=True)
class Shard:
    """One file: the booklets or the sheets of the copies from `first` to `last`, counted from 1, both included."""

    batch: Batch
    kind: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """`booklets.pdf` where one file holds all, else `booklets-0001-1000.pdf`."""
        return f"{self.kind}.pdf" if self.is_whole else f"{self.kind}-{self._range}.pdf"

    @property
    def count(self) -> int:
        """Copies."""
        return self.last - self.first + 1

    @property
    def is_whole(self) -> bool:
        """Whether there is no other file of the kind."""
        return self.count == self.batch.sitting.count

    @property
    def title(self) -> str:
        """What a reader's window says."""
        title = self.batch.sitting.blueprint.title
        sheet = f"{self.batch.look.say('quiz.files.sheet')} - {title}"
        said = sheet if self.kind == SHEETS else f"{title} - {self.batch.heading.title}"
        return said if self.is_whole else f"{said} - {self._range}"

    @property
    def _range(self) -> str:
        digits = len(str(self.batch.sitting.count))
        return f"{self.first:0{digits}}-{self.last:0{digits}}"

    def alone(self) -> "Shard":
        """The same file from what it needs: of people, only what is printed on its own copies."""
        people = self.batch.sitting.people
        mine = tuple(_printed(person) for person in people[self.first - 1 : self.last])
        before, after = min(self.first - 1, len(people)), max(0, len(people) - self.last)
        sitting = replace(self.batch.sitting, people=(NOBODY,) * before + mine + (NOBODY,) * after)
        return replace(self, batch=replace(self.batch, sitting=sitting))


def shards(batch: Batch, kind: str) -> tuple[Shard, ...]:
    """All files of a kind, in the order of their names."""
    count = batch.sitting.count
    return tuple(Shard(batch, kind, first, min(first + MOST - 1, count)) for first in range(1, count + 1, MOST))


def pieces(shard: Shard) -> Pieces:
    """The file as it is made; memory does not grow with its copies."""
    made, coming = _begun(shard)
    yield from coming
    return made.file.pages


def whole(shard: Shard) -> tuple[bytes, int]:
    """The file at once and its pages, for a process that cannot hand on pieces."""
    made, coming = _begun(shard)
    return b"".join(coming), made.file.pages


def _begun(shard: Shard) -> tuple[Booklets | Sheets, Iterator[bytes]]:
    own = shard.alone()
    batch, span = own.batch, (own.batch.sitting, own.first, own.last)
    if own.kind == SHEETS:
        sheets = Sheets(batch.sitting, batch.sheet, batch.look)
        return sheets, sheets.write(seats(*span), own.title)
    booklets = Booklets(batch.sitting, batch.heading, batch.look, Setter(batch.look, "text", batch.words))
    return booklets, booklets.write(copies(*span), own.title)


def _printed(person: Person) -> Person:
    """No telephone, no room, no remark."""
    return Person(0, person.name, person.number, person.unit, born=person.born)
