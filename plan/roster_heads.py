"""Which column of a table holds what: the row of heads found by its words, however they were written.

Vietnamese lists put titles above the heads, merge "Họ và tên" over two columns, part "Năm sinh" into men and women,
and number the columns in a row below. All of that is read; nothing but the words of the heads decides.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plan.grid import Grid, bare

Heads = Mapping[str, frozenset[str]]
"""Field -> the heads by which it is known, as `plan.grid.bare` leaves them."""

LONG = 5
"""Letters of a head that is recognised at the beginning of longer words: "Đơn vị công tác hiện nay"."""

MOSTLY = 0.6
"""Share of the rows of a headless list that must look like names."""
_NAME = re.compile(r"[^\W\d]\S*(?: [^\W\d]\S*){1,6}")

DEEPEST = 40
"""Rows in which the heads are looked for; titles of a list take no more."""


@dataclass(frozen=True)
class Columns:
    """`row` of the heads; `body` is the first row of people; `fields`: field -> its columns, from left to right.

    `unknown` are columns with a head that nothing is known of.
    """

    row: int
    body: int
    fields: Mapping[str, tuple[int, ...]]
    unknown: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[int, ...]:
        """The columns that make up a name."""
        return self.fields.get("name") or (*self.fields.get("family", ()), *self.fields.get("given", ()))


def heads_of(words: Mapping[str, Iterable[str]]) -> Heads:
    """The words of the labels, ready to be compared."""
    return {field: frozenset(bare(word) for word in known) for field, known in words.items()}


def find_columns(grid: Grid, heads: Heads) -> Columns | None:
    """The row with the most known heads, a name among them; the first of several. None where there is no such row."""
    best: tuple[int, Columns] | None = None
    for row in range(min(DEEPEST, len(grid.rows))):
        found = _columns(grid, row, heads)
        count = len(found.fields)
        if found.names and (best is None or count > best[0]):
            best = count, found
    return best[1] if best else None


def only_column(grid: Grid) -> Columns | None:
    """A list of nothing but names, pasted without a head; None for anything else."""
    used = [at for at in range(len(grid.rows[0]) if grid.rows else 0) if any(row[at] for row in grid.rows)]
    texts = [row[used[0]] for row in grid.rows if row[used[0]]] if len(used) == 1 else []
    names = [text for text in texts if _NAME.fullmatch(text)]
    return Columns(0, 0, {"name": (used[0],)}) if texts and len(names) >= len(texts) * MOSTLY else None


def _columns(grid: Grid, row: int, heads: Heads) -> Columns:
    known: dict[str, tuple[int, ...]] = {}
    unknown: list[int] = []
    for column, text in enumerate(grid.rows[row]):
        field = _field(text, heads)
        if field and field not in known:
            known[field] = _spread(grid, row, column)
        elif text:
            unknown.append(column)
    return Columns(row, _body(grid, row, known), known, tuple(unknown))


def _field(text: str, heads: Heads) -> str | None:
    """The field whose head this is; the longest head wins where the text only begins with one."""
    word = bare(text)
    if not word:
        return None
    exact = next((field for field, known in heads.items() if word in known), None)
    starts = [(len(head), field) for field, known in heads.items() for head in known
              if len(head) >= LONG and word.startswith(head)]  # fmt: skip
    return exact or (max(starts)[1] if starts else None)


def _spread(grid: Grid, row: int, column: int) -> tuple[int, ...]:
    """The columns of a head: those it is merged over, or the empty heads right of it below which something stands."""
    area = next((area for area in grid.merged if (area.top, area.left) == (row, column)), None)
    if area:
        return tuple(range(area.left, area.right + 1))
    right = column + 1
    while right < len(grid.rows[row]) and not grid.cell(row, right) and _is_used(grid, row, right):
        right += 1
    return tuple(range(column, right))


def _is_used(grid: Grid, row: int, column: int) -> bool:
    """Whether a column without head belongs to the one left of it: both are filled side by side."""
    below = range(row + 1, min(row + 1 + DEEPEST, len(grid.rows)))
    both = sum(1 for at in below if grid.cell(at, column) and grid.cell(at, column - 1))
    return both > len(below) / 2


def _body(grid: Grid, row: int, known: Mapping[str, tuple[int, ...]]) -> int:
    """The first row below the heads, their second line and the numbers of the columns."""
    body = row + 1
    merged = [area.bottom for area in grid.merged if area.top == row]
    body = max([body, *(bottom + 1 for bottom in merged)])
    names = known.get("name") or known.get("family") or known.get("given") or ()
    while body < len(grid.rows) and body <= row + 3 and _is_below_heads(grid, body, names, known):
        body += 1
    return body


def _is_below_heads(grid: Grid, row: int, names: tuple[int, ...], known: Mapping[str, tuple[int, ...]]) -> bool:
    """Numbers of columns "(1) (2) (3)", or a second line of heads: name and number empty, nothing but a remark in
    brackets below a head of one column. What stands there otherwise is somebody's, the name forgotten."""
    texts = [bare(text.strip("()")) for text in grid.rows[row] if text]
    if not texts:
        return False
    first = texts[0]
    if len(texts) > 2 and (first in ("1", "a")) and all(_follows(a, b) for a, b in zip(texts, texts[1:], strict=False)):
        return True
    order = known.get("order", ())
    filled = any(grid.cell(row, column) for column in (*names[:1], *order))
    alone = [grid.cell(row, columns[0]) for columns in known.values() if len(columns) == 1]
    if any(text and not text.startswith("(") for text in alone):
        return False
    return not filled and not any(char.isdigit() for text in texts for char in text) and len(texts) <= 4


def _follows(left: str, right: str) -> bool:
    """Whether the two are neighbours in counting: 1 2, or a b."""
    if left.isdigit() and right.isdigit():
        return int(right) == int(left) + 1
    return len(left) == len(right) == 1 and left.isalpha() and ord(right) == ord(left) + 1
