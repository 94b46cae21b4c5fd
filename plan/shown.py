"""Which slides of the deck show a block of the document, so that paper can name them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plan.nodes import Document
from plan.slides.page import Deck

Shown = Mapping[tuple[str, int], tuple[int, ...]]
"""Id of a lesson and the place of a block in it, from 0 -> numbers of its slides, from 1, in order."""


def shown_on(deck: Deck, document: Document) -> Shown:
    """Read off what each slide says it shows: `lesson/block` or `lesson/block/part`."""
    lessons = {section.id for section in document.sections}
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, slide in enumerate(deck.slides, 1):
        lesson, *rest = slide.content_id.split("/")
        if lesson in lessons and rest and rest[0].isdecimal():
            found[lesson, int(rest[0])].append(number)
    return {block: tuple(numbers) for block, numbers in found.items()}


def ranges(numbers: Iterable[int]) -> str:
    """As they are read: 3, 5-7, with a dash of figures between."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}\u2013{run[-1]}" for run in runs)
