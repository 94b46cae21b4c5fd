"""One paper in several forms: the same questions everywhere, their order and that of their options drawn anew.

What paper may know (`Form`) and what is right (`Quiz.keys`) are two values: a `Question` holds no key, so that
nothing built from a form can show one. No draw looks at the key either: a key mended after printing leaves
every order as it was, and nobody can guess from a pattern (docs/decisions/0008-orders-do-not-know-the-key.md).
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from course.items import Cluster, Item, Multiple, NumberItem, Option, Single, Written, fits_columns
from course.model import Blueprint, Course
from course.text import Span
from plan.blueprint import choose
from plan.chance import shuffled
from plan.phrases import decimal_text

KINDS = ("single", "multiple", "cluster", "number", "written")
"""Kinds that stand on paper, in the order in which their parts do."""

DRAWS = 20
"""Orders drawn for a form until it shares few places with the earlier ones."""

SAME_PLACES = 2
"""Questions that may stand at the same number on two forms."""


@dataclass(frozen=True)
class Question:
    """An item as paper knows it: no key, no explanation. `options` in the author's order; `lines` to write on.

    `is_long`: a number with more characters than the answer sheet has columns, which is written by hand.
    """

    id: str
    kind: str
    stem: tuple[Span, ...]
    options: tuple[str, ...] = ()
    unit: str | None = None
    lines: int = 0
    is_long: bool = False


@dataclass(frozen=True)
class FormQuestion:
    """A question at its place on a form; `number` counts from 1, `order[i]` is the option printed at place i."""

    number: int
    question: Question
    order: tuple[int, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """Options, or statements of a cluster, as printed."""
        return tuple(self.question.options[at] for at in self.order)


@dataclass(frozen=True)
class Form:
    """All that a booklet is made of, beside the look."""

    code: str
    questions: tuple[FormQuestion, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[FormQuestion, ...]], ...]:
        """The questions kind by kind."""
        grouped = groupby(self.questions, key=lambda each: each.question.kind)
        return tuple((kind, tuple(questions)) for kind, questions in grouped)


@dataclass(frozen=True)
class Answer:
    """What is right at one number of a form: `right` are places from 0, `truths` a cluster's, `value` anything else."""

    number: int
    item: str
    right: tuple[int, ...] = ()
    truths: tuple[bool, ...] = ()
    value: str = ""


Key = tuple[Answer, ...]


@dataclass(frozen=True)
class Quiz:
    """A paper whole: the items chosen, the forms (for paper), and the key of each form (for the jury) by code."""

    blueprint: Blueprint
    items: tuple[Item, ...]
    forms: tuple[Form, ...]
    keys: Mapping[str, Key]


MARK_LETTERS = "ACDEFHJKLMNPQRTUVWXY34679"
"""No two of them are taken for one another, said aloud or copied badly."""


