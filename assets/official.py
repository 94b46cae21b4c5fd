"""Official heads: what the rules of a day say of their lines and margins, and which rule set holds on a day.

The data with its sources stands in `official.yaml`. Sizes are points, margins millimetres, lines shares of a width.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PLACE = Path(__file__).parent / "official.yaml"
LEAST_ROW = 8.5
"""Millimetres that a hand needs to sign in."""
PARTS = ("superior", "issuer", "number", "dateline", "heading", "subheading", "text", "table", "page")


@dataclass(frozen=True)
class Line:
    """How one kind of line is set. `say` names its words, `line` is the rule beneath as a share of them (0: none).

    `clause` is where its rule says so; `ours` when none does. `of` is the range of sizes that the rule leaves open.
    """

    size: float
    clause: str
    bold: bool = False
    italic: bool = False
    say: str = ""
    line: float = 0.0
    of: tuple[float, float] | None = None


@dataclass(frozen=True)
class Margins:
    """Of the page, in millimetres; `left` is the stapled side."""

    top: float
    bottom: float
    left: float
    right: float
    clause: str


@dataclass(frozen=True)
class Rule:
    """One rule set for one kind of head (`party`, `state`, `none`).

    `right` are the lines of the title, none for a head without one; `left` is the share of the width for the issuing
    body; `beneath` it stands a star or a line. `dateline_beside`: place and date follow the title, or stand on one
    line with the number.
    """

    id: str
    head: str
    name: str
    valid_from: date
    certainty: str
    source: str
    margins: Margins
    left: float
    right: tuple[Line, ...]
    superior: Line
    issuer: Line
    beneath: str
    number: Line
    dateline: Line
    dateline_beside: str
    heading: Line
    subheading: Line
    text: Line
    table: Line
    page: Line
    beneath_line: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether somebody read the rule's own words."""
        return self.certainty != "secondary"


@dataclass(frozen=True)
class Column:
    """A column of a list to sign; `name` is in its label, `width` mm before the list is stretched to the page."""

    name: str
    width: float
    align: str = "left"


@dataclass(frozen=True)
class Lists:
    """Columns of lists by the list's name, the height of a row in mm, rows of a list of unknown length."""

    columns: Mapping[str, tuple[Column, ...]]
    row: float
    rows: int


def rules_for(head: str) -> tuple[Rule, ...]:
    """All rule sets of a kind of head, oldest first; KeyError when there is no such head."""
    found = tuple(sorted((rule for rule in _read()[0] if rule.head == head), key=lambda rule: rule.valid_from))
    if not found:
        raise KeyError(f"no rules for a head {head!r}")
    return found


def choose(head: str, day: date | None, chosen: str | None = None) -> Rule:
    """The rule set named, else the one in force on that day, else the newest.

    KeyError when the one named is not among those of this head.
    """
    rules = rules_for(head)
    if chosen is not None:
        return {rule.id: rule for rule in rules}[chosen]
    in_force = [rule for rule in rules if day is None or rule.valid_from <= day]
    return in_force[-1] if in_force else rules[0]


def lists() -> Lists:
    """Columns and rows of lists to sign."""
    return _read()[1]


@cache
def _read() -> tuple[tuple[Rule, ...], Lists]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # every check reads this file
    data = yaml.load(PLACE.read_text(encoding="utf-8"), Loader=loader)
    columns = {name: tuple(Column(**each) for each in given) for name, given in data["lists"].items()}
    return tuple(_rule(each) for each in data["rules"]), Lists(columns, data["row"], data["rows"])


def _rule(given: Mapping[str, Any]) -> Rule:
    lines = {part: _line(given[part]) for part in PARTS}
    made: dict[str, Any] = {**given, **lines, "margins": Margins(**given["margins"])}
    return Rule(**{**made, "right": tuple(_line(each) for each in given["right"])})


def _line(given: Mapping[str, Any]) -> Line:
    return Line(**{**given, "of": tuple(given["of"]) if "of" in given else None})
