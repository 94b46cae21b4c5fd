"""What checks are given: the course walked once, and what cannot be known from the course alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from course.lock import Lock
from course.model import Course
from course.quotes import Quotation, paragraphs, quotations
from course.walk import COLLECTIONS, Node, Walk, walk


@dataclass(frozen=True)
class Context:
    """What lies outside the course. What is not given is not checked.

    `today` decides what is expired; `repertoire` holds the code points that the fonts draw; `lock` is the read
    `quotes.lock`; `source_texts` are the texts of sources by id, with which quotations are compared;
    `asset_problem` takes the path of a picture, as the author wrote it, and returns a problem's code or None;
    `wording` holds the labels of `wording.yaml`.
    """

    today: date
    repertoire: frozenset[int] | None = None
    lock: Lock | None = None
    source_texts: Mapping[str, str] | None = None
    asset_problem: Callable[[str], str | None] | None = None
    wording: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> Mapping[str, tuple[str, ...]]:
        """The paragraphs of each source whose text is at hand."""
        return {source: paragraphs(text) for source, text in (self.source_texts or {}).items()}

    def phrases(self, key: str) -> tuple[str, ...]:
        """The phrases of a label of `wording.yaml`, which stand there between `|`."""
        return tuple(phrase.strip() for phrase in self.wording.get(f"wording.{key}", "").split("|") if phrase.strip())


@dataclass(frozen=True)
class Survey:
    """A course and what one walk found in it, indexed as checks need it."""

    course: Course

    @cached_property
    def walk(self) -> Walk:
        """All objects, texts and references."""
        return walk(self.course)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Any]]:
        """Key of the course -> id -> the thing; the first one where an id is used twice."""
        return {name: {thing.id: thing for thing in reversed(getattr(self.course, name))} for name in COLLECTIONS}

    @cached_property
    def _by_type(self) -> Mapping[type, list[Node]]:
        found: dict[type, list[Node]] = defaultdict(list)
        for node in self.walk.nodes:
            found[type(node.value)].append(node)
        return found

    def nodes(self, *types: type) -> Iterator[Node]:
        """All objects of these very classes, class by class."""
        return chain.from_iterable(self._by_type.get(one, ()) for one in types)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """All quotations."""
        return tuple(quotations(self.walk))

    def find(self, collection: str, name: str | None) -> Any:
        """The thing with this id, or None."""
        return self.ids[collection].get(name) if name else None
