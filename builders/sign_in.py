"""sign-in.pdf: the list that those who come sign, under an official head; also the roster of each room of an exam.

Printed on both sides: each list begins on a sheet of its own. Rows stay whole, and never is a page of signatures alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assets import compounds
from assets.look import Look
from assets.official import Column, Rule, lists
from builders.pdf import official
from builders.pdf.compose import NewPage, Page, compose
from builders.pdf.extras import Mark, with_extras
from builders.pdf.page import Shell, box_of, draw, frame_of
from builders.pdf.register import Register, heights_of
from builders.pdf.setter import Setter
from builders.product import Materials, Product
from plan.official import Head, plan_head
from plan.sign_in import Row, SignList, blank_rows, fallen, plan_sign_in

Cells: TypeAlias = Sequence[Flowable | None]
NONE: frozenset[str] = frozenset()
SIGNING = 16.0
"""Millimetres that the column of signatures gains at most where others are left out."""


def files(materials: Materials) -> Iterator[Product]:
    """The list of the course's event."""
    course, look = materials.course, materials.look
    words = compounds() | frozenset(course.compounds)
    data, pages = sign_in([plan_sign_in(course, look)], plan_head(course, look), look, course.title, words)
    yield Product("sign-in.pdf", data, pages)


def sign_in(
    wanted: Sequence[SignList], head: Head, look: Look, subject: str, words: frozenset[str] = NONE
) -> tuple[bytes, int]:
    """PDF bytes and pages of one list or of several, each with its own head and page numbers.

    `subject` is what the file is about, beside its name; `words` are compounds that no line may part.
    """
    desk = _Desk(Setter(official.official_look(look, head.rule), words), head)
    shell = Shell(f"{look.say('official.sign-in.file')} - {subject}", subject, ", ".join(head.names), numbers=False)
    pages: list[Page] = []
    numbers: dict[int, str] = {}
    for place, each in enumerate(wanted, 1):
        if len(pages) % 2:
            pages.append(Page(len(pages) + 1))
        made = compose(_story(desk, each, f"list-{place}"), box_of(desk.look, shell), first=len(pages) + 1)
        pages += made
        numbers |= {page.number: look.say("words.page-of", page=at, pages=len(made))
                    for at, page in enumerate(made, 1) if at > 1}  # fmt: skip

    def number(canvas: Canvas, page: Page) -> None:
        if page.number in numbers:
            left = frame_of(desk.look).left(page.number, shell.duplex)
            official.number_pages(canvas, desk.look, head.rule, numbers[page.number], left, desk.width)

    return draw(pages, desk.look, shell, number), len(pages)


@dataclass(eq=False)
class _Desk:
    """What every list of a file is drawn with. Lengths in points."""

    setter: Setter
    head: Head

    @property
    def look(self) -> Look:
        """Of official pages, by the head's rules."""
        return self.setter.look

    @property
    def width(self) -> float:
        """Of the text."""
        return frame_of(self.look).text_width

    def used(self, flows: Sequence[Flowable]) -> float:
        """How high these stand on their last page."""
        box = box_of(self.look, Shell(""))
        return compose(flows, box)[-1].used

    def free(self, flows: Sequence[Flowable]) -> float:
        """What they leave of that page."""
        return frame_of(self.look).text_height - self.used(flows)


