"""Sets letters in the styles of one document: paragraphs, lists, dotted blanks, plain tables, numbered notes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from assets.look import Look
from builders.pdf.cells import Cell, Pads
from builders.pdf.extras import with_extras
from builders.pdf.lines import Writing
from builders.pdf.styles import color, grown, style
from builders.pdf.table import bare_table, ruled_table
from builders.pdf.text import Letters, Text, markup, note_mark

NOTE_NUMBER = 6.5  # points; the one thing that may be smaller than 8.5

Flow = TypeVar("Flow", bound=Flowable)


@dataclass(eq=False)
class Setter:
    """Look and compounds of one document, the styles made once, and its notes: key -> paragraph at the foot."""

    look: Look
    compounds: frozenset[str] = frozenset()
    notes: dict[str, Flowable] = field(default_factory=dict)
    _styles: dict[tuple[object, ...], ParagraphStyle] = field(default_factory=dict)

    def style(self, name: str, **changes: object) -> ParagraphStyle:
        """A style of `builders.pdf.styles`, made once for each set of changes."""
        key = (name, *sorted(changes.items()))
        if key not in self._styles:
            self._styles[key] = style(self.look, name, **changes)
        return self._styles[key]

    def grown(self, points: float) -> float:
        """So many points beside text of 11 points, in proportion beside the text of this look."""
        return grown(self.look, points)

    def markup(self, letters: Letters) -> str:
        """Escaped and joined, for use inside a larger markup."""
        return markup(letters, self.compounds)

    def text(self, letters: Letters, name: str = "body", *, notes: Sequence[str] = (), kind: type[Text] = Text,
             bullet: str | None = None, **changes: object) -> Text:
        """A paragraph; `notes` are keys of `note`, whose numbers stand raised at its end."""
        return self.raw(self.markup(letters), name, notes=notes, kind=kind, bullet=bullet, **changes)

    def raw(self, inner: str, name: str = "body", *, notes: Sequence[str] = (), kind: type[Text] = Text,
            bullet: str | None = None, **changes: object) -> Text:
        """The same from markup that `markup` made."""
        if notes:
            inner += note_mark(",".join(notes), max(NOTE_NUMBER, self.grown(NOTE_NUMBER)))
        made = kind(inner, self.style(name, **changes), bulletText=bullet)
        return with_extras(made, notes=tuple(notes)) if notes else made

    def say(self, key: str, name: str = "body", **params: object) -> Text:
        """A paragraph with the words of a label."""
        return self.text(self.look.say(key, **params), name)

    def points(self, items: Iterable[Letters], ordered: bool = False, name: str = "point",
               notes: Sequence[str] = (), **changes: Any) -> list[Flowable]:
        """A list; its notes stand after the last item."""
        listed = list(items)
        return [
            self.text(item, name, bullet=f"{number}." if ordered else "\u2022",
                      notes=notes if number == len(listed) else (), **changes)
            for number, item in enumerate(listed, 1)
        ]  # fmt: skip

    def note(self, text: str) -> str:
        """The key of a new note with these letters; keys count from 1 through the document."""
        key = str(len(self.notes) + 1)
        number = note_mark(key, max(NOTE_NUMBER, self.grown(NOTE_NUMBER)), "")
        made = self.raw(f"{number} {self.markup(text)}", "note")
        self.notes[key] = with_extras(made, tag="Note")
        return key

    def writing(self, least: int = 2, most: int = 4, *, first: float | None = None, after: float = 4.0) -> Writing:
        """Dotted lines at the theme's pitch."""
        return Writing(least, most, self.pitch, self.dots, first=first, after=after, said=self.look.say("ear.write"))

    def labelled(self, label: str, least: int = 1, most: int = 1, indent: float = 0.0) -> Writing:
        """Dotted lines, the first of which starts after these words."""
        words = self.text(label, "label")
        return Writing(least, most, self.pitch, self.dots, after=2.0, label=words, indent=indent,
                       said=self.look.say("ear.write"))  # fmt: skip

    def blank(self) -> Writing:
        """The dotted line of an empty cell."""
        return Writing(1, 1, self.pitch, self.dots, first=self.grown(11.0), said=self.look.say("ear.write"))

    def cell(self, value: Letters | None, name: str = "cell") -> Flowable:
        """What stands in a cell: letters, or a dotted line where there are none."""
        return self.text(value, name) if value else self.blank()

    def again(self, key: tuple[object, ...], make: Callable[[], Flow]) -> Flow:
        """What `make` makes. `key` holds all that it is made from, so that a setter that remembers may give the last
        one instead."""
        return make()

    def nothing(self) -> Flowable:
        """What stands in a cell that stays empty."""
        return self.again(("nothing",), lambda: Spacer(0, 0))

    @cached_property
    def pitch(self) -> float:
        """From one dotted line to the next."""
        return self.look.length("writing.line") * mm

    @cached_property
    def dots(self) -> object:
        """The colour of dotted lines."""
        return color(self.look, "ink")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float],
              spans: Sequence[int] = (), groups: Sequence[int] = ()) -> Flowable:
        """A table ruled by hairlines, its head repeated on each page. `widths` in points.

        `spans` are the rows whose second cell goes on to the right edge. `groups` are the rows that begin what belongs
        together: a strong rule stands above each, and no page is turned within a group if a page can hold it.
        """
        titles = [self.text(title, "cell-head") for title in head]
        return ruled_table(self.look, titles, rows, widths, spans, groups) if titles or rows else self.writing(0, 0)

    def bare(self, rows: Sequence[Sequence[Cell]], widths: Sequence[float], pads: Pads, after: float = 0.0,
             loose: bool = False) -> Flowable:  # fmt: skip
        """Things side by side, as `builders.pdf.table.bare_table` has them."""
        return bare_table(rows, widths, pads, after, loose)
