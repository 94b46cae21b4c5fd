"""The booklets of a sitting, an order of its own for each person, in one file: each question drawn once an order.

A copy is nothing but places: which stamp stands where, its number, its person. Pages come in pieces, so that memory
does not grow with the copies. Nothing here knows a key.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from assets.look import Look
from builders.booklet import BOTTOM, DENSITIES, FOOT, HEAD_ROOM, NEXT_TOP, STRETCH, draw_head
from builders.drawing import MM, POINT, gap_between, up
from builders.pdf.fonts import font
from builders.pdf.raw import RawFile
from builders.question_blocks import end_block, question_blocks, rule_block
from builders.quiz_head import LEFT, RIGHT, Heading
from builders.quiz_type import Block, Row, Run, Setter, baseline, pieces
from builders.sketch import Faces, Sketch, Stamp, Words
from builders.stock import HANDED, Piece, Stock, placed
from plan.form import KINDS, Form, FormQuestion, question_of
from plan.measure import balance
from plan.sitting import Copy, Sitting, number_text

DIGITS = "0123456789"
WIDEST = 88  # the number for which room is left before a question; its own is stamped there
NAME, LEAST = 10.5, 6.0  # points of a name, and of one that is long
FRAME = 31.0  # mm inside the frame of the copy's number
SHARES = ((92.0, 5.0), (40.0, 5.0), (132.0, 12.6))  # mm of the lines for name, number, unit; from the row of the frame


class Booklets:
    """Lays out and writes one file, for as many copies as there are."""

    def __init__(self, sitting: Sitting, heading: Heading, look: Look, setter: Setter) -> None:
        self.sitting, self.heading, self.look, self.setter = sitting, heading, look, setter
        self.density, self.digits = DENSITIES[-1], len(str(sitting.count))
        self.plain, self.bold = font(look.face("head")), font(look.face("head"), bold=True)
        self.file = RawFile()
        self.resources = self.file.reserve()
        self.top = draw_head(Sketch(look), heading, sitting.blueprint, "", 9, look, setter)
        self.taken, self.full = (self.top - NEXT_TOP) / POINT, (BOTTOM - NEXT_TOP) / POINT
        self.faces = Faces(self.file, self._letters())
        self.stock = Stock(self.file, self.faces, look)
        self.numbers: dict[int, Stamp] = {}

    def write(self, made: Iterable[Copy], title: str) -> Iterator[bytes]:
        """The file in pieces."""
        for copy in made:
            self._copy(copy)
            if self.file.waiting > HANDED:
                yield self.file.take()
        self.stock.close(self.resources, title, self.sitting.id)
        yield self.file.take()

    def _copy(self, copy: Copy) -> None:
        whole, gap = list(self._pieces(copy.form)), self.density.gap
        heights = [piece.height for piece in whole]
        counts = balance([heights[0] + self.taken + gap, *heights[1:]], self.full, gap)
        code, pages = number_text(copy.number, self.digits), len(counts)
        for page, (count, end) in enumerate(zip(counts, accumulate(counts), strict=True), 1):
            parts = self._head(copy, code, pages) if page == 1 else []
            parts.append(self._column(whole[end - count : end], self.top if page == 1 else NEXT_TOP))
            parts.append(self._foot(code, page, pages))
            self.file.page(b"/Contents %d 0 R" % self.file.stream(b"", b"\n".join(parts)))
        if pages % 2:
            self.file.page(b"/Contents []")  # printed on both sides, the next copy begins on a sheet of its own

    def _column(self, shown: list[Piece], top: float) -> bytes:
        room = (BOTTOM - top) / POINT
        gap = gap_between([piece.height for piece in shown], room, self.density.gap * STRETCH)
        return placed(shown, LEFT * MM, up(top), gap)

    def _pieces(self, form: Form) -> Iterator[Piece]:
        """Part by part; a part's rule stays with its first question, a number with its question."""
        for part, (kind, questions) in enumerate(form.parts, 1):
            before: Stamp | None = self._rule(kind, part if len(form.parts) > 1 else 0)
            for each in questions:
                number, asked = self._number(each.number), self._question(each)
                first = asked[0]
                if before is None:
                    yield Piece(((number, 0.0), (first, 0.0)), first.height)
                else:
                    above = before.height
                    yield Piece(((before, 0.0), (number, above), (first, above)), above + first.height)
                    before = None
                for stamp in asked[1:]:
                    yield Piece(((stamp, 0.0),), stamp.height)
        (end,) = self.stock.blocks("end", lambda: [end_block(self.look, self.setter, self.density)])
        yield Piece(((end, 0.0),), end.height)

    def _rule(self, kind: str, part: int) -> Stamp:
        return self.stock.blocks((kind, part), lambda: [self._told(kind, part)])[0]

    def _told(self, kind: str, part: int) -> Block:
        return rule_block(kind, part, self.look, self.setter, self.density)

    def _number(self, number: int) -> Stamp:
        if number not in self.numbers:
            self.numbers[number] = self.stock.blocks(number, lambda: [self._numbered(number)])[0]
        return self.numbers[number]

    def _numbered(self, number: int) -> Block:
        """The number alone, where the question's first row has its own."""
        size = self.look.size("exam.text")
        face = font(self.look.face("text"), bold=True)
        label = f"{self.look.say('words.question-number', number=number)}."
        return (Row(self.density.lead, baseline(size, self.density.lead), (Run(0, label, face, size),)),)

    def _question(self, each: FormQuestion) -> tuple[Stamp, ...]:
        key = each.question.id, each.order
        return self.stock.kept.get(key) or self.stock.blocks(key, lambda: self._asked(each))

    def _asked(self, each: FormQuestion) -> Iterator[Block]:
        """The blocks of a question without its number; none is higher than what a page holds below the head."""
        wide = replace(each, number=WIDEST)
        (first, *rows), *rest = question_blocks(wide, self.look, self.setter, self.density)
        bare = (replace(first, runs=first.runs[1:]), *rows)
        for block in (bare, *rest):
            yield from pieces(block, self.full - self.taken - self.density.gap)

    def _head(self, copy: Copy, code: str, pages: int) -> list[bytes]:
        """What the first page says of copy and person, over the head that all copies share."""
        made = self.stock.page(("head", pages), lambda sketch: draw_head(
            sketch, self.heading, self.sitting.blueprint, "", pages, self.look, self.setter))  # fmt: skip
        row = self.top - HEAD_ROOM
        text = self.look.say("exam.copy", code=code)
        size = self._fitting(text, FRAME, 13)
        middle = (RIGHT - 18) * MM - self.faces.width(text, self.bold, size) / 2
        written = [Words(middle, up(row + 6.7), text, self.bold, size)]
        if copy.person:
            texts = (copy.person.name, copy.person.number, copy.person.unit)
            written += [self._on_line(at, value, row) for at, value in enumerate(texts) if value]
        return [b"/%b Do" % made.name, *map(self.faces.words, written)]

    def _on_line(self, at: int, text: str, row: float) -> Words:
        """A person's words on the dotted line of that place."""
        label = self.look.say(("quiz.name", "quiz.candidate", "quiz.unit")[at])
        share, down = SHARES[at]
        start = (SHARES[0][0] if at == 1 else 0.0) + self.faces.width(f"{label}: ", self.plain, 10) / MM
        size = self._fitting(text, share - start % SHARES[0][0] - 3, NAME)
        return Words((LEFT + start + 1) * MM, up(row + down), text, self.bold, size)

    def _fitting(self, text: str, room: float, size: float) -> float:
        """The size at which a text stands in so many mm."""
        return max(LEAST, min(size, size * room * MM / max(self.faces.width(text, self.bold, size), 0.01)))

    def _foot(self, code: str, page: int, pages: int) -> bytes:
        text = self.look.say("exam.foot", code=code, page=page, pages=pages, mark=self.sitting.id)
        left = (LEFT + RIGHT) / 2 * MM - self.faces.width(text, self.plain, 9) / 2
        return self.faces.words(Words(left, up(FOOT), text, self.plain, 9))

    def _letters(self) -> Mapping[str, set[str]]:
        """All that any page may hold, face by face."""
        head = Sketch(self.look)
        draw_head(head, self.heading, self.sitting.blueprint, "", 9, self.look, self.setter)
        found: dict[str, set[str]] = defaultdict(set, head.letters())
        for run in (run for block in self._all_blocks() for row in block for run in row.runs):
            found[run.face].update(run.text)
        labels = (self.look.say("exam.copy", code="-"), self.look.say("exam.foot", code="-", page=1, pages=1, mark=""))
        said = (text for person in self.sitting.people for text in (person.name, person.unit, person.number))
        found[self.bold].update(*labels, *said)
        found[self.plain].update(self.sitting.id, *labels)
        return {face: held | set(DIGITS) for face, held in found.items()}

    def _all_blocks(self) -> Iterator[Block]:
        yield end_block(self.look, self.setter, self.density)
        yield self._numbered(0)
        for item in self.sitting.items:
            asked = question_of(item)
            each = FormQuestion(WIDEST, asked, tuple(range(len(asked.options))))
            yield from question_blocks(each, self.look, self.setter, self.density)
            yield from (self._told(asked.kind, part) for part in (0, len(KINDS)))
