"""What a maker is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from assets.look import Look
from course.model import Course
from plan.deck import Deck, plan_deck
from plan.document import plan_document
from plan.nodes import Document


@dataclass(frozen=True)
class Product:
    """One file: its name inside the course's folder (ASCII, `/`), its bytes, and its pages when it is printed."""

    name: str
    data: bytes
    pages: int = 0


@dataclass(frozen=True)
class Materials:
    """A checked course with all that its files are made of. `pictures`: path in the course's folder -> bytes.

    `seed` decides the choice and the order of items on paper; the same seed gives the same papers. `memo` is for makers
    that remember the build before, each under its name: handed on from build to build it saves time, never changes
    bytes. `grey`: pages are to be printed without colour.
    """

    course: Course
    look: Look
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    seed: int = 0
    memo: dict[str, Any] = field(default_factory=dict, compare=False)
    grey: bool = False

    @property
    def paper(self) -> Look:
        """The look of what is printed: the grey profile where it is asked for."""
        return self.look.mono() if self.grey else self.look

    @cached_property
    def document(self) -> Document:
        """The course as one document, planned once for all makers that read it."""
        return plan_document(self.course)

    @cached_property
    def deck(self) -> Deck:
        """The slides of the course, planned once: the deck shows them, the trainer's handout names their numbers."""
        return plan_deck(self.course, self.look, self.document)[0]
