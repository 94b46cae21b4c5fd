"""Flowables fall into pages, once, before anything is drawn: so page numbers are known when the first page is drawn.

Any flowable of reportlab's platypus may stand in a story. Lengths are points; `top` counts downwards from the top of
the text area. What a page needs beside the flowable itself is said by `builders.pdf.extras`.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer, Table

from builders.pdf.extras import extras, with_extras
from builders.pdf.lines import Elastic

FORGIVEN = 1e-4  # points
LEAST_ROWS = 2  # of a table, beside its head, at the foot of a page where it begins
NOTE_GAP = 8.0  # from the text to the line above the notes
NOTE_RULE = 4.0  # from that line to the first note


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


@dataclass(frozen=True)
class Box:
    """The text area of a page; `wide` is its width where no note column stands beside it."""

    width: float
    wide: float
    height: float


@dataclass
class Put:
    """A flowable that found its page: `gap` above it (none at the top), where its top is once the page is full."""

    flow: Flowable
    width: float
    height: float
    gap: float
    top: float = 0.0


@dataclass
class Page:
    """One page: what stands on it from top to bottom, and the keys of its notes in order."""

    number: int
    puts: list[Put] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    used: float = 0.0
    note_height: float = 0.0


Filler = Callable[[], Flowable]


def compose(
    story: Iterable[Flowable], box: Box, notes: Mapping[str, Flowable] | None = None, *,
    filler: Filler | None = None, first: int = 1,
) -> list[Page]:  # fmt: skip
    """The pages of a story, numbered from `first`, elastic lines grown into what room is left.

    `notes`: key -> the note as a paragraph. `filler` makes what may be put at the end of a page that stays short.
    """
    composer = _Composer(box, notes or {}, filler, first)
    composer.run(story)
    return [page for page in composer.pages if page.puts]


def height_of_notes(keys: Iterable[str], notes: Mapping[str, Flowable], width: float) -> float:
    """Points that these notes take at the foot of a page, rule and gaps included."""
    heights = [notes[key].wrapOn(None, width, 1e6)[1] for key in keys]
    return NOTE_GAP + NOTE_RULE + sum(heights) if heights else 0.0


class _Composer:
    """Fills page after page. A chain is a heading with what it must not be parted from."""

    def __init__(self, box: Box, notes: Mapping[str, Flowable], filler: Filler | None, first: int) -> None:
        self.box, self.notes, self.filler = box, notes, filler
        self.pages = [Page(first)]

    def run(self, story: Iterable[Flowable]) -> None:
        waiting = deque(story)
        while waiting:
            flow = waiting[0]
            if isinstance(flow, PageBreak | NewPage | CondPageBreak):
                self._break(waiting.popleft())
            elif isinstance(flow, Keep | KeepTogether):
                waiting.popleft()
                inner = list(flow.flows if isinstance(flow, Keep) else flow._content)
                if not self._put_all(inner):
                    self._turn()
                    if not self._put_all(inner):
                        waiting.extendleft(reversed(inner))
            else:
                self._take_chain(waiting)
        self._close()

    def _break(self, flow: Flowable) -> None:
        room = flow.room if isinstance(flow, NewPage) else getattr(flow, "height", None)
        if isinstance(flow, PageBreak) and not isinstance(flow, CondPageBreak):
            room = None
        if room is None or self._free() < room:
            self._turn_with_heads()

    def _turn_with_heads(self) -> None:
        """Begin a page; headings that would be left behind at the foot of the old one come along."""
        page, heads = self._page, []
        while page.puts and _keeps(page.puts[-1].flow):
            put = page.puts.pop()
            page.used -= put.gap + put.height
            heads.append(put.flow)
        page.notes = list(dict.fromkeys(key for put in page.puts for key in extras(put.flow).notes))
        page.note_height = height_of_notes(page.notes, self.notes, self.box.wide)
        if page.puts:
            self._turn()
        for flow in reversed(heads):
            self._put(flow)

    def _take_chain(self, waiting: deque[Flowable]) -> None:
        chain = [waiting.popleft()]
        while waiting and _keeps(chain[-1]) and not isinstance(waiting[0], PageBreak | NewPage):
            following = waiting.popleft()
            inner = following.flows if isinstance(following, Keep) else (following,)
            chain.extend(inner)
            if isinstance(following, Keep):
                break
        if self._put_all(chain):
            return
        rest = self._put_split(chain)
        if rest is None and self._page.puts:
            self._turn()
            rest = chain
        elif rest is None:
            self._put(chain[0])
            rest = chain[1:]
        waiting.extendleft(reversed(rest))

    def _put_all(self, chain: list[Flowable]) -> bool:
        """Put them all, or none."""
        page = self._page
        before = (list(page.puts), list(page.notes), page.used, page.note_height)
        for flow in chain:
            if not self._put(flow, only_if_fits=True):
                page.puts, page.notes, page.used, page.note_height = before
                return False
        return True

    def _put(self, flow: Flowable, only_if_fits: bool = False) -> bool:
        page, width = self._page, self._width(flow)
        if isinstance(flow, Spacer) and not page.puts:
            return True
        _, height = flow.wrapOn(None, width, max(self._free(), 1.0))
        gap = self._gap(flow)
        new = [key for key in dict.fromkeys(extras(flow).notes) if key not in page.notes]
        note_height = height_of_notes([*page.notes, *new], self.notes, self.box.wide) if new else page.note_height
        if only_if_fits and page.used + gap + height + note_height > self.box.height + FORGIVEN:
            return False
        page.puts.append(Put(flow, width, height, gap))
        page.used += gap + height
        page.notes += new
        page.note_height = note_height
        return True

    def _put_split(self, chain: list[Flowable]) -> list[Flowable] | None:
        """Put the heads of a chain and as much of its last as fits; what is left over, or None when nothing did."""
        *heads, last = chain
        page = self._page
        before = (list(page.puts), list(page.notes), page.used, page.note_height)
        if not all(self._put(head, only_if_fits=True) for head in heads):
            page.puts, page.notes, page.used, page.note_height = before
            return None
        parts = _split(last, self._width(last), max(self._free() - self._gap(last), 0.0), not page.puts)
        if len(parts) > 1:
            given = extras(last)
            with_extras(parts[0], **(vars(given) | {"notes": (), "heard": ()}))
            for part in parts:
                part.origin, part.goes_on = getattr(last, "origin", last), part is not parts[-1]
            for part in parts[1:]:
                last = {} if part is parts[-1] else {"notes": (), "heard": ()}
                part.extras = replace(given, mark=None, side=(), **last)
            if self._put(parts[0], only_if_fits=True):
                return parts[1:]
        page.puts, page.notes, page.used, page.note_height = before
        return None

    def _turn(self) -> None:
        if self._page.puts:
            self._close()
            self.pages.append(Page(self._page.number + 1))

    def _close(self) -> None:
        """Give what room is left to elastic lines, then to a filler; then say where each flowable stands."""
        page = self._page
        self._grow([put for put in page.puts if isinstance(put.flow, Elastic)])
        if self.filler and page.puts:
            self._put(with_extras(self.filler(), wide=extras(page.puts[-1].flow).wide))
            self._grow(page.puts[-1:])
        top = 0.0
        for put in page.puts:
            put.top = top + put.gap
            top = put.top + put.height

    def _grow(self, elastic: list[Put]) -> None:
        """A line to each in turn, until none fits or all have enough."""
        growing = list(elastic)
        while growing:
            for put in tuple(growing):
                more = put.flow.step(self._free())
                if more:
                    put.flow.grow()
                    put.height += more
                    self._page.used += more
                else:
                    growing.remove(put)

    @property
    def _page(self) -> Page:
        return self.pages[-1]

    def _free(self) -> float:
        return self.box.height - self._page.used - self._page.note_height

    def _width(self, flow: Flowable) -> float:
        return self.box.wide if extras(flow).wide else self.box.width

    def _gap(self, flow: Flowable) -> float:
        puts = self._page.puts
        return max(puts[-1].flow.getSpaceAfter(), flow.getSpaceBefore()) if puts else 0.0


def _split(flow: Flowable, width: float, height: float, alone: bool) -> list[Flowable]:
    """Its parts; a table that has the page to itself may be cut inside a row, if no other way is left."""
    parts: list[Flowable] = flow.splitOn(None, width, height)
    if len(parts) < 2 and alone and isinstance(flow, Table):
        flow.splitInRow, flow._nosplitCmds = 1, []
        parts = flow.splitOn(None, width, height)
    elif len(parts) > 1 and not alone and isinstance(flow, Table) and parts[0]._nrows < flow.repeatRows + LEAST_ROWS:
        return []
    return parts


def _keeps(flow: Flowable) -> bool:
    return bool(flow.getKeepWithNext()) or extras(flow).joined
