"""The answer key of the self-checks: the answer, why, where it is found, and the page that asks."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from reportlab.platypus import Flowable

from builders.handout.checks import answer_place, place_of
from builders.handout.citations import short
from builders.handout.ended import to_page
from builders.handout.kit import Kit
from builders.handout.tables import shares
from builders.pdf.extras import Mark, with_extras
from course.items import (
    LETTERS,
    AnyItem,
    Cluster,
    Matching,
    Multiple,
    NumberItem,
    Option,
    Ordering,
    Single,
    Written,
)
from plan import lettered
from plan.nodes import CheckNode
from plan.phrases import number_answer

KEY_SHARES = (0.09, 0.32, 0.59)
TIED = "\u00a0"  # a letter and the first of its words stand on one line


def answer(kit: Kit, item: AnyItem) -> str:
    """The right answer in letters and words, as the paper shows them."""
    return "; ".join(answers(kit, item))


def answers(kit: Kit, item: AnyItem) -> list[str]:
    """The same in its parts: a pair, a step, a right option each."""
    look = kit.look
    match item:
        case Single() | Multiple():
            return [f"{LETTERS[at]}.{TIED}{option.text}" for at, option in _keys(item.options)]
        case Cluster():
            said = {True: look.say("words.true-letter"), False: look.say("words.false-letter")}
            pairs = lettered.statements(item)
            return [", ".join(f"{letter}){TIED}{said[statement.answer]}" for letter, statement in pairs)]
        case NumberItem():
            return [number_answer(item)]
        case Written():
            return ["".join(span.text for span in item.guide or ())]
        case Ordering():
            return [f"{step.mark}.{TIED}{step.text}" for step in lettered.in_order(item)]
        case Matching():
            return [f"{left.mark}:{TIED}{right.mark}.{TIED}{right.text}" for left, right in lettered.pairs(item)]
        case _:
            assert_never(item)


def _keys(options: tuple[Option, ...]) -> list[tuple[int, Option]]:
    return [(at, option) for at, option in enumerate(options) if option.key]


def key_table(kit: Kit, checks: Sequence[CheckNode]) -> Iterator[Flowable]:
    """All of it as a table of columns that are short enough to read."""
    head = [kit.look.say(key) for key in ("handout.answers.number", "words.answer", "handout.answers.why")]
    rows = [[_asked(kit, node), _answered(kit, node), _why(kit, node)] for node in checks]
    yield kit.setter.table(head, rows, shares(kit.wide, KEY_SHARES))


def _asked(kit: Kit, node: CheckNode) -> Flowable:
    number = kit.setter.text(_number(kit, node), "label-strong")
    with_extras(number, mark=_mark(kit, node))
    return to_page(kit, number, "handout.answers.asked", place_of(node), to_left=True)


def _answered(kit: Kit, node: CheckNode) -> list[Flowable]:
    """Each part begins a line."""
    *more, last = answers(kit, node.item)
    return [kit.setter.text(part, "note") for part in (*(f"{part};" for part in more), last)]


def _mark(kit: Kit, node: CheckNode) -> Mark:
    return Mark(answer_place(node), _number(kit, node), hidden=True)


def _number(kit: Kit, node: CheckNode) -> str:
    return kit.look.say("words.question-number", number=node.number)


def _why(kit: Kit, node: CheckNode) -> Flowable:
    setter = kit.setter
    parts = [setter.markup(node.item.explanation)] if node.item.explanation else []
    parts += [f"<i>({setter.markup(short(kit.look, node.notes))})</i>"] if node.notes else []
    return setter.raw(" ".join(parts), "note")


def key_list(kit: Kit, checks: Sequence[CheckNode]) -> Iterator[Flowable]:
    """The same one below the other, for pages without room for columns."""
    setter = kit.setter
    for node in checks:
        inner = f"<b>{setter.markup(_number(kit, node))}.</b> {setter.markup(answer(kit, node.item))}"
        if node.item.explanation:
            inner += f". {setter.markup(node.item.explanation)}"
        if node.notes:
            inner += f" <i>({setter.markup(short(kit.look, node.notes))})</i>"
        words = setter.raw(inner, "cell", spaceAfter=setter.grown(4))
        with_extras(words, mark=_mark(kit, node))
        yield to_page(kit, words, "handout.answers.asked", place_of(node))
