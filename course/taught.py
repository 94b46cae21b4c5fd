"""What is taught, typed: objectives, viewpoints, tasks, exemplar models, terms.

Any empty field prints as a line to fill in; nothing is made up to fill it.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from course.sources import Approval, Certainty, Citation, Citations
from course.types import Date, Id, Line, Prose, Proses, Strict, refuse


class Objective(Strict):
    """What a learner can do afterwards, at a level of the course; `tested_by: worksheet` needs no item."""

    id: Id
    level: Id
    text: Prose
    tested_by: Literal["items", "worksheet"] = "items"


class Viewpoint(Strict):
    """One of the numbered viewpoints: the exact statement, and beside it what is ours and says so.

    `short` is a memory aid of ours. `clauses` are pieces of the statement, letter for letter.
    """

    id: Id
    number: Annotated[int, Field(ge=1, le=99)]
    short: Line
    statement: Citation
    clauses: tuple[Line, ...] = ()
    points: Proses = ()
    apply: Proses = ()
    mistakes: Proses = ()

    @model_validator(mode="after")
    def _quotes_exactly(self) -> "Viewpoint":
        if self.statement.quote is None:
            raise refuse("viewpoint.no-quote", id=self.id)
        return self

    @property
    def words(self) -> str:
        """The exact statement."""
        return self.statement.quote or ""


class TaskGroup(Strict):
    """Tasks that were set together, by one speaker."""

    id: Id
    title: Line
    speaker: Line | None = None
    intro: Prose | None = None
    cites: Citations = ()


class Task(Strict):
    """What is to be done; `who` and `when` only where the source says so. A quote in `cites` is exact wording."""

    id: Id
    group: Id
    number: Annotated[int, Field(ge=1, le=99)]
    what: Line
    who: Line | None = None
    when: Line | None = None
    note: Prose | None = None
    valid_until: Date | None = None
    cites: Citations = ()


class WorkField(Strict):
    """A field of work under which exemplar models are registered."""

    id: Id
    name: Line


class KeyFigure(Strict):
    """A number as its source gives it, with what it counts: `value: hơn 1.000`, `what: hộ hiến đất`."""

    value: Line
    what: Line
    cite: Citation | None = None


class ExemplarModel(Strict):
    """A "Dân vận khéo" model. `named_by_source` is false where the source does not call it one.

    `place` points to a dated place; `where` is a spot inside it, as the source names it.
    """

    id: Id
    name: Line
    unit: Line | None = None
    place: Id | None = None
    where: Line | None = None
    field: Id | None = None
    field_note: Line | None = None
    named_by_source: bool = True
    period: Line | None = None
    problem: Prose | None = None
    how: Proses = ()
    figures: tuple[KeyFigure, ...] = ()
    result: Prose | None = None
    lesson: Prose | None = None
    picture: Line | None = None
    picture_alt: Line | None = None
    note: Prose | None = None
    cites: Citations = ()
    approved: Approval | None = None


class Term(Strict):
    """A term or abbreviation; without a meaning it prints as a line to fill in."""

    term: Line
    stands_for: Line | None = None
    meaning: Prose | None = None
    certainty: Certainty = "B"
    cites: Citations = ()


