"""Chance from a seed alone: the same order on every machine, Python and hash seed, as statistics ask of a fair draw.

Built on SHA-2/SHA-3 rather than on `random`, whose `shuffle` promises no order across versions.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

Value = TypeVar("Value")

WORD = 8
"""Bytes a draw: the remainder's bias is below 2**-56 for any list that a person can write."""


def rank(*parts: object) -> bytes:
    """A place in the queue for whatever the parts name; it does not move when others join or leave the queue."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()


def shuffled(values: Iterable[Value], *parts: object) -> tuple[Value, ...]:
    """The values in an order drawn from the parts, each order as likely as any other (Fisher and Yates)."""
    found = list(values)
    drawn = hashlib.shake_256("\x1f".join(map(str, parts)).encode()).digest(WORD * len(found))
    for at in range(len(found) - 1, 0, -1):
        other = int.from_bytes(drawn[WORD * at : WORD * at + WORD], "big") % (at + 1)
        found[at], found[other] = found[other], found[at]
    return tuple(found)


def out_of_order(texts: Sequence[str]) -> tuple[str, ...]:
    """What learners put in order, on a slide as on paper: by the alphabet, turned by one where that would be right."""
    shown = tuple(sorted(texts))
    return (*shown[1:], *shown[:1]) if shown == tuple(texts) else shown
