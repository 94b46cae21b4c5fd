"""What every part of the handout draws with: the setter, the footnotes, the widths, the pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from assets.look import Look
from builders.handout.citations import Footnotes
from builders.handout.edition import LEARNER, TRAINER, Edition
from builders.pdf.extras import with_extras
from builders.pdf.lines import Rule
from builders.pdf.page import frame_of
from builders.pdf.setter import Setter
from builders.pdf.styles import color
from course.sources import CitationParts, Source
from plan.nodes import Note, Notes
from plan.resolve import note_of
from plan.shown import Shown

GUTTER = 6 * mm  # between the text and the note column


@dataclass(eq=False)
class Kit:
    """Lengths in points. `sources` by id; `pictures` by path in the course's folder; `slides` that show a block."""

    setter: Setter
    sources: Mapping[str, Source]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    edition: Edition = LEARNER
    slides: Shown = field(default_factory=dict)

    @property
    def look(self) -> Look:
        """Tokens and labels."""
        return self.setter.look

    @property
    def names(self) -> tuple[str, ...]:
        """The editions that are drawn from this one composing."""
        return (LEARNER.name, TRAINER.name) if self.edition is LEARNER else (self.edition.name,)

    @cached_property
    def footnotes(self) -> Footnotes:
        """The notes of this document."""
        return Footnotes(self.setter)

    @cached_property
    def side(self) -> float:
        """The width of the note column."""
        return self.look.length("note.column") * mm

    @cached_property
    def wide(self) -> float:
        """The width of a page without note column."""
        return frame_of(self.look).text_width

    @cached_property
    def width(self) -> float:
        """The width of the text beside the note column."""
        return self.wide - self.column

    @cached_property
    def height(self) -> float:
        """The height of a page's text."""
        return frame_of(self.look).text_height

    @property
    def column(self) -> float:
        """What the note column takes, the gutter included; nothing in editions without one."""
        return self.side + GUTTER if self.edition.column else 0.0

    def note(self, cite: CitationParts) -> Note:
        """A citation that the plan left unresolved."""
        return note_of(cite, self.sources)

    def keys(self, notes: Notes) -> tuple[str, ...]:
        """The footnote of these citations."""
        return self.footnotes.keys(notes)

    def rule(self, name: str = "rule", before: float = 4.0, after: float = 4.0) -> Rule:
        """A hairline across the column."""
        hair, ink = self.look.size("line.hair"), color(self.look, name)
        return self.setter.again(("rule", name, before, after), lambda: Rule(hair, ink, before, after))


def widen(flows: list[Flowable]) -> list[Flowable]:
    """The same, set over the note column too."""
    return [with_extras(flow, wide=True) for flow in flows]
