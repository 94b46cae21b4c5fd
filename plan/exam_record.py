"""`exam.json`: which copy asks what in which order, and which row of the class list it went to. Never a name or a key.

What a copy or a form asks stands as `12:BADC 3:ACBD 7`: question by question the item, counted from 1 in `items`, and
the author's letters of its options in the order printed. The schema is published in `assets/schema/exam.schema.json`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course.items import LETTERS, Item
from plan.form import Form, question_of
from plan.sitting import Copy, Sitting

FORMAT = "taphuan-exam/1"
"""Grows by one when a reader of the old would misread the new."""

TOGETHER = 200  # copies of one piece of text


@dataclass(frozen=True)
class About:
    """What a sitting is of: the course, its version as `plan.document.version_of` has it; what kind of sheet.

    `sheet` is `personal`, printed for one copy, or `blank`, filled with number and form code by hand; `expected` is
    for how many people it is made where there is no list.
    """

    course: str
    version: str
    sheet: str
    expected: int = 0


def asked_text(form: Form, places: Mapping[str, int]) -> str:
    """What a form asks; `places` are the items' numbers, from 1, by id."""
    said = []
    for each in form.questions:
        letters = "".join(map(LETTERS.__getitem__, each.order))
        said.append(f"{places[each.question.id]}:{letters}" if letters else str(places[each.question.id]))
    return " ".join(said)


def asked_of(text: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The way back: (place of the item from 0, its order) for each number of a paper."""
    pairs = (each.partition(":") for each in text.split())
    return tuple((int(item) - 1, tuple(map(LETTERS.index, letters))) for item, _, letters in pairs)


def places_of(items: Sequence[Item]) -> dict[str, int]:
    """The number of each item in a sitting, from 1."""
    return {item.id: at for at, item in enumerate(items, 1)}


def record(sitting: Sitting, about: About, made: Iterable[Copy]) -> Iterator[str]:
    """The text of the file in pieces, a copy to a line."""
    places = places_of(sitting.items)
    yield json.dumps(_head(sitting, about, places), ensure_ascii=False, indent=1)[:-2] + ',\n "copies": ['
    rows, before = [], "\n  "
    for copy in made:
        rows.append(json.dumps(_copy(sitting, copy, places), separators=(",", ":")))
        if len(rows) == TOGETHER:
            yield before + ",\n  ".join(rows)
            rows, before = [], ",\n  "
    yield (before + ",\n  ".join(rows) if rows else "") + "\n ]\n}\n"


def _head(sitting: Sitting, about: About, places: Mapping[str, int]) -> dict[str, Any]:
    return {
        "format": FORMAT, "exam": sitting.id, "course": {"id": about.course, "version": about.version},
        "blueprint": sitting.blueprint.id, "seed": sitting.seed, "sheet": about.sheet,
        "people": len(sitting.people), "spares": sitting.spares, "expected": about.expected,
        "items": [_item(item) for item in sitting.items],
        "forms": [{"form": form.code, "asked": asked_text(form, places)} for form in sitting.forms],
    }  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    asked = question_of(item)
    return {"id": asked.id, "kind": asked.kind, "options": len(asked.options)}


def _copy(sitting: Sitting, copy: Copy, places: Mapping[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = {"copy": copy.number}
    if copy.person:
        told["row"] = copy.person.row
    return told | ({"form": copy.form.code} if sitting.forms else {"asked": asked_text(copy.form, places)})
