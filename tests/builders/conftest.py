"""PDFs as others meet them: as one who hears them read, and as checkers see them: PDF/UA-1, PDF/A-2a, and sense."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pikepdf import Array, Dictionary

from course.text import normal

sys.path.insert(0, str(Path(__file__).parent))
from every_pdf import BATCHES, write_all  # the makers' files of several courses, beside this file

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
def notice(faults, remarks):
    """Which judges notice something in a file: the standards' checker, our walk through the marks, `outloud`."""

    def judges(path):
        found = faults(path)
        walked = [one for one in found if one.startswith(("page ", "no tree"))]
        seen = {"standards": len(found) > len(walked), "walk": bool(walked), "outloud": bool(remarks(path))}
        return {judge for judge, noticed in seen.items() if noticed}

    return judges


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Name -> file of every PDF that the project makes of several courses and sittings: `bundled/handout.pdf`."""
    return write_all(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def printed(made):
    """All of them but the batches of a sitting."""
    return {name: path for name, path in made.items() if path.name not in BATCHES}


@pytest.fixture(scope="session")
def remarks():
    """(rule, words) of each place that `outloud` remarks in a file; digits are `#`, so that pages may move."""
    checker = pytest.importorskip("outloud", reason="outloud is not here")
    return lambda path: sorted(place for found in checker.check(str(path)).findings for place in places(path, found))


def places(path, found):
    """The line of each box of a finding, after the kinds of its elements; else the beginning of its evidence."""
    lines = lines_at(path, found.boxes) if len(found.boxes) == found.count else []
    words = lines or [(found.evidence or found.message).split("; ")[0]]
    return [(found.rule, re.sub(r"\d+", "#", line)) for line in words]


def lines_at(path, boxes):
    """What stands in boxes that are exactly a line each; nothing when one is not. `Note: Báo Hà Tĩnh`."""
    document, known = sys.modules["outloud"].model.Document(str(path)), {}
    heads = [" ".join(words_of(document, head) for head in row) for row in rows_of_heads(document)]
    for number in {box["page"] for box in boxes}:
        for line in document.content(number - 1).lines:
            said = f"{kind_of(document, number, line, heads)}: {line.text.strip()}"
            known[number, *(round(value, 1) for value in line.bbox)] = said
    document.close()
    found = [known.get((box["page"], box["x0"], box["y0"], box["x1"], box["y1"])) for box in boxes]
    return found if all(found) else []


def kind_of(document, number, line, heads):
    """The kinds of the elements of a line's first letters, the document left out; a table's head drawn once more."""
    run = line.runs[0]
    owner = next(iter(document.mc_owners.get((number - 1, run.stream, run.mcid), ())), None)
    if owner:
        return owner.path.removeprefix("Document/")
    return "head again" if " ".join(line.text.split()) in heads else "artifact"


def rows_of_heads(document):
    """The cells of each row that has heads alone."""
    rows = (row.children for row in document.elements_of("TR"))
    return [row for row in rows if row and all(cell.type == "TH" for cell in row)]


def words_of(document, element):
    """What an element and those in it say."""
    marks = (mark for one in (element, *element.descendants()) for mark in one.mcrefs)
    said = (document.content(mark.page).mcid_text.get((mark.stream, mark.mcid), "") for mark in marks)
    return " ".join("".join(said).split())


@pytest.fixture(scope="session")
def faults():
    """What either profile refuses, as the checker names it; and marks that no reader finds, which it does not see."""
    checker = pytest.importorskip("page", reason="page-validation has no wheel for this Python")
    return lambda path: all_faults(checker, path)


def all_faults(checker, path):
    profiles = (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_2A)
    reports = [checker.validate_pdf(str(path), profile=profile) for profile in profiles]
    broken = sorted(failure.rule_id for report in reports for failure in report.failures)
    return [*broken, *lost_marks(path), *missing(path), *foreign(path)]


def missing(path):
    """Pictures and faces that a page asks for and does not have: a reader leaves them out without a word."""
    with pikepdf.open(path) as pdf:
        return [f"page {at}: {name}" for at, one in enumerate(pdf.pages) for name in asked_for(one) - held_by(one)]


def foreign(path):
    """Elements in another language than Vietnamese: our courses have none; letters that are drawn without ink."""
    with pikepdf.open(path) as pdf:
        spoken = [str(one.Lang) for one in pdf.objects if isinstance(one, Dictionary) and "/Lang" in one]
        blank = [at for at, page in enumerate(pdf.pages) if re.search(rb"\b[37] Tr\b", drawn(page))]
    return [f"page ?: {one}" for one in spoken if one != "vi-VN"] + [f"page {at}: no ink" for at in blank]


def asked_for(page):
    """Names of pictures and of faces in the operators of a page."""
    return {name.decode() for name in re.findall(rb"(/[\w.+-]+) (?:Do|[\d.]+ Tf)\b", drawn(page))}


def drawn(page):
    """The operators of a page."""
    contents = page.Contents
    return b"\n".join(part.read_bytes() for part in (contents if isinstance(contents, Array) else [contents]))


def held_by(page):
    return {name for kind in ("/XObject", "/Font") for name in page.Resources.get(kind, {})}


def lost_marks(path):
    """Marked content whose page does not lead to its element, that no element holds, or that is read out of turn."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root or "/ParentTree" not in pdf.Root.StructTreeRoot:
            return ["no tree"]
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        held = held_marks(pdf)
        return [found for at, one in enumerate(pdf.pages) for found in lost_on(at, one, parents, held[one.objgen])]


def held_marks(pdf):
    """For each page (mark, element, where it stands: in the text, in a note, in a kept place) in the tree's order."""
    held = {one.objgen: [] for one in pdf.pages}
    for element in pdf.Root.StructTreeRoot.K:
        hold(element, held, "text")
    return held


def hold(element, held, where):
    """Notes are drawn at the foot and asides after the text; each is heard where it belongs."""
    where = {"/Note": "note", "/Div": "aside"}.get(str(element.S), where)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array | list) else [kids]:
        if isinstance(kid, int):
            held[element.Pg.objgen].append((kid, element.objgen, where))
        elif kid.get("/Type") == "/MCR":
            held[kid.Pg.objgen].append((int(kid.MCID), element.objgen, where))
        elif "/S" in kid:
            hold(kid, held, where)


def lost_on(at, one, parents, held):
    number = one.get("/StructParents")
    if number is None or number not in parents:
        return [f"page {at}: no way back"]
    back = [(mark, element.objgen) for mark, element in enumerate(parents[number])]
    _, _, width, height = map(float, one.MediaBox)
    folded = width > height  # over a fold a table goes on before the notes of its first page
    orders = [[mark for mark, _, stands in held if stands == where] for where in ("text", "note")]
    right = folded or all(order == sorted(order) for order in orders)
    led = sorted((mark, element) for mark, element, _ in held) == back
    return [] if right and led else [f"page {at}: {[mark for mark, _, _ in held]}"]
