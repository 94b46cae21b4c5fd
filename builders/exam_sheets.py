"""The answer sheets of a sitting, one for each person, in one file: what all share is drawn once.

On each stand a name, a number with its check digit, and two codes that say exam, copy and page: never a key, never an
order, never a person. Pages come in pieces, so that memory does not grow with the copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from assets.look import Look
from builders.answer_sheet import draw_shared
from builders.drawing import MM, up
from builders.pdf.fonts import font
from builders.pdf.raw import RawFile
from builders.qr import qr_rows
from builders.sketch import Faces, Sketch, Words
from builders.stock import HANDED, Stock
from plan.sheet import Box, Sheet
from plan.sitting import Copy, Sitting, code_text, number_text

DIGITS = "0123456789-"
NAME, LEAST, NUMBER, FOOT = 12.0, 6.0, 22.0, 8.5  # points: a name, a long one, the copy's number, the foot
NUMBER_PLACE = (134.0, 54.0)  # mm, the middle of the number's baseline
FORM_PLACE, FORM = (134.0, 68.5, 38.0, 9.0), 13.0  # mm, the frame of the form's code by its middle; points
FOOT_Y = 290.0
LIGHT = bytes.maketrans(b"\0\1", b"10")  # of a row of modules, 1 for light
LEVEL = "Q"  # of the code's error correction: a quarter of it may be lost


class Sheets:
    """Writes one file, for as many copies as there are; `sheet` is a personal one."""

    def __init__(self, sitting: Sitting, sheet: Sheet, look: Look) -> None:
        self.sitting, self.sheet, self.look = sitting, sheet, look
        self.digits = len(str(sitting.count))
        self.plain, self.bold = font(look.face("head")), font(look.face("head"), bold=True)
        self.file = RawFile()
        self.resources = self.file.reserve()
        self.faces = Faces(self.file, self._letters())
        self.stock = Stock(self.file, self.faces, look)

    def write(self, made: Iterable[Copy], title: str) -> Iterator[bytes]:
        """The file in pieces."""
        for copy in made:
            for page in range(1, self.sheet.pages + 1):
                parts = b"\n".join(self._page(copy, page))
                self.file.page(b"/Contents %d 0 R" % self.file.stream(b"", parts))
            if self.file.waiting > HANDED:
                yield self.file.take()
        self.stock.close(self.resources, title, self.sitting.id)
        yield self.file.take()

    def _page(self, copy: Copy, page: int) -> Iterator[bytes]:
        spare = copy.person is None
        shared = self.stock.page((page, spare), lambda sketch: self._shared(sketch, page, spare))
        yield b"/%b Do" % shared.name
        code = number_text(copy.number, self.digits)
        yield self._centred(self.look.say("exam.copy-label"), *NUMBER_PLACE, 9, self.plain, -NUMBER * 0.4)
        yield self._centred(code, *NUMBER_PLACE, NUMBER, self.bold)
        if self.sitting.forms:
            yield from self._form(copy.form.code)
        if copy.person:
            texts = {"name": copy.person.name, "unit": copy.person.unit, "birthday": copy.person.born}
            boxes = (box for box in self.sheet.boxes if box.page == page and texts.get(box.name))
            yield from (self._in_box(box, texts[box.name]) for box in boxes)
        said = code_text(self.sitting, copy.number, page)
        image = code_image(said)
        yield from (placed_code(image, place) for place in self.sheet.codes if place.page == page)
        foot = self.look.say("exam.foot", code=code, page=page, pages=self.sheet.pages, mark=self.sitting.id)
        yield self._centred(foot, 105.0, FOOT_Y, FOOT, self.plain)

    def _shared(self, sketch: Sketch, page: int, spare: bool) -> None:
        blueprint = self.sitting.blueprint
        draw_shared(sketch, self.sheet, blueprint, blueprint.total, self.look, page, spare=spare)

    def _form(self, code: str) -> Iterator[bytes]:
        """Which of the forms this person is given."""
        x, y, w, h = FORM_PLACE
        frame = self.stock.page("form", lambda sketch: sketch.frame(x, y, w, h, 1.2))
        yield b"/%b Do" % frame.name
        yield self._centred(self.look.say("quiz.form", code=code), x, y + 1.7, FORM, self.bold)

    def _in_box(self, box: Box, text: str) -> bytes:
        """Printed where others write by hand, below the box's label."""
        wide = self.faces.width(text, self.bold, NAME)
        size = max(LEAST, min(NAME, NAME * (box.w - 4) * MM / max(wide, 0.01)))
        return self.faces.words(Words((box.x - box.w / 2 + 2) * MM, up(box.y + 4), text, self.bold, size))

    def _centred(self, text: str, x: float, y: float, size: float, face: str, above: float = 0.0) -> bytes:
        left = x * MM - self.faces.width(text, face, size) / 2
        return self.faces.words(Words(left, up(y + above), text, face, size))

    def _letters(self) -> Mapping[str, set[str]]:
        """All that any page may hold, face by face."""
        found: dict[str, set[str]] = defaultdict(set)
        for page, spare in product(range(1, self.sheet.pages + 1), (False, True)):
            sketch = Sketch(self.look)
            self._shared(sketch, page, spare)
            for face, held in sketch.letters().items():
                found[face] |= held
        foot = self.look.say("exam.foot", code="-", page=1, pages=1, mark=self.sitting.id)
        said = (text for each in self.sitting.people for text in (each.name, each.unit, each.born))
        found[self.bold].update(DIGITS, self.look.say("quiz.form", code=""), *said)
        found[self.plain].update(DIGITS, foot, self.look.say("exam.copy-label"))
        return found


def code_image(text: str) -> bytes:
    """A QR code as a mask of one bit a module, a unit wide and high; in the page, for no other has the same."""
    rows = qr_rows(text, LEVEL)
    wide = (len(rows) + 7) // 8
    bits = b"".join(_packed(row, wide) for row in rows).hex().encode()
    return b"BI /W %d /H %d /IM true /F /AHx ID\n%b>\nEI Q" % (len(rows), len(rows), bits)


def placed_code(image: bytes, place: Box) -> bytes:
    """The code drawn over its place."""
    corner = (place.x - place.w / 2) * MM, up(place.y + place.h / 2)
    return b"q %.2f 0 0 %.2f %.2f %.2f cm %b" % (place.w * MM, place.h * MM, *corner, image)


def _packed(row: tuple[bool, ...], wide: int) -> bytes:
    """A row of bits, 0 where the mask paints (ISO 32000-1, 8.9.6.2)."""
    return int(bytes(row).translate(LIGHT).ljust(8 * wide, b"1"), 2).to_bytes(wide, "big")
