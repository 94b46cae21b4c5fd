"""What a flowable drew, kept for the next time: in another edition of the same pages, or after a change elsewhere.

Operators depend on the flowable alone: faces have fixed codes (`builders.pdf.face`), its place is put before them.
What it said to the tree, and the letters that it showed, are said and shown again. A flowable that looked at anything
else is drawn anew each time: a page number, the edition, its place on the page, a link, a picture.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.pdf.extras import extras
from builders.pdf.face import Face, show_again, shown_in
from builders.pdf.mending import numbers
from builders.pdf.tags import Tags, Told
from builders.pdf.tree import Area

MARK = re.compile(r"/\w+ <</MCID \d+>> BDC")
TOLD: dict[str, Callable[..., object]] = {
    "mark": Tags.mark, "enter": Tags.enter, "stands_in": Tags.stands_in, "reopen": Tags.reopen, "leave": Tags.leave,
}  # fmt: skip
OWN = "its own origin"
PASSING = frozenset({"kept", "canv", "origin", "extras", "begun", "_known"})  # no drawing depends on these


class PageCanvas(Canvas):
    """A canvas that knows what was asked of it. `places`: key of a Mark -> its page; all are known while drawing."""

    asked = False

    def answer(self, places: dict[str, int], pages: int, edition: str) -> None:
        """What flowables may ask for."""
        self._places, self._pages, self._edition = places, pages, edition

    @property
    def places(self) -> dict[str, int]:
        """Pages by the key of the Mark that stands on them."""
        self.asked = True
        return self._places

    @property
    def page_count(self) -> int:
        """All pages of the file."""
        self.asked = True
        return self._pages

    @property
    def edition(self) -> str:
        """The edition that is drawn."""
        self.asked = True
        return self._edition

    def getPageNumber(self) -> int:  # reportlab's own name
        """The page that is drawn, from 1."""
        self.asked = True
        return int(super().getPageNumber())


@dataclass(frozen=True, slots=True)
class Kept:
    """Operators between the marks of elements; `at`: where the flowable stood, for what lies below it.

    `own`: what the flowable was made of, `around`: what it found.
    """

    own: dict[str, Any]
    around: tuple[Any, ...]
    pieces: tuple[str, ...]
    told: tuple[Told, ...]
    shown: tuple[tuple[Face, str | int], ...]
    at: tuple[float, float]


def draw_on(canvas: Any, flow: Any, x: float, y: float) -> None:
    """As `flow.drawOn(canvas, x, y)`; its lower left corner, in points. May be used for what stands within another."""
    if not isinstance(canvas, PageCanvas):
        flow.drawOn(canvas, x, y)
        return
    kept, around = getattr(flow, "kept", None), _around(canvas, flow)
    if kept is not None and kept.around == around and kept.own == _own(flow):
        canvas._code += ["q", f"{numbers(1, 0, 0, 1, x, y)} cm"]
        _again(canvas, flow, kept, (canvas._currentMatrix[4] + x, canvas._currentMatrix[5] + y))
        canvas._code.append("Q")
    else:
        flow.kept = _draw(canvas, flow, around, x, y)


def _around(canvas: Any, flow: Any) -> tuple[Any, ...]:
    tags = canvas.tags
    known = id(getattr(flow, "origin", flow)) in tags.known
    return tags.muted > 0, known, extras(flow).tag, canvas._fontname, canvas._fontsize


def _own(flow: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(flow).items() if name not in PASSING}


def _draw(canvas: Any, flow: Any, around: tuple[Any, ...], x: float, y: float) -> Kept | None:
    """Draw it, and what to keep of it; None when it looked at more than itself, or said what cannot be said again."""
    tags, code, shown = canvas.tags, canvas._code, shown_in(canvas._doc)
    start, letters, forms = len(code), len(shown), len(canvas._formsinuse)
    (outer, tags.heard), (asked, canvas.asked) = (tags.heard, []), (canvas.asked, False)
    own, at = _own(flow), (canvas._currentMatrix[4] + x, canvas._currentMatrix[5] + y)
    flow.drawOn(canvas, x, y)
    told, tags.heard = tags.heard, outer
    if outer is not None:
        outer += told
    alone, canvas.asked = not canvas.asked and len(canvas._formsinuse) == forms, canvas.asked or asked
    if not alone or code[start : start + 2] != ["q", f"{numbers(1, 0, 0, 1, x, y)} cm"] or code[-1] != "Q":
        return None
    pieces = MARK.split("\n".join(code[start + 2 : -1]))
    if len(pieces) != 1 + sum(one[0] == "mark" for one in told) or any(one[0] not in TOLD for one in told):
        return None
    origin = getattr(flow, "origin", flow)
    said = tuple(("enter", one[1], OWN, *one[3:]) if one[0] == "enter" and one[2] is origin else one for one in told)
    return Kept(own, around, tuple(pieces), said, tuple(dict.fromkeys(shown[letters:])), at)


def _again(canvas: Any, flow: Flowable, kept: Kept, at: tuple[float, float]) -> None:
    tags, found = canvas.tags, [kept.pieces[0]]
    pieces, origin = iter(kept.pieces[1:]), getattr(flow, "origin", flow)
    for name, *said in kept.told:
        if name == "mark":
            found += (tags.mark(), next(pieces))
        elif name == "enter":
            tags.enter(said[0], origin if said[1] is OWN else said[1], *said[2:])
        elif name == "stands_in":
            tags.stands_in(moved(said[0], at[0] - kept.at[0], at[1] - kept.at[1]))
        else:
            TOLD[name](tags, *said)
    canvas._code.append("".join(found))
    show_again(canvas._doc, kept.shown)


def moved(area: Area, right: float, up: float) -> Area:
    """The same area, so many points away."""
    return area[0] + right, area[1] + up, area[2] + right, area[3] + up
