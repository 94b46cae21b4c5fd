"""Items of the bank: one right option, several, true/false, a number, a written answer, an order, pairs.

`use: practice` is shown (deck, handout, module); `use: exam` appears on paper forms alone, never elsewhere.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from course.sources import Citations
from course.types import Id, Ids, Line, Minutes, Number, Prose, Strict

Use = Literal["practice", "exam"]


class Option(Strict):
    """One option of an item. `pinned` keeps it at its place when options are shuffled."""

    text: Line
    key: bool = False
    pinned: bool = False


LETTERS = "ABCDEFGHIJ"
"""Printed before options (eight at most), and before what is put in order or paired (ten at most)."""
STATEMENTS = "abcdef"
"""Printed before the statements of a cluster."""


NUMBER_COLUMNS = 4
"""On the answer sheet, for a short number: one for each of its characters."""


def fits_columns(number: Decimal) -> bool:
    """Whether a number can be filled in on the answer sheet: minus and comma take a column too."""
    return len(f"{number:f}") <= NUMBER_COLUMNS


class Item(Strict):
    """What all items share. `cites` names the paragraph that proves the key.

    Items of one `group` stand on a paper together, side by side in the order of the bank, or not at all. An item never
    stands beside those that it `excludes`, because one gives the other away; said on one of them it holds for both.
    """

    id: Id
    use: Use = "practice"
    level: Id | None = None
    topic: Id | None = None
    objectives: Ids = ()
    stem: Prose
    explanation: Prose | None = None
    cites: Citations = ()
    facts: Ids = ()
    model: Id | None = None
    group: Line | None = None
    excludes: Ids = ()


class Single(Item):
    """Exactly one right option."""

    kind: Literal["single"] = "single"
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]


class Multiple(Item):
    """One or more right options; all of them must be found."""

    kind: Literal["multiple"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]


class ClusterStatement(Strict):
    """One statement of a cluster, true or false."""

    text: Line
    answer: bool


class Cluster(Item):
    """Statements that are each true or false; scored 0.1 / 0.25 / 0.5 / 1 by the national format of 2025."""

    kind: Literal["cluster"]
    statements: Annotated[tuple[ClusterStatement, ...], Field(min_length=2, max_length=6)]


class NumberItem(Item):
    """A short number; right within `tolerance` (same unit)."""

    kind: Literal["number"]
    answer: Number
    tolerance: Number | None = None
    unit: Line | None = None


class Written(Item):
    """A written answer, marked by a person along `guide`."""

    kind: Literal["written"]
    guide: Prose | None = None
    lines: Annotated[int, Field(ge=1, le=40)] = 6
    minutes: Minutes | None = None


class Ordering(Item):
    """Steps to be put in order; `sequence` is the right one."""

    kind: Literal["ordering"]
    sequence: Annotated[tuple[Line, ...], Field(min_length=2, max_length=10)]


class Pair(Strict):
    """What belongs together."""

    left: Line
    right: Line


class Matching(Item):
    """Pairs to be found."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=10)]


ITEM_KINDS: dict[str, type[Item]] = {
    "single": Single, "multiple": Multiple, "cluster": Cluster, "number": NumberItem,
    "written": Written, "ordering": Ordering, "matching": Matching,
}  # fmt: skip
"""`kind` of an item -> its model."""

PAPER_KINDS = frozenset({"single", "multiple", "cluster", "number", "written"})
"""Kinds that can be answered on the paper sheet; ordering and matching are for the module."""


def _kind(value: Any) -> str:
    if isinstance(value, Item):
        return str(getattr(value, "kind", ""))
    return str(value.get("kind") or "single") if isinstance(value, dict) else "single"


AnyItem = Annotated[
    Annotated[Single, Tag("single")]
    | Annotated[Multiple, Tag("multiple")]
    | Annotated[Cluster, Tag("cluster")]
    | Annotated[NumberItem, Tag("number")]
    | Annotated[Written, Tag("written")]
    | Annotated[Ordering, Tag("ordering")]
    | Annotated[Matching, Tag("matching")],
    Discriminator(_kind),
]
"""Any item of the bank."""
