"""A question as the page asks it: parts with names that last, a shuffled order where order is the question, the key.

The page is for learning alone: key and explanation are in it. Items of the exam never come here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from builders.module_keys import key
from course.items import LETTERS, AnyItem, Cluster, Matching, Multiple, NumberItem, Ordering, Single, Written
from plan import lettered
from plan.nodes import CheckNode, Notes


@dataclass(frozen=True)
class Part:
    """A piece of a question: an option, a statement, a step, the left side of a pair.

    `key` names it in what is kept on the device; `right` is "1" or "0", or the key of what belongs to it.
    """

    key: str
    text: str
    right: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Question:
    """What the template of one kind is given. `choices` are what pairs are chosen from; `answer` says the key in words.

    `right` is the whole right answer where it is one value: a number, or the keys of an order, parted by blanks.
    """

    node: CheckNode
    kind: str
    parts: tuple[Part, ...] = ()
    choices: tuple[Part, ...] = ()
    answer: tuple[str, ...] = ()
    right: str = ""
    tolerance: str = "0"
    unit: str = ""

    @property
    def item(self) -> AnyItem:
        """The item of the bank."""
        return self.node.item

    @property
    def notes(self) -> Notes:
        """The paragraphs that prove the key."""
        return self.node.notes


def question(node: CheckNode) -> Question:
    """A practice item for the page; ValueError for one of the exam, which must never be here."""
    item = node.item
    if item.use != "practice":
        raise ValueError(f"item {item.id} is for the exam")
    match item:
        case Single() | Multiple():
            return _choice(node, item)
        case Cluster():
            parts = tuple(Part(key(one.text), one.text, _bit(one.answer)) for one in item.statements)
            return Question(node, "cluster", parts)
        case NumberItem():
            exact, tolerance = decimal(item.answer), decimal(item.tolerance or Decimal(0))
            answer = " ".join(filter(None, (exact.replace(".", ","), item.unit)))
            return Question(node, "number", answer=(answer,), right=exact, tolerance=tolerance, unit=item.unit or "")
        case Written():
            return Question(node, "written")
        case Ordering():
            return _ordering(node, item)
        case Matching():
            return _matching(node, item)
        case _:
            assert_never(item)


def decimal(number: Decimal) -> str:
    """Digits with a point and without idle zeros, as a script reads them."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _choice(node: CheckNode, item: Single | Multiple) -> Question:
    parts = tuple(
        Part(key(option.text), option.text, _bit(option.key), LETTERS[at]) for at, option in enumerate(item.options)
    )
    answer = tuple(f"{part.letter}. {part.text}" for part in parts if part.right == "1")
    return Question(node, item.kind, parts, answer=answer)


def _ordering(node: CheckNode, item: Ordering) -> Question:
    parts = _once(Part(key(step.text), step.text, letter=step.mark) for step in lettered.steps(item))
    answer = tuple(f"{step.mark}. {step.text}" for step in lettered.in_order(item))
    return Question(node, "ordering", parts, answer=answer, right=" ".join(dict.fromkeys(map(key, item.sequence))))


def _matching(node: CheckNode, item: Matching) -> Question:
    pairs = lettered.pairs(item)
    parts = tuple(Part(key(left.text), left.text, key(right.text), left.mark) for left, right in pairs)
    choices = _once(Part(key(right.text), right.text, letter=right.mark) for right in lettered.rights(item))
    answer = tuple(f"{left.mark}. {left.text} \u2192 {right.mark}. {right.text}" for left, right in pairs)
    return Question(node, "matching", parts, choices, answer)


def _once(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The first of those that have the same name, since the same words cannot be told apart."""
    found: dict[str, Part] = {}
    for part in parts:
        found.setdefault(part.key, part)
    return tuple(found.values())


def _bit(right: bool) -> str:
    return "1" if right else "0"
