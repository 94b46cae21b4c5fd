"""What makes a file readable by ear: the structure tree beside the drawing (ISO 14289-1, PDF/UA-1).

While drawing, `canvas.tags` knows where it is; all that stands in no element is an artifact. Paragraphs open their
element inside their own text object (`builders.pdf.text`), tables in `builders.pdf.table`, all else through `figure`.
Parts of a split paragraph or table share `origin`, so that one element goes on over the page.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas

from builders.pdf.extras import extras
from builders.pdf.tree import PAGE_KEYS, Area, Element, Pages, Part, write_tree

ARTIFACT, RUNNING, END = "/Artifact BMC", "/Artifact <</Type/Pagination>> BDC", "EMC"
HOLDERS = frozenset({"P", "LBody"})  # elements that a note may stand in
LEVELS = ("h1", "h2", "h3")
HEADINGS = {"cover": 1, "title": 1, "h2": 2, "h3": 3}  # style -> the deepest level that it may have
LOOSE = "-loose"  # added to the name of a style whose long words are cut
LISTED = frozenset({"point", "cell", "side"})  # styles whose bullets make a list


Told = tuple[Any, ...]
"""A method of Tags and what was said to it."""


class Tags:
    """The tree of one file. Pages count from 0; mcids start anew on each page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.root = canvas, Element("Document")
        self.open_ones, self.muted, self.level = [self.root], 0, 0
        self.known: dict[int, Element] = {}
        self.kept: dict[int, Element] = {}
        self.origins: list[object] = []  # kept, so that no later one has the id of an earlier
        self.pages: list[list[Element]] = []
        self.page_refs: list[Any] = []
        self.page = 0
        self.heard: list[Told] | None = None  # what is said to the tree, while somebody keeps it (`builders.pdf.kept`)
        self.annotations: list[tuple[str, Element]] = []
        self.link: Element | None = None
        self.links: list[Element] = []  # on the line being drawn; their annotations come in the same order
        self.lines: dict[tuple[Element, int], Element] = {}
        self.last: Element | None = None
        self._add_annotation, self._add_page = canvas._addAnnotation, canvas._doc.addPage
        canvas._addAnnotation, canvas._doc.addPage = self._annotate, self._page_done

    @property
    def here(self) -> Element:
        """The element that is open."""
        return self.open_ones[-1]

    def begin_page(self) -> None:
        """All that follows is an artifact until an element opens; what stood on this page of the file before stays."""
        self.page = self.canvas._doc.pageCounter - 1
        while len(self.pages) <= self.page:
            self.pages.append([])
            self.page_refs.append(PDFObjectReference(f"Page{len(self.pages)}"))
        self.canvas._code.append(ARTIFACT)

    def end_page(self) -> None:
        """Close what `begin_page` opened."""
        self.canvas._code.append(END)

    def enter(
        self, kind: str, origin: object = None, alt: str | None = None, scope: str | None = None, span: int = 1
    ) -> None:
        """Go into a new element, or into the one that the same origin opened before. A kind of `h1` to `h3` is a
        heading of that level at most."""
        if self.heard is not None:
            self.tell("enter", kind, origin, alt, scope, span)
        found = self.known.get(id(origin)) if origin is not None else None
        if found is None:
            parent = self._list() if kind == "LI" else self.open_ones[-1]
            found = Element(self._heading(kind) if kind in LEVELS else kind, parent, [], alt, scope, span)
            parent.kids.append(found)
            if origin is not None:
                self.known[id(origin)] = found
                self.origins.append(origin)
        self.open_ones.append(found)

    def reopen(self, kind: str) -> None:
        """Go into the last kid of this kind."""
        self.tell("reopen", kind)
        kids = (kid for kid in reversed(self.here.kids) if isinstance(kid, Element) and kid.kind == kind)
        self.open_ones.append(next(kids))

    def leave(self) -> None:
        """Leave it."""
        if self.heard is not None:
            self.tell("leave")
        self.open_ones.pop()

    def keep_place(self, key: object) -> None:
        """What is drawn `within` this key, sooner or later, is heard here; a place that stays empty is left out."""
        place = self._place(key)
        place.parent = self.here
        self.here.kids.append(place)

    def _place(self, key: object) -> Element:
        if id(key) not in self.kept:
            self.kept[id(key)] = Element("Div")
            self.origins.append(key)
        return self.kept[id(key)]

    @contextmanager
    def within(self, key: object) -> Iterator[None]:
        """Draw what is heard in the place that is kept for it, or at the end where none is."""
        self.open_ones.append(self._place(key))
        yield
        self.open_ones.pop()

    @contextmanager
    def right_after(self, origin: object) -> Iterator[None]:
        """Draw what is heard in the paragraph or list item of this origin, as its end; or after its table."""
        found = self.known.get(id(origin), self.root)
        holder = next((kid for kid in found.kids[::-1] if isinstance(kid, Element) and kid.kind == "LBody"), found)
        parent = holder.parent
        if holder.kind in HOLDERS or parent is None:
            self.open_ones.append(holder)
            yield
        else:
            self.open_ones.append(Element("Div", parent))
            yield
            at = parent.kids.index(holder) + 1
            while at < len(parent.kids) and parent.kids[at].kind == "Note":
                at += 1
            parent.kids[at:at] = self.here.kids
        self.open_ones.pop()

    def begin(self, path: Sequence[Part]) -> None:
        """What is drawn until `end` stands in the last of these parts, each of them within the one before."""
        for part in path:
            self.enter(part.kind, part, part.alt, part.scope)
            if part.area:
                self.stands_in(part.area)
        code = self.canvas._code
        if self.here is self.last and code[-2:] == [END, ARTIFACT]:
            del code[-2:]  # it goes on where it stopped
        else:
            code[-1:] = [self.mark()] if code[-1] == ARTIFACT else [code[-1], END, self.mark()]
        for _ in path:
            self.leave()

    def end(self) -> None:
        """What follows is an artifact again."""
        self.canvas._code += [END, ARTIFACT]

    def stands_in(self, area: Area) -> None:
        """Where on the page the open element is."""
        self.tell("stands_in", area)
        self.here.area = area

    def running(self, draw: Callable[[], None]) -> None:
        """Draw what every page repeats: heads, page numbers."""
        self.canvas._code += [END, RUNNING]
        draw()
        self.end()

    def mark(self) -> str:
        """The operator that begins marked content of the open element."""
        if self.heard is not None:
            self.tell("mark")
        self.last = here = self.open_ones[-1]
        on_page = self.pages[self.page]
        number = len(on_page)
        here.kids.append((self.page, number))
        on_page.append(here)
        return f"/{here.kind} <</MCID {number}>> BDC"

    def unmark(self) -> None:
        """Take back the mark that was begun last, nothing being drawn in it."""
        if self.heard is not None:
            del self.heard[-1 - self.heard[::-1].index(("mark",))]
        self.pages[self.page].pop()
        self.here.kids.pop()
        self.last = None

    def enter_link(self, link: tuple[int, str]) -> None:
        """Go into the Link that the same letters opened on the line before, or into a new one; its annotation comes."""
        self.tell("enter_link", link)
        heard, self.heard = self.heard, None
        parent, number = self.here, link[0]
        found = self.lines.get((parent, number))
        if found and parent.kids[-1] is found:
            self.reopen("Link")
        else:
            self.enter("Link")
            self.lines[parent, number] = self.here
        self.links.append(self.here)
        self.heard = heard

    def lead(self) -> None:
        """The next annotation belongs to the open element."""
        self.tell("lead")
        self.link = self.here

    def _heading(self, kind: str) -> str:
        """H1 to H3; no level is ever left out on the way down."""
        self.level = min(LEVELS.index(kind) + 1, self.level + 1)
        return f"H{self.level}"

    def tell(self, *told: Any) -> None:
        """Let who keeps what is said (`builders.pdf.kept`) hear it."""
        if self.heard is not None:
            self.heard.append(told)

    def mute(self, muted: bool) -> None:
        """While muted, all that is drawn is an artifact; may be nested."""
        self.muted += 1 if muted else -1

    def _list(self) -> Element:
        last = self.here.kids[-1] if self.here.kids else None
        if not (isinstance(last, Element) and last.kind == "L"):
            last = Element("L", self.here)
            self.here.kids.append(last)
        return last

    def _annotate(self, annotation: Any, name: str | None = None, addtopage: int = 1) -> None:
        """Every annotation says where it leads, prints, and belongs to a Link."""
        key = len(self.annotations)
        name = name or f"link-{key}"
        target = annotation.dict["A"].dict["URI"].s if isinstance(annotation, PDFDictionary) else annotation.Contents
        number = PAGE_KEYS + key
        if isinstance(annotation, PDFDictionary):
            annotation.dict |= {"F": 4, "Contents": PDFString(target), "StructParent": number}
        else:
            annotation.permitted = (*annotation.permitted, "StructParent")
            annotation.otherkw |= {"F": 4, "StructParent": number}
        holder = self.links.pop(0) if self.links else self.link
        if holder is None:
            holder = Element("Link", self.here)
            self.here.kids.append(holder)
        holder.kids.append((self.page, name))
        self.annotations.append((name, holder))
        self._add_annotation(annotation, name, addtopage)

    def _page_done(self, page: Any) -> None:
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.canvas._doc.pageCounter - 1, PDFName("S")
        self._add_page(page)

    def finish(self) -> None:
        """Write the tree into the catalog; call once, after the last page."""
        empty = {id(place) for place in self.kept.values() if not place.kids}
        self.root.kids = [kid for kid in self.root.kids if id(kid) not in empty]
        self.root.kids += [place for place in self.kept.values() if place.parent is None]
        write_tree(self.canvas._doc, self.root, Pages(self.page_refs, self.pages, self.annotations))


