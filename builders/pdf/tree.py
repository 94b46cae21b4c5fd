"""The structure tree as it stands in a file: elements as dictionaries, and the way back from marks to elements.

ISO 32000-1, 14.7: every page and every annotation names a key of the parent tree, which leads to its elements.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

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


@dataclass(eq=False)
class Element:
    """A node of the tree. Kids are elements, (page, mcid) of marked content, or (page, annotation name)."""

    kind: str
    parent: "Element | None" = None
    kids: list[Any] = field(default_factory=list)
    alt: str | None = None
    scope: str | None = None
    span: int = 1
    area: Area | None = None


@dataclass(frozen=True)
class Pages:
    """What the pages of a file hold: their references, their elements by mcid, annotations by name, with elements."""

    references: Sequence[Any]
    marked: Sequence[Sequence[Element]]
    annotations: Sequence[tuple[str, Element]]


def write_tree(document: Any, root: Element, pages: Pages) -> None:
    """Put the tree into the catalog of a reportlab document and say that the file is tagged."""
    top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    writer = _Writer(document, pages)
    top.dict["K"] = PDFArray([writer.element(root, document.Reference(top, "StructTreeRoot"))])
    top.dict["ParentTree"] = document.Reference(writer.parents(), "ParentTree")
    top.dict["ParentTreeNextKey"] = PAGE_KEYS + len(pages.annotations)
    document.Catalog.StructTreeRoot, document.Catalog.MarkInfo = top, PDFDictionary({"Marked": "true"})


class _Writer:
    """Elements become dictionaries once, in the order of the tree."""

    def __init__(self, document: Any, pages: Pages) -> None:
        self.document, self.pages = document, pages
        self.references: dict[int, Any] = {}

    def element(self, element: Element, parent: Any) -> Any:
        made = PDFDictionary({"S": PDFName(element.kind), "P": parent})
        reference = self.document.Reference(made, f"tag-{len(self.references)}")
        self.references[id(element)] = reference
        if element.alt:
            made.dict["Alt"] = PDFString(element.alt)
        if element.kind == "Note":
            made.dict["ID"] = PDFString(f"note-{len(self.references)}")
        if about := _attributes(element):
            made.dict["A"] = about
        marked = {kid[0] for kid in element.kids if isinstance(kid, tuple) and isinstance(kid[1], int)}
        page = marked.pop() if len(marked) == 1 else None
        if page is not None:
            made.dict["Pg"] = self.pages.references[page]
        kids = [self._kid(kid, reference, page) for kid in element.kids]
        if kids:
            made.dict["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        return reference

    def _kid(self, kid: Any, parent: Any, own: int | None) -> Any:
        if isinstance(kid, Element):
            return self.element(kid, parent)
        page, what = kid
        if isinstance(what, int) and page == own:
            return what
        if isinstance(what, int):
            return PDFDictionary({"Type": PDFName("MCR"), "Pg": self.pages.references[page], "MCID": what})
        annotation = self.document.refAnnotation(what)
        return PDFDictionary({"Type": PDFName("OBJR"), "Pg": self.pages.references[page], "Obj": annotation})

    def parents(self) -> PDFDictionary:
        numbers: list[Any] = []
        for key, elements in enumerate(self.pages.marked):
            numbers += [key, PDFArray([self.references[id(element)] for element in elements])]
        for key, (_, element) in enumerate(self.pages.annotations):
            numbers += [PAGE_KEYS + key, self.references[id(element)]]
        return PDFDictionary({"Nums": PDFArray(numbers)})


def _attributes(element: Element) -> PDFDictionary | None:
    """Where a figure stands; what a cell heads and how many columns it takes."""
    if element.area:
        area = PDFArray([round(value, 2) for value in element.area])
        return PDFDictionary({"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": area})
    if not element.scope and element.span == 1:
        return None
    about: dict[str, Any] = {"O": PDFName("Table")}
    about |= {"Scope": PDFName(element.scope)} if element.scope else {}
    about |= {"ColSpan": element.span} if element.span > 1 else {}
    return PDFDictionary(about)
