"""The whole document as one story, composed into pages, and the shell around them."""

from collections.abc import Iterable, Iterator

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from builders.handout.annex import annexes, marks
from builders.handout.edition import Edition
from builders.handout.front import contents, cover
from builders.handout.kit import Kit
from builders.handout.nodes import section
from builders.pdf.compose import Keep, Page, compose
from builders.pdf.extras import Mark, extras
from builders.pdf.lines import Writing
from builders.pdf.page import Shell, box_of
from plan.nodes import Document

HEAD_GAP = 18.0  # points between the two ends of a running head
MORE = "\u2026"


def composed(kit: Kit, document: Document) -> list[Page]:
    """The pages of an edition of the whole document."""
    box = box_of(kit.look, shell_of(kit, document, kit.edition))
    return compose(_story(kit, document), box, kit.setter.notes, filler=lambda: filler(kit))


def shell_of(kit: Kit, document: Document, edition: Edition) -> Shell:
    """Title, running head and margins of an edition."""
    label = kit.look.say(f"handout.edition.{edition.name}")
    author = ", ".join(document.organisation)
    subject = document.subtitle or document.title
    head = (_shortened(kit, document.title, label), label)
    return Shell(f"{document.title} ({label.lower()})", subject, author, head, column=kit.column,
                 edition=edition.name, plain_pages=frozenset({1}))  # fmt: skip


def _shortened(kit: Kit, title: str, label: str) -> str:
    """As many words as stand beside the label."""
    style = kit.setter.style("running")

    def width(text: str) -> float:
        return float(stringWidth(text, style.fontName, style.fontSize))

    room = kit.wide - width(label) - HEAD_GAP
    if width(title) <= room:
        return title
    words = title.split()
    while words and width(" ".join(words) + MORE) > room:
        words.pop()
    return " ".join(words).rstrip(",;:") + MORE if words else ""


def _story(kit: Kit, document: Document) -> list[Flowable]:
    """Everything in order; the contents are made last, because they name all the rest."""
    lessons = [flow for part in document.sections for flow in section(kit, part)]
    rest = list(annexes(kit, document))
    named = [*_marks(lessons), *marks(kit, document)]
    about = kit.setter.text(document.about, "body") if document.about else None
    return [*cover(kit, document), *contents(kit, named, about), *lessons, *rest]


def _marks(flows: Iterable[Flowable]) -> Iterator[Mark]:
    for flow in flows:
        mark = extras(flow).mark
        if isinstance(flow, Keep):
            yield from _marks(flow.flows)
        elif mark and not mark.hidden:
            yield mark


def filler(kit: Kit) -> Writing:
    """Lines for notes at the end of a page that stays short; three at least, or none."""
    title = kit.setter.say("handout.my-notes", "label")
    pitch, dots = kit.setter.pitch, kit.setter.dots
    return kit.setter.again(("filler", title),
                            lambda: Writing(0, 40, pitch, dots, first=pitch * 1.5, label=title, start=3))  # fmt: skip
