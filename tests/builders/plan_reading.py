"""What a person should hear of a handout, from the plan and the labels alone: each text of the document, in order.

No maker is asked. `Said.kind` is the coarse kind of an element: H for any heading, P, Lbl, LBody, TH, TD, Figure. A
footnote is heard right after what carries its number, so that `said` gives the numbers and `Hearing.notes` the words.
Numbers of pages are not of the plan: `to` names the place whose page a text gives, `mark` is such a place.
What the trainer is told stands where the plan has it: after the blocks that it goes with.
"""

from dataclasses import dataclass, replace

from course.text import Para
from plan.phrases import by_source, paragraphs_of, published, remarks_on, source_name
from plan.shown import ranges

DOT = " \u00b7 "


@dataclass(frozen=True)
class Said:
    """One text; `notes` are the numbers of the footnotes heard after it. `aside` counts what the trainer is told."""

    kind: str
    text: str
    notes: tuple[int, ...] = ()
    mark: str | None = None
    to: str | None = None
    aside: int | None = None


@dataclass
class Aside:
    """What the trainer is told beside the text: `anchor` is the place in the hearing beside which it stands."""

    number: int
    heading: str
    flow: tuple
    about: str
    anchor: int
    rank: int
    is_fixed: bool = False
    slides: tuple = ()


def letters(spans):
    """The letters of spans, or of a text."""
    return spans if isinstance(spans, str) else "".join(span.text for span in spans)


class Hearing:
    """`edition` is the name of an edition; `moved` are the asides without room, `columns` the most of a table."""

    def __init__(self, look, edition, slides=None, moved=frozenset(), away=None, columns=99):
        self.say, self.edition, self.slides, self.columns, self.look = look.say, edition, slides or {}, columns, look
        self.moved, self.away, self.told, self.all_told = moved, away or {}, [], []
        self.notes, self.known, self.met = [], {}, set()
        self.found, self.has_more = [], bool(moved)

    @property
    def is_trainer(self):
        """Whether the trainer's words are heard."""
        return self.edition == "trainer"

    def add(self, kind, text, notes=(), **more):
        """One text more; `notes` are citations, or nothing."""
        number = self.number(notes)
        text = f"{text} {number}" if number else text
        self.found.append(Said(kind, text, (number,) if number else (), **more))

    def blank(self):
        """A place to write in."""
        self.add("Figure", self.say("ear.write"))

    def points(self, items, ordered=False, notes=()):
        """A list."""
        for at, item in enumerate(items, 1):
            self.add("Lbl", f"{at}." if ordered else "\u2022")
            self.add("LBody", letters(item), notes if at == len(items) else ())

    def flow(self, flow, notes=()):
        """Paragraphs and lists; the citations stand at their end."""
        for at, part in enumerate(flow, 1):
            own = notes if at == len(flow) else ()
            if isinstance(part, Para):
                self.add("P", letters(part.spans), own)
            else:
                self.points(part.items, part.ordered, own)

    def table(self, head, rows, numbered=False):
        """Cells are lists of (kind, text, citations); told row by row where the edition has no room for them."""
        if len(head) <= self.columns:
            for title in head:
                self.add("TH", title)
            for row in rows:
                for one in row:
                    self.cell(one)
            return
        for row in rows:
            pairs = list(zip(([("TH", title, ())] for title in head), row, strict=False))
            for pair in [(row[0], row[1]), *pairs[2:]] if numbered else pairs:
                for one in pair:
                    self.cell(one)

    def cell(self, parts):
        """One cell."""
        for kind, text, notes in parts:
            self.add(kind, text, notes)

    def td(self, value):
        """The cell of a value, or a place to write one in."""
        return [("TD", letters(value), ())] if value else [("Figure", self.say("ear.write"), ())]

    def number(self, notes):
        """The footnote of these citations: within a lesson the same keep their number."""
        if not notes:
            return None
        known = tuple((note.source.id, note.paragraph, note.by_hand, note.doubt) for note in notes)
        if known not in self.known:
            new = {note.source.id for note in notes if note.source.role == "main"} - self.met
            self.met |= new
            text = self.cited(notes, new)
            self.notes.append(text if text.endswith(".") else text + ".")
            self.known[known] = len(self.notes)
        return self.known[known]

    def cited(self, notes, full=()):
        """Where it comes from: each source once, in `full` with title and day; with title too where no paragraph is."""
        said = ""
        for cited in by_source(notes):
            source, is_full = cited.source, cited.source.id in full
            title = self.titled(source.title) if is_full or not cited.paragraphs else ""
            parts = (source_name(source), title, published(source) if is_full else "",
                     paragraphs_of(cited.paragraphs, self.look), *remarks_on(cited, self.look))  # fmt: skip
            said += " " if said.endswith(".") else "; " if said else ""
            said += ", ".join(dict.fromkeys(filter(None, parts)))
        return said

    def titled(self, title):
        """A title in quotation marks, unless it has some."""
        return title if self.say("words.quote-open") in title else self.say("document.title", title=title)

    def quoted(self, words):
        """Exact words in quotation marks, unless they begin with one."""
        opened, closed = self.say("words.quote-open"), self.say("words.quote-close")
        return words if words.startswith(opened) else opened + words + closed

    def minutes(self, minutes):
        """So many minutes, or nothing."""
        return self.say("words.minutes", minutes=minutes) if minutes else ""

    def beside(self, heading, flow, about, anchor, rank=1, is_fixed=False, slides=()):
        """What the trainer is told, heard here; where there was no room beside the text, a word of where it stands."""
        if not self.is_trainer:
            return
        aside = Aside(len(self.told), heading, flow, about, anchor, rank, is_fixed, slides)
        self.told.append(aside)
        start = len(self.found)
        if aside.number in self.away:
            self.footed(*self.away[aside.number])
        else:
            self.add("P", heading)
            if aside.number in self.moved:
                self.add("P", self.say("handout.trainer-notes.ref", page="{page}"), to=f"moved-{aside.number}")
            else:
                self.flow(flow)
        self.found[start:] = [replace(said, aside=aside.number) for said in self.found[start:]]

    def footed(self, numbers, words):
        """Asides of a page without note column are said in one line at its foot: the first says them all."""
        if numbers:
            ends = [f"moved-{aside.number}" for aside in self.in_sight() if aside.number in numbers and aside.flow]
            where = self.say("handout.trainer-notes.ref", page="{page}") if ends else ""
            self.add("P", ". ".join(filter(None, (words, where))), to=" ".join(ends))

    def worded(self, asides):
        """Their headings in one line; where that has no room their hours, or the first hour, with all slides."""
        hours = [aside.heading.partition(DOT)[0] for aside in asides if DOT in aside.heading or not aside.slides]
        slides = self.slides_of([number for aside in asides for number in aside.slides])
        brief = [DOT.join(filter(None, ("; ".join(some), slides))) for some in (hours, hours[:1])]
        return "; ".join(aside.heading for aside in asides), *brief, slides

    def in_sight(self):
        """All asides in the order in which they stand beside the text."""
        return sorted(self.all_told or self.told, key=lambda aside: (aside.anchor, aside.rank))

    def slides_of(self, numbers):
        """The slides that show it, or nothing."""
        return self.say("handout.slides", numbers=ranges(numbers)) if numbers else ""
