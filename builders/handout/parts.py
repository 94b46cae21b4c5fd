"""One kind of block on sheets of its own: the viewpoints on one page, the set of blank cards of a model."""

import zlib
from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable

from builders.handout.cards import headed, sheet
from builders.handout.kit import Kit, widen
from builders.handout.viewpoints import rows
from builders.pdf.compose import Page, compose
from builders.pdf.page import Shell, box_of, draw
from builders.pdf.writer import Pack
from builders.product import Product
from plan.nodes import AnyNode, Document, ModelCardNode, ViewpointsNode

LINES = (3, 2, 1)  # for an example of one's own to each viewpoint; the first that leaves all of them on one page


def part(kit: Kit, document: Document, pack: Pack = zlib.compress) -> Iterator[Product]:
    """The file of a part, if the document has such a block; with as many lines to write on as one page allows.

    `pack` deflates a stream.
    """
    wanted = kit.edition.nodes or ()
    nodes = [node for section in document.sections for node in section.nodes if isinstance(node, wanted)]
    if not nodes:
        return
    for lines in LINES:
        tried = Kit(replace(kit.setter, notes={}), kit.sources, kit.pictures, kit.edition)
        shell = _shell(tried, document)
        pages = _pages(tried, document, nodes, shell, lines)
        if len(pages) <= len(nodes) * max(len(kit.edition.sheets), 1):
            break
    yield Product(kit.edition.file, draw(pages, tried.look, shell, pack=pack), len(pages))


def _shell(kit: Kit, document: Document) -> Shell:
    label = kit.look.say(f"handout.edition.{kit.edition.name}")
    return Shell(f"{document.title} ({label.lower()})", document.subtitle or document.title,
                 ", ".join(document.organisation), numbers=False, duplex=False,
                 edition=kit.edition.name)  # fmt: skip


def _pages(kit: Kit, document: Document, nodes: list[AnyNode], shell: Shell, lines: int) -> list[Page]:
    box = box_of(kit.look, shell)
    pages: list[Page] = []
    for node in nodes:
        for story in _stories(kit, document, node, lines):
            pages += compose(story, box, kit.setter.notes, first=len(pages) + 1)
    return pages


def _stories(kit: Kit, document: Document, node: AnyNode, lines: int) -> Iterator[list[Flowable]]:
    """The story of each page: organisation, title, what there is to write on."""
    if isinstance(node, ViewpointsNode):
        title = kit.setter.text(node.title or kit.look.say("handout.edition.viewpoints"), "title", spaceBefore=4)
        yield [*widen([*headed(kit, _above(document)), title]), *rows(kit, node, (lines, lines))]
    elif isinstance(node, ModelCardNode):
        for name in kit.edition.sheets:
            yield sheet(kit, name, node, _above(document))


def _above(document: Document) -> tuple[str, str]:
    return ", ".join(document.organisation), document.title
