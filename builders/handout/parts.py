"""One kind of block on sheets of its own: the viewpoints on one page, the blank card of a model."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from builders.handout.cases import card
from builders.handout.edition import larger
from builders.handout.kit import Kit, widen
from builders.handout.viewpoints import rows
from builders.pdf.compose import Page, compose
from builders.pdf.page import Shell, box_of, draw
from builders.pdf.setter import Setter
from builders.product import Product
from plan.nodes import AnyNode, Document, ModelCardNode, ViewpointsNode

LARGER = (2.5, 2.0, 1.5, 1.0, 0.5, 0.0)  # points; the first that leaves all of it on one page


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
        if len(pages) <= len(nodes):
            break
    yield Product(kit.edition.file, draw(pages, grown.look, shell, grown.setter.notes), len(pages))


def _shell(kit: Kit, document: Document) -> Shell:
    label = kit.look.say(f"handout.edition.{kit.edition.name}")
    return Shell(f"{document.title} ({label.lower()})", document.subtitle or document.title,
                 ", ".join(document.organisation), foot=document.title, numbers=False, duplex=False,
                 edition=kit.edition.name)  # fmt: skip


def _pages(kit: Kit, document: Document, nodes: list[AnyNode], shell: Shell) -> list[Page]:
    box = box_of(kit.look, shell)
    pages: list[Page] = []
    for node in nodes:
        pages += compose(list(_story(kit, document, node)), box, kit.setter.notes, first=len(pages) + 1)
    return pages


def _story(kit: Kit, document: Document, node: AnyNode) -> Iterator[Flowable]:
    organisation = ", ".join(document.organisation)
    if organisation:
        yield from widen([kit.setter.text(organisation, "eyebrow", spaceAfter=4)])
    if isinstance(node, ViewpointsNode):
        yield from widen([kit.setter.text(node.title or kit.look.say("handout.edition.viewpoints"), "title")])
        yield from rows(kit, node, (1, 1))
    elif isinstance(node, ModelCardNode):
        yield from card(kit, node)