def print_mark(forms: Sequence[Form]) -> str:
    """Five letters printed on booklets, key and stencils: they belong together only where the letters are the same.

    A bank or a seed changed after printing leads to other papers; their key must not be used for the old booklets.
    """
    asked = [(form.code, each.number, each.question.id, each.options) for form in forms for each in form.questions]
    number = int.from_bytes(hashlib.sha256(repr(asked).encode()).digest()[:8], "big")
    return "".join(MARK_LETTERS[number // 25**place % 25] for place in range(5))


def plan_forms(course: Course, blueprint: Blueprint, seed: int | str) -> Quiz:
    """Every form of a blueprint; the same seed gives the same forms. BankTooSmallError as `choose` has it.

    Where the blueprint draws each form anew, no two of them have an item in common.
    """
    items = choose(course, blueprint, seed)
    forms: list[Form] = []
    used: dict[str, Item] = {}
    for code in blueprint.forms:
        if blueprint.draw == "each":
            items = choose(course, blueprint, f"{seed}/{code}", used.keys())
        used |= {item.id: item for item in items}
        forms.append(_distinct_form(items, code, f"{seed}/{blueprint.id}/{code}", forms, kept_by(blueprint)))
    asked = tuple(item for item in course.items if item.id in used)
    return Quiz(blueprint, asked, tuple(forms), {form.code: key_of(form, asked) for form in forms})


def kind_of(item: Item) -> str:
    """Its kind, one of KINDS where it can be answered on paper."""
    return str(getattr(item, "kind", ""))


def question_of(item: Item) -> Question:
    """The item without its key."""
    match item:
        case Single(kind=kind, options=options) | Multiple(kind=kind, options=options):
            return Question(item.id, kind, item.stem, tuple(option.text for option in options))
        case Cluster():
            return Question(item.id, "cluster", item.stem, tuple(each.text for each in item.statements))
        case NumberItem(answer=answer):
            return Question(item.id, "number", item.stem, unit=item.unit, is_long=not fits_columns(answer))
        case Written():
            return Question(item.id, "written", item.stem, lines=item.lines)
    raise ValueError(f"item {item.id} cannot be answered on paper")


def key_of(form: Form, items: Sequence[Item]) -> Key:
    """What is right on a form, number by number."""
    by_id = {item.id: item for item in items}
    return tuple(_answer(each, by_id[each.question.id]) for each in form.questions)


def _answer(each: FormQuestion, item: Item) -> Answer:
    match item:
        case Single(options=options) | Multiple(options=options):
            right = tuple(place for place, at in enumerate(each.order) if options[at].key)
            return Answer(each.number, item.id, right)
        case Cluster(statements=statements):
            return Answer(each.number, item.id, truths=tuple(statements[at].answer for at in each.order))
        case NumberItem(answer=answer):
            return Answer(each.number, item.id, value=decimal_text(answer))
    return Answer(each.number, item.id)


def kept_by(blueprint: Blueprint) -> frozenset[str]:
    """What `drawn_form` is to keep."""
    kept = {"questions": blueprint.keep_questions, "options": blueprint.keep_options}
    return frozenset(name for name, keep in kept.items() if keep)


def _distinct_form(
    items: Sequence[Item], code: str, seed: str, earlier: Sequence[Form], keep: Collection[str]
) -> Form:
    """The first order that shares few places with earlier forms, or the one of several that shares the fewest."""
    drawn: list[tuple[int, Form]] = []
    for attempt in range(DRAWS):
        form = drawn_form(items, code, f"{seed}/{attempt}", keep)
        drawn.append((shared_places(form, earlier), form))
        if not drawn[-1][0]:
            break
    return min(drawn, key=lambda pair: pair[0])[1]


def drawn_form(items: Sequence[Item], code: str, seed: str, keep: Collection[str] = ()) -> Form:
    """One order of all, drawn from the seed: parts in the order of KINDS, each shuffled whole, groups side by side.

    `keep`: `questions` stay in the order of the bank, `options` in the author's.
    """
    mixed = items if "questions" in keep else _grouped(shuffled(items, seed), items)
    parted = sorted(mixed, key=lambda item: KINDS.index(kind_of(item)))
    order = author_order if "options" in keep else option_order
    return Form(code, tuple(
        FormQuestion(number, question_of(item), order(item, seed)) for number, item in enumerate(parted, 1)
    ))  # fmt: skip


def _grouped(mixed: Sequence[Item], items: Sequence[Item]) -> Sequence[Item]:
    """Items of a group in the order of the bank, at the place of the first of them that was drawn."""
    groups = {item.group: [other for other in items if other.group == item.group] for item in items if item.group}
    if not groups:
        return mixed
    return [each for item in mixed for each in (groups.pop(item.group, []) if item.group else [item])]


def author_order(item: Item, seed: str) -> tuple[int, ...]:
    """Options as they stand in the bank."""
    return tuple(range(len(question_of(item).options)))


def option_order(item: Item, seed: str) -> tuple[int, ...]:
    """Options in a new order, pinned ones in their place; statements of a cluster stay as the author built them up."""
    match item:
        case Single(options=options) | Multiple(options=options):
            return _around_pinned(options, shuffled(_loose(options), seed, item.id))
        case Cluster(statements=statements):
            return tuple(range(len(statements)))
    return ()


def _loose(options: Sequence[Option]) -> list[int]:
    return [at for at, option in enumerate(options) if not option.pinned]


def _around_pinned(options: Sequence[Option], loose: Sequence[int]) -> tuple[int, ...]:
    rest = iter(loose)
    return tuple(at if option.pinned else next(rest) for at, option in enumerate(options))


def shared_places(form: Form, earlier: Sequence[Form]) -> int:
    """Questions that stand at the same number as on an earlier form, beyond those that may."""
    pairs = (zip(form.questions, other.questions, strict=True) for other in earlier)
    return sum(max(0, sum(a.question.id == b.question.id for a, b in pair) - SAME_PLACES) for pair in pairs)
