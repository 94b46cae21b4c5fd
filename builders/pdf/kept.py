"""What a flowable drew, kept for the next time: in another edition of the same pages, or after a change elsewhere.

Operators depend on the flowable alone: faces have fixed codes (`builders.pdf.face`), its place is put before them.
What it said to the tree, and the letters that it showed, are said and shown again. A flowable that looked at anything
else is drawn anew each time: a page number, the edition, its place on the page, a link, a picture.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.pdf.face import Face, Shown, show_again, shown_in
from builders.pdf.tags import Tags, Told
from builders.pdf.tree import Area

MARK = re.compile(r"/\w+ <</MCID \d+>> BDC")
TOLD: dict[str, Callable[..., object]] = {
    "mark": Tags.mark, "enter": Tags.enter, "stands_in": Tags.stands_in, "reopen": Tags.reopen, "leave": Tags.leave,
}  # fmt: skip
OWN = "its own origin"


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
    """Operators between the marks of elements; `at`: where the flowable stood, for what lies below it."""

    state: tuple[Any, ...]
    pieces: tuple[str, ...]
    told: tuple[Told, ...]
    shown: tuple[tuple[Face, str | int], ...]
    at: tuple[float, float]


def draw_on(canvas: Any, flow: Any, x: float, y: float) -> None:
    """As `flow.drawOn(canvas, x, y)`; its lower left corner, in points."""
    if not hasattr(flow, "width"):
        flow.drawOn(canvas, x, y)  # a kind of reportlab's own that does not tell its size
        return
    state, kept = _state(canvas, flow), getattr(flow, "kept", None)
    at = canvas._currentMatrix[4] + x, canvas._currentMatrix[5] + y
    place = ["q", f"{fp_str(1, 0, 0, 1, x, y)} cm"]
    if kept is not None and kept.state == state:
        canvas._code += place
        _again(canvas, flow, kept, at)
        canvas._code.append("Q")
    else:
        code, shown = canvas._code, shown_in(canvas._doc)
        start, letters, forms = len(code), len(shown), len(canvas._formsinuse)
        canvas.asked, canvas.tags.heard = False, []
        flow.drawOn(canvas, x, y)
        told, canvas.tags.heard = canvas.tags.heard, None
        alone = not canvas.asked and len(canvas._formsinuse) == forms
        alone = alone and code[start : start + 2] == place and code[-1] == "Q"
        drawn = "\n".join(code[start + 2 : -1])
        flow.kept = _keep(flow, drawn, told, state, shown[letters:], at) if alone else None


def _state(canvas: Any, flow: Any) -> tuple[Any, ...]:
    """What may differ between two times that the same flowable is drawn."""
    origin, tags = getattr(flow, "origin", flow), canvas.tags
    return flow.width, flow.height, tags.muted > 0, id(origin) in tags.known, canvas._fontname, canvas._fontsize


def _keep(
    flow: Flowable, drawn: str, told: list[Told], state: tuple[Any, ...], shown: Shown, at: tuple[float, float]
) -> Kept | None:
    """What it drew and said; None when that is more than can be said again."""
    pieces = MARK.split(drawn)
    if len(pieces) != 1 + sum(one[0] == "mark" for one in told) or any(one[0] not in TOLD for one in told):
        return None
    origin = getattr(flow, "origin", flow)
    own = tuple(("enter", one[1], OWN, *one[3:]) if one[0] == "enter" and one[2] is origin else one for one in told)
    return Kept(state, tuple(pieces), own, tuple(dict.fromkeys(shown)), at)


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
