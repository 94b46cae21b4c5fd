"""Practice items in the outline, each with its key and explanation: the outline is for who approves the course."""

from collections.abc import Iterable
from typing import assert_never

from assets.look import Look
from builders.outline_text import letters, line
from course.items import (
    LETTERS,
    STATEMENTS,
    AnyItem,
    Cluster,
    Matching,
    Multiple,
    NumberItem,
    Ordering,
    Single,
    Written,
)
from plan.phrases import number_answer


def item_lines(item: AnyItem, look: Look) -> Iterable[str]:
    """Options, statements, steps or pairs with the key marked, then the explanation."""
    yield from _choices(item, look)
    if item.explanation:
        yield f"   {look.say('words.explanation')}: {line(item.explanation)}"


def _choices(item: AnyItem, look: Look) -> Iterable[str]:
    match item:
        case Single() | Multiple():
            for letter, option in zip(LETTERS, item.options, strict=False):
                yield f"   {letter}. {letters(option.text)}{_mark(option.key, look)}"
        case Cluster():
            for letter, statement in zip(STATEMENTS, item.statements, strict=False):
                verdict = look.say("words.correct" if statement.answer else "words.wrong")
                yield f"   {letter}) {letters(statement.text)} [{verdict}]"
        case NumberItem():
            yield f"   {look.say('words.answer')}: {letters(number_answer(item))}"
        case Written():
            yield from (f"   {look.say('words.guide')}: {line(item.guide)}",) if item.guide else ()
        case Ordering():
            yield from (f"   {number}. {letters(step)}" for number, step in enumerate(item.sequence, 1))
        case Matching():
            yield from (f"   - {letters(pair.left)} ↔ {letters(pair.right)}" for pair in item.pairs)
        case _:
            assert_never(item)


def _mark(is_key: bool, look: Look) -> str:
    return f" [{look.say('words.answer')}]" if is_key else ""
