"""Who and where: organisations and places with the time in which they stood, people, and the event itself."""

from typing import Annotated, Literal

from pydantic import Field

from course.sources import Citations
from course.types import Clock, Date, Id, Line, Prose, Strict


class Organisation(Strict):
    """A body as it was called then; `successor` is the body that took over ("now ...")."""

    id: Id
    name: Line
    short: Line | None = None
    kind: Literal["party", "state", "front", "union", "forces", "committee", "other"] = "other"
    valid_from: Date | None = None
    valid_until: Date | None = None
    successor: Id | None = None
    note: Prose | None = None
    cites: Citations = ()


class Place(Strict):
    """A place as it was called then. An old name may live on for another territory: hence dates and successor."""

    id: Id
    name: Line
    kind: Literal["province", "district", "commune", "village"] = "commune"
    part_of: Id | None = None
    valid_from: Date | None = None
    valid_until: Date | None = None
    successor: Id | None = None
    note: Prose | None = None
    cites: Citations = ()


class Person(Strict):
    """Somebody named by the source, with the position held on that day."""

    name: Line
    position: Line
    part: Line | None = None
    cites: Citations = ()


class Event(Strict):
    """The conference that is taught about, or held. What the source leaves out stays empty.

    `expected` people have a row each in the list to sign.
    """

    name: Line
    topic: Line | None = None
    organiser: Id | None = None
    on: Date | None = None
    until: Date | None = None
    starts: Clock | None = None
    place: Id | None = None
    venue: Line | None = None
    audience: Prose | None = None
    expected: Annotated[int, Field(ge=1, le=5000)] | None = None
    people: tuple[Person, ...] = ()
    cites: Citations = ()
