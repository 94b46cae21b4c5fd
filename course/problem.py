"""A problem is a value with a place: what is wrong in an author's files, never an exception.

`code` names the message (`problem.<code>` in the labels) and its longer explanation (`explain.<code>`);
the sentence itself, with its remedy, is put together by the face that speaks to people.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from course.codes import WARNINGS

Path = tuple[str | int, ...]
"""Where a value stands in the merged course: `("items", 3, "options", 0, "text")`."""


@dataclass(frozen=True, order=True)
class Place:
    """A spot in an author's file. `line` and `column` count from 1; `file` is relative to the course, with `/`."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One fault. Checks give `path`; loading fills in `place`. `params` go into the message as text."""

    code: str
    path: Path = ()
    params: dict[str, Any] = field(default_factory=dict)
    place: Place | None = None

    @property
    def is_warning(self) -> bool:
        """A warning is told and never stops a build."""
        return self.code in WARNINGS

    def at(self, place: Place) -> "Problem":
        """The same problem with its place known."""
        return replace(self, place=place)
