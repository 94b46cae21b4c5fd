"""Pages laid two on a side of a sheet, in the order of a booklet that is folded in the middle and stapled there.

Pages are drawn in reading order, each straight onto its half of its side, so that the structure tree runs from the
first page to the last while the sides of the file lie in printing order. Print on both sides, flipped on the short
edge.
"""

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from builders.pdf.compose import Page

FOLD = 4  # pages of a folded sheet


def sides(count: int) -> list[tuple[int, int]]:
    """The pages, from 1, left and right on each side of the sheets; `count` is a multiple of four."""
    if count % FOLD:
        raise ValueError(f"{count} pages do not fill folded sheets")
    found = []
    for first in range(1, count // 2, 2):
        last = count + 1 - first
        found += [(last, first), (first + 1, last - 1)]
    return found


def folded(canvas: Canvas, pages: Sequence[Page], draw_one: Callable[[Page], None]) -> None:
    """A placer for `builders.pdf.page.draw`; pages are numbered from 1 without gaps."""
    width, height = canvas._pagesize
    canvas.setPageSize((2 * width, height))
    laid = sides(len(pages))
    place = {number: (side, half) for side, pair in enumerate(laid) for half, number in enumerate(pair)}
    made: dict[int, tuple[list[str], list[object], list[str]]] = {}
    for page in pages:
        side, half = place[page.number]
        canvas._doc.pageCounter = side + 1
        canvas.saveState()
        canvas.translate(half * width, 0)
        draw_one(page)
        canvas.restoreState()
        made[page.number] = (canvas._code, canvas._annotationrefs, canvas._formsinuse)
        canvas._startPage()
    for side, pair in enumerate(laid):
        canvas._doc.pageCounter = side + 1
        canvas._code = [code for number in pair for code in made[number][0]]
        canvas._annotationrefs = [one for number in pair for one in made[number][1]]
        canvas._formsinuse = [name for number in pair for name in made[number][2]]  # its pictures
        canvas.showPage()
