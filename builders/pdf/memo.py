"""What one build leaves to the next: paragraphs with their lines and their operators, streams that are packed.

After a small change nearly all paragraphs are asked for again in the same words and styles: they come back as they were
made, and need neither be parsed nor broken into lines nor drawn. The bytes are those of a build without memory.
One build at a time may use a memo; what it does not ask for is forgotten when it ends, so that memory stays bounded.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from reportlab.platypus import Flowable

from builders.pdf.cells import Cell, Pads
from builders.pdf.extras import put_back
from builders.pdf.lines import Writing
from builders.pdf.setter import Setter
from builders.pdf.table import Grid
from builders.pdf.text import Text

Flow = TypeVar("Flow", bound=Flowable)


class Shelf:
    """Flowables of one document by what they are made from. Asked for twice in a build, a thing is two things."""

    def __init__(self, context: object = None) -> None:
        self.context = context
        self._old: dict[object, list[tuple[Any, dict[str, Any]]]] = {}
        self._new: dict[object, list[tuple[Any, dict[str, Any]]]] = {}

    def take(self, key: object, make: Callable[[], Flow]) -> Flow:
        """One as `make` makes it: left from the last build and put back into its first state, or a new one."""
        waiting = self._old.get(key)
        if waiting:
            flow, fresh = waiting.pop()
            put_back(flow, fresh)
            for row in flow.rows if isinstance(flow, Grid) else ():
                row.forget()
        else:
            flow = make()
            fresh = dict(vars(flow))
        self._new.setdefault(key, []).append((flow, fresh))
        return flow

    def turn(self) -> None:
        """The build has ended: what it asked for is left to the next."""
        self._old = {key: found[::-1] for key, found in self._new.items()}
        self._new = {}


class Memo:
    """Shelves by name, and packed streams. The default of every maker is a new one: nothing remembered."""

    def __init__(self) -> None:
        self._shelves: dict[str, Shelf] = {}
        self._old: dict[bytes, bytes] = {}
        self._new: dict[bytes, bytes] = {}

    def shelf(self, name: str, context: object) -> Shelf:
        """The shelf of one document; empty when anything that all of it is made from, its `context`, has changed."""
        found = self._shelves.get(name)
        if found is None or found.context != context:
            found = self._shelves[name] = Shelf(context)
        return found

    def pack(self, data: bytes) -> bytes:
        """The data deflated."""
        found = self._old.get(data) or self._new.get(data) or zlib.compress(data)
        self._new[data] = found
        return found

    def turn(self) -> None:
        """Call when a build has ended; what ended halfway leaves nothing wrong, only less."""
        self._old, self._new = self._new, {}
        for shelf in self._shelves.values():
            shelf.turn()


@dataclass(eq=False)
class Recalling(Setter):
    """A setter that takes paragraphs and dotted lines from a shelf."""

    shelf: Shelf = field(default_factory=Shelf)

    def raw(self, inner: str, name: str = "body", *, notes: Any = (), kind: type[Text] = Text,
            bullet: str | None = None, **changes: object) -> Text:
        """As `Setter.raw`."""
        key = (kind, inner, name, tuple(notes), bullet, *sorted(changes.items()))
        return self.shelf.take(key, lambda: Setter.raw(self, inner, name, notes=notes, kind=kind, bullet=bullet,
                                                       **changes))  # fmt: skip

    def writing(self, least: int = 2, most: int = 4, *, first: float | None = None, after: float = 4.0) -> Writing:
        """As `Setter.writing`."""
        return self.shelf.take(("writing", least, most, first, after),
                               lambda: Setter.writing(self, least, most, first=first, after=after))  # fmt: skip

    def blank(self) -> Writing:
        """As `Setter.blank`."""
        return self.shelf.take("blank", lambda: Setter.blank(self))

    def labelled(self, label: str, least: int = 1, most: int = 1, indent: float = 0.0) -> Writing:
        """As `Setter.labelled`."""
        own = self._own()
        return self.shelf.take(("labelled", label, least, most, indent),
                               lambda: Setter.labelled(own, label, least, most, indent))  # fmt: skip

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float],
              spans: Sequence[int] = (), groups: Sequence[int] = ()) -> Flowable:
        """As `Setter.table`; the same cells make the same table."""
        own, cells = self._own(), tuple(tuple(map(_which, row)) for row in rows)
        return self.shelf.take(("table", tuple(head), cells, tuple(widths), tuple(spans), tuple(groups)),
                               lambda: Setter.table(own, head, rows, widths, spans, groups))  # fmt: skip

    def bare(self, rows: Sequence[Sequence[Cell]], widths: Sequence[float], pads: Pads, after: float = 0.0,
             loose: bool = False) -> Flowable:  # fmt: skip
        """As `Setter.bare`; the same cells make the same table."""
        key = ("bare", tuple(tuple(map(_which, row)) for row in rows), tuple(widths), pads, after, loose)
        return self.shelf.take(key, lambda: Setter.bare(self, rows, widths, pads, after, loose))

    def again(self, key: tuple[object, ...], make: Callable[[], Flow]) -> Flow:
        """As `Setter.again`; a flowable in the key is that one, not one like it."""
        return self.shelf.take(key, make)

    def _own(self) -> "Recalling":
        """For what is part of a thing that is kept: nobody else may be given it."""
        return replace(self, shelf=Shelf())


def _which(cell: Cell) -> object:
    """The flowables themselves, not what they look like; the table holds them, so that no other one has their id."""
    return id(cell) if isinstance(cell, Flowable) else tuple(map(id, cell))
