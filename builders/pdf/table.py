"""Tables ruled by hairlines, their head repeated on every page; and what readers hear of them."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.platypus import Flowable, LongTable

from assets.look import Look
from builders.pdf.styles import color
from builders.pdf.tags import Tags

CELL = 4.0  # points around the text of a cell

Cell: TypeAlias = Flowable | list[Flowable]


def ruled_table(
    look: Look, cells: Sequence[Sequence[Cell]], widths: Sequence[float], head: bool, spans: Sequence[int] = ()
) -> Flowable:
    """A table; `widths` in points, `head` when its first row is one, `spans` as in `Setter.table`."""
    return LongTable(
        cells, colWidths=list(widths), repeatRows=int(head), hAlign="LEFT", renderCB=table_tags,
        style=_ruled(look, head, spans), spaceBefore=3, spaceAfter=8,
    )  # fmt: skip


def _ruled(look: Look, head: bool, spans: Sequence[int]) -> list[tuple[object, ...]]:
    whole = ((0, 0), (-1, -1))
    commands: list[tuple[object, ...]] = [
        ("VALIGN", *whole, "TOP"), ("LEFTPADDING", *whole, 0), ("RIGHTPADDING", *whole, 2 * CELL),
        ("TOPPADDING", *whole, CELL - 2), ("BOTTOMPADDING", *whole, CELL),
        ("LINEBELOW", *whole, look.size("line.hair"), color(look, "muted")),
        ("LINEABOVE", (0, 0), (-1, 0), look.size("line.rule"), color(look, "ink")),
        ("LINEBELOW", (0, -1), (-1, -1), look.size("line.rule"), color(look, "ink")),
    ]  # fmt: skip
    commands += [("SPAN", (1, row), (-1, row)) for row in spans]
    if head:
        commands.append(("LINEBELOW", (0, 0), (-1, 0), look.size("line.rule"), color(look, "ink")))
    return commands


def table_tags(table: Any, event: str, *where: Any) -> None:
    """reportlab calls it while a table is drawn. Heads that are repeated on a later page are artifacts."""
    tags: Tags | None = getattr(table.canv, "tags", None)
    if tags is None:
        return
    if event == "startTable":
        table.goes_on = id(getattr(table, "origin", table)) in tags.known
        tags.enter("Table", getattr(table, "origin", table))
    elif event == "startRow":
        tags.muted += _repeated(table, where[0])
        tags.enter("TR") if not tags.muted else None
        table.row = where[0]
    elif event == "startCell" and not tags.muted:
        kind, scope = _cell(table, where[0], where[2])
        tags.enter(kind, scope=scope)
        first, _, last, _ = getattr(table, "_spanRanges", {}).get((where[1], where[0])) or (0, 0, 0, 0)
        tags.here.span = last - first + 1
    elif event == "endCell" and not tags.muted or event == "endTable":
        tags.leave()
    elif event == "endRow":
        tags.leave() if not tags.muted else None
        tags.muted -= _repeated(table, table.row)


def _repeated(table: Any, row: int) -> int:
    return int(table.goes_on and row < table.repeatRows)


def _cell(table: Any, row: int, value: Any) -> tuple[str, str | None]:
    if row < (table.repeatRows or 0):
        return "TH", "Column"
    first = value[0] if isinstance(value, list | tuple) and value else value
    name = getattr(getattr(first, "style", None), "name", "")
    return ("TH", "Row") if name == "label-strong" else ("TD", None)
