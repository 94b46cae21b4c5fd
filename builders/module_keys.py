"""Names under which a learner's answers and notes are kept: an author's id, or a sum of the words themselves.

Never a position: after an insertion, a removal or a new order each answer still belongs to its own question;
where the words themselves changed, the old answer is kept but shown nowhere.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

LENGTH = 8  # hexadecimals; 4 thousand million names, for the few hundred of one course


def key(*words: str) -> str:
    """A short name that depends on these words alone."""
    return hashlib.sha256("\x1f".join(words).encode("utf-8")).hexdigest()[:LENGTH]


def row_keys(table: str, head: Iterable[str], rows: Iterable[tuple[str | None, ...]]) -> tuple[str, ...]:
    """A name for each row of a table, by its printed cells; rows that print the same count upwards among themselves."""
    words = [(table, *head, *(cell or "" for cell in row)) for row in rows]
    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for row in words:
        names.append(key(*row, str(seen[row])))
        seen[row] += 1
    return tuple(names)
