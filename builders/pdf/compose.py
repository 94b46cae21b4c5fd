"""Flowables fall into pages, once, before anything is drawn: so page numbers are known when the first page is drawn.

Any flowable of reportlab's platypus may stand in a story. Lengths are points; `top` counts downwards from the top of
the text area. What a page needs beside the flowable itself is said by `builders.pdf.extras`.

A page is filled from the top. What is kept together, and a heading with what it heads, moves on as a whole if a page
can hold it; paragraphs and tables are cut where the page ends. Notes take their room with the mark that calls them;
those that a whole page could not hold beside their mark go on at the foot of the next.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak

from builders.pdf.extras import extras, hand_on
from builders.pdf.feet import Notes
from builders.pdf.filling import FORGIVEN, Box, Filler, Filling, Page, Put
from builders.pdf.table import Grid

__all__ = ["Box", "Keep", "NewPage", "Page", "Put", "compose"]



class NewPage(Flowable):
    """What follows begins a page, unless `room` points are still free on this one (None: always)."""

    def __init__(self, room: float | None = None) -> None:
        super().__init__()
        self.room = room


class Keep(Flowable):
    """These stay on one page if one page can hold them."""

    def __init__(self, flows: Iterable[Flowable]) -> None:
        super().__init__()
        self.flows = tuple(flows)


NOTES_BEGIN = 60.0  # points that notes need to begin where they cannot end
BREAKS = (PageBreak, NewPage, CondPageBreak)


def compose(
    story: Iterable[Flowable], box: Box, notes: Mapping[str, Flowable] | None = None, *,
    filler: Filler | None = None, first: int = 1,
) -> list[Page]:  # fmt: skip
    """The pages of a story, numbered from `first`, elastic lines grown into what room is left.

    `notes`: key -> the note as a paragraph. `filler` makes what may be put at the end of a page that stays short.
    """
    fill = Filling(box, Notes(notes or {}, box.wide), filler, first)
    _Composer(fill).run(story)
    return [page for page in fill.pages if page.puts or page.feet]


class _Composer:
    """Fills page after page. A chain is a heading with what it must not be parted from."""

    def __init__(self, fill: Filling) -> None:
        self.fill = fill

    def run(self, story: Iterable[Flowable]) -> None:
        waiting = deque(story)
        while waiting:
            if isinstance(waiting[0], BREAKS):
                self._break(waiting.popleft())
            else:
                self._take(waiting)
        while self.fill.left_over:
            self.fill.turn()
        self.fill.close()

    def _break(self, flow: Flowable) -> None:
        room = flow.room if isinstance(flow, NewPage) else getattr(flow, "height", None)
        if isinstance(flow, PageBreak) and not isinstance(flow, CondPageBreak):
            room = None
        if room is None or self.fill.free < room:
            self._turn_with_heads()

    def _turn_with_heads(self) -> None:
        """Begin a page; headings that would be left behind at the foot of the old one come along."""
        page = self.fill.page
        heads = [] if self.fill.left_over else _heads(page.puts)
        if heads:
            del page.puts[-len(heads) :]
            page.used -= sum(put.gap + put.height for put in heads)
            marked = {key for put in page.puts for key in extras(put.flow).notes}
            page.notes = [key for key in page.notes if key in marked]
            page.feet = [foot for foot in page.feet if foot.key is None or foot.key in marked]
        self.fill.turn()
        for put in heads:
            self.fill.put(put.flow)

    def _take(self, waiting: deque[Flowable]) -> None:
        """The next chain: whole, or as much of it as fits, the rest to wait for the next page."""
        chain, kept = self._chain(waiting)
        if self.fill.put_all(chain):
            return
        rest = None if kept and self._holds(chain) else self._put_split(chain)
        if rest is None and self._put_over_notes(chain):
            return
        if rest is None and self.fill.is_empty:
            rest = self._force(chain)
        elif rest is None:
            self.fill.turn()
            rest = [Keep(chain)] if kept and self._holds(chain) else chain
        waiting.extendleft(reversed(rest))

    def _chain(self, waiting: deque[Flowable]) -> tuple[list[Flowable], bool]:
        """Headings and the flowable below them, and whether all of it is kept together.

        What is kept together but higher than a page is opened. What has no height is not enough below a heading.
        """
        chain: list[Flowable] = []
        while waiting and not isinstance(waiting[0], BREAKS):
            following = waiting.popleft()
            if isinstance(following, Keep | KeepTogether):
                inner = _opened(following)
                if self._holds([*chain, *inner]):
                    return [*chain, *inner], True
                waiting.extendleft(reversed(inner))
                continue
            chain.append(following)
            if not _keeps(following) and (len(chain) == 1 or self.fill.height(following)):
                break
        return chain, False

    def _holds(self, flows: Sequence[Flowable]) -> bool:
        """Whether an empty page could hold all of them."""
        height, after = 0.0, 0.0
        for flow in flows:
            height += (max(after, flow.getSpaceBefore()) if height else 0.0) + self.fill.height(flow)
            after = flow.getSpaceAfter()
        keys = dict.fromkeys(key for flow in flows for key in extras(flow).notes)
        return height + self.fill.notes.room(keys, False) <= self.fill.box.height + FORGIVEN

    def _put_split(self, chain: Sequence[Flowable]) -> list[Flowable] | None:
        """Put the heads of a chain and as much of its last as fits; what is left over, or None when nothing did."""
        *heads, last = chain
        before = self.fill.state()
        if all(self.fill.put(head, only_if_fits=True) for head in heads):
            alone = all(_keeps(put.flow) or not put.height for put in self.fill.page.puts)
            room = self.fill.free - self.fill.gap(last)
            while room > 0:
                parts = self._parts(last, room, alone)
                if not parts:
                    break
                if len(parts) > 1 and self.fill.put(parts[0], only_if_fits=True):
                    return parts[1:]
                room = min(room, self.fill.height(parts[0])) - 1  # notes need room too
        self.fill.restore(before)
        return None

    def _put_over_notes(self, chain: Sequence[Flowable]) -> bool:
        """Put a chain whose notes no page could hold, if it leaves room for their first lines; or nothing of it."""
        *heads, last = chain
        if isinstance(last, Grid) or not extras(last).notes or self._holds(chain):
            return False
        before = self.fill.state()
        if all(self.fill.put(head, only_if_fits=True) for head in heads):
            left = self.fill.free - self.fill.gap(last) - self.fill.height(last)
            if left >= NOTES_BEGIN and not self.fill.left_over:
                return self.fill.put(last)
        self.fill.restore(before)
        return False

    def _force(self, chain: Sequence[Flowable]) -> list[Flowable]:
        """Put the first on this empty page: cut if it can be cut, too high if not. What is left over."""
        first, *rest = chain
        if self.fill.put(first, only_if_fits=True):
            return rest
        split = self._put_split([first])
        if split is None:
            self.fill.put(first)
        return [*(split or ()), *rest]

    def _parts(self, flow: Flowable, room: float, alone: bool) -> list[Flowable]:
        """What stands on this page and the rest, or nothing. `alone`: there is nothing but headings above."""
        if isinstance(flow, Grid):
            return list(flow.parted(room, room if alone else self.fill.box.height, alone))
        parts: list[Flowable] = flow.splitOn(None, self.fill.width(flow), room)
        if len(parts) > 1:
            hand_on(flow, parts)
        return parts

def _opened(flow: Keep | KeepTogether) -> list[Flowable]:
    """What is kept together, keeps within it opened too."""
    found: list[Flowable] = []
    for inner in flow.flows if isinstance(flow, Keep) else flow._content:
        found += _opened(inner) if isinstance(inner, Keep | KeepTogether) else [inner]
    return found


def _heads(puts: Sequence[Put]) -> list[Put]:
    """The headings that stand last, with what has no height among them."""
    found: list[Put] = []
    for put in reversed(puts):
        if put.height and not _keeps(put.flow):
            break
        found.insert(0, put)
    while found and not _keeps(found[0].flow):
        found.pop(0)
    return found


def _keeps(flow: Flowable) -> bool:
    return bool(flow.getKeepWithNext()) or extras(flow).joined
