"""One kind of block on sheets of its own: the viewpoints on one page, the set of blank cards of a model."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from builders.handout.cards import headed, sheet
from builders.handout.edition import larger
from builders.handout.kit import Kit, widen
from builders.handout.viewpoints import rows
from builders.pdf.compose import Page, compose
from builders.pdf.page import Shell, box_of, draw
from builders.pdf.setter import Setter
from builders.product import Product
from plan.nodes import AnyNode, Document, ModelCardNode, ViewpointsNode

LARGER = (1.5, 1.0, 0.5, 0.0)  # points; the first that leaves all of it on its pages. More would darken the page
EXAMPLE_LINES = 3  # at most, for each viewpoint


def part(kit: Kit, document: Document) -> Iterator[Product]:
    """The file of a part, if the document has such a block; as large as one page allows."""
    wanted = kit.edition.nodes or ()
    nodes = [node for section in document.sections for node in section.nodes if isinstance(node, wanted)]
    if not nodes:
        return
    for points in LARGER:
        grown = Kit(Setter(larger(kit.look, points), kit.setter.compounds), kit.sources, kit.pictures, kit.edition)
        shell = _shell(grown, document)
        pages = _pages(grown, document, nodes, shell)
        if len(pages) <= len(nodes) * max(len(kit.edition.sheets), 1):
            break
    yield Product(kit.edition.file, draw(pages, grown.look, shell, grown.setter.notes), len(pages))


def _shell(kit: Kit, document: Document) -> Shell:
    label = kit.look.say(f"handout.edition.{kit.edition.name}")
    return Shell(f"{document.title} ({label.lower()})", document.subtitle or document.title,
                 ", ".join(document.organisation), numbers=False, duplex=False,
                 edition=kit.edition.name)  # fmt: skip


def _pages(kit: Kit, document: Document, nodes: list[AnyNode], shell: Shell) -> list[Page]:
    box = box_of(kit.look, shell)
    pages: list[Page] = []
    for node in nodes:
        for story in _stories(kit, document, node):
            pages += compose(story, box, kit.setter.notes, first=len(pages) + 1)
    return pages


def _stories(kit: Kit, document: Document, node: AnyNode) -> Iterator[list[Flowable]]:
    """The story of each page: organisation, title, what there is to write on."""
    if isinstance(node, ViewpointsNode):
        title = kit.setter.text(node.title or kit.look.say("handout.edition.viewpoints"), "title", spaceBefore=4)
        yield [*widen([*headed(kit, _above(document)), title]), *rows(kit, node, (1, EXAMPLE_LINES))]
    elif isinstance(node, ModelCardNode):
        for name in kit.edition.sheets:
            yield sheet(kit, name, node, _above(document))


def _above(document: Document) -> tuple[str, str]:
    return ", ".join(document.organisation), document.title
