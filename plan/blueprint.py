"""Which items of the bank a paper takes: every cell of topics x levels filled from exam items, by a seed.

Practice items are never taken: people have seen them. The choice is stable: an item added to one cell
of the bank leaves the other cells as they were, unless it proves the same as one of theirs.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from course.check.blueprints import needed
from course.check.words import fold
from course.items import Item
from course.model import Blueprint, Course
from course.problem import Problem
from plan.chance import rank

TRIES = 16
"""Draws of which the one with the fewest twins is kept; the first has none unless the bank is tight."""

MOST_TRIES = 400
"""Draws until every cell is filled where items exclude each other or belong together."""

Cell = tuple[str, str]
Proof = tuple[str, int | None, str]
"""Source, paragraph and an option of an item: two items that share one may give each other away."""


class BankTooSmallError(ValueError):
    """A cell asks for more items than the bank holds; `course.check` tells the author so before any paper is made."""

    def __init__(self, cell: Cell, need: int, have: int) -> None:
        super().__init__(f"topic {cell[0]}, level {cell[1]}: {need} items needed, {have} in the bank")
        self.cell, self.need, self.have = cell, need, have


class CannotDrawError(BankTooSmallError):
    """Items are enough, but some exclude each other or belong together; `have` are those that the best draw found."""


@dataclass(frozen=True, eq=False)
class Unit:
    """An item, or a group of items that are taken together; `id` is what its place in the queue is drawn from."""

    id: str
    items: tuple[Item, ...]
    cells: Counter[Cell]
    proofs: frozenset[Proof]
    names: frozenset[str]
    excluded: frozenset[str]


@dataclass
class Draw:
    """One draw: what was taken, how many of it are twins of others, what cells still need."""

    needs: Counter[Cell]
    taken: list[Unit] = field(default_factory=list)
    seen: set[Proof] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    excluded: set[str] = field(default_factory=set)
    twins: int = 0

    @property
    def lacks(self) -> int:
        """Items that are missing in all."""
        return sum((+self.needs).values())

    def takes(self, unit: Unit) -> bool:
        """Take a unit if its cells have room and nothing taken excludes it."""
        full = any(count > self.needs[cell] for cell, count in unit.cells.items())
        if full or unit.names & self.excluded or unit.excluded & self.names:
            return False
        self.taken.append(unit)
        self.needs -= unit.cells
        self.seen |= unit.proofs
        self.names |= unit.names
        self.excluded |= unit.excluded
        return True


def choose(course: Course, blueprint: Blueprint, seed: int | str, without: Collection[str] = ()) -> tuple[Item, ...]:
    """The items of one paper, in the order of the bank, none of them among the ids `without`.

    BankTooSmallError when a cell has too few, CannotDrawError when no draw fills all cells.
    """
    units = _units(course, blueprint, without)
    is_free = all(len(unit.items) == 1 and not unit.excluded for unit in units)
    best = _draw(units, blueprint, f"{seed}/{blueprint.id}/0")
    for attempt in range(MOST_TRIES):
        draw = _draw(units, blueprint, f"{seed}/{blueprint.id}/{attempt}") if attempt else best
        if (draw.lacks, draw.twins) < (best.lacks, best.twins):
            best = draw
        if not (best.lacks or best.twins) or attempt + 1 >= TRIES and (is_free or not best.lacks):
            break
    if best.lacks:
        raise _cannot_draw(best, blueprint)
    taken = {item.id for unit in best.taken for item in unit.items}
    return tuple(item for item in course.items if item.id in taken)


def problems(course: Course) -> Iterator[Problem]:
    """Papers that cannot be drawn, though every cell has items enough."""
    for index, blueprint in enumerate(course.blueprints):
        try:
            choose(course, blueprint, 0)
        except CannotDrawError as error:
            topic, level = error.cell
            params = {"blueprint": blueprint.id, "topic": topic, "level": level, "need": error.need, "have": error.have}
            yield Problem("blueprint.cannot-draw", ("blueprints", index, "rows"), params)
        except BankTooSmallError:
            continue  # told as a cell that is short


def _cannot_draw(draw: Draw, blueprint: Blueprint) -> CannotDrawError:
    needs = needed(blueprint)
    cell = next(cell for cell in needs if draw.needs[cell])
    return CannotDrawError(cell, needs[cell], needs[cell] - draw.needs[cell])


def proofs(item: Item) -> frozenset[Proof]:
    """Where an item is proved, with each of its options; empty without options or without a paragraph.

    Which option is right plays no part: a key mended after printing must not change the choice.
    """
    options = [fold(option.text) for option in getattr(item, "options", ())]
    places = [(cite.source, cite.paragraph) for cite in item.cites if cite.paragraph]
    return frozenset((*place, option) for place in places for option in options)


def _units(course: Course, blueprint: Blueprint, without: Collection[str]) -> list[Unit]:
    """Exam items of the blueprint's kinds in its cells, groups whole. BankTooSmallError where a cell has too few."""
    needs = needed(blueprint)
    usable = [item for item in course.items if _cell(item) in needs and item.use == "exam" and item.id not in without
              and getattr(item, "kind", "") in blueprint.kinds]  # fmt: skip
    have = Counter(map(_cell, usable))
    for cell, need in needs.items():
        if have[cell] < need:
            raise BankTooSmallError(cell, need, have[cell])
    sizes = Counter(item.group for item in course.items)
    groups: dict[str, list[Item]] = {}
    for item in usable:
        groups.setdefault(f"\x1d{item.group}" if item.group else item.id, []).append(item)
    return [_unit(name, items) for name, items in groups.items()
            if not items[0].group or len(items) == sizes[items[0].group]]  # fmt: skip


def _unit(name: str, items: Sequence[Item]) -> Unit:
    own = frozenset().union(*map(proofs, items))
    excluded = frozenset(other for item in items for other in item.excludes)
    return Unit(name, tuple(items), Counter(map(_cell, items)), own, frozenset(item.id for item in items), excluded)


def _cell(item: Item) -> Cell:
    return item.topic or "", item.level or ""


def _draw(units: Sequence[Unit], blueprint: Blueprint, seed: str) -> Draw:
    """Cells with little choice first. Twins are taken only where nothing else is left."""
    needs = needed(blueprint)
    ranked = sorted(units, key=lambda unit: rank(seed, unit.id))
    queues: dict[Cell, list[Unit]] = {cell: [] for cell in needs}
    for unit in ranked:
        for cell in unit.cells:
            queues[cell].append(unit)
    draw = Draw(Counter(needs))
    for cell in sorted(needs, key=lambda cell: (len(queues[cell]) - needs[cell], cell)):
        left = []
        for unit in queues[cell]:
            if draw.needs[cell] and (unit.proofs & draw.seen or not draw.takes(unit)):
                left.append(unit)
        for unit in left:
            if draw.needs[cell] and unit.proofs & draw.seen and draw.takes(unit):
                draw.twins += len(unit.items)
    return draw
