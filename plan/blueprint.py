"""Which items of the bank a paper takes: every cell of topics x levels filled from exam items, by a seed.

Practice items are never taken: people have seen them. The choice is stable: an item added to one cell
of the bank leaves the other cells as they were, unless it proves the same as one of theirs.
"""

from collections.abc import Iterator

from course.check.blueprints import needed
from course.check.words import fold
from course.items import Item
from course.model import Blueprint, Course
from plan.chance import rank

TRIES = 16
"""Draws of which the one with the fewest twins is kept; the first has none unless the bank is tight."""

Cell = tuple[str, str]
Proof = tuple[str, int | None, str]
"""Source, paragraph and an option of an item: two items that share one may give each other away."""


class BankTooSmallError(ValueError):
    """A cell asks for more items than the bank holds; `course.check` tells the author so before any paper is made."""

    def __init__(self, cell: Cell, need: int, have: int) -> None:
        super().__init__(f"topic {cell[0]}, level {cell[1]}: {need} items needed, {have} in the bank")
        self.cell, self.need, self.have = cell, need, have


def choose(course: Course, blueprint: Blueprint, seed: int | str) -> tuple[Item, ...]:
    """The items of one paper, in the order of the bank. BankTooSmallError when a cell cannot be filled."""
    bank = _bank(course, blueprint)
    best: list[Item] = []
    fewest: int | None = None
    for attempt in range(TRIES):
        chosen, twins = _draw(bank, blueprint, f"{seed}/{blueprint.id}/{attempt}")
        if fewest is None or twins < fewest:
            best, fewest = chosen, twins
        if not fewest:
            break
    taken = {item.id for item in best}
    return tuple(item for item in course.items if item.id in taken)


def proofs(item: Item) -> frozenset[Proof]:
    """Where an item is proved, with each of its options; empty without options or without a paragraph.

    Which option is right plays no part: a key mended after printing must not change the choice.
    """
    options = [fold(option.text) for option in getattr(item, "options", ())]
    places = [(cite.source, cite.paragraph) for cite in item.cites if cite.paragraph]
    return frozenset((*place, option) for place in places for option in options)


def _bank(course: Course, blueprint: Blueprint) -> dict[Cell, list[Item]]:
    """Exam items of the blueprint's kinds, cell by cell."""
    bank: dict[Cell, list[Item]] = {cell: [] for cell in needed(blueprint)}
    for item in course.items:
        cell = (item.topic or "", item.level or "")
        if cell in bank and item.use == "exam" and getattr(item, "kind", "") in blueprint.kinds:
            bank[cell].append(item)
    for cell, need in needed(blueprint).items():
        if len(bank[cell]) < need:
            raise BankTooSmallError(cell, need, len(bank[cell]))
    return bank


def _draw(bank: dict[Cell, list[Item]], blueprint: Blueprint, seed: str) -> tuple[list[Item], int]:
    """One draw, and how many of its items are twins of others. Cells with little choice are filled first."""
    needs = needed(blueprint)
    chosen: list[Item] = []
    seen: set[Proof] = set()
    twins = 0
    for cell in sorted(needs, key=lambda cell: (len(bank[cell]) - needs[cell], cell)):
        queue = sorted(bank[cell], key=lambda item: rank(seed, item.id))
        fresh = list(_without_twins(queue, seen, needs[cell]))
        rest = [item for item in queue if item not in fresh][: needs[cell] - len(fresh)]
        twins += len(rest)
        chosen += [*fresh, *rest]
    return chosen, twins


def _without_twins(queue: list[Item], seen: set[Proof], count: int) -> Iterator[Item]:
    """The first `count` items that share no proof with any before; `seen` grows."""
    for item in queue:
        if count and not proofs(item) & seen:
            count -= 1
            seen |= proofs(item)
            yield item
