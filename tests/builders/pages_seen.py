"""Pages as the eye meets them, read from a file with pdfium: pieces of text and drawings with their boxes and marks.

Points from the lower left corner of a page; a folded booklet's sides are cut in the middle and put in reading order.
The structure tree is read with pikepdf: which element a mark belongs to, on which page.
"""

import ctypes
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

SHALLOW = 2.0  # points; what is thinner is a line


@dataclass(frozen=True)
class Piece:
    """Text shown at once, or a drawing (`text` None). `mark` is its number in the tree, None for an artifact."""

    text: str | None
    left: float
    bottom: float
    right: float
    top: float
    baseline: float = 0.0
    size: float = 0.0
    font: str = ""
    mark: int | None = None
    element: "Part | None" = None


@dataclass
class Part:
    """An element: `kind`, `path` of the kinds around it, what of it stands where: (page, mark), pages from 0."""

    kind: str
    path: tuple[str, ...]
    marks: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Seen:
    """A page: its number from 0, its width, what stands on it."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def texts(self):
        """The pieces that are letters."""
        return [piece for piece in self.pieces if piece.text is not None and piece.text.strip()]

    @property
    def lines(self):
        """Drawings that are thin lines across."""
        drawn = [one for one in self.pieces if one.text is None]
        return [one for one in drawn if one.top - one.bottom < SHALLOW < one.right - one.left]


def pages_of(data, order=None):
    """The pages of a file's bytes; `order`: for each side its two pages, counted from 1, where sides are cut in two."""
    parts = elements_of(data)
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document):
        width, height = page.get_size()
        pieces = list(_pieces(page, number, parts))
        if order is None:
            found.append(Seen(number, width, height, pieces))
            continue
        for half, at in enumerate(order[number]):
            here = [one for one in pieces if (one.left + one.right > width) == bool(half)]
            found.append(Seen(at - 1, width / 2, height, [_moved(one, half * width / 2) for one in here]))
    return sorted(found, key=lambda seen: seen.number)


def _moved(one, by):
    values = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return Piece(**values | {"left": one.left - by, "right": one.right - by})


def _pieces(page, number, parts):
    letters = raw.FPDFText_LoadPage(page.raw)
    numbers = [ctypes.c_float() for _ in range(4)]
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        one = raw.FPDFPage_GetObject(page.raw, at)
        raw.FPDFPageObj_GetBounds(one, *numbers)
        left, bottom, right, top = (value.value for value in numbers)
        mark = raw.FPDFPageObj_GetMarkedContentID(one)
        known = {"mark": mark if mark >= 0 else None, "element": parts.get((number, mark))}
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT:
            yield Piece(_text(one, letters), left, bottom, right, top, *_face(one), **known)
        else:
            yield Piece(None, left, bottom, right, top, **known)
    raw.FPDFText_ClosePage(letters)


def _text(one, letters):
    length = raw.FPDFTextObj_GetText(one, letters, None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    raw.FPDFTextObj_GetText(one, letters, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0").replace("\ufffe", "-").replace("\x02", "-")


def _face(one):
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(one, matrix)
    raw.FPDFTextObj_GetFontSize(one, size)
    name = ctypes.create_string_buffer(80)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(one), name, 80)
    return matrix.f, round(size.value, 2), name.value.decode()


def elements_of(data):
    """(page, mark) -> its element; pages as they lie in the file, from 0."""
    found = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        _walk(pdf.Root.StructTreeRoot.K, None, (), None, numbers, found)
    return found


def _walk(kid, page, path, part, numbers, found):
    if isinstance(kid, pikepdf.Array):
        for one in kid:
            _walk(one, page, path, part, numbers, found)
    elif isinstance(kid, pikepdf.Dictionary):
        page = numbers[kid.Pg.objgen] if "/Pg" in kid else page
        if kid.get("/Type") == "/MCR":
            _hold(part, numbers[kid.Pg.objgen], int(kid.MCID), found)
        elif "/S" in kid:
            kind = str(kid.S)[1:]
            made = part if kind in ("Link", "Span", "Reference") and part else Part(kind, path)
            _walk(kid.get("/K", pikepdf.Array()), page, (*path, kind), made, numbers, found)
    else:
        _hold(part, page, int(kid), found)


def _hold(part, page, mark, found):
    found[page, mark] = part
    part.marks.append((page, mark))


def by_element(pages):
    """Each element that says something, with its pieces, page by page."""
    found = defaultdict(lambda: defaultdict(list))
    kept = {}
    for page in pages:
        for piece in page.texts:
            if piece.element:
                kept[id(piece.element)] = piece.element
                found[id(piece.element)][page.number].append(piece)
    return [(kept[key], dict(pieces)) for key, pieces in found.items()]
