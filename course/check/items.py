"""Is each item of the bank sound by itself: a key, options that differ, a stem that can be read once?"""

from collections.abc import Iterator, Sequence
from typing import Any

from course.check.survey import Context, Survey
from course.check.words import fold, phrase_pattern, shorten, words
from course.items import LETTERS, Cluster, Item, Matching, Multiple, NumberItem, Option, Ordering, Single, Written
from course.problem import Path, Problem
from course.text import plain


def keys(survey: Survey, context: Context) -> Iterator[Problem]:
    """One key for one right option, at least one for several; a cluster is neither all true nor all false."""
    for index, item in enumerate(survey.course.items):
        path: Path = ("items", index)
        match item:
            case Single(options=options) | Multiple(options=options):
                yield from _keys(path, item, options)
            case Cluster(statements=statements) if len({statement.answer for statement in statements}) == 1:
                yield Problem("item.one-sided", (*path, "statements"), {"item": item.id})
            case NumberItem(tolerance=tolerance) if tolerance is not None and tolerance < 0:
                yield Problem("item.tolerance", (*path, "tolerance"), {"item": item.id, "tolerance": tolerance})


def _keys(path: Path, item: Item, options: tuple[Option, ...]) -> Iterator[Problem]:
    right = [at for at, option in enumerate(options) if option.key]
    if not right:
        yield Problem("item.no-key", path, {"item": item.id})
    elif isinstance(item, Single) and len(right) > 1:
        letters = ", ".join(LETTERS[at] for at in right)
        yield Problem("item.many-keys", (*path, "options", right[1], "key"), {"item": item.id, "letters": letters})
    elif isinstance(item, Multiple) and len(right) == len(options):
        yield Problem("item.all-keys", (*path, "options"), {"item": item.id})


def choices(item: Any) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], tuple[str, ...]]]:
    """What must differ within an item: the place inside the item, the last steps of each path, the words."""
    match item:
        case Single(options=options) | Multiple(options=options):
            yield ("options",), ("text",), tuple(option.text for option in options)
        case Cluster(statements=statements):
            yield ("statements",), ("text",), tuple(statement.text for statement in statements)
        case Ordering(sequence=sequence):
            yield ("sequence",), (), sequence
        case Matching(pairs=pairs):
            yield ("pairs",), ("left",), tuple(pair.left for pair in pairs)
            yield ("pairs",), ("right",), tuple(pair.right for pair in pairs)


def equal_choices(survey: Survey, context: Context) -> Iterator[Problem]:
    """Two equal options, statements, steps or sides cannot be told apart; nearly equal ones confuse."""
    filler = frozenset(context.phrases("filler"))
    for index, item in enumerate(survey.course.items):
        for inside, last, texts in choices(item):
            same = _pairs([text.casefold().rstrip(".,;:! ") for text in texts])
            near = _pairs([_bare(text, filler) for text in texts]) if inside != ("sequence",) else {}
            for at in range(len(texts)):
                first, code = (same[at], "item.equal") if at in same else (near.get(at, at), "item.nearly-equal")
                if first != at:
                    params = {"item": item.id, "first": first + 1, "second": at + 1, "text": shorten(texts[at])}
                    yield Problem(code, ("items", index, *inside, at, *last), params)


def _pairs(forms: Sequence[str]) -> dict[int, int]:
    """The position of each repeated form -> that of its first."""
    first: dict[str, int] = {}
    return {at: first[form] for at, form in enumerate(forms) if first.setdefault(form, at) != at}


def _bare(text: str, filler: frozenset[str]) -> str:
    """Words without marks and without those that carry no meaning of their own."""
    kept = [word for word in words(text) if word not in filler]
    return fold(" ".join(kept or words(text)))


def hard_to_read(survey: Survey, context: Context) -> Iterator[Problem]:
    """Negative stems, and options that speak of other options, which shuffling makes senseless."""
    negative = phrase_pattern(context.phrases("negative"))
    others = phrase_pattern(context.phrases("all-or-none"))
    for index, item in enumerate(survey.course.items):
        found = negative.search(plain(item.stem).casefold())
        if found and not isinstance(item, Cluster | Written | Ordering | Matching):
            yield Problem("item.negative-stem", ("items", index, "stem"), {"item": item.id, "word": found[0]})
        for at, option in enumerate(getattr(item, "options", ())):
            if others.search(option.text.casefold()):
                params = {"item": item.id, "text": shorten(option.text)}
                yield Problem("item.all-or-none", ("items", index, "options", at, "text"), params)


def left_out(survey: Survey, context: Context) -> Iterator[Problem]:
    """An item has an explanation; where there is a blueprint, an exam item has its level and topic."""
    for index, item in enumerate(survey.course.items):
        params = {"item": item.id}
        if not item.explanation and not isinstance(item, Written):
            yield Problem("item.no-explanation", ("items", index), params)
        if survey.course.blueprints and item.use == "exam":
            for field in ("level", "topic"):
                if getattr(item, field) is None:
                    yield Problem(f"item.no-{field}", ("items", index), params)


def key_text(item: Any) -> str:
    """What is right, as one text: the right options, true statements, the number, the steps or pairs."""
    match item:
        case Single(options=options) | Multiple(options=options):
            return "; ".join(option.text for option in options if option.key)
        case Cluster(statements=statements):
            return "; ".join(statement.text for statement in statements if statement.answer)
        case NumberItem(answer=answer):
            return str(answer)
        case Ordering(sequence=sequence):
            return "; ".join(sequence)
        case Matching(pairs=pairs):
            return "; ".join(f"{pair.left} {pair.right}" for pair in pairs)
    return ""
