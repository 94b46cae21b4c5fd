"""Is the bank of items fair as a whole: no item twice, no habit by which the key could be guessed?

Linear in the size of the bank: similar items are found through their rarest runs of words, not pair by pair.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from course.check.items import key_text
from course.check.survey import Context, Survey
from course.check.words import fold, words
from course.items import LETTERS, Single
from course.problem import Problem
from course.text import plain

RUN = 3
"""Words in a run; two items are compared by the runs that they share."""
LIKENESS = 0.8
"""Share of common runs (Jaccard) from which two items are one; measured on pairs with one mended word."""
POSTED = 20
"""So many earlier items are kept for one run of words: more would make the search grow faster than the bank."""
LEAST_ITEMS = 20
"""A habit is judged from so many items on; below it is chance."""
MOST, LEAST = 0.40, 0.10
"""Share of keys that may stand at one letter."""
LONGEST = 1 / 3
"""Share of items whose key may be the longest option."""

Runs = frozenset[str]
"""The runs of words of one item."""


def similar_items(survey: Survey, context: Context) -> Iterator[Problem]:
    """Two items with nearly the same stem and key: one would give the other away."""
    runs = [_runs(f"{plain(item.stem)} {key_text(item)}") for item in survey.course.items]
    rarity = Counter(run for found in runs for run in found)
    posted: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(runs):
        rarest = sorted(found, key=lambda run: (rarity[run], run))
        probe = rarest[: len(rarest) - math.ceil(LIKENESS * len(rarest)) + 1]
        other = _similar(found, probe, posted, runs)
        if other is not None:
            params = {"item": survey.course.items[index].id, "other": survey.course.items[other].id}
            yield Problem("item.similar", ("items", index, "stem"), params)
        for run in probe:
            if len(posted[run]) < POSTED:
                posted[run].append(index)


def _similar(found: Runs, probe: list[str], posted: dict[str, list[int]], runs: list[Runs]) -> int | None:
    """An earlier item that shares enough runs, or None."""
    tried: set[int] = set()
    for run in probe:
        for other in posted.get(run, ()):
            if other not in tried and len(found & runs[other]) >= LIKENESS * len(found | runs[other]):
                return other
            tried.add(other)
    return None


def _runs(text: str) -> Runs:
    parts = words(fold(text))
    return frozenset(" ".join(parts[at : at + RUN]) for at in range(max(1, len(parts) - RUN + 1)))


def same_proof(survey: Survey, context: Context) -> Iterator[Problem]:
    """Two exam items proved by one paragraph with the same key: who knows one has both."""
    first: dict[tuple[str, int, str], str] = {}
    for index, item in enumerate(survey.course.items):
        key = fold(key_text(item))
        if item.use != "exam" or not key:
            continue
        for cite in item.cites:
            if cite.paragraph:
                other = first.setdefault((cite.source, cite.paragraph, key), item.id)
                if other != item.id:
                    params = {"item": item.id, "other": other, "paragraph": cite.paragraph}
                    yield Problem("item.same-proof", ("items", index, "cites"), params)
                    break


def key_positions(survey: Survey, context: Context) -> Iterator[Problem]:
    """Keys stand at all letters, about equally often. One problem for each letter, use by use."""
    for items in _by_use(survey):
        if len(items) < LEAST_ITEMS:
            continue
        at = Counter(next((i for i, option in enumerate(item.options) if option.key), -1) for _, item in items)
        usual = Counter(len(item.options) for _, item in items).most_common(1)[0][0]
        for position in range(usual):
            share = at[position] / len(items)
            if share > MOST or share < LEAST:
                params = {"letter": LETTERS[position], "count": at[position], "total": len(items)}
                code = "bank.key-often" if share > MOST else "bank.key-seldom"
                yield Problem(code, ("items", items[0][0], "options"), params)


def longest_keys(survey: Survey, context: Context) -> Iterator[Problem]:
    """The key is not the longest option so often that one can choose by length."""
    for items in _by_use(survey):
        long = [(index, item.id) for index, item in items if _is_longest(item)]
        if len(items) >= LEAST_ITEMS // 2 and len(long) > LONGEST * len(items):
            named = ", ".join(name for _, name in long[:8])
            params = {"count": len(long), "total": len(items), "items": named}
            yield Problem("bank.key-longest", ("items", long[0][0], "options"), params)


def _is_longest(item: Single) -> bool:
    right = max((len(option.text) for option in item.options if option.key), default=0)
    return right > max((len(option.text) for option in item.options if not option.key), default=0)


def _by_use(survey: Survey) -> Iterator[list[tuple[int, Single]]]:
    """The items with one right option, use by use, with their index."""
    for use in ("practice", "exam"):
        numbered = enumerate(survey.course.items)
        if found := [(index, item) for index, item in numbered if isinstance(item, Single) and item.use == use]:
            yield found