def tags_of(canvas: Canvas) -> Tags | None:
    """The tags of a canvas of ours, unless what is drawn now is an artifact."""
    tags: Tags | None = getattr(canvas, "tags", None)
    return tags if tags and not tags.muted else None


def figure(canvas: Canvas, alt: str, size: tuple[float, float], draw: Callable[[], None]) -> None:
    """Draw a picture, `size` points wide and high from the origin, with the words for those who do not see it."""
    tags = tags_of(canvas)
    if not tags:
        return draw()
    area = (*canvas.absolutePosition(0, 0), *canvas.absolutePosition(*size))
    tags.begin((Part("Figure", alt, area=area),))
    draw()
    return tags.end()


def link_to(canvas: Canvas, paragraph: object, draw: Callable[[], None]) -> None:
    """Draw letters that lead somewhere as a Link of a paragraph drawn before; the annotation comes next."""
    tags = tags_of(canvas)
    if not tags:
        return draw()
    tags.enter("P", paragraph)
    tags.enter("Link")
    tags.lead()
    canvas._code += [END, tags.mark()]
    draw()
    canvas._code += [END, ARTIFACT]
    tags.leave()
    return tags.leave()


def kind_of(flow: Any) -> str:
    """The element of a paragraph, as `Tags.enter` takes it: said by its extras, or read off its style."""
    said, name = extras(flow).tag, flow.style.name.removesuffix(LOOSE)
    if said:
        return said
    return LEVELS[HEADINGS[name] - 1] if name in HEADINGS else "P"
