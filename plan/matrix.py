"""A paper as a table of topics by levels (ma trận đề), and what each cell asks for (bản đặc tả)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course.items import Item
from course.model import Blueprint, Course, Level, Topic
from course.text import plain
from plan.form import KINDS, kind_of


@dataclass(frozen=True)
class MatrixRow:
    """A topic and its items, level by level."""

    topic: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Items of the topic."""
        return sum(self.counts)


@dataclass(frozen=True)
class Specified:
    """A cell: what it measures and by which kinds of item; `kinds` are (kind, items)."""

    topic: str
    level: str
    objectives: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Matrix:
    """The whole table; levels that no cell asks for are left out."""

    levels: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    cells: tuple[Specified, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """Items of each level."""
        return tuple(sum(row.counts[at] for row in self.rows) for at in range(len(self.levels)))

    @property
    def total(self) -> int:
        """Items of the paper."""
        return sum(self.totals)

    def percent(self, count: int) -> float:
        """The share of a count in the paper."""
        return 100 * count / self.total if self.total else 0.0


def plan_matrix(course: Course, blueprint: Blueprint, items: Sequence[Item]) -> Matrix:
    """The table of a paper; `items` are those that were chosen for it, or for one of its forms."""
    asked = Counter((item.topic, item.level) for item in items)
    levels = [level for level in course.levels if any(at == level.id for _, at in asked)]
    topics = [topic for row in blueprint.rows for topic in course.topics if topic.id == row.topic]
    rows = tuple(MatrixRow(topic.name, tuple(asked[topic.id, level.id] for level in levels)) for topic in topics)
    cells = tuple(_specified(course, topic, level, items) for topic in topics for level in levels
                  if asked[topic.id, level.id])  # fmt: skip
    return Matrix(tuple(level.name for level in levels), rows, cells)


def _specified(course: Course, topic: Topic, level: Level, items: Sequence[Item]) -> Specified:
    own = [item for item in items if (item.topic, item.level) == (topic.id, level.id)]
    measured = {name for item in own for name in item.objectives}
    texts = tuple(plain(objective.text).rstrip(".") for objective in course.objectives if objective.id in measured)
    kinds = Counter(map(kind_of, own))
    return Specified(topic.name, level.name, texts, tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind]))
