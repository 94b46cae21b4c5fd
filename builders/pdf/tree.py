"""The structure tree as it stands in a file: elements as dictionaries, and the way back from marks to elements.

ISO 32000-1, 14.7: every page and every annotation names a key of the parent tree, which leads to its elements. A page
has some fifty elements: they are written as text at once, which `builders.pdf.writer` puts among reportlab's objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFString

STEADY = 0.00013  # keeps numbers away from where rounding turns, so that a moved area reads like one drawn there
PAGE_KEYS = 100_000  # keys of the parent tree below it are pages, from it on annotations

Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's lower left corner."""


@dataclass(frozen=True, eq=False)
class Part:
    """An element to be: all that is drawn for the same part, on one page or on several, is one element."""

    kind: str
    alt: str | None = None
    scope: str | None = None
    area: Area | None = None


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree. Kids are elements, (page, mcid) of marked content, or (page, annotation name).

    `number` is that of its object, given when the tree is written.
    """

    kind: str
    parent: "Element | None" = None
    kids: list[Any] = field(default_factory=list)
    alt: str | None = None
    scope: str | None = None
    span: int = 1
    area: Area | None = None
    number: int = 0


@dataclass(frozen=True)
class Pages:
    """What the pages of a file hold: their references, their elements by mcid, annotations by name, with elements."""

    references: Sequence[Any]
    marked: Sequence[Sequence[Element]]
    annotations: Sequence[tuple[str, Element]]


class Ready(PDFObject):
    """An object whose text is known."""

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, document: object) -> bytes:  # reportlab's own name
        """The text."""
        return self.text.encode("latin-1")


def write_tree(document: Any, root: Element, pages: Pages) -> None:
    """Put the tree into the catalog of a reportlab document and say that the file is tagged.

    Call it when all pages and annotations have their numbers; no other object may come between the elements.
    """
    top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    above = document.Reference(top, "StructTreeRoot")
    writer = _Writer(document, pages)
    document.ready = (document.objectcounter + 1, writer.lines)
    writer.element(root, _number(document, above.name))
    document.objectcounter += len(writer.lines)
    top.dict["K"] = Ready(f"[{root.number} 0 R]")
    top.dict["ParentTree"] = document.Reference(Ready(writer.parents()), "ParentTree")
    top.dict["ParentTreeNextKey"] = PAGE_KEYS + len(pages.annotations)
    document.Catalog.StructTreeRoot, document.Catalog.MarkInfo = top, PDFDictionary({"Marked": "true"})


def _number(document: Any, name: str) -> int:
    return int(document.idToObjectNumberAndVersion[name][0])


class _Writer:
    """Elements become text once, in the order of the tree, which is that of their numbers."""

    def __init__(self, document: Any, pages: Pages) -> None:
        self.document, self.pages, self.first = document, pages, document.objectcounter + 1
        self.page_numbers = [_number(document, page.name) for page in pages.references]
        self.lines: list[str] = []

    def element(self, element: Element, parent: int) -> None:
        """The element and all below it."""
        at, number = len(self.lines), self.first + len(self.lines)
        element.number = number
        self.lines.append("")
        text = f"<</S/{element.kind}/P {parent} 0 R"
        if element.alt or element.kind == "Note" or element.area or element.scope or element.span > 1:
            text += self._about(element)
        held = element.kids
        if len(held) == 1 and type(held[0]) is tuple and type(held[0][1]) is int:  # most have one mark and no more
            page, mark = held[0]
            self.lines[at] = f"{text}/Pg {self.page_numbers[page]} 0 R/K {mark}>>"
            return
        marked = {kid[0] for kid in held if type(kid) is tuple and type(kid[1]) is int}
        page = marked.pop() if len(marked) == 1 else None
        if page is not None:
            text += f"/Pg {self.page_numbers[page]} 0 R"
        kids = [self._kid(kid, number, page) for kid in held]
        if kids:
            text += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        self.lines[at] = text + ">>"

    def _kid(self, kid: Any, parent: int, own: int | None) -> str:
        if type(kid) is Element:
            self.element(kid, parent)
            return f"{kid.number} 0 R"
        page, what = kid
        if type(what) is int:
            return str(what) if page == own else f"<</Type/MCR/Pg {self.page_numbers[page]} 0 R/MCID {what}>>"
        annotation = _number(self.document, self.document.annotationName(what))
        return f"<</Type/OBJR/Pg {self.page_numbers[page]} 0 R/Obj {annotation} 0 R>>"

    def _about(self, element: Element) -> str:
        """Words for those who do not see it, where a figure stands, what a cell heads and how many columns it takes."""
        text = f"/Alt {PDFString(element.alt).format(self.document).decode('latin-1')}" if element.alt else ""
        text += f"/ID(note-{element.number})" if element.kind == "Note" else ""
        if element.area:
            area = " ".join(f"{value + STEADY:.2f}" for value in element.area)
            return text + f"/A<</O/Layout/Placement/Block/BBox[{area}]>>"
        if not element.scope and element.span == 1:
            return text
        scope = f"/Scope/{element.scope}" if element.scope else ""
        return text + f"/A<</O/Table{scope}{f'/ColSpan {element.span}' if element.span > 1 else ''}>>"

    def parents(self) -> str:
        """From the marks of each page, and from each annotation, to their elements."""
        rows = [f"{key}[{' '.join(f'{element.number} 0 R' for element in elements)}]"
                for key, elements in enumerate(self.pages.marked)]  # fmt: skip
        rows += [f"{PAGE_KEYS + key} {element.number} 0 R" for key, (_, element) in enumerate(self.pages.annotations)]
        return f"<</Nums[{' '.join(rows)}]>>"
