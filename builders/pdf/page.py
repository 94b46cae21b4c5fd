"""The shell of every printed file: A4, margins, running heads, page x of y, metadata, bookmarks, notes at the foot.

`render` takes a story of any platypus flowables and gives bytes; the same story gives the same bytes. Lengths of the
theme are millimetres, everything here is points. Pages are composed first and drawn after (`builders.pdf.compose`),
so that every page number is known while drawing: `canvas.places` maps the key of a Mark to its page.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assets.look import Look
from builders.pdf.compose import Box, Page, compose
from builders.pdf.extras import extras
from builders.pdf.feet import NOTE_GAP, NOTE_RULE
from builders.pdf.file import close_file, open_file
from builders.pdf.fonts import font
from builders.pdf.kept import draw_on
from builders.pdf.marks import marks
from builders.pdf.styles import color
from builders.pdf.text import plain
from builders.pdf.writer import Pack

RUNNING = 11.5 * mm  # from the paper's edge to the running head and the page number

Painter = Callable[[Canvas, Page], None]
Placer = Callable[[Canvas, Sequence[Page], Callable[[Page], None]], None]


def one_by_one(canvas: Canvas, pages: Sequence[Page], draw_one: Callable[[Page], None]) -> None:
    """Each page is a page of the file."""
    for page in pages:
        draw_one(page)
        canvas.showPage()


@dataclass(frozen=True)
class Shell:
    """What stands around the text. `head` and `foot` are (inner, outer) texts; `plain_pages` carry neither.

    `numbers` puts "page x of y" at the outer foot. `duplex` swaps the margins on even pages. `column` points are kept
    free at the right of the text for a note column. `edition` is there for flowables to read as `canvas.edition`.
    """

    title: str
    subject: str = ""
    author: str = ""
    head: tuple[str, str] = ("", "")
    foot: str = ""
    numbers: bool = True
    duplex: bool = True
    column: float = 0.0
    edition: str = ""
    plain_pages: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Frame:
    """Where the text stands on the paper."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float

    def left(self, page: int, duplex: bool) -> float:
        """The left margin of a page; the stapled side is left on odd pages."""
        return self.outer if duplex and page % 2 == 0 else self.inner

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.inner - self.outer

    @property
    def text_height(self) -> float:
        """Between the margins."""
        return self.height - self.top - self.bottom


def frame_of(look: Look) -> Frame:
    """A4 with the theme's margins."""
    names = ("a4.width", "a4.height", "margin.inner", "margin.outer", "margin.top", "margin.bottom")
    return Frame(*(look.length(name) * mm for name in names))


def render(
    story: Iterable[Flowable], look: Look, *, title: str, subject: str = "", author: str = "",
    head: tuple[str, str] = ("", ""), foot: str = "", notes: Mapping[str, Flowable] | None = None,
    duplex: bool = False, numbers: bool = True,
) -> tuple[bytes, int]:  # fmt: skip
    """PDF bytes and the number of pages. `notes`: key -> paragraph, for the keys that extras of flowables name."""
    shell = Shell(title, subject, author, head, foot, numbers, duplex)
    pages = compose(story, box_of(look, shell), notes)
    return draw(pages, look, shell), len(pages)


def box_of(look: Look, shell: Shell) -> Box:
    """The text area for `compose`."""
    frame = frame_of(look)
    return Box(frame.text_width - shell.column, frame.text_width, frame.text_height)


def draw(
    pages: Sequence[Page], look: Look, shell: Shell, beside: Painter | None = None,
    place: Placer = one_by_one, pack: Pack = zlib.compress,
) -> bytes:  # fmt: skip
    """The bytes of composed pages; `beside` draws what stands in the note column of each, after the text.

    `place` says where pages lie in the file: each its own page, or two on a sheet (`builders.pdf.fold`). `pack`
    deflates a stream.
    """
    frame = frame_of(look)
    canvas = open_file(look, shell.title, shell.subject, shell.author, size=(frame.width, frame.height))
    tags = canvas.tags
    marked = ((mark.key, page.number) for page in pages for put in page.puts for mark, _ in marks(put.flow))
    canvas.answer(dict(marked), len(pages), shell.edition)

    def draw_one(page: Page) -> None:
        tags.begin_page()
        _draw_page(canvas, page, look, shell, frame)
        if beside:
            beside(canvas, page)
        tags.end_page()

    place(canvas, pages, draw_one)
    return close_file(canvas, pack)


def _draw_page(canvas: Canvas, page: Page, look: Look, shell: Shell, frame: Frame) -> None:
    left, ceiling = frame.left(page.number, shell.duplex), frame.height - frame.top
    for put in page.puts:
        bottom = ceiling - put.top - put.height
        for mark, down in marks(put.flow):
            canvas.bookmarkHorizontal(mark.key, 0, min(bottom + put.height - down + 12, frame.height))
            if not mark.hidden:
                canvas.addOutlineEntry(plain(mark.title), mark.key, level=mark.level, closed=mark.level > 0)
        draw_on(canvas, put.flow, left, bottom)
        for said in extras(put.flow).heard:
            canvas.tags.keep_place(said)
    _draw_notes(canvas, page, look, left, frame)
    if page.number not in shell.plain_pages:
        canvas.tags.running(partial(_draw_running, canvas, page, look, shell, frame, left))


def _draw_notes(canvas: Canvas, page: Page, look: Look, left: float, frame: Frame) -> None:
    """From the rule downwards. A note said again on a later page is another element: nobody hears it twice in one."""
    if not page.feet:
        return
    y = frame.bottom + page.note_height - NOTE_GAP
    canvas.setStrokeColor(color(look, "ink"))
    canvas.setLineWidth(look.size("line.hair"))
    canvas.line(left, y, left + 42 * mm, y)
    y -= NOTE_RULE
    for foot in page.feet:
        foot.flow.origin = foot.origin
        foot.flow.wrapOn(canvas, frame.text_width, 1e6)
        y -= foot.height
        with canvas.tags.right_after(foot.holder):
            draw_on(canvas, foot.flow, left, y)


def _draw_running(canvas: Canvas, page: Page, look: Look, shell: Shell, frame: Frame, left: float) -> None:
    right = left + frame.text_width
    name, size = font(look.face("head")), look.size("print.running")
    canvas.setFont(name, size)
    canvas.setFillColor(color(look, "pencil"))
    head, foot = frame.height - RUNNING - size, RUNNING
    inner_right = shell.duplex and page.number % 2 == 0
    _ends(canvas, left, right, head, shell.head[::-1] if inner_right else shell.head)
    if any(shell.head):
        canvas.setStrokeColor(color(look, "pencil"))
        canvas.setLineWidth(look.size("line.hair"))
        canvas.line(left, head - 4, right, head - 4)
    number = look.say("words.page-of", page=page.number, pages=canvas.page_count) if shell.numbers else ""
    _ends(canvas, left, right, foot, (number, shell.foot) if inner_right else (shell.foot, number))


def _ends(canvas: Canvas, left: float, right: float, y: float, texts: tuple[str, str]) -> None:
    if texts[0]:
        canvas.drawString(left, y, plain(texts[0]))
    if texts[1]:
        canvas.drawRightString(right, y, plain(texts[1]))
