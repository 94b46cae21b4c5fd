"""What stands before the parts of a question, one convention for slide, paper and page.

Options and steps A, B, C; statements a), b), c); of pairs the left halves 1., 2., 3. and the right halves A., B., C.
Steps and right halves are out of order, everywhere in the same one.
"""

from dataclasses import dataclass

from course.items import LETTERS, STATEMENTS, Cluster, ClusterStatement, Matching, Option, Ordering
from plan.chance import out_of_order


@dataclass(frozen=True)
class Lettered:
    """A part of a question: `mark` as it is printed without what follows it, such as "A" or "1"."""

    mark: str
    text: str


def options(listed: tuple[Option, ...]) -> tuple[Lettered, ...]:
    """The options in their order."""
    return tuple(Lettered(letter, option.text) for letter, option in zip(LETTERS, listed, strict=False))


def statements(item: Cluster) -> tuple[tuple[str, ClusterStatement], ...]:
    """Each statement with its letter."""
    return tuple(zip(STATEMENTS, item.statements, strict=False))


def steps(item: Ordering) -> tuple[Lettered, ...]:
    """The steps as they are shown: out of order."""
    return tuple(Lettered(LETTERS[at], step) for at, step in enumerate(out_of_order(item.sequence)))


def in_order(item: Ordering) -> tuple[Lettered, ...]:
    """The same in the right order."""
    shown = {step.text: step for step in reversed(steps(item))}
    return tuple(shown[step] for step in item.sequence)


def lefts(item: Matching) -> tuple[Lettered, ...]:
    """The left halves in their order."""
    return tuple(Lettered(str(number), pair.left) for number, pair in enumerate(item.pairs, 1))


def rights(item: Matching) -> tuple[Lettered, ...]:
    """The right halves as they are shown: out of order."""
    shown = out_of_order([pair.right for pair in item.pairs])
    return tuple(Lettered(LETTERS[at], right) for at, right in enumerate(shown))


def pairs(item: Matching) -> tuple[tuple[Lettered, Lettered], ...]:
    """Each left half with the right half that belongs to it."""
    shown = {right.text: right for right in reversed(rights(item))}
    return tuple((left, shown[pair.right]) for left, pair in zip(lefts(item), item.pairs, strict=True))