class _Table:
    """The columns of one list, and its rows as cells."""

    def __init__(self, desk: _Desk, name: str, without: frozenset[str]) -> None:
        self.desk, self.columns = desk, tuple(_shared(lists().columns[name], without))
        scale = desk.width / sum(column.width for column in self.columns)
        self.widths = [column.width * scale for column in self.columns]
        self.least, self.whole = lists().row * mm, object()

    def part(self, rows: Sequence[Cells] = (), begun: bool = False) -> Register:
        """These rows below the head of the table."""
        head = [self._cell(self._title(column), "center", bold=True) for column in self.columns]
        return Register(self.desk.setter, head, rows, self.widths, self.least, self.whole, begun)

    def cells(self, number: int, row: Row) -> Cells:
        """A row; numbered from 1 where it has no number of its own."""
        known = {"number": str(number), **row}
        return [self._cell(letters, column.align) if (letters := known.get(column.name)) else None
                for column in self.columns]  # fmt: skip

    def heights(self, rows: Sequence[Cells]) -> list[float]:
        """Of each row."""
        return heights_of(rows, self.widths, self.least)

    def _title(self, column: Column) -> str:
        say = self.desk.look.say
        return say("words.number") if column.name == "number" else say(f"official.column.{column.name}")

    def _cell(self, letters: str, side: str, bold: bool = False) -> Flowable:
        return official.line_of(self.desk.setter, letters, replace(self.desk.head.rule.table, bold=bold), side)


def _shared(columns: Sequence[Column], without: frozenset[str]) -> Iterator[Column]:
    """The columns that are there; of the room of the others those who sign get the first part."""
    free = sum(column.width for column in columns if column.name in without)
    for column in columns:
        if column.name not in without:
            more = min(free, SIGNING) if column.name == "signature" else 0.0
            yield replace(column, width=column.width + more)


def _story(desk: _Desk, wanted: SignList, key: str) -> list[Flowable]:
    """Head, title, facts, the rows of each page, places to sign; `key` is its place among the bookmarks."""
    opening, closing = list(_opening(desk, wanted, key)), list(_closing(desk, wanted))
    table = _Table(desk, wanted.columns, wanted.without)
    first, room = desk.free([*opening, table.part()]), desk.free([table.part()])
    needed = desk.used([table.part(), *closing]) - desk.used([table.part()])
    if wanted.rows:
        rows = [table.cells(number, row) for number, row in enumerate(wanted.rows, 1)]
        counts = fallen(table.heights(rows), first, room, needed)
    else:
        spaces = (first, room, room - needed, first - needed)
        counts = blank_rows(wanted.least, *(max(0, int(space / table.least)) for space in spaces))
        rows = [table.cells(number, {}) for number in range(1, sum(counts) + 1)]
    return [*opening, *_parts(table, rows, counts), *closing]


def _parts(table: _Table, rows: Sequence[Cells], counts: Sequence[int]) -> Iterator[Flowable]:
    """The table's part on each page."""
    done = 0
    for page, count in enumerate(counts):
        if page:
            yield NewPage()
        if count:
            yield table.part(rows[done : done + count], begun=done > 0)
        done += count


def _opening(desk: _Desk, wanted: SignList, key: str) -> Iterator[Flowable]:
    """What stands above the table."""
    setter, rule = desk.setter, desk.head.rule
    yield from official.head(setter, desk.head)
    named = " - ".join([wanted.title, *wanted.about])
    yield with_extras(official.heading(setter, wanted.title, rule), mark=Mark(key, named))
    for line in wanted.about:
        yield official.line_of(setter, line, rule.subheading)
    *facts, last = wanted.facts or (("", ""),)
    for label, said in facts:
        yield _fact(setter, rule, label, said, 2.0)
    if last[0]:
        yield _fact(setter, rule, *last, 8.0)


def _fact(setter: Setter, rule: Rule, label: str, said: str, after: float) -> Flowable:
    """A label with what is known, or with dots up to the right edge."""
    if not said:
        made = setter.labelled(label)
        made.spaceAfter = after
        return made
    return official.line_of(setter, f"{label} {said}", rule.text, "left", spaceAfter=after, spaceBefore=4.0)


def _closing(desk: _Desk, wanted: SignList) -> Iterator[Flowable]:
    """What stands below it; the signatures stay on the page of the line above them."""
    setter, rule = desk.setter, desk.head.rule
    if wanted.count:
        yield official.line_of(setter, wanted.count, rule.text, "left", spaceBefore=8.0)
    if any(wanted.signers):
        yield official.signatures(setter, rule, wanted.signers)
