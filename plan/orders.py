"""Orders of a paper drawn by the thousand: what any of them may be is worked out once, a copy costs one hash.

As fair as `plan.form.drawn_form` and by the same rules: parts in the order of KINDS, groups side by side, options
around the pinned ones. A word of the hash is 64 bits: no order is likelier than another by one part in 2**48.
"""

import hashlib
from collections.abc import Collection, Sequence
from math import factorial
from struct import unpack

from course.items import Item, Multiple, Single
from plan.chance import WORD
from plan.form import KINDS, Form, FormQuestion, kind_of, question_of

Order = tuple[int, ...]
KEPT = 24  # orders of a question at most for which what was drawn is kept: four options


class Orders:
    """The items of a paper, ready to be drawn in any order; `keep` as in `drawn_form`."""

    def __init__(self, items: Sequence[Item], keep: Collection[str] = ()) -> None:
        self._asked = [_Asked(item, "options" in keep) for item in items]
        self._shuffles = "questions" not in keep
        self._is_parted = len({each.rank for each in self._asked}) > 1
        grouped = [each for each in self._asked if each.group]
        self._groups = {each.group: [other for other in grouped if other.group == each.group] for each in grouped}

    def form(self, code: str, seed: str) -> Form:
        """One order of all, drawn from the seed."""
        count = len(self._asked)
        words = unpack(f">{2 * count}Q", hashlib.shake_256(seed.encode()).digest(2 * count * WORD))
        mixed = self._asked.copy()
        if self._shuffles:
            for last in range(count - 1, 0, -1):
                other = words[last] % (last + 1)
                mixed[last], mixed[other] = mixed[other], mixed[last]
            mixed = self._side_by_side(mixed)
        if self._is_parted:
            mixed.sort(key=lambda each: each.rank)
        chances = words[count:]
        return Form(code, tuple([each.at(number, chances[number - 1]) for number, each in enumerate(mixed, 1)]))

    def _side_by_side(self, mixed: "list[_Asked]") -> "list[_Asked]":
        """Each group in the order of the bank, at the place of the first of it that was drawn."""
        if not self._groups:
            return mixed
        waiting = dict(self._groups)
        return [each for one in mixed for each in (waiting.pop(one.group, []) if one.group else [one])]


class _Asked:
    """A question with the places and orders in which it was drawn before."""

    def __init__(self, item: Item, keeps_options: bool) -> None:
        self.question, self.group = question_of(item), item.group
        self.rank = KINDS.index(kind_of(item))
        self._fixed = [True] * len(self.question.options)
        if isinstance(item, Single | Multiple) and not keeps_options:
            self._fixed = [option.pinned for option in item.options]
        self._loose = [at for at, is_fixed in enumerate(self._fixed) if not is_fixed]
        self._count = factorial(len(self._loose))
        self._known: dict[int, FormQuestion] = {}

    def at(self, number: int, word: int) -> FormQuestion:
        """The question at a number, its options in the order that a word of chance stands for."""
        order = word % self._count
        key = number * self._count + order
        found = self._known.get(key)
        if found is None:
            found = FormQuestion(number, self.question, self._decoded(order))
            if self._count <= KEPT:
                self._known[key] = found
        return found

    def _decoded(self, number: int) -> Order:
        """The order of that number, in the factorial number system."""
        rest, loose = list(self._loose), []
        for left in range(len(rest), 0, -1):
            number, at = divmod(number, left)
            loose.append(rest.pop(at))
        places = iter(loose)
        return tuple(at if is_fixed else next(places) for at, is_fixed in enumerate(self._fixed))
