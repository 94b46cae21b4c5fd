"""PDFs as others meet them: as one who hears them read, and as a checker of PDF/UA-1 and PDF/A-2a sees them."""

from io import BytesIO

import pikepdf
import pytest
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pikepdf import Array, Dictionary

from course.text import normal

IN_LINE = {"Link", "Span"}  # kinds that go on in the line of their parent


class Marked(PDFTextDevice):
    """The letters of each marked content of a page; those of artifacts under None."""

    def __init__(self, manager):
        super().__init__(manager)
        self.inside, self.found = [], {}

    def begin_tag(self, tag, props=None):
        self.inside.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self):
        self.inside.pop()

    def render_string(self, textstate, seq, *_):
        number = next((mcid for mcid in reversed(self.inside) if mcid is not None), None)
        codes = [code for part in seq if not isinstance(part, int | float) for code in textstate.font.decode(part)]
        letters = "".join(map(textstate.font.to_unichr, codes))
        self.found[number] = self.found.get(number, "") + letters


def by_marks(data):
    """For each page its letters by mark."""
    manager, pages = PDFResourceManager(), []
    for page in PDFPage.get_pages(BytesIO(data)):
        device = Marked(manager)
        PDFPageInterpreter(manager, device).process_page(page)
        assert device.inside == []
        pages.append(device.found)
    return pages


def read_tree(data):
    """What each element says, in the order of the tree."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        found = []
        walk(pdf.Root.StructTreeRoot.K, None, numbers, by_marks(data), found)
        return found


def walk(kid, page, numbers, pages, found, into=None):
    """A Link or Span leaves its letters in the block around it too."""
    if isinstance(kid, Array):
        for one in kid:
            walk(one, page, numbers, pages, found, into)
    elif isinstance(kid, Dictionary):
        page = numbers[kid.Pg.objgen] if "/Pg" in kid else page
        if kid.get("/Type") == "/MCR":
            write(into, pages[page].get(int(kid.MCID), ""))
        elif "/S" in kid:
            kind = str(kid.S)[1:]
            found.append({"kind": kind, "own": "", "all": "", "around": into if kind in IN_LINE else None})
            walk(kid.get("/K", Array()), page, numbers, pages, found, found[-1])
    else:
        write(into, pages[page].get(int(kid), ""))


def write(into, letters):
    into["own"] += letters
    while into:
        into["all"] += letters
        into = into["around"]


@pytest.fixture(scope="session")
def elements():
    """(kind, its own text) of each element of a file's bytes, in the order of the tree."""
    return lambda data: [(each["kind"], each["own"]) for each in read_tree(data)]


@pytest.fixture(scope="session")
def texts(elements):
    """The texts of all elements of a kind."""
    return lambda data, kind: [normal(text) for name, text in elements(data) if name == kind]


@pytest.fixture(scope="session")
def heard():
    """(kind, text) of each block, links within it, as it is read aloud; blocks without letters of theirs left out."""
    return lambda data: [(each["kind"], normal(each["all"])) for each in read_tree(data)
                         if each["kind"] not in IN_LINE and each["all"].strip()]  # fmt: skip


@pytest.fixture(scope="session")
def unheard():
    """For each page the letters that nobody hears."""
    return lambda data: [normal(found.get(None, "")) for found in by_marks(data)]


@pytest.fixture(scope="session")
def faults():
    """What either profile refuses, as the checker names it; and marks that no reader finds, which it does not see."""
    checker = pytest.importorskip("page", reason="page-validation has no wheel for this Python")
    return lambda path: all_faults(checker, path)


def all_faults(checker, path):
    profiles = (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_2A)
    reports = [checker.validate_pdf(str(path), profile=profile) for profile in profiles]
    return [*sorted(failure.rule_id for report in reports for failure in report.failures), *lost_marks(path)]


def lost_marks(path):
    """Marked content whose page does not lead to its element, that no element holds, or that is read out of turn."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root or "/ParentTree" not in pdf.Root.StructTreeRoot:
            return ["no tree"]
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        held = held_marks(pdf)
        return [found for at, one in enumerate(pdf.pages) for found in lost_on(at, one, parents, held[one.objgen])]


def held_marks(pdf):
    """For each page its marks as elements hold them, in the order of the tree."""
    held = {one.objgen: [] for one in pdf.pages}
    for element in pdf.Root.StructTreeRoot.K:
        hold(element, held)
    return held


def hold(element, held):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array | list) else [kids]:
        if isinstance(kid, int):
            held[element.Pg.objgen].append((kid, element.objgen))
        elif kid.get("/Type") == "/MCR":
            held[kid.Pg.objgen].append((int(kid.MCID), element.objgen))
        elif "/S" in kid:
            hold(kid, held)


def lost_on(at, one, parents, held):
    number = one.get("/StructParents")
    if number is None or number not in parents:
        return [f"page {at}: no way back"]
    back = [(mark, element.objgen) for mark, element in enumerate(parents[number])]
    _, _, width, height = map(float, one.MediaBox)
    found = sorted(held) if width > height else held  # over a fold a table goes on before the notes of its first page
    return [] if found == back else [f"page {at}: {[mark for mark, _ in held]}"]
