"""What a flowable drew, kept for the next time: in another edition of the same pages, or after a change elsewhere.

Operators depend on the flowable alone: faces have fixed codes (`builders.pdf.face`), its place is put before them.
What it said to the tree, and the letters that it showed, are said and shown again, if what it looked up (the page of a
place, the edition) is what it was. What puts a picture into the file is drawn anew each time.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from builders.pdf.extras import extras
from builders.pdf.face import Face, show_again, shown_in
from builders.pdf.mending import numbers
from builders.pdf.tags import Tags, Told
from builders.pdf.tree import STEADY, Area

MARK = re.compile(r"/\w+ <</MCID \d+>> BDC")
TOLD: dict[str, Callable[..., object]] = {
    "mark": Tags.mark, "enter": Tags.enter, "stands_in": Tags.stands_in, "reopen": Tags.reopen, "leave": Tags.leave,
    "enter_link": Tags.enter_link, "lead": Tags.lead,
}  # fmt: skip
TIMES = 3  # kept of a flowable: the head of a table is heard once and stands on other pages; two editions differ
LINKS = ("linkURL", "linkRect")
KNOWN = frozenset({*TOLD, *LINKS})
EDITION, PAGES, NUMBER = "?edition", "?pages", "?number"  # beside keys of Marks, which begin with a letter
OWN = "its own origin"
PASSING = frozenset({"kept", "canv", "origin", "extras", "begun", "_known", "_within", "_loose", "_ends", "_cuts"})
"""Of a flowable; no drawing depends on them."""


class Places:
    """Keys of Marks and the pages on which they stand; who looks one up is heard."""

    def __init__(self, pages: dict[str, int], asked: list[tuple[str, object]]) -> None:
        self.pages, self.asked = pages, asked

    def get(self, key: str) -> int | None:
        """None for a place that this edition has not."""
        found = self.pages.get(key)
        self.asked.append((key, found))
        return found

    def __getitem__(self, key: str) -> int:
        found = self.pages[key]
        self.asked.append((key, found))
        return found


class PageCanvas(Canvas):
    """A canvas that knows what was asked of it. `places`: key of a Mark -> its page; all are known while drawing."""

    def answer(self, places: dict[str, int], pages: int, edition: str) -> None:
        """What flowables may ask for; call once, before anything is drawn."""
        self._page_count, self._edition = pages, edition
        self.places = Places(places, [])

    @property
    def asked(self) -> list[tuple[str, object]]:
        """Questions and answers since the file was opened."""
        return self.places.asked

    def still(self, asked: Iterable[tuple[str, object]]) -> bool:
        """Whether all answers are the same now; they are heard as if they had been asked for."""
        others = {EDITION: self._edition, PAGES: self._page_count, NUMBER: self._pageNumber}
        if any(others.get(key, self.places.pages.get(key)) != answer for key, answer in asked):
            return False
        self.asked.extend(asked)
        return True

    @property
    def page_count(self) -> int:
        """All pages of the file."""
        self.asked.append((PAGES, self._page_count))
        return self._page_count

    @property
    def edition(self) -> str:
        """The edition that is drawn."""
        self.asked.append((EDITION, self._edition))
        return self._edition

    def getPageNumber(self) -> int:  # reportlab's own name
        """The page that is drawn, from 1."""
        self.asked.append((NUMBER, self._pageNumber))
        return int(self._pageNumber)

    def linkURL(self, url: str, rect: Area, relative: int = 0, **more: Any) -> None:  # reportlab's own name
        """Letters that lead to an address."""
        self._link("linkURL", url, rect, relative, more)

    def linkRect(self, contents: str, destinationname: str, Rect: Area, relative: int = 1, **more: Any) -> None:
        """Letters that lead to a place of this file."""
        self._link("linkRect", (contents, destinationname), Rect, relative, more)

    def _link(self, name: str, target: Any, rect: Area, relative: int, more: dict[str, Any]) -> None:
        place = self._absRect(rect, relative)
        self.tags.tell(name, target, place, more)
        area = tuple(round(value + STEADY, 3) for value in place)
        if name == "linkURL":
            super().linkURL(target, area, relative=0, **more)
        else:
            super().linkRect(*target, area, relative=0, **more)


@dataclass(frozen=True, slots=True)
class Kept:
    """Operators between the marks of elements; `at`: where the flowable stood, for what lies below it.

    `own`: what the flowable was made of, `around`: what it found, `asked`: what it looked up, with the answers.
    """

    own: dict[str, Any]
    around: tuple[Any, ...]
    asked: tuple[tuple[str, object], ...]
    pieces: tuple[str, ...]
    told: tuple[Told, ...]
    shown: tuple[tuple[Face, str | int], ...]
    at: tuple[float, float]


def draw_on(canvas: Any, flow: Any, x: float, y: float) -> None:
    """As `flow.drawOn(canvas, x, y)`; its lower left corner, in points. May be used for what stands within another."""
    if not isinstance(canvas, PageCanvas):
        flow.drawOn(canvas, x, y)
        return
    kept, around, own = getattr(flow, "kept", ()), _around(canvas, flow), _own(flow)
    again = None
    for one in kept:
        if one.around == around and one.own == own and (not one.asked or canvas.still(one.asked)):
            again = one
            break
    if again:
        canvas._code += ["q", f"{numbers(1, 0, 0, 1, x, y)} cm"]
        _again(canvas, flow, again, (canvas._currentMatrix[4] + x, canvas._currentMatrix[5] + y))
        canvas._code.append("Q")
    else:
        drawn = _draw(canvas, flow, own, around, x, y)
        flow.kept = (drawn, *kept[: TIMES - 1]) if drawn else ()


def _around(canvas: Any, flow: Any) -> tuple[Any, ...]:
    tags = canvas.tags
    known = id(getattr(flow, "origin", flow)) in tags.known
    return tags.muted > 0, known, extras(flow).tag, canvas._fontname, canvas._fontsize


def _own(flow: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(flow).items() if name not in PASSING}


def _draw(
    canvas: Any, flow: Any, own: dict[str, Any], around: tuple[Any, ...], x: float, y: float
) -> Kept | None:  # fmt: skip
    """Draw it, and what to keep of it; None when it looked at more than itself, or said what cannot be said again."""
    tags, code, shown = canvas.tags, canvas._code, shown_in(canvas._doc)
    start, letters, forms, asked = len(code), len(shown), len(canvas._formsinuse), len(canvas.asked)
    outer, tags.heard = tags.heard, []
    at = (canvas._currentMatrix[4] + x, canvas._currentMatrix[5] + y)
    flow.drawOn(canvas, x, y)
    told, tags.heard = tags.heard, outer
    if outer is not None:
        outer += told
    drawn, place = code[start:], ["q", f"{numbers(1, 0, 0, 1, x, y)} cm"]
    if len(canvas._formsinuse) != forms or drawn[:2] != place or drawn[-1] != "Q":
        return None
    pieces = MARK.split("\n".join(drawn[2:-1]))
    if len(pieces) != 1 + sum(one[0] == "mark" for one in told) or any(one[0] not in KNOWN for one in told):
        return None
    origin = getattr(flow, "origin", flow)
    said = tuple(("enter", one[1], OWN, *one[3:]) if one[0] == "enter" and one[2] is origin else one for one in told)
    questions = tuple(dict.fromkeys(canvas.asked[asked:]))
    return Kept(own, around, questions, tuple(pieces), said, tuple(dict.fromkeys(shown[letters:])), at)


def _again(canvas: Any, flow: Flowable, kept: Kept, at: tuple[float, float]) -> None:
    tags, found = canvas.tags, [kept.pieces[0]]
    pieces, origin = iter(kept.pieces[1:]), getattr(flow, "origin", flow)
    for told in kept.told:
        name = told[0]
        if name == "mark":
            found += (tags.mark(), next(pieces))
        elif name == "leave":
            tags.leave()
        elif name == "enter":
            _, kind, of, alt, scope, span = told
            tags.enter(kind, origin if of is OWN else of, alt, scope, span)
        elif name == "stands_in":
            tags.stands_in(moved(told[1], at[0] - kept.at[0], at[1] - kept.at[1]))
        elif name in LINKS:
            canvas._link(name, told[1], moved(told[2], at[0] - kept.at[0], at[1] - kept.at[1]), 0, told[3])
        else:
            TOLD[name](tags, *told[1:])
    tags.link = None
    tags.links.clear()
    text = "".join(found)
    canvas._code += [text] if text else []
    show_again(canvas._doc, kept.shown)


def moved(area: Area, right: float, up: float) -> Area:
    """The same area, so many points away."""
    return area[0] + right, area[1] + up, area[2] + right, area[3] + up
